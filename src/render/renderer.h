#pragma once
// The only user of OpenGL (3.3 core): draws a scene::DrawList into a texture of its own. One thread, the one whose GL
// context is current from create to destruction. Leaves framebuffer and viewport as it found them.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "base/error.h"
#include "scene/draw_list.h"

namespace cuibono::render {

/// Pixels, rows from the top, RGBA 8 bit, opaque.
struct Image {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;
};

class Renderer {
 public:
  /// Compiles the shaders of `shader_dir`; fails with the compiler's log. Needs a current context.
  static base::Result<Renderer> create(const std::filesystem::path& shader_dir);

  Renderer(Renderer&&) noexcept;
  Renderer& operator=(Renderer&&) noexcept;
  ~Renderer();

  /// Draws into the texture, which takes on the size of the viewport. Call when something changed, not every frame.
  base::Result<void> draw(const scene::DrawList& list);

  /// Name of the GL texture, first row on top: ImGui::Image shows it with its default corners. 0 before the first draw;
  /// may change when the size does.
  unsigned texture() const;
  int width() const;  ///< pixels of the texture
  int height() const;

  /// What was drawn last.
  base::Result<Image> read() const;

 private:
  struct Parts;
  explicit Renderer(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

} // namespace cuibono::render
