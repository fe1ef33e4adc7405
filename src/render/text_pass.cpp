#include "render/text_pass.h"

#include <array>
#include <cmath>
#include <cstddef>

#include "render/pack.h"

namespace cuibono::render {
namespace {

constexpr float kHalo = 2.2f;              // design pixels
constexpr std::size_t kMostShaped = 20000; // labels remembered

} // namespace

base::Result<TextPass> TextPass::create(const std::filesystem::path& shader_dir) {
  constexpr std::array kAttributes{Attribute{4, GL_FLOAT, offsetof(Quad, left)}, Attribute{2, GL_FLOAT, offsetof(Quad, from_x)},
                                   Attribute{4, GL_UNSIGNED_BYTE, offsetof(Quad, color)}};
  auto fonts = Fonts::open();
  if (!fonts) return tl::unexpected(fonts.error());
  auto pass = InstancePass::create(shader_dir, "text", kAttributes, sizeof(Quad));
  if (!pass) return tl::unexpected(pass.error());
  return TextPass(std::move(*fonts), std::move(*pass));
}

const ShapedText& TextPass::shaped(const scene::Label& label, int size_64) {
  const std::string key = std::to_string(size_64) + (label.weight == Weight::Bold ? 'b' : 'r') + label.text;
  if (const auto known = shaped_.find(key); known != shaped_.end()) return known->second;
  if (shaped_.size() >= kMostShaped) shaped_.clear();
  return shaped_.emplace(key, shape(fonts_, label.text, label.weight, size_64)).first->second;
}

bool TextPass::add(const scene::Label& label, Layer layer, float scale) {
  const scene::Color color = layer == Layer::Halo ? label.halo : label.color;
  if (color.a <= 0 || label.size <= 0) return true;
  const int size_64 = static_cast<int>(std::lround(std::min(label.size * scale, 512.f) * 4)) * 16; // quarters of a pixel
  const ShapedText& text = shaped(label, size_64);
  const float shift = label.align == scene::Align::Left ? 0 : label.align == scene::Align::Centre ? text.width / 2 : text.width;
  const float x0 = label.at.x * scale - shift;
  const float y0 = std::round(label.at.y * scale + static_cast<float>(size_64) / 64 * .355f); // middle of the capitals
  const int halo_64 = layer == Layer::Halo ? static_cast<int>(std::lround(std::min(kHalo * scale, 15.f) * 64)) : 0;
  for (const ShapedGlyph& glyph : text.glyphs) {
    const float x = x0 + glyph.x, pixel = std::floor(x);
    const GlyphKey key{glyph.font, glyph.glyph, size_64, static_cast<int>((x - pixel) * 4), layer, halo_64};
    const auto found = atlas_.find(fonts_, key);
    if (!found) return false;
    if (found->width == 0) continue;
    Quad quad{pixel + static_cast<float>(found->left), std::round(y0 + glyph.y) - static_cast<float>(found->top),
              static_cast<float>(found->width), static_cast<float>(found->height), static_cast<float>(found->x),
              static_cast<float>(found->y), {}};
    pack(color, quad.color);
    quads_.push_back(quad);
  }
  return true;
}

bool TextPass::add(const std::vector<scene::Label>& labels, Layer layer, float scale) {
  for (const scene::Label& label : labels)
    if (!add(label, layer, scale)) return false;
  return true;
}

void TextPass::draw(const std::vector<scene::Label>& labels, float scale, float width, float height) {
  for (int attempt = 0; attempt < 2; ++attempt) { // a full atlas is emptied once; what still does not fit is left out
    quads_.clear();
    if (add(labels, Layer::Halo, scale) && add(labels, Layer::Fill, scale)) break;
    if (attempt == 0) atlas_.clear();
  }
  if (quads_.empty()) return;
  glActiveTexture(GL_TEXTURE0);
  atlas_.bind();
  pass_.use();
  glUniform1i(pass_.uniform("atlas"), 0);
  pass_.draw(quads_, width, height);
}

} // namespace cuibono::render
