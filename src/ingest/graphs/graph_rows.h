#pragma once
// The rows of a graph while it is being read, for readers that meet nodes, ties and attributes in any order. What is done with
// them once they are there is in graph_tables.h.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/error.h"
#include "ingest/draft.h"

namespace cuibono::ingest {

/// Rows whose columns come to be known on the way. Values are views into what GraphRows keeps.
class SparseRows {
 public:
  /// The column of that name, added where there is none.
  std::size_t column(std::string_view name);
  void start(std::uint64_t row_number);
  /// Of the row last started; a later value replaces an earlier, an empty one says nothing.
  void set(std::size_t column, std::string_view value);
  void set(std::string_view column_name, std::string_view value) { set(column(column_name), value); }
  std::size_t rows() const { return row_numbers_.size(); }

 private:
  struct Cell {
    std::uint32_t row, column;
    std::string_view value;
  };
  std::vector<std::string> columns_;
  std::unordered_map<std::string, std::size_t> places_;
  std::vector<std::uint64_t> row_numbers_;
  std::vector<Cell> cells_;

  friend class GraphRows;
};

class GraphRows {
 public:
  /// The text of the file as UTF-8, with a remark where that was a guess. Fails where the file is not text.
  static base::Result<GraphRows> open(Draft& draft, const std::filesystem::path& path, std::string bytes);

  std::string_view text() const { return *text_; }
  std::string_view keep(std::string made) { return kept_->emplace_back(std::move(made)); }

  SparseRows nodes, ties;

  void add_node(std::uint64_t row, std::string_view id);
  /// Adds a row for a node of that id unless there is one already.
  void mention_node(std::uint64_t row, std::string_view id);
  /// Adds a row for a tie between ids.
  void add_tie(std::uint64_t row, std::string_view source, std::string_view target, bool is_directed);

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

  /// Hands both tables to the draft. Fails where rows times columns are more than a file may ask for.
  base::Result<void> finish();

 private:
  GraphRows(Draft& draft, const std::filesystem::path& path) : draft_(draft), path_(path) {}
  std::string_view id_of(std::string_view text);
  base::Result<void> fill(DraftTable& table, SparseRows& rows);

  Draft& draft_;
  std::filesystem::path path_;
  std::shared_ptr<const std::string> text_;
  std::unordered_set<std::string_view> mentioned_;
  std::shared_ptr<std::deque<std::string>> kept_ = std::make_shared<std::deque<std::string>>();
};

/// How many nodes a file may declare without a line for each: what it has bytes for, and always a hundred thousand.
std::uint64_t most_nodes(std::string_view text);

} // namespace cuibono::ingest
