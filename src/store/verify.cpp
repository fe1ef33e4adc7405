#include <fmt/core.h>
#include <algorithm>

#include "model/references.h"
#include "store/case_file.h"
#include "store/journal.h"
#include "store/meta.h"
#include "store/replay.h"
#include "store/row_store.h"
#include "store/schema.h"
#include "store/verify.h"

namespace cuibono::store {
namespace {

using base::ErrorKind;
using base::fail;
using base::Result;

constexpr const char* kRemedy = "do not rely on this file: compare it with a backup";

Result<void> check_database(const Database& database) {
  const auto said = database.text("PRAGMA integrity_check(1)");
  if (!said) return tl::unexpected(said.error());
  if (*said == "ok") return {};
  auto where = *said; // names pages, tables and indexes, and no value
  std::ranges::replace(where, '\n', ' ');
  return fail(ErrorKind::Input, "the database's own check fails: " + where, database.file(), kIfDamaged);
}

// What the database's check found, and the record that it is about where one can be told.
tl::unexpected<base::Error> locate(const Database& database, base::Error error) {
  const auto record = first_out_of_place(database);
  if (record && *record > 0) return bad_record(database, *record, error.what);
  return tl::unexpected(std::move(error));
}

Result<void> replay(const Database& database, model::CaseSnapshot& snapshot, const std::vector<model::Edit>& edits) {
  for (const auto& edit : edits)
    if (!store::replay(snapshot, edit))
      return bad_record(database, snapshot.revision, "a journal record does not follow from those before it");
  return {};
}

enum class End { AtLast, OfJournal };

// Every record up to `last` is checked and replayed. Read from the least number on: a record whose number was made 0
// would lead a search for the first one past those before it.
Result<model::CaseSnapshot> replay_all(const Database& database, std::int64_t last, End end) {
  auto reader = JournalReader::open(database);
  if (!reader) return tl::unexpected(reader.error());
  model::CaseSnapshot snapshot;
  auto done = for_each_heading(database, ~kLastNumber, last, [&](Heading&& heading) -> Result<void> {
    if (snapshot.revision == 0 && static_cast<std::int64_t>(heading.revision) < 1) return {}; // see expect_end
    if (heading.revision != snapshot.revision + 1)
      return bad_record(database, snapshot.revision + 1, "a journal record is missing");
    snapshot.revision = heading.revision;
    return reader->read(heading, [&](std::vector<model::Edit>&& edits) { return replay(database, snapshot, edits); });
  });
  if (done && end == End::OfJournal) done = reader->expect_end();
  if (!done) return tl::unexpected(done.error());
  return snapshot;
}

template <class Row>
Result<void> compare(const Database& database, const model::Table<Row>& replayed, const model::Table<Row>& stored) {
  const auto [a, b] = std::ranges::mismatch(replayed, stored);
  if (a != replayed.end() || b != stored.end()) {
    const auto row = b == stored.end() || (a != replayed.end() && a->id < b->id) ? a->id.value : b->id.value;
    return fail(ErrorKind::Input, "a row is not what the journal says",
                fmt::format("{}, {} row {}", database.file(), Row::kTable, row), kRemedy);
  }
  if (replayed.next_id() <= stored.next_id()) return {};
  return fail(ErrorKind::Input, "a row number would be given a second time", database.file() + ", " + Row::kTable,
              kRemedy);
}

template <class Row>
Result<void> check_references(const Database& database, const model::CaseSnapshot& snapshot, const Row& row) {
  bool whole = true;
  model::for_each_entity(row, [&](model::EntityId id) { whole = whole && (!id || snapshot.entities().find(id)); });
  model::for_each_citation(
      row, [&](const model::Citation& cited) { whole = whole && snapshot.exhibits().find(cited.exhibit); });
  if (whole) return {};
  return fail(ErrorKind::Input, "a row refers to an entity or exhibit that is not there",
              fmt::format("{}, {} row {}", database.file(), Row::kTable, row.id.value), kRemedy);
}

Result<void> check_heads(const Database& database) {
  const auto heads = read_heads(database);
  if (!heads) return tl::unexpected(heads.error());
  for (const Head& head : *heads)
    if (const auto holds = check_head(database, head); !holds) return holds;
  const auto stamps = read_timestamps(database);
  return stamps ? Result<void>() : tl::unexpected(stamps.error());
}

} // namespace

Result<model::CaseSnapshot> CaseFile::load_at(std::uint64_t revision) const {
  const auto reading = Transaction::begin(database_, Transaction::Kind::Read);
  if (!reading) return tl::unexpected(reading.error());
  const auto last = last_revision(database_);
  if (!last) return tl::unexpected(last.error());
  if (revision < 1 || revision > *last)
    return fail(ErrorKind::Usage, fmt::format("the case has no revision {}: they go from 1 to {}", revision, *last),
                path_.string(), "cuibono journal lists them");
  auto snapshot = replay_all(database_, static_cast<std::int64_t>(revision), End::AtLast);
  if (snapshot && snapshot->revision != revision)
    return bad_record(database_, snapshot->revision + 1, "a journal record is missing");
  const auto id = read_meta(database_, kCaseId);
  if (!id) return tl::unexpected(id.error());
  if (snapshot) snapshot->case_id = *id;
  return snapshot;
}

Result<void> verify(const Database& database, const std::filesystem::path& case_path) {
  const auto reading = Transaction::begin(database, Transaction::Kind::Read);
  if (!reading) return tl::unexpected(reading.error());
  const auto replayed = replay_all(
      database, kLastNumber, End::OfJournal); // first: it says which record does not hold, where the database says page
  if (!replayed) return tl::unexpected(replayed.error());
  if (const auto sound = check_database(database); !sound) return locate(database, sound.error());
  model::CaseSnapshot stored;
  auto result = load_rows(database, stored);
  model::for_each_table(stored, [&]<class Row>(const model::Table<Row>& table) {
    if (result) result = compare(database, replayed->of<Row>(), table);
    for (const Row& row : table)
      if (result) result = check_references(database, stored, row);
  });
  if (result) result = check_heads(database);
  if (result) result = check_content(database, case_path);
  return result ? check_guards(database) : result;
}

Result<void> CaseFile::verify() const { return store::verify(database_, path_); }

} // namespace cuibono::store
