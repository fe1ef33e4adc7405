#pragma once
// The fonts of the machine, found by fontconfig: Noto Sans first, then whatever has the character. One thread.

#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb.h>
#include <memory>
#include <vector>

#include "base/error.h"
#include "scene/draw_list.h"

namespace cuibono::render {

using scene::Weight;

/// A font file, opened on first use, with the one size it was last asked for.
struct Font {
  FT_Face face = nullptr;
  hb_font_t* shaper = nullptr;
};

class Fonts {
 public:
  /// Fails where the machine has no font at all.
  static base::Result<Fonts> open();

  Fonts(Fonts&&) noexcept;
  Fonts& operator=(Fonts&&) noexcept;
  ~Fonts();

  /// Place of the font that has the character, `preferred` where it does; the first font where none has it.
  int font_for(char32_t character, Weight weight, int preferred);

  /// The font at a size of `size_64` 64ths of a pixel; null when its file cannot be opened.
  const Font* at_size(int font, int size_64);

  FT_Library library() const;

 private:
  struct Parts;
  explicit Fonts(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

} // namespace cuibono::render
