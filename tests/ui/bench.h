#pragma once
// The panels without a window: frames of a Dear ImGui context that nobody draws, pressed by label.

#include <chrono>
#include <imgui.h>
#include <thread>

#include "../app/support.h"
#include "ui/test_hooks.h"
#include "ui/ui.h"

namespace cuibono::test {

class Bench {
 public:
  Bench() {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {1600, 1000};
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    fonts_ = ui::load_fonts();
    ui::apply_theme(app::Theme::Light, 1);
    ui::attach(ImGui::GetCurrentContext(), &map);
  }
  ~Bench() { ImGui::DestroyContext(); }
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;

  void open_small_case() {
    workspace.session.emplace(new_session(folder.path() / "case.cuibono"));
    wait_until([&] { return workspace.derived.benefit() && !workspace.derived.positions().empty(); });
    frames(3);
  }

  void frame() {
    app::tick(workspace);
    ui::Actions actions;
    const ui::FrameView view{workspace, commands, ui::palette(workspace.settings.theme), fonts_, 1, 0, 0, 0};
    ui::compose_pictures(view, state, actions);
    map.clear();
    ImGui::GetIO().DeltaTime = 1.f / 60;
    ImGui::NewFrame();
    ui::draw_ui(view, state, actions);
    ImGui::Render();
    serve_textures();
    for (auto& action : actions) action(workspace);
  }
  void frames(int count) {
    for (int i = 0; i < count; ++i) frame();
  }

  template <class Done>
  bool wait_until(Done done) {
    for (int i = 0; i < 3000 && !done(); ++i) {
      frame();
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return done();
  }

  /// The middle of the item with that label; the test fails when there is none.
  ImVec2 middle_of(const std::string& label) {
    const auto* item = map.find(label);
    EXPECT_TRUE(item) << "nothing is labelled " << label;
    return item ? ImVec2(item->x + item->width / 2, item->y + item->height / 2) : ImVec2(-1, -1);
  }

  /// The middle of the first item whose label ends so: for labels whose first part changes.
  ImVec2 middle_of_ending(const std::string& end) {
    for (const auto& item : map.items())
      if (item.label.ends_with(end)) return {item.x + item.width / 2, item.y + item.height / 2};
    ADD_FAILURE() << "no label ends with " << end;
    return {-1, -1};
  }

  void press(const std::string& label) { click(middle_of(label)); }

  void move(ImVec2 to) {
    ImGui::GetIO().AddMousePosEvent(to.x, to.y);
    frames(2);
  }

  void click(ImVec2 at) {
    move(at);
    ImGui::GetIO().AddMouseButtonEvent(0, true);
    frame();
    ImGui::GetIO().AddMouseButtonEvent(0, false);
    frames(3);
  }

  void drag(ImVec2 from, ImVec2 to) {
    move(from);
    ImGui::GetIO().AddMouseButtonEvent(0, true);
    frame();
    move({(from.x + to.x) / 2, (from.y + to.y) / 2});
    move(to);
    ImGui::GetIO().AddMouseButtonEvent(0, false);
    frames(3);
  }

  void key(ImGuiKey key, ImGuiKey modifier = ImGuiKey_None) {
    ImGuiIO& io = ImGui::GetIO();
    if (modifier != ImGuiKey_None) io.AddKeyEvent(modifier, true);
    io.AddKeyEvent(key, true);
    frame();
    io.AddKeyEvent(key, false);
    if (modifier != ImGuiKey_None) io.AddKeyEvent(modifier, false);
    frames(3);
  }

  void type(const char* text) {
    ImGui::GetIO().AddInputCharactersUTF8(text);
    frames(2);
  }

  app::Session& session() { return *workspace.session; }

  TemporaryFolder folder;
  app::Workspace workspace{folder.path() / "settings.json", "tester"};
  const std::vector<app::Command> commands = app::all_commands();
  ui::UiState state;
  ui::UiMap map;

 private:
  static void serve_textures() {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
      if (texture->Status == ImTextureStatus_WantCreate) texture->SetTexID(1);
      if (texture->Status == ImTextureStatus_WantDestroy) {
        texture->SetTexID(ImTextureID_Invalid);
        texture->SetStatus(ImTextureStatus_Destroyed);
      } else {
        texture->SetStatus(ImTextureStatus_OK);
      }
    }
  }

  ui::Fonts fonts_;
};

} // namespace cuibono::test
