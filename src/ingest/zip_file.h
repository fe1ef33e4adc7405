#pragma once
// A zip archive in memory, read so that it can do no harm: nothing is unpacked to a disk, names of entries are only compared,
// and what expands out of measure is refused while it is read. For one thread at a time.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

struct zip;

namespace cuibono::ingest {

inline constexpr std::uint64_t kLargestZipEntry = std::uint64_t{512} << 20; ///< bytes of an entry once unpacked
inline constexpr std::uint64_t kMostZipRatio = 200;                         ///< unpacked to packed bytes of an entry
inline constexpr std::uint64_t kZipRatioFrom = std::uint64_t{1} << 20; ///< unpacked bytes from which the ratio matters: a
                                                                       ///< short text of blanks may pack better
inline constexpr std::size_t kMostZipEntries = 1'000'000;

class ZipFile {
 public:
  /// Takes the next piece of an entry; an error ends the reading.
  using Sink = std::function<base::Result<void>(std::string_view piece)>;

  /// `where` is the file's name for errors. Fails for what is no zip archive, and beyond kMostZipEntries.
  static base::Result<ZipFile> open(std::string bytes, std::string where);

  /// In the order of the archive; of entries with the same name the first.
  const std::vector<std::string>& names() const { return names_; }
  bool has(std::string_view name) const { return places_.contains(name); }

  /// The whole entry. Fails where there is none of that name or two, and for an encrypted, damaged or oversized one.
  base::Result<std::string> read(std::string_view name) const;
  /// The same piece by piece, at most 64 KiB each.
  base::Result<void> stream(std::string_view name, const Sink& sink) const;

 private:
  struct Close {
    void operator()(zip* archive) const;
  };
  struct Place {
    std::uint64_t index;
    bool is_only;
  };

  base::Result<std::uint64_t> find(std::string_view name) const;
  base::Result<std::uint64_t> packed_size(std::uint64_t index, std::string_view name) const;
  tl::unexpected<base::Error> failure(std::string_view name, std::string_view what, std::string remedy) const;

  std::unique_ptr<std::string> bytes_; ///< outlives the archive, which points into it
  std::unique_ptr<zip, Close> archive_;
  std::string where_;
  std::vector<std::string> names_;
  std::map<std::string, Place, std::less<>> places_;
};

} // namespace cuibono::ingest
