#include "store/case_file.h"

#include <fmt/core.h>

#include "store/journal.h"
#include "store/row_store.h"
#include "store/schema.h"

namespace cuibono::store {
namespace {

using base::ErrorKind;
using base::fail;
using base::Result;

// On a medium where nothing may be written, SQLite cannot make the files that readers and writers share; where no
// writer has left one either, nobody can change the file and it needs none.
Result<Database> open_to_read(const std::filesystem::path& path) {
  auto database = Database::open(path, Database::Mode::ReadWrite);
  const auto readable =
      database ? database->integer("SELECT count(*) FROM sqlite_schema") : tl::unexpected(database.error());
  auto log = path;
  log += "-wal";
  std::error_code ignored;
  if (!readable && (!database || !database->is_writable()) && !std::filesystem::exists(log, ignored))
    database = Database::open(path, Database::Mode::Immutable);
  if (!database) return database;
  if (const auto set = database->run("PRAGMA query_only=ON"); !set) return tl::unexpected(set.error());
  return database;
}

Result<Database> open_to_write(const std::filesystem::path& path) {
  auto database = Database::open(path, Database::Mode::ReadWrite);
  if (!database) return database;
  if (!database->is_writable())
    return fail(ErrorKind::Input, "the case cannot be written to", path.string(),
                "open it read-only, or copy it to another folder");
  const auto mode = database->text("PRAGMA journal_mode=WAL");
  if (!mode) return tl::unexpected(mode.error());
  return database;
}

Result<JournalRecord> with_edits(const Database& database, Heading heading) {
  JournalRecord record{heading.revision, heading.batch, heading.hash};
  const auto read = for_each_part(database, heading, [&](std::vector<model::Edit>&& edits) -> Result<void> {
    record.batch.edits.insert(record.batch.edits.end(), std::make_move_iterator(edits.begin()),
                              std::make_move_iterator(edits.end()));
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return record;
}

} // namespace

Result<CaseFile> CaseFile::open(const std::filesystem::path& path, OpenOptions options) {
  if (const auto ours = check_header(path); !ours) return tl::unexpected(ours.error());
  auto database = options.read_only ? open_to_read(path) : open_to_write(path);
  if (!database) return tl::unexpected(database.error());
  if (const auto whole = check_schema(*database); !whole) return tl::unexpected(whole.error());
  return CaseFile(std::move(*database), path, options.read_only);
}

Result<model::CaseSnapshot> CaseFile::load() const {
  const auto reading = Transaction::begin(database_, Transaction::Kind::Read);
  if (!reading) return tl::unexpected(reading.error());
  const auto revision = last_revision(database_);
  if (!revision) return tl::unexpected(revision.error());
  model::CaseSnapshot snapshot;
  snapshot.revision = *revision;
  if (const auto loaded = load_rows(database_, snapshot); !loaded) return tl::unexpected(loaded.error());
  return snapshot;
}

Result<void> CaseFile::commit(const model::EditBatch& batch, const model::CaseSnapshot& next) {
  if (read_only_)
    return fail(ErrorKind::Refused, "the case is open read-only", path_.string(), "open it again to change it");
  if (const auto fits = check_storable(batch); !fits) return fits;
  auto writing = Transaction::begin(database_, Transaction::Kind::Write);
  if (!writing) return tl::unexpected(writing.error());
  const auto last = last_revision(database_);
  if (!last) return tl::unexpected(last.error());
  if (*last + 1 != next.revision)
    return fail(
        ErrorKind::Input,
        fmt::format("another program has changed the case (revision {} here, {} on disk)", next.revision - 1, *last),
        path_.string(), "open the case again and repeat the edit");
  auto result = write_rows(database_, batch.edits);
  if (result) result = write_sequences(database_, next);
  if (result) result = append_record(database_, next.revision, batch);
  return result ? writing->commit() : result;
}

Result<std::vector<JournalRecord>> CaseFile::journal() const {
  const auto reading = Transaction::begin(database_, Transaction::Kind::Read);
  if (!reading) return tl::unexpected(reading.error());
  auto headings = read_headings(database_);
  if (!headings) return tl::unexpected(headings.error());
  std::vector<JournalRecord> records;
  for (Heading& heading : *headings) {
    auto record = with_edits(database_, std::move(heading));
    if (!record) return tl::unexpected(record.error());
    records.push_back(std::move(*record));
  }
  return records;
}

Result<std::vector<JournalRecord>> CaseFile::journal_headings() const {
  auto headings = read_headings(database_);
  if (!headings) return tl::unexpected(headings.error());
  std::vector<JournalRecord> records;
  for (Heading& heading : *headings)
    records.push_back({heading.revision, std::move(heading.batch), std::move(heading.hash)});
  return records;
}

Result<JournalRecord> CaseFile::journal_record(std::uint64_t revision) const {
  const auto reading = Transaction::begin(database_, Transaction::Kind::Read);
  if (!reading) return tl::unexpected(reading.error());
  auto headings = read_headings(database_, revision, revision);
  if (!headings) return tl::unexpected(headings.error());
  if (headings->empty())
    return fail(ErrorKind::Input, fmt::format("the journal has no record {}", revision), path_.string(),
                "list the journal");
  return with_edits(database_, std::move(headings->front()));
}

} // namespace cuibono::store
