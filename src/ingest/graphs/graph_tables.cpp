#include "ingest/graphs/graph_tables.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fmt/core.h>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "ingest/case_tables.h"
#include "ingest/cell.h"
#include "ingest/exports/graph_of_case.h"
#include "ingest/party_id.h"
#include "ingest/row_reader.h"

namespace cuibono::ingest {
namespace {

constexpr std::size_t kId = 0, kSource = 1, kTarget = 2;

std::string_view& cell(DraftTable& table, std::size_t row, std::size_t column) { return table.cells[row * table.columns.size() + column]; }

void add_column(DraftTable& table, std::string name) {
  const auto width = table.columns.size();
  std::vector<std::string_view> wider;
  wider.reserve(table.rows() * (width + 1));
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto cells = table.row(row);
    wider.insert(wider.end(), cells.begin(), cells.end());
    wider.emplace_back();
  }
  table.cells = std::move(wider);
  table.columns.push_back(std::move(name));
}

// Gives ids that the case can hold, the same for the same text.
class LegalIds {
 public:
  explicit LegalIds(GraphTables& graph) : graph_(graph) {}

  void make_legal();
  std::size_t changed() const { return legal_.size(); }

 private:
  static bool is_legal(std::string_view id) {
    const bool plain = std::ranges::all_of(id, [](char c) { return c > ' ' && c < 0x7F; });
    return plain || id_problem("id", id).empty();
  }
  std::string_view legal(std::string_view id);
  void keep_original(std::size_t row, std::string_view id);

  GraphTables& graph_;
  std::unordered_map<std::string_view, std::string_view> legal_;
  std::unordered_set<std::string_view> taken_; ///< ids of nodes that are legal as they came, filled at the first that is not
};

std::string_view LegalIds::legal(std::string_view id) {
  if (const auto found = legal_.find(id); found != legal_.end()) return found->second;
  auto& nodes = graph_.nodes;
  if (taken_.empty())
    for (std::size_t row = 0; row < nodes.rows(); ++row) taken_.insert(cell(nodes, row, kId));
  const auto usual = party_id(id);
  auto given = usual;
  for (int count = 2; taken_.contains(given); ++count) given = fmt::format("{}-{}", usual, count);
  const auto kept = nodes.keep(std::move(given));
  taken_.insert(kept);
  return legal_.emplace(id, kept).first->second;
}

void LegalIds::keep_original(std::size_t row, std::string_view id) {
  auto& nodes = graph_.nodes;
  const auto name = column_named(nodes, "name");
  if (name == kNone) add_column(nodes, "name");
  auto& own = cell(nodes, row, column_named(nodes, "name"));
  if (base::trim(own).empty()) own = id;
  if (own == id) return;
  const auto original = attribute_named("original id");
  if (column_named(nodes, original) == kNone) add_column(nodes, original);
  cell(nodes, row, column_named(nodes, original)) = id;
}

void LegalIds::make_legal() {
  auto& [nodes, edges] = graph_;
  for (std::size_t row = 0; row < nodes.rows(); ++row) {
    const auto id = cell(nodes, row, kId);
    if (is_legal(id)) continue;
    cell(nodes, row, kId) = legal(id);
    keep_original(row, id);
  }
  for (std::size_t row = 0; row < edges.rows(); ++row)
    for (const auto column : {kId, kSource, kTarget})
      if (auto& id = cell(edges, row, column); !is_legal(id)) id = legal(id);
}

DraftTable empty_like(const DraftTable& table, std::string_view named) {
  DraftTable empty;
  empty.table = named, empty.file = table.file, empty.words = table.words, empty.text = table.text, empty.source = table.source;
  return empty;
}

void append_row(DraftTable& to, const DraftTable& from, std::size_t row) {
  const auto cells = from.row(row);
  to.cells.insert(to.cells.end(), cells.begin(), cells.end());
  to.row_numbers.push_back(from.row_numbers[row]);
}

// Takes the rows whose attribute `table` is `named` out of `from`.
DraftTable take_rows(DraftTable& from, std::string_view named) {
  auto taken = empty_like(from, named), left = empty_like(from, from.table);
  const auto marked = column_named(from, attribute_named(kTableColumn));
  if (marked == kNone) return taken;
  taken.columns = left.columns = from.columns;
  taken.words = Words::CaseTables;
  for (std::size_t row = 0; row < from.rows(); ++row) append_row(from.row(row)[marked] == named ? taken : left, from, row);
  from = std::move(left);
  return taken;
}

// Makes the id of an edge that an earlier one has an attribute; how many there were.
std::size_t part_equal_ids(DraftTable& edges) {
  std::unordered_set<std::string_view> taken;
  std::size_t count = 0;
  for (std::size_t row = 0; row < edges.rows(); ++row) {
    const auto id = base::trim(cell(edges, row, kId));
    if (id.empty() || taken.insert(id).second) continue;
    const auto original = attribute_named("original id");
    if (column_named(edges, original) == kNone) add_column(edges, original);
    cell(edges, row, column_named(edges, original)) = id;
    cell(edges, row, kId) = {};
    ++count;
  }
  return count;
}

// The column as the case table has it: without the prefix that the reader gave it as an attribute.
std::string_view case_column(std::string_view column) {
  if (column.starts_with(kAttributePrefix)) column.remove_prefix(kAttributePrefix.size());
  return column;
}

bool is_of_role(std::string_view column) {
  return case_column(column) == "role" || case_column(column).starts_with(kRoleColumnPrefix);
}

// The case table of those columns of a graph's rows for which `wanted(name)` holds.
DraftTable case_table(const DraftTable& rows, bool (*wanted)(std::string_view)) {
  auto table = empty_like(rows, rows.table);
  table.row_numbers = rows.row_numbers;
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < rows.columns.size(); ++i)
    if (case_column(rows.columns[i]) != kTableColumn && wanted(rows.columns[i])) columns.push_back(i);
  for (const auto column : columns) table.columns.emplace_back(case_column(rows.columns[column]));
  make_distinct(table.columns);
  for (std::size_t row = 0; row < rows.rows(); ++row)
    for (const auto column : columns) table.cells.push_back(rows.row(row)[column]);
  return table;
}

// Adds to `roles` what one entity's role columns say: a part of each column is a role. See kRoleColumnPrefix. A word that is
// not of the vocabulary is the label of another role, where the file says so as well.
void append_roles(DraftTable& roles, const DraftTable& entities, std::size_t row, const std::vector<std::size_t>& columns) {
  const auto cells = entities.row(row);
  if (base::trim(cells[columns[0]]).empty()) return;
  std::vector<std::vector<std::string>> parts;
  for (const auto column : columns) parts.push_back(split_parts(cells[column]));
  for (std::size_t i = 0; i < parts[0].size(); ++i) {
    const auto first = roles.cells.size();
    roles.cells.push_back(cells[kId]);
    for (auto& part : parts) roles.cells.push_back(i < part.size() ? roles.keep(std::move(part[i])) : std::string_view());
    const auto label = column_named(roles, "label");
    if (label != kNone && !roles.cells[first + label].empty() && roles.cells[first + label] == roles.cells[first + 1]) roles.cells[first + 1] = "other";
    roles.row_numbers.push_back(entities.row_numbers[row]);
  }
}

DraftTable roles_table(const DraftTable& entities) {
  auto roles = empty_like(entities, model::RoleFact::kTable);
  const auto role = column_named(entities, "role");
  if (role == kNone) return roles;
  roles.columns = {"entity", "role"};
  std::vector<std::size_t> columns{role};
  for (std::size_t i = 0; i < entities.columns.size(); ++i) {
    const auto name = case_column(entities.columns[i]);
    if (!name.starts_with(kRoleColumnPrefix)) continue;
    columns.push_back(i);
    roles.columns.emplace_back(name.substr(kRoleColumnPrefix.size()));
  }
  make_distinct(roles.columns);
  for (std::size_t row = 0; row < entities.rows(); ++row) append_roles(roles, entities, row, columns);
  return roles;
}

void push(Draft& draft, DraftTable table) {
  if (table.rows() > 0) draft.tables.push_back(std::move(table));
}

} // namespace

std::string attribute_named(std::string_view name) { return std::string(kAttributePrefix) + std::string(name); }

void add_graph(Draft& draft, GraphTables graph) {
  auto& [nodes, edges] = graph;
  for (auto* table : {&nodes, &edges}) table->file = draft.files.size() - 1, table->words = Words::Foreign;
  nodes.table = model::Entity::kTable, edges.table = model::Tie::kTable;
  const auto file_name = std::filesystem::path(draft.files.back().path).filename().string();
  LegalIds ids(graph);
  ids.make_legal();
  if (ids.changed() > 0)
    draft.remarks.push_back(fmt::format("{}: {} ids hold white space or invisible characters and were replaced; as they came they stay as names.",
                                        file_name, ids.changed()));
  const auto entities = take_rows(nodes, model::Entity::kTable);
  push(draft, case_table(entities, [](std::string_view column) { return !is_of_role(column); }));
  push(draft, roles_table(entities));
  push(draft, case_table(take_rows(edges, model::Tie::kTable), [](std::string_view) { return true; }));
  auto payments = case_table(take_rows(edges, model::Payment::kTable), [](std::string_view) { return true; });
  if (payments.rows() > 0) payments.columns[kSource] = "payer", payments.columns[kTarget] = "payee";
  push(draft, std::move(payments));
  if (const auto repeats = part_equal_ids(edges); repeats > 0)
    draft.remarks.push_back(fmt::format("{}: {} edges have the id of an earlier one, which they keep as an attribute.", file_name, repeats));
  make_distinct(nodes.columns), make_distinct(edges.columns);
  draft.tables.push_back(std::move(nodes));
  draft.tables.push_back(std::move(edges));
}

} // namespace cuibono::ingest
