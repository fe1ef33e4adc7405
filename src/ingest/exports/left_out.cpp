#include "ingest/exports/left_out.h"

#include <algorithm>
#include <fmt/core.h>
#include <utility>

#include "base/text.h"
#include "ingest/draft.h"

namespace cuibono::ingest {
namespace {

std::size_t place(const std::vector<std::string>& columns, std::string_view name) {
  return static_cast<std::size_t>(std::ranges::find(columns, name) - columns.begin());
}

std::string_view shown(std::string_view column) {
  if (column.starts_with(kAttributePrefix)) column.remove_prefix(kAttributePrefix.size());
  return column;
}

// What a row says that has nothing to say.
bool is_usual(std::string_view column, std::string_view cell) {
  return cell.empty() || (column == "kind" && cell == "unknown") || (column == "protected" && cell == "no") ||
         (column == "polarity" && cell == "supports");
}

} // namespace

void LeftOut::note(const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (!is_usual(columns_[i], cells[i])) ++counts_[i];
}

std::string LeftOut::sentence(std::string_view rows) const {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < counts_.size(); ++i)
    if (counts_[i] > 0) parts.push_back(fmt::format("{} ({})", shown(columns_[i]), counts_[i]));
  return parts.empty() ? std::string() : fmt::format("Of the {} these are left out: {}.", rows, base::join(parts, ", "));
}

std::string take(std::vector<std::string>& cells, const std::vector<std::string>& columns, std::string_view name) {
  const auto column = place(columns, name);
  return column < cells.size() ? std::exchange(cells[column], {}) : std::string();
}

std::string take_number(std::vector<std::string>& cells, const std::vector<std::string>& columns, std::string_view name) {
  const auto column = place(columns, name);
  return column < cells.size() && base::parse_number(cells[column]) ? std::exchange(cells[column], {}) : std::string();
}

std::string on_one_line(std::string_view text, std::size_t& replaced) {
  std::string line(text);
  for (auto& c : line)
    if (c == '\n' || c == '\r' || c == '\0') c = ' ', ++replaced;
  return line;
}

void add_loss(std::vector<std::string>& losses, std::string sentence) {
  if (!sentence.empty()) losses.push_back(std::move(sentence));
}

} // namespace cuibono::ingest
