#pragma once
// The subcommands: everything that needs no display. Thin: each reads its arguments, calls the functions that the window
// calls too, and prints. Tables go to standard output, remarks and the one line of a failure to standard error.

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "base/error.h"
#include "scene/draw_list.h"

namespace cuibono::cli {

/// What the subcommands need from outside: the streams, the one thing that draws, and the program that reads evidence in
/// confined processes (see ingest/confined); empty: evidence is read in this process.
struct Environment {
  std::ostream& out;
  std::ostream& err;
  std::function<base::Result<void>(const scene::DrawList&, const std::filesystem::path&)> render_png;
  std::filesystem::path reader = {};
};

/// Every subcommand, in the order of the help.
std::vector<std::string> subcommand_names();

/// Whether the first argument names a subcommand (or asks for help or the version), so that no window opens.
bool is_subcommand(const std::vector<std::string>& arguments);

/// Runs one subcommand; `arguments` without the program's name. Returns the exit code of interface.md: 0 done, 1 the work
/// says no, 2 wrong usage, 3 unreadable input, 4 refused.
int run(const std::vector<std::string>& arguments, const Environment& environment);

} // namespace cuibono::cli
