#include "benefit/permutation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "base/random.h"

namespace cuibono::benefit {
namespace {

constexpr int kWeekdays = 7;
constexpr double kSameCorrelation = 1e-12;

std::size_t below(base::Random& random, std::size_t n) {
  return static_cast<std::size_t>(random.unit() * static_cast<double>(n));
}

std::vector<double> ranks(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
  std::vector<double> rank(values.size());
  for (std::size_t i = 0, end = 0; i < order.size(); i = end) {
    while (end < order.size() && values[order[end]] == values[order[i]]) ++end;
    for (auto at = i; at < end; ++at) rank[order[at]] = static_cast<double>(i + end - 1) / 2;
  }
  return rank;
}

// Pearson's correlation; 0 where either is constant.
double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const auto n = static_cast<double>(a.size());
  const double mean_a = std::accumulate(a.begin(), a.end(), 0.0) / n;
  const double mean_b = std::accumulate(b.begin(), b.end(), 0.0) / n;
  double ab = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += (a[i] - mean_a) * (b[i] - mean_b);
    aa += (a[i] - mean_a) * (a[i] - mean_a);
    bb += (b[i] - mean_b) * (b[i] - mean_b);
  }
  return aa > 0 && bb > 0 ? ab / std::sqrt(aa * bb) : 0;
}

bool is_constant(const std::vector<double>& values) {
  return std::ranges::adjacent_find(values, std::ranges::not_equal_to()) == values.end();
}

int weekday(std::int32_t day) { return ((day % kWeekdays) + kWeekdays) % kWeekdays; }

// The dates of one weekday, and how many such days the window has.
struct Weekday {
  std::size_t dates = 0, days = 0;
  std::size_t first = 0; // place of the first such day in the window
};

std::array<Weekday, kWeekdays> by_weekday(const std::vector<std::int32_t>& dates, const Window& window) {
  std::array<Weekday, kWeekdays> week;
  for (std::size_t i = 0; i < std::min<std::size_t>(window.near.size(), kWeekdays); ++i) {
    auto& day = week[static_cast<std::size_t>(weekday(window.first + static_cast<std::int32_t>(i)))];
    day.first = i;
    day.days = (window.near.size() - i + kWeekdays - 1) / kWeekdays;
  }
  for (const auto date : dates) ++week[static_cast<std::size_t>(weekday(date))].dates;
  return week;
}

// How many of one weekday's moved dates fall on a near day. `taken` holds the permutation in which a day was last used.
int moved_hits(const Weekday& day, const Window& window, int permutation, std::vector<int>& taken,
               base::Random& random) {
  int hits = 0;
  for (std::size_t i = 0; i < day.dates; ++i) {
    auto at = day.first;
    do at = day.first + kWeekdays * below(random, day.days);
    while (taken[at] == permutation);
    taken[at] = permutation;
    hits += window.near[at] != 0;
  }
  return hits;
}

} // namespace

std::optional<double> rank_correlation(const std::vector<double>& a, const std::vector<double>& b) {
  if (a.size() != b.size() || a.size() < 3 || is_constant(a) || is_constant(b)) return std::nullopt;
  return correlation(ranks(a), ranks(b));
}

double correlation_p(const std::vector<double>& a, const std::vector<double>& b, int permutations, std::uint64_t seed) {
  if (!rank_correlation(a, b)) return 1;
  const auto fixed = ranks(a);
  auto moved = ranks(b);
  const double observed = correlation(fixed, moved) - kSameCorrelation;
  base::Random random(seed);
  int as_large = 0;
  for (int i = 0; i < permutations; ++i) {
    for (std::size_t at = moved.size() - 1; at > 0; --at) std::swap(moved[at], moved[below(random, at + 1)]);
    as_large += correlation(fixed, moved) >= observed;
  }
  return (1.0 + as_large) / (1.0 + permutations);
}

base::Result<std::optional<ChanceTest>> move_dates(const std::vector<std::int32_t>& dates, const Window& window,
                                                   int permutations, std::uint64_t seed, base::Progress& progress) {
  const auto week = by_weekday(dates, window);
  if (std::ranges::any_of(week, [](const Weekday& day) { return 2 * day.dates > day.days; })) return std::nullopt;
  ChanceTest test;
  test.permutations = permutations;
  for (const auto date : dates) test.hits += window.near[static_cast<std::size_t>(date - window.first)] != 0;
  base::Random random(seed);
  std::vector<int> taken(window.near.size(), 0);
  std::int64_t all = 0;
  int as_many = 0;
  for (int i = 1; i <= permutations; ++i) {
    if (progress.stopped()) return base::fail(base::ErrorKind::Cancelled, "the calculation was stopped");
    int hits = 0;
    for (const auto& day : week) hits += moved_hits(day, window, i, taken, random);
    all += hits;
    as_many += hits >= test.hits;
  }
  test.expected = static_cast<double>(all) / permutations;
  test.p = (1.0 + as_many) / (1.0 + permutations);
  return test;
}

std::vector<double> holm(const std::vector<double>& p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, {}, [&](std::size_t i) { return p[i]; });
  std::vector<double> adjusted(p.size());
  double largest = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    largest = std::max(largest, std::min(1.0, p[order[i]] * static_cast<double>(p.size() - i)));
    adjusted[order[i]] = largest;
  }
  return adjusted;
}

} // namespace cuibono::benefit
