#include "app/layout_cache.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "app/settings.h"
#include "base/file.h"
#include "base/sha256.h"
#include "protect/seal.h"

namespace cuibono::app {
namespace {

namespace fs = std::filesystem;
using layout::Point;

constexpr std::string_view kHeading = "Cui Bono layout 1\n";
constexpr std::string_view kAlgorithm = "force 5"; // raised with every change of what force_layout gives
constexpr std::size_t kMostCases = 20;
constexpr std::size_t kHash = 64;
static_assert(std::endian::native == std::endian::little && sizeof(Point) == 16);

template <class T>
std::string_view bytes_of(const T& value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}
template <class T>
std::string_view bytes_of(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

void add(base::Sha256& hash, const std::vector<std::optional<Point>>& points) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!points[i]) continue;
    hash.add(bytes_of(i));
    hash.add(bytes_of(*points[i]));
  }
  hash.add("|");
}

void forget_oldest(const fs::path& folder) {
  std::vector<std::pair<fs::file_time_type, fs::path>> files;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder, failed))
    files.emplace_back(entry.last_write_time(failed), entry.path());
  std::ranges::sort(files);
  for (std::size_t i = 0; i + kMostCases < files.size(); ++i) fs::remove(files[i].second, failed);
}

base::Result<std::string> sealed(const LayoutCache& cache, std::string plain) {
  if (cache.key.empty()) return plain;
  return protect::public_half(cache.key).and_then(
      [&](const std::string& half) { return protect::seal(plain, half, kHeading); });
}

std::optional<std::string> unsealed(const LayoutCache& cache, std::string text) {
  if (cache.key.empty()) return text;
  auto plain = protect::unseal(text, cache.key, kHeading);
  return plain ? std::optional(std::move(*plain)) : std::nullopt;
}

} // namespace

LayoutCache layout_cache(const Session& session) {
  const fs::path home = environment("XDG_CACHE_HOME", environment("HOME", "/tmp") + "/.cache");
  const auto name = base::sha256_hex("layout of " + session.snapshot()->case_id).substr(0, 32);
  return {home / "cuibono" / "layouts" / name, session.file().key_for("layout")};
}

std::string layout_fingerprint(const graph::Network& network, const layout::ForceOptions& options) {
  base::Sha256 hash;
  hash.add(kAlgorithm);
  hash.add(bytes_of(network.nodes.size()));
  hash.add(bytes_of(network.nodes));
  hash.add(bytes_of(network.links.size()));
  hash.add(bytes_of(network.links));
  hash.add(bytes_of(options.seed));
  hash.add(bytes_of(options.iterations));
  hash.add(bytes_of(options.link_length));
  hash.add(bytes_of(options.finish));
  hash.add(bytes_of(options.radius));
  add(hash, options.pinned);
  add(hash, options.start);
  return hash.hex();
}

std::optional<std::vector<Point>> recall_layout(const LayoutCache& cache, const std::string& fingerprint) {
  auto file = base::read_file(cache.file);
  if (!file) return std::nullopt;
  const auto text = unsealed(cache, std::move(*file));
  const auto before = kHeading.size() + 2 * kHash; // heading, fingerprint, hash of the points
  if (!text || text->size() < before || !text->starts_with(kHeading) ||
      text->substr(kHeading.size(), kHash) != fingerprint)
    return std::nullopt;
  const std::string_view places = std::string_view(*text).substr(before);
  if (places.size() % sizeof(Point) != 0 || base::sha256_hex(places) != text->substr(kHeading.size() + kHash, kHash))
    return std::nullopt;
  std::vector<Point> points(places.size() / sizeof(Point));
  if (!points.empty()) std::memcpy(points.data(), places.data(), places.size());
  return points;
}

base::Result<void> keep_layout(const LayoutCache& cache, const std::string& fingerprint,
                               const std::vector<Point>& points) {
  const auto folder = cache.file.parent_path();
  std::error_code failed;
  fs::create_directories(folder, failed);
  fs::permissions(folder, fs::perms::owner_all, failed);
  std::string text(kHeading);
  text += fingerprint;
  text += base::sha256_hex(bytes_of(points));
  text += bytes_of(points);
  const auto written = sealed(cache, std::move(text)).and_then([&](const std::string& bytes) {
    return base::write_file(cache.file, bytes);
  });
  if (written) forget_oldest(folder);
  return written;
}

base::Result<std::vector<Point>> cached_layout(const LayoutCache& cache, const graph::Network& network,
                                               const layout::ForceOptions& options, base::Progress& progress) {
  if (network.nodes.size() < kNodesWorthKeeping) return layout::force_layout(network, options, progress);
  const auto fingerprint = layout_fingerprint(network, options);
  if (auto kept = recall_layout(cache, fingerprint)) return std::move(*kept);
  auto points = layout::force_layout(network, options, progress);
  if (points)
    (void)keep_layout(cache, fingerprint, *points); // where nothing can be kept, the next opening takes longer
  return points;
}

} // namespace cuibono::app
