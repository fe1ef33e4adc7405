#include "app/masking.h"

#include <algorithm>

#include "base/text.h"

namespace cuibono::app {
namespace {

constexpr std::size_t kShortestName = 3;

using Masks = std::vector<std::pair<std::string, std::string>>;

Masks sealed_names(const model::CaseSnapshot& snapshot, const model::Names& names) {
  Masks masks;
  for (const model::Entity& entity : snapshot.entities())
    if (names.is_hidden(entity.id))
      for (const auto& mask : entity.masks) masks.emplace_back(mask, names.shown(entity.id));
  return masks;
}

} // namespace

Masking::Masking(const model::CaseSnapshot& snapshot, const model::Names& names)
    : sealed_(snapshot.case_id, sealed_names(snapshot, names)) {
  for (const model::Entity& entity : snapshot.entities()) {
    if (!names.is_hidden(entity.id)) continue;
    auto known_as = entity.aliases;
    known_as.push_back(entity.name);
    for (const std::string& name : known_as)
      if (name.size() >= kShortestName) names_.emplace_back(base::to_lower(name), names.shown(entity.id));
  }
  std::ranges::stable_sort(names_, [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
}

std::string Masking::operator()(std::string_view text) const {
  std::string masked = sealed_(text);
  std::string lower = base::to_lower(masked);
  for (const auto& [name, shown] : names_) {
    for (auto at = lower.find(name); at != std::string::npos; at = lower.find(name, at + shown.size())) {
      masked.replace(at, name.size(), shown);
      lower.replace(at, name.size(), base::to_lower(shown));
    }
  }
  return masked;
}

} // namespace cuibono::app
