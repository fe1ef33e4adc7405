#pragma once
// The chart in the middle: our own picture in a texture, and the hand on it. Zoom at the cursor, pan, select, box-select,
// drag to pin; the same by keyboard.

#include <optional>
#include <tuple>

#include "scene/chart.h"
#include "ui/frame.h"

namespace cuibono::ui {

enum class Hand { Idle, Pressed, Panning, Boxing, Moving };

struct ChartState {
  scene::DrawList list;      ///< composed for the size below; rendered by the frame loop
  std::uint64_t version = 0; ///< grows when `list` changes
  float width = 0, height = 0; ///< pixels wanted, as of the last frame
  scene::DrawList legend;      ///< what the signs of the chart mean; rendered like `list`
  std::uint64_t legend_version = 0;
  std::tuple<std::uint64_t, app::Theme, float> legend_key; ///< chart version, theme, scale

  Hand hand = Hand::Idle;
  scene::Px pressed_at;        ///< where the button went down
  scene::Px moved;             ///< how far what is being dragged has gone
  app::EntityId grabbed;
  app::EntityId hovered;
  std::uint32_t hovered_line = scene::kNoLine;

  /// What `list` was composed for.
  struct Key {
    std::uint64_t chart = 0, positions = 0;
    scene::Camera camera;
    scene::Viewport viewport;
    app::Selection selection;
    app::EntityId hovered;
    std::uint32_t hovered_line = scene::kNoLine;
    scene::Px moved;
    app::Theme theme{};
    std::uint64_t benefit = 0;
    bool operator==(const Key&) const = default;
  };
  std::optional<Key> key;
  std::uint64_t sketch_fitted = 0; ///< version of the positions that were last shown whole
};

/// Fits or centres the camera where that is wanted, and composes the picture if anything in it has changed. Call before
/// draw_chart; the camera's change is an action.
void compose_chart(const FrameView& view, ChartState& state, Actions& actions);

/// What is shown, and fitting, in one line above the chart.
void draw_chart_bar(const FrameView& view, Actions& actions);

void draw_chart(const FrameView& view, ChartState& state, Actions& actions);

} // namespace cuibono::ui
