#pragma once
// A text read by a mapping, into the case that comes of it.

#include "ingest/import_helpers.h"
#include "ingest/mapping/mapping.h"

namespace cuibono::ingest::testing {

inline Mapping mapping_of(const std::string& json) {
  const auto mapping = parse_mapping(json, "test.json");
  EXPECT_TRUE(mapping) << (mapping ? "" : base::sentence(mapping.error()));
  return mapping.value_or(Mapping{});
}

inline base::Result<Draft> read_by(const std::filesystem::path& path, const Mapping& mapping) {
  ReadOptions options;
  options.mapping = &mapping;
  base::Progress progress;
  return read_paths({path}, {}, progress, options);
}

inline Imported resolved(const base::Result<Draft>& draft, const model::CaseSnapshot& into = {}, const ImportOptions& options = {}) {
  EXPECT_TRUE(draft) << (draft ? "" : base::sentence(draft.error()));
  if (!draft) return {};
  Imported result{into, into, resolve(into, *draft, options)};
  expect_accounted(result.resolution);
  const auto after = model::apply(into, result.resolution.batch);
  EXPECT_TRUE(after) << (after ? "" : base::sentence(after.error()));
  if (after) result.after = *after;
  return result;
}

inline Imported import_mapped(const std::string& name, std::string_view text, const std::string& json, const model::CaseSnapshot& into = {},
                              const ImportOptions& options = {}) {
  const Folder folder;
  return resolved(read_by(folder.file(name, text), mapping_of(json)), into, options);
}

inline base::Error mapping_failure(std::string_view text, const std::string& json) {
  const Folder folder;
  const auto draft = read_by(folder.file("sheet.csv", text), mapping_of(json));
  EXPECT_FALSE(draft);
  return draft ? base::Error{} : draft.error();
}

/// "2024-12-31 acc-1>acc-2 10.50 purpose" of each payment.
inline std::vector<std::string> payments_of(const model::CaseSnapshot& snapshot) {
  std::vector<std::string> lines;
  const auto key = [&](model::EntityId id) { return snapshot.entities().find(id)->key; };
  for (const auto& payment : snapshot.payments())
    lines.push_back(base::format_date(payment.date) + " " + key(payment.payer) + ">" + key(payment.payee) + " " + base::format_money(payment.amount));
  return lines;
}

} // namespace cuibono::ingest::testing
