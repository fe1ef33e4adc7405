#pragma once
// Glyphs rasterised once and kept in one texture, each also as a wider shape for its halo. It grows to a limit; then it
// is emptied and filled anew. One thread, the GL context's.

#include <cstdint>
#include <optional>
#include <unordered_map>

#include "render/fonts.h"
#include "render/gl.h"

namespace cuibono::render {

enum class Layer { Halo, Fill };

struct GlyphKey {
  int font = 0;
  unsigned glyph = 0;
  int size_64 = 0;
  int quarter = 0; ///< of a pixel to the right, 0 to 3
  Layer layer = Layer::Fill;
  int halo_64 = 0; ///< width of the halo; 0 for Fill

  bool operator==(const GlyphKey&) const = default;
};

struct GlyphKeyHash {
  std::size_t operator()(const GlyphKey& key) const;
};

struct AtlasGlyph {
  int x = 0, y = 0, width = 0, height = 0; ///< in the atlas; 0 wide: nothing to draw
  int left = 0, top = 0;                   ///< of the bitmap from the pen's pixel, y up
};

class GlyphAtlas {
 public:
  /// The glyph, rasterised if it is new; nothing when the atlas is full.
  std::optional<AtlasGlyph> find(Fonts& fonts, const GlyphKey& key);

  /// Forgets every glyph.
  void clear();

  /// Uploads what is new and binds the texture to the active unit.
  void bind();

 private:
  std::optional<AtlasGlyph> put(const FT_Bitmap& bitmap);
  bool make_room(int width, int height);

  std::unordered_map<GlyphKey, AtlasGlyph, GlyphKeyHash> glyphs_;
  std::vector<std::uint8_t> pixels_;
  int height_ = 0;
  int shelf_x_ = 0, shelf_y_ = 0, shelf_height_ = 0;
  int uploaded_height_ = 0;
  int dirty_from_ = 0, dirty_to_ = 0; ///< rows
  Texture texture_;
};

} // namespace cuibono::render
