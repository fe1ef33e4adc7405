#include "store/sqlite.h"

#include <sqlite3.h>

#include <fmt/core.h>
#include <algorithm>
#include <cctype>

#include "store/container.h"

namespace cuibono::store {
namespace {

using base::ErrorKind;
using base::fail;
using base::Result;

constexpr int kOldestVersion = 3046000; // the first with the STRICT, WAL and defensive behaviour relied on
constexpr int kBusyMilliseconds = 2000;

// FULL: with NORMAL, power cuts lose commits that were already acknowledged. The other settings keep a database made by
// somebody else from running its own code or crashing ours; SQLCipher's log would go to standard error.
constexpr const char* kSettings =
    "PRAGMA cipher_log_level=NONE; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA synchronous=FULL; "
    "PRAGMA foreign_keys=ON;"
    "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536; PRAGMA journal_size_limit=67108864;";

struct Saying {
  const char* what;
  const char* remedy;
};

Saying saying(int code) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {"another program is writing to the case", "let it finish, then try again"};
    case SQLITE_NOTADB:
      return {"this is not a case, or its first page is damaged", kIfDamaged};
    case SQLITE_CORRUPT:
      return {"the case is damaged", kIfDamaged};
    case SQLITE_FULL:
      return {"the disk is full", "free some space, then try again"};
    case SQLITE_READONLY:
      return {"the case cannot be written to", "copy it to a folder that can be written to"};
    case SQLITE_CANTOPEN:
      return {"the case cannot be opened", "check the path and its permissions"};
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return {"access to the case is denied", "check its permissions"};
    case SQLITE_IOERR:
      return {"the disk failed while the case was read or written", "check the disk, then try again"};
    case SQLITE_TOOBIG:
      return {"a value is too large for the case", "split it into smaller parts"};
    case SQLITE_NOMEM:
      return {"there is not enough memory", "close other programs, then try again"};
    default:
      return {"the case does not accept this", "run verify on it"};
  }
}

// SQLite's own words may quote values of the case, so only its code is passed on.
tl::unexpected<base::Error> failure(sqlite3* handle, int code) {
  const auto [what, remedy] = saying(code);
  const char* name = handle ? sqlite3_db_filename(handle, "main") : nullptr;
  return fail(ErrorKind::Input, fmt::format("{} (SQLite code {})", what, code), name ? name : "", remedy);
}

// A URI, in which every other byte is escaped.
std::string immutable_uri(const std::string& path) {
  std::string uri = "file:";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) || c == '/' || c == '-' || c == '_' || c == '.')
      uri += c;
    else
      uri += fmt::format("%{:02X}", byte);
  }
  return uri + "?immutable=1";
}

int open_flags(Database::Mode mode) {
  const int common = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  switch (mode) {
    case Database::Mode::Create:
      return common | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case Database::Mode::ReadWrite:
      return common | SQLITE_OPEN_READWRITE;
    case Database::Mode::Immutable:
      break;
  }
  return common | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
}

} // namespace

void Statement::Finalize::operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }

void Statement::bind(int parameter, std::int64_t value) {
  if (const int code = sqlite3_bind_int64(handle_.get(), parameter, value)) failed_bind_ = code;
}

void Statement::bind(int parameter, double value) {
  if (const int code = sqlite3_bind_double(handle_.get(), parameter, value)) failed_bind_ = code;
}

// An empty view may have no data, which SQLite would take for NULL.
void Statement::bind(int parameter, std::string_view text) {
  const char* data = text.empty() ? "" : text.data();
  if (const int code = sqlite3_bind_text64(handle_.get(), parameter, data, text.size(), SQLITE_STATIC, SQLITE_UTF8))
    failed_bind_ = code;
}

void Statement::bind_copy(int parameter, std::string_view text) {
  const char* data = text.empty() ? "" : text.data();
  if (const int code = sqlite3_bind_text64(handle_.get(), parameter, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8))
    failed_bind_ = code;
}

void Statement::bind_blob(int parameter, std::string_view bytes) {
  const char* data = bytes.empty() ? "" : bytes.data();
  if (const int code = sqlite3_bind_blob64(handle_.get(), parameter, data, bytes.size(), SQLITE_STATIC))
    failed_bind_ = code;
}

void Statement::bind_null(int parameter) {
  if (const int code = sqlite3_bind_null(handle_.get(), parameter)) failed_bind_ = code;
}

Result<bool> Statement::step() {
  const int code = failed_bind_ ? failed_bind_ : sqlite3_step(handle_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  reset();
  return failure(sqlite3_db_handle(handle_.get()), code);
}

Result<void> Statement::run() {
  for (;;) {
    const auto row = step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
  }
  reset();
  return {};
}

void Statement::reset() {
  sqlite3_reset(handle_.get());
  failed_bind_ = 0;
}

bool Statement::is_null(int column) const { return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL; }
std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_.get(), column); }
double Statement::real(int column) const { return sqlite3_column_double(handle_.get(), column); }

std::string_view Statement::text(int column) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(handle_.get(), column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column));
  return data ? std::string_view(data, size) : std::string_view();
}

std::string_view Statement::blob(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(handle_.get(), column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column));
  return data ? std::string_view(data, size) : std::string_view();
}

void Database::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

Result<Database> Database::open(const std::filesystem::path& path, Mode mode, std::string_view key) {
  if (sqlite3_libversion_number() < kOldestVersion)
    return fail(ErrorKind::Internal, fmt::format("SQLite {} is too old", sqlite3_libversion()), "",
                "install 3.46 or newer");
  const auto full = std::filesystem::absolute(path).string(); // names such as ":memory:" are files here too
  sqlite3* handle = nullptr;
  const auto name = mode == Mode::Immutable ? immutable_uri(full) : full;
  const auto vfs = container_vfs();
  if (!vfs) return tl::unexpected(vfs.error());
  int code = sqlite3_open_v2(name.c_str(), &handle, open_flags(mode), vfs->c_str());
  Database database(handle);
  if (code == SQLITE_OK && !key.empty()) {
    auto raw = fmt::format("x'{}'", key);
    code = sqlite3_key(handle, raw.data(), static_cast<int>(raw.size()));
    std::ranges::fill(raw, '\0');
  }
  if (code != SQLITE_OK) return failure(handle, code);

  sqlite3_busy_timeout(handle, kBusyMilliseconds);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  if (const auto set = database.run(kSettings); !set) return tl::unexpected(set.error());
  return database;
}

Result<Statement> Database::prepare(std::string_view sql) const {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()), 0, &statement, nullptr);
  if (code != SQLITE_OK) return failure(handle_.get(), code);
  return Statement(statement);
}

Result<void> Database::run(const std::string& sql) const {
  const int code = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return failure(handle_.get(), code);
  return {};
}

Result<std::int64_t> Database::integer(std::string_view sql) const {
  auto statement = prepare(sql);
  if (!statement) return tl::unexpected(statement.error());
  const auto row = statement->step();
  if (!row) return tl::unexpected(row.error());
  return *row ? statement->integer(0) : 0;
}

Result<std::string> Database::text(std::string_view sql) const {
  auto statement = prepare(sql);
  if (!statement) return tl::unexpected(statement.error());
  const auto row = statement->step();
  if (!row) return tl::unexpected(row.error());
  return *row ? std::string(statement->text(0)) : std::string();
}

std::string Database::file() const { return sqlite3_db_filename(handle_.get(), "main"); }
bool Database::is_writable() const { return sqlite3_db_readonly(handle_.get(), "main") == 0; }
std::int64_t Database::changes() const { return sqlite3_changes64(handle_.get()); }

Result<Transaction> Transaction::begin(const Database& database, Kind kind) {
  const auto begun = database.run(kind == Kind::Write ? "BEGIN IMMEDIATE" : "BEGIN");
  if (!begun) return tl::unexpected(begun.error());
  return Transaction(&database);
}

Transaction::~Transaction() {
  if (database_) (void)database_->run("ROLLBACK"); // nothing to be done where SQLite has already rolled back
}

Result<void> Transaction::commit() {
  const auto done = database_->run("COMMIT");
  if (done) database_ = nullptr;
  return done;
}

} // namespace cuibono::store
