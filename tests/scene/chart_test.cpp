#include "scene/chart.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "case_builder.h"
#include "scene/labels.h"
#include "scene/legend.h"

namespace cuibono::scene {
namespace {

using model::EntityKind;
using model::PaymentClass;
using model::TieType;
using testing::CaseBuilder;

ChartModel chart_of(const CaseBuilder& builder, const ChartInputs& inputs = {}) {
  const auto snapshot = builder.share();
  return build_chart(snapshot, model::Names(snapshot), inputs);
}

const Viewport kViewport{800, 600, 1};

// Two victims under a pier boss, money through an account to an owner, one claim that nothing supports.
struct SmallCase : CaseBuilder {
  SmallCase() {
    for (const char* victim : {"V1", "V2"}) {
      auto row = *snapshot.entities().find(entity(victim));
      row.is_protected = true;
      row.pseudonym = static_cast<int>(row.id.value);
      row.name = "Canary Realname";
      row.aliases = {"Canary Alias"};
      put(row);
      tie(TieType::Controls, "BOSS", victim);
      tie(TieType::Guards, "BOSS", victim);
    }
    entity("ACC", EntityKind::Account);
    entity("FIRM", EntityKind::Company);
    tie(TieType::HoldsAccount, "OWNER", "ACC");
    pays("FIRM", "ACC", 1000, PaymentClass::Transfer);
    pays("FIRM", "ACC", 500, PaymentClass::Drawing);
    pays("FIRM", "BOSS", 100, PaymentClass::Salary, {});
    owns("OWNER", "FIRM", 1);
    tie(TieType::SamePhone, "BOSS", "OWNER");
  }

  Positions on_a_circle(const ChartModel& chart, double radius) const {
    Positions positions;
    for (std::size_t i = 0; i < chart.nodes.size(); ++i) {
      const double angle = 6.283185307 * static_cast<double>(i) / static_cast<double>(chart.nodes.size());
      positions[chart.nodes[i].id] = {radius * std::cos(angle), radius * std::sin(angle)};
    }
    return positions;
  }
};

const ChartLine* line_between(const ChartModel& chart, EntityId a, EntityId b, LineKind kind) {
  for (const ChartLine& line : chart.lines)
    if (line.a == std::min(a, b) && line.b == std::max(a, b) && line.kind == kind) return &line;
  return nullptr;
}

TEST(Chart, A_bundle_counts_its_ties_and_payments_and_adds_up_their_money) {
  SmallCase c;
  const auto chart = chart_of(c);
  const auto* line = line_between(chart, c.entity("FIRM"), c.entity("OWNER"), LineKind::Money);
  ASSERT_TRUE(line);
  EXPECT_EQ(line->count(), 2u);
  EXPECT_EQ(line->total.cents, 150000);
  EXPECT_EQ(line->currency, "XTS");
  EXPECT_EQ(line->flow, Flow::Benefit);
}

TEST(Chart, Every_tie_and_payment_is_drawn_once_or_counted_hidden) {
  SmallCase c;
  const auto chart = chart_of(c);
  std::size_t ties = chart.hidden.ties, payments = chart.hidden.payments;
  for (const ChartLine& line : chart.lines) {
    ties += line.ties.size();
    payments += line.payments.size();
  }
  EXPECT_EQ(ties, c.snapshot.ties().size());
  EXPECT_EQ(payments, c.snapshot.payments().size());
}

TEST(Chart, Mixed_currencies_are_not_added_up) {
  CaseBuilder c;
  c.pays("A", "B", 10, PaymentClass::Transfer);
  auto second = *c.snapshot.payments().begin();
  second.id = {};
  second.currency = "XXX";
  c.put(second);
  const auto chart = chart_of(c);
  ASSERT_EQ(chart.lines.size(), 1u);
  EXPECT_EQ(chart.lines[0].total.cents, 0);
  EXPECT_EQ(chart.lines[0].currency, "");
}

TEST(Chart, Money_shows_which_way_it_goes) {
  SmallCase c;
  const auto chart = chart_of(c);
  const auto* line = line_between(chart, c.entity("FIRM"), c.entity("BOSS"), LineKind::Money);
  ASSERT_TRUE(line);
  const bool to_boss_is_forward = c.entity("FIRM") < c.entity("BOSS");
  EXPECT_EQ(line->forward, to_boss_is_forward);
  EXPECT_EQ(line->backward, !to_boss_is_forward);
}

TEST(Chart, What_no_exhibit_supports_is_dotted_and_inferred_ties_are_dashed) {
  SmallCase c;
  const auto chart = chart_of(c);
  const auto list = compose_chart(chart, c.on_a_circle(chart, 200), {}, kViewport);
  std::size_t dotted = 0, dashed = 0;
  for (const Line& line : list.lines) {
    if (line.dash == Dash::Dotted) ++dotted;
    if (line.dash == Dash::Dashed) ++dashed;
    EXPECT_EQ(line.dash == Dash::Dotted, !chart.lines[line.index].supported);
  }
  EXPECT_EQ(dotted, 1u);
  EXPECT_EQ(dashed, 1u);
}

TEST(Chart, An_account_stands_for_its_holder_unless_accounts_are_asked_for) {
  SmallCase c;
  EXPECT_EQ(chart_of(c).find(c.entity("ACC")), nullptr);
  EXPECT_EQ(chart_of(c).hidden.folded, 1u);
  ChartInputs inputs;
  inputs.filter.accounts = Accounts::Show;
  inputs.emphasis[c.entity("OWNER")] = {.8, .5, Standing::Beneficiary};
  const auto shown = chart_of(c, inputs);
  ASSERT_TRUE(shown.find(c.entity("ACC")));
  EXPECT_EQ(shown.find(c.entity("ACC"))->shape, Shape::Diamond);
  EXPECT_TRUE(shown.find(c.entity("ACC"))->takes_benefit);
}

TEST(Chart, What_a_filter_hides_is_counted) {
  SmallCase c;
  ChartInputs inputs;
  inputs.filter.hide_victims = true;
  inputs.filter.hidden_kinds = {EntityKind::Company};
  const auto chart = chart_of(c, inputs);
  EXPECT_EQ(chart.hidden.victims, 2u);
  EXPECT_EQ(chart.hidden.entities, 1u);
  EXPECT_EQ(chart.nodes.size(), 2u);
  EXPECT_EQ(chart.hidden.payments, 3u);
}

TEST(Chart, Bystanders_are_those_tied_by_lawful_costs_alone) {
  SmallCase c;
  c.entity("SUPPLIER", EntityKind::Company);
  c.pays("FIRM", "SUPPLIER", 70, PaymentClass::LawfulCost);
  ChartInputs inputs;
  inputs.filter.hide_bystanders = true;
  const auto chart = chart_of(c, inputs);
  EXPECT_EQ(chart.find(c.entity("SUPPLIER")), nullptr);
  EXPECT_EQ(chart.hidden.bystanders, 1u);
  EXPECT_TRUE(chart.find(c.entity("FIRM")));
}

TEST(Chart, No_picture_carries_a_victims_name) {
  SmallCase c;
  const auto chart = chart_of(c);
  auto list = compose_chart(chart, c.on_a_circle(chart, 200), {}, kViewport, {.entities = {c.entity("V1")}, .hovered = c.entity("V2")});
  draw_legend(list, legend(chart, light_theme()), light_theme());
  std::size_t pseudonyms = 0;
  for (const Label& label : list.labels) {
    EXPECT_THAT(label.text, ::testing::Not(::testing::HasSubstr("Canary")));
    if (label.text.starts_with("V-")) ++pseudonyms;
  }
  EXPECT_EQ(pseudonyms, 2u);
}

TEST(Chart, A_victim_is_drawn_as_a_victim_whatever_emphasis_says) {
  SmallCase c;
  ChartInputs inputs;
  inputs.emphasis[c.entity("V1")] = {.9, .9, Standing::Beneficiary};
  const auto chart = chart_of(c, inputs);
  EXPECT_EQ(chart.find(c.entity("V1"))->shape, Shape::Shield);
  EXPECT_EQ(chart.find(c.entity("V1"))->emphasis.standing, Standing::Victim);
}

TEST(Chart, The_area_of_a_beneficiary_grows_in_step_with_its_share) {
  const auto area = [](double share) {
    const double r = node_radius({.emphasis = {share, 0, Standing::Beneficiary}});
    return r * r;
  };
  EXPECT_NEAR(area(.5) - area(0), area(1) - area(.5), 1e-9);
  EXPECT_GT(node_radius({.emphasis = {.05, 0, Standing::Beneficiary}}), node_radius({.emphasis = {.standing = Standing::Movement}}));
}

TEST(Chart, Labels_overlap_neither_each_other_nor_a_node) {
  SmallCase c;
  for (int i = 0; i < 40; ++i) c.tie(TieType::Associate, "BOSS", "P" + std::to_string(i));
  const auto chart = chart_of(c);
  const auto list = compose_chart(chart, c.on_a_circle(chart, 180), {{0, 0}, 1}, kViewport);
  ASSERT_GT(list.labels.size(), 10u);
  for (std::size_t i = 0; i < list.labels.size(); ++i) {
    const Box box = label_box(list.labels[i]);
    for (std::size_t j = 0; j < i; ++j) EXPECT_FALSE(box.overlaps(label_box(list.labels[j]))) << list.labels[i].text << " / " << list.labels[j].text;
    for (const Node& node : list.nodes) {
      const float r = node.radius * .9f;
      if (!node.entity) continue;
      EXPECT_FALSE(box.overlaps({node.at.x - r, node.at.y - r, node.at.x + r, node.at.y + r})) << list.labels[i].text;
    }
  }
}

TEST(Chart, Labels_without_room_are_counted_and_appear_closer_up) {
  SmallCase c;
  for (int i = 0; i < 60; ++i) c.tie(TieType::Associate, "BOSS", "P" + std::to_string(i));
  const auto chart = chart_of(c);
  const auto positions = c.on_a_circle(chart, 60);
  const auto far = compose_chart(chart, positions, {{0, 0}, .5}, kViewport), near = compose_chart(chart, positions, {{0, 0}, 4}, kViewport);
  EXPECT_EQ(far.labels.size() + far.hidden_labels, chart.nodes.size());
  EXPECT_GT(far.hidden_labels, near.hidden_labels);
}

TEST(Chart, Lines_end_outside_the_nodes_they_tie) {
  SmallCase c;
  const auto chart = chart_of(c);
  const auto list = compose_chart(chart, c.on_a_circle(chart, 200), {}, kViewport);
  for (const Line& line : list.lines)
    for (const Node& node : list.nodes)
      for (const Px end : {line.from, line.to}) EXPECT_GE(std::hypot(end.x - node.at.x, end.y - node.at.y), node.radius * .6f);
}

TEST(Chart, A_highlighted_way_stands_out_and_the_rest_is_dimmed) {
  SmallCase c;
  const auto chart = chart_of(c);
  ComposeOptions options;
  options.highlight.payments = {c.snapshot.payments().begin()->id};
  const auto list = compose_chart(chart, c.on_a_circle(chart, 200), {}, kViewport, {}, options);
  for (const Line& line : list.lines) {
    const bool on_way = std::ranges::count(chart.lines[line.index].payments, c.snapshot.payments().begin()->id) > 0;
    EXPECT_EQ(line.color.a > .5f, on_way);
  }
}

} // namespace
} // namespace cuibono::scene
