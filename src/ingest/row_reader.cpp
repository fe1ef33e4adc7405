#include "ingest/row_reader.h"

namespace cuibono::ingest {

std::size_t column_named(const DraftTable& table, std::string_view name) {
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    if (base::to_lower(base::trim(table.columns[i])) == name) return i;
  return kNone;
}

void set_attribute(model::Attributes& attributes, std::string_view name, std::string_view value) {
  for (auto& [own_name, own_value] : attributes)
    if (own_name == name) {
      own_value = value;
      return;
    }
  attributes.emplace_back(name, value);
}

std::string_view next_part(std::string_view& rest) {
  while (!rest.empty()) {
    const auto end = std::min(rest.find(';'), rest.size());
    const auto part = base::trim(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (!part.empty()) return part;
  }
  return {};
}

void give_locators(model::Citations& citations, std::string_view locator) {
  if (locator.empty() || citations.empty()) return;
  if (citations.size() == 1) {
    citations[0].locator = locator;
    return;
  }
  auto parts = split_parts(locator);
  const bool one_each = parts.size() == citations.size();
  for (std::size_t i = 0; i < citations.size(); ++i)
    citations[i].locator = one_each ? std::move(parts[i]) : std::string(locator);
}

} // namespace cuibono::ingest
