#include "render/renderer.h"

#include <cmath>

#include "render/line_pass.h"
#include "render/node_pass.h"
#include "render/text_pass.h"

namespace cuibono::render {
namespace {

// What the window draws into is found again, whatever happens in between.
class KeepTarget {
 public:
  KeepTarget() {
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &draw_);
    glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &read_);
    glGetIntegerv(GL_VIEWPORT, viewport_);
  }
  ~KeepTarget() {
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, static_cast<GLuint>(draw_));
    glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(read_));
    glViewport(viewport_[0], viewport_[1], viewport_[2], viewport_[3]);
    glUseProgram(0);
  }
  KeepTarget(const KeepTarget&) = delete;
  KeepTarget& operator=(const KeepTarget&) = delete;

 private:
  GLint draw_ = 0, read_ = 0, viewport_[4]{};
};

void set_state(const scene::Color& background) {
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_CULL_FACE);
  glDisable(GL_SCISSOR_TEST);
  glDisable(GL_STENCIL_TEST);
  glDisable(GL_FRAMEBUFFER_SRGB);
  glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
  glPolygonMode(GL_FRONT_AND_BACK, GL_FILL);
  glEnable(GL_BLEND);
  glBlendEquation(GL_FUNC_ADD);
  glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA); // premultiplied
  glClearColor(background.r, background.g, background.b, 1);
  glClear(GL_COLOR_BUFFER_BIT);
}

} // namespace

struct Renderer::Parts {
  LinePass lines;
  NodePass nodes;
  TextPass text;
  Texture texture;
  Framebuffer framebuffer;
  int width = 0, height = 0;

  base::Result<void> resize(int new_width, int new_height);
};

base::Result<void> Renderer::Parts::resize(int new_width, int new_height) {
  GLint most = 0;
  glGetIntegerv(GL_MAX_TEXTURE_SIZE, &most);
  if (new_width < 1 || new_height < 1 || new_width > most || new_height > most)
    return base::fail(base::ErrorKind::Usage, "a picture can be 1 to " + std::to_string(most) + " pixels wide and high", "picture size", "choose another size");
  if (new_width == width && new_height == height) return {};
  texture = make_texture(GL_TEXTURE_2D, GL_LINEAR);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, new_width, new_height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
  GLuint name = 0;
  glGenFramebuffers(1, &name);
  framebuffer = Framebuffer(name);
  glBindFramebuffer(GL_FRAMEBUFFER, name);
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture.get(), 0);
  width = height = 0;
  if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE)
    return base::fail(base::ErrorKind::Internal, "the graphics driver gives no picture of that size", "picture size", "choose a smaller size");
  width = new_width;
  height = new_height;
  return check_gl("picture size");
}

base::Result<Renderer> Renderer::create(const std::filesystem::path& shader_dir) {
  auto lines = LinePass::create(shader_dir);
  if (!lines) return tl::unexpected(lines.error());
  auto nodes = NodePass::create(shader_dir);
  if (!nodes) return tl::unexpected(nodes.error());
  auto text = TextPass::create(shader_dir);
  if (!text) return tl::unexpected(text.error());
  if (auto checked = check_gl("start of drawing"); !checked) return tl::unexpected(checked.error());
  return Renderer(std::make_unique<Parts>(std::move(*lines), std::move(*nodes), std::move(*text)));
}

Renderer::Renderer(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Renderer::Renderer(Renderer&&) noexcept = default;
Renderer& Renderer::operator=(Renderer&&) noexcept = default;
Renderer::~Renderer() = default;

base::Result<void> Renderer::draw(const scene::DrawList& list) {
  const KeepTarget keep;
  const auto pixels = [&](double size) { return static_cast<int>(std::lround(std::clamp(size * list.viewport.scale, 0., 1e6))); };
  if (auto sized = parts_->resize(pixels(list.viewport.width), pixels(list.viewport.height)); !sized) return sized;
  glBindFramebuffer(GL_FRAMEBUFFER, parts_->framebuffer.get());
  glViewport(0, 0, parts_->width, parts_->height);
  set_state(list.background);
  const auto scale = static_cast<float>(list.viewport.scale), width = static_cast<float>(parts_->width), height = static_cast<float>(parts_->height);
  parts_->lines.draw(list.lines, scale, width, height);
  parts_->nodes.draw(list.nodes, scale, width, height);
  parts_->text.draw(list.labels, scale, width, height);
  return check_gl("drawing");
}

unsigned Renderer::texture() const { return parts_->texture.get(); }
int Renderer::width() const { return parts_->width; }
int Renderer::height() const { return parts_->height; }

base::Result<Image> Renderer::read() const {
  const KeepTarget keep;
  Image image{parts_->width, parts_->height, {}};
  image.rgba.resize(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 4);
  if (image.rgba.empty()) return base::fail(base::ErrorKind::Internal, "nothing has been drawn yet");
  glBindFramebuffer(GL_FRAMEBUFFER, parts_->framebuffer.get());
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, image.width, image.height, GL_RGBA, GL_UNSIGNED_BYTE, image.rgba.data()); // the first row is the top
  if (auto checked = check_gl("reading the picture"); !checked) return tl::unexpected(checked.error());
  return image;
}

} // namespace cuibono::render
