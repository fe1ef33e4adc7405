// The program: a subcommand for scripts and servers, otherwise the window.

#include <sys/prctl.h>
#include <sys/resource.h>

#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "app/demo.h"
#include "cli/cli.h"
#include "ingest/confined/reader.h"
#include "render/png.h"
#include "window/window.h"

namespace {

using namespace cuibono;

// This program, which starts itself again to read a file.
std::filesystem::path reader() {
  std::error_code failed;
  return std::filesystem::read_symlink("/proc/self/exe", failed);
}

int run_window(const std::vector<std::string>& arguments) {
  auto options = window::parse_options(arguments);
  if (options) options->reader = reader();
  if (options) return window::run(*options);
  std::cerr << "cuibono: " << base::sentence(options.error()) << '\n';
  return base::exit_code(options.error().kind);
}

int run(const std::vector<std::string>& arguments) {
  if (!cli::is_subcommand(arguments)) return run_window(arguments);
  const auto render_png = [](const scene::DrawList& list, const std::filesystem::path& path) {
    return render::render_png(list, path, app::shader_folder());
  };
  return cli::run(arguments, {std::cout, std::cerr, render_png, reader()});
}

// A core dump would write keys and names to the disk in clear.
void forbid_core_dumps() {
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
#ifndef __SANITIZE_ADDRESS__ // whose leak check reads its own process
  ::prctl(PR_SET_DUMPABLE, 0);
#endif
}

} // namespace

int main(int argc, char** argv) {
  if (argc == 2 && argv[1] == ingest::confined::kReaderArgument) ingest::confined::run_reader();
  forbid_core_dumps();
  try {
    return run({argv + 1, argv + argc});
  } catch (const std::exception& exception) {
    std::cerr << "cuibono: the program had to stop: " << exception.what() << "; report this, the case file is unharmed\n";
    return base::exit_code(base::ErrorKind::Internal);
  }
}
