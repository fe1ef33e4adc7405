#include "money/net_worth.h"

#include <fmt/core.h>

#include "base/text.h"
#include "model/attributes.h"
#include "model/evidence.h"
#include "money/assets.h"
#include "money/holdings.h"

namespace cuibono::money {
namespace {

using model::CaseSnapshot;

bool says_yes(const model::Attributes& attributes, std::string_view column) {
  const auto text = base::to_lower(model::attribute(attributes, column));
  return text == "yes" || text == "true" || text == "1";
}

class Reckoning {
 public:
  Reckoning(const CaseSnapshot& snapshot, EntityId person)
      : snapshot_(snapshot), person_(*snapshot.entities().find(person)) {
    result_.person = person;
    result_.from = base::parse_date(model::setting(snapshot, "window_from")).value_or(model::Date{});
    result_.to = base::parse_date(model::setting(snapshot, "window_to")).value_or(model::Date{});
    result_.currency = model::setting(snapshot, "currency");
  }

  NetWorth reckon() && {
    if (!result_.from.known() || !result_.to.known())
      lack("the case states no window_from and window_to: rows of every date count");
    add_growth();
    if (!add_stated("living_cost", "living cost", 1))
      lack("the living cost is not stated: the true figure may be higher");
    add_income();
    auto& figure = result_.unexplained;
    if (const auto total = sum(figure.rests_on); has_growth_)
      figure.value = Money{std::max<std::int64_t>(total.cents, 0)};
    return std::move(result_);
  }

 private:
  void lack(std::string what) { result_.unexplained.missing.push_back(std::move(what)); }

  // A statement of the case, which no exhibit stands behind.
  bool add_stated(const char* column, const char* what, int sign) {
    const auto amount = model::money_attribute(person_.attributes, column);
    if (!amount) return false;
    result_.unexplained.rests_on.push_back(
        {fmt::format("{}, as the case states it", what), {sign * amount->cents}, 0, {}});
    lack(fmt::format("no exhibit is cited for the {}", what));
    return true;
  }

  void add_growth() {
    const bool opening = model::money_attribute(person_.attributes, "opening_net_worth").has_value();
    const bool closing = model::money_attribute(person_.attributes, "closing_net_worth").has_value();
    if (opening && closing) {
      add_stated("closing_net_worth", "closing net worth", 1);
      add_stated("opening_net_worth", "opening net worth", -1);
      has_growth_ = true;
      return;
    }
    lack(opening ? "the closing net worth is not stated: growth is what was acquired in the window"
                 : "the opening net worth is not stated: growth is what was acquired in the window, and older debts or "
                   "savings do not show");
    LineOf line("assets acquired in the window, less claims on them");
    for (const auto& asset : assets(snapshot_).assets) {
      if (asset.whose != result_.person) continue;
      if (asset.gift) continue; // it has left the person
      if (!asset.realisable || !asset.supported)
        lack(fmt::format("the asset {} is left out: {}", asset.key,
                         asset.supported ? "no value" : "no exhibit supports it"));
      else if (!asset.acquired.known())
        lack(fmt::format("when the asset {} was acquired is not stated: it is left out", asset.key));
      else if (in_window(asset.acquired))
        line.add(*asset.realisable, asset.row->citations);
    }
    has_growth_ = !line.empty();
    if (has_growth_)
      result_.unexplained.rests_on.push_back(line.line());
    else
      lack("no asset acquired in the window is in evidence");
  }

  bool in_window(model::Date date) const { return in_force(result_.from, result_.to, date) != InForce::No; }

  void add_income() {
    const Holders holders(snapshot_);
    const model::Rates rates(snapshot_);
    LineOf income("payments marked lawful"), gifts("payments marked as gifts");
    std::size_t unmarked = 0;
    for (const auto& payment : snapshot_.payments()) {
      if (holders.of(payment.payee) != result_.person || payment.amount.cents <= 0 ||
          !model::is_supported(snapshot_, payment.citations, payment.polarity) ||
          (payment.date.known() && !in_window(payment.date)))
        continue;
      const bool lawful = says_yes(payment.attributes, "lawful"), gift = says_yes(payment.attributes, "gift");
      const auto amount = converted(rates, {-payment.amount.cents}, payment.currency, payment.date);
      if (!lawful && !gift)
        ++unmarked;
      else if (!amount)
        lack(fmt::format("a payment marked lawful or a gift is in {}, of which the case states no rate",
                         payment.currency));
      else
        (lawful ? income : gifts).add(*amount, payment.citations);
    }
    if (!income.empty()) result_.unexplained.rests_on.push_back(income.line());
    if (!gifts.empty()) result_.unexplained.rests_on.push_back(gifts.line());
    const bool stated = add_stated("lawful_income", "lawful income", -1);
    add_stated("gifts", "gifts", -1);
    if (!stated && income.empty()) lack("no lawful income is in evidence: the true figure may be lower");
    if (unmarked > 0)
      lack(fmt::format("{} payments to the person are not marked lawful or a gift, and explain nothing", unmarked));
  }

  const CaseSnapshot& snapshot_;
  const model::Entity& person_;
  NetWorth result_;
  bool has_growth_ = false;
};

} // namespace

NetWorth net_worth(const CaseSnapshot& snapshot, EntityId person) { return Reckoning(snapshot, person).reckon(); }

} // namespace cuibono::money
