#include "benefit/facts.h"

#include <fmt/core.h>
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <unordered_map>

#include "model/attributes.h"
#include "model/evidence.h"
#include "model/people.h"
#include "model/rates.h"
#include "model/weak_grade.h"

namespace cuibono::benefit {
namespace {

using model::CaseSnapshot;
using model::PaymentClass;
using model::TieType;

// Exhibits repeat over many rows: each list of citations is weighed once.
class EvidenceBook {
 public:
  EvidenceBook(const CaseSnapshot& snapshot, Facts& facts) : snapshot_(snapshot), facts_(facts) {}

  /// Place of the evidence in Facts::evidence.
  std::uint32_t weighed(const model::Citations& citations, model::Polarity polarity) {
    key_.assign(1, static_cast<std::uint32_t>(polarity));
    for (const auto& citation : citations) key_.push_back(citation.exhibit.value);
    if (key_ == last_key_) return last_;
    const auto [known, is_new] = places_.try_emplace(key_, static_cast<std::uint32_t>(facts_.evidence.size()));
    if (is_new) facts_.evidence.push_back(weigh(citations, polarity));
    last_key_ = key_;
    return last_ = known->second;
  }

  /// A new fact.
  std::uint32_t add(std::uint32_t evidence) {
    facts_.evidence_of.push_back(evidence);
    return static_cast<std::uint32_t>(facts_.evidence_of.size() - 1);
  }
  std::uint32_t add(const model::Citations& citations, model::Polarity polarity = model::Polarity::Supports) {
    return add(weighed(citations, polarity));
  }

 private:
  FactEvidence weigh(const model::Citations& citations, model::Polarity polarity) {
    FactEvidence evidence;
    evidence.probability = model::probability(snapshot_, citations, polarity);
    evidence.supported = model::is_supported(snapshot_, citations, polarity);
    for (const auto& citation : citations) {
      const auto* exhibit = snapshot_.exhibits().find(citation.exhibit);
      if (!exhibit || !exhibit->declared) continue;
      if (model::effective_polarity(polarity, *exhibit) != model::Polarity::Supports) {
        evidence.opposed = true;
        continue;
      }
      evidence.sound |= !model::is_weak(exhibit->grade);
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
  std::vector<std::uint32_t> key_, last_key_;
  std::uint32_t last_ = 0;
  std::map<std::vector<std::uint32_t>, std::uint32_t> places_;
  std::map<std::string, std::uint32_t> lineage_numbers_;
};

// Stated values between two others, and how many of those ranges could not be used.
class Ranges {
 public:
  /// The stated value within `low` and `high`, columns of `attributes`, where both are there and enclose it.
  Triangle around(const model::Attributes& attributes, const char* low, const char* high, double stated,
                  double scale = 1, double most = HUGE_VAL) {
    if (attributes.empty()) return Triangle::certain(stated);
    const auto least = model::number_attribute(attributes, low), greatest = model::number_attribute(attributes, high);
    if (!least && !greatest) return Triangle::certain(stated);
    const Triangle range{least.value_or(NAN) * scale, stated, greatest.value_or(NAN) * scale};
    if (range.low >= 0 && range.low <= stated && stated <= range.high && range.high <= most * scale) return range;
    ++unusable_[low];
    return Triangle::certain(stated);
  }

  void remark(Facts& facts) const {
    for (const auto& [column, count] : unusable_)
      facts.remarks.push_back(fmt::format(
          "ranges that do not enclose the stated value were left out, {} of them: {} and its _high must both be "
          "numbers, one no more and one no less than what is stated",
          count, column));
  }

 private:
  std::map<std::string, std::size_t> unusable_;
};

// Payments of one class between the same two accounts that rest on the same exhibits are one fact: a statement is right
// or wrong as a whole, and drawing its rows one by one would feign certainty. docs/decisions/0006-one-draw-a-series.md
class SeriesBook {
 public:
  SeriesBook(EvidenceBook& book, Facts& facts) : book_(book), facts_(facts) {}

  std::uint32_t series_of(std::uint32_t payer, std::uint32_t payee, const model::Payment& row, Route route, bool cost) {
    const Key key{(std::uint64_t{payer} << 32) | payee,
                  (std::uint64_t{book_.weighed(row.citations, row.polarity)} << 32) |
                      static_cast<std::uint32_t>(row.payment_class)};
    const auto [at, is_new] = places_.try_emplace(key, static_cast<std::uint32_t>(facts_.payments.size()));
    if (is_new)
      facts_.payments.push_back(
          {payer, payee, book_.add(static_cast<std::uint32_t>(key.second >> 32)), route, cost, row.payment_class});
    return at->second;
  }

 private:
  using Key = std::pair<std::uint64_t, std::uint64_t>;
  struct Hash {
    std::size_t operator()(const Key& key) const {
      return (key.first * 0x9E3779B97F4A7C15u) ^ ((key.second + (key.first >> 29)) * 0xBF58476D1CE4E5B9u);
    }
  };
  EvidenceBook& book_;
  Facts& facts_;
  std::unordered_map<Key, std::uint32_t, Hash> places_;
};

Route route_of(PaymentClass payment_class) {
  switch (payment_class) {
    case PaymentClass::LawfulCost:
    case PaymentClass::VictimPayment:
      return Route::Lawful;
    case PaymentClass::MovementFee:
      return Route::Movement;
    case PaymentClass::AssetPurchase:
      return Route::KeptByPayer;
    default:
      return Route::Flows;
  }
}

bool is_cost(PaymentClass payment_class) {
  return payment_class == PaymentClass::LawfulCost || payment_class == PaymentClass::VictimPayment ||
         payment_class == PaymentClass::Payroll;
}

std::uint32_t node(const CaseSnapshot& snapshot, EntityId id) {
  return static_cast<std::uint32_t>(snapshot.entities().position(id));
}

// Rows in the order of their series.
void sort_rows(Facts& facts, const std::vector<PaymentRow>& rows) {
  facts.first_row.assign(facts.payments.size() + 1, 0);
  for (const auto& row : rows) ++facts.first_row[row.series + 1];
  std::partial_sum(facts.first_row.begin(), facts.first_row.end(), facts.first_row.begin());
  facts.rows.resize(rows.size());
  auto next = facts.first_row;
  for (const auto& row : rows) {
    facts.rows[next[row.series]++] = row;
    facts.payments[row.series].amount += row.amount;
  }
}

void collect_payments(Facts& facts, EvidenceBook& book, Ranges& ranges, const model::Rates& rates) {
  const auto& snapshot = *facts.snapshot;
  SeriesBook series(book, facts);
  std::map<std::string, std::size_t> unconverted;
  std::size_t negative = 0, unsupported = 0;
  std::vector<PaymentRow> rows;
  rows.reserve(snapshot.payments().size());
  for (const auto& row : snapshot.payments()) {
    const auto rate = rates.of(row.currency, row.date);
    if (!rate) ++unconverted[row.currency];
    if (row.amount.cents < 0) ++negative;
    if (!rate || row.amount.cents <= 0 || !row.payer || !row.payee) continue;
    const auto place = series.series_of(node(snapshot, row.payer), node(snapshot, row.payee), row,
                                        route_of(row.payment_class), is_cost(row.payment_class));
    const double amount = base::units(row.amount) * *rate;
    const auto range = ranges.around(row.attributes, "amount_low", "amount_high", amount, *rate);
    if (!range.is_certain()) facts.uncertain.push_back({place, range});
    if (!facts.of(facts.payments[place].fact).supported) ++unsupported;
    rows.push_back({place, amount, &row});
  }
  sort_rows(facts, rows);
  std::ranges::stable_sort(facts.uncertain, {}, &UncertainPayment::series);
  for (const auto& [currency, count] : unconverted)
    facts.remarks.push_back(
        fmt::format("payments in {} were left out, {} of them: the case states no rate; add a setting fx:{}", currency,
                    count, currency));
  if (negative > 0)
    facts.remarks.push_back(
        fmt::format("payments below zero were left out, {} of them: enter a reversal as a payment back", negative));
  if (unsupported > 0)
    facts.remarks.push_back(fmt::format("payments that no exhibit supports carry nothing, {} of them", unsupported));
}

ProceedsFact proceeds_fact(const model::Proceeds& row, Basis basis, double rate, Ranges& ranges) {
  ProceedsFact fact{0, 0, row.turnover ? base::units(*row.turnover) * rate : 0, 0, {}, {}, {}, &row};
  const double share = row.exploited_share.value_or(0), net = row.net_value ? base::units(*row.net_value) * rate : 0;
  fact.turnover_range = ranges.around(row.attributes, "turnover_low", "turnover_high", fact.turnover, rate);
  fact.share_range = Triangle::certain(share), fact.net_range = Triangle::certain(net);
  if (basis == Basis::Gross)
    fact.share_range = ranges.around(row.attributes, "exploited_share_low", "exploited_share_high", share, 1, 1);
  else
    fact.net_range = ranges.around(row.attributes, "net_value_low", "net_value_high", net, rate);
  const double exact = basis == Basis::Gross ? fact.turnover * share : net;
  fact.value = std::max(0.0, std::round(exact * 100) / 100); // a source is whole cents
  return fact;
}

// z and turnover of a proceeds row, or why it cannot be used.
void collect_proceeds(Facts& facts, EvidenceBook& book, Ranges& ranges, const model::Rates& rates, Basis basis) {
  const auto& snapshot = *facts.snapshot;
  for (const auto& row : snapshot.of<model::Proceeds>()) {
    const auto* entity = snapshot.entities().find(row.establishment);
    const std::string place = entity ? entity->key : std::string("an unnamed establishment");
    const auto rate = rates.of(row.currency, row.from.known() ? row.from : row.to);
    const bool stated = basis == Basis::Gross ? row.turnover && row.exploited_share : row.net_value.has_value();
    if (!rate || !stated || !entity) {
      facts.remarks.push_back(fmt::format(
          "proceeds of {} were left out: {}", place,
          rate ? (basis == Basis::Gross ? "turnover or exploited share is not stated" : "the net value is not stated")
               : "the case states no rate for " + row.currency));
      continue;
    }
    auto fact = proceeds_fact(row, basis, *rate, ranges);
    fact.establishment = node(snapshot, row.establishment);
    fact.fact = book.add(row.citations);
    facts.proceeds.push_back(fact);
  }
}

void collect_ties(Facts& facts, EvidenceBook& book, Ranges& ranges) {
  const auto& snapshot = *facts.snapshot;
  std::size_t shareless = 0;
  for (const auto& row : snapshot.ties()) {
    const bool owns = row.type == TieType::Owns;
    if (!owns && row.type != TieType::NomineeFor && row.type != TieType::HoldsAccount) continue;
    if (row.source == row.target) continue;
    if (owns && !row.share && model::is_supported(snapshot, row.citations, row.polarity)) ++shareless;
    if (owns && !row.share) continue;
    auto& list = owns ? facts.owns : row.type == TieType::NomineeFor ? facts.nominees : facts.holders;
    const auto share =
        owns ? ranges.around(row.attributes, "share_low", "share_high", *row.share, 1, 1) : Triangle::certain(1);
    list.push_back(
        {node(snapshot, row.source), node(snapshot, row.target), book.add(row.citations, row.polarity), share, &row});
  }
  if (shareless > 0)
    facts.remarks.push_back(fmt::format(
        "ownership ties without a share carry nothing, {} of them: a share is needed to follow money", shareless));
}

} // namespace

Facts collect_facts(const CaseSnapshot& snapshot, Basis basis) {
  Facts facts;
  facts.snapshot = &snapshot;
  facts.victims = model::victims(snapshot);
  EvidenceBook book(snapshot, facts);
  Ranges ranges;
  const model::Rates rates(snapshot);
  collect_proceeds(facts, book, ranges, rates, basis);
  collect_ties(facts, book, ranges);
  collect_payments(facts, book, ranges, rates);
  ranges.remark(facts);
  return facts;
}

Selection supported_facts(const Facts& facts) {
  Selection chosen(facts.count());
  for (std::uint32_t i = 0; i < chosen.size(); ++i) chosen[i] = facts.of(i).supported;
  return chosen;
}

Selection sound_facts(const Facts& facts) {
  Selection chosen(facts.count());
  for (std::uint32_t i = 0; i < chosen.size(); ++i) chosen[i] = facts.of(i).sound;
  return chosen;
}

Selection unopposed_facts(const Facts& facts) {
  Selection chosen(facts.count());
  for (std::uint32_t i = 0; i < chosen.size(); ++i) chosen[i] = facts.of(i).supported || !facts.of(i).opposed;
  return chosen;
}

bool stands_without(const FactEvidence& evidence, std::span<const std::uint32_t> set_aside) {
  return std::ranges::any_of(evidence.lineages,
                             [&](std::uint32_t lineage) { return !std::ranges::binary_search(set_aside, lineage); });
}

} // namespace cuibono::benefit
