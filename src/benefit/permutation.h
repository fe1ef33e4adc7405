#pragma once
// Could this be chance? Seeded permutation tests for small counts: the same answer for the same seed on every machine.
// p has the +1 correction (Davison and Hinkley 1997, section 4.3), so that it is never 0.

#include <cstdint>
#include <optional>
#include <vector>

#include "base/error.h"
#include "base/progress.h"

namespace cuibono::benefit {

inline constexpr int kPermutations = 9'999;

/// Spearman's rank correlation with mean ranks for ties; nothing where either side is constant or there are fewer
/// than 3.
std::optional<double> rank_correlation(const std::vector<double>& a, const std::vector<double>& b);

/// Part of the permutations of `b` whose rank correlation with `a` is at least as large, one-sided; 1 where there is
/// none.
double correlation_p(const std::vector<double>& a, const std::vector<double>& b, int permutations, std::uint64_t seed);

/// Days on which something else happened near: `near[i]` for day `first` + i.
struct Window {
  std::int32_t first = 0; ///< day number, base/date.h
  std::vector<char> near;
};

struct ChanceTest {
  int hits = 0;        ///< of the dates, how many fall on a near day
  double expected = 0; ///< mean over the permutations
  double p = 1;        ///< P(hits or more), one-sided
  int permutations = 0;
};

/// Moves the dates (distinct, all inside the window) to random days of the window, each to one of its own weekday,
/// without replacement, and counts again. Keeping the weekday keeps office hours from looking like a pattern. Nothing
/// where a weekday has fewer than twice as many days in the window as there are dates on it. Fails only when stopped
/// (Cancelled).
base::Result<std::optional<ChanceTest>> move_dates(const std::vector<std::int32_t>& dates, const Window& window,
                                                   int permutations, std::uint64_t seed, base::Progress& progress);

/// Holm's step-down adjustment (1979) of the p values, in their own order; none above 1.
std::vector<double> holm(const std::vector<double>& p);

} // namespace cuibono::benefit
