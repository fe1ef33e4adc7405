#include "store/heads.h"

#include <fmt/core.h>
#include <charconv>
#include <sstream>

#include "protect/bytes.h"
#include "protect/timestamp.h"
#include "store/journal.h"
#include "store/meta.h"

namespace cuibono::store {
namespace {

using base::ErrorKind;
using base::fail;
using base::Result;

Result<std::string> hash_of(const Database& database, std::uint64_t revision) {
  auto statement = database.prepare("SELECT hash FROM journal WHERE revision=?");
  if (!statement) return tl::unexpected(statement.error());
  statement->bind(1, static_cast<std::int64_t>(revision));
  const auto found = statement->step();
  if (!found) return tl::unexpected(found.error());
  return *found ? std::string(statement->text(0)) : std::string();
}

tl::unexpected<base::Error> denied(const Database& database, std::string what, std::uint64_t revision) {
  return fail(ErrorKind::Input, std::move(what), fmt::format("{}, journal record {}", database.file(), revision),
              "do not rely on this file: compare it with a backup");
}

} // namespace

std::string head_text(const Head& head, const std::string& case_id) {
  return fmt::format("Cui Bono head\n{}\n{}\n{}\n{}\n{}\n", case_id, head.revision, head.hash, head.time, head.signer);
}

Result<Head> append_head(const Database& database, const protect::Signer& signer, const std::string& author,
                         const std::string& time) {
  const auto revision = last_revision(database);
  if (!revision) return tl::unexpected(revision.error());
  const auto heads = read_heads(database);
  if (!heads) return tl::unexpected(heads.error());
  for (const Head& head : *heads)
    if (head.revision == *revision && head.public_key == signer.public_key()) return head;
  const auto hash = hash_of(database, *revision), case_id = read_meta(database, kCaseId);
  if (!hash) return tl::unexpected(hash.error());
  if (!case_id) return tl::unexpected(case_id.error());
  Head head{*revision, *hash, time, author, signer.public_key(), {}};
  head.signature = signer.sign(head_text(head, *case_id));
  if (const auto done = write_head(database, head); !done) return tl::unexpected(done.error());
  return head;
}

Result<void> write_head(const Database& database, const Head& head) {
  auto statement =
      database.prepare("INSERT INTO heads(revision,hash,time,signer,public_key,signature) VALUES(?,?,?,?,?,?)");
  if (!statement) return tl::unexpected(statement.error());
  int at = 0;
  statement->bind(++at, static_cast<std::int64_t>(head.revision));
  for (const auto* text : {&head.hash, &head.time, &head.signer, &head.public_key, &head.signature})
    statement->bind(++at, std::string_view(*text));
  return statement->run();
}

Result<std::vector<Head>> read_heads(const Database& database) {
  auto statement = database.prepare("SELECT revision,hash,time,signer,public_key,signature FROM heads ORDER BY rowid");
  if (!statement) return tl::unexpected(statement.error());
  std::vector<Head> heads;
  for (;;) {
    const auto found = statement->step();
    if (!found) return tl::unexpected(found.error());
    if (!*found) return heads;
    Head head;
    head.revision = static_cast<std::uint64_t>(statement->integer(0));
    int at = 0;
    for (auto* text : {&head.hash, &head.time, &head.signer, &head.public_key, &head.signature})
      *text = statement->text(++at);
    heads.push_back(std::move(head));
  }
}

Result<void> check_head(const Database& database, const Head& head) {
  const auto last = last_revision(database);
  if (!last) return tl::unexpected(last.error());
  const auto case_id = read_meta(database, kCaseId);
  if (!case_id) return tl::unexpected(case_id.error());
  if (!protect::is_signed_by(head_text(head, *case_id), head.signature, head.public_key))
    return denied(database, "a signed head of the journal does not bear its signature", head.revision);
  if (head.revision > *last)
    return denied(database,
                  fmt::format("the end of the journal is missing: {} signed record {} on {}", head.signer,
                              head.revision, head.time),
                  *last + 1);
  const auto hash = hash_of(database, head.revision);
  if (!hash) return tl::unexpected(hash.error());
  if (*hash == head.hash) return {};
  return denied(database, fmt::format("the journal is not the one that {} signed on {}", head.signer, head.time),
                head.revision);
}

std::string head_to_text(const Head& head) {
  return fmt::format("revision {}\nhash {}\ntime {}\npublic_key {}\nsignature {}\nsigner {}\n", head.revision,
                     head.hash, head.time, head.public_key, head.signature, head.signer);
}

Result<Head> head_from_text(const std::string& text) {
  Head head;
  std::istringstream lines(text);
  std::string revision;
  for (std::string line; std::getline(lines, line);) {
    const auto blank = std::min(line.find(' '), line.size());
    const auto name = line.substr(0, blank);
    const auto value = line.substr(std::min(blank + 1, line.size()));
    if (name == "revision")
      revision = value;
    else if (name == "hash")
      head.hash = value;
    else if (name == "time")
      head.time = value;
    else if (name == "public_key")
      head.public_key = value;
    else if (name == "signature")
      head.signature = value;
    else if (name == "signer")
      head.signer = value;
  }
  const auto [end, wrong] = std::from_chars(revision.data(), revision.data() + revision.size(), head.revision);
  if (wrong == std::errc{} && end == revision.data() + revision.size() && !head.signature.empty()) return head;
  return fail(ErrorKind::Input, "this is not a signed head", "", "name a file that cuibono head wrote");
}

Result<std::string> append_timestamp(const Database& database, const std::string& answer) {
  const auto revision = last_revision(database);
  if (!revision) return tl::unexpected(revision.error());
  const auto hash = hash_of(database, *revision);
  if (!hash) return tl::unexpected(hash.error());
  const auto read = protect::read_timestamp(answer, *hash);
  if (!read) return tl::unexpected(read.error());
  auto statement = database.prepare("INSERT INTO timestamps(revision,hash,answer) VALUES(?,?,?)");
  if (!statement) return tl::unexpected(statement.error());
  const auto bytes = protect::to_base64({protect::bytes_of(answer), answer.size()});
  statement->bind(1, static_cast<std::int64_t>(*revision));
  statement->bind(2, std::string_view(*hash));
  statement->bind(3, std::string_view(bytes));
  if (const auto done = statement->run(); !done) return tl::unexpected(done.error());
  return read->time;
}

Result<std::vector<Timestamp>> read_timestamps(const Database& database) {
  auto statement = database.prepare("SELECT revision,answer FROM timestamps ORDER BY rowid");
  if (!statement) return tl::unexpected(statement.error());
  std::vector<Timestamp> stamps;
  for (;;) {
    const auto found = statement->step();
    if (!found) return tl::unexpected(found.error());
    if (!*found) return stamps;
    const auto revision = static_cast<std::uint64_t>(statement->integer(0));
    const auto bytes = protect::from_base64(statement->text(1));
    const auto hash = hash_of(database, revision);
    if (!hash) return tl::unexpected(hash.error());
    const auto read = protect::read_timestamp(
        bytes ? std::string_view(reinterpret_cast<const char*>(bytes->data()), bytes->size()) : std::string_view(),
        *hash);
    if (!read) return denied(database, "a time stamp does not belong to its journal record", revision);
    stamps.push_back({revision, read->time, read->authority});
  }
}

} // namespace cuibono::store
