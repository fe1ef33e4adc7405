#pragma once
// The journal's records in their two tables: `journal` has a heading a record, `journal_edits` its edits in parts, so
// that an import of a million rows is neither written nor read as one text.

#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <utility>
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

/// Some of a batch's edits as the journal stores them.
struct Part {
  std::string text;      ///< of 256 KiB or somewhat more
  std::string hash;      ///< SHA-256 of it, in hexadecimal
  std::size_t edits = 0; ///< how many
};

/// The part that begins with that edit; at least one edit must follow. Pure; any thread.
Part encode_part(std::span<const model::Edit> edits, std::size_t first);

/// Adds the record of that revision part by part; inside a transaction of the caller.
class RecordWriter {
 public:
  static base::Result<RecordWriter> open(const Database& database, std::uint64_t revision);
  base::Result<void> add(const Part& part);
  /// All parts of the batch's edits were added.
  base::Result<void> finish(const model::EditBatch& batch);

 private:
  RecordWriter(const Database& database, Statement parts, std::uint64_t revision)
      : database_(database), parts_(std::move(parts)), revision_(revision) {}

  const Database& database_;
  Statement parts_;
  std::uint64_t revision_;
  std::vector<std::string> hashes_;
};

/// The whole record at once.
base::Result<void> append_record(const Database& database, std::uint64_t revision, const model::EditBatch& batch);

/// A heading as it stands; its edits are in place already.
base::Result<void> write_heading(const Database& database, const Heading& heading);

inline constexpr std::int64_t kLastNumber = std::numeric_limits<std::int64_t>::max(); ///< that a record can have

/// Oldest first.
base::Result<std::vector<Heading>> read_headings(const Database& database, std::int64_t from = 1,
                                                 std::int64_t to = kLastNumber);

/// The same one at a time; stops at the first that cannot be read, which the error names, or at visit's first failure.
base::Result<void> for_each_heading(const Database& database, std::int64_t from, std::int64_t to,
                                    const std::function<base::Result<void>(Heading&&)>& visit);

/// Calls visit(edits) for each part in order and stops at its first failure.
base::Result<void> for_each_part(const Database& database, const Heading& heading,
                                 const std::function<base::Result<void>(std::vector<model::Edit>&&)>& visit);

/// Every record one after the other, as it was written: without the index, which may say otherwise than the rows, and
/// without looking for a row, where one that was changed would lead the search astray. The first record that does not
/// hold is named.
class JournalReader {
 public:
  using Visit = std::function<base::Result<void>(std::vector<model::Edit>&&)>;

  static base::Result<JournalReader> open(const Database& database);
  /// The edits of the record that is next, and whether it is what was written after the one before.
  base::Result<void> read(const Heading& heading, const Visit& visit);
  /// Whether the last record was read, and no row is left over.
  base::Result<void> expect_end();

 private:
  JournalReader(const Database& database, Statement parts) : database_(database), parts_(std::move(parts)) {}

  const Database& database_;
  Statement parts_;
  std::string previous_; ///< the hash of the record before
};

/// Of a database that does not hold: the record of the first row of edits whose number is not the next; 0 if there is
/// none.
base::Result<std::uint64_t> first_out_of_place(const Database& database);

/// An error about one record: where it is, and that the file is not to be relied on.
tl::unexpected<base::Error> bad_record(const Database& database, std::uint64_t revision, std::string what);

} // namespace cuibono::store
