#include "ingest/zip_file.h"

#include <algorithm>
#include <fmt/core.h>
#include <zip.h>

#include "ingest/cell.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::size_t kPiece = std::size_t{64} << 10;
constexpr const char* kSaveAgain = "export it again from the program that made it";

struct CloseEntry {
  void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};
using Entry = std::unique_ptr<zip_file_t, CloseEntry>;

std::string megabytes(std::uint64_t bytes) { return fmt::format("{} MiB", bytes >> 20); }

} // namespace

void ZipFile::Close::operator()(zip* archive) const { zip_discard(archive); }

base::Result<ZipFile> ZipFile::open(std::string bytes, std::string where) {
  ZipFile file;
  file.bytes_ = std::make_unique<std::string>(std::move(bytes));
  file.where_ = std::move(where);
  zip_error_t error;
  zip_error_init(&error);
  // No bytes at all would be an archive about to be made.
  auto* source = file.bytes_->empty() ? nullptr : zip_source_buffer_create(file.bytes_->data(), file.bytes_->size(), 0, &error);
  auto* archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
  if (source && !archive) zip_source_free(source);
  zip_error_fini(&error);
  if (!archive) return fail(ErrorKind::Input, "this is not a zip archive, or it is cut off", file.where_, kSaveAgain);
  file.archive_.reset(archive);
  const auto count = static_cast<std::uint64_t>(std::max<zip_int64_t>(zip_get_num_entries(archive, 0), 0));
  if (count > kMostZipEntries)
    return fail(ErrorKind::Input, fmt::format("the archive has {} entries, more than {}", count, kMostZipEntries), file.where_, "split it");
  for (std::uint64_t i = 0; i < count; ++i) {
    const char* name = zip_get_name(archive, i, ZIP_FL_ENC_GUESS);
    if (!name) continue;
    const auto [place, is_new] = file.places_.emplace(name, Place{i, true});
    if (is_new) file.names_.emplace_back(name);
    else place->second.is_only = false;
  }
  return file;
}

tl::unexpected<base::Error> ZipFile::failure(std::string_view name, std::string_view what, std::string remedy) const {
  return fail(ErrorKind::Input, fmt::format("the archive's entry {} {}", in_quotes(name), what), where_, std::move(remedy));
}

base::Result<std::uint64_t> ZipFile::find(std::string_view name) const {
  const auto found = places_.find(name);
  if (found == places_.end()) return fail(ErrorKind::Input, fmt::format("the archive has no entry {}", in_quotes(name)), where_, kSaveAgain);
  // Which of the two another program would show is anybody's guess.
  if (!found->second.is_only) return failure(name, "is there twice", kSaveAgain);
  return found->second.index;
}

base::Result<std::uint64_t> ZipFile::packed_size(std::uint64_t index, std::string_view name) const {
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat_index(archive_.get(), index, 0, &stat) != 0) return failure(name, "cannot be found in the archive", kSaveAgain);
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
    return failure(name, "is encrypted", "export it again without a password");
  if ((stat.valid & ZIP_STAT_SIZE) && stat.size > kLargestZipEntry)
    return failure(name, fmt::format("is larger than {}", megabytes(kLargestZipEntry)), "export less at a time");
  return stat.comp_size;
}

// The sizes are counted while reading, as a header may lie.
base::Result<void> ZipFile::stream(std::string_view name, const Sink& sink) const {
  const auto index = find(name);
  if (!index) return tl::unexpected(index.error());
  const auto packed = packed_size(*index, name);
  if (!packed) return tl::unexpected(packed.error());
  const Entry entry(zip_fopen_index(archive_.get(), *index, 0));
  if (!entry) return failure(name, "is packed in a way that cannot be read", "pack it again with deflate, the usual way");
  std::string piece(kPiece, '\0');
  for (std::uint64_t size = 0;;) {
    const auto got = zip_fread(entry.get(), piece.data(), piece.size());
    if (got < 0) return failure(name, "is damaged", "take a fresh copy of the file");
    if (got == 0) return {};
    size += static_cast<std::uint64_t>(got);
    if (size > kLargestZipEntry) return failure(name, fmt::format("is larger than {}", megabytes(kLargestZipEntry)), "export less at a time");
    if (size > kZipRatioFrom && size / kMostZipRatio > *packed)
      return failure(name, fmt::format("unpacks to more than {} times its size, as a file made to fill memory does", kMostZipRatio),
                     "check where it comes from; if it is sound, pack it again without compression");
    if (const auto taken = sink(std::string_view(piece).substr(0, static_cast<std::size_t>(got))); !taken) return taken;
  }
}

base::Result<std::string> ZipFile::read(std::string_view name) const {
  std::string content;
  const auto read = stream(name, [&](std::string_view piece) -> base::Result<void> {
    content += piece;
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return content;
}

} // namespace cuibono::ingest
