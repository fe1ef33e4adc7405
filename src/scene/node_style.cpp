#include "scene/node_style.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>

#include "scene/labels.h"

namespace cuibono::scene {
namespace {

constexpr std::size_t kLongestLabel = 36;

void style_beneficiary(Node& drawn, const Emphasis& emphasis, const Theme& theme) {
  const auto share = static_cast<float>(std::clamp(emphasis.share, 0., 1.));
  const auto control = static_cast<float>(std::clamp(emphasis.control, 0., 1.));
  drawn.fill = mixed(theme.beneficiary_low, theme.beneficiary_high, std::min(1.f, std::sqrt(share) * 1.15f));
  drawn.ring = theme.beneficiary_ring;
  drawn.ring_width = 1.6f + 2.4f * control; // the hand on the business shows as a stronger ring
  drawn.ink = share > .15f ? theme.ink_on_strong : theme.ink;
}

} // namespace

Node node_style(const ChartNode& node, const Theme& theme) {
  Node drawn{.entity = node.id, .at = {}, .radius = 1, .shape = node.shape, .glyph = node.glyph, .fill = theme.neutral,
             .ring = theme.neutral_ring, .ink = theme.ink, .ring_width = 1.5f};
  switch (node.emphasis.standing) {
    case Standing::Beneficiary: style_beneficiary(drawn, node.emphasis, theme); break;
    case Standing::Movement:
      drawn.fill = theme.movement;
      drawn.ring = theme.movement_ring;
      drawn.ring_width = 1.2f;
      break;
    case Standing::Victim:
      drawn.fill = theme.victim;
      drawn.ring = drawn.ink = theme.victim_ring;
      break;
    case Standing::Neutral: break;
  }
  return drawn;
}

std::string percent(double share) {
  if (share > 0 && share < .005) return "<1 %";
  return fmt::format("{:.0f} %", share * 100);
}

std::vector<Label> node_label(const ChartNode& node, const Theme& theme) {
  Label name{.entity = node.id, .at = {}, .text = elided(node.label, kLongestLabel), .size = 12, .color = theme.text, .halo = theme.halo};
  if (node.emphasis.standing == Standing::Movement || node.emphasis.standing == Standing::Victim) {
    name.size = 11;
    name.color = theme.muted;
  }
  if (node.emphasis.standing != Standing::Beneficiary && node.role_word.empty()) return {name};
  if (node.emphasis.standing != Standing::Beneficiary) {
    Label role = name;
    role.text = elided(node.role_word, kLongestLabel);
    role.size = 10.5f;
    role.color = theme.muted;
    return {name, role};
  }
  const double share = std::clamp(node.emphasis.share, 0., 1.);
  name.weight = Weight::Bold;
  name.size = static_cast<float>(12.5 + 3.5 * std::sqrt(share));
  Label part = name;
  part.text = percent(share);
  part.color = theme.trail;
  return {name, part};
}

std::string initial(const std::string& word) {
  if (word.empty()) return {};
  std::size_t end = 1;
  while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0u) == 0x80u) ++end;
  std::string letter = word.substr(0, end);
  if (letter[0] >= 'a' && letter[0] <= 'z') letter[0] = static_cast<char>(letter[0] - 'a' + 'A');
  return letter;
}

float label_importance(const ChartNode& node) {
  const auto lines = static_cast<float>(std::min<std::size_t>(node.lines, 1000)) / 1000;
  switch (node.emphasis.standing) {
    case Standing::Beneficiary: return 10 + static_cast<float>(node.emphasis.share + node.emphasis.control * .1) + lines;
    case Standing::Neutral: return 4 + lines;
    case Standing::Movement: return 2 + lines;
    case Standing::Victim: return 1 + lines;
  }
  return 0;
}

} // namespace cuibono::scene
