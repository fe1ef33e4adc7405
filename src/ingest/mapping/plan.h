#pragma once
// What an import would make of each sheet, before anything is imported: everything that a panel or a dry run shows of it.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "ingest/draft.h"
#include "ingest/mapping/guess.h"
#include "ingest/mapping/mapping.h"

namespace cuibono::ingest {

enum class MappingOrigin { Named, Saved, Proposed };

struct SheetPlan {
  std::string file, sheet; ///< the file's name without its folder; the sheet's, where it has one
  Mapping mapping;
  MappingOrigin origin = MappingOrigin::Proposed;
  std::vector<ColumnGuess> columns;
  std::vector<std::vector<std::string>> around;  ///< lines above and below the table
  std::vector<std::vector<std::string>> preview; ///< the first 20 rows as they stand in the file; may hold names

  std::string problem; ///< why the mapping cannot be applied, a sentence; then nothing below is filled
  std::uint64_t rows = 0, accepted = 0, rejected = 0, left_out = 0;
  std::vector<Issue> rejects;      ///< the first 20
  std::vector<std::string> remarks; ///< clauses
  std::map<std::string, std::uint64_t> entities; ///< how many by kind
  std::map<std::string, std::uint64_t> ties;     ///< how many by type
  std::map<std::string, std::uint64_t> others;   ///< rows by table, payments apart
  std::uint64_t payments = 0;
  std::map<std::string, base::Money> sums; ///< of payments, by currency; "" where the row names none
};

using Plan = std::vector<SheetPlan>;

/// What this mapping would make of one sheet of the draft. Pure.
SheetPlan plan_sheet(const Draft& draft, const DraftTable& sheet, const Mapping& mapping, MappingOrigin origin);

/// For every sheet of a draft that was read with ReadOptions::keep_sheets: by `named` if given, else by the saved mapping that
/// fits best, else by a proposed one. Pure.
Plan plan_of(const Draft& draft, const Mapping* named, const std::vector<Mapping>& saved);

} // namespace cuibono::ingest

template <> struct cuibono::base::Names<cuibono::ingest::MappingOrigin> {
  static constexpr std::array<std::string_view, 3> kNames{"named", "saved", "proposed"};
};
