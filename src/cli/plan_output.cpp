#include "cli/plan_output.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>
#include <ostream>

namespace cuibono::cli {
namespace {

Json columns_json(const ingest::SheetPlan& sheet) {
  Json columns = Json::array();
  for (const auto& guess : sheet.columns)
    columns.push_back({{"name", guess.name}, {"type", base::name_of(guess.type)}, {"date_order", base::name_of(guess.date_order)},
                       {"decimal", guess.decimal ? std::string(1, guess.decimal) : ""}, {"open", guess.is_open}, {"filled", guess.filled},
                       {"evidence", guess.evidence}});
  return columns;
}

Json sheet_json(const ingest::SheetPlan& sheet) {
  Json sums = Json::object();
  for (const auto& [currency, sum] : sheet.sums) sums[currency] = json_amount(sum);
  return {{"file", sheet.file}, {"sheet", sheet.sheet}, {"mapping", sheet.mapping.name}, {"origin", base::name_of(sheet.origin)},
          {"problem", sheet.problem}, {"columns", columns_json(sheet)}, {"rows", sheet.rows}, {"accepted", sheet.accepted},
          {"rejected", sheet.rejected}, {"left_out", sheet.left_out}, {"remarks", sheet.remarks},
          {"creates", {{"entities", sheet.entities}, {"ties", sheet.ties}, {"payments", sheet.payments}, {"sums", std::move(sums)}, {"others", sheet.others}}}};
}

void print_counts(std::ostream& out, std::string_view what, const std::map<std::string, std::uint64_t>& counts) {
  for (const auto& [name, count] : counts) out << fmt::format("  would create {} {}: {}\n", what, name, count);
}

void print_sheet(std::ostream& out, const ingest::SheetPlan& sheet) {
  out << fmt::format("{}{}{}: {} rows, by the {} mapping {}\n", sheet.file, sheet.sheet.empty() ? "" : " sheet ", sheet.sheet, sheet.rows,
                     base::name_of(sheet.origin), sheet.mapping.name);
  for (const auto& guess : sheet.columns)
    out << fmt::format("  column {}: {} ({})\n", guess.name, base::name_of(guess.type), guess.evidence);
  if (!sheet.problem.empty()) {
    out << "  cannot be read: " << sheet.problem << '\n';
    return;
  }
  out << fmt::format("  rows {} = accepted {} + rejected {} + left out {}\n", sheet.rows, sheet.accepted, sheet.rejected, sheet.left_out);
  print_counts(out, "entities of kind", sheet.entities);
  print_counts(out, "ties of type", sheet.ties);
  print_counts(out, "rows of", sheet.others);
  if (sheet.payments > 0) out << fmt::format("  would create payments: {}\n", sheet.payments);
  for (const auto& [currency, sum] : sheet.sums)
    out << fmt::format("  sum of payments in {}: {}\n", currency.empty() ? "the case's currency" : currency, base::format_money_grouped(sum));
}

} // namespace

Json plan_json(const ingest::Plan& plan) {
  Json sheets = Json::array();
  for (const auto& sheet : plan) sheets.push_back(sheet_json(sheet));
  return sheets;
}

void print_plan(std::ostream& out, const ingest::Plan& plan) {
  for (const auto& sheet : plan) print_sheet(out, sheet);
}

} // namespace cuibono::cli
