#include "render/gl.h"

#include <algorithm>
#include <fmt/core.h>
#include <string>

#include "base/file.h"

namespace cuibono::render {
namespace {

template <class GetLength, class GetLog>
std::string log_of(GLuint name, GetLength get_length, GetLog get_log) {
  GLint length = 0;
  get_length(name, GL_INFO_LOG_LENGTH, &length);
  std::string log(static_cast<std::size_t>(std::max(length, 1)), '\0');
  GLsizei written = 0;
  get_log(name, length, &written, log.data());
  log.resize(static_cast<std::size_t>(written));
  return log;
}

std::string shader_log(GLuint name) { return log_of(name, glGetShaderiv, glGetShaderInfoLog); }
std::string program_log(GLuint name) { return log_of(name, glGetProgramiv, glGetProgramInfoLog); }

constexpr const char* kReinstall = "reinstall the program's shaders folder, or update the graphics driver";

base::Result<Shader> load_shader(const std::filesystem::path& path, GLenum stage) {
  auto text = base::read_file(path, 1u << 20);
  if (!text) return tl::unexpected(text.error());
  Shader shader(glCreateShader(stage));
  const char* source = text->c_str();
  glShaderSource(shader.get(), 1, &source, nullptr);
  glCompileShader(shader.get());
  GLint compiled = GL_FALSE;
  glGetShaderiv(shader.get(), GL_COMPILE_STATUS, &compiled);
  if (!compiled)
    return base::fail(base::ErrorKind::Internal, "a shader does not compile: " + shader_log(shader.get()), path.filename().string(), kReinstall);
  return shader;
}

} // namespace

base::Result<Program> load_program(const std::filesystem::path& shader_dir, std::string_view name) {
  auto vertex = load_shader(shader_dir / (std::string(name) + ".vert"), GL_VERTEX_SHADER);
  if (!vertex) return tl::unexpected(vertex.error());
  auto fragment = load_shader(shader_dir / (std::string(name) + ".frag"), GL_FRAGMENT_SHADER);
  if (!fragment) return tl::unexpected(fragment.error());
  Program program(glCreateProgram());
  glAttachShader(program.get(), vertex->get());
  glAttachShader(program.get(), fragment->get());
  glLinkProgram(program.get());
  GLint linked = GL_FALSE;
  glGetProgramiv(program.get(), GL_LINK_STATUS, &linked);
  if (!linked)
    return base::fail(base::ErrorKind::Internal, "shaders do not link: " + program_log(program.get()), std::string(name), kReinstall);
  return program;
}

base::Result<void> check_gl(std::string_view where) {
  const GLenum code = glGetError();
  if (code == GL_NO_ERROR) return {};
  while (glGetError() != GL_NO_ERROR) {}
  const char* what = code == GL_OUT_OF_MEMORY ? "the graphics memory is full" : "the graphics driver refused a call";
  return base::fail(base::ErrorKind::Internal, fmt::format("{} (GL {:#06x})", what, code), std::string(where),
                    "make the window smaller, or update the graphics driver");
}

Texture make_texture(GLenum target, GLint filter) {
  GLuint name = 0;
  glGenTextures(1, &name);
  glBindTexture(target, name);
  glTexParameteri(target, GL_TEXTURE_MIN_FILTER, filter);
  glTexParameteri(target, GL_TEXTURE_MAG_FILTER, filter);
  glTexParameteri(target, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(target, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  return Texture(name);
}

base::Result<InstancePass> InstancePass::create(const std::filesystem::path& shader_dir, std::string_view name,
                                                std::span<const Attribute> attributes, std::size_t stride) {
  auto program = load_program(shader_dir, name);
  if (!program) return tl::unexpected(program.error());
  InstancePass pass;
  pass.program_ = std::move(*program);
  GLuint array = 0, buffer = 0;
  glGenVertexArrays(1, &array);
  glGenBuffers(1, &buffer);
  pass.array_ = VertexArray(array);
  pass.buffer_ = Buffer(buffer);
  glBindVertexArray(array);
  glBindBuffer(GL_ARRAY_BUFFER, buffer);
  for (GLuint i = 0; i < attributes.size(); ++i) {
    const Attribute& a = attributes[i];
    const auto* offset = reinterpret_cast<const void*>(a.offset);
    const auto step = static_cast<GLsizei>(stride);
    if (a.type == GL_UNSIGNED_INT) glVertexAttribIPointer(i, a.count, a.type, step, offset);
    else glVertexAttribPointer(i, a.count, a.type, a.type == GL_UNSIGNED_BYTE, step, offset);
    glVertexAttribDivisor(i, 1);
    glEnableVertexAttribArray(i);
  }
  glBindVertexArray(0);
  return pass;
}

void InstancePass::draw(const void* bytes, std::size_t size, std::size_t count, float width, float height) const {
  use();
  glUniform2f(uniform("target"), width, height);
  glBindVertexArray(array_.get());
  glBindBuffer(GL_ARRAY_BUFFER, buffer_.get());
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(size), bytes, GL_STREAM_DRAW);
  glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(count));
  glBindVertexArray(0);
}

} // namespace cuibono::render
