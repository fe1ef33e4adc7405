#include "app/settings.h"

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/file.h"

namespace cuibono::app {
namespace {

constexpr std::size_t kMostRecent = 10;
constexpr std::uint64_t kMostBytes = 1 << 20;

Settings from_json(const nlohmann::json& json) {
  Settings settings;
  for (const auto& path : json.value("recent", std::vector<std::string>{})) settings.recent.emplace_back(path);
  settings.scale = std::clamp(json.value("scale", 1.0), 0.75, 4.0);
  settings.theme = json.value("theme", std::string("light")) == "dark" ? Theme::Dark : Theme::Light;
  return settings;
}

} // namespace

std::string environment(const char* name, const std::string& fallback) {
  const char* value = std::getenv(name);
  return value && *value ? value : fallback;
}

std::filesystem::path settings_path() {
  const std::filesystem::path config = environment("XDG_CONFIG_HOME", environment("HOME", "/tmp") + "/.config");
  return config / "cuibono" / "settings.json";
}

std::filesystem::path signing_key_path() {
  const std::filesystem::path data = environment("XDG_DATA_HOME", environment("HOME", "/tmp") + "/.local/share");
  return data / "cuibono" / "signing.key";
}

Settings load_settings(const std::filesystem::path& path) {
  const auto bytes = base::read_file(path, kMostBytes);
  if (!bytes) return {};
  try {
    return from_json(nlohmann::json::parse(*bytes));
  } catch (const nlohmann::json::exception&) {
    return {}; // a spoilt settings file must not keep anybody from a case
  }
}

base::Result<void> save_settings(const Settings& settings, const std::filesystem::path& path) {
  nlohmann::json json{{"scale", settings.scale}, {"theme", settings.theme == Theme::Dark ? "dark" : "light"}};
  json["recent"] = nlohmann::json::array();
  for (const auto& recent : settings.recent) json["recent"].push_back(recent.string());
  std::error_code failed;
  std::filesystem::create_directories(path.parent_path(), failed);
  return base::write_file(path, json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

void remember_case(Settings& settings, const std::filesystem::path& path) {
  std::erase(settings.recent, path);
  settings.recent.insert(settings.recent.begin(), path);
  if (settings.recent.size() > kMostRecent) settings.recent.resize(kMostRecent);
}

} // namespace cuibono::app
