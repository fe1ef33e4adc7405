#include "render/line_pass.h"

#include <array>
#include <cmath>
#include <cstddef>

#include "render/pack.h"
#include "scene/curve.h"

namespace cuibono::render {
namespace {

using scene::Px;

float length_of(Px way) { return std::hypot(way.x, way.y); }

float length_of(const std::vector<Px>& way) {
  float length = 0;
  for (std::size_t i = 1; i < way.size(); ++i) length += length_of(way[i] - way[i - 1]);
  return length;
}

// Takes `length` off the way's end and returns where it ends now.
Px cut_end(std::vector<Px>& way, float length) {
  while (way.size() > 2 && length_of(way.back() - way[way.size() - 2]) <= length) {
    length -= length_of(way.back() - way[way.size() - 2]);
    way.pop_back();
  }
  const Px last = way.back() - way[way.size() - 2];
  const float whole = length_of(last);
  if (whole > 0) way.back() = way.back() - last * (std::min(length, whole) / whole);
  return way.back();
}

struct Pattern {
  float dash = 0, period = 0; // pixels
};

Pattern pattern_of(scene::Dash dash, float width) {
  switch (dash) {
    case scene::Dash::Solid: return {};
    case scene::Dash::Dashed: return {7, 11};
    case scene::Dash::Dotted: return {std::max(width, 1.5f), std::max(width, 1.5f) + 3};
  }
  return {};
}

} // namespace

base::Result<LinePass> LinePass::create(const std::filesystem::path& shader_dir) {
  constexpr std::array kAttributes{Attribute{4, GL_FLOAT, offsetof(Piece, from_x)}, Attribute{2, GL_FLOAT, offsetof(Piece, half_from)},
                                   Attribute{3, GL_FLOAT, offsetof(Piece, along)}, Attribute{4, GL_UNSIGNED_BYTE, offsetof(Piece, color)}};
  auto pass = InstancePass::create(shader_dir, "line", kAttributes, sizeof(Piece));
  if (!pass) return tl::unexpected(pass.error());
  return LinePass(std::move(*pass));
}

void LinePass::add_head(Px base, Px tip, float half, const scene::Color& color) {
  Piece head{base.x, base.y, tip.x, tip.y, half, 0, 0, 0, 0, {}};
  pack(color, head.color);
  pieces_.push_back(head);
}

void LinePass::add(const scene::Line& line, float scale) {
  scene::trace(line, way_);
  const float length = length_of(way_);
  if (!(length > 0)) return;
  const bool both = line.arrow == scene::Arrow::Both;
  const float head = std::min(5.5f + 1.6f * line.width, length * (both ? .4f : .7f)), half = head * .45f;
  Px tip = way_.back();
  if (both || line.arrow == scene::Arrow::End) add_head(cut_end(way_, head) * scale, tip * scale, half * scale, line.color);
  if (both || line.arrow == scene::Arrow::Start) {
    std::reverse(way_.begin(), way_.end());
    tip = way_.back();
    add_head(cut_end(way_, head) * scale, tip * scale, half * scale, line.color);
  }
  const Pattern pattern = pattern_of(line.dash, line.width);
  Piece piece{0, 0, 0, 0, line.width * scale / 2, line.width * scale / 2, 0, pattern.dash * scale, pattern.period * scale, {}};
  pack(line.color, piece.color);
  for (std::size_t i = 1; i < way_.size(); ++i) {
    const Px from = way_[i - 1] * scale, to = way_[i] * scale;
    piece.from_x = from.x;
    piece.from_y = from.y;
    piece.to_x = to.x;
    piece.to_y = to.y;
    pieces_.push_back(piece);
    piece.along += length_of(to - from);
  }
}

void LinePass::draw(const std::vector<scene::Line>& lines, float scale, float width, float height) {
  pieces_.clear();
  for (const scene::Line& line : lines) add(line, scale);
  pass_.draw(pieces_, width, height);
}

} // namespace cuibono::render
