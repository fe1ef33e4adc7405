#include "ingest/mapping/overlay.h"

#include <algorithm>

#include "ingest/mapping/templates.h"

namespace cuibono::ingest {
namespace {

struct BoundField {
  std::size_t column;
  BoundValue value;
};

// Place of the column, which is added where there is none.
std::size_t column_of(DraftTable& table, const std::string& name) {
  const auto found = std::ranges::find(table.columns, name);
  if (found != table.columns.end()) return static_cast<std::size_t>(found - table.columns.begin());
  const auto old = table.columns.size();
  std::vector<std::string_view> cells;
  cells.reserve(table.rows() * (old + 1));
  for (std::size_t i = 0; i < table.rows(); ++i) {
    const auto row = table.row(i);
    cells.insert(cells.end(), row.begin(), row.end());
    cells.emplace_back();
  }
  table.columns.push_back(name);
  table.cells = std::move(cells);
  return old;
}

base::Result<void> fill_rows(DraftTable& table, const std::vector<BoundCondition>& when,
                             const std::vector<BoundField>& fields, const Mapping& mapping, std::string_view file) {
  const auto wrong = [&](std::size_t i, const std::string& why) {
    return base::fail(base::ErrorKind::Input, why, std::string(file) + " row " + std::to_string(table.row_numbers[i]),
                      "correct the mapping " + mapping.name);
  };
  for (std::size_t i = 0; i < table.rows(); ++i) {
    const SheetRow row{table.row(i), table.row_numbers[i]};
    bool takes = true;
    for (const auto& condition : when) {
      const auto holding = holds(condition, row, mapping.values);
      if (!holding) return wrong(i, holding.error());
      takes = takes && *holding;
    }
    for (const auto& field : fields) {
      if (!takes) break;
      auto text = fill(field.value, row, mapping.values);
      if (!text) return wrong(i, text.error());
      if (!text->empty()) table.cells[i * table.columns.size() + field.column] = table.keep(std::move(*text));
    }
  }
  return {};
}

} // namespace

base::Result<void> apply_overlay(DraftTable& table, const Mapping& mapping, std::string_view file) {
  for (const auto& record : mapping.records) {
    if (record.table != table.table) continue;
    for (const auto& [name, value] : record.fields) column_of(table, name);
    const auto names = PlaceNames::of(table, mapping, file);
    if (!names) return tl::unexpected(names.error());
    const auto when = names->bind(record.when);
    if (!when) return tl::unexpected(when.error());
    std::vector<BoundField> fields;
    for (const auto& [name, value] : record.fields) {
      auto bound = names->bind(value);
      if (!bound) return tl::unexpected(bound.error());
      fields.push_back({column_of(table, name), std::move(*bound)});
    }
    if (auto done = fill_rows(table, *when, fields, mapping, file); !done) return done;
  }
  return {};
}

} // namespace cuibono::ingest
