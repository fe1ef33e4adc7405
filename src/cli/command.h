#pragma once
// How a subcommand joins the program: one add_ function a group, called once by run.

#include <functional>
#include <memory>

#include "app/session.h"
#include "cli/arguments.h"
#include "cli/cli.h"
#include "cli/passphrase.h"
#include "model/people.h"

namespace cuibono::cli {

/// 0, or 1 where the work was done and says no.
using Outcome = base::Result<int>;

struct Program {
  CLI::App& app;
  const Environment& environment;
  std::function<Outcome()> chosen; ///< set by the subcommand that was named
};

/// What every command that reads a case takes.
struct Reading {
  std::filesystem::path path;
  bool json = false;
  bool csv = false;
  PassphraseFiles passphrases;
  std::string as_of;  ///< a revision or a date; empty: now
  std::string reveal; ///< why protected names are to be shown; written to the journal
  std::string handling_override; ///< why what handling codes withhold is to leave; written to the journal
  std::string audience = "law-enforcement"; ///< for whom the output is; see model/handling.h
  std::ostream* remarks = nullptr; ///< set before the command runs; null: nothing is said
  /// Set where the output is a report, which ends with the head of the journal that it rests on; open_case writes it here.
  std::shared_ptr<std::string> head;
};

/// The reading among a command's options, or null.
template <class Options>
Reading* reading_of(Options& options) {
  if constexpr (std::is_same_v<Options, Reading>) return &options;
  else if constexpr (requires { static_cast<Reading&>(options.reading); }) return &options.reading;
  else return nullptr;
}

/// Ends a report as text; JSON and CSV stay as they are.
void print_head(std::ostream& out, const Reading& reading);

/// A subcommand whose options stand in `options` while it is parsed and run.
template <class Options>
struct Subcommand {
  Arguments app;
  std::shared_ptr<Options> options;
};

template <class Options>
Subcommand<Options> add_subcommand(Program& program, const char* name, const char* description,
                                   Outcome (*run)(const Options&, const Environment&)) {
  auto options = std::make_shared<Options>();
  const auto arguments = add_command(program.app, name, description, [&program, options, run] {
    program.chosen = [&program, options, run] {
      auto* reading = reading_of(*options);
      if (reading) reading->remarks = &program.environment.err;
      auto outcome = run(*options, program.environment);
      if (outcome && reading) print_head(program.environment.out, *reading);
      return outcome;
    };
  });
  return {arguments, options};
}

/// The same for a command that prints a report: as text for people it ends with the journal's last signed head.
template <class Options>
Subcommand<Options> add_report(Program& program, const char* name, const char* description,
                               Outcome (*run)(const Options&, const Environment&)) {
  auto command = add_subcommand<Options>(program, name, description, run);
  reading_of(*command.options)->head = std::make_shared<std::string>();
  return command;
}

/// --password-file and --vault-password-file.
void add_passphrases(Arguments command, PassphraseFiles& files);

/// CASE, --reveal REASON, --handling-override REASON, --for AUDIENCE and --json; --csv where the command prints a table.
void add_reading(Arguments command, Reading& reading);
void add_csv(Arguments command, Reading& reading);

struct OpenedCase {
  model::SnapshotPtr snapshot;
  model::Names names;
  model::SnapshotPtr whole; ///< with what handling codes withhold: for figures that count places in exhibits, never to be printed
};

/// The case as it may be printed: victims under pseudonyms, and without the text of exhibits whose handling codes do not
/// let it go to the audience; how many is said among the remarks. Every command that prints from a case comes through
/// here. Read-only, unless --reveal or --handling-override has a reason to write down first.
base::Result<OpenedCase> open_case(const Reading& reading);

/// Refused where the exhibit may not go to the reading's audience and nobody overrides it.
base::Result<void> check_handling(const model::Exhibit& exhibit, const Reading& reading);

/// The case file behind the reading; changes nothing unless asked to.
base::Result<store::CaseFile> open_file(const Reading& reading, bool read_only = true);
base::Result<app::Session> open_session(const Reading& reading);

/// "17", or the last revision on or before a date or time.
base::Result<std::uint64_t> revision_of(const store::CaseFile& file, const std::string& when);

/// The entity of that key, or of that pseudonym.
base::Result<model::EntityId> find_entity(const OpenedCase& opened, const std::string& key);

/// Who is at the keyboard, for the journal.
std::string author();

void add_case_commands(Program& program);    // new, import, export, list, verify
void add_mapping_command(Program& program); // mapping
void add_journal_commands(Program& program); // journal, compare, head, timestamp
void add_people_commands(Program& program);  // people
void add_care_commands(Program& program);    // backup, restore
void add_exhibit_commands(Program& program); // exhibit, disclosure
void add_benefit_commands(Program& program); // who-benefits, explain
void add_evidence_commands(Program& program); // evidence-next
void add_ledger_commands(Program& program); // ledger
void add_impunity_command(Program& program); // impunity
void add_elements_commands(Program& program); // elements
void add_structure_command(Program& program); // structure
void add_groups_command(Program& program); // groups
void add_network_commands(Program& program); // layout, render
void add_ownership_commands(Program& program); // ownership
void add_trace_commands(Program& program);      // trace
void add_red_flag_commands(Program& program); // red-flags
void add_recovery_commands(Program& program);  // proceeds, recovery
void add_match_commands(Program& program);  // match
void add_disruption_commands(Program& program); // key-players, disrupt, money-cut
void add_path_command(Program& program);  // path
void add_change_command(Program& program); // change
void add_leads_command(Program& program);  // leads
void add_info_commands(Program& program);    // formats, version, help

} // namespace cuibono::cli
