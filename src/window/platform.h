#pragma once
// GLFW's window with an OpenGL 3.3 core context and Dear ImGui's context on it, freed in the right order. Main thread.

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "base/error.h"
#include "window/options.h"

struct GLFWwindow;

namespace cuibono::window {

class Platform {
 public:
  static base::Result<std::unique_ptr<Platform>> create(const Options& options);
  ~Platform();
  Platform(const Platform&) = delete;
  Platform& operator=(const Platform&) = delete;

  /// Sleeps until there is input, somebody woke it, or so many seconds have passed. True if there was input.
  bool wait(double seconds);
  /// Safe on any thread.
  static void wake();

  /// Whether Dear ImGui still holds input: it takes a press and a release one a frame.
  static bool has_pending_input();

  void begin_frame();
  /// Draws Dear ImGui's frame on a ground of that colour into the back buffer.
  void end_frame(float red, float green, float blue);
  void present();

  bool close_wanted() const;
  void set_title(const std::string& title);
  double seconds() const;
  double content_scale() const; ///< of the display: 2 on most dense ones

  /// Files dropped on the window since the last call.
  std::vector<std::filesystem::path> take_dropped();

  /// The back buffer, rows from the top, RGBA.
  std::vector<std::uint8_t> read_pixels(int& width, int& height) const;

 private:
  explicit Platform(GLFWwindow* window) : window_(window) {}
  void watch_input();
  void start_imgui();

  GLFWwindow* window_;
  bool input_ = false;
  std::vector<std::filesystem::path> dropped_;
};

} // namespace cuibono::window
