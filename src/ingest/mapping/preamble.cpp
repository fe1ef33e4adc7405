#include "ingest/mapping/preamble.h"

#include <string_view>

#include "base/text.h"

namespace cuibono::ingest {
namespace {

std::string_view without_colon(std::string_view text) {
  text = base::trim(text);
  while (text.ends_with(':')) text = base::trim(text.substr(0, text.size() - 1));
  return text;
}

std::string beside(const std::vector<std::string>& line, const std::string& label) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    const std::string_view cell = base::trim(line[i]);
    const auto lower = base::to_lower(cell);
    if (without_colon(lower) == label && i + 1 < line.size()) return line[i + 1];
    const bool leads = lower.starts_with(label) && base::trim(std::string_view(lower).substr(label.size())).starts_with(':');
    if (leads && without_colon(lower) != label) return std::string(base::trim(cell.substr(lower.find(':', label.size()) + 1)));
  }
  return {};
}

} // namespace

std::string text_beside(const std::vector<std::vector<std::string>>& around, const std::vector<std::string>& labels) {
  for (const auto& label : labels) {
    const auto wanted = base::to_lower(without_colon(label));
    for (const auto& line : around)
      if (auto text = beside(line, wanted); !text.empty()) return text;
  }
  return {};
}

} // namespace cuibono::ingest
