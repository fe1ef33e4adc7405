#include "store/journal.h"

#include <fmt/core.h>
#include <iterator>

#include "base/sha256.h"
#include "store/journal_codec.h"

namespace cuibono::store {
namespace {

using base::ErrorKind;
using base::Result;

constexpr std::size_t kPartBytes = std::size_t{256} << 10;

// Calls visit(text) for each stored part, in order.
template <class Visit>
Result<void> for_each_text(const Database& database, const Heading& heading, Visit&& visit) {
  auto statement = database.prepare("SELECT edits FROM journal_edits WHERE revision=? ORDER BY part");
  if (!statement) return tl::unexpected(statement.error());
  statement->bind(1, static_cast<std::int64_t>(heading.revision));
  for (std::int64_t parts = 0;; ++parts) {
    const auto found = statement->step();
    if (!found) return tl::unexpected(found.error());
    if (!*found && parts != heading.parts)
      return bad_record(database, heading.revision, "part of a journal record is missing");
    if (!*found) return {};
    if (const auto visited = visit(statement->text(0)); !visited) return visited;
  }
}

Result<void> write_parts(const Database& database, std::uint64_t revision, const std::vector<std::string>& parts) {
  auto statement = database.prepare("INSERT INTO journal_edits(revision,part,edits) VALUES(?,?,?)");
  if (!statement) return tl::unexpected(statement.error());
  std::int64_t number = 0;
  for (const std::string& part : parts) {
    statement->bind(1, static_cast<std::int64_t>(revision));
    statement->bind(2, number++);
    statement->bind(3, std::string_view(part));
    if (const auto written = statement->run(); !written) return written;
  }
  return {};
}

Result<Heading> read_heading(const Database& database, const Statement& from) {
  Heading heading;
  heading.revision = static_cast<std::uint64_t>(from.integer(0));
  heading.batch.time = from.text(1);
  heading.batch.author = from.text(2);
  heading.batch.label = from.text(3);
  heading.batch.reason = from.text(4);
  const auto kind = kind_from(from.text(5));
  if (!kind) return bad_record(database, heading.revision, "a journal record is of no known kind");
  heading.batch.kind = *kind;
  heading.columns = from.text(6);
  heading.parts = from.integer(7);
  heading.hash = from.text(8);
  heading.batch.clock = from.text(9);
  return heading;
}

} // namespace

tl::unexpected<base::Error> bad_record(const Database& database, std::uint64_t revision, std::string what) {
  return base::fail(ErrorKind::Input, std::move(what), fmt::format("{}, journal record {}", database.file(), revision),
                    "do not rely on this file: compare it with a backup");
}

Result<std::uint64_t> last_revision(const Database& database) {
  return database.integer("SELECT max(revision) FROM journal").map([](std::int64_t last) {
    return static_cast<std::uint64_t>(last);
  });
}

EncodedEdits encode_edits(const std::vector<model::Edit>& edits) {
  EncodedEdits encoded;
  encoded.columns = encode_columns(edits);
  for (std::size_t i = 0; i < edits.size();) {
    std::string& text = encoded.parts.emplace_back("[");
    for (; i < edits.size() && text.size() < kPartBytes; ++i) {
      if (text.size() > 1) text += ',';
      encode_edit(text, edits[i]);
    }
    text += ']';
    encoded.hashes.push_back(base::sha256_hex(text));
  }
  return encoded;
}

Result<void> append_record(const Database& database, std::uint64_t revision, const model::EditBatch& batch, const EncodedEdits& edits) {
  const auto previous = database.text("SELECT hash FROM journal ORDER BY revision DESC LIMIT 1");
  if (!previous) return tl::unexpected(previous.error());
  if (const auto written = write_parts(database, revision, edits.parts); !written) return written;
  Heading heading{revision, {}, edits.columns, static_cast<std::int64_t>(edits.parts.size()), {}};
  heading.hash = chain_hash(*previous, revision, batch, heading.columns, edits.hashes);
  heading.batch.label = batch.label;
  heading.batch.author = batch.author;
  heading.batch.time = batch.time;
  heading.batch.reason = batch.reason;
  heading.batch.kind = batch.kind;
  heading.batch.clock = batch.clock;
  return write_heading(database, heading);
}

Result<void> write_heading(const Database& database, const Heading& heading) {
  auto statement = database.prepare(
      "INSERT INTO journal(revision,time,author,label,reason,kind,columns,parts,hash,clock) VALUES(?,?,?,?,?,?,?,?,?,?)");
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

Result<std::vector<Heading>> read_headings(const Database& database, std::uint64_t from, std::uint64_t to) {
  auto statement = database.prepare(
      "SELECT revision,time,author,label,reason,kind,columns,parts,hash,clock FROM journal "
      "WHERE revision BETWEEN ? AND ? ORDER BY revision");
  if (!statement) return tl::unexpected(statement.error());
  statement->bind(1, static_cast<std::int64_t>(from));
  statement->bind(2, static_cast<std::int64_t>(to));
  std::vector<Heading> headings;
  for (;;) {
    const auto found = statement->step();
    if (!found) return tl::unexpected(found.error());
    if (!*found) return headings;
    auto heading = read_heading(database, *statement);
    if (!heading) return tl::unexpected(heading.error());
    headings.push_back(std::move(*heading));
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

Result<void> check_record(const Database& database, const Heading& heading, const std::string& previous) {
  std::vector<std::string> part_hashes;
  const auto read = for_each_text(database, heading, [&](std::string_view text) -> Result<void> {
    part_hashes.push_back(base::sha256_hex(text));
    return {};
  });
  if (!read) return read;
  if (chain_hash(previous, heading.revision, heading.batch, heading.columns, part_hashes) == heading.hash) return {};
  return bad_record(database, heading.revision, "a journal record was changed after it was written");
}

} // namespace cuibono::store
