#include "ingest/exports/shown_rows.h"

namespace cuibono::ingest {
namespace {

constexpr std::array<std::string_view, 11> kOptional{
    "entities.pseudonym",       "exhibits.declared",      "roles.label",       "roles.polarity",
    "exhibits.collected_place", "exhibits.collected_how", "exhibits.derived_from", "exhibits.sha256",
    "ties.assessment",          "payments.assessment",    "payments.polarity"};
constexpr std::array<std::string_view, 4> kWithLocator{"ties", "payments", "elements", "indicators"};
constexpr std::array<std::string_view, 4> kHeldBack{"aliases", "birth_date", "notes", "attributes"};

bool contains(const auto& list, std::string_view word) { return std::ranges::find(list, word) != list.end(); }

} // namespace

bool holds_back(const CaseToWrite& what, const model::Entity& entity, std::string_view column) {
  return contains(kHeldBack, column) && what.names.is_hidden(entity.id);
}

bool is_optional(std::string_view table, std::string_view column) {
  return std::ranges::any_of(kOptional, [&](std::string_view full) {
    return full.size() == table.size() + 1 + column.size() && full.starts_with(table) && full.ends_with(column);
  });
}

bool has_locator(std::string_view table) { return contains(kWithLocator, table); }

std::string attribute_column(std::string name, std::unordered_set<std::string>& taken) {
  const auto lower = base::to_lower(base::trim(name));
  const bool clashes = lower.empty() || taken.contains(lower) || name.starts_with(kAttributePrefix);
  taken.insert(lower);
  return clashes ? std::string(kAttributePrefix) + name : name;
}

} // namespace cuibono::ingest
