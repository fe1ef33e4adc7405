#include "money/red_flags_index.h"

#include <fmt/core.h>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/text.h"
#include "model/attributes.h"
#include "model/evidence.h"
#include "model/people.h"

namespace cuibono::money {
namespace {

// Numbers for texts, in order of first sight.
template <class Text>
class Numbers {
 public:
  explicit Numbers(std::vector<Text>& texts) : texts_(texts) { numbers_.emplace(std::string_view{}, 0); }
  std::uint32_t of(std::string_view text) {
    const auto [found, is_new] = numbers_.try_emplace(text, static_cast<std::uint32_t>(texts_.size()));
    if (is_new) texts_.push_back(Text(text));
    return found->second;
  }

 private:
  std::vector<Text>& texts_;
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

std::string_view method_of(const model::Payment& payment) {
  const auto method = model::attribute(payment.attributes, "method");
  return method.empty() ? model::attribute(payment.attributes, "channel") : method;
}

// Why payments take no part, counted.
struct LeftOut {
  std::size_t unsupported = 0, undated = 0, own = 0, nothing = 0;
  std::map<std::string, std::size_t> without_rate;

  std::vector<std::string> remarks() const {
    std::vector<std::string> all;
    const auto say = [&](std::size_t count, const std::string& why) {
      if (count) all.push_back(fmt::format("{} payment{} left out: {}", count, count == 1 ? " was" : "s were", why));
    };
    say(unsupported, "no exhibit supports it");
    say(undated, "its day is not known");
    say(own, "it goes from a holder to the same holder");
    say(nothing, "its amount is not above zero");
    for (const auto& [currency, count] : without_rate)
      say(count, fmt::format("the case states no rate for {} on its day", currency));
    return all;
  }
};

} // namespace

RowsByParty::RowsByParty(std::size_t parties, const std::vector<FlagRow>& rows, Party FlagRow::*side)
    : starts_(parties + 1), rows_(rows.size()) {
  for (const auto& row : rows) ++starts_[row.*side + 1];
  std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
  auto next = starts_;
  for (std::uint32_t i = 0; i < rows.size(); ++i) rows_[next[rows[i].*side]++] = i;
}

FlagIndex::FlagIndex(const model::CaseSnapshot& of)
    : snapshot(of), rates(of), party(of.entities().size()), holders(of.entities().size()) {
  std::iota(party.begin(), party.end(), Party{0});
  find_holders();
  find_victims();
  read_payments();
  in = RowsByParty(parties(), rows, &FlagRow::payee);
  out = RowsByParty(parties(), rows, &FlagRow::payer);
}

Party FlagIndex::party_of(model::EntityId entity) const {
  const auto& entities = snapshot.entities();
  return entities.find(entity) ? party[entities.position(entity)] : static_cast<Party>(parties());
}

void FlagIndex::find_holders() {
  const auto& entities = snapshot.entities();
  for (const auto& tie : snapshot.ties()) {
    if (tie.type != model::TieType::HoldsAccount || !model::is_supported(snapshot, tie.citations, tie.polarity))
      continue;
    const auto *holder = entities.find(tie.source), *account = entities.find(tie.target);
    if (!holder || !account || holder->kind == model::EntityKind::Account ||
        account->kind != model::EntityKind::Account)
      continue;
    holders[entities.position(tie.target)].push_back(static_cast<Party>(entities.position(tie.source)));
  }
  for (Party account = 0; account < party.size(); ++account) {
    auto& own = holders[account];
    std::ranges::sort(own);
    own.erase(std::unique(own.begin(), own.end()), own.end());
    if (own.size() == 1) party[account] = own.front();
  }
}

// A tie that is merely said is enough to protect: an account said to be a victim's is treated as one.
void FlagIndex::find_victims() {
  const auto& entities = snapshot.entities();
  const auto flags = model::victims(snapshot);
  victim.resize(parties());
  for (Party i = 0; i < parties(); ++i)
    if (flags[i]) victim[i] = id(i);
  for (const auto& tie : snapshot.ties()) {
    if (tie.type != model::TieType::HoldsAccount || tie.polarity != model::Polarity::Supports) continue;
    if (!entities.find(tie.source) || !entities.find(tie.target) || !flags[entities.position(tie.source)]) continue;
    auto& protects = victim[entities.position(tie.target)];
    if (!protects || tie.source < protects) protects = tie.source;
  }
}

void FlagIndex::read_payments() {
  LeftOut left;
  Numbers purpose_numbers(purposes);
  std::vector<std::string_view> raw{""};
  Numbers method_numbers(raw);
  std::uint32_t place = 0;
  rows.reserve(snapshot.payments().size());
  for (const auto& payment : snapshot.payments()) {
    const auto at = place++;
    const Party payer = party_of(payment.payer), payee = party_of(payment.payee);
    if (!model::is_supported(snapshot, payment.citations, payment.polarity) || payer == parties() ||
        payee == parties()) {
      ++left.unsupported;
      continue;
    }
    if (payment.date.day == 0) {
      ++left.undated;
      continue;
    }
    if (payer == payee) {
      ++left.own;
      continue;
    }
    const auto rate = payment.currency.empty() ? 1.0 : rates.of(payment.currency, payment.date);
    if (!rate) {
      ++left.without_rate[payment.currency];
      continue;
    }
    const double cents = std::round(static_cast<double>(payment.amount.cents) * *rate);
    if (cents < 1 || cents > static_cast<double>(base::kLargestAmountCents)) {
      ++left.nothing;
      continue;
    }
    rows.push_back({at, base::day_number(payment.date), payer, payee,
                    *rate == 1 ? payment.amount.cents : static_cast<std::int64_t>(cents),
                    purpose_numbers.of(payment.purpose), method_numbers.of(method_of(payment)), payment.payment_class});
  }
  for (std::size_t i = 1; i < raw.size(); ++i) methods.push_back(base::to_lower(base::trim(raw[i])));
  std::ranges::stable_sort(rows, {}, &FlagRow::day);
  remarks = left.remarks();
}

Groups::Groups(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), Party{0}); }

Party Groups::of(Party party) const {
  while (parent_[party] != party) party = parent_[party] = parent_[parent_[party]];
  return party;
}

void Groups::join(Party a, Party b) {
  a = of(a), b = of(b);
  parent_[std::max(a, b)] = std::min(a, b);
}

Groups related(const FlagIndex& index, std::span<const model::TieType> types) {
  Groups groups(index.parties());
  for (const auto& tie : index.snapshot.ties()) {
    if (tie.polarity != model::Polarity::Supports || std::ranges::find(types, tie.type) == types.end()) continue;
    const Party a = index.party_of(tie.source), b = index.party_of(tie.target);
    if (a < index.parties() && b < index.parties()) groups.join(a, b);
  }
  return groups;
}

} // namespace cuibono::money
