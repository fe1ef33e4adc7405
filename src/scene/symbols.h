#pragma once
// The geometry of node shapes and role glyphs, once for the renderer, hit tests, legends and vector exports. Units: the
// node's radius; x to the right, y down, the origin in the node's middle.

#include <span>
#include <string_view>

#include "scene/draw_list.h"

namespace cuibono::scene {

inline constexpr std::size_t kShapes = 12;
inline constexpr std::size_t kGlyphs = 14;
inline constexpr std::size_t kMostCorners = 8;

/// The shape is every point within `rounding` of the convex polygon. A circle has no corners and rounding 1.
struct Outline {
  std::span<const Px> corners;
  float rounding = 1;
};
Outline outline(Shape shape);

/// Below 0 inside; in radii.
float signed_distance(Shape shape, Px at);

/// How far the border is from the middle along a direction of length 1, in radii.
float border_distance(Shape shape, Px direction);

/// A glyph is lines of kGlyphPen width with round ends along polylines inside the unit square (-1 to 1), to be drawn at
/// kGlyphSize of the node's radius.
using Stroke = std::span<const Px>;
std::span<const Stroke> strokes(Glyph glyph);
inline constexpr float kGlyphPen = .26f;
inline constexpr float kGlyphSize = .5f;

Shape shape_of(model::EntityKind kind);

/// Words for legends: "company", "recruiter", ...
std::string_view words(Shape shape);
std::string_view words(Glyph glyph);

} // namespace cuibono::scene
