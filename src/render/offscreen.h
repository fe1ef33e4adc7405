#pragma once
// A GL context without a window or display (EGL surfaceless, else an EGL device), for pictures made on servers.

#include <memory>

#include "base/error.h"

namespace cuibono::render {

class Offscreen {
 public:
  /// Makes the context current on this thread; fails with what to install where there is no EGL.
  static base::Result<Offscreen> create();

  Offscreen(Offscreen&&) noexcept;
  Offscreen& operator=(Offscreen&&) noexcept;
  ~Offscreen();

 private:
  struct Context;
  explicit Offscreen(std::unique_ptr<Context> context);
  std::unique_ptr<Context> context_;
};

} // namespace cuibono::render
