#include "scene/legend.h"

#include <algorithm>
#include <cmath>

#include "scene/labels.h"
#include "scene/line_style.h"
#include "scene/node_style.h"
#include "scene/symbols.h"

namespace cuibono::scene {
namespace {

constexpr float kSampleRadius = 8, kSampleHalf = 13;
constexpr float kRow = 22, kSide = 20, kSampleRoom = 36, kTextSize = 11.5f;

using Entries = std::vector<LegendEntry>;

// The same as on the chart, by the same rules.
Node sample_of(const ChartNode& like, const Theme& theme) {
  Node node = node_style(like, theme);
  node.entity = {};
  node.radius = kSampleRadius;
  return node;
}

void add_standings(const ChartModel& chart, const Theme& theme, Entries& entries) {
  const auto occurs = [&](Standing s) { return std::ranges::any_of(chart.nodes, [&](const ChartNode& n) { return n.emphasis.standing == s; }); };
  const auto add = [&](ChartNode like, std::string words) {
    if (occurs(like.emphasis.standing)) entries.push_back({sample_of(like, theme), std::move(words)});
  };
  add({.emphasis = {.share = .8, .control = .8, .standing = Standing::Beneficiary}}, "benefits: larger, the larger the share; ring: control");
  add({.emphasis = {.standing = Standing::Movement}}, "moves people");
  add({.shape = Shape::Shield, .glyph = Glyph::Victim, .emphasis = {.standing = Standing::Victim}}, "victim, by pseudonym");
}

template <class Sign, class Of>
void add_signs(const ChartModel& chart, const Theme& theme, std::size_t count, Of of, Sign none, Entries& entries) {
  for (std::size_t i = 0; i < count; ++i) {
    const auto sign = static_cast<Sign>(i);
    const auto uses = [&](const ChartNode& n) { return of(n) == sign && n.emphasis.standing != Standing::Victim; };
    if (sign == none || !std::ranges::any_of(chart.nodes, uses)) continue;
    ChartNode like;
    of(like) = sign;
    entries.push_back({sample_of(like, theme), std::string(words(sign))});
  }
}

constexpr std::string_view kLineWords[]{"knows, meets, shields", "commands", "money", "owns, holds", "moves, harbours, guards", "same address, phone or device"};

Line sample_line(const ChartLine& like, Standing to, const Theme& theme) {
  const ChartNode from, into{.emphasis = {.standing = to}, .takes_benefit = to == Standing::Beneficiary};
  const LineStyle style = line_style(like, from, into, theme, 1);
  return {.from = {-kSampleHalf, 0}, .to = {kSampleHalf, 0}, .width = std::min(style.width, 3.f), .color = style.color, .dash = style.dash, .arrow = style.arrow};
}

bool is_benefit(const ChartLine& line) { return line.kind == LineKind::Money && line.flow == Flow::Benefit; }

void add_money(const ChartModel& chart, const Theme& theme, Entries& entries) {
  const ChartLine benefit{.kind = LineKind::Money, .total = {20'000'00}, .flow = Flow::Benefit, .supported = true, .forward = true};
  const bool reaches = std::ranges::any_of(chart.lines, [&](const ChartLine& line) {
    const auto takes = [&](EntityId id) { return chart.find(id) && chart.find(id)->takes_benefit; };
    return is_benefit(line) && ((line.forward && takes(line.b)) || (line.backward && takes(line.a)));
  });
  if (reaches) entries.push_back({sample_line(benefit, Standing::Beneficiary, theme), "money that reaches a beneficiary"});
  if (std::ranges::any_of(chart.lines, is_benefit)) entries.push_back({sample_line(benefit, Standing::Neutral, theme), "other money; wider: more"});
  const auto is_other = [](const ChartLine& line) { return line.kind == LineKind::Money && (line.flow == Flow::Lawful || line.flow == Flow::Movement); };
  ChartLine other = benefit;
  other.flow = Flow::Lawful;
  if (std::ranges::any_of(chart.lines, is_other)) entries.push_back({sample_line(other, Standing::Neutral, theme), "lawful costs, revenue, movement fees"});
}

void add_lines(const ChartModel& chart, const Theme& theme, Entries& entries) {
  add_money(chart, theme, entries);
  for (std::size_t k = 0; k < std::size(kLineWords); ++k) {
    const auto kind = static_cast<LineKind>(k);
    if (kind == LineKind::Money || !std::ranges::any_of(chart.lines, [&](const ChartLine& line) { return line.kind == kind; })) continue;
    const ChartLine like{.kind = kind, .supported = true, .forward = true};
    entries.push_back({sample_line(like, Standing::Neutral, theme), std::string(kLineWords[k])});
  }
  if (std::ranges::all_of(chart.lines, &ChartLine::supported)) return;
  const ChartLine unsupported{.kind = LineKind::Social};
  entries.push_back({sample_line(unsupported, Standing::Neutral, theme), "no exhibit supports it"});
}

float widest(const Entries& entries) {
  float width = 0;
  for (const LegendEntry& entry : entries) width = std::max(width, text_width(entry.words, kTextSize, Weight::Regular));
  return width;
}

void set_entry(DrawList& list, const LegendEntry& entry, Px at, const Theme& theme) {
  if (const auto* node = std::get_if<Node>(&entry.sample)) {
    list.nodes.push_back(*node);
    list.nodes.back().at = at;
  } else {
    Line line = std::get<Line>(entry.sample);
    line.from = line.from + at;
    line.to = line.to + at;
    list.lines.push_back(line);
  }
  list.labels.push_back({.at = at + Px{kSampleRoom - kSampleHalf, 0}, .align = Align::Left, .text = entry.words, .size = kTextSize, .color = theme.text});
}

} // namespace

std::vector<LegendEntry> legend(const ChartModel& chart, const Theme& theme) {
  Entries entries;
  add_standings(chart, theme, entries);
  add_signs(chart, theme, kShapes, [](auto& n) -> auto& { return n.shape; }, Shape::Shield, entries);
  add_signs(chart, theme, kGlyphs, [](auto& n) -> auto& { return n.glyph; }, Glyph::None, entries);
  add_lines(chart, theme, entries);
  return entries;
}

void draw_legend(DrawList& list, const std::vector<LegendEntry>& entries, const Theme& theme) {
  if (entries.empty()) return;
  const auto width = static_cast<float>(list.viewport.width), top = static_cast<float>(list.viewport.height);
  const float column = widest(entries) + kSampleRoom + kSide;
  const auto columns = static_cast<std::size_t>(std::max((width - kSide) / column, 1.f));
  const std::size_t rows = (entries.size() + columns - 1) / columns;
  const float height = static_cast<float>(rows) * kRow + kSide;
  list.viewport.height += height;
  // What reaches beyond the picture's edge must not show through the strip.
  std::erase_if(list.nodes, [&](const Node& node) { return node.at.y + node.radius > top; });
  list.lines.push_back({.from = {0, top + height / 2}, .to = {width, top + height / 2}, .width = height, .color = list.background});
  list.lines.push_back({.from = {0, top}, .to = {width, top}, .color = theme.grid});
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Px at{kSide + kSampleHalf + static_cast<float>(i / rows) * column, top + (kSide + kRow) / 2 + static_cast<float>(i % rows) * kRow};
    set_entry(list, entries[i], at, theme);
  }
}

} // namespace cuibono::scene
