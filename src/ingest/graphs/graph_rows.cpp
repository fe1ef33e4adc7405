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

std::string column_of(std::string_view attribute, std::initializer_list<std::string_view> own) {
  const auto lower = base::to_lower(base::trim(attribute));
  if (lower == "label" && std::ranges::count(own, "name") > 0) return "name";
  if (std::ranges::count(own, lower) > 0) return lower;
  return attribute_named(lower.empty() ? "unnamed" : base::trim(attribute));
}

} // namespace

base::Result<GraphRows> GraphRows::open(Draft& draft, const std::filesystem::path& path, std::string bytes) {
  GraphRows tables(draft, path);
  auto decoded = decode_text(std::move(bytes));
  tables.text_ = std::make_shared<const std::string>(std::move(decoded.utf8));
  if (tables.text().find('\0') != std::string_view::npos)
    return base::fail(ErrorKind::Input, "the file contains NUL bytes, so it is not text", path.string(),
                      "save it again from the program that wrote it");
  if (!decoded.remark.empty()) draft.remarks.push_back(fmt::format("{} {}.", path.filename().string(), decoded.remark));
  for (auto* rows : {&tables.rows_.nodes, &tables.rows_.edges}) rows->under_way().source = tables.text_;
  tables.tie_place("attribute:directed");
  return tables;
}

// A node may be called by no text at all, and an id may not; it gets the id of whoever has an empty name.
std::string_view GraphRows::id_of(std::string_view text) { return text.empty() ? keep(party_id({})) : text; }

void GraphRows::add_node(std::uint64_t row, std::string_view id) {
  rows_.nodes.begin(row);
  rows_.nodes.put(0, id_of(id));
}

void GraphRows::mention_node(std::uint64_t row, std::string_view id) {
  if (mentioned_.insert(id).second) add_node(row, id);
}

void GraphRows::add_tie(std::uint64_t row, std::string_view source, std::string_view target, bool is_directed) {
  rows_.edges.begin(row);
  rows_.edges.put(1, id_of(source));
  rows_.edges.put(2, id_of(target));
  if (!is_directed) rows_.edges.put(3, "false");
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

base::Result<void> GraphRows::finish() { return add_graph(draft_, std::move(rows_), Nodes::Open); }

std::uint64_t most_nodes(std::string_view text) { return std::max<std::uint64_t>(100'000, text.size()); }

} // namespace cuibono::ingest
