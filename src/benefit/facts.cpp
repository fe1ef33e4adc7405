#include "benefit/facts.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <map>
#include <optional>

#include "base/text.h"
#include "model/evidence.h"
#include "model/people.h"
#include "model/rates.h"

namespace cuibono::benefit {
namespace {

using model::CaseSnapshot;
using model::PaymentClass;
using model::TieType;

// Exhibits repeat over many rows: each citation list is weighed once.
class EvidenceBook {
 public:
  EvidenceBook(const CaseSnapshot& snapshot, Facts& facts) : snapshot_(snapshot), facts_(facts) {}

  std::uint32_t add(const model::Citations& citations, model::Polarity polarity = model::Polarity::Supports) {
    const auto number = static_cast<std::uint32_t>(facts_.evidence.size());
    std::vector<std::uint32_t> key{static_cast<std::uint32_t>(polarity)};
    for (const auto& citation : citations) key.push_back(citation.exhibit.value);
    auto [known, is_new] = weighed_.try_emplace(std::move(key));
    if (is_new) known->second = weigh(citations, polarity);
    facts_.evidence.push_back(known->second);
    return number;
  }

 private:
  FactEvidence weigh(const model::Citations& citations, model::Polarity polarity) {
    FactEvidence evidence;
    evidence.probability = model::probability(snapshot_, citations, polarity);
    evidence.supported = model::is_supported(snapshot_, citations, polarity);
    for (const auto& citation : citations) {
      const auto* exhibit = snapshot_.exhibits().find(citation.exhibit);
      if (!exhibit || !exhibit->declared || model::effective_polarity(polarity, *exhibit) != model::Polarity::Supports) continue;
      evidence.lineages.push_back(lineage_number(exhibit->lineage.empty() ? exhibit->key : exhibit->lineage));
    }
    std::ranges::sort(evidence.lineages);
    const auto repeats = std::ranges::unique(evidence.lineages);
    evidence.lineages.erase(repeats.begin(), repeats.end());
    return evidence;
  }

  std::uint32_t lineage_number(const std::string& lineage) {
    const auto [at, is_new] = lineage_numbers_.try_emplace(lineage, static_cast<std::uint32_t>(facts_.lineages.size()));
    if (is_new) facts_.lineages.push_back(lineage);
    return at->second;
  }

  const CaseSnapshot& snapshot_;
  Facts& facts_;
  std::map<std::vector<std::uint32_t>, FactEvidence> weighed_;
  std::map<std::string, std::uint32_t> lineage_numbers_;
};

// Payments of one class between the same two accounts that rest on the same exhibits are one fact: a statement is right or
// wrong as a whole, and drawing its rows one by one would feign certainty. docs/decisions/0006-one-draw-a-series.md
class PaymentSeries {
 public:
  explicit PaymentSeries(EvidenceBook& book) : book_(book) {}

  std::uint32_t fact_of(const model::Payment& row) {
    std::vector<std::uint32_t> key{row.payer.value, row.payee.value, static_cast<std::uint32_t>(row.payment_class),
                                   static_cast<std::uint32_t>(row.polarity)};
    for (const auto& citation : row.citations) key.push_back(citation.exhibit.value);
    const auto [at, is_new] = facts_.try_emplace(std::move(key));
    if (is_new) at->second = book_.add(row.citations, row.polarity);
    return at->second;
  }

 private:
  EvidenceBook& book_;
  std::map<std::vector<std::uint32_t>, std::uint32_t> facts_;
};

Route route_of(PaymentClass payment_class) {
  switch (payment_class) {
    case PaymentClass::LawfulCost:
    case PaymentClass::VictimPayment: return Route::Lawful;
    case PaymentClass::MovementFee: return Route::Movement;
    case PaymentClass::AssetPurchase: return Route::KeptByPayer;
    default: return Route::Flows;
  }
}

bool is_cost(PaymentClass payment_class) {
  return payment_class == PaymentClass::LawfulCost || payment_class == PaymentClass::VictimPayment ||
         payment_class == PaymentClass::Payroll;
}

std::uint32_t node(const CaseSnapshot& snapshot, EntityId id) {
  return static_cast<std::uint32_t>(snapshot.entities().position(id));
}

void collect_payments(Facts& facts, EvidenceBook& book, const model::Rates& rates) {
  const auto& snapshot = *facts.snapshot;
  PaymentSeries series(book);
  std::map<std::string, std::size_t> unconverted;
  std::size_t negative = 0;
  facts.payments.reserve(snapshot.payments().size());
  for (const auto& row : snapshot.payments()) {
    const auto rate = rates.of(row.currency, row.date);
    if (!rate) ++unconverted[row.currency];
    if (row.amount.cents < 0) ++negative;
    if (!rate || row.amount.cents <= 0 || !row.payer || !row.payee) continue;
    facts.payments.push_back({node(snapshot, row.payer), node(snapshot, row.payee), series.fact_of(row),
                              route_of(row.payment_class), is_cost(row.payment_class), base::units(row.amount) * *rate, &row});
  }
  for (const auto& [currency, count] : unconverted)
    facts.remarks.push_back(fmt::format("payments in {} were left out, {} of them: the case states no rate; add a setting fx:{}", currency,
                                        count, currency));
  if (negative > 0)
    facts.remarks.push_back(fmt::format("payments below zero were left out, {} of them: enter a reversal as a payment back", negative));
}

// z and turnover of a proceeds row, or why it cannot be used.
void collect_proceeds(Facts& facts, EvidenceBook& book, const model::Rates& rates, Basis basis) {
  const auto& snapshot = *facts.snapshot;
  for (const auto& row : snapshot.of<model::Proceeds>()) {
    const auto* entity = snapshot.entities().find(row.establishment);
    const std::string place = entity ? entity->key : std::string("an unnamed establishment");
    const auto rate = rates.of(row.currency, row.from.known() ? row.from : row.to);
    const bool stated = basis == Basis::Gross ? row.turnover && row.exploited_share : row.net_value.has_value();
    if (!rate || !stated || !entity) {
      facts.remarks.push_back(fmt::format("proceeds of {} were left out: {}", place,
                                          rate ? (basis == Basis::Gross ? "turnover or exploited share is not stated" : "the net value is not stated")
                                               : "the case states no rate for " + row.currency));
      continue;
    }
    const double turnover = row.turnover ? base::units(*row.turnover) * *rate : 0;
    const double exact = basis == Basis::Gross ? turnover * *row.exploited_share : base::units(*row.net_value) * *rate;
    const double value = std::max(0.0, std::round(exact * 100) / 100); // a source is whole cents
    facts.proceeds.push_back({node(snapshot, row.establishment), book.add(row.citations), turnover, value, &row});
  }
}

void collect_ties(Facts& facts, EvidenceBook& book) {
  const auto& snapshot = *facts.snapshot;
  std::size_t shareless = 0;
  for (const auto& row : snapshot.ties()) {
    const bool owns = row.type == TieType::Owns;
    if (!owns && row.type != TieType::NomineeFor && row.type != TieType::HoldsAccount) continue;
    if (row.source == row.target) continue;
    if (owns && !row.share && model::is_supported(snapshot, row.citations, row.polarity)) ++shareless;
    if (owns && !row.share) continue;
    auto& list = owns ? facts.owns : row.type == TieType::NomineeFor ? facts.nominees : facts.holders;
    list.push_back({node(snapshot, row.source), node(snapshot, row.target), book.add(row.citations, row.polarity),
                    owns ? *row.share : 1.0, &row});
  }
  if (shareless > 0)
    facts.remarks.push_back(fmt::format("ownership ties without a share carry nothing, {} of them: a share is needed to follow money", shareless));
}

} // namespace

Facts collect_facts(const CaseSnapshot& snapshot, Basis basis) {
  Facts facts;
  facts.snapshot = &snapshot;
  facts.victims = model::victims(snapshot);
  EvidenceBook book(snapshot, facts);
  const model::Rates rates(snapshot);
  collect_proceeds(facts, book, rates, basis);
  collect_ties(facts, book);
  collect_payments(facts, book, rates);
  const auto without = std::ranges::count_if(facts.payments, [&](const auto& payment) { return !facts.evidence[payment.fact].supported; });
  if (without > 0) facts.remarks.push_back(fmt::format("payments that no exhibit supports carry nothing, {} of them", without));
  return facts;
}

Selection supported_facts(const Facts& facts) {
  Selection chosen(facts.evidence.size());
  for (std::size_t i = 0; i < chosen.size(); ++i) chosen[i] = facts.evidence[i].supported;
  return chosen;
}

Selection without_lineage(const Facts& facts, std::uint32_t lineage) {
  Selection chosen(facts.evidence.size());
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const auto& lineages = facts.evidence[i].lineages;
    const bool stands_on_it = std::ranges::binary_search(lineages, lineage);
    chosen[i] = lineages.size() > (stands_on_it ? 1u : 0u);
  }
  return chosen;
}

} // namespace cuibono::benefit
