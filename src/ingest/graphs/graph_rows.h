#pragma once
// What readers of graphs in plain text have in common: the text of the file, rows of nodes and ties under way, remarks and
// errors with their place. Belongs to one read.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>

#include "base/error.h"
#include "ingest/draft.h"
#include "ingest/graphs/rows_under_way.h"

namespace cuibono::ingest {

class GraphRows {
 public:
  /// The text of the file as UTF-8, with a remark where that was a guess. Fails where the file is not text.
  static base::Result<GraphRows> open(Draft& draft, const std::filesystem::path& path, std::string bytes);

  std::string_view text() const { return *text_; }
  std::string_view keep(std::string made) { return rows_.nodes.keep(std::move(made)); }
  /// For text that is unescaped where it stands.
  std::string& keep_text(std::string made) { return rows_.nodes.under_way().text->emplace_back(std::move(made)); }

  void add_node(std::uint64_t row, std::string_view id);
  /// Adds a row for a node of that id unless there is one already.
  void mention_node(std::uint64_t row, std::string_view id);
  /// Adds a row for a tie between ids.
  void add_tie(std::uint64_t row, std::string_view source, std::string_view target, bool is_directed);

  std::size_t node_place(std::string_view column) { return rows_.nodes.column(column); }
  std::size_t tie_place(std::string_view column) { return rows_.edges.column(column); }
  /// A cell of the node, or tie, last added; a later value replaces an earlier, an empty one says nothing.
  void set_node(std::size_t place, std::string_view value) { set(rows_.nodes, place, value); }
  void set_node(std::string_view column, std::string_view value) { set_node(node_place(column), value); }
  void set_tie(std::size_t place, std::string_view value) { set(rows_.edges, place, value); }
  void set_tie(std::string_view column, std::string_view value) { set_tie(tie_place(column), value); }

  /// Columns of an attribute that the file itself names: `role` and `kind` of a node and `type` of a tie are read as a
  /// case's own, `label` and `name` of a node as its name, everything else is kept as it is.
  static std::string node_column(std::string_view attribute);
  static std::string tie_column(std::string_view attribute);

  void issue(std::uint64_t row, std::string reason);
  /// "FILE: SENTENCE." where it holds.
  void remark(bool holds, const std::string& sentence);
  base::Error error(std::string what, std::uint64_t line, std::string remedy) const;
  tl::unexpected<base::Error> failure(std::string what, std::uint64_t line, std::string remedy) const {
    return tl::unexpected(error(std::move(what), line, std::move(remedy)));
  }

  /// Hands the rows to the draft. Fails as RowsUnderWay::table does.
  base::Result<void> finish();

 private:
  GraphRows(Draft& draft, const std::filesystem::path& path) : draft_(draft), path_(path) {}
  std::string_view id_of(std::string_view text);
  static void set(RowsUnderWay& rows, std::size_t place, std::string_view value) {
    if (value.empty()) return;
    rows.clear(place);
    rows.put(place, value);
  }

  Draft& draft_;
  std::filesystem::path path_;
  std::shared_ptr<const std::string> text_;
  GraphUnderWay rows_;
  std::unordered_set<std::string_view> mentioned_;
};

/// How many nodes a file may declare without a line for each: what it has bytes for, and always a hundred thousand.
std::uint64_t most_nodes(std::string_view text);

} // namespace cuibono::ingest
