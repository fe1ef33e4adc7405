#include "app/jurisdictions.h"

#include <algorithm>

#include "base/file.h"

namespace cuibono::app {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostBytes = 1 << 20;

// A name is data from a case: it must not lead out of the folder.
bool is_plain(const std::string& name) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
  return !name.empty() && name.size() <= 32 && std::ranges::all_of(name, plain);
}

base::Result<model::Jurisdiction> read(const fs::path& path, const std::string& id) {
  const auto text = base::read_file(path, kMostBytes);
  if (!text) return tl::unexpected(text.error());
  auto jurisdiction = model::parse_jurisdiction(*text, path.string());
  if (jurisdiction) jurisdiction->id = id;
  return jurisdiction;
}

} // namespace

base::Result<model::Jurisdiction> jurisdiction_of(const model::CaseSnapshot& snapshot, const fs::path& data) {
  const std::string wanted = model::setting(snapshot, "jurisdiction");
  std::error_code ignored;
  const auto own = data / "jurisdictions" / (wanted + ".json");
  if (is_plain(wanted) && fs::exists(own, ignored)) return read(own, wanted);
  const auto usual = data / "jurisdictions" / "default.json";
  if (!fs::exists(usual, ignored)) return model::Jurisdiction{};
  auto jurisdiction = read(usual, "default");
  if (jurisdiction && !wanted.empty()) jurisdiction->name = "no settings for " + wanted.substr(0, 32) + "; the product's defaults";
  return jurisdiction;
}

} // namespace cuibono::app
