#pragma once
// The plane of benefit share against control: who is principal, passive or hidden, manager or enforcer, peripheral
// (domain.md section 5.5). A draw list like the chart's, so hit tests and renderers serve both. Pure functions.

#include <string>
#include <unordered_set>
#include <vector>

#include "scene/theme.h"

namespace cuibono::scene {

struct PlanePoint {
  EntityId id;
  std::string label; ///< as it may be shown: take model::Names::shown
  double share = 0, share_p05 = 0, share_p95 = 0; ///< 0 to 1
  double control = 0;                             ///< 0 to 1
};

struct PlaneInputs {
  std::vector<PlanePoint> points;
  double high_share = .04;   ///< where the quadrants part
  double high_control = .25;
  double unattributed = 0;   ///< share of the value that nobody could be named for, 0 to 1: a hatched bar at the side
  std::unordered_set<EntityId> selected;
  EntityId hovered;
  const Theme* theme = nullptr; ///< the light one where null
};

/// Share to the right on a square-root scale, so that small shares can be told apart; control upwards, linear.
DrawList compose_plane(const PlaneInputs& inputs, const Viewport& viewport);

} // namespace cuibono::scene
