#pragma once
// A case written in a format and read back, and what of it came back.

#include <algorithm>
#include <map>
#include <sstream>

#include "base/file.h"
#include "ingest/export_case_tables.h"
#include "ingest/formats.h"
#include "ingest/import_helpers.h"
#include "source_dir.h"

namespace cuibono::ingest::testing {

inline model::CaseSnapshot demonstration_case(const std::string& name) {
  return import(std::filesystem::path(cuibono::testing::source_dir()) / "data/cases" / name).after;
}

inline Written written(std::string_view format, const model::CaseSnapshot& snapshot, model::Reveal reveal = model::Reveal::Revealed,
                       Masking mask = {}) {
  const model::Names names(std::make_shared<const model::CaseSnapshot>(snapshot), reveal);
  const auto* row = format_named(format);
  EXPECT_TRUE(row && row->write) << format;
  if (!row || !row->write) return {};
  auto result = row->write({snapshot, names, std::move(mask)});
  EXPECT_TRUE(result) << (result ? "" : base::sentence(result.error()));
  return result.value_or(Written{});
}

/// The written case as the format's reader reads it.
inline Imported read_back(std::string_view format, const Written& file) {
  const Folder folder;
  return import(folder.file("case." + std::string(format_named(format)->extension), file.bytes));
}

/// Name of the table and its lines, as the case tables write it: what the case says, without its row numbers.
using Lines = std::map<std::string, std::vector<std::string>>;
inline Lines lines_of(const model::CaseSnapshot& snapshot) {
  const Folder folder;
  const auto out = folder.path() / "tables";
  const model::Names names(std::make_shared<const model::CaseSnapshot>(snapshot), model::Reveal::Revealed);
  EXPECT_TRUE(export_case_tables(snapshot, out, names));
  Lines lines;
  for (const auto& entry : std::filesystem::directory_iterator(out)) {
    std::istringstream text(base::read_file(entry.path()).value());
    auto& own = lines[entry.path().stem().string()];
    for (std::string line; std::getline(text, line);) own.push_back(line);
  }
  return lines;
}

/// Entities, ties, payments and roles say the same in the same order; roles, which a graph keeps with their entity, in any.
inline void expect_same_graph(const model::CaseSnapshot& a, const model::CaseSnapshot& b) {
  auto own = lines_of(a), other = lines_of(b);
  std::ranges::sort(own["roles"]), std::ranges::sort(other["roles"]);
  EXPECT_GT(own["entities"].size(), 1u);
  for (const auto* table : {"entities", "roles", "ties", "payments"}) {
    const auto [mine, theirs] = std::ranges::mismatch(own[table], other[table]);
    EXPECT_EQ(mine == own[table].end() ? "(end)" : *mine, theirs == other[table].end() ? "(end)" : *theirs) << table;
  }
}

} // namespace cuibono::ingest::testing
