#include "cli/cli.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>
#include <sstream>

#include "cli/command.h"

namespace cuibono::cli {
namespace {

constexpr const char* kSummary =
    "Cui Bono: who benefits from an exploitation, and what proves it.\n"
    "Without a subcommand the window opens; with a case file it opens that case.";

void add_all(Program& program) {
  add_case_commands(program);
  add_mapping_command(program);
  add_journal_commands(program);
  add_people_commands(program);
  add_exhibit_commands(program);
  add_care_commands(program);
  add_benefit_commands(program);
  add_evidence_commands(program);
  add_ledger_commands(program);
  add_impunity_command(program);
  add_elements_commands(program);
  add_structure_command(program);
  add_groups_command(program);
  add_network_commands(program);
  add_ownership_commands(program);
  add_trace_commands(program);
  add_red_flag_commands(program);
  add_recovery_commands(program);
  add_match_commands(program);
  add_disruption_commands(program);
  add_path_command(program);
  add_change_command(program);
  add_leads_command(program);
  add_info_commands(program);
}

int say(const Environment& environment, const base::Error& error) {
  environment.err << "cuibono: " << base::sentence(error) << std::endl;
  return base::exit_code(error.kind);
}

// Help is an answer; anything else that the parser throws is wrong usage, said in one line.
int parse_failure(CLI::App& app, const CLI::ParseError& error, const Environment& environment) {
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) return app.exit(error, environment.out, environment.err);
  std::string what = error.what();
  while (what.ends_with('.') || what.ends_with('\n')) what.pop_back();
  return say(environment, {base::ErrorKind::Usage, what, "", "see cuibono help"});
}

} // namespace

std::vector<std::string> subcommand_names() {
  std::ostringstream silent;
  const Environment environment{silent, silent, {}};
  CLI::App app;
  Program program{app, environment, {}};
  add_all(program);
  std::vector<std::string> names;
  for (const auto* command : app.get_subcommands([](CLI::App*) { return true; })) names.push_back(command->get_name());
  return names;
}

bool is_subcommand(const std::vector<std::string>& arguments) {
  if (arguments.empty()) return false;
  const std::string& first = arguments.front();
  if (first == "--help" || first == "-h" || first == "--version") return true;
  return std::ranges::count(subcommand_names(), first) > 0;
}

int run(const std::vector<std::string>& arguments, const Environment& environment) {
  CLI::App app(kSummary, "cuibono");
  Program program{app, environment, {}};
  app.require_subcommand(1);
  add_all(program);
  try {
    // CLI11 takes the arguments last first.
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    app.parse(reversed);
    const auto outcome = program.chosen();
    return outcome ? *outcome : say(environment, outcome.error());
  } catch (const CLI::ParseError& error) {
    return parse_failure(app, error, environment);
  } catch (const std::bad_alloc&) {
    return say(environment, {base::ErrorKind::Internal, "there is not enough memory for this case", "", "close other programs or use a larger machine"});
  } catch (const std::exception& error) {
    return say(environment, {base::ErrorKind::Internal, std::string("the program met something it did not expect: ") + error.what(), "",
                             "report this with the command that you ran"});
  }
}

} // namespace cuibono::cli
