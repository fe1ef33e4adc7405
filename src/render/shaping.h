#pragma once
// A line of text as glyphs in the order seen: bidi by FriBidi, shaped run by run by HarfBuzz. One thread.

#include <string_view>

#include "render/fonts.h"

namespace cuibono::render {

struct ShapedGlyph {
  int font = 0;
  unsigned glyph = 0;
  float x = 0, y = 0; ///< pixels from the left end of the baseline, y down
};

struct ShapedText {
  std::vector<ShapedGlyph> glyphs;
  float width = 0; ///< pixels
};

/// Broken UTF-8 shows as replacement characters; control characters as nothing.
ShapedText shape(Fonts& fonts, std::string_view text, Weight weight, int size_64);

} // namespace cuibono::render
