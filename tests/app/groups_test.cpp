#include "app/groups.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "case_builder.h"

namespace cuibono::app {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using model::TieType;

Groups of(const model::CaseSnapshot& snapshot, const GroupsOptions& options = {}) {
  base::Progress progress;
  return groups_of(snapshot, options, progress).value();
}

// Two triangles and a tie between them.
testing::CaseBuilder two_triangles() {
  testing::CaseBuilder built;
  for (const auto* pair : {"AB", "BC", "CA", "CD", "DE", "EF", "FD"})
    built.tie(TieType::Associate, std::string(1, pair[0]), std::string(1, pair[1]));
  return built;
}

TEST(Groups, Are_found_in_every_reading) {
  const auto found = of(two_triangles().snapshot);
  using Members = std::vector<std::vector<std::uint32_t>>;
  EXPECT_EQ(found.communities->of_node, (std::vector<std::uint32_t>{0, 0, 0, 1, 1, 1}));
  EXPECT_EQ(found.cliques->groups, (Members{{0, 1, 2}, {3, 4, 5}}));
  EXPECT_THAT(found.plexes->groups, Contains(std::vector<std::uint32_t>{0, 1, 2}));
  EXPECT_EQ(*found.equivalent, (Members{{0, 1}, {4, 5}}));
  ASSERT_TRUE(found.blocks);
  EXPECT_EQ(found.blocks->of_node[0], found.blocks->of_node[1]);
}

TEST(Groups, Of_the_kinds_asked_for_alone_are_looked_for) {
  GroupsOptions options;
  options.kinds = {"clique"};
  const auto found = of(two_triangles().snapshot, options);
  EXPECT_TRUE(found.cliques);
  EXPECT_FALSE(found.communities || found.plexes || found.equivalent || found.blocks);
}

TEST(Groups, Say_where_a_search_stopped_and_how_many_are_not_shown) {
  GroupsOptions options;
  options.kinds = {"clique"};
  options.limits.most = 1;
  EXPECT_THAT(of(two_triangles().snapshot, options).notes, Contains("1 more cliques are not shown; the largest are."));
  options.limits.work = 1;
  EXPECT_THAT(of(two_triangles().snapshot, options).notes, Contains(HasSubstr("stopped at its limit")));
}

TEST(Groups, Have_a_question_and_a_caution_each) {
  for (const auto& kind : group_kinds()) {
    EXPECT_THAT(std::string(kind.question), HasSubstr("?"));
    EXPECT_FALSE(kind.caution.empty());
  }
}

} // namespace
} // namespace cuibono::app
