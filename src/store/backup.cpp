#include "store/backup.h"

#include <dirent.h>

#include <fmt/core.h>
#include <algorithm>
#include <memory>
#include <set>
#include <system_error>

#include "base/file.h"
#include "store/case_file.h"
#include "store/container.h"

namespace cuibono::store {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;
using base::fail;
using base::Result;

constexpr std::size_t kNewest = 5, kDays = 7, kMonths = 12;
constexpr std::size_t kStampLength = 17; // 2031-05-01T120000Z without what follows
constexpr const char* kEnding = ".cuibono";
constexpr const char* kSetAside = "set-aside";

// A time as a part of a file's name.
std::string stamp(std::string time) {
  std::erase(time, ':');
  return time;
}

// "2031-05-01T120000Z" of "NAME-2031-05-01T120000Z.cuibono", or empty.
std::string stamp_of(const std::string& name) {
  const std::string_view text(name);
  if (!text.ends_with(std::string("Z") + kEnding)) return {};
  const auto end = text.size() - std::string_view(kEnding).size();
  if (end < kStampLength + 2 || text[end - kStampLength - 2] != '-') return {};
  const auto found = text.substr(end - kStampLength - 1, kStampLength + 1);
  const std::string_view form = "0000-00-00T000000Z";
  for (std::size_t i = 0; i < form.size(); ++i)
    if (form[i] == '0' ? found[i] < '0' || found[i] > '9' : found[i] != form[i]) return {};
  return std::string(found);
}

// Keeps the newest of each of the last `most` periods, a period being the same first `length` characters.
void keep_newest(const std::vector<std::string>& newest_first, std::size_t length, std::size_t most,
                 std::set<std::string>& kept) {
  std::set<std::string> periods;
  for (const auto& name : newest_first) {
    if (periods.size() == most) return;
    if (periods.insert(stamp_of(name).substr(0, length)).second) kept.insert(name);
  }
}

Result<void> check_copy(const fs::path& copy, const std::string& key, const Database& original) {
  const auto database = Database::open(copy, Database::Mode::Immutable, key);
  if (!database) return tl::unexpected(database.error());
  const auto sound = database->text("PRAGMA integrity_check(1)");
  constexpr const char* kLast = "SELECT revision||hash FROM journal ORDER BY revision DESC LIMIT 1";
  const auto there = database->text(kLast), here = original.text(kLast);
  if (sound && *sound == "ok" && there && here && *there == *here) return {};
  return fail(ErrorKind::Input, "the backup does not agree with the case", copy.string(),
              "check the disk, then try again");
}

Result<void> write_copy(const Database& database, const fs::path& case_path, const std::string& key,
                        const fs::path& copy) {
  if (!key.empty()) {
    const auto header = read_container(case_path);
    if (!header) return tl::unexpected(header.error());
    if (const auto made = create_container(copy, header->value_or("")); !made) return made;
  }
  auto statement = database.prepare("VACUUM INTO ?");
  if (!statement) return tl::unexpected(statement.error());
  const auto name = copy.string();
  statement->bind(1, std::string_view(name));
  if (const auto done = statement->run(); !done) return done;
  return check_copy(copy, key, database);
}

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

// Read by the C library: std::filesystem's iterator ends the program where memory runs out.
std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  const std::unique_ptr<DIR, CloseFolder> open(::opendir(folder.c_str()));
  while (const auto* entry = open ? ::readdir(open.get()) : nullptr) files.push_back(folder / entry->d_name);
  return files;
}

void drop_outdated(const fs::path& case_path) {
  std::vector<std::string> names;
  for (const auto& path : list_backups(case_path)) names.push_back(path.filename().string());
  std::error_code ignored;
  for (const auto& name : outdated_backups(names)) fs::remove(backup_folder(case_path) / name, ignored);
}

Result<void> check_backup(const fs::path& backup, const std::string& passphrase) {
  const auto file = CaseFile::open(backup, {.read_only = true, .passphrase = passphrase});
  return file ? file->verify() : tl::unexpected(file.error());
}

Result<fs::path> newest_that_verifies(const fs::path& case_path, const std::string& passphrase) {
  auto backups = list_backups(case_path);
  std::ranges::reverse(backups);
  for (const auto& backup : backups) {
    const auto whole = check_backup(backup, passphrase);
    if (whole) return backup;
    if (whole.error().kind == ErrorKind::Refused) return tl::unexpected(whole.error());
  }
  return fail(ErrorKind::Input, "there is no backup that verifies", backup_folder(case_path).string(),
              "cuibono restore CASE --salvage reads what can still be read");
}

Result<void> copy_whole(const fs::path& from, const fs::path& to) {
  const auto beside = base::aside(to);
  std::error_code failed;
  fs::copy_file(from, beside, fs::copy_options::overwrite_existing, failed);
  Result<void> done = failed ? fail(ErrorKind::Input, "the case cannot be set aside: " + failed.message(),
                                    from.string(), "check free space and permissions")
                             : base::put_in_place(beside, to);
  if (!done) fs::remove(beside, failed);
  return done;
}

// Where the log holds edits that the case does not: both are whole under the new name before anything goes under the
// old one. Then the log goes, before another case takes the name, because SQLite would add it to that. Never a link:
// two names of one database corrupt it.
Result<void> copy_aside(const fs::path& case_path, const fs::path& aside) {
  std::error_code failed;
  for (const char* part : {"-wal", ""}) { // the log first: the case has its name only when both are there
    auto from = case_path, to = aside;
    from += part, to += part;
    if (!fs::exists(from, failed)) continue;
    if (const auto done = copy_whole(from, to); !done) return done;
  }
  for (const char* part : {"-wal", "-shm"}) fs::remove(case_path.string() + part, failed);
  return {};
}

} // namespace

fs::path backup_folder(const fs::path& case_path) {
  auto folder = case_path;
  folder += ".backups";
  return folder;
}

std::vector<fs::path> list_backups(const fs::path& case_path) {
  std::vector<fs::path> backups;
  for (const auto& file : files_in(backup_folder(case_path)))
    if (!stamp_of(file.filename().string()).empty()) backups.push_back(file);
  std::ranges::sort(backups, {}, [](const fs::path& path) { return stamp_of(path.filename().string()); });
  return backups;
}

fs::path set_aside_name(const fs::path& case_path, const std::string& time) {
  std::error_code ignored;
  const auto name = case_path.stem().string() + "." + kSetAside + "-" + stamp(time);
  auto aside = case_path.parent_path() / (name + kEnding);
  for (int more = 2; fs::exists(aside, ignored); ++more)
    aside = case_path.parent_path() / fmt::format("{}-{}{}", name, more, kEnding);
  return aside;
}

Result<void> set_aside(const fs::path& case_path, const fs::path& aside) {
  std::error_code failed;
  for (const char* part : {"-wal", "-shm", ""}) { // the case itself last: until then everything can be opened as it was
    auto from = case_path, to = aside;
    from += part, to += part;
    if (!fs::exists(from, failed)) continue;
    fs::rename(from, to, failed);
    if (failed)
      return fail(ErrorKind::Input, "the case cannot be set aside: " + failed.message(), from.string(),
                  "check its permissions");
  }
  return {};
}

std::vector<fs::path> list_set_aside(const fs::path& case_path) {
  std::vector<fs::path> found;
  const auto start = case_path.stem().string() + "." + kSetAside + "-";
  for (const auto& file : files_in(fs::absolute(case_path).parent_path())) {
    const auto name = file.filename().string();
    if (name.starts_with(start) && name.ends_with(kEnding)) found.push_back(file);
  }
  std::ranges::sort(found);
  return found;
}

Result<std::size_t> delete_backups_but(const fs::path& case_path, const fs::path& kept) {
  std::size_t gone = 0;
  std::error_code failed;
  for (const auto& backup : list_backups(case_path)) {
    if (backup == kept) continue;
    fs::remove(backup, failed);
    if (failed)
      return fail(ErrorKind::Input, "a backup cannot be deleted: " + failed.message(), backup.string(),
                  "delete it by hand");
    ++gone;
  }
  return gone;
}

std::vector<std::string> outdated_backups(const std::vector<std::string>& names) {
  std::vector<std::string> newest_first;
  std::ranges::copy_if(names, std::back_inserter(newest_first),
                       [](const std::string& name) { return !stamp_of(name).empty(); });
  std::ranges::sort(newest_first, std::ranges::greater{}, stamp_of);
  std::set<std::string> kept(
      newest_first.begin(), newest_first.begin() + static_cast<std::ptrdiff_t>(std::min(kNewest, newest_first.size())));
  keep_newest(newest_first, std::string_view("2031-05-01").size(), kDays, kept);
  keep_newest(newest_first, std::string_view("2031-05").size(), kMonths, kept);
  std::erase_if(newest_first, [&](const std::string& name) { return kept.contains(name); });
  return newest_first;
}

Result<fs::path> back_up(const Database& database, const fs::path& case_path, const std::string& key,
                         const std::string& time) {
  const auto folder = backup_folder(case_path);
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed)
    return fail(ErrorKind::Input, "the backup folder cannot be made: " + failed.message(), folder.string(),
                "check its permissions");
  const auto backup = folder / (case_path.stem().string() + "-" + stamp(time) + kEnding);
  const auto beside = base::aside(backup);
  fs::remove(beside, failed);
  auto done = write_copy(database, case_path, key, beside);
  fs::permissions(beside, fs::perms::owner_read | fs::perms::owner_write, failed);
  if (done) done = base::put_in_place(beside, backup);
  if (!done) {
    fs::remove(beside, failed);
    return tl::unexpected(done.error());
  }
  drop_outdated(case_path);
  return backup;
}

Result<Restored> restore(const fs::path& case_path, fs::path backup, const std::string& passphrase,
                         const std::string& time) {
  if (backup.empty()) {
    const auto newest = newest_that_verifies(case_path, passphrase);
    if (!newest) return tl::unexpected(newest.error());
    backup = *newest;
  } else if (const auto whole = check_backup(backup, passphrase); !whole) {
    return tl::unexpected(whole.error());
  }
  const auto copy = base::aside(case_path);
  std::error_code failed;
  fs::copy_file(backup, copy, fs::copy_options::overwrite_existing, failed);
  if (failed)
    return fail(ErrorKind::Input, "the backup cannot be copied: " + failed.message(), backup.string(),
                "check free space and permissions");
  Restored restored{backup, {}};
  if (fs::exists(case_path, failed)) {
    restored.set_aside = set_aside_name(case_path, time);
    const bool has_log = fs::exists(case_path.string() + "-wal", failed);
    const auto moved = has_log ? copy_aside(case_path, restored.set_aside) : set_aside(case_path, restored.set_aside);
    if (!moved) return tl::unexpected(moved.error());
  }
  if (const auto done = base::put_in_place(copy, case_path); !done) return tl::unexpected(done.error());
  return restored;
}

} // namespace cuibono::store
