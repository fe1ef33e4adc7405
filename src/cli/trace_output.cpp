#include "cli/trace_output.h"

#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "base/text.h"
#include "model/evidence.h"

namespace cuibono::cli {

bool is_allowed(const model::Jurisdiction& jurisdiction, money::TracingRule rule) {
  return std::ranges::count(jurisdiction.tracing_rules, base::name_of(rule)) > 0;
}

Json jurisdiction_json(const model::Jurisdiction& jurisdiction) {
  return {{"id", jurisdiction.id},
          {"name", jurisdiction.name},
          {"source", jurisdiction.source},
          {"tracing_rules", jurisdiction.tracing_rules}};
}

Json order_json(const money::SameDayChoice& choice) {
  return {{"same_day", base::name_of(choice.order)}, {"set_by", choice.of_case ? "case" : "jurisdiction"}};
}

std::string payment_key(const TraceContext& context, std::uint32_t payment) {
  const auto& row = context.snapshot().payments().rows()[context.facts.row[payment]];
  return row.key.empty() ? "row " + std::to_string(row.id.value) : row.key;
}

std::string ledger_key(const TraceContext& context, std::uint32_t ledger) {
  return key_of(context.snapshot(), context.facts.ledgers[ledger].entity);
}

std::string ledger_name(const TraceContext& context, std::uint32_t ledger) {
  const auto& place = context.facts.ledgers[ledger];
  if (!place.entity) return "(not named)";
  const auto& names = context.opened.names;
  if (!place.holder) return names.shown(place.entity);
  return fmt::format("{} ({})", key_of(context.snapshot(), place.entity), names.shown(place.holder));
}

std::vector<model::ExhibitId> exhibits_of(const TraceContext& context, std::uint32_t payment) {
  const auto& row = context.snapshot().payments().rows()[context.facts.row[payment]];
  std::vector<model::ExhibitId> exhibits;
  for (const auto& citation : row.citations)
    if (model::is_supported(context.snapshot(), {citation}, row.polarity)) exhibits.push_back(citation.exhibit);
  return exhibits;
}

void print_notes(const Environment& environment, const TraceContext& context, const std::vector<std::string>& remarks) {
  auto& err = environment.err;
  err << fmt::format("note: law: {} ({}); one day's rows: {}, as the {} says; not legal advice\n",
                     context.jurisdiction.name, context.jurisdiction.id, base::name_of(context.order.order),
                     context.order.of_case ? "case" : "jurisdiction");
  std::vector<std::string> refused;
  for (const auto rule : context.rules)
    if (!is_allowed(context.jurisdiction, rule)) refused.emplace_back(base::name_of(rule));
  if (!refused.empty()) err << "note: shown for comparison, not applied there: " << base::join(refused, ", ") << '\n';
  for (const auto& remark : remarks) err << "note: " << remark << '\n';
}

} // namespace cuibono::cli
