#include "ingest/mapping/plan.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "ingest/mapping/apply.h"
#include "ingest/mapping/library.h"
#include "ingest/mapping/propose.h"
#include "ingest/row_reader.h"

namespace cuibono::ingest {
namespace {

constexpr std::size_t kShown = 20;

std::string_view cell(const DraftTable& table, std::size_t row, std::size_t column) {
  return column == kNone ? std::string_view() : table.row(row)[column];
}

// Ids that stand in several rows are one entity.
void count_entities(const DraftTable& table, std::set<std::string_view>& known, SheetPlan& plan) {
  const auto id = column_named(table, "id"), kind = column_named(table, "kind");
  for (std::size_t i = 0; i < table.rows(); ++i)
    if (known.insert(cell(table, i, id)).second) ++plan.entities[cell(table, i, kind).empty() ? "unknown" : std::string(cell(table, i, kind))];
}

void count_payments(const DraftTable& table, SheetPlan& plan) {
  const auto amount = column_named(table, "amount"), currency = column_named(table, "currency");
  plan.payments += table.rows();
  for (std::size_t i = 0; i < table.rows(); ++i)
    plan.sums[std::string(cell(table, i, currency))] += base::parse_money(cell(table, i, amount)).value_or(base::Money{});
}

void count_rows(const MappedSheet& mapped, SheetPlan& plan) {
  std::set<std::string_view> known;
  for (const auto& table : mapped.tables) {
    if (table.table == "entities") count_entities(table, known, plan);
    else if (table.table == "payments") count_payments(table, plan);
    else if (table.table != "ties") plan.others[table.table] += table.rows();
    else
      for (std::size_t i = 0; i < table.rows(); ++i) {
        const auto type = cell(table, i, column_named(table, "type"));
        ++plan.ties[type.empty() ? "associate" : std::string(type)];
      }
  }
}

} // namespace

SheetPlan plan_sheet(const Draft& draft, const DraftTable& sheet, const Mapping& mapping, MappingOrigin origin) {
  SheetPlan plan;
  plan.mapping = mapping;
  plan.origin = origin;
  const std::filesystem::path path(draft.files[sheet.file].path);
  plan.file = path.filename().string();
  plan.sheet = sheet.sheet;
  plan.columns = guess_columns(sheet);
  plan.around = sheet.around;
  plan.rows = sheet.rows();
  for (std::size_t i = 0; i < std::min(sheet.rows(), kShown); ++i) plan.preview.emplace_back(sheet.row(i).begin(), sheet.row(i).end());
  const auto mapped = apply_mapping(sheet, plan.mapping, path.stem().string());
  if (!mapped) {
    plan.problem = base::sentence(mapped.error());
    return plan;
  }
  plan.accepted = mapped->rows;
  plan.rejected = mapped->issues.size();
  plan.left_out = mapped->left_out;
  plan.rejects.assign(mapped->issues.begin(), mapped->issues.begin() + static_cast<std::ptrdiff_t>(std::min(mapped->issues.size(), kShown)));
  plan.remarks = mapped->remarks;
  count_rows(*mapped, plan);
  return plan;
}

Plan plan_of(const Draft& draft, const Mapping* named, const std::vector<Mapping>& saved) {
  Plan plan;
  for (const auto& table : draft.tables) {
    if (!table.table.empty()) continue;
    const auto* fitting = named ? nullptr : best_mapping(saved, table);
    if (named) plan.push_back(plan_sheet(draft, table, *named, MappingOrigin::Named));
    else if (fitting) plan.push_back(plan_sheet(draft, table, *fitting, MappingOrigin::Saved));
    else plan.push_back(plan_sheet(draft, table, propose_mapping(table), MappingOrigin::Proposed));
  }
  return plan;
}

} // namespace cuibono::ingest
