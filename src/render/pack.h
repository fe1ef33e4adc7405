#pragma once
// Colours as four bytes an instance.

#include <algorithm>
#include <cstdint>

#include "scene/draw_list.h"

namespace cuibono::render {

inline void pack(const scene::Color& color, std::uint8_t (&bytes)[4]) {
  const auto byte = [](float v) { return static_cast<std::uint8_t>(std::clamp(v, 0.f, 1.f) * 255.f + .5f); };
  bytes[0] = byte(color.r);
  bytes[1] = byte(color.g);
  bytes[2] = byte(color.b);
  bytes[3] = byte(color.a);
}

} // namespace cuibono::render
