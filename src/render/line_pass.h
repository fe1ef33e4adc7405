#pragma once
// Lines as quads: straight pieces, dashes and arrow heads alike. One thread, the GL context's.

#include "render/gl.h"
#include "scene/draw_list.h"

namespace cuibono::render {

class LinePass {
 public:
  static base::Result<LinePass> create(const std::filesystem::path& shader_dir);

  /// Into the bound framebuffer of that size; `scale`: target pixels per design pixel.
  void draw(const std::vector<scene::Line>& lines, float scale, float width, float height);

 private:
  struct Piece {
    float from_x, from_y, to_x, to_y;
    float half_from, half_to;
    float along, dash, period; ///< length of the line before this piece; dash and period, 0: solid
    std::uint8_t color[4];
  };
  explicit LinePass(InstancePass pass) : pass_(std::move(pass)) {}

  void add(const scene::Line& line, float scale);
  void add_head(scene::Px base, scene::Px tip, float half, const scene::Color& color);

  InstancePass pass_;
  std::vector<Piece> pieces_;
  std::vector<scene::Px> way_;
};

} // namespace cuibono::render
