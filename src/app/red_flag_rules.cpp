#include "app/red_flag_rules.h"

#include <algorithm>

#include "base/file.h"

namespace cuibono::app {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostBytes = 1 << 20;

} // namespace

base::Result<std::vector<money::RedFlagRule>> red_flag_rules(const fs::path& data,
                                                             const model::Jurisdiction& jurisdiction) {
  const auto folder = data / "rules";
  std::error_code failed;
  std::vector<fs::path> files;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed))
    if (at->path().extension() == ".json") files.push_back(at->path());
  if (failed || files.empty())
    return base::fail(base::ErrorKind::Input, "there are no red-flag rules", folder.string(),
                      "set CUIBONO_DATA to the folder that has rules/*.json");
  std::ranges::sort(files);
  std::vector<money::RedFlagRule> rules;
  for (const auto& file : files) {
    const auto text = base::read_file(file, kMostBytes);
    if (!text) return tl::unexpected(text.error());
    auto rule = money::parse_red_flag_rule(*text, file.string());
    if (!rule) return tl::unexpected(rule.error());
    rules.push_back(std::move(*rule));
  }
  return money::rules_for(std::move(rules), jurisdiction);
}

} // namespace cuibono::app
