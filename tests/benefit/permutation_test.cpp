// Expected values: textbook formulas worked by hand; hypergeometric counts.

#include "benefit/permutation.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace cuibono::benefit {
namespace {

TEST(Permutation, Spearmans_rho_of_a_worked_example_with_ties) {
  // ranks 0 1 2 3 and 0 1.5 1.5 3: sum ab = 4.5, sum aa = 5, sum bb = 4.5; 4.5 / sqrt(22.5)
  EXPECT_NEAR(*rank_correlation({1, 2, 3, 4}, {10, 20, 20, 90}), .948683, 1e-6);
  EXPECT_NEAR(*rank_correlation({1, 2, 3}, {9, 4, 1}), -1, 1e-12);
  EXPECT_FALSE(rank_correlation({1, 2, 3}, {5, 5, 5})) << "a constant has no ranks to follow";
  EXPECT_FALSE(rank_correlation({1, 2}, {1, 2}));
}

TEST(Permutation, The_p_of_a_perfect_order_of_five_is_one_in_120) {
  EXPECT_NEAR(correlation_p({1, 2, 3, 4, 5}, {1, 2, 3, 4, 5}, 60'000, 7), 1.0 / 120, .002);
  EXPECT_EQ(correlation_p({1, 2, 3}, {5, 5, 5}, 99, 7), 1);
}

TEST(Permutation, Moved_dates_agree_with_the_hypergeometric_count) {
  // Ten weeks, three Mondays of ten near; two dates, both on near Mondays: P = (3/10)(2/9) = 1/15, expected 2 x .3.
  Window window{4, std::vector<char>(70, 0)}; // day 4 after 1970-01-01 is a Monday
  for (const std::size_t day : {0u, 7u, 14u}) window.near[day] = 1;
  for (const std::size_t day : {1u, 8u, 15u, 22u}) window.near[day] = 1; // Tuesdays must not count
  base::Progress progress;
  const auto test = move_dates({4, 11}, window, 20'000, 1, progress);
  ASSERT_TRUE(test && *test);
  EXPECT_EQ((*test)->hits, 2);
  EXPECT_NEAR((*test)->p, 1.0 / 15, .007);
  EXPECT_NEAR((*test)->expected, .6, .02);
}

TEST(Permutation, P_is_never_zero_and_the_same_seed_gives_the_same_p) {
  Window window{0, std::vector<char>(700, 0)};
  window.near[0] = window.near[7] = window.near[14] = 1;
  base::Progress progress;
  const auto test = move_dates({0, 7, 14}, window, 999, 1, progress),
             again = move_dates({0, 7, 14}, window, 999, 1, progress);
  EXPECT_DOUBLE_EQ((*test)->p, .001);
  EXPECT_EQ((*test)->p, (*again)->p);
  EXPECT_EQ((*test)->expected, (*again)->expected);
}

TEST(Permutation, Too_many_dates_to_move_are_not_tested) {
  base::Progress progress;
  const auto test = move_dates({0, 7, 14}, {0, std::vector<char>(35, 1)}, 99, 1, progress); // 3 of 5 such days
  ASSERT_TRUE(test);
  EXPECT_FALSE(*test);
}

// Under chance alone a p of at most .05 must not turn up more often than in about one of twenty cases.
TEST(Permutation, P_is_not_small_more_often_than_it_says_when_nothing_is_going_on) {
  base::Random random(2031);
  base::Progress progress;
  int small = 0, half = 0;
  constexpr int kCases = 400;
  for (int i = 0; i < kCases; ++i) {
    Window window{0, std::vector<char>(364, 0)};
    for (auto& day : window.near) day = random.unit() < .3;
    std::vector<std::int32_t> dates;
    for (std::int32_t week = 0; week < 52; week += 4)
      dates.push_back(7 * week + static_cast<std::int32_t>(random.unit() * 28));
    const auto test = move_dates(dates, window, 199, static_cast<std::uint64_t>(i), progress);
    small += (*test)->p <= .05;
    half += (*test)->p <= .5;
  }
  EXPECT_LE(small, kCases * .08) << "three standard deviations above .05";
  EXPECT_GE(small, 2) << "and small p does occur";
  EXPECT_NEAR(half, kCases * .42, kCases * .12) << "counts are whole, so p <= .5 is somewhat rarer than one half";
}

TEST(Permutation, Holms_adjustment_of_a_worked_example) {
  const auto adjusted = holm({.01, .04, .03, .005}); // ordered: .005 x 4, .01 x 3, .03 x 2, .04 x 1 -> .06 by monotony
  EXPECT_DOUBLE_EQ(adjusted[3], .02);
  EXPECT_DOUBLE_EQ(adjusted[0], .03);
  EXPECT_DOUBLE_EQ(adjusted[2], .06);
  EXPECT_DOUBLE_EQ(adjusted[1], .06);
  EXPECT_DOUBLE_EQ(holm({.9, .8})[0], 1) << "none above 1";
}

} // namespace
} // namespace cuibono::benefit
