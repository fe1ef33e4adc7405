#include "store/journal.h"

#include <fmt/core.h>
#include <algorithm>
#include <iterator>

#include "base/sha256.h"
#include "store/journal_codec.h"

namespace cuibono::store {
namespace {

using base::ErrorKind;
using base::Result;

constexpr std::size_t kPartBytes = std::size_t{256} << 10;

std::string place(const Database& database, std::uint64_t revision) {
  return fmt::format("{}, journal record {}", database.file(), revision);
}

// The disk or the database says why a record cannot be read; which one it is, is added here.
tl::unexpected<base::Error> unreadable(const Database& database, std::uint64_t revision, base::Error error) {
  error.where = place(database, revision);
  return tl::unexpected(std::move(error));
}

// Calls visit(text) for each stored part, in order.
template <class Visit>
Result<void> for_each_text(const Database& database, const Heading& heading, Visit&& visit) {
  auto statement = database.prepare("SELECT edits,part FROM journal_edits WHERE revision=? ORDER BY part");
  if (!statement) return tl::unexpected(statement.error());
  statement->bind(1, static_cast<std::int64_t>(heading.revision));
  for (std::int64_t parts = 0;; ++parts) {
    const auto found = statement->step();
    if (!found) return unreadable(database, heading.revision, found.error());
    if (*found ? statement->integer(1) != parts : parts != heading.parts)
      return bad_record(database, heading.revision, "part of a journal record is missing");
    if (!*found) return {};
    if (const auto visited = visit(statement->text(0)); !visited) return visited;
  }
}

// `number`: of the record that is expected there, which is named if the row makes no sense.
Result<Heading> read_heading(const Database& database, const Statement& from, std::uint64_t number) {
  Heading heading;
  heading.revision = static_cast<std::uint64_t>(from.integer(0));
  heading.batch.time = from.text(1);
  heading.batch.author = from.text(2);
  heading.batch.label = from.text(3);
  heading.batch.reason = from.text(4);
  // NULL, or bytes, would be read like text, and the hash be none the wiser.
  if (from.text(10) != "texttexttexttexttexttextintegertexttext")
    return bad_record(database, number, "a journal record holds a value of another type");
  const auto kind = kind_from(from.text(5));
  if (!kind) return bad_record(database, number, "a journal record is of no known kind");
  heading.batch.kind = *kind;
  heading.columns = from.text(6);
  heading.parts = from.integer(7);
  heading.hash = from.text(8);
  heading.batch.clock = from.text(9);
  return heading;
}

} // namespace

tl::unexpected<base::Error> bad_record(const Database& database, std::uint64_t revision, std::string what) {
  return base::fail(ErrorKind::Input, std::move(what), place(database, revision),
                    "do not rely on this file: compare it with a backup");
}

Result<std::uint64_t> last_revision(const Database& database) {
  return database.integer("SELECT max(revision) FROM journal").map([](std::int64_t last) {
    return static_cast<std::uint64_t>(last);
  });
}

Part encode_part(std::span<const model::Edit> edits, std::size_t first) {
  Part part{"[", {}, 0};
  for (auto i = first; i < edits.size() && part.text.size() < kPartBytes; ++i, ++part.edits) {
    if (part.edits > 0) part.text += ',';
    encode_edit(part.text, edits[i]);
  }
  part.text += ']';
  part.hash = base::sha256_hex(part.text);
  return part;
}

Result<RecordWriter> RecordWriter::open(const Database& database, std::uint64_t revision) {
  auto parts = database.prepare("INSERT INTO journal_edits(revision,part,edits) VALUES(?,?,?)");
  if (!parts) return tl::unexpected(parts.error());
  return RecordWriter(database, std::move(*parts), revision);
}

Result<void> RecordWriter::add(const Part& part) {
  parts_.bind(1, static_cast<std::int64_t>(revision_));
  parts_.bind(2, static_cast<std::int64_t>(hashes_.size()));
  parts_.bind(3, std::string_view(part.text));
  hashes_.push_back(part.hash);
  return parts_.run();
}

Result<void> RecordWriter::finish(const model::EditBatch& batch) {
  const auto previous = database_.text("SELECT hash FROM journal ORDER BY revision DESC LIMIT 1");
  if (!previous) return tl::unexpected(previous.error());
  Heading heading{revision_, {}, encode_columns(batch.edits), static_cast<std::int64_t>(hashes_.size()), {}};
  heading.hash = chain_hash(*previous, revision_, batch, heading.columns, hashes_);
  heading.batch.label = batch.label;
  heading.batch.author = batch.author;
  heading.batch.time = batch.time;
  heading.batch.reason = batch.reason;
  heading.batch.kind = batch.kind;
  heading.batch.clock = batch.clock;
  return write_heading(database_, heading);
}

Result<void> append_record(const Database& database, std::uint64_t revision, const model::EditBatch& batch) {
  auto record = RecordWriter::open(database, revision);
  if (!record) return tl::unexpected(record.error());
  for (std::size_t first = 0; first < batch.edits.size();) {
    const auto part = encode_part(batch.edits, first);
    if (const auto added = record->add(part); !added) return added;
    first += part.edits;
  }
  return record->finish(batch);
}

Result<void> write_heading(const Database& database, const Heading& heading) {
  auto statement = database.prepare(
      "INSERT INTO journal(revision,time,author,label,reason,kind,columns,parts,hash,clock) "
      "VALUES(?,?,?,?,?,?,?,?,?,?)");
  if (!statement) return tl::unexpected(statement.error());
  const auto& batch = heading.batch;
  int at = 0;
  statement->bind(++at, static_cast<std::int64_t>(heading.revision));
  for (const std::string_view text :
       {std::string_view(batch.time), std::string_view(batch.author), std::string_view(batch.label),
        std::string_view(batch.reason), kind_name(batch.kind), std::string_view(heading.columns)})
    statement->bind(++at, text);
  statement->bind(++at, heading.parts);
  statement->bind(++at, std::string_view(heading.hash));
  statement->bind(++at, std::string_view(batch.clock));
  return statement->run();
}

Result<std::vector<Heading>> read_headings(const Database& database, std::int64_t from, std::int64_t to) {
  std::vector<Heading> headings;
  const auto read = for_each_heading(database, from, to, [&](Heading&& heading) -> Result<void> {
    headings.push_back(std::move(heading));
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return headings;
}

Result<void> for_each_heading(const Database& database, std::int64_t from, std::int64_t to,
                              const std::function<Result<void>(Heading&&)>& visit) {
  auto statement = database.prepare(
      "SELECT revision,time,author,label,reason,kind,columns,parts,hash,clock,"
      "typeof(time)||typeof(author)||typeof(label)||typeof(reason)||typeof(kind)||typeof(columns)||typeof(parts)||"
      "typeof(hash)||typeof(clock) FROM journal "
      "WHERE revision BETWEEN ? AND ? ORDER BY revision");
  if (!statement) return tl::unexpected(statement.error());
  statement->bind(1, from);
  statement->bind(2, to);
  auto next = static_cast<std::uint64_t>(std::max<std::int64_t>(from, 1));
  for (;;) {
    const auto found = statement->step();
    if (!found) return unreadable(database, next, found.error());
    if (!*found) return {};
    auto heading = read_heading(database, *statement, next);
    if (!heading) return tl::unexpected(heading.error());
    next = heading->revision + 1;
    if (const auto visited = visit(std::move(*heading)); !visited) return visited;
  }
}

Result<void> for_each_part(const Database& database, const Heading& heading,
                           const std::function<Result<void>(std::vector<model::Edit>&&)>& visit) {
  const auto decoder = EditDecoder::from(heading.columns);
  if (!decoder) return bad_record(database, heading.revision, "a journal record names a column that there is not");
  return for_each_text(database, heading, [&](std::string_view text) -> Result<void> {
    std::vector<model::Edit> edits;
    if (!decoder->decode(text, edits))
      return bad_record(database, heading.revision, "the edits of a journal record cannot be read");
    return visit(std::move(edits));
  });
}

Result<JournalReader> JournalReader::open(const Database& database) {
  auto parts = database.prepare(
      "SELECT edits,revision,part,typeof(edits)||typeof(revision)||typeof(part) FROM journal_edits NOT INDEXED ORDER "
      "BY rowid");
  if (!parts) return tl::unexpected(parts.error());
  return JournalReader(database, std::move(*parts));
}

Result<void> JournalReader::read(const Heading& heading, const Visit& visit) {
  const auto decoder = EditDecoder::from(heading.columns);
  if (!decoder) return bad_record(database_, heading.revision, "a journal record names a column that there is not");
  std::vector<std::string> part_hashes;
  for (std::int64_t part = 0; part < heading.parts; ++part) {
    const auto found = parts_.step();
    if (!found) return unreadable(database_, heading.revision, found.error());
    if (!*found || parts_.integer(1) != static_cast<std::int64_t>(heading.revision) || parts_.integer(2) != part ||
        parts_.text(3) != "textintegerinteger")
      return bad_record(database_, heading.revision, "part of a journal record is missing");
    part_hashes.push_back(base::sha256_hex(parts_.text(0)));
    std::vector<model::Edit> edits;
    if (!decoder->decode(parts_.text(0), edits))
      return bad_record(database_, heading.revision, "the edits of a journal record cannot be read");
    if (const auto visited = visit(std::move(edits)); !visited) return visited;
  }
  const auto hash = chain_hash(previous_, heading.revision, heading.batch, heading.columns, part_hashes);
  if (hash != heading.hash)
    return bad_record(database_, heading.revision, "a journal record was changed after it was written");
  previous_ = hash;
  return {};
}

Result<void> JournalReader::expect_end() {
  const auto more = parts_.step();
  const auto strays = database_.integer("SELECT count(*) FROM journal WHERE revision<1");
  if (!more || !strays) return tl::unexpected(more ? strays.error() : more.error());
  if (!*more && *strays == 0) return {};
  return base::fail(ErrorKind::Input, "the journal's tables hold rows of no record", database_.file(),
                    "do not rely on this file: compare it with a backup");
}

Result<std::uint64_t> first_out_of_place(const Database& database) {
  auto rows = database.prepare("SELECT rowid,revision FROM journal_edits NOT INDEXED ORDER BY rowid");
  if (!rows) return tl::unexpected(rows.error());
  for (std::int64_t number = 1;; ++number) {
    const auto row = rows->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return 0;
    if (rows->integer(0) != number) return static_cast<std::uint64_t>(rows->integer(1));
  }
}

} // namespace cuibono::store
