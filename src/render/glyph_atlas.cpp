#include "render/glyph_atlas.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include FT_GLYPH_H
#include FT_OUTLINE_H
#include FT_STROKER_H

namespace cuibono::render {
namespace {

constexpr int kWidth = 2048;
constexpr int kFirstHeight = 512;
constexpr int kMostHeight = 4096;

struct FreeGlyph {
  void operator()(FT_Glyph glyph) const { FT_Done_Glyph(glyph); }
};
struct FreeStroker {
  void operator()(FT_Stroker stroker) const { FT_Stroker_Done(stroker); }
};
using GlyphPtr = std::unique_ptr<FT_GlyphRec, FreeGlyph>;
using StrokerPtr = std::unique_ptr<FT_StrokerRec_, FreeStroker>;

GlyphPtr outline_glyph(Fonts& fonts, const GlyphKey& key) {
  const Font* font = fonts.at_size(key.font, key.size_64);
  if (!font || FT_Load_Glyph(font->face, key.glyph, FT_LOAD_TARGET_LIGHT | FT_LOAD_NO_BITMAP) != 0) return nullptr;
  FT_GlyphSlot slot = font->face->glyph;
  if (slot->format != FT_GLYPH_FORMAT_OUTLINE || slot->outline.n_points == 0) return nullptr;
  FT_Outline_Translate(&slot->outline, key.quarter * 16, 0);
  FT_Glyph glyph = nullptr;
  if (FT_Get_Glyph(slot, &glyph) != 0) return nullptr;
  return GlyphPtr(glyph);
}

void widen(Fonts& fonts, GlyphPtr& glyph, int halo_64) {
  FT_Stroker raw = nullptr;
  if (FT_Stroker_New(fonts.library(), &raw) != 0) return;
  const StrokerPtr stroker(raw);
  FT_Stroker_Set(raw, halo_64, FT_STROKER_LINECAP_ROUND, FT_STROKER_LINEJOIN_ROUND, 0);
  FT_Glyph wide = glyph.get();
  if (FT_Glyph_Stroke(&wide, raw, 0) == 0) glyph.reset(wide); // a new glyph; the old one is freed here
}

} // namespace

std::size_t GlyphKeyHash::operator()(const GlyphKey& key) const {
  std::uint64_t h = static_cast<std::uint64_t>(key.glyph) | static_cast<std::uint64_t>(key.font) << 32;
  h ^= static_cast<std::uint64_t>(key.size_64 << 10 | key.halo_64 << 3 | key.quarter << 1 | static_cast<int>(key.layer)) * 0x9E3779B97F4A7C15u;
  return std::hash<std::uint64_t>{}(h * 0xBF58476D1CE4E5B9u ^ h >> 29);
}

std::optional<AtlasGlyph> GlyphAtlas::find(Fonts& fonts, const GlyphKey& key) {
  if (const auto known = glyphs_.find(key); known != glyphs_.end()) return known->second;
  GlyphPtr glyph = outline_glyph(fonts, key);
  if (glyph && key.layer == Layer::Halo) widen(fonts, glyph, key.halo_64);
  FT_Glyph drawn = glyph.get();
  if (!drawn || FT_Glyph_To_Bitmap(&drawn, FT_RENDER_MODE_NORMAL, nullptr, 0) != 0) return glyphs_[key] = {};
  const GlyphPtr owned(drawn); // a new glyph beside the outline
  auto* bitmap = reinterpret_cast<FT_BitmapGlyph>(drawn);
  auto placed = put(bitmap->bitmap);
  if (!placed) return std::nullopt;
  placed->left = bitmap->left;
  placed->top = bitmap->top;
  return glyphs_[key] = *placed;
}

bool GlyphAtlas::make_room(int width, int height) {
  if (width >= kWidth) return false;
  if (shelf_x_ + width > kWidth) {
    shelf_y_ += shelf_height_;
    shelf_x_ = shelf_height_ = 0;
  }
  while (shelf_y_ + height > height_) {
    if (height_ >= kMostHeight) return false;
    height_ = std::max(height_ * 2, kFirstHeight);
    pixels_.resize(static_cast<std::size_t>(kWidth) * static_cast<std::size_t>(height_));
  }
  return true;
}

std::optional<AtlasGlyph> GlyphAtlas::put(const FT_Bitmap& bitmap) {
  const int width = static_cast<int>(bitmap.width), height = static_cast<int>(bitmap.rows);
  if (width == 0 || height == 0) return AtlasGlyph{};
  if (!make_room(width + 1, height + 1)) return std::nullopt;
  const AtlasGlyph placed{.x = shelf_x_, .y = shelf_y_, .width = width, .height = height};
  for (int y = 0; y < height; ++y)
    std::memcpy(&pixels_[static_cast<std::size_t>(placed.y + y) * kWidth + static_cast<std::size_t>(placed.x)],
                bitmap.buffer + static_cast<std::ptrdiff_t>(y) * bitmap.pitch, static_cast<std::size_t>(width));
  dirty_from_ = dirty_to_ > dirty_from_ ? std::min(dirty_from_, placed.y) : placed.y;
  dirty_to_ = std::max(dirty_to_, placed.y + height);
  shelf_x_ += width + 1;
  shelf_height_ = std::max(shelf_height_, height + 1);
  return placed;
}

void GlyphAtlas::clear() {
  glyphs_.clear();
  shelf_x_ = shelf_y_ = shelf_height_ = 0;
}

void GlyphAtlas::bind() {
  if (!texture_.get()) texture_ = make_texture(GL_TEXTURE_2D, GL_NEAREST);
  glBindTexture(GL_TEXTURE_2D, texture_.get());
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  if (uploaded_height_ != height_) {
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, kWidth, height_, 0, GL_RED, GL_UNSIGNED_BYTE, pixels_.data());
    uploaded_height_ = height_;
  } else if (dirty_to_ > dirty_from_) {
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, dirty_from_, kWidth, dirty_to_ - dirty_from_, GL_RED, GL_UNSIGNED_BYTE,
                    pixels_.data() + static_cast<std::size_t>(dirty_from_) * kWidth);
  }
  dirty_from_ = dirty_to_ = 0;
}

} // namespace cuibono::render
