#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/command.h"
#include "cli/output.h"
#include "ingest/confined/process.h"
#include "ingest/formats.h"

namespace cuibono::cli {
namespace {

struct InfoOptions {
  Reading reading; ///< json and csv alone
};

std::string direction(const ingest::Format& format) {
  const bool writes = format.write || format.name == "case-tables"; // a folder, which export_case_tables writes
  return !writes ? "reads" : format.read ? "reads and writes" : "writes";
}

Outcome formats(const InfoOptions& options, const Environment& environment) {
  TextTable table{{{"name"}, {"title"}, {"files"}, {"direction"}}, {}};
  for (const auto& format : ingest::formats())
    table.rows.push_back({std::string(format.name), std::string(format.title), std::string(format.files),
                          direction(format)});
  print(environment.out, table, options.reading);
  return 0;
}

// How files of evidence are shut in while they are read, or why they cannot be.
std::string confinement(const Environment& environment) {
  if (environment.reader.empty()) return "nothing: they are read in this process";
  const auto found = ingest::confined::Readers(environment.reader).probe();
  return found ? ingest::confined::in_words(*found) : base::sentence(found.error());
}

Outcome version(const InfoOptions& options, const Environment& environment) {
  if (options.reading.json)
    print_json(environment.out, {{"program", "cuibono"}, {"version", CB_VERSION}, {"files_shut_in_by", confinement(environment)}});
  else
    environment.out << "cuibono " CB_VERSION "\nfiles of evidence are shut in by " << confinement(environment) << '\n';
  return 0;
}

struct HelpOptions {
  std::string command;
  const CLI::App* program = nullptr;
};

Outcome help(const HelpOptions& options, const Environment& environment) {
  const auto text = help_text(*options.program, options.command);
  if (!text) return base::fail(base::ErrorKind::Usage, "there is no command " + options.command, "", "see cuibono help");
  environment.out << *text;
  return 0;
}

} // namespace

void add_info_commands(Program& program) {
  auto reads = add_subcommand<InfoOptions>(program, "formats", "What can be read and written", formats);
  reads.app.add_flag("--json", reads.options->reading.json, "Print one JSON document");
  add_csv(reads.app, reads.options->reading);

  auto which = add_subcommand<InfoOptions>(program, "version", "Which version this is", version);
  which.app.add_flag("--json", which.options->reading.json, "Print one JSON document");

  auto how = add_subcommand<HelpOptions>(program, "help", "How a command is used", help);
  how.options->program = &program.app;
  how.app.add_option("COMMAND", how.options->command, "Which");
}

} // namespace cuibono::cli
