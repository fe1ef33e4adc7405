// Inferred links rest on exhibits and still change no figure of who benefits.

#include "match/soft_links.h"

#include "app/support.h"
#include "benefit/measure.h"

namespace cuibono {
namespace {

TEST(InferredLinks, Change_no_figure_of_benefit_or_control) {
  const test::TemporaryFolder folder;
  auto session = test::new_session(folder.path() / "case.cuibono");
  for (const std::uint32_t id : {2U, 3U}) { // owner and driver share a phone, and both rows cite the bank's exhibit
    auto row = *session.snapshot()->entities().find({id});
    row.attributes = {{"phone", "081-234-5678"}, {"account", "11-222-333"}, {"address", "4 Harbour Road"}, {"exhibits", "E1"}};
    ASSERT_TRUE(session.commit(*app::change_entity(*session.snapshot(), row)));
  }
  base::Progress progress;
  const auto before = benefit::who_benefits(*session.snapshot(), {.draws = 200, .seed = 1}, progress);
  auto links = match::soft_links(*session.snapshot());
  ASSERT_TRUE(links);
  ASSERT_EQ(links->links, 3u);
  ASSERT_TRUE(session.commit(std::move(links->batch)));
  const auto after = benefit::who_benefits(*session.snapshot(), {.draws = 200, .seed = 1}, progress);
  ASSERT_TRUE(before && after);
  ASSERT_EQ(before->people.size(), after->people.size());
  for (std::size_t i = 0; i < before->people.size(); ++i) {
    const auto &was = before->people[i], &is = after->people[i];
    EXPECT_EQ(was.id, is.id);
    EXPECT_EQ(was.benefit, is.benefit);
    EXPECT_EQ(was.control, is.control);
    EXPECT_EQ(was.index, is.index);
    EXPECT_EQ(was.share_p05, is.share_p05);
    EXPECT_EQ(was.share_p95, is.share_p95);
  }
  EXPECT_EQ(before->unattributed, after->unattributed);
  EXPECT_EQ(before->unattributed_p95, after->unattributed_p95);
}

} // namespace
} // namespace cuibono
