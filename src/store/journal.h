#pragma once
// The journal's records in their two tables: `journal` has a heading a record, `journal_edits` its edits in parts, so
// that an import of a million rows is neither written nor read as one text.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "model/edit.h"
#include "store/sqlite.h"

namespace cuibono::store {

/// A record without its edits, as stored.
struct Heading {
  std::uint64_t revision = 0;
  model::EditBatch batch; ///< edits empty
  std::string columns;
  std::int64_t parts = 0;
  std::string hash;
};

base::Result<std::uint64_t> last_revision(const Database& database);

/// A batch's edits as the journal stores them.
struct EncodedEdits {
  std::string columns;
  std::vector<std::string> parts;  ///< text of 256 KiB or somewhat more each
  std::vector<std::string> hashes; ///< SHA-256 of each part, in hexadecimal
};

/// Pure; any thread.
EncodedEdits encode_edits(const std::vector<model::Edit>& edits);

/// Adds the record of that revision; inside a transaction of the caller.
base::Result<void> append_record(const Database& database, std::uint64_t revision, const model::EditBatch& batch,
                                 const EncodedEdits& edits);

/// A heading as it stands; its edits are in place already.
base::Result<void> write_heading(const Database& database, const Heading& heading);

/// Oldest first.
base::Result<std::vector<Heading>> read_headings(const Database& database, std::uint64_t from = 1,
                                                 std::uint64_t to = ~std::uint64_t{0} >> 1);

/// Calls visit(edits) for each part in order and stops at its first failure.
base::Result<void> for_each_part(const Database& database, const Heading& heading,
                                 const std::function<base::Result<void>(std::vector<model::Edit>&&)>& visit);

/// Whether the record is what was written after the record of hash `previous`.
base::Result<void> check_record(const Database& database, const Heading& heading, const std::string& previous);

/// An error about one record: where it is, and that the file is not to be relied on.
tl::unexpected<base::Error> bad_record(const Database& database, std::uint64_t revision, std::string what);

} // namespace cuibono::store
