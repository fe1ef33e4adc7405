#include "graph/change.h"

#include <gtest/gtest.h>

#include "build.h"

namespace cuibono::graph {
namespace {

Network with(std::vector<Link> links) { return network_of(12, std::move(links)); }

Communities cells(std::vector<std::uint32_t> of_node) {
  return {.of_node = of_node, .count = *std::ranges::max_element(of_node) + 1};
}

std::vector<EntityId> ids(std::initializer_list<std::uint32_t> numbers) {
  std::vector<EntityId> result;
  for (const auto number : numbers) result.push_back({number});
  return result;
}

TEST(Change, Ties_and_nodes_appear_vanish_and_stay) {
  const auto found = change(with({{0, 1}, {1, 2}}), with({{1, 2}, {1, 2}, {2, 3}}));
  EXPECT_EQ(found.appeared, (std::vector<Pair>{{{3}, {4}}}));
  EXPECT_EQ(found.vanished, (std::vector<Pair>{{{1}, {2}}}));
  EXPECT_EQ(found.stayed, 1u);
  EXPECT_DOUBLE_EQ(found.persistence_of_ties(), 1.0 / 3);
  EXPECT_EQ(found.nodes_appeared, ids({4}));
  EXPECT_EQ(found.nodes_vanished, ids({1}));
  EXPECT_DOUBLE_EQ(found.persistence_of_nodes(), .5);
}

TEST(Change, Nothing_before_and_after_is_no_change) {
  EXPECT_DOUBLE_EQ(change(with({}), with({})).persistence_of_ties(), 1);
}

// Nodes 0-1-2 stay; 3-4 and 5-6 become one; 7-8-9-10 part in two.
TEST(Change, Cells_persist_merge_and_split) {
  const auto before = with({}), after = with({});
  const auto found = cell_changes(before, cells({0, 0, 0, 1, 1, 2, 2, 3, 3, 3, 3, 4}), after,
                                  cells({0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4}));
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].fate, Fate::Persisted);
  EXPECT_EQ(found[0].overlap, 1);
  EXPECT_EQ(found[1].fate, Fate::Merged);
  EXPECT_EQ(found[1].before.size(), 2u);
  EXPECT_EQ(found[2].fate, Fate::Split);
  EXPECT_EQ(found[2].after, (std::vector<std::vector<EntityId>>{ids({8, 9}), ids({10, 11})}));
}

TEST(Change, Cells_come_and_go_and_whoever_is_alone_is_in_none) {
  const auto found = cell_changes(with({}), cells({0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}), with({}),
                                  cells({0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].fate, Fate::Gone);
  EXPECT_EQ(found[0].before, (std::vector<std::vector<EntityId>>{ids({1, 2})}));
  EXPECT_EQ(found[1].fate, Fate::New);
  EXPECT_EQ(found[1].after, (std::vector<std::vector<EntityId>>{ids({3, 4})}));
}

TEST(Change, A_cell_that_loses_a_member_persists_by_the_part_that_is_in_both) {
  const auto found = cell_changes(with({}), cells({0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8}), with({}),
                                  cells({0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].fate, Fate::Persisted);
  EXPECT_DOUBLE_EQ(found[0].overlap, .75);
}

} // namespace
} // namespace cuibono::graph
