#include "window/window.h"

#include <algorithm>
#include <imgui.h>
#include <iostream>
#include <pwd.h>
#include <unistd.h>

#include "app/demo.h"
#include "base/file.h"
#include "render/png.h"
#include "render/renderer.h"
#include "ui/test_hooks.h"
#include "ui/ui.h"
#include "window/platform.h"

namespace cuibono::window {
namespace {

constexpr int kFramesAfterInput = 3;   // Dear ImGui needs up to three to settle
constexpr double kIdleSeconds = 60;
constexpr double kBlinkSeconds = .25;  // while a text cursor blinks or work shows progress
constexpr double kTooltipSeconds = .5; // after the last input, when a late tooltip may be due

std::string user_name() {
  const passwd* entry = ::getpwuid(::getuid());
  return app::environment("USER", entry ? entry->pw_name : "analyst");
}

int fail_with(const base::Error& error) {
  std::cerr << "cuibono: " << base::sentence(error) << '\n';
  return base::exit_code(error.kind);
}

// A renderer and the version of the picture that is in its texture.
struct Canvas {
  render::Renderer renderer;
  std::uint64_t drawn = 0;

  base::Result<void> show(const scene::DrawList& list, std::uint64_t version) {
    if (version == 0 || version == drawn) return {};
    drawn = version;
    return renderer.draw(list);
  }
};

struct Canvases {
  Canvas chart, plane, legend;
};

class Loop {
 public:
  Loop(Platform& platform, const Options& options, Canvases canvases)
      : platform_(platform), options_(options), canvases_(std::move(canvases)),
        workspace_(app::settings_path(), user_name(), Platform::wake), commands_(app::all_commands()),
        map_path_(app::environment("CUIBONO_UI_MAP")) {
    if (options.scale) workspace_.settings.scale = *options.scale;
    fonts_ = ui::load_fonts();
    if (!map_path_.empty()) ui::attach(ImGui::GetCurrentContext(), &map_);
    open_wanted();
  }
  ~Loop() { ui::attach(ImGui::GetCurrentContext(), nullptr); }
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  int run();

 private:
  void open_wanted();
  void take_dropped();
  double patience() const;
  bool something_changed();
  void draw_frame();
  void style_frame();
  ui::FrameView frame_view() const;
  void apply(ui::Actions& actions);
  bool settled() const;
  int write_screenshot();

  Platform& platform_;
  const Options& options_;
  Canvases canvases_;
  app::Workspace workspace_;
  std::vector<app::Command> commands_;
  std::filesystem::path map_path_;
  ui::UiState state_;
  ui::UiMap map_;
  ui::Fonts fonts_;
  std::string title_;
  std::optional<std::pair<app::Theme, float>> styled_;
  int frames_due_ = kFramesAfterInput;
  double last_input_ = 0;
  bool tooltip_due_ = false;
};

void Loop::open_wanted() {
  workspace_.reader = options_.reader;
  if (options_.open.empty()) return;
  if (app::find_demo(options_.open)) app::open_demo(workspace_, options_.open);
  else app::open_case(workspace_, options_.open);
}

void Loop::take_dropped() {
  auto paths = platform_.take_dropped();
  if (paths.empty()) return;
  if (paths.size() == 1 && paths.front().extension() == ".cuibono") return app::open_case(workspace_, paths.front());
  app::offer_files(workspace_, paths);
}

double Loop::patience() const {
  if (frames_due_ > 0 || Platform::has_pending_input()) return 0;
  if (workspace_.jobs.busy() || ImGui::GetIO().WantTextInput) return kBlinkSeconds;
  if (tooltip_due_) return kTooltipSeconds;
  return workspace_.toasts.empty() ? kIdleSeconds : 1;
}

bool Loop::something_changed() {
  workspace_.now = platform_.seconds();
  take_dropped();
  const bool blinks = workspace_.jobs.busy() || ImGui::GetIO().WantTextInput;
  const bool late_tooltip = tooltip_due_ && workspace_.now - last_input_ >= kTooltipSeconds;
  if (late_tooltip) tooltip_due_ = false;
  return app::tick(workspace_) || blinks || late_tooltip || Platform::has_pending_input();
}

void Loop::style_frame() {
  const auto scale = static_cast<float>(workspace_.settings.scale * (options_.scale ? 1 : platform_.content_scale()));
  const std::pair wanted{workspace_.settings.theme, scale};
  if (styled_ != wanted) ui::apply_theme(wanted.first, wanted.second);
  styled_ = wanted;
  std::string title = workspace_.session ? workspace_.session->title() + " - Cui Bono" : "Cui Bono";
  if (title != title_) platform_.set_title(title);
  title_ = std::move(title);
}

ui::FrameView Loop::frame_view() const {
  return {workspace_, commands_, ui::palette(workspace_.settings.theme), fonts_, styled_->second,
          canvases_.chart.renderer.texture(), canvases_.plane.renderer.texture(), canvases_.legend.renderer.texture()};
}

void Loop::apply(ui::Actions& actions) {
  if (!actions.empty()) frames_due_ = kFramesAfterInput;
  for (auto& action : actions) action(workspace_);
  actions.clear();
}

void Loop::draw_frame() {
  style_frame();
  ui::Actions actions;
  ui::compose_pictures(frame_view(), state_, actions);
  for (const auto& shown : {canvases_.chart.show(state_.chart.list, state_.chart.version),
                            canvases_.plane.show(state_.benefit.plane, state_.benefit.plane_version),
                            canvases_.legend.show(state_.chart.legend, state_.chart.legend_version)})
    if (!shown) app::complain(workspace_, shown.error());
  map_.clear();
  platform_.begin_frame();
  ui::draw_ui(frame_view(), state_, actions);
  const auto& ground = ui::palette(workspace_.settings.theme).ground;
  platform_.end_frame(ground.x, ground.y, ground.z);
  if (!map_path_.empty()) map_.write(map_path_);
  apply(actions);
}

bool Loop::settled() const {
  const bool case_shown = options_.open.empty() || !workspace_.toasts.empty() || (workspace_.session && workspace_.derived.benefit());
  if (options_.until == Until::Settled) return frames_due_ <= 0 && !workspace_.jobs.busy() && case_shown;
  const auto& derived = workspace_.derived;
  return frames_due_ <= 0 && !derived.chart().nodes.empty() && derived.positions().size() >= derived.chart().nodes.size();
}

int Loop::write_screenshot() {
  render::Image image;
  image.rgba = platform_.read_pixels(image.width, image.height);
  const auto bytes = render::encode_png(image);
  if (!bytes) return fail_with(bytes.error());
  const auto written = base::write_file(options_.screenshot, *bytes);
  return written ? 0 : fail_with(written.error());
}

int Loop::run() {
  while (!workspace_.quit && !platform_.close_wanted()) {
    if (platform_.wait(patience())) {
      frames_due_ = kFramesAfterInput;
      last_input_ = workspace_.last_input = platform_.seconds();
      tooltip_due_ = true;
    }
    if (something_changed()) frames_due_ = std::max(frames_due_, workspace_.jobs.busy() ? 1 : kFramesAfterInput);
    if (frames_due_ <= 0) continue;
    --frames_due_;
    draw_frame();
    if (!options_.screenshot.empty() && settled()) return write_screenshot();
    platform_.present();
  }
  app::close_case(workspace_); // signs the journal
  return 0;
}

base::Result<Canvas> make_canvas() {
  auto renderer = render::Renderer::create(app::shader_folder());
  if (!renderer) return tl::unexpected(renderer.error());
  return Canvas{std::move(*renderer)};
}

} // namespace

int run(const Options& options) {
  auto platform = Platform::create(options);
  if (!platform) return fail_with(platform.error());
  auto chart = make_canvas(), plane = make_canvas(), legend = make_canvas();
  for (const auto* canvas : {&chart, &plane, &legend})
    if (!*canvas) return fail_with(canvas->error());
  return Loop(**platform, options, {std::move(*chart), std::move(*plane), std::move(*legend)}).run();
}

} // namespace cuibono::window
