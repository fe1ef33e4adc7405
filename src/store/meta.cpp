#include "store/meta.h"

#include "protect/seal.h"

namespace cuibono::store {
namespace {

using base::Result;

constexpr std::size_t kIdBytes = 16;

} // namespace

Result<std::string> read_meta(const Database& database, std::string_view name) {
  auto statement = database.prepare("SELECT value FROM meta WHERE name=?");
  if (!statement) return tl::unexpected(statement.error());
  statement->bind(1, name);
  const auto found = statement->step();
  if (!found) return tl::unexpected(found.error());
  return *found ? std::string(statement->text(0)) : std::string();
}

Result<void> write_meta(const Database& database, std::string_view name, std::string_view value) {
  auto statement =
      database.prepare("INSERT INTO meta(name,value) VALUES(?1,?2) ON CONFLICT(name) DO UPDATE SET value=?2");
  if (!statement) return tl::unexpected(statement.error());
  statement->bind(1, name);
  statement->bind(2, value);
  return statement->run();
}

Result<void> erase_meta(const Database& database, std::string_view name) {
  auto statement = database.prepare("DELETE FROM meta WHERE name=?");
  if (!statement) return tl::unexpected(statement.error());
  statement->bind(1, name);
  return statement->run();
}

Result<void> create_meta(const Database& database) {
  const auto keys = protect::new_seal_keys();
  auto done = write_meta(database, kCaseId, protect::random_hex(kIdBytes));
  if (done) done = write_meta(database, kVaultSealWith, keys.seal_with);
  if (done) done = write_meta(database, kVaultOpenWith, keys.open_with);
  return done;
}

} // namespace cuibono::store
