#pragma once
// OpenGL names that free themselves, and GL's failures as errors. Only inside src/render.

#include <epoxy/gl.h>
#include <filesystem>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace cuibono::render {

/// Owns one GL name; Free is called for any but 0. The context must be current then.
template <auto Free>
class GlName {
 public:
  GlName() = default;
  explicit GlName(GLuint name) : name_(name) {}
  GlName(GlName&& other) noexcept : name_(std::exchange(other.name_, 0)) {}
  GlName& operator=(GlName&& other) noexcept {
    std::swap(name_, other.name_);
    return *this;
  }
  ~GlName() {
    if (name_) Free(name_);
  }
  GLuint get() const { return name_; }

 private:
  GLuint name_ = 0;
};

inline void free_shader(GLuint name) { glDeleteShader(name); }
inline void free_program(GLuint name) { glDeleteProgram(name); }
inline void free_buffer(GLuint name) { glDeleteBuffers(1, &name); }
inline void free_array(GLuint name) { glDeleteVertexArrays(1, &name); }
inline void free_texture(GLuint name) { glDeleteTextures(1, &name); }
inline void free_framebuffer(GLuint name) { glDeleteFramebuffers(1, &name); }

using Shader = GlName<free_shader>;
using Program = GlName<free_program>;
using Buffer = GlName<free_buffer>;
using VertexArray = GlName<free_array>;
using Texture = GlName<free_texture>;
using Framebuffer = GlName<free_framebuffer>;

/// NAME.vert and NAME.frag of the folder, compiled and linked; the driver's log is the error's text.
base::Result<Program> load_program(const std::filesystem::path& shader_dir, std::string_view name);

/// The first error GL reports, named; `where` says what was being done.
base::Result<void> check_gl(std::string_view where);

Texture make_texture(GLenum target, GLint filter);

/// One field of an instance.
struct Attribute {
  GLint count;
  GLenum type; ///< GL_FLOAT; GL_UNSIGNED_BYTE: 0 to 1; GL_UNSIGNED_INT: whole numbers
  std::size_t offset;
};

/// Draws one quad an instance with one program.
class InstancePass {
 public:
  static base::Result<InstancePass> create(const std::filesystem::path& shader_dir, std::string_view name,
                                           std::span<const Attribute> attributes, std::size_t stride);

  GLint uniform(const char* name) const { return glGetUniformLocation(program_.get(), name); }
  void use() const { glUseProgram(program_.get()); }

  template <class Instance>
  void draw(const std::vector<Instance>& instances, float width, float height) const {
    if (!instances.empty()) draw(instances.data(), instances.size() * sizeof(Instance), instances.size(), width, height);
  }

 private:
  void draw(const void* bytes, std::size_t size, std::size_t count, float width, float height) const;

  Program program_;
  Buffer buffer_;
  VertexArray array_;
};

} // namespace cuibono::render
