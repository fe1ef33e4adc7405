#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/command.h"
#include "cli/output.h"
#include "store/backup.h"

namespace cuibono::cli {
namespace {

struct BackupOptions {
  Reading reading;
  bool list = false;
};

Outcome backup(const BackupOptions& options, const Environment& environment) {
  if (!options.list) {
    const auto file = open_file(options.reading);
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
};

Outcome restore(const RestoreOptions& options, const Environment& environment) {
  const auto& first = options.from.empty() ? options.reading.path : options.from;
  auto passphrase = case_passphrase(first, options.reading.passphrases);
  if (!passphrase) passphrase = options.reading.passphrases.of_case.empty() ? passphrase : read_passphrase(options.reading.passphrases.of_case);
  if (!passphrase) return tl::unexpected(passphrase.error());
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
  add_reading(*keep.app, keep.options->reading);
  add_csv(*keep.app, keep.options->reading);
  keep.app->add_flag("--list", keep.options->list, "Only list those there are");

  auto back = add_subcommand<RestoreOptions>(program, "restore", "Bring a backup back; the case that is there is set aside", restore);
  add_reading(*back.app, back.options->reading);
  back.app->add_option("--from", back.options->from, "The backup; else the newest that verifies");
}

} // namespace cuibono::cli
