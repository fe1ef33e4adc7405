#pragma once
// Runs one subcommand as a script would: what it printed, and its exit code.

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "cli/cli.h"
#include "source_dir.h"

namespace cuibono::cli {

struct Ran {
  int code = 0;
  std::string out, err;

  nlohmann::json json() const { return nlohmann::json::parse(out); }
};

inline Ran run_command(const std::vector<std::string>& arguments, std::vector<scene::DrawList>* drawn = nullptr) {
  std::ostringstream out, err;
  const auto render = [&](const scene::DrawList& list, const std::filesystem::path&) -> base::Result<void> {
    if (drawn) drawn->push_back(list);
    return {};
  };
  Ran ran;
  ran.code = run(arguments, {out, err, render});
  ran.out = out.str();
  ran.err = err.str();
  return ran;
}

/// A folder of its own, gone afterwards.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "cuibono_cli_XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline const std::filesystem::path kCases = std::filesystem::path(cuibono::testing::source_dir()) / "data/cases";

/// A new case made of a folder of case tables.
inline std::string make_case(const Folder& folder, const std::filesystem::path& tables, const std::string& name = "case.cuibono") {
  const std::string path = folder / name;
  run_command({"new", path, "--unencrypted"});
  run_command({"import", path, tables.string()});
  return path;
}

} // namespace cuibono::cli
