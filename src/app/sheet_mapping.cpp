#include "app/sheet_mapping.h"

#include <fmt/core.h>

#include "app/mappings.h"
#include "app/words.h"
#include "base/file.h"
#include "base/text.h"

namespace cuibono::app {
namespace {

using base::ErrorKind;
using base::fail;

SheetReading reading_of(const ingest::Draft& draft, const ingest::DraftTable& sheet, const std::vector<ingest::Mapping>& saved) {
  SheetReading reading;
  if (const auto* fitting = ingest::best_mapping(saved, sheet)) reading.saved = *fitting, reading.as_saved = true;
  reading.meanings = ingest::meanings_of(sheet);
  reading.kind = ingest::kind_of(reading.meanings);
  reading.values = ingest::mapping_of(sheet, reading.kind, reading.meanings).values;
  reading.name = std::filesystem::path(draft.files[sheet.file].path).stem().string();
  return reading;
}

std::string counts(const std::map<std::string, std::uint64_t>& by_word, const char* singular, const char* plural) {
  std::vector<std::string> parts;
  for (const auto& [word, count] : by_word) parts.push_back(fmt::format("{} {} {}", count, words(word), count == 1 ? singular : plural));
  return base::join(parts, ", ");
}

} // namespace

PendingSheets look_at_sheets(std::shared_ptr<const ingest::Draft> draft, const std::vector<ingest::Mapping>& saved) {
  PendingSheets sheets;
  sheets.draft = std::move(draft);
  for (std::size_t i = 0; i < sheets.draft->tables.size(); ++i) {
    const auto& sheet = sheets.draft->tables[i];
    if (!sheet.table.empty()) continue;
    sheets.tables.push_back(i);
    sheets.readings.push_back(reading_of(*sheets.draft, sheet, saved));
  }
  for (std::size_t i = 0; i < sheets.tables.size(); ++i) sheets.plan.push_back(plan_for(sheets, i, sheets.readings[i]));
  return sheets;
}

std::optional<ingest::Condition> condition_of(const RowFilter& filter) {
  const bool needs_word = filter.test != RowTest::IsFilled && filter.test != RowTest::IsEmpty;
  if (filter.column.empty() || (needs_word && filter.word.empty())) return std::nullopt;
  ingest::Condition condition{.value = "{" + filter.column + "}", .is = {}, .contains = {}, .filled = {}, .negated = false};
  condition.negated = filter.test == RowTest::DoesNotContain || filter.test == RowTest::IsNot;
  if (!needs_word) condition.filled = filter.test == RowTest::IsFilled;
  else if (filter.test == RowTest::Contains || filter.test == RowTest::DoesNotContain) condition.contains = {filter.word};
  else condition.is = {filter.word};
  return condition;
}

ingest::Mapping mapping_for(const ingest::DraftTable& sheet, const SheetReading& reading) {
  if (reading.as_saved) return reading.saved;
  auto mapping = ingest::mapping_of(sheet, reading.kind, reading.meanings, reading.constants);
  mapping.name = reading.name;
  mapping.values = reading.values;
  mapping.plus_is = reading.plus_is;
  if (auto only = condition_of(reading.only)) mapping.only.push_back(std::move(*only));
  return mapping;
}

ingest::SheetPlan plan_for(const PendingSheets& sheets, std::size_t sheet, const SheetReading& reading) {
  const auto& table = sheets.draft->tables[sheets.tables[sheet]];
  const auto origin = reading.as_saved ? ingest::MappingOrigin::Saved : ingest::MappingOrigin::Proposed;
  return ingest::plan_sheet(*sheets.draft, table, mapping_for(table, reading), origin);
}

std::string problem_of(const PendingSheets& sheets, std::size_t sheet) {
  const auto& reading = sheets.readings[sheet];
  if (!reading.wanted) return {};
  if (!reading.as_saved)
    if (const auto missing = ingest::missing_meaning(reading.kind, reading.meanings, reading.constants); !missing.empty())
      return "Nothing fills " + missing + ": drag a column there, or choose one.";
  return sheets.plan[sheet].problem;
}

std::string summary(const ingest::SheetPlan& plan) {
  std::vector<std::string> parts;
  if (plan.payments > 0) {
    std::vector<std::string> sums;
    for (const auto& [currency, sum] : plan.sums) sums.push_back(amount_text(sum, currency.empty() ? "in the currency of the case" : currency));
    parts.push_back(counted(plan.payments, "payment") + ", " + base::join(sums, " and "));
  }
  if (!plan.ties.empty()) parts.push_back(counts(plan.ties, "tie", "ties"));
  if (!plan.entities.empty()) parts.push_back(counts(plan.entities, "entity", "entities"));
  if (!plan.others.empty()) parts.push_back(counts(plan.others, "row", "rows"));
  if (parts.empty()) parts.push_back("nothing");
  return base::join(parts, "; ");
}

base::Result<ingest::Draft> mapped_draft(const PendingSheets& sheets) {
  ingest::Draft draft = *sheets.draft;
  std::vector<ingest::Mapping> mappings;
  for (std::size_t i = 0; i < sheets.tables.size(); ++i) mappings.push_back(mapping_for(sheets.draft->tables[sheets.tables[i]], sheets.readings[i]));
  std::vector<const ingest::Mapping*> one_each;
  for (std::size_t i = 0; i < mappings.size(); ++i) one_each.push_back(sheets.readings[i].wanted ? &mappings[i] : nullptr);
  if (const auto read = ingest::read_sheets_by(draft, one_each); !read) return tl::unexpected(read.error());
  return draft;
}

base::Result<std::filesystem::path> save_mapping(const ingest::DraftTable& sheet, const SheetReading& reading) {
  const bool is_name = !reading.name.empty() && !reading.name.starts_with('.') && reading.name.find_first_of("/\\") == std::string::npos;
  if (!is_name) return fail(ErrorKind::Usage, "the mapping needs a name that can be a file's", reading.name, "type one without / and dots in front");
  const auto folder = mapping_folders().front();
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return fail(ErrorKind::Input, "the folder of mappings cannot be made: " + error.message(), folder.string(), "check its permissions");
  const auto path = folder / (reading.name + ".json");
  if (const auto written = base::write_file(path, ingest::format_mapping(mapping_for(sheet, reading))); !written) return tl::unexpected(written.error());
  return path;
}

} // namespace cuibono::app
