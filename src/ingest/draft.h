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

/// `Facts`: the file states these rows, and one that the case contradicts is rejected. `Mentions`: other rows of the file
/// imply them, such as the accounts of payments. A mention fills in what the case does not know, never contradicts it, and
/// adds its exhibit to a tie that the case has; the same id may be mentioned any number of times.
enum class Standing { Facts, Mentions };

inline constexpr std::size_t kNoSheet = static_cast<std::size_t>(-1);

struct DraftTable {
  std::string table;    ///< "entities", "ties", ...: the kTable of a row type; empty: a sheet, which a mapping has still to
                        ///< turn into tables
  std::size_t file = 0; ///< index in Draft::files
  Words words = Words::CaseTables;
  Standing standing = Standing::Facts;
  std::size_t read_sheet = kNoSheet; ///< index in Draft::read_sheets of the sheet whose rows these were, if any
  std::string sheet; ///< its name inside the file, where it has one
  std::vector<std::string> columns;
  std::vector<std::string_view> cells;    ///< row after row, columns.size() each
  std::vector<std::uint64_t> row_numbers; ///< line in a CSV; running number of the node or edge element in GraphML
  std::shared_ptr<std::deque<std::string>> text = std::make_shared<std::deque<std::string>>();
  std::shared_ptr<const void> source; ///< where else cells point: kept as long as the table, may be null
  bool headerless = false; ///< a sheet whose first row is a row like any other: its columns are `column 1`, ...
  std::vector<std::vector<std::string>> around; ///< of a sheet: the filled cells of lines before its header and after its rows

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

/// A sheet of which every row may have become several rows of tables, or none. The report counts the sheet's rows, each
/// once: as rejected where one of its table rows is, else as accepted.
struct ReadSheet {
  std::size_t file = 0;
  std::uint64_t rows = 0; ///< without those among Draft::issues
};

struct Draft {
  std::vector<DraftFile> files;
  std::vector<DraftTable> tables;
  std::vector<ReadSheet> read_sheets;
  std::vector<Issue> issues;
  std::vector<std::string> remarks; ///< whole sentences
};

} // namespace cuibono::ingest
