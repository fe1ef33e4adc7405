// Shared phones and addresses become links that are visibly inferred, and change no figure.

#include "match/soft_links.h"

#include <gmock/gmock.h>

#include "case_builder.h"
#include "model/attributes.h"

namespace cuibono::match {
namespace {

using cuibono::testing::CaseBuilder;
using model::attribute;
using model::TieType;

void give(CaseBuilder& built, const std::string& key, const std::string& column, const std::string& value) {
  auto row = *built.snapshot.entities().find(built.entity(key));
  row.attributes.emplace_back(column, value);
  built.put(row);
}

std::vector<model::Tie> ties_of(const SoftLinks& links) {
  std::vector<model::Tie> ties;
  for (const auto& edit : links.batch.edits) ties.push_back(*std::get<model::Change<model::Tie>>(edit).after);
  return ties;
}

TEST(SoftLinks, A_phone_of_two_links_them_as_an_assessment_marked_inferred) {
  CaseBuilder built;
  give(built, "A", "phone", "+66 81 234 5678");
  give(built, "B", "mobile", "081-234-5678");
  give(built, "C", "phone", "081-999-0000");
  const auto links = soft_links(built.snapshot);
  ASSERT_TRUE(links);
  const auto ties = ties_of(*links);
  ASSERT_EQ(ties.size(), 1u);
  EXPECT_EQ(ties[0].type, TieType::SamePhone);
  EXPECT_TRUE(ties[0].assessment);
  EXPECT_TRUE(ties[0].citations.empty());
  EXPECT_EQ(attribute(ties[0].attributes, "inferred"), "yes");
  EXPECT_EQ(attribute(ties[0].attributes, "weight"), "1");
}

// Five holders: each pair of them weighs 1 / (5 - 1).
TEST(SoftLinks, The_more_have_a_value_the_less_it_weighs_and_what_many_have_links_nobody) {
  CaseBuilder built;
  for (int i = 0; i < 5; ++i) give(built, "A" + std::to_string(i), "address", "12 Harbour Road, Larktown");
  for (int i = 0; i < 21; ++i) give(built, "B" + std::to_string(i), "address", "99 Camp Road");
  const auto links = soft_links(built.snapshot);
  ASSERT_TRUE(links);
  EXPECT_EQ(links->links, 10u);
  EXPECT_EQ(links->too_common, 1u);
  for (const auto& tie : ties_of(*links)) {
    EXPECT_EQ(tie.type, TieType::SameAddress);
    EXPECT_EQ(attribute(tie.attributes, "weight"), "0.25");
  }
}

TEST(SoftLinks, Are_made_once_and_cite_the_exhibits_of_both_rows) {
  CaseBuilder built;
  built.exhibit("X1"), built.exhibit("X2");
  give(built, "A", "imei", "490154203237518");
  give(built, "A", "exhibits", "X1");
  give(built, "B", "imei", "49-015420-323751-8");
  give(built, "B", "exhibits", "X2; X1");
  const auto links = soft_links(built.snapshot);
  ASSERT_TRUE(links);
  ASSERT_EQ(links->links, 1u);
  EXPECT_EQ(ties_of(*links)[0].type, TieType::SameDevice);
  EXPECT_EQ(ties_of(*links)[0].citations.size(), 2u);
  const auto after = *model::apply(built.snapshot, links->batch);
  EXPECT_EQ(soft_links(after)->links, 0u);
}

TEST(SoftLinks, A_shared_passport_links_nobody) {
  CaseBuilder built;
  give(built, "A", "passport", "AB123456");
  give(built, "B", "passport", "AB123456");
  EXPECT_EQ(soft_links(built.snapshot)->links, 0u);
}

} // namespace
} // namespace cuibono::match
