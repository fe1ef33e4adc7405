#pragma once
// Edits as JSON text and back. A journal record names the columns of the tables that it touches once,
//   [["ties",["id","type",...]],...]
// and then holds one array an edit, in parts that are JSON arrays of a few thousand edits at most:
//   ["ties",17,null,["T17","owns",...]]      table, row number, values before, values after; null: no row
// The names make a record readable after a later version has added columns, and without this program.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/edit.h"

namespace cuibono::store {

std::string encode_columns(const std::vector<model::Edit>& edits);
void encode_edit(std::string& out, const model::Edit& edit);

/// Reads the edits of one record.
class EditDecoder {
 public:
  /// Nothing where `columns` is not what encode_columns writes, or names a table or column that there is not.
  static std::optional<EditDecoder> from(std::string_view columns);

  /// Adds the part's edits; false where it is not what encode_edit writes.
  bool decode(std::string_view part, std::vector<model::Edit>& edits) const;

  /// For one table, which of the row type's fields stand in its arrays, in their order.
  struct Layout {
    std::vector<int> value_of_field; ///< -1: the version that wrote the record had no such column
    std::size_t width = 0;           ///< 0: the record does not touch this table
  };

 private:
  std::array<Layout, std::variant_size_v<model::Edit>> layouts_;
};

std::string_view kind_name(model::BatchKind kind);
std::optional<model::BatchKind> kind_from(std::string_view name);

/// SHA-256, in hexadecimal, of the previous record's hash (empty for the first), a line feed, and the JSON array
///   [revision, time, author, label, reason, kind, columns, [SHA-256 of each part], clock]
/// whose members are texts but for the revision and the list; without a clock the array ends before it.
std::string chain_hash(std::string_view previous, std::uint64_t revision, const model::EditBatch& batch,
                       const std::string& columns, const std::vector<std::string>& part_hashes);

} // namespace cuibono::store
