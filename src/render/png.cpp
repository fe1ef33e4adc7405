#include "render/png.h"

#include <csetjmp>
#include <png.h>

#include "base/file.h"
#include "render/offscreen.h"

namespace cuibono::render {
namespace {

void append(png_structp png, png_bytep bytes, png_size_t count) {
  static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<const char*>(bytes), count);
}

// libpng leaves by longjmp: nothing with a destructor may live in here.
bool write_rows(png_structp png, png_infop info, const Image& image, std::string& out) {
  if (setjmp(png_jmpbuf(png))) return false;
  const auto width = static_cast<png_uint_32>(image.width), height = static_cast<png_uint_32>(image.height);
  png_set_write_fn(png, &out, append, nullptr);
  png_set_IHDR(png, info, width, height, 8, PNG_COLOR_TYPE_RGBA, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
  png_set_compression_level(png, 6);
  png_write_info(png, info);
  for (png_uint_32 y = 0; y < height; ++y) png_write_row(png, image.rgba.data() + std::size_t{y} * width * 4);
  png_write_end(png, nullptr);
  return true;
}

} // namespace

base::Result<std::string> encode_png(const Image& image) {
  const auto bytes = static_cast<std::size_t>(std::max(image.width, 0)) * static_cast<std::size_t>(std::max(image.height, 0)) * 4;
  if (bytes == 0 || image.rgba.size() != bytes) return base::fail(base::ErrorKind::Internal, "the picture is empty");
  std::string out;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png ? png_create_info_struct(png) : nullptr;
  const bool written = info && write_rows(png, info, image, out);
  png_destroy_write_struct(&png, &info);
  if (!written) return base::fail(base::ErrorKind::Internal, "the picture cannot be written as PNG");
  return out;
}

base::Result<void> render_png(const scene::DrawList& list, const std::filesystem::path& path, const std::filesystem::path& shader_dir) {
  auto context = Offscreen::create();
  if (!context) return tl::unexpected(context.error());
  auto renderer = Renderer::create(shader_dir);
  if (!renderer) return tl::unexpected(renderer.error());
  return renderer->draw(list)
      .and_then([&] { return renderer->read(); })
      .and_then(encode_png)
      .and_then([&](const std::string& bytes) { return base::write_file(path, bytes); });
}

} // namespace cuibono::render
