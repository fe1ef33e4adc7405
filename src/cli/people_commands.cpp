#include <fmt/core.h>
#include <algorithm>
#include <ostream>

#include "cli/command.h"
#include "cli/output.h"
#include "store/backup.h"

namespace cuibono::cli {
namespace {

using base::ErrorKind;
using base::fail;
using base::Result;

struct PeopleOptions {
  Reading reading;
  std::string add, change, remove;
  bool vault = false, delete_old_backups = false;
  std::filesystem::path new_password_file, new_vault_password_file;
};

bool changes_something(const PeopleOptions& options) {
  return !options.add.empty() || !options.change.empty() || !options.remove.empty() || options.delete_old_backups;
}

model::EditBatch record_of(std::string label) {
  model::EditBatch record;
  record.kind = model::BatchKind::Note;
  record.label = std::move(label);
  record.author = author();
  record.time = app::utc_now();
  record.clock = app::machine_clock();
  return record;
}

bool is_among(const Result<std::vector<std::string>>& holders, const std::string& name) {
  return holders && std::ranges::count(*holders, name) > 0;
}

struct OwnPassphrases {
  std::string of_case, of_vault;
};

Result<OwnPassphrases> own_passphrases(const PeopleOptions& options) {
  auto of_case = case_passphrase(options.reading.path, options.reading.passphrases);
  if (!of_case) return tl::unexpected(of_case.error());
  auto of_vault = vault_passphrase(options.reading.passphrases, *of_case);
  if (!of_vault) return tl::unexpected(of_vault.error());
  return OwnPassphrases{std::move(*of_case), std::move(*of_vault)};
}

// Somebody who opens the case already is given the vault alone.
Result<void> add_person(store::CaseFile& file, const PeopleOptions& options, const OwnPassphrases& own) {
  const bool only_vault = options.vault && is_among(file.people(), options.add);
  const auto theirs = chosen_passphrase(options.new_password_file, "the new passphrase of " + options.add);
  if (!theirs) return tl::unexpected(theirs.error());
  auto of_vault = theirs;
  if (!options.new_vault_password_file.empty())
    of_vault = chosen_passphrase(options.new_vault_password_file, "the new vault passphrase");
  if (!of_vault) return tl::unexpected(of_vault.error());
  if (options.vault)
    if (const auto opens = file.open_vault(own.of_vault); !opens) return tl::unexpected(opens.error());
  auto done = only_vault ? Result<void>() : file.add_person(own.of_case, options.add, *theirs);
  if (done && options.vault) done = file.add_vault_person(own.of_vault, options.add, *of_vault);
  return done ? file.note(record_of(options.add +
                                    (options.vault ? " can open the case and the vault" : " can open the case")))
              : done;
}

Result<void> change_passphrase(store::CaseFile& file, const PeopleOptions& options, const OwnPassphrases& own) {
  const auto fresh = chosen_passphrase(options.new_password_file, "the new passphrase of " + options.change);
  if (!fresh) return tl::unexpected(fresh.error());
  const auto done = options.vault ? file.change_vault_passphrase(options.change, own.of_vault, *fresh)
                                  : file.change_passphrase(options.change, own.of_case, *fresh);
  return done ? file.note(record_of(options.change +
                                    (options.vault ? " has another vault passphrase" : " has another passphrase")))
              : done;
}

Result<void> remove_person(store::CaseFile& file, const PeopleOptions& options, const OwnPassphrases& own) {
  return file.remove_person(
      {options.remove, own.of_case, own.of_vault, record_of(options.remove + " can no longer open the case")});
}

// What was copied before opens as before, and no program can change that.
void say_what_still_opens(const PeopleOptions& options, std::ostream& err) {
  const auto backups = store::list_backups(options.reading.path);
  const auto aside = store::list_set_aside(options.reading.path);
  if (!backups.empty() && !options.delete_old_backups)
    err << fmt::format(
        "{} backup{} made before still open{} with the passphrase of {}: {}; --delete-old-backups writes a new one and "
        "deletes them\n",
        backups.size(), backups.size() == 1 ? "" : "s", backups.size() == 1 ? "s" : "", options.remove,
        store::backup_folder(options.reading.path).string());
  for (const auto& path : aside) err << "so does the case that was set aside, " << path.string() << '\n';
  err << "so does every copy of the case that somebody made; the recovery code stays good, and whoever leaves may have "
         "seen it\n";
}

Result<void> delete_old_backups(const store::CaseFile& file, const PeopleOptions& options, std::ostream& err) {
  const auto fresh = file.back_up(app::utc_now());
  if (!fresh) return tl::unexpected(fresh.error());
  const auto gone = store::delete_backups_but(options.reading.path, *fresh);
  if (!gone) return tl::unexpected(gone.error());
  err << "wrote and verified " << fresh->string() << "; deleted " << *gone << " older\n";
  return {};
}

Result<void> carry_out(store::CaseFile& file, const PeopleOptions& options, std::ostream& err) {
  const auto own = own_passphrases(options);
  if (!own) return tl::unexpected(own.error());
  Result<void> done;
  if (!options.add.empty()) done = add_person(file, options, *own);
  if (!options.change.empty()) done = change_passphrase(file, options, *own);
  if (!options.remove.empty()) done = remove_person(file, options, *own);
  if (!done) return done;
  if (!options.add.empty())
    err << options.add
        << (options.vault ? " can open the case and its vault now\n"
                          : " can open the case now; the vault stays shut to them\n");
  if (!options.change.empty())
    err << options.change
        << " has a new passphrase; copies made before still open with the old one. Where somebody else has learnt it, "
           "remove and add "
        << options.change << ": that gives the case a new key\n";
  if (!options.remove.empty()) err << options.remove << " can no longer open the case: it has a new key\n";
  if (!options.remove.empty()) say_what_still_opens(options, err);
  return options.delete_old_backups ? delete_old_backups(file, options, err) : done;
}

Outcome people(const PeopleOptions& options, const Environment& environment) {
  if (!options.add.empty() + !options.change.empty() + !options.remove.empty() > 1)
    return fail(ErrorKind::Usage, "--add, --change and --remove are one at a time", "",
                "run the command once for each");
  auto file = open_file(options.reading, !changes_something(options));
  if (!file) return tl::unexpected(file.error());
  if (changes_something(options))
    if (const auto done = carry_out(*file, options, environment.err); !done) return tl::unexpected(done.error());
  const auto holders = file->people();
  if (!holders) return tl::unexpected(holders.error());
  const auto of_vault = file->vault_people();
  if (!of_vault) return tl::unexpected(of_vault.error());
  TextTable table{{{"holder"}, {"vault"}}, {}};
  for (const auto& holder : *holders) table.rows.push_back({holder, is_among(of_vault, holder) ? "yes" : "no"});
  print(environment.out, table, options.reading);
  if (!file->is_encrypted()) environment.err << "note: the case is not encrypted; whoever has the file can read it\n";
  return 0;
}

} // namespace

void add_people_commands(Program& program) {
  auto who = add_subcommand<PeopleOptions>(
      program, "people", "Who can open an encrypted case and its vault; add, change, remove somebody", people);
  auto& options = *who.options;
  add_reading(who.app, options.reading);
  add_csv(who.app, options.reading);
  who.app.add_option("--add", options.add, "Name of a person to add").type_name("NAME");
  who.app
      .add_option("--change", options.change,
                   "Name of the person whose passphrase is to be another; --password-file has the old one")
      .type_name("NAME");
  who.app
      .add_option("--remove", options.remove,
                   "Name of a person who leaves: the case gets a new key; --password-file is of somebody who stays")
      .type_name("NAME");
  who.app.add_flag("--vault", options.vault,
                    "With --add: the vault too. With --change: the vault's passphrase instead");
  who.app.add_option("--new-password-file", options.new_password_file,
                      "File whose first line is that person's new passphrase; else a question");
  who.app.add_option("--new-vault-password-file", options.new_vault_password_file,
                      "The same for the vault, with --add; else the same passphrase");
  who.app.add_flag("--delete-old-backups", options.delete_old_backups,
                    "Write a new backup and delete those before, which open for whoever was removed");
}

} // namespace cuibono::cli
