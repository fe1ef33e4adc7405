#include "scene/plane.h"

#include <algorithm>
#include <cmath>

#include "scene/labels.h"
#include "scene/node_style.h"

namespace cuibono::scene {
namespace {

constexpr float kLeft = 64, kTop = 44, kBottom = 58, kRight = 40, kBarRoom = 130, kBarWidth = 46;
constexpr float kInset = 16; // keeps points of nought clear of the axes
constexpr float kTickRoom = 14;
constexpr std::size_t kLongestLabel = 30;

class PlaneComposer {
 public:
  PlaneComposer(const PlaneInputs& inputs, const Viewport& viewport)
      : in_(inputs), theme_(inputs.theme ? *inputs.theme : light_theme()), placer_(viewport) {
    list_.viewport = viewport;
    list_.background = theme_.background;
    const bool has_bar = inputs.unattributed > 0;
    plot_ = {kLeft, kTop, std::max(static_cast<float>(viewport.width) - (has_bar ? kBarRoom : 0) - kRight, kLeft + 60),
             std::max(static_cast<float>(viewport.height) - kBottom, kTop + 60)};
  }

  DrawList compose() {
    add_axes();
    add_quadrants();
    if (in_.unattributed > 0) add_unattributed();
    add_points();
    return std::move(list_);
  }

 private:
  float x_of(double share) const { return plot_.left + kInset + (plot_.right - plot_.left - 2 * kInset) * static_cast<float>(std::sqrt(std::clamp(share, 0., 1.))); }
  float y_of(double control) const { return plot_.bottom - kInset - (plot_.bottom - plot_.top - 2 * kInset) * static_cast<float>(std::clamp(control, 0., 1.)); }

  void rule(Px from, Px to, Color color, float width = 1, Dash dash = Dash::Solid) {
    list_.lines.push_back({.from = from, .to = to, .width = width, .color = color, .dash = dash});
  }

  Label& text(Px at, Align align, std::string words, float size, Color color, Weight weight = Weight::Regular) {
    list_.labels.push_back({.at = at, .align = align, .text = std::move(words), .size = size, .weight = weight, .color = color, .halo = theme_.halo});
    placer_.block_out(label_box(list_.labels.back()));
    return list_.labels.back();
  }

  void add_axes() {
    for (const double share : {0., .01, .05, .1, .25, .5, .75, 1.}) {
      const float x = x_of(share);
      rule({x, plot_.top}, {x, plot_.bottom}, faded(theme_.grid, .7f));
      text({x, plot_.bottom + 15}, Align::Centre, percent(share), 11, theme_.muted);
    }
    float last = HUGE_VALF;
    for (const double control : {0., .25, .5, .75, 1.}) {
      const float y = y_of(control);
      rule({plot_.left, y}, {plot_.right, y}, faded(theme_.grid, .7f));
      if (last - y < kTickRoom) continue; // a low plane has no room for each figure
      text({plot_.left - 10, y}, Align::Right, percent(control), 11, theme_.muted);
      last = y;
    }
    rule({plot_.left, plot_.bottom}, {plot_.right, plot_.bottom}, theme_.muted, 1.4f);
    rule({plot_.left, plot_.bottom}, {plot_.left, plot_.top}, theme_.muted, 1.4f);
    text({(plot_.left + plot_.right) / 2, plot_.bottom + 38}, Align::Centre, "Benefit share: part of the value that could be followed", 12, theme_.text);
    text({plot_.left - 44, plot_.top - 22}, Align::Left, "Control", 12, theme_.text);
  }

  void add_quadrants() {
    const float x = x_of(in_.high_share), y = y_of(in_.high_control);
    rule({x, plot_.top}, {x, plot_.bottom}, theme_.muted, 1.2f, Dash::Dashed);
    rule({plot_.left, y}, {plot_.right, y}, theme_.muted, 1.2f, Dash::Dashed);
    placer_.avoid({x, plot_.top}, {x, plot_.bottom}, .5f);
    placer_.avoid({plot_.left, y}, {plot_.right, y}, .5f);
    const auto name = [&](Px at, Align align, const char* words) { text(at, align, words, 13, theme_.muted, Weight::Bold); };
    name({plot_.right - 8, plot_.top + 14}, Align::Right, "Principal");
    name({plot_.right - 8, plot_.bottom - 14}, Align::Right, "Passive or hidden");
    name({plot_.left + 8, plot_.top + 14}, Align::Left, "Manager or enforcer");
    name({plot_.left + 8, plot_.bottom - 14}, Align::Left, "Peripheral");
  }

  bool is_marked(EntityId id) const { return in_.selected.contains(id) || in_.hovered == id; }

  // A bar at the side, as high as the share that nobody could be named for.
  void add_unattributed() {
    const float left = plot_.right + 50, right = left + kBarWidth, top = plot_.bottom - (plot_.bottom - plot_.top) * static_cast<float>(std::clamp(in_.unattributed, 0., 1.));
    rule({left, plot_.top}, {left, plot_.bottom}, theme_.grid);
    rule({right, plot_.top}, {right, plot_.bottom}, theme_.grid);
    rule({left, plot_.top}, {right, plot_.top}, theme_.grid);
    for (float start = top - kBarWidth; start < plot_.bottom; start += 7) hatch(left, start, top);
    for (const auto& [from, to] : {std::pair(Px{left, top}, Px{right, top}), std::pair(Px{left, top}, Px{left, plot_.bottom}),
                                   std::pair(Px{right, top}, Px{right, plot_.bottom}), std::pair(Px{left, plot_.bottom}, Px{right, plot_.bottom})})
      rule(from, to, theme_.muted, 1.4f);
    text({(left + right) / 2, std::max(top - 12, plot_.top + 8)}, Align::Centre, percent(in_.unattributed), 12.5f, theme_.text, Weight::Bold);
    text({(left + right) / 2, plot_.bottom + 15}, Align::Centre, "Not attributed", 11, theme_.muted);
  }

  // A stroke falling by 45 degrees from (left, start), cut to the bar.
  void hatch(float left, float start, float top) {
    const float from = std::max(top - start, 0.f), to = std::min(kBarWidth, plot_.bottom - start);
    if (to > from) rule({left + from, start + from}, {left + to, start + to}, faded(theme_.muted, .7f));
  }

  void add_points() {
    placer_.block_out({0, 0, plot_.left, static_cast<float>(list_.viewport.height)});
    std::vector<const PlanePoint*> points;
    for (const PlanePoint& point : in_.points) points.push_back(&point);
    std::ranges::stable_sort(points, {}, [](const PlanePoint* p) { return p->share + p->control * .1; });
    for (const PlanePoint* point : points) add_point(*point);
    for (const Node& node : list_.nodes) {
      const float r = node.radius * .9f;
      placer_.block_out({node.at.x - r, node.at.y - r, node.at.x + r, node.at.y + r});
    }
    for (auto point = points.rbegin(); point != points.rend(); ++point)
      if (!placer_.place(label_of(**point), list_.labels)) ++list_.hidden_labels;
  }

  void add_point(const PlanePoint& point) {
    const Px at = place_of(point);
    const bool marked = is_marked(point.id);
    if (point.share_p95 > point.share_p05) {
      const Color color = faded(marked ? theme_.selection : theme_.trail, marked ? .9f : .45f);
      const float low = x_of(point.share_p05), high = x_of(point.share_p95);
      rule({low, at.y}, {high, at.y}, color, 1.6f);
      placer_.avoid({low, at.y}, {high, at.y}, .5f);
      for (const float end : {low, high}) rule({end, at.y - 4}, {end, at.y + 4}, color, 1.6f);
    }
    if (marked)
      list_.nodes.push_back({.at = at, .radius = 15, .fill = faded(theme_.selection, .12f), .ring = theme_.selection, .ring_width = in_.selected.contains(point.id) ? 2.5f : 1.5f});
    ChartNode like{.emphasis = {point.share, point.control, point.share > 0 ? Standing::Beneficiary : Standing::Movement}};
    Node node = node_style(like, theme_);
    node.entity = point.id;
    node.at = at;
    node.radius = static_cast<float>(5.5 + 5.5 * std::sqrt(std::clamp(point.share, 0., 1.)));
    node.ring_width = 1.8f;
    list_.nodes.push_back(node);
  }

  Px place_of(const PlanePoint& point) const { return {x_of(point.share), y_of(point.control)}; }

  LabelBlock label_of(const PlanePoint& point) const {
    const bool leads = point.share >= in_.high_share;
    Label name{.entity = point.id, .text = elided(point.label, kLongestLabel), .size = leads ? 12.5f : 11.5f,
               .weight = leads ? Weight::Bold : Weight::Regular, .color = leads ? theme_.text : theme_.muted, .halo = theme_.halo};
    return {.lines = {name}, .anchor = place_of(point), .gap = is_marked(point.id) ? 16.f : 10.f};
  }

  const PlaneInputs& in_;
  const Theme& theme_;
  LabelPlacer placer_;
  DrawList list_;
  Box plot_;
};

} // namespace

DrawList compose_plane(const PlaneInputs& inputs, const Viewport& viewport) { return PlaneComposer(inputs, viewport).compose(); }

} // namespace cuibono::scene
