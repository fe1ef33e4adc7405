#include <gmock/gmock.h>

#include <cmath>

#include "scene/camera.h"
#include "scene/hit.h"
#include "scene/labels.h"
#include "scene/plane.h"
#include "scene/symbols.h"

namespace cuibono::scene {
namespace {

const Viewport kViewport{800, 600, 1};
EntityId id(unsigned n) { return {n}; }

TEST(Camera, Fit_shows_both_corners_inside_the_margin) {
  const Bounds bounds{{-300, -50}, {900, 250}};
  const Camera camera = fit(bounds, kViewport, 40);
  const Px low = to_px(camera, kViewport, bounds.low), high = to_px(camera, kViewport, bounds.high);
  EXPECT_NEAR(low.x, 40, .01);
  EXPECT_NEAR(high.x, 760, .01);
  EXPECT_GE(low.y, 40);
  EXPECT_LE(high.y, 560);
}

TEST(Camera, Zooming_keeps_the_point_under_the_cursor) {
  const Camera before{{120, -40}, .8};
  const Px cursor{613, 77};
  const Camera after = zoom_at(before, kViewport, cursor, 2.5);
  EXPECT_NEAR(to_chart(before, kViewport, cursor).x, to_chart(after, kViewport, cursor).x, 1e-9);
  EXPECT_NEAR(to_chart(before, kViewport, cursor).y, to_chart(after, kViewport, cursor).y, 1e-9);
  EXPECT_NEAR(after.zoom, 2, 1e-12);
}

TEST(Camera, A_chart_of_one_point_is_in_the_middle) {
  const Camera camera = fit({{70, 80}, {70, 80}}, kViewport);
  EXPECT_EQ(to_px(camera, kViewport, {70, 80}), (Px{400, 300}));
}

DrawList picture() {
  DrawList list{.viewport = kViewport};
  list.nodes = {{.entity = id(1), .at = {100, 100}, .radius = 20},
                {.entity = id(2), .at = {110, 100}, .radius = 20, .shape = Shape::Square},
                {.at = {400, 300}, .radius = 50}};
  list.lines = {{.index = 7, .from = {100, 200}, .to = {300, 200}, .bend = 40}, {.index = 8, .from = {100, 200}, .to = {300, 200}}};
  return list;
}

TEST(Camera, A_chart_of_a_hundred_thousand_entities_is_shown_whole) {
  const Bounds bounds{{-400'000, -300'000}, {400'000, 300'000}}; // chart units: such a case is that wide
  const Camera camera = fit(bounds, kViewport);
  for (const auto corner : {bounds.low, bounds.high}) {
    const Px at = to_px(camera, kViewport, corner);
    EXPECT_TRUE(at.x >= 0 && at.y >= 0 && at.x <= kViewport.width && at.y <= kViewport.height) << at.x << ", " << at.y;
  }
}

TEST(Hit, The_topmost_node_is_hit_and_decoration_is_not) {
  EXPECT_EQ(hit_node(picture(), {105, 100}), id(2));
  EXPECT_EQ(hit_node(picture(), {82, 100}), id(1));
  EXPECT_EQ(hit_node(picture(), {400, 300}), std::nullopt);
}

TEST(Hit, A_square_is_hit_in_its_corner_where_a_circle_would_not_be) {
  DrawList list;
  list.nodes = {{.entity = id(1), .at = {0, 0}, .radius = 100, .shape = Shape::Square}};
  EXPECT_EQ(hit_node(list, {78, 78}, 0), id(1));
  list.nodes[0].shape = Shape::Circle;
  EXPECT_EQ(hit_node(list, {78, 78}, 0), std::nullopt);
}

TEST(Hit, A_bent_line_is_hit_where_it_is_drawn) {
  EXPECT_EQ(hit_line(picture(), {200, 240}), 7u); // to the right of the way: downwards
  EXPECT_EQ(hit_line(picture(), {200, 200}), 8u);
  EXPECT_EQ(hit_line(picture(), {200, 160}), std::nullopt);
}

TEST(Hit, A_box_takes_the_nodes_whose_middles_it_holds) {
  EXPECT_THAT(box_select(picture(), {105, 150}, {50, 50}), ::testing::ElementsAre(id(1)));
  EXPECT_THAT(box_select(picture(), {0, 0}, {800, 600}), ::testing::ElementsAre(id(1), id(2)));
}

TEST(Symbols, Every_border_lies_within_the_square_of_the_radius_and_on_distance_nought) {
  for (std::size_t s = 0; s < kShapes; ++s)
    for (int degrees = 0; degrees < 360; degrees += 15) {
      const Px way{std::cos(static_cast<float>(degrees) * .0174533f), std::sin(static_cast<float>(degrees) * .0174533f)};
      const float border = border_distance(static_cast<Shape>(s), way);
      EXPECT_LE(std::max(std::abs(way.x * border), std::abs(way.y * border)), 1.001f) << s;
      EXPECT_NEAR(signed_distance(static_cast<Shape>(s), way * border), 0, .03) << s << " at " << degrees;
    }
}

TEST(Labels, A_long_text_is_cut_between_characters) {
  EXPECT_EQ(elided("abcdef", 6), "abcdef");
  EXPECT_EQ(elided("abcdefg", 6), "abcde…");
  EXPECT_EQ(elided("ééééé", 3), "éé…");
}

PlaneInputs plane() {
  return {.points = {{id(1), "Owner", .8, .7, .9, .7}, {id(2), "V-03", .1, .1, .1, .1}}, .unattributed = .2};
}

TEST(Plane, A_point_lies_in_its_quadrant_and_can_be_hit) {
  const DrawList list = compose_plane(plane(), kViewport);
  const auto node = std::ranges::find(list.nodes, id(1), &Node::entity);
  ASSERT_NE(node, list.nodes.end());
  EXPECT_EQ(hit_node(list, node->at), id(1));
  const auto at_of = [&](const char* words) { return std::ranges::find(list.labels, words, &Label::text)->at; };
  for (const char* quadrant : {"Principal", "Passive or hidden", "Manager or enforcer", "Peripheral"})
    ASSERT_NE(std::ranges::find(list.labels, quadrant, &Label::text), list.labels.end()) << quadrant;
  EXPECT_LT(std::abs(node->at.y - at_of("Principal").y), std::abs(node->at.y - at_of("Passive or hidden").y));
}

TEST(Plane, The_unattributed_share_is_said) {
  const auto texts = [](const DrawList& list) {
    std::vector<std::string> result;
    for (const Label& label : list.labels) result.push_back(label.text);
    return result;
  };
  EXPECT_THAT(texts(compose_plane(plane(), kViewport)), ::testing::IsSupersetOf({"Not attributed", "20 %"}));
  auto without = plane();
  without.unattributed = 0;
  EXPECT_THAT(texts(compose_plane(without, kViewport)), ::testing::Not(::testing::Contains("Not attributed")));
}

} // namespace
} // namespace cuibono::scene
