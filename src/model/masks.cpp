#include "model/masks.h"

#include <fmt/core.h>
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>

#include "base/sha256.h"
#include "base/text.h"

namespace cuibono::model {
namespace {

constexpr std::size_t kShortest = 3;
constexpr std::size_t kStrongDigits = 20;
constexpr std::uint32_t kPrime = 65521, kBase = 257;

unsigned quick_hash(std::string_view text) {
  std::uint32_t hash = 0;
  for (const char c : text) hash = (hash * kBase + static_cast<unsigned char>(c)) % kPrime;
  return hash;
}

std::string strong_hash(std::string_view name, std::string_view case_id) {
  return base::sha256_hex(std::string(case_id) + '\n' + std::string(name)).substr(0, kStrongDigits);
}

} // namespace

std::string mask_of(std::string_view name, std::string_view case_id) {
  const auto lower = base::to_lower(base::trim(name));
  if (lower.size() < kShortest) return {};
  return fmt::format("{}:{:04x}:{}", lower.size(), quick_hash(lower), strong_hash(lower, case_id));
}

MaskFinder::MaskFinder(std::string case_id, const std::vector<std::pair<std::string, std::string>>& masks)
    : case_id_(std::move(case_id)) {
  for (const auto& [text, shown] : masks) {
    const auto first = text.find(':'), second = text.find(':', first + 1);
    if (first == text.npos || second == text.npos) continue;
    const auto length = std::strtoull(text.c_str(), nullptr, 10);
    const auto quick = std::strtoul(text.c_str() + first + 1, nullptr, 16);
    if (length >= kShortest) masks_.push_back({length, static_cast<unsigned>(quick), text.substr(second + 1), shown});
  }
  std::ranges::stable_sort(masks_, std::ranges::greater{}, &Mask::length);
}

const MaskFinder::Mask* MaskFinder::found(std::string_view piece, unsigned quick, std::size_t first,
                                          std::size_t last) const {
  std::optional<std::string> strong;
  for (auto i = first; i < last; ++i) {
    if (masks_[i].quick != quick) continue;
    if (!strong) strong = strong_hash(piece, case_id_);
    if (masks_[i].strong == *strong) return &masks_[i];
  }
  return nullptr;
}

// One pass over the text for each length of name, with a hash that rolls along.
std::string MaskFinder::operator()(std::string_view text) const {
  std::string result(text);
  if (masks_.empty()) return result;
  std::string lower = base::to_lower(text);
  for (std::size_t first = 0; first < masks_.size();) {
    const auto length = masks_[first].length;
    auto last = first;
    while (last < masks_.size() && masks_[last].length == length) ++last;
    std::uint32_t top = 1; // the weight of the letter that leaves
    for (std::size_t i = 1; i < length; ++i) top = top * kBase % kPrime;
    std::uint32_t hash = lower.size() >= length ? quick_hash(std::string_view(lower).substr(0, length)) : 0;
    for (std::size_t at = 0; at + length <= lower.size();) {
      const auto* mask = found(std::string_view(lower).substr(at, length), hash, first, last);
      if (mask) {
        result.replace(at, length, mask->shown);
        lower.replace(at, length, base::to_lower(mask->shown));
        at += mask->shown.size();
        if (at + length <= lower.size()) hash = quick_hash(std::string_view(lower).substr(at, length));
        continue;
      }
      if (at + length == lower.size()) break;
      const auto leaves = static_cast<unsigned char>(lower[at]), enters = static_cast<unsigned char>(lower[at + length]);
      hash = ((hash + kPrime - leaves * top % kPrime) * kBase + enters) % kPrime;
      ++at;
    }
    first = last;
  }
  return result;
}

} // namespace cuibono::model
