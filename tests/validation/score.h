#pragma once
// What is counted over many invented cases, and how sure a share of so many cases is.

#include <optional>

#include "generator.h"

namespace cuibono::validation {

/// One way in which evidence is missing or false.
struct Level {
  const char* name;
  Missing missing;
  double part;
  bool planted = false; ///< with one or two low-grade exhibits that lie
};

/// Counts of cases. All but the innocent ones are of cases with a crime.
struct Score {
  int crimes = 0, innocent = 0, named_innocent = 0;
  int right = 0, wrong = 0, nobody = 0;            ///< whom the measure names
  int first = 0;                                   ///< the largest share is the principal's, named or not
  int inflow = 0, degree = 0, betweenness = 0, page_rank = 0;
  int only_first = 0, only_inflow = 0;             ///< the one is right and the other is not
  int inflow_where_named = 0;                      ///< inflow is right, of those in which the measure names somebody
  int within = 0, intervals = 0;                   ///< true shares within the 5 to 95 % interval, of those of people with one
  int principal_within = 0, principal_intervals = 0;
  int drawn_within = 0;                            ///< the same as `within`, were the truth another draw of the measure itself

  int named() const { return right + wrong; }
  Score& operator+=(const Score& other);
};

/// One case at one level.
Score score(const Invented& invented, const Level& level, std::uint64_t seed, int draws);

struct Interval {
  double low, high;
};
/// Of a share of `of` in `all`: Wilson (1927), 95 %.
Interval wilson(int of, int all);
/// Of the difference of two shares of the same `all` cases, from the cases in which only the one or only the other holds; 95 %.
Interval paired_difference(int only_one, int only_other, int all);

} // namespace cuibono::validation
