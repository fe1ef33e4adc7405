#pragma once
// What the program remembers between runs: recent cases (paths only, never anything from inside a case), scale, theme.

#include <filesystem>
#include <string>
#include <vector>

#include "base/error.h"

namespace cuibono::app {

enum class Theme { Light, Dark };

struct Settings {
  std::vector<std::filesystem::path> recent; ///< newest first
  double scale = 1;                          ///< 0.75 to 4
  Theme theme = Theme::Light;

  bool operator==(const Settings&) const = default;
};

/// XDG_CONFIG_HOME/cuibono/settings.json, else ~/.config/...
std::filesystem::path settings_path();

/// XDG_DATA_HOME/cuibono/signing.key, else ~/.local/share/...: the user's own key (Ed25519).
std::filesystem::path signing_key_path();

/// The settings of that file; the defaults where there is none or it cannot be understood.
Settings load_settings(const std::filesystem::path& path);

/// Atomic: written aside and renamed; makes the folder.
base::Result<void> save_settings(const Settings& settings, const std::filesystem::path& path);

/// Puts a case first among the recent ones; ten are kept.
void remember_case(Settings& settings, const std::filesystem::path& path);

/// An environment variable, or the fallback where it is unset or empty.
std::string environment(const char* name, const std::string& fallback = {});

} // namespace cuibono::app
