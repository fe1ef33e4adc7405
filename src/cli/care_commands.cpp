#include <fmt/core.h>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/command.h"
#include "cli/output.h"
#include "store/backup.h"
#include "store/salvage.h"

namespace cuibono::cli {
namespace {

struct BackupOptions {
  Reading reading;
  bool list = false;
};

Outcome backup(const BackupOptions& options, const Environment& environment) {
  if (!options.list) {
    const auto file = open_file(options.reading, false); // SQLite copies from no connection that may only read
    if (!file) return tl::unexpected(file.error());
    const auto written = file->back_up(app::utc_now());
    if (!written) return tl::unexpected(written.error());
    environment.err << "wrote and verified " << written->string() << '\n';
  }
  TextTable table{{{"backup"}}, {}};
  for (const auto& path : store::list_backups(options.reading.path)) table.rows.push_back({path.string()});
  print(environment.out, table, options.reading);
  return 0;
}

struct RestoreOptions {
  Reading reading;
  std::filesystem::path from;
  bool salvage = false;
};

Json report_json(const store::Salvaged& done) {
  Json tables = Json::array();
  for (const auto& table : done.tables)
    tables.push_back({{"table", table.table}, {"salvaged", table.read + table.from_journal}, {"from_journal", table.from_journal}, {"lost", table.lost}});
  return {{"set_aside", done.set_aside.string()}, {"tables", std::move(tables)}, {"journal_holds_to", done.journal_holds_to},
          {"journal_last", done.journal_last}, {"stood_in", done.stood_in}, {"files_kept", done.files_kept},
          {"files_lost", done.files_lost}, {"vault_lost", done.vault_lost}};
}

void print_report(const Environment& environment, const store::Salvaged& done) {
  TextTable table{{{"table"}, {"salvaged", Side::Right}, {"of these from the journal", Side::Right}, {"lost at most", Side::Right}}, {}};
  for (const auto& row : done.tables)
    table.rows.push_back({row.table, std::to_string(row.read + row.from_journal), std::to_string(row.from_journal), std::to_string(row.lost)});
  print_table(environment.out, table);
  environment.out << fmt::format("the journal holds to record {} of {}\nfiles of exhibits: {} whole, {} lost\n", done.journal_holds_to, done.journal_last,
                                 done.files_kept, done.files_lost);
  if (done.stood_in > 0) environment.out << fmt::format("{} entities or exhibits are named by rows and were lost; they stand in the case as lost-...\n", done.stood_in);
  if (done.vault_lost) environment.out << "the vault's keys are lost: what was sealed cannot be opened again\n";
}

Outcome salvage(const RestoreOptions& options, const std::string& passphrase, const Environment& environment) {
  if (!options.from.empty()) return base::fail(base::ErrorKind::Usage, "--salvage reads the damaged case, --from a backup", "", "choose one");
  const auto done = store::salvage(options.reading.path, passphrase, author(), app::utc_now());
  if (!done) return tl::unexpected(done.error());
  if (options.reading.json) print_json(environment.out, report_json(*done));
  else print_report(environment, *done);
  environment.err << "the salvaged case verifies; the damaged one is now " << done->set_aside.string() << '\n';
  return 0;
}

Outcome restore(const RestoreOptions& options, const Environment& environment) {
  const auto& first = options.from.empty() ? options.reading.path : options.from;
  auto passphrase = case_passphrase(first, options.reading.passphrases);
  if (!passphrase) passphrase = options.reading.passphrases.of_case.empty() ? passphrase : read_passphrase(options.reading.passphrases.of_case);
  if (!passphrase) return tl::unexpected(passphrase.error());
  // Of a case whose beginning is gone nothing says any more that it was encrypted.
  if (options.salvage && passphrase->empty() && !options.reading.passphrases.of_case.empty()) passphrase = read_passphrase(options.reading.passphrases.of_case);
  if (!passphrase) return tl::unexpected(passphrase.error());
  if (options.salvage) return salvage(options, *passphrase, environment);
  const auto done = store::restore(options.reading.path, options.from, *passphrase, app::utc_now());
  if (!done) return tl::unexpected(done.error());
  if (options.reading.json)
    print_json(environment.out, Json{{"from", done->from.string()}, {"set_aside", done->set_aside.string()}});
  else
    environment.out << "restored from " << done->from.string() << '\n';
  if (!done->set_aside.empty()) environment.err << "the case that was there is now " << done->set_aside.string() << '\n';
  return 0;
}

} // namespace

void add_care_commands(Program& program) {
  auto keep = add_subcommand<BackupOptions>(program, "backup", "Write a verified backup beside the case, and list them", backup);
  add_reading(keep.app, keep.options->reading);
  add_csv(keep.app, keep.options->reading);
  keep.app.add_flag("--list", keep.options->list, "Only list those there are");

  auto back = add_subcommand<RestoreOptions>(program, "restore", "Bring a backup back; the case that is there is set aside", restore);
  add_reading(back.app, back.options->reading);
  back.app.add_option("--from", back.options->from, "The backup; else the newest that verifies");
  back.app.add_flag("--salvage", back.options->salvage, "Instead: read what can be read of the damaged case into a new one, which takes its place");
}

} // namespace cuibono::cli
