#include "app/inspector.h"

#include <algorithm>
#include <set>

#include "app/words.h"
#include "base/text.h"
#include "model/grades.h"

namespace cuibono::app {
namespace {

using model::CaseSnapshot;
using model::Entity;
using model::Names;

// What every fact needs to be put into words.
struct Source {
  const CaseSnapshot& snapshot;
  const Names& names;
  const Masking& masking;
};

Fact make_fact(const Source& from, std::string title, std::string detail, const model::Citations& citations,
               model::Polarity polarity = model::Polarity::Supports) {
  Fact fact;
  fact.title = std::move(title);
  fact.detail = std::move(detail);
  fact.exhibits = exhibit_lines(from.snapshot, from.masking, citations, polarity);
  fact.probability = model::probability(from.snapshot, citations, polarity);
  fact.supported = model::is_supported(from.snapshot, citations, polarity);
  return fact;
}

std::string joined(std::initializer_list<std::string> parts) {
  std::string text;
  for (const std::string& part : parts)
    if (!part.empty()) text += (text.empty() ? "" : ", ") + part;
  return text;
}

Fact describe(const Source& from, const model::Tie& tie) {
  auto fact = make_fact(from, from.names.shown(tie.source) + " " + words(tie.type) + " " + from.names.shown(tie.target),
                        joined({period(tie.from, tie.to), tie.share ? percent(*tie.share) : "",
                                tie.count ? base::format_number(*tie.count) + " times" : "",
                                tie.amount ? amount_text(*tie.amount, tie.currency) : "", from.masking(tie.notes)}),
                        tie.citations, tie.polarity);
  fact.tie = tie.id;
  return fact;
}

Fact describe(const Source& from, const model::Payment& payment) {
  const std::string currency = payment.currency.empty() ? model::setting(from.snapshot, "currency") : payment.currency;
  auto fact = make_fact(from, from.names.shown(payment.payer) + " pays " + from.names.shown(payment.payee),
                        joined({base::format_date(payment.date), amount_text(payment.amount, currency),
                                words(payment.payment_class), from.masking(payment.purpose)}),
                        payment.citations);
  fact.payment = payment.id;
  return fact;
}

void add_property(EntityDetails& details, const char* label, const std::string& value) {
  if (!value.empty()) details.properties.emplace_back(label, value);
}

void add_properties(EntityDetails& details, const Entity& entity, const Masking& masking) {
  if (!details.identity_withheld) {
    add_property(details, "Also known as", base::join(entity.aliases, ", "));
    add_property(details, "Born", base::format_date(entity.birth_date));
  }
  add_property(details, "Country", entity.country);
  add_property(details, "Sector", entity.sector);
  if (details.identity_withheld) return;
  add_property(details, "Notes", masking(entity.notes));
  for (const auto& [label, value] : entity.attributes) add_property(details, label.c_str(), masking(value));
}

void add_roles_and_charges(EntityDetails& details, const Source& from) {
  for (const model::RoleFact& role : from.snapshot.roles()) {
    if (role.entity != details.id) continue;
    const std::string word = role.role == model::Role::Other && !role.label.empty() ? role.label : words(role.role);
    details.roles.push_back(make_fact(from, sentence_case(word),
                                      joined({role.fact ? "fact" : "assessment", period(role.from, role.to)}), role.citations));
  }
  for (const model::Charge& charge : from.snapshot.of<model::Charge>()) {
    if (charge.accused != details.id) continue;
    const std::string sentence = charge.sentence_months ? base::format_number(*charge.sentence_months) + " months" : "";
    details.charges.push_back(make_fact(from, sentence_case(charge.offence),
                                        joined({charge.status, base::format_date(charge.date), sentence}), charge.citations));
  }
}

void add_assets(EntityDetails& details, const Source& from) {
  for (const model::Asset& asset : from.snapshot.of<model::Asset>()) {
    const bool owner = asset.owner == details.id;
    if (!owner && asset.occupier != details.id) continue;
    const std::string relation = owner ? "owner" : "occupier; owner: " + from.names.shown(asset.owner);
    details.assets.push_back(make_fact(from, asset.key + " (" + words(asset.kind) + ")",
                                       joined({relation, asset.value ? amount_text(*asset.value, asset.currency) : "",
                                               words(asset.part)}),
                                       asset.citations));
  }
}

void add_findings(EntityDetails& details, const Source& from) {
  for (const model::Element& element : from.snapshot.of<model::Element>()) {
    if (element.accused != details.id && element.victim != details.id) continue;
    const std::string other = from.names.shown(element.accused == details.id ? element.victim : element.accused);
    details.findings.push_back(make_fact(from, sentence_case(words(element.element)) + ": " + words(element.code),
                                         joined({other, element.finding}), element.citations));
  }
  for (const model::Indicator& indicator : from.snapshot.of<model::Indicator>()) {
    if (indicator.establishment != details.id && indicator.victim != details.id) continue;
    const EntityId other = indicator.victim == details.id ? indicator.establishment : indicator.victim;
    details.findings.push_back(make_fact(from, indicator.indicator,
                                         joined({from.names.shown(other), indicator.strength, indicator.finding}),
                                         indicator.citations));
  }
}

EntityId holder(const Tables& tables, EntityId id) {
  const auto found = tables.holder_of.find(id);
  return found == tables.holder_of.end() ? id : found->second;
}

using GroupKey = std::tuple<EntityId, model::PaymentClass, std::string>;

std::vector<PaymentGroup> finished(std::map<GroupKey, PaymentGroup>& groups, const CaseSnapshot& snapshot) {
  std::vector<PaymentGroup> result;
  const auto date_of = [&](PaymentId id) { return snapshot.payments().find(id)->date; };
  for (auto& [key, group] : groups) {
    std::ranges::stable_sort(group.payments, {}, date_of);
    group.first = date_of(group.payments.front());
    group.last = date_of(group.payments.back());
    result.push_back(std::move(group));
  }
  std::ranges::stable_sort(result, std::greater<>{}, &PaymentGroup::total);
  return result;
}

enum class Side { Received, Paid };

std::vector<PaymentGroup> payment_groups(const Source& from, const Tables& tables, EntityId id, Side side) {
  std::map<GroupKey, PaymentGroup> groups;
  const auto is_own = [&](EntityId party) { return party == id || holder(tables, party) == id; };
  for (const model::Payment& payment : from.snapshot.payments()) {
    const EntityId own = side == Side::Received ? payment.payee : payment.payer;
    const EntityId other = holder(tables, side == Side::Received ? payment.payer : payment.payee);
    if (!is_own(own) || other == id) continue;
    PaymentGroup& group = groups[{other, payment.payment_class, payment.currency}];
    group.other = other;
    group.other_name = from.names.shown(other);
    group.payment_class = payment.payment_class;
    group.currency = payment.currency;
    group.total += payment.amount;
    group.unsupported += !model::is_supported(from.snapshot, payment.citations, payment.polarity);
    group.payments.push_back(payment.id);
  }
  return finished(groups, from.snapshot);
}

} // namespace

std::optional<EntityDetails> entity_details(const CaseSnapshot& snapshot, const Names& names, const Tables& tables, EntityId id) {
  const Entity* entity = snapshot.entities().find(id);
  if (!entity) return std::nullopt;
  const Masking masking(snapshot, names);
  const Source from{snapshot, names, masking};
  EntityDetails details;
  details.id = id;
  details.name = names.shown(id);
  details.identity_withheld = names.is_hidden(id);
  details.key = details.identity_withheld ? details.name : entity->key;
  details.kind = words(entity->kind);
  add_properties(details, *entity, masking);
  add_roles_and_charges(details, from);
  add_assets(details, from);
  add_findings(details, from);
  for (const model::Tie& tie : snapshot.ties())
    if (tie.source == id || tie.target == id) details.ties.push_back(describe(from, tie));
  details.received = payment_groups(from, tables, id, Side::Received);
  details.paid = payment_groups(from, tables, id, Side::Paid);
  return details;
}

namespace {

// "5x5x5 B2; loses: ...", for whoever thinks in another scheme.
std::vector<std::pair<std::string, std::string>> grade_elsewhere(const model::Grade& grade) {
  std::vector<std::pair<std::string, std::string>> lines;
  if (grade.scheme == model::GradeScheme::None) return lines;
  for (const auto scheme : {model::GradeScheme::Admiralty, model::GradeScheme::Uk5x5x5, model::GradeScheme::Uk3x5x2}) {
    if (scheme == grade.scheme) continue;
    const auto shown = model::shown_in(grade, scheme);
    const auto loses = shown.loses.empty() ? std::string() : "; but " + base::join(shown.loses, ", and ");
    lines.emplace_back("As " + std::string(base::name_of(scheme)), grade_text(shown.grade) + loses);
  }
  return lines;
}

} // namespace

std::optional<ExhibitDetails> exhibit_details(const CaseSnapshot& snapshot, const Names& names, const Masking& masking,
                                              model::ExhibitId id) {
  const model::Exhibit* exhibit = snapshot.exhibits().find(id);
  if (!exhibit) return std::nullopt;
  ExhibitDetails details;
  details.line = exhibit_lines(snapshot, masking, {{id, {}}}).front();
  const auto add = [&](const char* label, const std::string& value) {
    if (!value.empty()) details.properties.emplace_back(label, value);
  };
  add("Kind", exhibit->kind);
  add("Grade", details.line.grade);
  for (const auto& [label, value] : grade_elsewhere(exhibit->grade)) add(label.c_str(), value);
  add("Source", details.line.lineage);
  add("Handling", exhibit->handling);
  add("Collected", joined({base::format_date(exhibit->collected_on), exhibit->collected_by}));
  add("File", exhibit->file);
  add("Notes", masking(exhibit->notes));
  const auto add_facts = [&](const auto& table) {
    for (const auto& row : table) {
      if (std::ranges::find(row.citations, id, &model::Citation::exhibit) == row.citations.end()) continue;
      if (details.cited++ < kMostFacts) details.facts.push_back(describe({snapshot, names, masking}, row));
    }
  };
  add_facts(snapshot.ties());
  add_facts(snapshot.payments());
  return details;
}

std::optional<Fact> tie_fact(const CaseSnapshot& snapshot, const Names& names, const Masking& masking, TieId id) {
  const model::Tie* tie = snapshot.ties().find(id);
  if (!tie) return std::nullopt;
  return describe({snapshot, names, masking}, *tie);
}

std::optional<Fact> payment_fact(const CaseSnapshot& snapshot, const Names& names, const Masking& masking, PaymentId id) {
  const model::Payment* payment = snapshot.payments().find(id);
  if (!payment) return std::nullopt;
  return describe({snapshot, names, masking}, *payment);
}

} // namespace cuibono::app
