#pragma once
// The few operations of SQLite's C API that the case file needs, each handle owned. Used by one thread at a time.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"

struct sqlite3;
struct sqlite3_stmt;

namespace cuibono::store {

/// What to do about a damaged case.
inline constexpr const char* kIfDamaged =
    "bring a backup back with cuibono restore CASE, or what can still be read with cuibono restore CASE --salvage";

/// A prepared statement, for use again and again. Columns count from 0, parameters from 1. A failed bind is reported by
/// the next step.
class Statement {
 public:
  void bind(int parameter, std::int64_t value);
  void bind(int parameter, double value);
  void bind(int parameter, std::string_view text);       ///< not copied: must live until the step
  void bind_copy(int parameter, std::string_view text);  ///< copied
  void bind_blob(int parameter, std::string_view bytes); ///< not copied
  void bind_null(int parameter);

  /// Whether there is a row to read.
  [[nodiscard]] base::Result<bool> step();
  /// Steps to the end and makes ready for the next values.
  [[nodiscard]] base::Result<void> run();
  void reset();

  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string_view text(int column) const; ///< valid until the next step
  std::string_view blob(int column) const; ///< valid until the next step

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* handle) const;
  };

  explicit Statement(sqlite3_stmt* handle) : handle_(handle) {}

  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
  int failed_bind_ = 0;
};

/// One connection.
class Database {
 public:
  /// `Immutable` reads a file that nobody can change while it is open.
  enum class Mode { Create, ReadWrite, Immutable };

  /// Opens the file with the settings that every case needs; see sqlite.cpp. Refuses a SQLite older than 3.46.
  /// `key`: 64 hexadecimal digits, the raw key of an encrypted database (SQLCipher 4's own settings); empty: none.
  [[nodiscard]] static base::Result<Database> open(const std::filesystem::path& path, Mode mode,
                                                   std::string_view key = {});

  [[nodiscard]] base::Result<Statement> prepare(std::string_view sql) const;
  [[nodiscard]] base::Result<void> run(const std::string& sql) const;           ///< one or more statements
  [[nodiscard]] base::Result<std::int64_t> integer(std::string_view sql) const; ///< first column of the first row, or 0
  [[nodiscard]] base::Result<std::string> text(std::string_view sql) const;

  std::string file() const; ///< for errors to say where
  bool is_writable() const;

  /// Rows that the last statement changed.
  std::int64_t changes() const;

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };

  explicit Database(sqlite3* handle) : handle_(handle) {}

  std::unique_ptr<sqlite3, Close> handle_;
};

/// Rolled back unless committed.
class Transaction {
 public:
  enum class Kind { Read, Write };

  [[nodiscard]] static base::Result<Transaction> begin(const Database& database, Kind kind);
  Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  [[nodiscard]] base::Result<void> commit();

 private:
  explicit Transaction(const Database* database) : database_(database) {}

  const Database* database_; ///< null once it is over
};

} // namespace cuibono::store
