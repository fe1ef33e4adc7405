#include "app/changes.h"

#include <gtest/gtest.h>

#include "case_builder.h"

namespace cuibono::app {
namespace {

using model::TieType;
using testing::CaseBuilder;

base::Date date(const char* text) { return *base::parse_date(text); }

base::Result<Changes> ask(const CaseBuilder& built, const char* from, const char* to) {
  base::Progress progress;
  return changes(built.snapshot, {.from = date(from), .to = date(to)}, progress);
}

const LayerChange& of(const Changes& found, graph::Layer layer) {
  return *std::ranges::find(found.layers, layer, &LayerChange::layer);
}

TEST(Changes, Ties_that_came_and_went_stand_in_their_layer_with_their_exhibits) {
  CaseBuilder built;
  built.tie(TieType::Employs, "A", "B", {"E1"}).from = date("2031-05");
  built.tie(TieType::Family, "A", "C", {"E2"}).to = date("2031-02");
  built.tie(TieType::Family, "C", "D", {"E3"});
  const auto found = ask(built, "2031-01-10", "2031-06-10").value();
  ASSERT_EQ(of(found, graph::Layer::Command).appeared.size(), 1u);
  EXPECT_EQ(of(found, graph::Layer::Command).appeared[0].facts[0].words, "employs");
  EXPECT_EQ(of(found, graph::Layer::Command).appeared[0].facts[0].exhibits, (std::vector<std::string>{"E1"}));
  ASSERT_EQ(of(found, graph::Layer::Social).vanished.size(), 1u);
  EXPECT_EQ(of(found, graph::Layer::Social).change.stayed, 1u);
  EXPECT_DOUBLE_EQ(of(found, graph::Layer::Social).change.persistence_of_ties(), .5);
  EXPECT_EQ(found.whole.stayed, 1u);
  EXPECT_EQ(found.before.undated, 1u) << "without a date: in both";
  EXPECT_EQ(found.whole.nodes_appeared, (std::vector<model::EntityId>{built.entity("B")}));
}

TEST(Changes, Two_groups_that_a_third_tie_joins_are_seen_to_merge) {
  CaseBuilder built;
  const auto triangle = [&](const char* a, const char* b, const char* c) {
    for (const auto& [x, y] : {std::pair(a, b), std::pair(b, c), std::pair(a, c)}) built.tie(TieType::Associate, x, y);
  };
  triangle("A", "B", "C");
  triangle("D", "E", "F");
  for (const char* x : {"A", "B", "C"})
    for (const char* y : {"D", "E", "F"}) built.tie(TieType::Associate, x, y).from = date("2032");
  const auto found = ask(built, "2031", "2032").value();
  ASSERT_EQ(found.cells.size(), 1u);
  EXPECT_EQ(found.cells[0].fate, graph::Fate::Merged);
  EXPECT_DOUBLE_EQ(found.cells[0].overlap, 1);
}

TEST(Changes, Dates_that_are_missing_or_the_wrong_way_round_are_refused) {
  CaseBuilder built;
  EXPECT_EQ(ask(built, "2032", "2031").error().kind, base::ErrorKind::Usage);
  base::Progress progress;
  EXPECT_FALSE(changes(built.snapshot, {.from = date("2031"), .to = {}}, progress));
}

} // namespace
} // namespace cuibono::app
