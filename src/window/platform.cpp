#include "window/platform.h"

#include <epoxy/gl.h> // before GLFW, which would bring its own GL header
#include <GLFW/glfw3.h>
#include <algorithm>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>
#include <imgui_internal.h> // the queue of input events
#include <utility>

namespace cuibono::window {
namespace {

Platform* self(GLFWwindow* window) { return static_cast<Platform*>(glfwGetWindowUserPointer(window)); }

bool is_modifier(ImGuiKey key) {
  return (key & ImGuiMod_Mask_) != 0 || (key >= ImGuiKey_LeftCtrl && key <= ImGuiKey_RightSuper);
}

// A quick Ctrl+T is pressed and let go between two frames. Dear ImGui would then see T without Ctrl: the modifier's
// release, and what follows it, waits for the next frame.
ImVector<ImGuiInputEvent> hold_back_releases() {
  ImVector<ImGuiInputEvent>& queue = ImGui::GetCurrentContext()->InputEventsQueue;
  ImVector<ImGuiInputEvent> held;
  bool key_pressed = false;
  int kept = 0;
  for (; kept < queue.Size; ++kept) {
    const ImGuiInputEvent& event = queue[kept];
    if (event.Type != ImGuiInputEventType_Key) continue;
    if (is_modifier(event.Key.Key) && !event.Key.Down && key_pressed) break;
    key_pressed = key_pressed || (event.Key.Down && !is_modifier(event.Key.Key));
  }
  for (int i = kept; i < queue.Size; ++i) held.push_back(queue[i]);
  queue.resize(kept);
  return held;
}

} // namespace

base::Result<std::unique_ptr<Platform>> Platform::create(const Options& options) {
  if (!glfwInit()) return base::fail(base::ErrorKind::Input, "there is no display to open a window on", {}, "use a subcommand: see cuibono help");
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHintString(GLFW_X11_CLASS_NAME, "cuibono");
  glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "cuibono");
  GLFWwindow* window = glfwCreateWindow(options.width, options.height, "Cui Bono", nullptr, nullptr);
  if (!window) {
    glfwTerminate();
    return base::fail(base::ErrorKind::Input, "OpenGL 3.3 is not to be had on this display", {}, "install Mesa's drivers (libgl1-mesa-dri)");
  }
  glfwMakeContextCurrent(window);
  glfwSwapInterval(1);
  std::unique_ptr<Platform> platform(new Platform(window));
  platform->watch_input();
  platform->start_imgui();
  return platform;
}

Platform::~Platform() {
  ImGui_ImplOpenGL3_Shutdown();
  ImGui_ImplGlfw_Shutdown();
  ImGui::DestroyContext();
  glfwDestroyWindow(window_);
  glfwTerminate();
}

// Installed before Dear ImGui's own callbacks, which call these in turn.
void Platform::watch_input() {
  glfwSetWindowUserPointer(window_, this);
  glfwSetCursorPosCallback(window_, [](GLFWwindow* w, double, double) { self(w)->input_ = true; });
  glfwSetMouseButtonCallback(window_, [](GLFWwindow* w, int, int, int) { self(w)->input_ = true; });
  glfwSetScrollCallback(window_, [](GLFWwindow* w, double, double) { self(w)->input_ = true; });
  glfwSetKeyCallback(window_, [](GLFWwindow* w, int, int, int, int) { self(w)->input_ = true; });
  glfwSetCharCallback(window_, [](GLFWwindow* w, unsigned) { self(w)->input_ = true; });
  glfwSetWindowFocusCallback(window_, [](GLFWwindow* w, int) { self(w)->input_ = true; });
  glfwSetCursorEnterCallback(window_, [](GLFWwindow* w, int) { self(w)->input_ = true; });
  glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* w, int, int) { self(w)->input_ = true; });
  glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { self(w)->input_ = true; });
  glfwSetDropCallback(window_, [](GLFWwindow* w, int count, const char** paths) {
    self(w)->input_ = true;
    for (int i = 0; i < count; ++i) self(w)->dropped_.emplace_back(paths[i]);
  });
}

void Platform::start_imgui() {
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr; // nothing beside the case and the settings is written
  ImGui_ImplGlfw_InitForOpenGL(window_, true);
  ImGui_ImplOpenGL3_Init("#version 330 core");
}

bool Platform::wait(double seconds) {
  if (seconds > 0) glfwWaitEventsTimeout(seconds);
  else glfwPollEvents();
  return std::exchange(input_, false);
}

void Platform::wake() { glfwPostEmptyEvent(); }

bool Platform::has_pending_input() { return ImGui::GetCurrentContext()->InputEventsQueue.Size > 0; }

void Platform::begin_frame() {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  const auto held = hold_back_releases();
  ImGui::NewFrame();
  for (const ImGuiInputEvent& event : held) ImGui::GetCurrentContext()->InputEventsQueue.push_back(event);
}

void Platform::end_frame(float red, float green, float blue) {
  ImGui::Render();
  int width = 0, height = 0;
  glfwGetFramebufferSize(window_, &width, &height);
  glViewport(0, 0, width, height);
  glClearColor(red, green, blue, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void Platform::present() { glfwSwapBuffers(window_); }

bool Platform::close_wanted() const { return glfwWindowShouldClose(window_); }

void Platform::set_title(const std::string& title) { glfwSetWindowTitle(window_, title.c_str()); }

double Platform::seconds() const { return glfwGetTime(); }

double Platform::content_scale() const {
  float x = 1, y = 1;
  glfwGetWindowContentScale(window_, &x, &y);
  return std::max(1.f, x);
}

std::vector<std::filesystem::path> Platform::take_dropped() { return std::exchange(dropped_, {}); }

std::vector<std::uint8_t> Platform::read_pixels(int& width, int& height) const {
  glfwGetFramebufferSize(window_, &width, &height);
  const auto row = static_cast<std::size_t>(width) * 4;
  std::vector<std::uint8_t> below(row * static_cast<std::size_t>(height)), pixels;
  glReadBuffer(GL_BACK);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, below.data());
  pixels.reserve(below.size());
  for (int y = height; y-- > 0;) { // GL counts rows from below
    const auto start = below.begin() + static_cast<std::ptrdiff_t>(row * static_cast<std::size_t>(y));
    pixels.insert(pixels.end(), start, start + static_cast<std::ptrdiff_t>(row));
  }
  for (std::size_t i = 3; i < pixels.size(); i += 4) pixels[i] = 255;
  return pixels;
}

} // namespace cuibono::window
