// How much of what is there the proposals find, on invented people of whom it is known who is who.

#include <gtest/gtest.h>

#include <cstdio>

#include "invented_people.h"
#include "match/blocks.h"
#include "match/propose.h"

namespace cuibono::match {
namespace {

TEST(Found, Nine_of_ten_second_records_are_proposed_and_nineteen_of_twenty_proposals_are_right) {
  const auto people = cuibono::testing::PeopleMaker(7).make(1800);
  base::Progress progress;
  const auto records = Records::read(people.snapshot);
  ASSERT_TRUE(records);
  std::size_t brought = 0, right = 0;
  const auto pairs = candidates(*records, progress).pairs;
  for (const auto& pair : pairs) brought += people.same.contains({records->all()[pair.a].id.value, records->all()[pair.b].id.value});
  const auto found = propose(people.snapshot, {}, progress);
  ASSERT_TRUE(found);
  for (const auto& one : found->list) right += people.same.contains({one.a.value, one.b.value});
  const auto all = people.same.size();
  std::printf("%zu second records: %zu among %zu candidate pairs, %zu right of %zu proposals\n", all, brought, pairs.size(), right, found->list.size());
  EXPECT_GE(brought * 100, all * 97);
  EXPECT_GE(right * 100, all * 90);
  EXPECT_GE(right * 100, found->list.size() * 95);
  EXPECT_LT(pairs.size(), 1800u * 1799u / 2 / 10);
}

} // namespace
} // namespace cuibono::match
