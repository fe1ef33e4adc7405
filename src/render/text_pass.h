#pragma once
// Labels as quads of the glyph atlas: all halos, then all letters. One thread, the GL context's.

#include <string>

#include "render/glyph_atlas.h"
#include "render/shaping.h"

namespace cuibono::render {

class TextPass {
 public:
  static base::Result<TextPass> create(const std::filesystem::path& shader_dir);

  /// Into the bound framebuffer of that size; `scale`: target pixels per design pixel.
  void draw(const std::vector<scene::Label>& labels, float scale, float width, float height);

 private:
  struct Quad {
    float left, top, width, height;
    float from_x, from_y;
    std::uint8_t color[4];
  };
  TextPass(Fonts fonts, InstancePass pass) : fonts_(std::move(fonts)), pass_(std::move(pass)) {}

  const ShapedText& shaped(const scene::Label& label, int size_64);
  bool add(const std::vector<scene::Label>& labels, Layer layer, float scale);
  bool add(const scene::Label& label, Layer layer, float scale);

  Fonts fonts_;
  InstancePass pass_;
  GlyphAtlas atlas_;
  std::unordered_map<std::string, ShapedText> shaped_;
  std::vector<Quad> quads_;
};

} // namespace cuibono::render
