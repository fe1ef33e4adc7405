#pragma once
// The demonstration cases that come with the program: case tables, imported into an unencrypted case the first time one
// is opened.

#include <filesystem>
#include <string>
#include <vector>

#include "app/session.h"
#include "base/progress.h"

namespace cuibono::app {

struct Demo {
  const char* name;     ///< of its folder and of its case
  const char* title;
  const char* sentence; ///< what it shows
};

const std::vector<Demo>& demos();
const Demo* find_demo(const std::string& name);

/// Folder of data/: CUIBONO_DATA, else beside the program's own folder as installed (../share/cuibono), else the nearest
/// folder above the program or the working folder that has data/cases. Empty when there is none.
std::filesystem::path data_folder();

/// Shaders: CUIBONO_SHADERS, else `shaders` beside or inside what data_folder found.
std::filesystem::path shader_folder();

/// Where a demonstration's case is kept: XDG_DATA_HOME/cuibono/demos/NAME.cuibono.
std::filesystem::path demo_path(const Demo& demo);

/// Imports the case if it is not there, and opens it. Any thread.
base::Result<Session> open_demo_case(const Demo& demo, const std::filesystem::path& data, const std::filesystem::path& path,
                                     const std::string& author, base::Progress& progress);

} // namespace cuibono::app
