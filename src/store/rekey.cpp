#include "store/rekey.h"

#include <fmt/core.h>

#include "base/file.h"
#include "protect/bytes.h"
#include "store/case_file.h"
#include "store/container.h"
#include "store/journal.h"
#include "store/key_slots.h"
#include "store/network.h"
#include "store/schema.h"
#include "store/scrap.h"
#include "store/vault_keys.h"
#include "store/verify.h"

namespace cuibono::store {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;
using base::fail;
using base::Result;

tl::unexpected<base::Error> not_alone(const Database& database) {
  return fail(ErrorKind::Input, "the case is open elsewhere", database.file(), "close it there, then try again");
}

Result<void> attach(const Database& database, const fs::path& copy, const protect::Key& key) {
  auto statement = database.prepare("ATTACH ? AS copy KEY ?");
  if (!statement) return tl::unexpected(statement.error());
  const auto name = copy.string();
  auto raw = fmt::format("x'{}'", key.hex());
  statement->bind(1, std::string_view(name));
  statement->bind(2, std::string_view(raw));
  const auto done = statement->run();
  protect::wipe(raw);
  return done;
}

Result<void> copy_into_attached(const Database& database) {
  const auto version = schema_version(database);
  if (!version) return tl::unexpected(version.error());
  return database.run(
      fmt::format("PRAGMA copy.application_id={}; SELECT sqlcipher_export('copy'); PRAGMA copy.user_version={};",
                  kApplicationId, *version));
}

// Rows of tables without a number are compared by verify, through the journal; the rest by what the journal ends with.
Result<void> check_same_end(const Database& original, const Database& copy) {
  constexpr const char* kLast = "SELECT revision||hash FROM journal ORDER BY revision DESC LIMIT 1";
  constexpr const char* kCounts =
      "SELECT (SELECT count(*) FROM heads)||','||(SELECT count(*) FROM timestamps)||','||(SELECT count(*) FROM content)"
      "||','||(SELECT count(*) FROM meta)||','||(SELECT count(*) FROM sequence)";
  for (const char* sql : {kLast, kCounts}) {
    const auto there = copy.text(sql), here = original.text(sql);
    if (!here) return tl::unexpected(here.error());
    if (!there || *there != *here)
      return fail(ErrorKind::Input, "the re-encrypted copy does not agree with the case", copy.file(),
                  "check the disk, then try again");
  }
  return {};
}

} // namespace

fs::path rekeyed_copy(const fs::path& case_path) {
  auto copy = case_path;
  copy += ".rekeyed";
  return copy;
}

Result<Alone> Alone::with(const Database& database) {
  const auto left = database.text("PRAGMA journal_mode=DELETE");
  if (!left || *left != "delete") return not_alone(database);
  Alone alone(&database);
  const auto locked = database.run("PRAGMA main.locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT");
  const auto mode = database.text("PRAGMA main.journal_mode"); // somebody may have been quicker and gone back to a log
  if (!locked || !mode || *mode != "delete") return not_alone(database);
  return alone;
}

Alone::~Alone() {
  if (!database_ || is_on_network(database_->file())) return;
  (void)database_->run("PRAGMA main.locking_mode=NORMAL; SELECT count(*) FROM sqlite_schema");
  (void)database_->text("PRAGMA journal_mode=WAL"); // else at the next opening
}

Result<void> write_rekeyed(const Database& database, const fs::path& copy, std::string_view slots,
                           const protect::Key& key) {
  if (const auto made = create_container(copy, slots); !made) return made;
  std::error_code ignored; // a disk without permissions
  fs::permissions(copy, fs::perms::owner_read | fs::perms::owner_write, ignored);
  if (const auto attached = attach(database, copy, key); !attached) return attached;
  const auto copied = copy_into_attached(database);
  const auto detached = database.run("DETACH copy");
  return copied ? detached : copied;
}

// The copy with what only it has: the record of the removal, and a new vault key.
Result<void> CaseFile::write_without(const Removal& removal, const fs::path& copy) {
  const auto ring = ring_of(path_);
  if (!ring) return tl::unexpected(ring.error());
  const auto opened = ring->open_as(removal.passphrase);
  if (!opened) return about_slots(opened.error(), path_);
  const auto key = protect::Key::random();
  const auto staying = ring->rekeyed(key, removal.holder);
  if (!staying) return about_slots(staying.error(), path_);
  if (opened->holder == removal.holder)
    return fail(ErrorKind::Refused, "this passphrase is of the person who leaves", path_.string(),
                "give that of somebody who stays");
  if (const auto written = write_rekeyed(database_, copy, staying->encode(), key); !written) return written;
  const auto fresh = Database::open(copy, Database::Mode::ReadWrite, key.hex());
  if (!fresh) return tl::unexpected(fresh.error());
  if (const auto same = check_same_end(database_, *fresh); !same) return same;
  auto writing = Transaction::begin(*fresh, Transaction::Kind::Write);
  if (!writing) return tl::unexpected(writing.error());
  const auto last = last_revision(*fresh);
  if (!last) return tl::unexpected(last.error());
  auto done = rekey_vault(*fresh, path_, removal.holder, removal.vault_passphrase);
  if (done) done = append_record(*fresh, *last + 1, removal.record);
  if (done) done = writing->commit();
  return done ? store::verify(*fresh, path_) : done;
}

Result<void> CaseFile::remove_person(const Removal& removal) {
  if (read_only_)
    return fail(ErrorKind::Refused, "the case is open read-only", path_.string(), "open it again to change it");
  auto alone = Alone::with(database_);
  if (!alone) return tl::unexpected(alone.error());
  const auto copy = rekeyed_copy(path_);
  const Scrap scrap(copy);
  auto done = write_without(removal, copy);
  if (done) done = base::put_in_place(copy, path_);
  if (!done) {
    if (done.error().where.empty() || done.error().where.starts_with(copy.string()))
      done.error().where = path_.string();
    return done;
  }
  alone->leave();
  auto again = open(path_, {.passphrase = removal.passphrase});
  if (!again)
    return fail(ErrorKind::Input, removal.holder + " can no longer open the case, but " + again.error().what,
                path_.string(), "open it again");
  *this = std::move(*again);
  return {};
}

} // namespace cuibono::store
