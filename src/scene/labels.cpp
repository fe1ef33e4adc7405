#include "scene/labels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace cuibono::scene {
namespace {

constexpr float kCell = 48;
constexpr float kLineHeight = 1.25f;
constexpr int kMostCells = 4096; // a side: guards against absurd viewports

// Advance of Noto Sans by character, in em: narrow, usual, wide.
float advance(char32_t c) {
  if (c < 0x20) return 0;
  if (c < 0x7F) {
    constexpr std::string_view kNarrow = " !'(),-./:;I[]`fijlrt|", kWide = "%&@GHMNOQUWmw";
    const auto byte = static_cast<char>(c);
    if (kNarrow.find(byte) != kNarrow.npos) return .36f;
    if (kWide.find(byte) != kWide.npos) return .86f;
    return c >= 'A' && c <= 'Z' ? .65f : .59f;
  }
  const bool combines = (c >= 0x300 && c < 0x370) || (c >= 0x0E34 && c <= 0x0E3A) || (c >= 0x0E47 && c <= 0x0E4E) ||
                        (c >= 0x17B7 && c <= 0x17D3) || c == 0x200D || c == 0x200B;
  if (combines) return 0;
  if (c >= 0x2E80) return 1;
  return c < 0x530 ? .66f : .8f;
}

// Reads one character and moves on; a broken byte counts as one character.
char32_t next_char(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
  char32_t c = more == 0 ? lead : lead & (0x3Fu >> more);
  for (int i = 0; i < more && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0u) == 0x80u; ++i)
    c = c << 6 | (static_cast<unsigned char>(text[at++]) & 0x3Fu);
  return c;
}

struct Side {
  float x, y; // direction from the anchor
  Align align;
};
constexpr float kSlant = .72f;
constexpr std::array kSides{Side{1, 0, Align::Left}, Side{0, 1, Align::Centre}, Side{-1, 0, Align::Right},
                            Side{0, -1, Align::Centre}, Side{kSlant, kSlant, Align::Left}, Side{kSlant, -kSlant, Align::Left},
                            Side{-kSlant, kSlant, Align::Right}, Side{-kSlant, -kSlant, Align::Right}};

float line_height(const Label& label) { return label.size * kLineHeight; }

// The block's lines below each other, so that the block touches the gap on that side.
std::vector<Label> set_block(const LabelBlock& block, const Side& side) {
  float height = 0;
  for (const Label& line : block.lines) height += line_height(line);
  const float gap = block.gap + (side.y != 0 ? 1.f : 4.f);
  const Px from = block.gap < 0 ? block.anchor : block.anchor + Px{side.x * gap, side.y * gap};
  float y = from.y - height / 2;
  if (block.gap >= 0 && side.y > 0) y = side.x == 0 ? from.y : from.y - height * .3f;
  if (block.gap >= 0 && side.y < 0) y = side.x == 0 ? from.y - height : from.y - height * .7f;
  std::vector<Label> lines = block.lines;
  for (Label& line : lines) {
    line.align = block.gap < 0 ? Align::Centre : side.align;
    line.at = {from.x, y + line_height(line) / 2};
    y += line_height(line);
  }
  return lines;
}

} // namespace

float text_width(std::string_view text, float size, Weight weight) {
  float ems = 0;
  for (std::size_t at = 0; at < text.size();) ems += advance(next_char(text, at));
  return ems * size * (weight == Weight::Bold ? 1.08f : 1.f);
}

Box label_box(const Label& label) {
  const float width = text_width(label.text, label.size, label.weight), half = line_height(label) / 2;
  const float left = label.at.x - (label.align == Align::Left ? 0 : label.align == Align::Centre ? width / 2 : width);
  return {left, label.at.y - half, left + width, label.at.y + half};
}

std::string elided(const std::string& text, std::size_t most) {
  std::size_t at = 0, cut = 0;
  for (std::size_t count = 1; at < text.size(); ++count) {
    next_char(text, at);
    if (count + 1 == most) cut = at;
    if (count == most && at < text.size()) return text.substr(0, cut) + "…";
  }
  return text;
}

LabelPlacer::LabelPlacer(const Viewport& viewport)
    : viewport_(viewport),
      columns_(std::clamp(static_cast<int>(viewport.width / kCell) + 1, 1, kMostCells)),
      rows_(std::clamp(static_cast<int>(viewport.height / kCell) + 1, 1, kMostCells)),
      cells_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_)),
      avoided_(cells_.size()) {}

template <class Visit>
void LabelPlacer::for_each_cell(const Box& box, Visit&& visit) const {
  const auto cell = [](float at, int count) { return static_cast<int>(std::clamp(at / kCell, 0.f, static_cast<float>(count - 1))); };
  for (int y = cell(box.top, rows_); y <= cell(box.bottom, rows_); ++y)
    for (int x = cell(box.left, columns_); x <= cell(box.right, columns_); ++x)
      visit(static_cast<std::size_t>(y) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(x));
}

void LabelPlacer::block_out(const Box& box) {
  for_each_cell(box, [&](std::size_t cell) { cells_[cell].push_back(box); });
}

bool LabelPlacer::is_free(const Box& box) const {
  constexpr float kEdge = 2;
  if (box.left < kEdge || box.top < kEdge || box.right > static_cast<float>(viewport_.width) - kEdge ||
      box.bottom > static_cast<float>(viewport_.height) - kEdge)
    return false;
  bool free = true;
  for_each_cell(box, [&](std::size_t cell) {
    free = free && std::ranges::none_of(cells_[cell], [&](const Box& taken) { return taken.overlaps(box); });
  });
  return free;
}

void LabelPlacer::avoid(Px from, Px to, float weight) {
  constexpr float kStep = 6; // px between points
  const Px way = to - from;
  const int steps = static_cast<int>(std::min(std::hypot(way.x, way.y) / kStep, 2000.f)) + 1;
  for (int i = 0; i <= steps; ++i) {
    const Px at = from + way * (static_cast<float>(i) / static_cast<float>(steps));
    if (at.x < 0 || at.y < 0 || at.x > static_cast<float>(viewport_.width) || at.y > static_cast<float>(viewport_.height)) continue;
    for_each_cell({at.x, at.y, at.x, at.y}, [&](std::size_t cell) { avoided_[cell].push_back({at, weight}); });
  }
}

float LabelPlacer::cost(const Box& box) const {
  float sum = 0;
  for_each_cell(box, [&](std::size_t cell) {
    for (const Avoided& a : avoided_[cell])
      if (a.at.x > box.left && a.at.x < box.right && a.at.y > box.top && a.at.y < box.bottom) sum += a.weight;
  });
  return sum;
}

bool LabelPlacer::place(const LabelBlock& block, std::vector<Label>& labels) {
  constexpr float kHabit = .8f; // a label elsewhere than the reader looks first is worth some crossing
  std::vector<Label> best;
  float least = 0, habit = 0;
  for (const Side& side : kSides) {
    auto lines = set_block(block, side);
    const bool free = std::ranges::all_of(lines, [&](const Label& line) { return is_free(label_box(line)); });
    float sum = habit += kHabit;
    for (const Label& line : lines) sum += cost(label_box(line));
    if (free && (best.empty() || sum < least)) {
      least = sum;
      best = std::move(lines);
    }
    if (block.gap < 0) break;
  }
  for (const Label& line : best) block_out(label_box(line));
  labels.insert(labels.end(), best.begin(), best.end());
  return !best.empty();
}

} // namespace cuibono::scene
