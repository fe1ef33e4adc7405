#pragma once
// The right panel's lower part: everything the evidence says of what is selected, down to the exhibit and the place in it.

#include <optional>
#include <tuple>

#include "ui/frame.h"

namespace cuibono::ui {

struct InspectorState {
  /// What `entity` was made for; made anew when it changes.
  using Key = std::tuple<std::uint64_t, std::uint64_t, app::EntityId>; ///< tables version, benefit version, entity
  std::optional<Key> key;
  std::optional<app::EntityDetails> entity;
  std::vector<app::MoneyPath> paths;
  std::vector<app::Fact> control;
};

void draw_inspector(const FrameView& view, InspectorState& state, Actions& actions);

} // namespace cuibono::ui
