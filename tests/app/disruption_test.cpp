// Disruption as panels and subcommands are given it; the figures of whole cases stand in tests/cli.

#include "app/disruption.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "case_builder.h"

namespace cuibono::app {
namespace {

using model::EntityKind;
using model::PaymentClass;
using model::TieType;
using testing::CaseBuilder;
using ::testing::Contains;
using ::testing::HasSubstr;

base::Result<Disruption> disrupt(const CaseBuilder& built, const DisruptionOptions& options) {
  const auto snapshot = built.share();
  base::Progress progress;
  return disruption_of(*snapshot, model::Names(snapshot), options, progress);
}

// A chain of so many people, each tied to the next by a call.
CaseBuilder chain(std::uint32_t people) {
  CaseBuilder built;
  const auto citations = built.cite({"X1"});
  for (std::uint32_t i = 1; i <= people; ++i) built.put(model::Entity{.key = "N" + std::to_string(i), .kind = EntityKind::Person});
  for (std::uint32_t i = 1; i < people; ++i)
    built.put(model::Tie{.type = TieType::Calls, .source = {i}, .target = {i + 1}, .citations = citations});
  return built;
}

TEST(Disruption, Of_a_large_network_leaves_out_what_takes_too_long_and_says_so) {
  const auto made = disrupt(chain(12'000), {.by = RemovalBy::Degree, .given = {}, .steps = 20}).value();
  ASSERT_EQ(made.steps.size(), 21u);
  EXPECT_FALSE(made.steps[0].fragmentation);
  EXPECT_FALSE(made.steps[0].money);
  EXPECT_EQ(made.steps[0].largest, 1);
  EXPECT_EQ(made.steps[20].components, 21);
  EXPECT_THAT(made.words, Contains(HasSubstr("DF is left out")));
  EXPECT_THAT(made.words, Contains(HasSubstr("no money to follow")));
}

// The middle of seven leaves 3 and 3, then 3 is cut into 1 and 1: largest 3, 3, 1 of 7.
TEST(Disruption, By_betweenness_breaks_a_chain_in_halves) {
  const auto made = disrupt(chain(7), {.by = RemovalBy::Betweenness, .given = {}, .steps = 3}).value();
  EXPECT_NEAR(made.robustness, (3. + 3 + 1) / 21, 1e-12);
  EXPECT_EQ(made.steps[3].components, 4);
  EXPECT_GT(made.random_robustness, made.robustness);
}

TEST(Disruption, Of_ties_of_other_layers_leaves_the_money_alone) {
  CaseBuilder built;
  built.proceeds("E", 100, 1).pays("E", "P", 60, PaymentClass::Salary).tie(TieType::Employs, "E", "P");
  const std::vector<std::pair<EntityId, EntityId>> tie{{built.entity("E"), built.entity("P")}};
  const auto stopped = [&](std::set<graph::Layer> layers) {
    return disrupt(
               built,
               {.network = {.layers = std::move(layers)}, .what = Removable::Ties, .by = RemovalBy::Given, .given = {}, .given_ties = tie})
        .value()
        .steps[1]
        .money->stopped;
  };
  EXPECT_EQ(stopped({graph::Layer::Command}).cents, 0);
  EXPECT_EQ(stopped({graph::Layer::Money}).cents, 6000);
  EXPECT_EQ(stopped({}).cents, 6000);
}

TEST(Disruption, Refuses_a_victims_account_and_does_not_know_a_stranger) {
  auto built = chain(3);
  built.role("N2", model::Role::Victim);
  built.entity("WALLET", EntityKind::Account);
  built.tie(TieType::HoldsAccount, "N2", "WALLET");
  built.entity("STRANGER");
  const auto remove = [&](const char* key) { return disrupt(built, {.by = RemovalBy::Given, .given = {built.entity(key)}}).error().kind; };
  EXPECT_EQ(remove("WALLET"), base::ErrorKind::Refused);
  EXPECT_EQ(remove("N2"), base::ErrorKind::Refused);
  EXPECT_EQ(remove("STRANGER"), base::ErrorKind::Usage);
}

TEST(Disruption, Stops_when_asked_to) {
  std::stop_source stop;
  stop.request_stop();
  const auto snapshot = chain(30).share();
  base::Progress progress{.stop = stop.get_token()};
  EXPECT_EQ(disruption_of(*snapshot, model::Names(snapshot), {.by = RemovalBy::KeyPlayers, .given = {}}, progress).error().kind,
            base::ErrorKind::Cancelled);
}

} // namespace
} // namespace cuibono::app
