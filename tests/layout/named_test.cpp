#include "layout/named.h"

#include <gtest/gtest.h>

#include "build.h"
#include "case_builder.h"

namespace cuibono::layout {
namespace {

using model::TieType;

// A boss, a company and its shell, a recruiter, a driver and somebody on their own.
struct Case {
  testing::CaseBuilder built;
  graph::Network network;

  Case() {
    built.tie(TieType::Recruits, "recruiter", "worker").from = {2031, 1, 5};
    built.tie(TieType::Transports, "driver", "worker").from = {2031, 3, 1};
    built.tie(TieType::Instructs, "boss", "recruiter");
    built.tie(TieType::Instructs, "recruiter", "driver");
    built.owns("boss", "company", .9).owns("recruiter", "company", .1).owns("company", "shell", 1);
    built.entity("alone");
    network = graph::build_network(built.snapshot);
  }

  std::vector<Point> layout(std::string_view name, const ForceOptions& options = {}) const {
    base::Progress progress;
    return named_layout(name, built.snapshot, network, options, progress).value();
  }

  std::size_t place(const std::string& key) const {
    const auto id = model::find_entity(built.snapshot, key)->id;
    return static_cast<std::size_t>(std::ranges::find(network.nodes, id) - network.nodes.begin());
  }
};

TEST(Named_layout, Knows_every_name_and_gives_every_node_a_place_of_its_own) {
  const Case small;
  for (const auto name : kLayoutNames) EXPECT_GT(smallest_distance(small.layout(name)), 25) << name;
}

TEST(Named_layout, Says_that_there_is_no_such_layout) {
  const Case small;
  base::Progress progress;
  const auto result = named_layout("spiral", small.built.snapshot, small.network, {}, progress);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, base::ErrorKind::Usage);
}

TEST(Named_layout, Does_not_move_a_pin_and_lets_nobody_stand_on_it) {
  const Case small;
  ForceOptions options;
  options.pinned.resize(small.network.nodes.size());
  options.pinned[2] = Point{100, 100};
  for (const auto name : kLayoutNames) {
    const auto at = small.layout(name, options);
    EXPECT_EQ(at[2], (Point{100, 100})) << name;
    EXPECT_GT(smallest_distance(at), 25) << name;
  }
}

TEST(Named_layout, Puts_whoever_gives_orders_above_whoever_takes_them) {
  const Case small;
  const auto at = small.layout("hierarchy");
  EXPECT_LT(at[small.place("boss")].y, at[small.place("recruiter")].y);
  EXPECT_LT(at[small.place("recruiter")].y, at[small.place("driver")].y);
}

TEST(Named_layout, Puts_a_company_below_its_largest_owner) {
  const Case small;
  const auto at = small.layout("ownership");
  EXPECT_LT(at[small.place("boss")].y, at[small.place("company")].y);
  EXPECT_EQ(at[small.place("boss")].x, at[small.place("company")].x);
  EXPECT_LT(at[small.place("company")].y, at[small.place("shell")].y);
}

TEST(Named_layout, Puts_recruiting_left_of_moving_left_of_finance) {
  const Case small;
  const auto at = small.layout("lanes");
  EXPECT_LT(at[small.place("worker")].x, at[small.place("driver")].x) << "the worker's two ties tie: the earlier stage";
  EXPECT_LT(at[small.place("driver")].x, at[small.place("company")].x);
  EXPECT_LT(at[small.place("company")].x, at[small.place("alone")].x);
}

TEST(Named_layout, Puts_the_earlier_above_the_later) {
  const Case small;
  const auto at = small.layout("time");
  EXPECT_LT(at[small.place("recruiter")].y, at[small.place("driver")].y);
  EXPECT_LT(at[small.place("recruiter")].x, at[small.place("driver")].x);
  EXPECT_LT(at[small.place("alone")].x, at[small.place("recruiter")].x) << "no date: left of all";
}

TEST(Named_layout, Is_the_same_on_any_number_of_threads) {
  const Case small;
  for (const auto name : kLayoutNames)
    EXPECT_EQ(small.layout(name, {.threads = 1}), small.layout(name, {.threads = 2})) << name;
}

} // namespace
} // namespace cuibono::layout
