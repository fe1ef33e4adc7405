#pragma once
// Pictures as PNG: the same image gives the same bytes.

#include <filesystem>
#include <string>

#include "render/renderer.h"

namespace cuibono::render {

base::Result<std::string> encode_png(const Image& image);

/// Draws the list without a window and writes it; no half-written file is left behind.
base::Result<void> render_png(const scene::DrawList& list, const std::filesystem::path& path,
                              const std::filesystem::path& shader_dir);

} // namespace cuibono::render
