#include "match/distance.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

namespace cuibono::match {

double jaro_winkler(std::string_view a, std::string_view b) {
  a = a.substr(0, 64), b = b.substr(0, 64);
  if (a == b) return 1;
  if (a.empty() || b.empty()) return 0;
  const auto window = std::max<std::size_t>(std::max(a.size(), b.size()) / 2, 1) - 1;
  std::uint64_t a_met = 0, b_met = 0; // bit i: letter i has a partner
  std::size_t met = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = i > window ? i - window : 0; j < std::min(b.size(), i + window + 1); ++j) {
      if (b_met >> j & 1 || a[i] != b[j]) continue;
      a_met |= std::uint64_t{1} << i, b_met |= std::uint64_t{1} << j;
      ++met;
      break;
    }
  if (met == 0) return 0;
  std::size_t crossed = 0;
  for (std::size_t i = 0, j = 0; i < a.size(); ++i) {
    if (!(a_met >> i & 1)) continue;
    while (!(b_met >> j & 1)) ++j;
    crossed += a[i] != b[j++];
  }
  const auto m = static_cast<double>(met);
  const double jaro = (m / static_cast<double>(a.size()) + m / static_cast<double>(b.size()) + (m - static_cast<double>(crossed) / 2) / m) / 3;
  std::size_t prefix = 0;
  while (prefix < std::min({a.size(), b.size(), std::size_t{4}}) && a[prefix] == b[prefix]) ++prefix;
  return jaro + static_cast<double>(prefix) * .1 * (1 - jaro);
}

namespace {

// `row` has a place for each byte of b and one more.
std::size_t distance(std::string_view a, std::string_view b, std::span<std::size_t> row) {
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
      diagonal = above;
    }
  }
  return row.back();
}

} // namespace

std::size_t levenshtein(std::string_view a, std::string_view b) {
  std::array<std::size_t, 65> few;
  if (b.size() < few.size()) return distance(a, b, std::span(few).first(b.size() + 1));
  std::vector<std::size_t> many(b.size() + 1);
  return distance(a, b, many);
}

double levenshtein_ratio(std::string_view a, std::string_view b) {
  const auto longer = std::max(a.size(), b.size());
  return longer == 0 ? 1 : 1 - static_cast<double>(levenshtein(a, b)) / static_cast<double>(longer);
}

} // namespace cuibono::match
