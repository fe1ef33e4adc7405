#pragma once
// What part of the chart is in view. Values; pure functions.

#include "layout/force.h"
#include "scene/draw_list.h"

namespace cuibono::scene {

using layout::Point;

struct Camera {
  Point centre;    ///< chart units, in the middle of the viewport
  double zoom = 1; ///< design pixels per chart unit, kLeastZoom to kMostZoom

  bool operator==(const Camera&) const = default;
};

inline constexpr double kLeastZoom = 1e-5; // a case of 100,000 entities fits at a thousandth
inline constexpr double kMostZoom = 20;

struct Bounds {
  Point low, high;
};

/// Around all points; both corners at the origin when there are none.
template <class Points>
Bounds bounds_of(const Points& points) {
  Bounds bounds;
  bool first = true;
  for (const Point& p : points) {
    if (first || p.x < bounds.low.x) bounds.low.x = p.x;
    if (first || p.y < bounds.low.y) bounds.low.y = p.y;
    if (first || p.x > bounds.high.x) bounds.high.x = p.x;
    if (first || p.y > bounds.high.y) bounds.high.y = p.y;
    first = false;
  }
  return bounds;
}

/// Shows all of `bounds` with `margin` px free on each side; never closer than zoom 2.
Camera fit(const Bounds& bounds, const Viewport& viewport, double margin = 60);

/// Zooms by `factor` (> 1: closer); the chart point under `cursor` stays there.
Camera zoom_at(const Camera& camera, const Viewport& viewport, Px cursor, double factor);

/// The chart follows the hand by `moved` px.
Camera pan(const Camera& camera, Px moved);

/// Chart y grows downwards, as pixels do.
Px to_px(const Camera& camera, const Viewport& viewport, Point point);
Point to_chart(const Camera& camera, const Viewport& viewport, Px px);

} // namespace cuibono::scene
