#include "app/who_is_who.h"

#include <fmt/core.h>
#include <algorithm>
#include <cmath>
#include <map>

#include "app/masking.h"
#include "app/words.h"
#include "base/text.h"
#include "match/distinct.h"
#include "match/propose.h"
#include "model/attributes.h"
#include "model/not_the_same.h"

namespace cuibono::app {
namespace {

using model::CaseSnapshot;
using model::Entity;
using model::EntityId;
using model::Names;

RecordName record_name(const CaseSnapshot& snapshot, const Names& names, EntityId id, EntityId beside) {
  const Entity& row = *snapshot.entities().find(id);
  const bool is_hidden = names.is_hidden(id), is_withheld = is_hidden || names.is_hidden(beside);
  RecordName record{id, names.shown(id), words(row.kind), is_withheld};
  if (!is_hidden) record.detail += ", " + row.key;
  if (is_withheld && !is_hidden) record.name = "(name withheld)";
  return record;
}

std::vector<MergedRow> merged_records(const CaseSnapshot& snapshot, const Names& names) {
  std::vector<MergedRow> merged;
  for (const Entity& row : snapshot.entities()) {
    int number = 0;
    for (auto& key : base::split_list(model::attribute(row.attributes, model::kMergedIds))) {
      auto shown = names.is_hidden(row.id) ? fmt::format("record {}", ++number) : key;
      merged.push_back({record_name(snapshot, names, row.id, {}), std::move(key), std::move(shown)});
    }
  }
  return merged;
}

constexpr const char* kFacts = "Ties and payments"; // how many there are says nothing of who it is

using Values = std::vector<std::pair<std::string, std::string>>;

std::map<EntityId, std::string> roles_of(const CaseSnapshot& snapshot, EntityId a, EntityId b) {
  std::map<EntityId, std::string> roles;
  for (const auto& role : snapshot.roles()) {
    if (role.entity != a && role.entity != b) continue;
    const std::string word = role.role == model::Role::Other && !role.label.empty() ? role.label : words(role.role);
    auto& text = roles[role.entity];
    if (text.find(word) == std::string::npos) text += (text.empty() ? "" : ", ") + word;
  }
  return roles;
}

std::map<EntityId, std::size_t> facts_of(const CaseSnapshot& snapshot, EntityId a, EntityId b) {
  std::map<EntityId, std::size_t> facts{{a, 0}, {b, 0}};
  const auto count = [&](EntityId id) { if (id == a || id == b) ++facts[id]; };
  for (const auto& tie : snapshot.ties()) count(tie.source), count(tie.target);
  for (const auto& payment : snapshot.payments()) count(payment.payer), count(payment.payee);
  return facts;
}

Values open_values(const Entity& row) { return {{"Kind", words(row.kind)}, {"Country", row.country}}; }

Values all_values(const Entity& row, const Masking& masking, const std::string& roles, std::size_t facts) {
  Values values{{"Kind", words(row.kind)},
                {"Also known as", base::join(row.aliases, ", ")},
                {"Born", base::format_date(row.birth_date)},
                {"Country", row.country},
                {"Sector", row.sector},
                {"Roles", roles},
                {kFacts, fmt::format("{}", facts)},
                {"Notes", masking(row.notes)}};
  for (const auto& [column, value] : row.attributes)
    if (column != model::kMergedIds && !column.starts_with(model::kNotTheSame)) values.emplace_back(column, masking(value));
  return values;
}

std::string text_of(const Values& values, const std::string& label) {
  const auto found = std::ranges::find(values, label, &Values::value_type::first);
  return found == values.end() ? std::string() : found->second;
}

std::vector<ComparedValue> beside_each_other(const Values& lead, const Values& other) {
  using Agreement = ComparedValue::Agreement;
  std::vector<ComparedValue> rows;
  const auto add = [&](const std::string& label) {
    if (std::ranges::find(rows, label, &ComparedValue::label) != rows.end()) return;
    ComparedValue row{label, text_of(lead, label), text_of(other, label), Agreement::OneSided};
    if (row.lead.empty() && row.other.empty()) return;
    const bool may_agree = !row.lead.empty() && !row.other.empty() && label != kFacts && row.lead != "unknown";
    if (may_agree) row.agreement = base::to_lower(row.lead) == base::to_lower(row.other) ? Agreement::Same : Agreement::Differs;
    rows.push_back(std::move(row));
  };
  for (const auto& [label, value] : lead) add(label);
  for (const auto& [label, value] : other) add(label);
  return rows;
}

std::string grouped(double number) {
  auto text = base::format_money_grouped({static_cast<std::int64_t>(std::llround(number)) * 100});
  if (const auto point = text.find('.'); point != std::string::npos) text.erase(point);
  return text;
}

} // namespace

base::Result<WhoIsWho> find_who_is_who(const model::SnapshotPtr& snapshot, const Names& names, base::Progress& progress) {
  const auto found = match::propose(*snapshot, {.most = kMostProposals}, progress);
  if (!found) return tl::unexpected(found.error());
  WhoIsWho result{snapshot->revision, {}, found->found, found->records, found->compared, found->skipped, merged_records(*snapshot, names), {}};
  for (const auto& one : found->list)
    result.proposals.push_back({record_name(*snapshot, names, one.a, one.b), record_name(*snapshot, names, one.b, one.a), one.weight,
                                std::string(match::verdict(one.weight)), one.why, one.why_not});
  for (const auto& [one, other] : match::distinct_pairs(*snapshot))
    result.apart.push_back({record_name(*snapshot, names, one, other), record_name(*snapshot, names, other, one)});
  return result;
}

double least_weight(LeastVerdict verdict) {
  return verdict == LeastVerdict::VeryProbably ? match::kVeryProbably : verdict == LeastVerdict::Probably ? match::kProbably : 0;
}

std::vector<ComparedValue> compare_records(const CaseSnapshot& snapshot, const Names& names, EntityId lead, EntityId other) {
  const auto *first = snapshot.entities().find(lead), *second = snapshot.entities().find(other);
  if (!first || !second) return {};
  if (names.is_hidden(lead) || names.is_hidden(other)) return beside_each_other(open_values(*first), open_values(*second));
  const Masking masking(snapshot, names);
  auto roles = roles_of(snapshot, lead, other);
  auto facts = facts_of(snapshot, lead, other);
  return beside_each_other(all_values(*first, masking, roles[lead], facts[lead]), all_values(*second, masking, roles[other], facts[other]));
}

std::string odds_text(double weight) {
  constexpr double kMost = 30; // a thousand million; more says nothing more
  if (weight > kMost) return "more than 1,000,000,000 to 1";
  const double odds = std::exp2(std::abs(weight));
  const double magnitude = std::pow(10, std::max(0.0, std::floor(std::log10(odds)) - 1)); // two digits are known at most
  const auto rounded = grouped(std::round(odds / magnitude) * magnitude);
  return weight >= 0 ? rounded + " to 1" : "1 to " + rounded;
}

} // namespace cuibono::app
