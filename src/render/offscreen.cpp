#include "render/offscreen.h"

#include <array>
#include <epoxy/egl.h>
#include <epoxy/gl.h>
#include <string_view>

namespace cuibono::render {

struct Offscreen::Context {
  EGLDisplay display = EGL_NO_DISPLAY;
  EGLContext context = EGL_NO_CONTEXT;

  ~Context() {
    eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    if (context != EGL_NO_CONTEXT) eglDestroyContext(display, context);
    // The display is the process's, not ours: ending it would unload the driver under other contexts.
  }
};

namespace {

bool has_client_extension(std::string_view name) {
  const char* all = eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS);
  return all && std::string_view(all).find(name) != std::string_view::npos;
}

bool start(EGLDisplay display) { return display != EGL_NO_DISPLAY && eglInitialize(display, nullptr, nullptr); }

// Mesa's surfaceless platform draws in software where there is no card; the device platform serves other drivers.
EGLDisplay open_display() {
  if (has_client_extension("EGL_MESA_platform_surfaceless")) {
    EGLDisplay display = eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    if (start(display)) return display;
  }
  if (!has_client_extension("EGL_EXT_platform_device") || !has_client_extension("EGL_EXT_device_enumeration")) return EGL_NO_DISPLAY;
  std::array<EGLDeviceEXT, 8> devices{};
  EGLint count = 0;
  eglQueryDevicesEXT(static_cast<EGLint>(devices.size()), devices.data(), &count);
  for (EGLint i = 0; i < count; ++i) {
    EGLDisplay display = eglGetPlatformDisplayEXT(EGL_PLATFORM_DEVICE_EXT, devices[static_cast<std::size_t>(i)], nullptr);
    if (start(display)) return display;
  }
  return EGL_NO_DISPLAY;
}

EGLContext open_context(EGLDisplay display) {
  constexpr EGLint kCore33[]{EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
                             EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
  if (!eglBindAPI(EGL_OPENGL_API)) return EGL_NO_CONTEXT;
  EGLContext context = eglCreateContext(display, EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, kCore33);
  if (context != EGL_NO_CONTEXT) return context;
  constexpr EGLint kAny[]{EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_NONE};
  EGLConfig config = nullptr;
  EGLint count = 0;
  if (!eglChooseConfig(display, kAny, &config, 1, &count) || count < 1) return EGL_NO_CONTEXT;
  return eglCreateContext(display, config, EGL_NO_CONTEXT, kCore33);
}

} // namespace

base::Result<Offscreen> Offscreen::create() {
  constexpr const char* kInstall = "install libegl1 and libgl1-mesa-dri";
  auto context = std::make_unique<Context>();
  context->display = open_display();
  if (context->display == EGL_NO_DISPLAY)
    return base::fail(base::ErrorKind::Internal, "no EGL display without a window can be opened", "EGL", kInstall);
  context->context = open_context(context->display);
  if (context->context == EGL_NO_CONTEXT)
    return base::fail(base::ErrorKind::Internal, "no OpenGL 3.3 context can be made", "EGL", kInstall);
  if (!eglMakeCurrent(context->display, EGL_NO_SURFACE, EGL_NO_SURFACE, context->context))
    return base::fail(base::ErrorKind::Internal, "the OpenGL context cannot be used without a surface", "EGL", kInstall);
  return Offscreen(std::move(context));
}

Offscreen::Offscreen(std::unique_ptr<Context> context) : context_(std::move(context)) {}
Offscreen::Offscreen(Offscreen&&) noexcept = default;
Offscreen& Offscreen::operator=(Offscreen&&) noexcept = default;
Offscreen::~Offscreen() = default;

} // namespace cuibono::render
