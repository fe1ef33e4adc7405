#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "scene/chart.h"
#include "scene/curve.h"
#include "scene/labels.h"
#include "scene/line_style.h"
#include "scene/node_style.h"
#include "scene/symbols.h"

namespace cuibono::scene {
namespace {

constexpr float kSelectionRoom = 5;      // px between a node and the ring of its selection
constexpr float kGlow = 1.28f;           // of a beneficiary's radius
constexpr float kParallel = 13;          // px between lines of one pair, at their middles
constexpr float kLeastLabelled = 5;      // px: smaller nodes have labels only if they matter
constexpr std::size_t kMostLabelled = 600;
constexpr float kDimmed = .18f;
constexpr float kPassing = .4f;   // of a line that only passes through the view
constexpr float kLeads = 6;       // importance from which a line keeps its strength in a crowd
constexpr float kLeastSeen = .012f; // opacity of one pixel below which a line is left out
constexpr double kAmountsFrom = .5;     // zoom at which amounts of benefit show
constexpr double kAllAmountsFrom = 1.1; // and those of lawful costs and movement fees

struct Placed {
  Px at;
  float radius = 0;
  bool drawn = false; ///< has a position and lies in or near the viewport
  bool placed = false;
  bool dimmed = false;
  bool marked = false; ///< selected, hovered or on a highlighted way
};

class Composer {
 public:
  Composer(const ChartModel& chart, const Camera& camera, const Viewport& viewport, const Selection& selection, const ComposeOptions& options)
      : chart_(chart), camera_(camera), selection_(selection), options_(options),
        theme_(options.theme ? *options.theme : light_theme()),
        reach_(static_cast<float>(std::clamp(std::sqrt(camera.zoom), 0., 1.))) {
    list_.viewport = viewport;
    list_.background = theme_.background;
  }

  DrawList compose(const Positions& positions) {
    place(positions);
    mark();
    add_lines();
    add_nodes();
    if (options_.labels) add_labels();
    return std::move(list_);
  }

 private:
  std::size_t index_of(EntityId id) const { return static_cast<std::size_t>(chart_.find(id) - chart_.nodes.data()); }

  // Nodes grow slower than the distances between them, so that coming closer makes room.
  float radius_of(const ChartNode& node) const {
    const double scaled = node_radius(node) * std::min(std::pow(camera_.zoom, .6), 1.9);
    const bool leads = node.emphasis.standing == Standing::Beneficiary && node.emphasis.share > .01;
    return static_cast<float>(std::max(scaled, leads ? 6. : 1.3));
  }

  void place(const Positions& positions) {
    places_.resize(chart_.nodes.size());
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const auto at = positions.find(chart_.nodes[i].id);
      if (at == positions.end() || !std::isfinite(at->second.x) || !std::isfinite(at->second.y)) continue;
      Placed& place = places_[i];
      place = {.at = to_px(camera_, list_.viewport, at->second), .radius = radius_of(chart_.nodes[i]), .placed = true};
      const float edge = place.radius * kGlow + 2;
      place.drawn = place.at.x > -edge && place.at.y > -edge && place.at.x < static_cast<float>(list_.viewport.width) + edge &&
                    place.at.y < static_cast<float>(list_.viewport.height) + edge;
    }
  }

  bool on_way(const ChartLine& line) const {
    const Highlight& way = options_.highlight;
    return std::ranges::any_of(line.ties, [&](auto id) { return way.ties.contains(id); }) ||
           std::ranges::any_of(line.payments, [&](auto id) { return way.payments.contains(id); });
  }

  // With a way to bring out, all else is dimmed; with a selection, all but it and its neighbours.
  void mark() {
    const bool has_way = !options_.highlight.empty(), has_selection = !selection_.entities.empty();
    std::unordered_set<EntityId> near = options_.highlight.entities;
    if (!has_way) near.insert(selection_.entities.begin(), selection_.entities.end());
    for (const ChartLine& line : chart_.lines) {
      if (has_way ? on_way(line) : has_selection && (selection_.entities.contains(line.a) || selection_.entities.contains(line.b)))
        near.insert({line.a, line.b});
    }
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const EntityId id = chart_.nodes[i].id;
      places_[i].dimmed = (has_way || has_selection) && !near.contains(id);
      places_[i].marked = selection_.entities.contains(id) || selection_.hovered == id || (has_way && near.contains(id));
    }
  }

  // Both ends beyond one side of the viewport.
  bool is_outside(Px a, Px b) const {
    const auto width = static_cast<float>(list_.viewport.width), height = static_cast<float>(list_.viewport.height);
    return (a.x < 0 && b.x < 0) || (a.y < 0 && b.y < 0) || (a.x > width && b.x > width) || (a.y > height && b.y > height);
  }

  void add_lines() {
    std::vector<std::pair<float, Line>> drawn;
    for (std::size_t first = 0; first < chart_.lines.size();) {
      std::size_t end = first;
      while (end < chart_.lines.size() && chart_.lines[end].a == chart_.lines[first].a && chart_.lines[end].b == chart_.lines[first].b) ++end;
      for (std::size_t i = first; i < end; ++i) add_line(i, static_cast<float>(i - first) - static_cast<float>(end - first - 1) / 2, drawn);
      first = end;
    }
    std::ranges::stable_sort(drawn, {}, &std::pair<float, Line>::first);
    const float crowd = std::clamp(std::pow(1500.f / static_cast<float>(std::max<std::size_t>(drawn.size(), 1)), .45f), .12f, 1.f);
    list_.lines.reserve(drawn.size());
    for (auto& [importance, line] : drawn) {
      if (importance < kLeads) line.color.a *= crowd * nearness(line, crowd);
      if (line.color.a * std::min(line.width, 1.f) > kLeastSeen) list_.lines.push_back(line);
    }
  }

  // In a crowd, long lines say least and cover most.
  static float nearness(const Line& line, float crowd) {
    constexpr float kLong = 120; // px
    if (crowd >= 1) return 1;
    return std::clamp(kLong / std::max(std::hypot(line.to.x - line.from.x, line.to.y - line.from.y), 1.f), .3f, 1.f);
  }

  void add_line(std::size_t index, float lane, std::vector<std::pair<float, Line>>& drawn) {
    const ChartLine& line = chart_.lines[index];
    const std::size_t a = index_of(line.a), b = index_of(line.b);
    if (!places_[a].placed || !places_[b].placed || is_outside(places_[a].at, places_[b].at)) return;
    LineStyle style = line_style(line, chart_.nodes[a], chart_.nodes[b], theme_, reach_);
    emphasise(static_cast<std::uint32_t>(index), line, places_[a], places_[b], style);
    Line out{.index = static_cast<std::uint32_t>(index), .width = style.width, .color = style.color, .dash = style.dash, .arrow = style.arrow};
    if (!places_[a].drawn && !places_[b].drawn && style.importance < kLeads) out.color.a *= kPassing;
    if (trim(out, a, b, lane)) drawn.emplace_back(style.importance, out);
  }

  void emphasise(std::uint32_t index, const ChartLine& line, const Placed& a, const Placed& b, LineStyle& style) const {
    const bool touched = index == selection_.hovered_line || index == selection_.selected_line;
    const bool near = selection_.hovered == line.a || selection_.hovered == line.b || selection_.entities.contains(line.a) ||
                      selection_.entities.contains(line.b);
    if (touched || (!options_.highlight.empty() && on_way(line))) {
      style.color = touched ? theme_.selection : theme_.trail;
      style.width = std::max(style.width + 1, 2.5f);
      style.importance = 30;
    } else if (a.dimmed || b.dimmed || !options_.highlight.empty()) {
      style.color.a *= kDimmed;
    } else if (near) {
      style.color.a = std::max(style.color.a, .85f);
      style.width = std::max(style.width, 1.4f);
      style.importance += 10;
    }
  }

  // Ends at the borders of the nodes; parallel lines leave them side by side and bow apart.
  bool trim(Line& line, std::size_t a, std::size_t b, float lane) const {
    const Placed &from = places_[a], &to = places_[b];
    const Px way = to.at - from.at;
    const float length = std::hypot(way.x, way.y);
    if (length < 1) return false;
    const Px along = way * (1 / length), aside{-along.y, along.x};
    const float bend = lane * std::min(kParallel * std::max(reach_, .3f), length * .12f);
    const auto leave = [&](const Placed& node, Shape shape, Px ahead) {
      const Px toward = ahead * length + aside * (bend * 4);
      const Px unit = toward * (1 / std::hypot(toward.x, toward.y));
      return node.at + unit * (node.radius * border_distance(shape, unit) + std::min(1.5f, node.radius * .2f));
    };
    line.from = leave(from, chart_.nodes[a].shape, along);
    line.to = leave(to, chart_.nodes[b].shape, along * -1);
    const Px rest = line.to - line.from;
    if (rest.x * along.x + rest.y * along.y <= 1) return false; // nodes touch
    const float shift = ((line.from.x - from.at.x + line.to.x - to.at.x) * aside.x + (line.from.y - from.at.y + line.to.y - to.at.y) * aside.y) / 2;
    line.bend = bend - shift;
    return true;
  }

  void add_nodes() {
    order_.resize(places_.size());
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::erase_if(order_, [&](std::size_t i) { return !places_[i].drawn; });
    std::ranges::stable_sort(order_, {}, [&](std::size_t i) { return label_importance(chart_.nodes[i]) + (places_[i].marked ? 100.f : 0.f); });
    for (const std::size_t i : order_) add_node(chart_.nodes[i], places_[i]);
  }

  void add_node(const ChartNode& node, const Placed& place) {
    Node drawn = node_style(node, theme_);
    drawn.at = place.at;
    drawn.radius = place.radius;
    drawn.ring_width = std::min(drawn.ring_width * std::max(reach_, .5f), place.radius * .4f);
    if (has_glow(node, place)) add_glow(drawn, node.emphasis.share);
    if (selection_.entities.contains(node.id) || selection_.hovered == node.id) add_selection_ring(drawn, selection_.entities.contains(node.id));
    if (drawn.glyph == Glyph::None && !node.role_word.empty() && place.radius >= kLeastLabelled)
      list_.labels.push_back({.at = place.at, .text = initial(node.role_word), .size = place.radius * 1.05f, .weight = Weight::Bold,
                              .color = place.dimmed ? theme_.muted : drawn.ink});
    if (place.dimmed) {
      for (Color* color : {&drawn.fill, &drawn.ring, &drawn.ink}) *color = mixed(theme_.background, *color, .3f);
    }
    list_.nodes.push_back(drawn);
  }

  static bool has_glow(const ChartNode& node, const Placed& place) {
    return node.emphasis.standing == Standing::Beneficiary && node.emphasis.share >= .01 && !place.dimmed;
  }

  void add_glow(const Node& node, double share) {
    Node glow{.at = node.at, .radius = node.radius * kGlow, .shape = node.shape};
    glow.fill = faded(theme_.beneficiary_high, .10f + .12f * static_cast<float>(share));
    list_.nodes.push_back(glow);
  }

  void add_selection_ring(const Node& node, bool selected) {
    Node ring{.at = node.at, .radius = node.radius + kSelectionRoom, .shape = node.shape, .ring_width = selected ? 2.5f : 1.5f};
    ring.fill = faded(theme_.selection, .12f);
    ring.ring = theme_.selection;
    list_.nodes.push_back(ring);
  }

  bool wants_label(std::size_t i) const {
    const Placed& place = places_[i];
    const ChartNode& node = chart_.nodes[i];
    if (place.marked) return true;
    if (place.dimmed) return false;
    return place.radius >= kLeastLabelled || (node.emphasis.standing == Standing::Beneficiary && node.emphasis.share >= .01);
  }

  void add_labels() {
    LabelPlacer placer(list_.viewport);
    for (const std::size_t i : order_) {
      const Placed& p = places_[i];
      const float half = p.radius * .9f;
      if (p.radius >= kLeastLabelled) placer.block_out({p.at.x - half, p.at.y - half, p.at.x + half, p.at.y + half});
      else placer.avoid(p.at, p.at, .2f); // a dot may lie beneath the name of somebody who matters
    }
    avoid_lines(placer);
    std::size_t tried = 0;
    for (auto i = order_.rbegin(); i != order_.rend(); ++i) {
      const bool fits = wants_label(*i) && tried++ < kMostLabelled && placer.place(block_of(*i), list_.labels);
      if (!fits) ++list_.hidden_labels;
    }
    if (camera_.zoom >= kAmountsFrom) add_amounts(placer);
  }

  void avoid_lines(LabelPlacer& placer) const {
    constexpr std::size_t kMostAvoided = 3000;
    std::vector<Px> way;
    for (std::size_t i = list_.lines.size() - std::min(list_.lines.size(), kMostAvoided); i < list_.lines.size(); ++i) {
      const Line& line = list_.lines[i];
      trace(line, way);
      for (std::size_t k = 1; k < way.size(); ++k) placer.avoid(way[k - 1], way[k], line.width * line.color.a * .35f);
    }
  }

  LabelBlock block_of(std::size_t i) const {
    const ChartNode& node = chart_.nodes[i];
    LabelBlock block{.lines = node_label(node, theme_), .anchor = places_[i].at, .gap = places_[i].radius};
    if (has_glow(node, places_[i])) block.gap *= kGlow;
    if (places_[i].marked) block.gap += kSelectionRoom;
    if (places_[i].marked) block.lines.front().color = theme_.text;
    return block;
  }

  void add_amounts(LabelPlacer& placer) {
    constexpr float kRoomForAmount = 70; // px
    for (auto line = list_.lines.rbegin(); line != list_.lines.rend(); ++line) {
      const ChartLine& bundle = chart_.lines[line->index];
      const Px way = line->to - line->from;
      const float length = std::hypot(way.x, way.y);
      if (bundle.flow != Flow::Benefit && camera_.zoom < kAllAmountsFrom) continue;
      if (bundle.kind != LineKind::Money || bundle.total.cents <= 0 || length < kRoomForAmount || line->color.a < .35f) continue;
      Label amount{.text = short_amount(bundle.total), .size = 10.5f, .color = mixed(line->color, theme_.text, .25f), .halo = theme_.halo};
      amount.color.a = 1;
      for (const float t : {.5f, .36f, .64f}) {
        const Px at = line->from + way * t + Px{-way.y / length, way.x / length} * (line->bend * 4 * t * (1 - t));
        if (placer.place({.lines = {amount}, .anchor = at, .gap = -1}, list_.labels)) break;
      }
    }
  }

  const ChartModel& chart_;
  const Camera& camera_;
  const Selection& selection_;
  const ComposeOptions& options_;
  const Theme& theme_;
  float reach_; // 0 far out, 1 at zoom 1 and closer
  DrawList list_;
  std::vector<Placed> places_;
  std::vector<std::size_t> order_; // of nodes in view, the most important last
};

} // namespace

DrawList compose_chart(const ChartModel& chart, const Positions& positions, const Camera& camera, const Viewport& viewport,
                       const Selection& selection, const ComposeOptions& options) {
  return Composer(chart, camera, viewport, selection, options).compose(positions);
}

} // namespace cuibono::scene
