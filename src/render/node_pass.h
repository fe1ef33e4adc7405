#pragma once
// Nodes as one quad each; shapes by distance, glyphs from distances baked once. One thread, the GL context's.

#include "render/gl.h"
#include "scene/draw_list.h"

namespace cuibono::render {

class NodePass {
 public:
  static base::Result<NodePass> create(const std::filesystem::path& shader_dir);

  /// Into the bound framebuffer of that size; `scale`: target pixels per design pixel.
  void draw(const std::vector<scene::Node>& nodes, float scale, float width, float height);

 private:
  struct Mark {
    float x, y;
    float radius, ring_width;
    std::uint32_t shape, glyph;
    std::uint8_t fill[4], ring[4], ink[4];
  };
  explicit NodePass(InstancePass pass) : pass_(std::move(pass)) {}

  InstancePass pass_;
  Texture glyphs_;
  std::vector<Mark> marks_;
};

} // namespace cuibono::render
