#include "money/absorb.h"

#include <gtest/gtest.h>

#include <numeric>

namespace cuibono::money {
namespace {

double sum(const Absorption& absorption, std::size_t node) {
  double sum = absorption.rest[node].unknown;
  for (const auto& share : absorption.ends[node]) sum += share.share;
  return sum;
}

// Every company is owned by the next, and the last by one person.
TEST(Absorb, Twenty_thousand_companies_in_a_row_belong_to_the_one_at_the_end) {
  constexpr std::uint32_t kNodes = 20'000;
  std::vector<PassedPart> parts;
  for (std::uint32_t i = 0; i + 1 < kNodes; ++i) parts.push_back({i, i + 1, 1});
  parts.push_back({kNodes - 1, 0, 1, true});
  const auto absorption = absorb(kNodes, 1, parts);
  ASSERT_EQ(absorption.ends[0].size(), 1u);
  EXPECT_NEAR(absorption.ends[0][0].share, 1, 1e-9);
}

// In a ring each holds 90 % of the next and a person of its own holds 10 %: the nearest person has .1 / (1 - .9^n).
TEST(Absorb, A_ring_of_companies_that_are_each_others_parents_is_solved_within_its_limits) {
  constexpr std::uint32_t kNodes = 2'000;
  for (const bool up : {true, false}) {
    std::vector<PassedPart> parts;
    for (std::uint32_t i = 0; i < kNodes; ++i) {
      parts.push_back({i, (up ? i + 1 : i + kNodes - 1) % kNodes, .9});
      parts.push_back({i, i, .1, true});
    }
    const auto absorption = absorb(kNodes, kNodes, parts, {.most_shares = 40 * kNodes});
    for (const std::uint32_t node : {0u, 1'000u, kNodes - 1}) {
      EXPECT_NEAR(sum(absorption, node), 1, 1e-9);
      double own = 0;
      for (const auto& share : absorption.ends[node])
        if (share.end == node) own = share.share;
      EXPECT_NEAR(own, .1, 1e-9);
    }
  }
}

TEST(Absorb, The_smallest_shares_beyond_the_limit_are_kept_as_a_sum) {
  std::vector<PassedPart> parts;
  for (std::uint32_t end = 0; end < 100; ++end) parts.push_back({0, end, (end + 1) / 5050., true});
  const auto absorption = absorb(1, 100, parts, {.most_shares = 0});
  EXPECT_EQ(absorption.ends[0].size(), 16u);
  EXPECT_EQ(absorption.ends[0].back().end, 99u);
  EXPECT_NEAR(absorption.rest[0].unlisted, 84 * 85 / 2 / 5050., 1e-12);
  EXPECT_NEAR(sum(absorption, 0), 1, 1e-12);
}

TEST(Absorb, A_net_too_dense_to_solve_is_given_up_and_not_guessed) {
  constexpr std::uint32_t kNodes = 60;
  std::vector<PassedPart> parts;
  for (std::uint32_t i = 0; i < kNodes; ++i) {
    for (std::uint32_t j = 0; j < kNodes; ++j)
      if (i != j) parts.push_back({i, j, .9 / (kNodes - 1)});
    parts.push_back({i, 0, .1, true});
  }
  const auto whole = absorb(kNodes, 1, parts), given_up = absorb(kNodes, 1, parts, {.most_updates = 1000});
  EXPECT_NEAR(whole.ends[7][0].share, 1, 1e-12);
  EXPECT_TRUE(given_up.ends[7].empty());
  EXPECT_EQ(given_up.rest[7].unsolved, 1);
}

} // namespace
} // namespace cuibono::money
