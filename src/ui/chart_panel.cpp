#include "ui/chart_panel.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>

#include "app/words.h"
#include "scene/hit.h"
#include "scene/legend.h"
#include "ui/actions.h"
#include "ui/chart_keys.h"
#include "ui/test_hooks.h"
#include "ui/widgets.h"

namespace cuibono::ui {
namespace {

constexpr float kDragThreshold = 4; // design pixels: less is a click
constexpr double kWheelStep = 1.15;

scene::Viewport viewport_of(const FrameView& view, const ChartState& state) {
  return {state.width / view.scale, state.height / view.scale, view.scale};
}

const app::ViewState& shared(const FrameView& view) { return view.workspace.session->view; }

scene::Px cursor_in(const FrameView& view, ImVec2 corner) {
  const ImVec2 mouse = ImGui::GetMousePos();
  return {(mouse.x - corner.x) / view.scale, (mouse.y - corner.y) / view.scale};
}

// What moves with the hand: the whole selection if what was grabbed belongs to it.
std::vector<app::EntityId> moving(const FrameView& view, const ChartState& state) {
  const auto& chosen = shared(view).selection.entities;
  if (chosen.contains(state.grabbed)) return {chosen.begin(), chosen.end()};
  return {state.grabbed};
}

scene::Positions places_now(const FrameView& view, const ChartState& state) {
  scene::Positions places = view.workspace.derived.positions();
  if (state.hand != Hand::Moving) return places;
  const double zoom = shared(view).camera.zoom;
  for (const auto id : moving(view, state)) {
    const auto at = places.find(id);
    if (at != places.end()) at->second = {at->second.x + state.moved.x / zoom, at->second.y + state.moved.y / zoom};
  }
  return places;
}

std::uint32_t selected_line(const scene::ChartModel& chart, const app::Selection& selection) {
  for (std::uint32_t i = 0; i < chart.lines.size(); ++i) {
    if (selection.tie && std::ranges::count(chart.lines[i].ties, *selection.tie)) return i;
    if (selection.payment && std::ranges::count(chart.lines[i].payments, *selection.payment)) return i;
  }
  return scene::kNoLine;
}

// The money that reaches the one person selected, brought out on the chart.
scene::Highlight money_to(const FrameView& view) {
  scene::Highlight highlight;
  const auto single = shared(view).selection.single();
  const auto* benefit = view.workspace.derived.benefit();
  const auto* person = single && benefit ? app::find_person(*benefit->report, *single) : nullptr;
  if (!person || person->benefit.cents <= 0) return highlight;
  for (const auto& path : person->paths)
    for (const auto& step : path.steps) {
      highlight.entities.insert({step.from, step.to});
      highlight.ties.insert(step.ties.begin(), step.ties.end());
      highlight.payments.insert(step.payments.begin(), step.payments.end());
    }
  if (!highlight.empty()) highlight.entities.insert(*single);
  return highlight;
}

void set_camera(Actions& actions, const scene::Camera& camera) {
  actions.push_back([camera](app::Workspace& workspace) {
    if (workspace.session) workspace.session->view.camera = camera;
  });
}

// The camera that shows all of the chart, or the selection in the middle, where that was asked for.
std::optional<scene::Camera> wanted_camera(const FrameView& view, const ChartState& state, const scene::Positions& places) {
  std::vector<scene::Point> points;
  const auto add = [&](app::EntityId id) {
    const auto at = places.find(id);
    if (at != places.end()) points.push_back(at->second);
  };
  if (shared(view).fit_wanted) {
    for (const auto& node : view.workspace.derived.chart().nodes) add(node.id);
    if (points.empty()) return std::nullopt;
    return scene::fit(scene::bounds_of(points), viewport_of(view, state));
  }
  for (const auto id : shared(view).selection.entities) add(id);
  if (points.empty()) return std::nullopt;
  const auto bounds = scene::bounds_of(points);
  const auto viewport = viewport_of(view, state);
  const auto inside = [&](scene::Px at) {
    return at.x > 40 && at.y > 40 && at.x < viewport.width - 40 && at.y < viewport.height - 40;
  };
  if (inside(scene::to_px(shared(view).camera, viewport, bounds.low)) && inside(scene::to_px(shared(view).camera, viewport, bounds.high)))
    return shared(view).camera;
  return scene::Camera{{(bounds.low.x + bounds.high.x) / 2, (bounds.low.y + bounds.high.y) / 2}, shared(view).camera.zoom};
}

void pin_moved(const FrameView& view, const ChartState& state, Actions& actions) {
  const auto places = places_now(view, state);
  std::vector<app::Place> pins;
  for (const auto id : moving(view, state)) {
    const auto at = places.find(id);
    if (at != places.end()) pins.push_back({id, at->second.x, at->second.y});
  }
  actions.push_back([pins = std::move(pins)](app::Workspace& workspace) {
    if (workspace.session && !pins.empty()) app::perform(workspace, app::pin(*workspace.session->snapshot(), pins));
  });
}

void select_line(const FrameView& view, std::uint32_t index, Actions& actions) {
  const auto& line = view.workspace.derived.chart().lines[index];
  if (line.count() == 1 && !line.ties.empty()) return select_tie(actions, line.ties.front());
  if (line.count() == 1) return select_payment(actions, line.payments.front());
  if (!line.ties.empty()) return select_tie(actions, line.ties.front());
  select_payment(actions, line.payments.front());
}

void click(const FrameView& view, const ChartState& state, Actions& actions) {
  if (state.grabbed) return select_entity(actions, state.grabbed, how_to_select());
  if (state.hovered_line != scene::kNoLine) return select_line(view, state.hovered_line, actions);
  if (how_to_select() == app::How::Replace) run_command(actions, view, "select.none");
}

void select_box(const ChartState& state, scene::Px cursor, Actions& actions) {
  const auto inside = scene::box_select(state.list, state.pressed_at, cursor);
  const auto how = how_to_select();
  actions.push_back([inside, how](app::Workspace& workspace) {
    if (!workspace.session) return;
    auto& selection = workspace.session->view.selection;
    if (how == app::How::Replace) selection = {};
    for (const auto id : inside) app::select_entity(selection, id, app::How::Add);
  });
}

void press(ChartState& state, scene::Px cursor) {
  const bool pans = ImGui::IsMouseClicked(ImGuiMouseButton_Middle) || ImGui::IsMouseClicked(ImGuiMouseButton_Right) ||
                    (ImGui::IsMouseClicked(ImGuiMouseButton_Left) && ImGui::IsKeyDown(ImGuiKey_Space));
  if (!pans && !ImGui::IsMouseClicked(ImGuiMouseButton_Left)) return;
  state.pressed_at = cursor;
  state.moved = {};
  state.grabbed = state.hovered;
  state.hand = pans ? Hand::Panning : Hand::Pressed;
}

bool any_button_down() {
  return ImGui::IsMouseDown(ImGuiMouseButton_Left) || ImGui::IsMouseDown(ImGuiMouseButton_Middle) || ImGui::IsMouseDown(ImGuiMouseButton_Right);
}

void drag(const FrameView& view, ChartState& state, scene::Px cursor, Actions& actions) {
  const scene::Px way = cursor - state.pressed_at;
  if (state.hand == Hand::Pressed && std::hypot(way.x, way.y) > kDragThreshold) state.hand = state.grabbed ? Hand::Moving : Hand::Boxing;
  if (state.hand == Hand::Moving) state.moved = way;
  if (state.hand == Hand::Panning && way != scene::Px{}) {
    set_camera(actions, scene::pan(shared(view).camera, way));
    state.pressed_at = cursor;
  }
}

void release(const FrameView& view, ChartState& state, scene::Px cursor, Actions& actions) {
  if (state.hand == Hand::Pressed) click(view, state, actions);
  if (state.hand == Hand::Boxing) select_box(state, cursor, actions);
  if (state.hand == Hand::Moving) pin_moved(view, state, actions);
  state.hand = Hand::Idle;
  state.moved = {};
}

void follow_hand(const FrameView& view, ChartState& state, scene::Px cursor, bool hovered, Actions& actions) {
  if (state.hand != Hand::Idle) {
    drag(view, state, cursor, actions); // also on release: the last way and the release may come in one frame
    if (!any_button_down()) release(view, state, cursor, actions);
    return;
  }
  state.hovered = hovered ? scene::hit_node(state.list, cursor).value_or(app::EntityId{}) : app::EntityId{};
  state.hovered_line = hovered && !state.hovered ? scene::hit_line(state.list, cursor).value_or(scene::kNoLine) : scene::kNoLine;
  if (!hovered) return;
  press(state, cursor);
  const float wheel = ImGui::GetIO().MouseWheel;
  if (wheel != 0) set_camera(actions, scene::zoom_at(shared(view).camera, viewport_of(view, state), cursor, std::pow(kWheelStep, wheel)));
}

void draw_box(const FrameView& view, const ChartState& state, ImVec2 corner) {
  if (state.hand != Hand::Boxing) return;
  const ImVec2 from{corner.x + state.pressed_at.x * view.scale, corner.y + state.pressed_at.y * view.scale};
  const ImVec2 to = ImGui::GetMousePos();
  ImVec4 fill = view.palette.accent;
  fill.w = .12f;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 low{std::min(from.x, to.x), std::min(from.y, to.y)}, high{std::max(from.x, to.x), std::max(from.y, to.y)};
  list->AddRectFilled(low, high, ImGui::ColorConvertFloat4ToU32(fill));
  list->AddRect(low, high, ImGui::ColorConvertFloat4ToU32(view.palette.accent));
}

void draw_tooltip(const FrameView& view, const ChartState& state) {
  if (state.hand != Hand::Idle) return;
  const auto& names = view.workspace.session->names();
  if (state.hovered) {
    ImGui::SetTooltip("%s", names.shown(state.hovered).c_str());
  } else if (state.hovered_line < view.workspace.derived.chart().lines.size()) {
    const auto& line = view.workspace.derived.chart().lines[state.hovered_line];
    std::string text = names.shown(line.a) + " - " + names.shown(line.b) + "\n";
    if (!line.ties.empty()) text += app::counted(line.ties.size(), "tie") + "  ";
    if (!line.payments.empty()) text += app::counted(line.payments.size(), "payment") + ", " + app::amount_text(line.total, line.currency);
    if (!line.supported) text += "\nunsupported";
    ImGui::SetTooltip("%s", text.c_str());
  }
}

const scene::Theme& scene_theme(const FrameView& view) {
  return view.workspace.settings.theme == app::Theme::Dark ? scene::dark_theme() : scene::light_theme();
}

void compose_legend(const FrameView& view, ChartState& state) {
  const std::tuple key{view.workspace.derived.chart_version(), view.workspace.settings.theme, view.scale};
  if (!shared(view).legend || (state.legend_version > 0 && state.legend_key == key)) return;
  constexpr double kWidth = 360; // design pixels: one column
  state.legend_key = key;
  state.legend = {.viewport = {kWidth, 0, view.scale}, .background = scene_theme(view).background};
  scene::draw_legend(state.legend, scene::legend(view.workspace.derived.chart(), scene_theme(view)), scene_theme(view));
  ++state.legend_version;
}

// In the lower left corner; what does not fit above it is cut.
void draw_legend_picture(const FrameView& view, const ChartState& state, ImVec2 corner) {
  if (!shared(view).legend || !view.legend_texture) return;
  const auto width = static_cast<float>(state.legend.viewport.width) * view.scale;
  const auto height = static_cast<float>(state.legend.viewport.height) * view.scale;
  const float shown = std::min(height, state.height - view.grid(4)), left = corner.x + view.grid(2);
  const float bottom = corner.y + state.height - view.grid(2);
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddImage(view.legend_texture, {left, bottom - shown}, {left + width, bottom}, {0, 0}, {1, shown / height});
  list->AddRect({left, bottom - shown}, {left + width, bottom}, ImGui::ColorConvertFloat4ToU32(view.palette.line), view.grid(1));
}

void report_nodes(const FrameView& view, const ChartState& state, ImVec2 corner) {
  for (const auto& node : state.list.nodes) {
    if (!node.entity) continue;
    const float r = node.radius * view.scale;
    report_item("chart:" + view.workspace.session->names().shown(node.entity), corner.x + node.at.x * view.scale - r,
                corner.y + node.at.y * view.scale - r, 2 * r, 2 * r);
  }
}

// A sketch is shown whole too, once, while its layout is still being made: what was asked for stands until that is there.
scene::Camera settle_camera(const FrameView& view, ChartState& state, const scene::Positions& places, Actions& actions) {
  const scene::Camera now = shared(view).camera;
  const bool sketch = view.workspace.jobs.busy("layout");
  const auto version = view.workspace.derived.positions_version();
  if (places.empty() || (sketch && (!shared(view).fit_wanted || state.sketch_fitted == version))) return now;
  state.sketch_fitted = version;
  const scene::Camera camera = wanted_camera(view, state, places).value_or(now);
  actions.push_back([camera, sketch](app::Workspace& workspace) {
    if (!workspace.session) return;
    workspace.session->view.camera = camera;
    if (!sketch) workspace.session->view.fit_wanted = workspace.session->view.center_wanted = false;
  });
  return camera;
}

} // namespace

void compose_chart(const FrameView& view, ChartState& state, Actions& actions) {
  if (!view.workspace.session || state.width < 1 || state.height < 1) return;
  const auto& derived = view.workspace.derived;
  compose_legend(view, state);
  const auto places = places_now(view, state);
  scene::Camera camera = shared(view).camera;
  if (shared(view).fit_wanted || shared(view).center_wanted) camera = settle_camera(view, state, places, actions);
  const auto viewport = viewport_of(view, state);
  const ChartState::Key key{derived.chart_version(), derived.positions_version(), camera, viewport, shared(view).selection, state.hovered,
                            state.hovered_line, state.moved, view.workspace.settings.theme, derived.benefit_version()};
  if (state.key == key) return;
  state.key = key;
  scene::Selection selection;
  selection.entities = {key.selection.entities.begin(), key.selection.entities.end()};
  selection.hovered = state.hovered;
  selection.hovered_line = state.hovered_line;
  selection.selected_line = selected_line(derived.chart(), key.selection);
  scene::ComposeOptions options;
  options.theme = &scene_theme(view);
  options.highlight = money_to(view);
  state.list = scene::compose_chart(derived.chart(), places, camera, viewport, selection, options);
  ++state.version;
}

void draw_chart_bar(const FrameView& view, Actions& actions) {
  ImGui::Dummy({0, view.grid(.5f)});
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + view.grid(2));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {view.grid(1.5f), view.grid(.5f)});
  if (ImGui::Button("Fit")) run_command(actions, view, "view.fit");
  for (const auto& [label, id] : {std::pair{"Victims", "view.victims"}, std::pair{"Trade partners", "view.bystanders"},
                                  std::pair{"Accounts", "view.accounts"}, std::pair{"Legend", "view.legend"}}) {
    ImGui::SameLine(0, view.grid(4));
    const float width = ImGui::GetFrameHeight() + ImGui::GetStyle().ItemInnerSpacing.x + ImGui::CalcTextSize(label).x;
    if (ImGui::GetContentRegionAvail().x < width) {
      ImGui::NewLine();
      ImGui::SetCursorPosX(ImGui::GetCursorPosX() + view.grid(2));
    }
    const auto* command = app::find_command(view.commands, id);
    bool on = command->checked(view.workspace);
    if (ImGui::Checkbox(label, &on)) run_command(actions, view, id);
    if (ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal)) ImGui::SetTooltip("%s", app::title_of(*command, view.workspace).c_str());
  }
  ImGui::PopStyleVar();
}

void draw_chart(const FrameView& view, ChartState& state, Actions& actions) {
  const ImVec2 room = ImGui::GetContentRegionAvail();
  state.width = std::floor(room.x);
  state.height = std::floor(room.y);
  if (state.width < 1 || state.height < 1) return;
  if (view.workspace.session->snapshot()->entities().empty())
    return empty_state(view, "This case is empty", "Import evidence (Ctrl+I), drop files on this window, or add the first entity (Ctrl+E).");
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  ImGui::InvisibleButton("chart", {state.width, state.height}, ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight | ImGuiButtonFlags_MouseButtonMiddle);
  if (view.chart_texture)
    ImGui::GetWindowDrawList()->AddImage(view.chart_texture, corner, {corner.x + state.width, corner.y + state.height});
  const bool hovered = ImGui::IsItemHovered();
  follow_hand(view, state, cursor_in(view, corner), hovered, actions);
  if (!ImGui::GetIO().WantTextInput) use_chart_keys(view, viewport_of(view, state), actions);
  draw_box(view, state, corner);
  draw_legend_picture(view, state, corner);
  if (hovered) draw_tooltip(view, state);
  report_nodes(view, state, corner);
}

} // namespace cuibono::ui
