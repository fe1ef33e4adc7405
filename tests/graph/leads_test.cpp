#include "graph/leads.h"

#include <gtest/gtest.h>

#include <cmath>

#include "build.h"

namespace cuibono::graph {
namespace {

// 0 and 1 share 2 (which has no other) and 3 (tied to 4 and 5 too).
const Network kNetwork = network_of(6, {{0, 2}, {1, 2}, {0, 3}, {1, 3}, {3, 4}, {3, 5}});

Leads leads_of(const Network& network, NeighbourWeight weight, LeadOptions options = {},
               std::vector<bool> subjects = {}) {
  base::Progress progress;
  const auto tied = adjacency(network, Ends::Both);
  if (subjects.empty()) subjects.assign(tied.size(), true);
  return find_leads(tied, neighbours_in_common(tied, weight), subjects, options, progress).value();
}

TEST(Leads, A_neighbour_of_few_weighs_more_than_one_of_many) {
  const auto found = leads_of(kNetwork, NeighbourWeight::AdamicAdar);
  ASSERT_GE(found.leads.size(), 2u);
  EXPECT_EQ(std::pair(found.leads[0].a, found.leads[0].b), std::pair(2u, 3u));
  EXPECT_DOUBLE_EQ(found.leads[0].score, 2 / std::log(2.0)) << "by 0 and 1, who have two ties each";
  const auto& second = found.leads[1];
  EXPECT_EQ(std::pair(second.a, second.b), std::pair(0u, 1u));
  EXPECT_DOUBLE_EQ(second.score, 1 / std::log(2.0) + 1 / std::log(4.0));
  EXPECT_EQ(second.common, (std::vector<std::uint32_t>{2, 3})) << "the rarer one first";
  EXPECT_DOUBLE_EQ(second.expected, 2 * 2 / 12.0);
}

TEST(Leads, Whoever_is_tied_is_no_lead) {
  const auto found = leads_of(network_of(3, {{0, 1}, {0, 2}, {1, 2}}), NeighbourWeight::Shared);
  EXPECT_TRUE(found.leads.empty());
  EXPECT_EQ(found.count, 0u);
}

TEST(Leads, Whoever_is_no_subject_is_in_no_pair_but_may_be_what_others_share) {
  const auto found = leads_of(kNetwork, NeighbourWeight::Shared, {}, {true, true, false, false, false, false});
  ASSERT_EQ(found.leads.size(), 1u);
  EXPECT_EQ(found.leads[0].common.size(), 2u);
  for (const auto& lead : leads_of(kNetwork, NeighbourWeight::Shared, {}, {false, true, true, true, true, true}).leads)
    EXPECT_NE(lead.a, 0u);
}

TEST(Leads, What_many_have_in_common_is_passed_over_and_counted) {
  const auto found = leads_of(kNetwork, NeighbourWeight::AdamicAdar, {.most_holders = 3});
  EXPECT_EQ(found.passed_over, 1u);
  ASSERT_EQ(found.leads.size(), 2u) << "0 and 1 by 2, and 2 and 3 by 0 and 1";
}

TEST(Leads, Only_the_best_are_kept_and_all_are_counted) {
  const auto all = leads_of(kNetwork, NeighbourWeight::AdamicAdar),
             few = leads_of(kNetwork, NeighbourWeight::AdamicAdar, {.limit = 2});
  EXPECT_EQ(few.count, all.count);
  ASSERT_EQ(few.leads.size(), 2u);
  for (std::size_t i = 0; i < 2; ++i) EXPECT_EQ(few.leads[i].a, all.leads[i].a);
}

// 0 and 1 share two and 2 * 2 / 12 ties are expected between them.
TEST(Leads, Having_many_ties_is_corrected_for) {
  const auto found = leads_of(kNetwork, NeighbourWeight::Shared, {.least_common = 2, .per_expected = true});
  ASSERT_EQ(found.leads.size(), 2u);
  EXPECT_DOUBLE_EQ(found.leads[0].score, 2 / (4 / 12.0));
  EXPECT_DOUBLE_EQ(found.leads[1].score, 2 / (8 / 12.0)) << "2 and 3, of two and four ties";
}

TEST(Leads, A_search_that_is_stopped_says_so) {
  std::stop_source source;
  source.request_stop();
  base::Progress progress;
  progress.stop = source.get_token();
  const auto tied = adjacency(kNetwork, Ends::Both);
  EXPECT_FALSE(
      find_leads(tied, neighbours_in_common(tied, NeighbourWeight::Shared), std::vector<bool>(6, true), {}, progress));
}

} // namespace
} // namespace cuibono::graph
