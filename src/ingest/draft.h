#pragma once
// What files say before the case knows it: rows of text, each with its place in the file. Parsers make drafts, `resolve`
// types and validates them. A value; the cells point into `text`, which copies share.

#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cuibono::ingest {

struct DraftFile {
  std::string path;   ///< as the user named it
  std::string format; ///< name of formats()
  std::string sha256; ///< of the bytes as they lay on the disk
};

/// `Foreign`: the file was written by another tool, so a word outside a vocabulary is kept as an attribute; in a case
/// table it is a mistake and the row is rejected.
enum class Words { CaseTables, Foreign };

/// A column named `attribute:NAME` is the attribute NAME even where a field has that name.
inline constexpr std::string_view kAttributePrefix = "attribute:";

struct DraftTable {
  std::string table;    ///< "entities", "ties", ...: the kTable of a row type; empty: a sheet, which a mapping has still to
                        ///< turn into tables
  std::size_t file = 0; ///< index in Draft::files
  Words words = Words::CaseTables;
  std::string sheet; ///< its name inside the file, where it has one
  std::vector<std::string> columns;
  std::vector<std::string_view> cells;    ///< row after row, columns.size() each
  std::vector<std::uint64_t> row_numbers; ///< line in a CSV; running number of the node or edge element in GraphML
  std::shared_ptr<std::deque<std::string>> text = std::make_shared<std::deque<std::string>>();
  std::shared_ptr<const void> source; ///< where else cells point: kept as long as the table, may be null

  std::size_t rows() const { return row_numbers.size(); }
  std::span<const std::string_view> row(std::size_t i) const {
    return {cells.data() + i * columns.size(), columns.size()};
  }
  /// Makes the text last as long as the table.
  std::string_view keep(std::string cell) { return text->emplace_back(std::move(cell)); }
};

/// A row that a parser could not read; it counts as read and rejected.
struct Issue {
  std::size_t file = 0;
  std::uint64_t row = 0;
  std::string reason;
};

struct Draft {
  std::vector<DraftFile> files;
  std::vector<DraftTable> tables;
  std::vector<Issue> issues;
  std::vector<std::string> remarks; ///< whole sentences
};

} // namespace cuibono::ingest
