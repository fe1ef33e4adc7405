#include <fmt/core.h>
#include <ostream>

#include "base/file.h"
#include "cli/command.h"
#include "ingest/import.h"
#include "ingest/mapping/propose.h"

namespace cuibono::cli {
namespace {

struct MappingOptions {
  std::filesystem::path file, target;
  std::string sheet;
};

Outcome propose(const MappingOptions& options, const Environment& environment) {
  base::Progress progress;
  ingest::ReadOptions reading;
  reading.keep_sheets = true;
  const auto draft = ingest::read_paths({options.file}, {}, progress, reading, environment.reader);
  if (!draft) return tl::unexpected(draft.error());
  for (const auto& remark : draft->remarks) environment.err << "note: " << remark << '\n';
  std::vector<const ingest::DraftTable*> sheets;
  for (const auto& table : draft->tables)
    if (table.table.empty() && (options.sheet.empty() || table.sheet == options.sheet)) sheets.push_back(&table);
  if (sheets.empty())
    return base::fail(base::ErrorKind::Input, "there is no sheet that needs a mapping", options.file.string(), "import the file as it is");
  if (sheets.size() > 1) {
    std::string names;
    for (const auto* sheet : sheets) names += (names.empty() ? "" : ", ") + sheet->sheet;
    environment.err << fmt::format("note: the file has {} sheets ({}); this is for the first, --sheet names another\n", sheets.size(), names);
  }
  const auto text = ingest::format_mapping(ingest::propose_mapping(*sheets[0]));
  if (options.target.empty()) {
    environment.out << text;
    return 0;
  }
  if (const auto written = base::write_file(options.target, text); !written) return tl::unexpected(written.error());
  environment.err << fmt::format("wrote {}: correct it, then import with --mapping {}\n", options.target.string(), options.target.string());
  return 0;
}

} // namespace

void add_mapping_command(Program& program) {
  auto mapping = add_subcommand<MappingOptions>(program, "mapping", "Propose what the columns of a file mean, to correct and import by", propose);
  mapping.app.add_option("FILE", mapping.options->file, "Delimited text or a workbook").required();
  mapping.app.add_option("--sheet", mapping.options->sheet, "Which sheet of a workbook; else the first");
  mapping.app.add_option("-o,--output", mapping.options->target, "File to write; else standard output");
}

} // namespace cuibono::cli
