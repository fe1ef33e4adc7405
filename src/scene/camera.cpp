#include "scene/camera.h"

#include <algorithm>
#include <cmath>

namespace cuibono::scene {
namespace {

constexpr double kClosestFit = 2;

double limited(double zoom) { return std::clamp(std::isfinite(zoom) ? zoom : 1, kLeastZoom, kMostZoom); }

} // namespace

Camera fit(const Bounds& bounds, const Viewport& viewport, double margin) {
  const double width = std::max(bounds.high.x - bounds.low.x, 1e-9), height = std::max(bounds.high.y - bounds.low.y, 1e-9);
  const double free_width = std::max(viewport.width - 2 * margin, viewport.width * .2);
  const double free_height = std::max(viewport.height - 2 * margin, viewport.height * .2);
  const double zoom = std::min({free_width / width, free_height / height, kClosestFit});
  return {{(bounds.low.x + bounds.high.x) / 2, (bounds.low.y + bounds.high.y) / 2}, limited(zoom)};
}

Camera zoom_at(const Camera& camera, const Viewport& viewport, Px cursor, double factor) {
  Camera next{camera.centre, limited(camera.zoom * factor)};
  const Point before = to_chart(camera, viewport, cursor), after = to_chart(next, viewport, cursor);
  next.centre.x += before.x - after.x;
  next.centre.y += before.y - after.y;
  return next;
}

Camera pan(const Camera& camera, Px moved) {
  return {{camera.centre.x - moved.x / camera.zoom, camera.centre.y - moved.y / camera.zoom}, camera.zoom};
}

Px to_px(const Camera& camera, const Viewport& viewport, Point point) {
  return {static_cast<float>((point.x - camera.centre.x) * camera.zoom + viewport.width / 2),
          static_cast<float>((point.y - camera.centre.y) * camera.zoom + viewport.height / 2)};
}

Point to_chart(const Camera& camera, const Viewport& viewport, Px px) {
  return {(px.x - viewport.width / 2) / camera.zoom + camera.centre.x,
          (px.y - viewport.height / 2) / camera.zoom + camera.centre.y};
}

} // namespace cuibono::scene
