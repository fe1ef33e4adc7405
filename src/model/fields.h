#pragma once
// The one list of every row's fields: `fields(row, visit)` calls visit(column name, member) for each in the order of the
// case tables. `row` may be const. `id` is not among them: it is the row's number, not its content.

#include "model/ledger_rows.h"

namespace cuibono::model {

template <class R, class Row>
concept RowOf = std::same_as<std::remove_const_t<R>, Row>;

template <RowOf<Setting> R, class V> void fields(R& r, V&& v) { v("key", r.key); v("value", r.value); }

template <RowOf<Entity> R, class V> void fields(R& r, V&& v) {
  v("id", r.key); v("kind", r.kind); v("name", r.name); v("aliases", r.aliases); v("country", r.country);
  v("sector", r.sector); v("latitude", r.latitude); v("longitude", r.longitude); v("birth_date", r.birth_date);
  v("protected", r.is_protected); v("pseudonym", r.pseudonym); v("notes", r.notes); v("sealed", r.sealed);
  v("masks", r.masks); v("attributes", r.attributes);
}
template <RowOf<RoleFact> R, class V> void fields(R& r, V&& v) {
  v("entity", r.entity); v("role", r.role); v("label", r.label); v("from", r.from); v("to", r.to);
  v("exhibits", r.citations); v("assessor", r.assessor); v("fact", r.fact); v("polarity", r.polarity);
  v("attributes", r.attributes);
}
template <RowOf<Exhibit> R, class V> void fields(R& r, V&& v) {
  v("id", r.key); v("title", r.title); v("kind", r.kind); v("lineage", r.lineage); v("scheme", r.grade.scheme);
  v("reliability", r.grade.reliability); v("credibility", r.grade.credibility); v("handling", r.handling);
  v("collected_on", r.collected_on); v("collected_by", r.collected_by); v("collected_place", r.collected_place);
  v("collected_how", r.collected_how); v("derived_from", r.derived_from); v("file", r.file); v("sha256", r.sha256);
  v("polarity", r.polarity);
  v("notes", r.notes); v("declared", r.declared); v("attributes", r.attributes);
}
template <RowOf<Tie> R, class V> void fields(R& r, V&& v) {
  v("id", r.key); v("type", r.type); v("source", r.source); v("target", r.target); v("stage", r.stage);
  v("from", r.from); v("to", r.to); v("share", r.share); v("count", r.count); v("amount", r.amount);
  v("currency", r.currency); v("polarity", r.polarity); v("assessment", r.assessment); v("exhibits", r.citations);
  v("notes", r.notes);
  v("attributes", r.attributes);
}
template <RowOf<Payment> R, class V> void fields(R& r, V&& v) {
  v("id", r.key); v("date", r.date); v("payer", r.payer); v("payee", r.payee); v("amount", r.amount);
  v("currency", r.currency); v("class", r.payment_class); v("purpose", r.purpose); v("taint", r.taint);
  v("polarity", r.polarity); v("assessment", r.assessment); v("exhibits", r.citations); v("attributes", r.attributes);
}
template <RowOf<Proceeds> R, class V> void fields(R& r, V&& v) {
  v("establishment", r.establishment); v("from", r.from); v("to", r.to); v("turnover", r.turnover);
  v("exploited_share", r.exploited_share); v("net_value", r.net_value); v("currency", r.currency);
  v("exhibits", r.citations); v("attributes", r.attributes);
}
template <RowOf<Wage> R, class V> void fields(R& r, V&& v) {
  v("victim", r.victim); v("employer", r.employer); v("month", r.month); v("regular_hours", r.regular_hours);
  v("overtime_hours", r.overtime_hours); v("rate", r.rate); v("overtime_factor", r.overtime_factor);
  v("received", r.received); v("lawful_deductions", r.lawful_deductions);
  v("illegal_deductions", r.illegal_deductions); v("fee_paid", r.fee_paid); v("exhibits", r.citations);
  v("attributes", r.attributes);
}
template <RowOf<Debt> R, class V> void fields(R& r, V&& v) {
  v("victim", r.victim); v("creditor", r.creditor); v("month", r.month); v("opening", r.opening);
  v("monthly_rate", r.monthly_rate); v("charges", r.charges); v("fines", r.fines); v("credited", r.credited);
  v("advance", r.advance); v("fair_wage", r.fair_wage); v("living_cost", r.living_cost); v("exhibits", r.citations);
  v("attributes", r.attributes);
}
template <RowOf<Element> R, class V> void fields(R& r, V&& v) {
  v("accused", r.accused); v("victim", r.victim); v("element", r.element); v("code", r.code); v("finding", r.finding);
  v("exhibits", r.citations); v("attributes", r.attributes);
}
template <RowOf<Indicator> R, class V> void fields(R& r, V&& v) {
  v("victim", r.victim); v("establishment", r.establishment); v("indicator", r.indicator); v("strength", r.strength);
  v("finding", r.finding); v("exhibits", r.citations); v("attributes", r.attributes);
}
template <RowOf<Charge> R, class V> void fields(R& r, V&& v) {
  v("accused", r.accused); v("offence", r.offence); v("status", r.status); v("date", r.date);
  v("sentence_months", r.sentence_months); v("exhibits", r.citations); v("attributes", r.attributes);
}
template <RowOf<Asset> R, class V> void fields(R& r, V&& v) {
  v("id", r.key); v("kind", r.kind); v("owner", r.owner); v("occupier", r.occupier); v("value", r.value);
  v("currency", r.currency); v("acquired", r.acquired); v("claim_holder", r.claim_holder);
  v("claim_amount", r.claim_amount); v("part", r.part); v("restrained", r.restrained); v("exhibits", r.citations);
  v("attributes", r.attributes);
}
template <RowOf<Custody> R, class V> void fields(R& r, V&& v) {
  v("exhibits", r.citations); v("time", r.time); v("action", r.action); v("from_whom", r.from_whom);
  v("to_whom", r.to_whom); v("place", r.place); v("purpose", r.purpose); v("attributes", r.attributes);
}
template <RowOf<Disclosure> R, class V> void fields(R& r, V&& v) {
  v("exhibits", r.citations); v("relevant", r.relevant); v("effect", r.effect); v("sensitive", r.sensitive);
  v("reviewer", r.reviewer); v("reviewed_on", r.reviewed_on); v("notes", r.notes); v("attributes", r.attributes);
}
template <RowOf<Pin> R, class V> void fields(R& r, V&& v) { v("entity", r.entity); v("x", r.x); v("y", r.y); }

/// Columns of the case file that no case table has: they are neither read from one nor written to one.
constexpr bool is_internal_column(std::string_view column) { return column == "sealed" || column == "masks"; }

} // namespace cuibono::model
