#pragma once
// Who is who: a window over the others, so that chart and inspector can be looked at while it is decided. Proposals with both
// records side by side, records that were merged, pairs that were told apart.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ui/frame.h"

namespace cuibono::ui {

struct MatchingState {
  app::LeastVerdict least = app::LeastVerdict::Perhaps;
  std::size_t chosen = 0; ///< place in the list as shown
  bool keep_other = false; ///< of the chosen pair the second is the lead
  std::string reason;      ///< of a decision on a proposal; stays from one to the next
  std::string back_reason; ///< of taking one back
  /// Of the chosen pair, made once for each; by the version of the tables.
  std::optional<std::pair<std::uint64_t, std::pair<app::EntityId, app::EntityId>>> compared_for;
  std::vector<app::ComparedValue> compared;
};

void draw_matching(const FrameView& view, MatchingState& state, Actions& actions);

} // namespace cuibono::ui
