#pragma once
// Short ways to look at what an import made of records.

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "base/file.h"
#include "ingest/import_helpers.h"

namespace cuibono::ingest::testing {

inline const model::Entity& entity(const Imported& imported, std::string_view key) {
  static const model::Entity kNone;
  const auto rows = imported.after.entities().rows();
  const auto found = std::ranges::find(rows, key, &model::Entity::key);
  EXPECT_NE(found, rows.end()) << key;
  return found == rows.end() ? kNone : *found;
}

inline const model::Tie& tie(const Imported& imported, std::string_view key) {
  static const model::Tie kNone;
  const auto rows = imported.after.ties().rows();
  const auto found = std::ranges::find(rows, key, &model::Tie::key);
  EXPECT_NE(found, rows.end()) << key;
  return found == rows.end() ? kNone : *found;
}

template <class Row>
std::string attribute(const Row& row, std::string_view name) {
  for (const auto& [own, value] : row.attributes)
    if (own == name) return value;
  return {};
}

inline std::string key_of(const Imported& imported, model::EntityId id) {
  const auto* found = imported.after.entities().find(id);
  return found ? found->key : "(nobody)";
}

/// "source type target"
inline std::string told(const Imported& imported, const model::Tie& row) {
  return key_of(imported, row.source) + " " + std::string(base::name_of(row.type)) + " " + key_of(imported, row.target);
}

inline nlohmann::json json_of(const std::filesystem::path& path) { return nlohmann::json::parse(base::read_file(path).value()); }

inline base::Error failure(const std::string& name, std::string_view text, std::string_view format = "") {
  const Folder folder;
  const auto draft = read(folder.file(name, text), format);
  EXPECT_FALSE(draft);
  return draft ? base::Error{} : draft.error();
}

} // namespace cuibono::ingest::testing
