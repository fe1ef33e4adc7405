#include "scene/line_style.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>

namespace cuibono::scene {
namespace {

bool reaches_beneficiary(const ChartLine& line, const ChartNode& a, const ChartNode& b) {
  if (line.kind == LineKind::Ownership || (line.kind == LineKind::Money && line.flow == Flow::Lawful)) return false;
  return (line.forward && b.takes_benefit) ||
         (line.backward && a.takes_benefit);
}

// 1 px for a thousand, half a pixel more for each doubling or so, 5 px at most.
float width_of(base::Money amount) {
  const double thousands = std::max(base::units(amount) / 1000, 1.);
  return static_cast<float>(std::min(1.2 + .4 * std::log2(thousands), 5.));
}

Color color_of(LineKind kind, const Theme& theme) {
  switch (kind) {
    case LineKind::Social: return theme.social;
    case LineKind::Command: return theme.command;
    case LineKind::Money: return theme.money;
    case LineKind::Ownership: return theme.ownership;
    case LineKind::Movement: return theme.movement_tie;
    case LineKind::Inferred: return theme.inferred;
  }
  return theme.social;
}

// Money that ends as benefit leads; what is lawful or pays for movement stays in the background.
void style_money(LineStyle& style, const ChartLine& line, const ChartNode& a, const ChartNode& b, const Theme& theme) {
  if (line.flow == Flow::Lawful || line.flow == Flow::Movement) {
    style.width = std::min(width_of(line.total), 1.4f);
    style.color = faded(line.flow == Flow::Lawful ? theme.social : theme.movement_tie, .55f);
    style.importance = 2;
    return;
  }
  style.width = width_of(line.total);
  style.importance = 4 + style.width;
  if (!reaches_beneficiary(line, a, b)) return;
  style.color = theme.trail;
  style.importance += 4;
}

Arrow arrow_of(const ChartLine& line) {
  if (line.kind == LineKind::Social || line.kind == LineKind::Inferred) return Arrow::None;
  if (line.forward && line.backward) return Arrow::Both;
  return line.forward ? Arrow::End : Arrow::Start;
}

float base_width(LineKind kind) {
  switch (kind) {
    case LineKind::Ownership: return 1.8f;
    case LineKind::Command: return 1.5f;
    default: return 1.1f;
  }
}

} // namespace

LineStyle line_style(const ChartLine& line, const ChartNode& a, const ChartNode& b, const Theme& theme, float reach) {
  LineStyle style{.width = base_width(line.kind), .color = faded(color_of(line.kind, theme), .85f), .importance = 3};
  if (line.kind == LineKind::Money) style_money(style, line, a, b, theme);
  const auto either = [&](Standing s) { return a.emphasis.standing == s || b.emphasis.standing == s; };
  if (either(Standing::Victim)) {
    style.width = std::min(style.width, 1.f);
    style.color = faded(style.color, line.supported ? .38f : .75f); // dots cover little of their line
    style.importance = 0;
  } else if (either(Standing::Movement)) {
    style.width = std::min(style.width, 1.2f);
    style.color = faded(style.color, .7f);
    style.importance = std::min(style.importance, 1.f);
  }
  if (!line.supported) style.dash = Dash::Dotted;
  else if (line.kind == LineKind::Inferred) style.dash = Dash::Dashed;
  const bool is_money = line.kind == LineKind::Money;
  if (reach > (is_money ? .25f : .45f)) style.arrow = arrow_of(line);
  style.width *= .35f + .65f * reach;
  return style;
}

std::string short_amount(base::Money amount) {
  const double value = base::units(amount);
  if (value >= 999.5e6) return fmt::format("{:.2f} bn", value / 1e9);
  if (value >= 999.5e3) return fmt::format("{:.2f} M", value / 1e6);
  if (value >= 1e4) return fmt::format("{:.0f} k", value / 1e3);
  return base::format_money_grouped({static_cast<std::int64_t>(std::llround(value)) * 100});
}

} // namespace cuibono::scene
