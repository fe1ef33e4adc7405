#include "money/tracing_facts.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "model/attributes.h"
#include "model/evidence.h"
#include "model/rates.h"
#include "money/tracing_sources.h"

namespace cuibono::money {
namespace {

using model::CaseSnapshot;
using model::EntityId;

constexpr std::uint32_t kNobody = 0xFFFFFFFF;
constexpr std::uint32_t kSeveral = 0xFFFFFFFE;
constexpr std::int32_t kUndated = std::numeric_limits<std::int32_t>::min();

void note(std::uint32_t& slot, std::uint32_t other) { slot = slot == kNobody || slot == other ? other : kSeveral; }

// Who holds what, by supported ties: one number, nobody or several.
struct Holders {
  std::vector<std::uint32_t> holder_of, account_of;
};

Holders holders(const CaseSnapshot& snapshot) {
  const auto count = snapshot.entities().size();
  Holders found{std::vector(count, kNobody), std::vector(count, kNobody)};
  for (const auto& tie : snapshot.ties()) {
    if (tie.type != model::TieType::HoldsAccount || tie.source == tie.target) continue;
    if (!model::is_supported(snapshot, tie.citations, tie.polarity)) continue;
    const auto holder = static_cast<std::uint32_t>(snapshot.entities().position(tie.source));
    const auto account = static_cast<std::uint32_t>(snapshot.entities().position(tie.target));
    note(found.holder_of[account], holder);
    note(found.account_of[holder], account);
  }
  return found;
}

void read_opening(const model::Entity& entity, TracingLedger& ledger, std::vector<std::string>& remarks) {
  const auto text = model::attribute(entity.attributes, "opening_balance");
  if (text.empty()) return;
  const auto opening = model::money_attribute(entity.attributes, "opening_balance");
  const auto share_text = model::attribute(entity.attributes, "opening_taint");
  const auto share =
      share_text.empty() ? 0.0 : model::number_attribute(entity.attributes, "opening_taint").value_or(-1);
  if (!opening) {
    remarks.push_back(fmt::format("the opening balance of {} is not an amount and was left out", entity.key));
    return;
  }
  ledger.complete = true;
  ledger.opening = opening->cents;
  if (share < 0 || share > 1)
    remarks.push_back(
        fmt::format("the opening taint of {} is not between 0 and 1; its opening balance counts as clean", entity.key));
  else if (opening->cents > 0)
    ledger.opening_tainted = std::llround(static_cast<double>(opening->cents) * share);
}

void make_ledgers(const CaseSnapshot& snapshot, const tracing::Sources& sources, TracingFacts& facts) {
  const auto found = holders(snapshot);
  const auto& entities = snapshot.entities().rows();
  facts.ledgers.resize(entities.size() + 1);
  facts.ledger_of.resize(entities.size());
  for (std::uint32_t i = 0; i < entities.size(); ++i) {
    const auto account = found.account_of[i];
    facts.ledger_of[i] = account < kSeveral && found.holder_of[account] == i ? account : i;
    const auto holder = found.holder_of[i];
    auto& ledger = facts.ledgers[i];
    ledger.entity = entities[i].id;
    if (holder < kSeveral) ledger.holder = entities[holder].id;
    ledger.source = sources.contains(ledger.entity) || (holder < kSeveral && sources.contains(ledger.holder));
    read_opening(entities[i], ledger, facts.remarks);
  }
}

// Rows that cannot take part, counted; and rows whose place in time is an assumption.
struct Left {
  std::size_t unsupported = 0, negative = 0, zero = 0, own = 0, undated = 0, imprecise = 0, before = 0, too_large = 0;
  std::map<std::string, std::size_t> unconverted;
};

void say(std::vector<std::string>& remarks, std::size_t count, const char* what) {
  if (count > 0) remarks.push_back(fmt::format("{}: {}", what, count));
}

void say(const Left& left, std::vector<std::string>& remarks) {
  say(remarks, left.unsupported, "payments left out because no exhibit supports them");
  say(remarks, left.negative, "payments below zero left out; enter a reversal as a payment back");
  say(remarks, left.zero, "payments of nothing left out");
  say(remarks, left.own, "payments from an account to itself left out");
  say(remarks, left.too_large, "payments too large to convert left out");
  for (const auto& [currency, count] : left.unconverted)
    remarks.push_back(fmt::format("payments in {0} left out because the case states no rate; add a setting fx:{0}: {1}",
                                  currency, count));
  say(remarks, left.undated, "payments without a date, taken as listed before all that have one");
  say(remarks, left.imprecise, "payments dated to the month or year, taken on its first day");
  say(remarks, left.before, "payments of an establishment before its proceeds begin, taken as clean");
}

class Collector {
 public:
  Collector(const CaseSnapshot& snapshot, const tracing::Sources& sources, TracingFacts& facts)
      : snapshot_(snapshot), sources_(sources), facts_(facts), rates_(snapshot) {}

  void collect() {
    struct Dated {
      std::int32_t day;
      std::uint32_t row;
    };
    std::vector<Dated> order;
    const auto& rows = snapshot_.payments().rows();
    order.reserve(rows.size());
    for (std::uint32_t i = 0; i < rows.size(); ++i) order.push_back({day_of(rows[i].date), i});
    if (!std::ranges::is_sorted(order, {}, &Dated::day)) std::ranges::stable_sort(order, {}, &Dated::day);
    reserve(rows.size());
    for (const auto& dated : order) add(rows[dated.row], dated.row, dated.day);
    say(left_, facts_.remarks);
  }

 private:
  static std::int32_t day_of(base::Date date) { return date.known() ? base::day_number(date) : kUndated; }

  void reserve(std::size_t count) {
    facts_.payer.reserve(count), facts_.payee.reserve(count), facts_.day.reserve(count), facts_.cents.reserve(count);
    facts_.fixed.reserve(count), facts_.reason.reserve(count), facts_.purchase.reserve(count),
        facts_.row.reserve(count);
  }

  std::uint32_t ledger(EntityId id) const {
    return id ? facts_.ledger_of[snapshot_.entities().position(id)]
              : static_cast<std::uint32_t>(facts_.ledgers.size() - 1);
  }

  // In cents of the case's currency; nothing, and counted, where the row cannot take part.
  std::optional<std::int64_t> amount(const model::Payment& row) {
    if (!model::is_supported(snapshot_, row.citations, row.polarity)) return ++left_.unsupported, std::nullopt;
    if (row.amount.cents <= 0) return ++(row.amount.cents < 0 ? left_.negative : left_.zero), std::nullopt;
    const auto rate = rates_.of(row.currency, row.date);
    if (!rate) return ++left_.unconverted[row.currency], std::nullopt;
    if (*rate == 1) return row.amount.cents;
    const double exact = static_cast<double>(row.amount.cents) * *rate;
    if (exact > static_cast<double>(base::kLargestAmountCents)) return ++left_.too_large, std::nullopt;
    const auto cents = std::llround(exact);
    if (cents == 0) return ++left_.zero, std::nullopt;
    return cents;
  }

  void add(const model::Payment& row, std::uint32_t place, std::int32_t day) {
    const auto cents = amount(row);
    if (!cents) return;
    const auto payer = ledger(row.payer), payee = ledger(row.payee);
    if (payer == payee) return void(++left_.own);
    left_.undated += !row.date.known();
    left_.imprecise += row.date.known() && row.date.day == 0;
    facts_.payer.push_back(payer);
    facts_.payee.push_back(payee);
    facts_.day.push_back(day);
    facts_.cents.push_back(*cents);
    facts_.purchase.push_back(row.payment_class == model::PaymentClass::AssetPurchase);
    facts_.row.push_back(place);
    add_taint(row, facts_.ledgers[payer], *cents);
  }

  void add_taint(const model::Payment& row, const TracingLedger& payer, std::int64_t cents) {
    std::int64_t fixed = kCarried;
    auto reason = TaintReason::Carried;
    if (row.taint) {
      reason = TaintReason::Stated;
      fixed = std::llround(static_cast<double>(cents) * std::clamp(*row.taint, 0.0, 1.0));
    } else if (payer.source) {
      const auto share = sources_.share(sources_.contains(payer.entity) ? payer.entity : payer.holder, row.date);
      left_.before += !share;
      reason = TaintReason::Source;
      fixed = std::llround(static_cast<double>(cents) * share.value_or(0));
    } else if (!row.payer) {
      fixed = 0; // nobody knows whose money it was
    }
    facts_.fixed.push_back(fixed);
    facts_.reason.push_back(reason);
  }

  const CaseSnapshot& snapshot_;
  const tracing::Sources& sources_;
  TracingFacts& facts_;
  model::Rates rates_;
  Left left_;
};

} // namespace

SameDayChoice same_day_order(const CaseSnapshot& snapshot, const model::Jurisdiction& jurisdiction) {
  SameDayChoice choice;
  choice.order = base::from_name<SameDay>(jurisdiction.same_day_order).value_or(SameDay::AsListed);
  const auto wanted = model::setting(snapshot, "same_day_order");
  if (wanted.empty()) return choice;
  const auto own = base::from_name<SameDay>(wanted);
  choice.of_case = own.has_value();
  if (own)
    choice.order = *own;
  else
    choice.remark =
        "the case's same_day_order is none of as-listed, inflows-first, outflows-first; the jurisdiction's is used";
  return choice;
}

TracingFacts tracing_facts(const CaseSnapshot& snapshot) {
  TracingFacts facts;
  const tracing::Sources sources(snapshot, facts.remarks);
  make_ledgers(snapshot, sources, facts);
  Collector(snapshot, sources, facts).collect();
  return facts;
}

std::vector<model::ExhibitId> source_exhibits(const CaseSnapshot& snapshot, const TracingFacts& facts,
                                              std::uint32_t ledger) {
  std::vector<model::ExhibitId> exhibits;
  const auto& place = facts.ledgers[ledger];
  if (!place.source) return exhibits;
  for (const auto& row : snapshot.of<model::Proceeds>()) {
    if (row.establishment != place.entity && row.establishment != place.holder) continue;
    if (!row.exploited_share || !model::is_supported(snapshot, row.citations)) continue;
    for (const auto& citation : row.citations) exhibits.push_back(citation.exhibit);
  }
  std::ranges::sort(exhibits);
  const auto repeats = std::ranges::unique(exhibits);
  exhibits.erase(repeats.begin(), repeats.end());
  return exhibits;
}

} // namespace cuibono::money
