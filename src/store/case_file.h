#pragma once
// One case on disk, `NAME.cuibono`: the rows as they are, and the journal of every edit batch that made them so. The
// journal only grows and is chained by SHA-256. Owned by the session; used by one thread at a time. Several programs
// may read one case; of two that write, the one whose revision is no longer the last is refused.

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "model/edit.h"
#include "model/snapshot.h"
#include "store/sqlite.h"

namespace cuibono::store {

/// One step of the journal. `hash` (64 hexadecimal digits) covers the record and the hash before it.
struct JournalRecord {
  std::uint64_t revision = 0;
  model::EditBatch batch;
  std::string hash;
};

struct OpenOptions {
  bool read_only = false; ///< changes nothing, and can read a case that lies where nothing may be written
};

/// Who made the case and when (UTC, ISO 8601 with seconds); no time: now.
struct Creation {
  std::string author;
  std::string time;
};

class CaseFile {
 public:
  using Settings = std::vector<std::pair<std::string, std::string>>;

  /// A new case at revision 1, whose journal record "Create case" adds the settings. Refuses to overwrite; written
  /// aside and renamed, so that no failure leaves a half-written case. Readable by its owner only.
  static base::Result<CaseFile> create(const std::filesystem::path& path, const Settings& settings,
                                       const Creation& by = {});

  /// Refuses what is not a case, what a newer version wrote, and what is damaged.
  static base::Result<CaseFile> open(const std::filesystem::path& path, OpenOptions options = {});

  /// The whole case at its last revision, with the numbers that new rows take.
  base::Result<model::CaseSnapshot> load() const;

  /// Rows and journal record in one transaction, on disk when this returns; any failure leaves the last revision.
  /// `next` is what `batch` made of the last revision; refused when another program has written in between.
  base::Result<void> commit(const model::EditBatch& batch, const model::CaseSnapshot& next);

  /// Every record with its edits, oldest first.
  base::Result<std::vector<JournalRecord>> journal() const;

  /// The same without the edits, which for a large import are many.
  base::Result<std::vector<JournalRecord>> journal_headings() const;

  /// One record with its edits.
  base::Result<JournalRecord> journal_record(std::uint64_t revision) const;

  /// The database's own check, the chain of hashes, and that the journal, replayed from an empty case, gives the stored
  /// rows. The error names the first that does not hold.
  base::Result<void> verify() const;

  const std::filesystem::path& path() const { return path_; }
  bool is_read_only() const { return read_only_; }

 private:
  CaseFile(Database database, std::filesystem::path path, bool read_only)
      : database_(std::move(database)), path_(std::move(path)), read_only_(read_only) {}

  Database database_;
  std::filesystem::path path_;
  bool read_only_ = false;
};

} // namespace cuibono::store
