#include "render/node_pass.h"

#include <array>
#include <cmath>
#include <cstddef>

#include "render/pack.h"
#include "scene/symbols.h"

namespace cuibono::render {
namespace {

using scene::Px;

constexpr int kBaked = 64;           // pixels a side
constexpr float kRoom = 1.3f;        // half the baked square, in glyph units: the pen reaches past 1
constexpr float kStep = 1.f / 255;   // glyph units a grey level
constexpr float kLeastGlyphed = 6.5; // design px of radius: below, a glyph is a smudge
constexpr float kLeastShaped = 2.5;  // below, every shape is a disc

float distance_to_piece(Px at, Px a, Px b) {
  const Px e = b - a, w = at - a;
  const float t = std::clamp((w.x * e.x + w.y * e.y) / std::max(e.x * e.x + e.y * e.y, 1e-9f), 0.f, 1.f);
  const Px off = w - e * t;
  return std::hypot(off.x, off.y);
}

float distance_to_pen(scene::Glyph glyph, Px at) {
  float nearest = 10;
  for (const scene::Stroke stroke : scene::strokes(glyph))
    for (std::size_t i = 1; i < stroke.size(); ++i) nearest = std::min(nearest, distance_to_piece(at, stroke[i - 1], stroke[i]));
  return nearest - scene::kGlyphPen / 2;
}

std::vector<std::uint8_t> bake_glyphs() {
  std::vector<std::uint8_t> layers;
  layers.reserve(scene::kGlyphs * kBaked * kBaked);
  const auto unit = [](int i) { return ((static_cast<float>(i) + .5f) / kBaked * 2 - 1) * kRoom; };
  for (std::size_t g = 0; g < scene::kGlyphs; ++g)
    for (int y = 0; y < kBaked; ++y)
      for (int x = 0; x < kBaked; ++x) {
        const float inside = -distance_to_pen(static_cast<scene::Glyph>(g), {unit(x), unit(y)});
        layers.push_back(static_cast<std::uint8_t>(std::clamp(inside / kStep + 127.5f, 0.f, 255.f)));
      }
  return layers;
}

Texture upload_glyphs() {
  Texture texture = make_texture(GL_TEXTURE_2D_ARRAY, GL_LINEAR);
  const auto layers = bake_glyphs();
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glTexImage3D(GL_TEXTURE_2D_ARRAY, 0, GL_R8, kBaked, kBaked, scene::kGlyphs, 0, GL_RED, GL_UNSIGNED_BYTE, layers.data());
  return texture;
}

void set_shapes(const InstancePass& pass) {
  std::array<Px, scene::kShapes * scene::kMostCorners> corners{};
  std::array<GLint, scene::kShapes> counts{};
  std::array<float, scene::kShapes> roundings{};
  for (std::size_t s = 0; s < scene::kShapes; ++s) {
    const scene::Outline outline = scene::outline(static_cast<scene::Shape>(s));
    std::ranges::copy(outline.corners, corners.begin() + static_cast<std::ptrdiff_t>(s * scene::kMostCorners));
    counts[s] = static_cast<GLint>(outline.corners.size());
    roundings[s] = outline.rounding;
  }
  pass.use();
  glUniform2fv(pass.uniform("corners"), static_cast<GLsizei>(corners.size()), &corners[0].x);
  glUniform1iv(pass.uniform("counts"), scene::kShapes, counts.data());
  glUniform1fv(pass.uniform("roundings"), scene::kShapes, roundings.data());
  glUniform1i(pass.uniform("glyphs"), 0);
  glUniform1f(pass.uniform("glyph_size"), scene::kGlyphSize);
  glUniform1f(pass.uniform("glyph_room"), kRoom);
  glUniform1f(pass.uniform("glyph_step"), kStep);
}

} // namespace

base::Result<NodePass> NodePass::create(const std::filesystem::path& shader_dir) {
  constexpr std::array kAttributes{Attribute{2, GL_FLOAT, offsetof(Mark, x)}, Attribute{2, GL_FLOAT, offsetof(Mark, radius)},
                                   Attribute{2, GL_UNSIGNED_INT, offsetof(Mark, shape)}, Attribute{4, GL_UNSIGNED_BYTE, offsetof(Mark, fill)},
                                   Attribute{4, GL_UNSIGNED_BYTE, offsetof(Mark, ring)}, Attribute{4, GL_UNSIGNED_BYTE, offsetof(Mark, ink)}};
  auto pass = InstancePass::create(shader_dir, "node", kAttributes, sizeof(Mark));
  if (!pass) return tl::unexpected(pass.error());
  NodePass nodes(std::move(*pass));
  nodes.glyphs_ = upload_glyphs();
  set_shapes(nodes.pass_);
  return nodes;
}

void NodePass::draw(const std::vector<scene::Node>& nodes, float scale, float width, float height) {
  marks_.clear();
  for (const scene::Node& node : nodes) {
    if (!(node.radius > 0)) continue;
    const auto shape = node.radius < kLeastShaped ? scene::Shape::Circle : node.shape;
    const auto glyph = node.radius < kLeastGlyphed ? scene::Glyph::None : node.glyph;
    Mark mark{node.at.x * scale, node.at.y * scale, node.radius * scale, node.ring_width * scale,
              static_cast<std::uint32_t>(shape), static_cast<std::uint32_t>(glyph), {}, {}, {}};
    pack(node.fill, mark.fill);
    pack(node.ring, mark.ring);
    pack(node.ink, mark.ink);
    marks_.push_back(mark);
  }
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D_ARRAY, glyphs_.get());
  pass_.draw(marks_, width, height);
}

} // namespace cuibono::render
