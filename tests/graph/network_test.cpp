#include "graph/network.h"

#include <gtest/gtest.h>

namespace cuibono::graph {
namespace {

using model::TieType;

class BuildNetwork : public testing::Test {
 protected:
  EntityId entity(const char* key) {
    model::Entity row;
    row.id = snapshot.entities().next_id();
    row.key = key;
    snapshot.of<model::Entity>().put(row);
    return row.id;
  }

  model::ExhibitId exhibit(model::Polarity polarity = model::Polarity::Supports) {
    model::Exhibit row;
    row.id = snapshot.exhibits().next_id();
    row.polarity = polarity;
    snapshot.of<model::Exhibit>().put(row);
    return row.id;
  }

  void tie(TieType type, EntityId source, EntityId target, model::Citations citations = {}) {
    model::Tie row;
    row.id = snapshot.ties().next_id();
    row.type = type;
    row.source = source;
    row.target = target;
    row.citations = std::move(citations);
    snapshot.of<model::Tie>().put(row);
  }

  void payment(EntityId payer, EntityId payee, model::Citations citations = {}) {
    model::Payment row;
    row.id = snapshot.payments().next_id();
    row.payer = payer;
    row.payee = payee;
    row.citations = std::move(citations);
    snapshot.of<model::Payment>().put(row);
  }

  model::CaseSnapshot snapshot;
  EntityId a = entity("a"), b = entity("b"), c = entity("c");
};

using Links = std::vector<Link>;

TEST_F(BuildNetwork, An_empty_case_is_an_empty_network) {
  const Network network = build_network({});
  EXPECT_TRUE(network.nodes.empty());
  EXPECT_TRUE(network.links.empty());
}

TEST_F(BuildNetwork, Every_entity_is_a_node_in_order_of_its_number) {
  EXPECT_EQ(build_network(snapshot).nodes, (std::vector{a, b, c}));
}

TEST_F(BuildNetwork, Undirected_links_stand_once_whichever_way_they_were_given) {
  tie(TieType::Calls, c, a);
  tie(TieType::Calls, a, c);
  tie(TieType::Family, b, a);
  EXPECT_EQ(build_network(snapshot).links, (Links{{0, 1}, {0, 2}}));
}

TEST_F(BuildNetwork, Directed_links_keep_their_direction) {
  tie(TieType::Calls, c, a);
  tie(TieType::Calls, a, c);
  EXPECT_EQ(build_network(snapshot, {.directed = true}).links, (Links{{0, 2}, {2, 0}}));
}

TEST_F(BuildNetwork, Parallel_links_are_kept_on_request) {
  tie(TieType::Calls, a, b);
  tie(TieType::Family, b, a);
  EXPECT_EQ(build_network(snapshot, {.keep_parallel = true}).links, (Links{{0, 1}, {0, 1}}));
}

TEST_F(BuildNetwork, A_tie_of_an_entity_to_itself_is_left_out) {
  tie(TieType::Calls, a, a);
  EXPECT_TRUE(build_network(snapshot).links.empty());
}

TEST_F(BuildNetwork, A_layer_keeps_its_own_ties) {
  tie(TieType::Instructs, a, b);
  tie(TieType::Owns, a, c);
  tie(TieType::Transports, b, c);
  EXPECT_EQ(build_network(snapshot, {.layers = {Layer::Command}}).links, (Links{{0, 1}}));
  EXPECT_EQ(build_network(snapshot, {.layers = {Layer::Ownership, Layer::Movement}}).links, (Links{{0, 2}, {1, 2}}));
}

TEST_F(BuildNetwork, Payments_are_links_only_where_the_money_layer_is_named) {
  payment(a, b);
  EXPECT_TRUE(build_network(snapshot).links.empty());
  EXPECT_EQ(build_network(snapshot, {.layers = {Layer::Money}}).links, (Links{{0, 1}}));
}

TEST_F(BuildNetwork, Supported_only_leaves_out_what_no_exhibit_supports) {
  const auto for_it = exhibit(), against_it = exhibit(model::Polarity::Contradicts);
  tie(TieType::LendsTo, a, b, {{for_it, ""}});
  tie(TieType::LendsTo, a, c, {{against_it, ""}});
  payment(b, c);
  EXPECT_EQ(build_network(snapshot, {.layers = {Layer::Money}, .supported_only = true}).links, (Links{{0, 1}}));
}

TEST_F(BuildNetwork, Without_victims_leaves_out_whoever_is_a_victim_or_protected) {
  model::RoleFact role;
  role.id = {1};
  role.entity = b;
  role.role = model::Role::Victim;
  snapshot.of<model::RoleFact>().put(role);
  tie(TieType::Recruits, a, b);
  tie(TieType::Calls, a, c);
  const Network network = build_network(snapshot, {.without_victims = true});
  EXPECT_EQ(network.nodes, (std::vector{a, c}));
  EXPECT_EQ(network.links, (Links{{0, 1}}));
}

TEST_F(BuildNetwork, A_tie_to_an_entity_that_is_not_there_is_left_out) {
  tie(TieType::Calls, a, EntityId{99});
  EXPECT_TRUE(build_network(snapshot).links.empty());
}

class Dated : public BuildNetwork {
 protected:
  void dated(TieType type, EntityId source, EntityId target, const char* from, const char* to) {
    model::Tie row;
    row.id = snapshot.ties().next_id();
    row.type = type;
    row.source = source;
    row.target = target;
    row.from = base::parse_date(from).value_or(base::Date{});
    row.to = base::parse_date(to).value_or(base::Date{});
    snapshot.of<model::Tie>().put(row);
  }
  Links within(const char* from, const char* to) {
    return build_network(snapshot, {.window = {base::parse_date(from).value_or(base::Date{}), base::parse_date(to).value_or(base::Date{})}}).links;
  }
};

TEST_F(Dated, A_tie_with_a_beginning_alone_lasts_and_a_call_does_not) {
  dated(TieType::Employs, a, b, "2031-03-01", "");
  dated(TieType::Calls, a, c, "2031-03-01", "");
  EXPECT_EQ(within("2031-04-01", "2031-04-30"), (Links{{0, 1}}));
  EXPECT_EQ(within("2031-03-01", "2031-03-01"), (Links{{0, 1}, {0, 2}}));
  EXPECT_EQ(within("", "2031-02-28"), (Links{}));
}

TEST_F(Dated, A_date_known_to_the_month_may_be_any_day_of_it) {
  dated(TieType::Calls, a, b, "2031-02", "");
  EXPECT_EQ(within("2031-02-28", ""), (Links{{0, 1}}));
  EXPECT_EQ(within("2031-03-01", ""), (Links{}));
  EXPECT_EQ(within("2031", "2031"), (Links{{0, 1}}));
}

TEST_F(Dated, A_tie_without_dates_is_kept_in_every_window_and_counted) {
  tie(TieType::Family, a, b);
  dated(TieType::Calls, a, c, "2030", "");
  const auto network = build_network(snapshot, {.window = {*base::parse_date("2031"), {}}});
  EXPECT_EQ(network.links, (Links{{0, 1}}));
  EXPECT_EQ(network.left_out.undated, 1u);
  EXPECT_EQ(network.left_out.outside, 1u);
}

TEST_F(BuildNetwork, By_evidence_parallel_ties_weigh_as_much_as_that_one_of_them_holds) {
  auto graded = [&](char reliability, char credibility) {
    const auto id = exhibit();
    auto row = *snapshot.exhibits().find(id);
    row.grade = {model::GradeScheme::Admiralty, reliability, credibility};
    snapshot.of<model::Exhibit>().put(row);
    return id;
  };
  tie(TieType::Calls, a, b, {{graded('A', '3'), ""}});  // 1 x .5
  tie(TieType::Family, b, a, {{graded('B', '4'), ""}}); // .75 x .3 = .225
  tie(TieType::Calls, a, c);                            // no exhibit
  const auto network = build_network(snapshot, {.weigh = Weigh::Evidence});
  EXPECT_EQ(network.links, (Links{{0, 1}}));
  EXPECT_NEAR(network.weights.at(0), 1 - .5 * .775, 1e-12);
  EXPECT_EQ(network.left_out.unsupported, 1u);
}

TEST_F(BuildNetwork, By_amount_payments_between_two_are_summed_and_ties_without_an_amount_left_out) {
  auto paid = [&](EntityId payer, EntityId payee, std::int64_t cents) {
    payment(payer, payee);
    auto row = snapshot.payments().rows().back();
    row.amount = {cents};
    snapshot.of<model::Payment>().put(row);
  };
  paid(a, b, 10'050);
  paid(a, b, 950);
  paid(b, a, 5'000);
  tie(TieType::Family, a, c);
  const auto network = build_network(snapshot, {.directed = true, .weigh = Weigh::Amount});
  EXPECT_EQ(network.links, (Links{{0, 1}, {1, 0}}));
  EXPECT_EQ(network.weights, (std::vector{110.0, 50.0}));
  EXPECT_EQ(network.left_out.no_amount, 1u);
}

TEST_F(BuildNetwork, Parallel_links_say_which_rows_they_are) {
  tie(TieType::Calls, b, c);
  tie(TieType::Calls, a, b);
  payment(b, a);
  const auto network = build_network(snapshot, {.layers = {Layer::Social, Layer::Money}, .keep_parallel = true});
  EXPECT_EQ(network.links, (Links{{0, 1}, {0, 1}, {1, 2}}));
  EXPECT_EQ(network.facts, (std::vector<Fact>{{false, 1}, {true, 0}, {false, 0}}));
}

TEST(LayerOf, Power_over_somebody_is_command_and_title_is_ownership) {
  EXPECT_EQ(layer_of(TieType::SetsDebt), Layer::Command);
  EXPECT_EQ(layer_of(TieType::WithholdsDocument), Layer::Command);
  EXPECT_EQ(layer_of(TieType::NomineeFor), Layer::Ownership);
  EXPECT_EQ(layer_of(TieType::Guards), Layer::Movement);
  EXPECT_EQ(layer_of(TieType::Guarantees), Layer::Money);
  EXPECT_EQ(layer_of(TieType::SamePhone), Layer::Social);
}

} // namespace
} // namespace cuibono::graph
