#include "store/schema.h"

#include <fmt/core.h>
#include <algorithm>
#include <array>
#include <fstream>
#include <set>

#include "model/snapshot.h"
#include "store/container.h"
#include "store/meta.h"
#include "store/row_codec.h"

namespace cuibono::store {
namespace {

using base::ErrorKind;
using base::fail;
using base::Result;

constexpr std::string_view kMagic("SQLite format 3\0", 16);

const std::vector<std::string>& guards() {
  static const std::vector<std::string> sql{
      "CREATE TRIGGER journal_keeps BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT,'the journal only grows'); END",
      "CREATE TRIGGER journal_stays BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT,'the journal only grows'); END",
      "CREATE TRIGGER journal_grows BEFORE INSERT ON journal WHEN NEW.revision IS NOT "
      "(SELECT ifnull(max(revision),0)+1 FROM journal) BEGIN SELECT RAISE(ABORT,'the journal only grows'); END",
      "CREATE TRIGGER edits_keep BEFORE UPDATE ON journal_edits BEGIN SELECT RAISE(ABORT,'the journal only grows'); "
      "END",
      "CREATE TRIGGER edits_stay BEFORE DELETE ON journal_edits BEGIN SELECT RAISE(ABORT,'the journal only grows'); "
      "END",
      "CREATE TRIGGER edits_grow BEFORE INSERT ON journal_edits WHEN NEW.revision IS NOT "
      "(SELECT ifnull(max(revision),0)+1 FROM journal) BEGIN SELECT RAISE(ABORT,'the journal only grows'); END",
      "CREATE TRIGGER heads_keep BEFORE UPDATE ON heads BEGIN SELECT RAISE(ABORT,'signed heads stay'); END",
      "CREATE TRIGGER heads_stay BEFORE DELETE ON heads BEGIN SELECT RAISE(ABORT,'signed heads stay'); END",
      "CREATE TRIGGER content_keeps BEFORE UPDATE ON content BEGIN SELECT RAISE(ABORT,'exhibits stay as they came'); "
      "END",
      "CREATE TRIGGER content_stays BEFORE DELETE ON content BEGIN SELECT RAISE(ABORT,'exhibits stay as they came'); "
      "END"};
  return sql;
}

std::vector<std::string> tables() {
  std::vector<std::string> sql{
      "CREATE TABLE journal(revision INTEGER PRIMARY KEY, time TEXT NOT NULL, author TEXT NOT NULL, label TEXT NOT "
      "NULL, "
      "reason TEXT NOT NULL, kind TEXT NOT NULL, columns TEXT NOT NULL, parts INTEGER NOT NULL, hash TEXT NOT NULL, "
      "clock TEXT NOT NULL) "
      "STRICT",
      "CREATE TABLE journal_edits(revision INTEGER NOT NULL, part INTEGER NOT NULL, edits TEXT NOT NULL, "
      "PRIMARY KEY(revision, part)) STRICT",
      "CREATE TABLE sequence(name TEXT PRIMARY KEY, next INTEGER NOT NULL) STRICT",
      "CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
      "CREATE TABLE heads(revision INTEGER NOT NULL, hash TEXT NOT NULL, time TEXT NOT NULL, signer TEXT NOT NULL, "
      "public_key TEXT NOT NULL, signature TEXT NOT NULL) STRICT",
      "CREATE TABLE timestamps(revision INTEGER NOT NULL, hash TEXT NOT NULL, answer TEXT NOT NULL) STRICT",
      "CREATE TABLE content(sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, beside_key TEXT NOT NULL, bytes BLOB) "
      "STRICT"};
  const model::CaseSnapshot empty;
  model::for_each_table(empty, [&]<class Row>(const model::Table<Row>&) {
    sql.push_back(create_table_sql(Row::kTable, columns_of<Row>()));
  });
  return sql;
}

Result<std::set<std::string>> stored_schema(const Database& database) {
  auto statement = database.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL");
  if (!statement) return tl::unexpected(statement.error());
  std::set<std::string> sql;
  for (;;) {
    const auto row = statement->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return sql;
    sql.emplace(statement->text(0));
  }
}

std::uint32_t big_endian(const std::array<char, 100>& bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = at; i < at + 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

} // namespace

Result<void> check_header(const std::filesystem::path& path) {
  std::error_code failed;
  const auto where = path.string();
  if (!std::filesystem::exists(path, failed))
    return fail(ErrorKind::Input, "there is no such case", where, "check the path");
  if (!std::filesystem::is_regular_file(path, failed))
    return fail(ErrorKind::Input, "this is not a file", where, "name a case file, NAME.cuibono");

  std::array<char, 100> bytes{};
  const auto container = read_container(path);
  if (!container) return tl::unexpected(container.error());
  if (*container) return {}; // what is behind the header is for those who have its key
  const auto start = first_bytes(path, bytes.size());
  if (!start) return fail(ErrorKind::Input, "the case cannot be read", where, "check its permissions");
  std::ranges::copy(*start, bytes.begin());
  const bool whole = start->size() == bytes.size();
  if (!whole || std::string_view(bytes.data(), kMagic.size()) != kMagic)
    return fail(ErrorKind::Input, "this is not a Cui Bono case, or its beginning is damaged", where,
                "choose another file, or bring a backup back with cuibono restore CASE");
  if (big_endian(bytes, 68) != kApplicationId)
    return fail(ErrorKind::Input, "this is a database of another program, not a Cui Bono case", where,
                "choose another file");
  if (big_endian(bytes, 60) < 1)
    return fail(ErrorKind::Input, "the case is damaged: it has no format number", where, kIfDamaged);
  return {};
}

Result<void> create_schema(const Database& database) {
  auto sql = fmt::format("PRAGMA application_id={}; PRAGMA user_version={};", kApplicationId, kSchemaVersion);
  for (const auto& table : tables()) sql += table + ";";
  for (const auto& guard : guards()) sql += guard + ";";
  return database.run(sql);
}

Result<std::uint32_t> schema_version(const Database& database) {
  return database.integer("PRAGMA user_version").map([](std::int64_t version) {
    return static_cast<std::uint32_t>(version);
  });
}

namespace {

Result<std::set<std::string>> stored_columns(const Database& database, const std::string& table) {
  auto statement = database.prepare("SELECT name FROM pragma_table_info(?)");
  if (!statement) return tl::unexpected(statement.error());
  statement->bind(1, std::string_view(table));
  std::set<std::string> names;
  for (;;) {
    const auto row = statement->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return names;
    names.emplace(statement->text(0));
  }
}

// What a later version added is passed over; that it took nothing away is checked.
Result<void> check_newer(const Database& database, std::uint32_t version, bool read_only) {
  const auto what = fmt::format("a newer version of Cui Bono wrote this case (format {}, this program writes {})",
                                version, kSchemaVersion);
  if (!read_only)
    return fail(ErrorKind::Input, what, database.file(),
                "open it with that version, or read it with the commands that change nothing");
  Result<void> result;
  const model::CaseSnapshot empty;
  model::for_each_table(empty, [&]<class Row>(const model::Table<Row>&) {
    const auto stored = stored_columns(database, Row::kTable);
    for (const auto& column : columns_of<Row>())
      if (result && (!stored || !stored->contains(column.name)))
        result = fail(ErrorKind::Input, what, database.file(), "open it with that version");
  });
  return result;
}

// A row type's table under the present schema, filled from the one there was: what is new takes the row's own default.
template <class Row>
Result<void> rebuild_table(const Database& database) {
  const auto old = stored_columns(database, Row::kTable);
  if (!old) return tl::unexpected(old.error());
  const auto table = create_table_sql(Row::kTable, columns_of<Row>());
  if (old->empty()) return database.run(table);
  if (const auto moved =
          database.run(fmt::format("ALTER TABLE \"{0}\" RENAME TO \"old_{0}\"; {1}", Row::kTable, table));
      !moved)
    return moved;
  std::string into = kNumber, from = kNumber;
  int parameters = 0;
  for (const auto& column : columns_of<Row>()) {
    into += fmt::format(",\"{}\"", column.name);
    from += old->contains(column.name) ? fmt::format(",\"{}\"", column.name) : fmt::format(",?{}", ++parameters);
  }
  auto copy =
      database.prepare(fmt::format("INSERT INTO \"{0}\"({1}) SELECT {2} FROM \"old_{0}\"", Row::kTable, into, from));
  if (!copy) return tl::unexpected(copy.error());
  int at = 0;
  const Row blank;
  model::fields(blank, [&](const char* name, const auto& member) {
    if (!old->contains(name)) bind_field(*copy, ++at, member);
  });
  if (const auto done = copy->run(); !done) return done;
  return database.run(fmt::format("DROP TABLE \"old_{}\"", Row::kTable));
}

Result<void> rebuild_journal(const Database& database) {
  return database.run(
      "ALTER TABLE journal RENAME TO old_journal;" + tables().front() +
      ";INSERT INTO journal(revision,time,author,label,reason,kind,columns,parts,hash,clock) "
      "SELECT revision,time,author,label,reason,kind,columns,parts,hash,'' FROM old_journal; DROP TABLE old_journal;");
}

Result<void> drop_triggers(const Database& database) {
  auto statement = database.prepare("SELECT name FROM sqlite_schema WHERE type='trigger'");
  if (!statement) return tl::unexpected(statement.error());
  std::string sql;
  for (;;) {
    const auto row = statement->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    sql += fmt::format("DROP TRIGGER \"{}\";", statement->text(0));
  }
  return database.run(sql);
}

} // namespace

// In one transaction: whoever pulls the plug finds the old case or the new one.
Result<void> migrate(const Database& database) {
  auto writing = Transaction::begin(database, Transaction::Kind::Write);
  if (!writing) return tl::unexpected(writing.error());
  auto done = drop_triggers(database);
  if (done) done = rebuild_journal(database);
  const model::CaseSnapshot empty;
  model::for_each_table(empty, [&]<class Row>(const model::Table<Row>&) {
    if (done) done = rebuild_table<Row>(database);
  });
  for (const auto& table : tables()) {
    auto name = table.substr(13, table.find('(') - 13); // behind CREATE TABLE
    std::erase(name, '"');
    const auto there = done ? stored_columns(database, name) : std::set<std::string>{"?"};
    if (!there) return tl::unexpected(there.error());
    if (there->empty()) done = database.run(table);
  }
  for (const auto& guard : guards())
    if (done) done = database.run(guard);
  if (done) done = create_meta(database);
  if (done) done = database.run(fmt::format("PRAGMA user_version={}", kSchemaVersion));
  return done ? writing->commit() : done;
}

Result<void> check_schema(const Database& database, bool read_only) {
  const auto version = schema_version(database);
  if (!version) return tl::unexpected(version.error());
  if (*version > kSchemaVersion) return check_newer(database, *version, read_only);
  auto stored = stored_schema(database);
  if (!stored) return tl::unexpected(stored.error());
  for (const auto& table : tables())
    if (stored->erase(table) == 0)
      return fail(ErrorKind::Input, "the case is damaged: a table is missing or has other columns", database.file(),
                  kIfDamaged);
  for (const auto& guard : guards()) stored->erase(guard);
  if (stored->empty()) return {};
  return fail(ErrorKind::Input, "the case holds tables or triggers that Cui Bono did not make", database.file(),
              "do not trust this file: open a backup");
}

Result<void> check_guards(const Database& database) {
  const auto stored = stored_schema(database);
  if (!stored) return tl::unexpected(stored.error());
  if (std::ranges::all_of(guards(), [&](const std::string& guard) { return stored->contains(guard); })) return {};
  return fail(ErrorKind::Input, "a trigger that keeps the journal from being changed is missing", database.file(),
              "compare the case with a backup");
}

} // namespace cuibono::store
