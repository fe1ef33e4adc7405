#pragma once
// The window: GLFW, the GL context, and the frame loop that wires workspace, panels and renderers together.

#include "window/options.h"

namespace cuibono::window {

/// Runs until the user quits or the screenshot is written. Returns the exit code; failures go to standard error.
int run(const Options& options);

} // namespace cuibono::window
