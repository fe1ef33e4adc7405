#include <fcntl.h>
#include <fmt/chrono.h>
#include <unistd.h>
#include <algorithm>
#include <chrono>

#include "base/file.h"
#include "store/case_file.h"
#include "store/container.h"
#include "store/meta.h"
#include "store/schema.h"
#include "store/scrap.h"

namespace cuibono::store {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;
using base::fail;
using base::Result;

// A log left beside an older case of the same name would be played into the new one.
Result<void> check_free(const fs::path& path) {
  std::error_code ignored;
  const auto files = with_side_files(path);
  const auto taken = std::ranges::find_if(files, [&](const fs::path& file) {
    return fs::symlink_status(file, ignored).type() != fs::file_type::not_found;
  });
  if (taken == files.end()) return {};
  return fail(ErrorKind::Usage, "there is a file of this name already", taken->string(),
              "choose another name, or move it away");
}

// What a new encrypted case is shut with.
struct Sealing {
  const Protection& protection;
  protect::Key key = protect::Key::random();
  protect::KeyRing ring{key};
  std::string code = protect::new_recovery_code();
};

model::EditBatch creation(const CaseFile::Settings& settings, const Creation& by) {
  model::EditBatch batch;
  batch.label = "Create case";
  batch.author = by.author;
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  batch.time = by.time.empty()
                   ? fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(now)))
                   : by.time;
  for (const auto& [key, value] : settings) {
    const auto number = static_cast<std::uint32_t>(batch.edits.size() + 1);
    batch.edits.emplace_back(model::Change<model::Setting>{std::nullopt, model::Setting{{number}, key, value}});
  }
  return batch;
}

// A vault that opens with its own passphrase, and with the recovery code.
Result<void> shut_vault(const Database& database, const Protection& protection, std::string_view code) {
  const auto open_with = read_meta(database, kVaultOpenWith);
  if (!open_with) return tl::unexpected(open_with.error());
  const auto key = protect::Key::from_hex(*open_with);
  if (!key) return tl::unexpected(key.error());
  protect::KeyRing ring(*key);
  const auto& passphrase = protection.vault_passphrase.empty() ? protection.passphrase : protection.vault_passphrase;
  auto done = ring.add(*key, protection.holder, passphrase, protection.cost);
  if (done) done = ring.add_recovery(*key, code);
  if (done) done = write_meta(database, kVaultSlots, ring.encode());
  return done ? erase_meta(database, kVaultOpenWith) : done;
}

Result<void> make_empty(const Database& database, const Sealing* sealing) {
  auto writing = Transaction::begin(database, Transaction::Kind::Write);
  if (!writing) return tl::unexpected(writing.error());
  if (const auto made = create_schema(database); !made) return made;
  if (const auto made = create_meta(database); !made) return made;
  if (sealing)
    if (const auto shut = shut_vault(database, sealing->protection, sealing->code); !shut) return shut;
  return writing->commit();
}

// A hard link fails where the name is taken, a rename would overwrite; some disks know no hard links.
Result<void> publish(const fs::path& from, const fs::path& to) {
  std::error_code failed;
  fs::create_hard_link(from, to, failed);
  if (failed && failed != std::errc::file_exists) {
    if (const auto free = check_free(to); !free) return free;
    fs::rename(from, to, failed);
  }
  if (failed)
    return fail(ErrorKind::Usage, "the case cannot be given its name: " + failed.message(), to.string(),
                "choose another name");
  const int folder = ::open(fs::absolute(to).parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return {};
  ::fsync(folder); // not every disk can; the file itself is safe
  ::close(folder);
  return {};
}

// The whole case under another name; closed again when this returns.
Result<void> write_new(const fs::path& path, const model::EditBatch& batch, const Sealing* sealing) {
  const auto first = model::apply({}, batch);
  if (!first) return tl::unexpected(first.error());
  {
    if (sealing)
      if (const auto made = create_container(path, sealing->ring.encode()); !made) return made;
    const auto database = Database::open(path, Database::Mode::Create, sealing ? sealing->key.hex() : std::string());
    if (!database) return tl::unexpected(database.error());
    std::error_code ignored; // a disk without permissions
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write, ignored);
    if (const auto made = make_empty(*database, sealing); !made) return made;
  }
  auto file = CaseFile::open(path, {.passphrase = sealing ? sealing->protection.passphrase : std::string()});
  if (!file) return tl::unexpected(file.error());
  return file->commit(batch, *first);
}

Result<void> create_aside(const fs::path& path, const model::EditBatch& batch, const Sealing* sealing) {
  if (const auto free = check_free(path); !free) return free;
  const auto beside = base::aside(path);
  const Scrap scrap(beside);
  auto written = write_new(beside, batch, sealing);
  if (written) written = publish(beside, path);
  if (!written && (written.error().where.starts_with(beside.string()) || written.error().where.empty()))
    written.error().where = path.string();
  return written;
}

} // namespace

Result<CaseFile> CaseFile::create(const fs::path& path, const Settings& settings, const Creation& by) {
  if (const auto written = create_aside(path, creation(settings, by), nullptr); !written)
    return tl::unexpected(written.error());
  return open(path);
}

Result<CaseFile> CaseFile::create_encrypted(const fs::path& path, const Settings& settings, const Creation& by,
                                            const Protection& protection, std::string& recovery_code) {
  if (protection.passphrase.size() < protect::kShortestPassphrase)
    return fail(ErrorKind::Usage, "the passphrase is too short", path.string(),
                "give 8 characters or more: several words do well");
  Sealing sealing{protection};
  auto added = sealing.ring.add(sealing.key, protection.holder, protection.passphrase, protection.cost);
  if (added) added = sealing.ring.add_recovery(sealing.key, sealing.code);
  if (added) added = create_aside(path, creation(settings, by), &sealing);
  if (!added) return tl::unexpected(added.error());
  recovery_code = sealing.code;
  return open(path, {.passphrase = protection.passphrase});
}

} // namespace cuibono::store
