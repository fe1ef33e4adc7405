#include "store/case_file.h"

#include <fmt/core.h>
#include <functional>
#include <future>

#include "base/clock.h"
#include "base/sha256.h"
#include "protect/timestamp.h"
#include "store/backup.h"
#include "store/container.h"
#include "store/journal.h"
#include "store/key_slots.h"
#include "store/meta.h"
#include "store/network.h"
#include "store/rekey.h"
#include "store/row_store.h"
#include "store/schema.h"
#include "store/scrap.h"

namespace cuibono::store {
namespace {

using base::ErrorKind;
using base::fail;
using base::Result;

// From so many edits on, the journal's text is made on a second thread while the rows are written: for a million
// payments that is a tenth of the time.
constexpr std::size_t kEditsWorthAThread = 10'000;

// The rows and the journal's record of them side by side, part by part: the text of a million rows at once would be half as
// large as the case.
Result<void> write_with_record(const Database& database, std::uint64_t revision, const model::EditBatch& batch) {
  const std::span<const model::Edit> edits = batch.edits;
  const auto how = edits.size() < kEditsWorthAThread ? std::launch::deferred : std::launch::async;
  auto record = RecordWriter::open(database, revision);
  if (!record) return tl::unexpected(record.error());
  std::future<Part> next;
  if (!edits.empty()) next = std::async(how, encode_part, edits, std::size_t{0});
  for (std::size_t first = 0; first < edits.size();) {
    const auto part = next.get();
    if (const auto end = first + part.edits; end < edits.size()) next = std::async(how, encode_part, edits, end);
    if (const auto written = write_rows(database, edits.subspan(first, part.edits)); !written) return written;
    if (const auto added = record->add(part); !added) return added;
    first += part.edits;
  }
  return record->finish(batch);
}

// On a medium where nothing may be written, SQLite cannot make the files that readers and writers share; where no
// writer has left one either, nobody can change the file and it needs none.
Result<Database> open_to_read(const std::filesystem::path& path, std::string_view key) {
  auto database = Database::open(path, Database::Mode::ReadWrite, key);
  const auto readable =
      database ? database->integer("SELECT count(*) FROM sqlite_schema") : tl::unexpected(database.error());
  auto log = path;
  log += "-wal";
  std::error_code ignored;
  if (!readable && (!database || !database->is_writable()) && !std::filesystem::exists(log, ignored))
    database = Database::open(path, Database::Mode::Immutable, key);
  if (!database) return database;
  if (const auto set = database->run("PRAGMA query_only=ON"); !set) return tl::unexpected(set.error());
  return database;
}

Result<Database> open_to_write(const std::filesystem::path& path, std::string_view key) {
  if (is_on_network(path)) return open_alone(path, key);
  auto database = Database::open(path, Database::Mode::ReadWrite, key);
  if (!database) return database;
  if (!database->is_writable())
    return fail(ErrorKind::Input, "the case cannot be written to", path.string(),
                "open it read-only, or copy it to another folder");
  const auto mode = database->text("PRAGMA journal_mode=WAL");
  if (!mode) return tl::unexpected(mode.error());
  remove_with_side_files(rekeyed_copy(path)); // of a program that was killed: whoever writes one has the case alone
  return database;
}

// Empty for a case that is not encrypted.
Result<std::string> key_of(const std::filesystem::path& path, std::string_view passphrase) {
  const auto header = read_container(path);
  if (!header) return tl::unexpected(header.error());
  if (!*header) return std::string();
  if (passphrase.empty())
    return fail(ErrorKind::Refused, "the case is encrypted", path.string(),
                "give the passphrase: --password-file FILE");
  const auto ring = ring_of(path);
  if (!ring) return tl::unexpected(ring.error());
  const auto key = ring->open(passphrase);
  if (!key) return about_slots(key.error(), path);
  return key->hex();
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
  const auto key = key_of(path, options.passphrase);
  if (!key) return tl::unexpected(key.error());
  auto database = options.read_only ? open_to_read(path, *key) : open_to_write(path, *key);
  if (!database) return tl::unexpected(database.error());
  const auto version = schema_version(*database);
  if (!version) return tl::unexpected(version.error());
  if (*version >= 1 && *version < kSchemaVersion) {
    if (options.read_only) return open_after_migrating(path, options);
    const auto kept = store::back_up(*database, path, *key, base::utc_now());
    if (!kept) return tl::unexpected(kept.error());
    if (const auto done = migrate(*database); !done) return tl::unexpected(done.error());
  }
  if (const auto whole = check_schema(*database, options.read_only); !whole) return tl::unexpected(whole.error());
  const auto seal_with = read_meta(*database, kVaultSealWith);
  if (!seal_with) return tl::unexpected(seal_with.error());
  return CaseFile(std::move(*database), path, options.read_only, *key, *seal_with);
}

// A case of an older version is migrated, with a backup, before it is read.
Result<CaseFile> CaseFile::open_after_migrating(const std::filesystem::path& path, OpenOptions options) {
  options.read_only = false;
  const auto migrated = open(path, options);
  if (!migrated) return tl::unexpected(migrated.error());
  options.read_only = true;
  return open(path, options);
}

Result<std::filesystem::path> CaseFile::back_up(const std::string& time) const {
  return store::back_up(database_, path_, key_, time);
}

Result<std::uint64_t> CaseFile::revision_at(std::string_view time) const {
  auto statement = database_.prepare("SELECT max(revision) FROM journal WHERE substr(time,1,length(?1))<=?1");
  if (!statement) return tl::unexpected(statement.error());
  statement->bind(1, time);
  const auto found = statement->step();
  if (!found) return tl::unexpected(found.error());
  const auto revision = statement->integer(0);
  if (revision > 0) return static_cast<std::uint64_t>(revision);
  return fail(ErrorKind::Usage, fmt::format("the case was not there yet on {}", time), path_.string(),
              "cuibono journal lists when it changed");
}

Result<TakenIn> CaseFile::take_in(const std::filesystem::path& file, std::uint64_t most_inside) {
  if (read_only_)
    return fail(ErrorKind::Refused, "the case is open read-only", path_.string(), "open it again to change it");
  return store::take_in(database_, path_, file, most_inside);
}

Result<void> CaseFile::read_content(const std::string& sha256,
                                    const std::function<Result<void>(std::string_view)>& take) const {
  return store::read_content(database_, path_, sha256, take);
}

Result<Head> CaseFile::sign_head(const protect::Signer& signer, const std::string& author, const std::string& time) {
  auto writing = Transaction::begin(database_, Transaction::Kind::Write);
  if (!writing) return tl::unexpected(writing.error());
  auto head = append_head(database_, signer, author, time);
  if (!head) return head;
  if (const auto done = writing->commit(); !done) return tl::unexpected(done.error());
  return head;
}

Result<std::vector<Head>> CaseFile::heads() const { return read_heads(database_); }
Result<void> CaseFile::check_head(const Head& head) const { return store::check_head(database_, head); }
Result<std::vector<Timestamp>> CaseFile::timestamps() const { return read_timestamps(database_); }

Result<std::string> CaseFile::timestamp_request() const {
  const auto hash = database_.text("SELECT hash FROM journal ORDER BY revision DESC LIMIT 1");
  if (!hash) return hash;
  return protect::timestamp_request(*hash);
}

Result<std::string> CaseFile::keep_timestamp(const std::string& answer) {
  auto writing = Transaction::begin(database_, Transaction::Kind::Write);
  if (!writing) return tl::unexpected(writing.error());
  auto time = append_timestamp(database_, answer);
  if (!time) return time;
  if (const auto done = writing->commit(); !done) return tl::unexpected(done.error());
  return time;
}

std::string CaseFile::key_for(std::string_view purpose) const {
  return key_.empty() ? std::string() : base::sha256_hex(fmt::format("Cui Bono key for {}\n{}", purpose, key_));
}

Result<model::CaseSnapshot> CaseFile::load() const {
  const auto reading = Transaction::begin(database_, Transaction::Kind::Read);
  if (!reading) return tl::unexpected(reading.error());
  const auto revision = last_revision(database_);
  if (!revision) return tl::unexpected(revision.error());
  model::CaseSnapshot snapshot;
  snapshot.revision = *revision;
  const auto id = read_meta(database_, kCaseId);
  if (!id) return tl::unexpected(id.error());
  snapshot.case_id = *id;
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
  auto result = write_with_record(database_, next.revision, batch);
  if (result) result = write_sequences(database_, next);
  return result ? writing->commit() : result;
}

Result<void> CaseFile::note(const model::EditBatch& record) {
  if (read_only_)
    return fail(ErrorKind::Refused, "the case is open read-only", path_.string(), "open it again to change it");
  auto writing = Transaction::begin(database_, Transaction::Kind::Write);
  if (!writing) return tl::unexpected(writing.error());
  const auto last = last_revision(database_);
  if (!last) return tl::unexpected(last.error());
  const auto written = append_record(database_, *last + 1, record);
  return written ? writing->commit() : written;
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
  const auto number = static_cast<std::int64_t>(revision);
  auto headings = read_headings(database_, number, number);
  if (!headings) return tl::unexpected(headings.error());
  if (headings->empty())
    return fail(ErrorKind::Input, fmt::format("the journal has no record {}", revision), path_.string(),
                "list the journal");
  return with_edits(database_, std::move(headings->front()));
}

} // namespace cuibono::store
