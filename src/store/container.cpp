#include "store/container.h"

#include <sqlite3.h>

#include <fmt/core.h>
#include <algorithm>
#include <charconv>
#include <memory>
#include <vector>

#include "base/file.h"
#include "base/sha256.h"

namespace cuibono::store {
namespace {

using base::ErrorKind;
using base::fail;
using base::Result;

struct Copy {
  std::uint64_t generation = 0;
  std::string text;
};

// "Cui Bono case 1\n", then one line: generation (20 digits), size (8), SHA-256 of generation and text; then the text.
constexpr std::size_t kLine = 20 + 1 + 8 + 1 + 64 + 1;
constexpr std::size_t kMostText = kHeaderCopy - kContainerMagic.size() - kLine;

std::string checksum(std::uint64_t generation, std::string_view text) {
  return base::sha256_hex(fmt::format("{:020}\n{}", generation, text));
}

std::string encode(const Copy& copy) {
  auto bytes = fmt::format("{}{:020} {:08} {}\n{}", kContainerMagic, copy.generation, copy.text.size(),
                           checksum(copy.generation, copy.text), copy.text);
  bytes.resize(kHeaderCopy, '\0');
  return bytes;
}

std::optional<std::uint64_t> number(std::string_view digits) {
  std::uint64_t value = 0;
  const auto [end, wrong] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (wrong != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

std::optional<Copy> decode(std::string_view bytes) {
  if (bytes.size() < kHeaderCopy || !bytes.starts_with(kContainerMagic)) return std::nullopt;
  bytes = bytes.substr(kContainerMagic.size(), kHeaderCopy - kContainerMagic.size());
  const auto generation = number(bytes.substr(0, 20)), size = number(bytes.substr(21, 8));
  if (!generation || !size || *size > kMostText) return std::nullopt;
  const auto text = bytes.substr(kLine, *size);
  if (bytes.substr(30, 64) != checksum(*generation, text)) return std::nullopt;
  return Copy{*generation, std::string(text)};
}

// A file handle of SQLite's own. A plain descriptor that is closed would drop the POSIX locks that SQLite holds on the
// same file elsewhere in this process.
class RawFile {
 public:
  static Result<RawFile> open(const std::filesystem::path& path, int flags) {
    RawFile raw(std::filesystem::absolute(path).string());
    const int code = raw.vfs_->xOpen(raw.vfs_, raw.name_.get(), raw.file(), flags | SQLITE_OPEN_MAIN_DB, &flags);
    if (code == SQLITE_OK) return raw;
    return fail(ErrorKind::Input, "the case cannot be opened", path.string(), "check the path and its permissions");
  }
  RawFile(RawFile&&) = default;
  RawFile& operator=(RawFile&&) = delete;
  ~RawFile() {
    if (!memory_.empty() && file()->pMethods) file()->pMethods->xClose(file());
  }

  /// Fewer where the file ends.
  std::string read(std::size_t count) {
    sqlite3_int64 size = 0;
    if (file()->pMethods->xFileSize(file(), &size) != SQLITE_OK) return {};
    std::string bytes(std::min(count, static_cast<std::size_t>(size)), '\0');
    if (!bytes.empty() && file()->pMethods->xRead(file(), bytes.data(), static_cast<int>(bytes.size()), 0) != SQLITE_OK)
      return {};
    return bytes;
  }
  bool write(std::string_view bytes, std::size_t at) {
    const auto* methods = file()->pMethods;
    return methods->xWrite(file(), bytes.data(), static_cast<int>(bytes.size()), static_cast<sqlite3_int64>(at)) ==
               SQLITE_OK &&
           methods->xSync(file(), SQLITE_SYNC_FULL) == SQLITE_OK;
  }

 private:
  struct FreeName {
    void operator()(const char* name) const { sqlite3_free_filename(name); }
  };
  explicit RawFile(const std::string& path)
      : vfs_(sqlite3_vfs_find(nullptr)),
        name_(sqlite3_create_filename(path.c_str(), "", "", 0, nullptr)),
        memory_(static_cast<std::size_t>(vfs_->szOsFile), '\0') {}
  sqlite3_file* file() { return reinterpret_cast<sqlite3_file*>(memory_.data()); }

  sqlite3_vfs* vfs_;
  std::unique_ptr<const char, FreeName> name_;
  std::vector<char> memory_;
};

struct Copies {
  std::optional<Copy> first, second;
  bool is_container = false;
};

Copies copies_in(std::string_view bytes) {
  Copies copies;
  const auto rest = bytes.substr(std::min(kHeaderCopy, bytes.size()));
  copies.is_container = bytes.starts_with(kContainerMagic) || rest.starts_with(kContainerMagic);
  if (!copies.is_container) return copies;
  copies.first = decode(bytes);
  copies.second = decode(rest);
  return copies;
}

} // namespace

Result<std::string> first_bytes(const std::filesystem::path& path, std::size_t count) {
  auto file = RawFile::open(path, SQLITE_OPEN_READONLY);
  if (!file) return tl::unexpected(file.error());
  return file->read(count);
}

Result<std::optional<std::string>> read_container(const std::filesystem::path& path) {
  const auto bytes = first_bytes(path, kContainerHeader);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto copies = copies_in(*bytes);
  if (!copies.is_container) return std::optional<std::string>();
  if (!copies.first && !copies.second)
    return fail(ErrorKind::Input, "both copies of the case's key slots are damaged", path.string(), "open a backup");
  const bool second = copies.second && (!copies.first || copies.second->generation > copies.first->generation);
  return std::optional(second ? copies.second->text : copies.first->text);
}

bool is_encrypted(const std::filesystem::path& path) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored)) return false;
  const auto header = read_container(path);
  return header && *header;
}

Result<void> create_container(const std::filesystem::path& path, std::string_view text) {
  if (text.size() > kMostText)
    return fail(ErrorKind::Usage, "there are too many key slots", path.string(), "remove somebody first");
  const Copy copy{1, std::string(text)};
  return base::write_file(path, encode(copy) + encode(copy));
}

Result<void> write_container(const std::filesystem::path& path, std::string_view text) {
  if (text.size() > kMostText)
    return fail(ErrorKind::Usage, "there are too many key slots", path.string(), "remove somebody first");
  auto file = RawFile::open(path, SQLITE_OPEN_READWRITE);
  if (!file) return tl::unexpected(file.error());
  const auto copies = copies_in(file->read(kContainerHeader));
  const auto first = copies.first ? copies.first->generation : 0,
             second = copies.second ? copies.second->generation : 0;
  if (!copies.is_container || (first == 0 && second == 0))
    return fail(ErrorKind::Input, "the case's key slots are damaged", path.string(), "open a backup");
  const Copy next{std::max(first, second) + 1, std::string(text)};
  if (file->write(encode(next), first <= second ? 0 : kHeaderCopy)) return {};
  return fail(ErrorKind::Input, "the key slots could not be written", path.string(), "check the disk, then try again");
}

} // namespace cuibono::store
