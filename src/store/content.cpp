#include "store/content.h"

#include <system_error>
#include <vector>

#include "base/file.h"
#include "base/sha256.h"
#include "protect/file_seal.h"

namespace cuibono::store {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;
using base::fail;
using base::Result;

struct Kept {
  std::string beside_key; ///< empty: the bytes are inside
  std::string bytes;
};

Result<bool> is_kept(const Database& database, const std::string& sha256) {
  auto statement = database.prepare("SELECT 1 FROM content WHERE sha256=?");
  if (!statement) return tl::unexpected(statement.error());
  statement->bind(1, std::string_view(sha256));
  return statement->step();
}

Result<Kept> find(const Database& database, const std::string& sha256) {
  auto statement = database.prepare("SELECT beside_key,bytes FROM content WHERE sha256=?");
  if (!statement) return tl::unexpected(statement.error());
  statement->bind(1, std::string_view(sha256));
  const auto found = statement->step();
  if (!found) return tl::unexpected(found.error());
  if (*found) return Kept{std::string(statement->text(0)), std::string(statement->blob(1))};
  return fail(ErrorKind::Input, "the file of an exhibit is not in the case", database.file() + ", SHA-256 " + sha256,
              "compare the case with a backup");
}

Result<void> insert(const Database& database, const TakenIn& file, const Kept& kept) {
  auto writing = Transaction::begin(database, Transaction::Kind::Write);
  if (!writing) return tl::unexpected(writing.error());
  auto statement = database.prepare("INSERT INTO content(sha256,size,beside_key,bytes) VALUES(?,?,?,?)");
  if (!statement) return tl::unexpected(statement.error());
  statement->bind(1, std::string_view(file.sha256));
  statement->bind(2, static_cast<std::int64_t>(file.size));
  statement->bind(3, std::string_view(kept.beside_key));
  if (kept.beside_key.empty())
    statement->bind_blob(4, kept.bytes);
  else
    statement->bind_null(4);
  if (const auto done = statement->run(); !done) return done;
  return writing->commit();
}

Result<TakenIn> take_inside(const Database& database, const fs::path& file) {
  Kept kept;
  auto bytes = base::read_file(file);
  if (!bytes) return tl::unexpected(bytes.error());
  kept.bytes = std::move(*bytes);
  TakenIn taken{base::sha256_hex(kept.bytes), kept.bytes.size(), false};
  const auto known = is_kept(database, taken.sha256);
  if (!known) return tl::unexpected(known.error());
  taken.was_there = *known;
  if (*known) return taken;
  if (const auto done = insert(database, taken, kept); !done) return tl::unexpected(done.error());
  return taken;
}

// The copy is whole and in its place before the case names it.
Result<TakenIn> take_beside(const Database& database, const fs::path& case_path, const fs::path& file,
                            std::uint64_t size) {
  const auto folder = content_folder(case_path);
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed)
    return fail(ErrorKind::Input, "the folder for large exhibits cannot be made: " + failed.message(), folder.string(),
                "check its permissions");
  const auto key = protect::new_file_key();
  const auto waiting = folder / "taking-in";
  const auto hash = protect::seal_file(file, waiting, key);
  if (!hash) return tl::unexpected(hash.error());
  TakenIn taken{*hash, size, false};
  const auto known = is_kept(database, taken.sha256);
  if (!known || *known) {
    fs::remove(waiting, failed);
    if (!known) return tl::unexpected(known.error());
    taken.was_there = true;
    return taken;
  }
  if (const auto done = base::put_in_place(waiting, folder / taken.sha256); !done) return tl::unexpected(done.error());
  if (const auto done = insert(database, taken, {key, {}}); !done) return tl::unexpected(done.error());
  return taken;
}

Result<std::vector<std::string>> hashes(const Database& database, const char* sql) {
  auto statement = database.prepare(sql);
  if (!statement) return tl::unexpected(statement.error());
  std::vector<std::string> all;
  for (;;) {
    const auto found = statement->step();
    if (!found) return tl::unexpected(found.error());
    if (!*found) return all;
    all.emplace_back(statement->text(0));
  }
}

} // namespace

fs::path content_folder(const fs::path& case_path) {
  auto folder = case_path;
  folder += ".exhibits";
  return folder;
}

Result<TakenIn> take_in(const Database& database, const fs::path& case_path, const fs::path& file,
                        std::uint64_t most_inside) {
  std::error_code failed;
  if (!fs::is_regular_file(file, failed))
    return fail(ErrorKind::Input, "there is no such file", file.string(), "name the exhibit's file");
  const auto size = fs::file_size(file, failed);
  if (failed)
    return fail(ErrorKind::Input, "the file cannot be read: " + failed.message(), file.string(),
                "check its permissions");
  return size <= most_inside ? take_inside(database, file) : take_beside(database, case_path, file, size);
}

Result<void> read_content(const Database& database, const fs::path& case_path, const std::string& sha256,
                          const std::function<Result<void>(std::string_view)>& take) {
  const auto kept = find(database, sha256);
  if (!kept) return tl::unexpected(kept.error());
  base::Sha256 hash;
  const auto pass = [&](std::string_view piece) {
    hash.add(piece);
    return take(piece);
  };
  const auto read = kept->beside_key.empty()
                        ? pass(kept->bytes)
                        : protect::unseal_file(content_folder(case_path) / sha256, kept->beside_key, pass);
  if (!read || hash.hex() == sha256) return read;
  return fail(ErrorKind::Input, "the file of an exhibit is not what was taken in",
              database.file() + ", SHA-256 " + sha256, "compare the case with a backup");
}

Result<void> check_content(const Database& database, const fs::path& case_path) {
  const auto kept = hashes(database, "SELECT sha256 FROM content ORDER BY sha256");
  if (!kept) return tl::unexpected(kept.error());
  for (const auto& hash : *kept)
    if (const auto whole = read_content(database, case_path, hash, [](std::string_view) { return Result<void>(); });
        !whole)
      return whole;
  return {};
}

} // namespace cuibono::store
