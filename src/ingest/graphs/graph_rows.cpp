#include "ingest/graphs/graph_rows.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>

#include "base/text.h"
#include "ingest/csv.h"
#include "ingest/graphs/graph_tables.h"
#include "ingest/party_id.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;

constexpr std::size_t kMostCellsOfTable = std::size_t{1} << 27;

std::string column_of(std::string_view attribute, std::initializer_list<std::string_view> own) {
  const auto lower = base::to_lower(base::trim(attribute));
  if (lower == "label" && std::ranges::count(own, "name") > 0) return "name";
  if (std::ranges::count(own, lower) > 0) return lower;
  return attribute_named(lower.empty() ? "unnamed" : base::trim(attribute));
}

} // namespace

std::size_t SparseRows::column(std::string_view name) {
  const auto [found, is_new] = places_.try_emplace(std::string(name), columns_.size());
  if (is_new) columns_.emplace_back(name);
  return found->second;
}

void SparseRows::start(std::uint64_t row_number) { row_numbers_.push_back(row_number); }

void SparseRows::set(std::size_t column, std::string_view value) {
  if (!value.empty())
    cells_.push_back({static_cast<std::uint32_t>(row_numbers_.size() - 1), static_cast<std::uint32_t>(column), value});
}

base::Result<GraphRows> GraphRows::open(Draft& draft, const std::filesystem::path& path, std::string bytes) {
  GraphRows tables(draft, path);
  auto decoded = decode_text(std::move(bytes));
  tables.text_ = std::make_shared<const std::string>(std::move(decoded.utf8));
  if (tables.text().find('\0') != std::string_view::npos)
    return base::fail(ErrorKind::Input, "the file contains NUL bytes, so it is not text", path.string(),
                      "save it again from the program that wrote it");
  if (!decoded.remark.empty()) draft.remarks.push_back(fmt::format("{} {}.", path.filename().string(), decoded.remark));
  tables.nodes.column("id");
  for (const auto* name : {"id", "source", "target", "attribute:directed"}) tables.ties.column(name);
  return tables;
}

// A node may be called by no text at all, and an id may not; it gets the id of whoever has an empty name.
std::string_view GraphRows::id_of(std::string_view text) { return text.empty() ? keep(party_id({})) : text; }

void GraphRows::add_node(std::uint64_t row, std::string_view id) {
  nodes.start(row);
  nodes.set(0, id_of(id));
}

void GraphRows::mention_node(std::uint64_t row, std::string_view id) {
  if (mentioned_.insert(id).second) add_node(row, id);
}

void GraphRows::add_tie(std::uint64_t row, std::string_view source, std::string_view target, bool is_directed) {
  ties.start(row);
  ties.set(1, id_of(source));
  ties.set(2, id_of(target));
  if (!is_directed) ties.set(3, "false");
}

std::string GraphRows::node_column(std::string_view attribute) { return column_of(attribute, {"name", "role", "kind"}); }
std::string GraphRows::tie_column(std::string_view attribute) { return column_of(attribute, {"type"}); }

void GraphRows::issue(std::uint64_t row, std::string reason) {
  draft_.issues.push_back({draft_.files.size() - 1, row, std::move(reason)});
}

void GraphRows::remark(bool holds, const std::string& sentence) {
  if (holds) draft_.remarks.push_back(fmt::format("{}: {}.", path_.filename().string(), sentence));
}

base::Error GraphRows::error(std::string what, std::uint64_t line, std::string remedy) const {
  return {ErrorKind::Input, std::move(what), line > 0 ? fmt::format("{} line {}", path_.string(), line) : path_.string(),
          std::move(remedy)};
}

base::Result<void> GraphRows::fill(DraftTable& table, SparseRows& rows) {
  const auto width = rows.columns_.size(), height = rows.rows();
  if (width > kMostCells || width * height > kMostCellsOfTable)
    return failure("the graph has too many attributes for its size", 0, "take attributes out or split it");
  table.columns = std::move(rows.columns_);
  table.row_numbers = std::move(rows.row_numbers_);
  table.cells.resize(width * height);
  for (const auto& cell : rows.cells_) table.cells[cell.row * width + cell.column] = cell.value;
  table.text = kept_;
  table.source = text_;
  rows = {};
  return {};
}

base::Result<void> GraphRows::finish() {
  GraphTables graph;
  if (const auto filled = fill(graph.nodes, nodes); !filled) return filled;
  if (const auto filled = fill(graph.edges, ties); !filled) return filled;
  add_graph(draft_, std::move(graph));
  return {};
}

std::uint64_t most_nodes(std::string_view text) { return std::max<std::uint64_t>(100'000, text.size()); }

} // namespace cuibono::ingest
