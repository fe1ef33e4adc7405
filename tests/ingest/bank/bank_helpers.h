#pragma once
// What the tests of both bank formats look at.

#include <string>
#include <vector>

#include "ingest/import_helpers.h"
#include "samples.h"

namespace cuibono::ingest::testing {

/// A payment as a line: date payer payee amount currency.
inline std::string line_of(const Imported& imported, const model::Payment& payment) {
  const auto key = [&](model::EntityId id) { return imported.after.entities().find(id)->key; };
  return base::format_date(payment.date) + " " + key(payment.payer) + " " + key(payment.payee) + " " +
         base::format_money(payment.amount) + " " + payment.currency;
}

inline std::vector<std::string> payment_lines(const Imported& imported) {
  std::vector<std::string> lines;
  for (const auto& payment : imported.after.payments()) lines.push_back(line_of(imported, payment));
  return lines;
}

inline std::string attribute(const model::Attributes& attributes, std::string_view name) {
  for (const auto& [own, value] : attributes)
    if (own == name) return value;
  return {};
}

inline const model::Entity* entity_named(const Imported& imported, std::string_view name) {
  for (const auto& entity : imported.after.entities())
    if (entity.name == name) return &entity;
  return nullptr;
}

inline base::Error failure_of(const std::string& name, std::string_view text) {
  const Folder folder;
  const auto draft = read(folder.file(name, text));
  EXPECT_FALSE(draft);
  return draft ? base::Error{} : draft.error();
}

} // namespace cuibono::ingest::testing
