#include "money/tracing_across.h"

#include "money/tracing_holdings.h"

namespace cuibono::money {
namespace {

using namespace tracing;

template <class Holding>
class Pass {
 public:
  Pass(const TracingFacts& facts, const std::vector<std::uint32_t>& order, const std::vector<char>& ends,
       TracingRule rule)
      : facts_(facts),
        order_(order),
        ends_(ends),
        accounts_(facts.ledgers.size()),
        first_tainted_(facts.ledgers.size()) {
    carried_.rule = rule;
    carried_.tainted.resize(order.size());
    carried_.since.resize(order.size());
    carried_.left.resize(facts.ledgers.size());
    carried_.repaid.resize(facts.ledgers.size());
  }

  Carried run() {
    for (std::size_t i = 0; i < accounts_.size(); ++i) {
      const auto& ledger = facts_.ledgers[i];
      if (!keeps_books(i)) continue;
      accounts_[i].open(ledger.opening, ledger.opening_tainted, ledger.complete);
      carried_.entered += ledger.opening_tainted;
    }
    for (std::uint32_t place = 0; place < order_.size(); ++place) step(place, order_[place]);
    for (std::size_t i = 0; i < accounts_.size(); ++i) {
      carried_.left[i] += accounts_[i].tainted();
      carried_.repaid[i] = accounts_[i].repaid();
    }
    return std::move(carried_);
  }

 private:
  // Sources are tainted by share whatever they hold; nobody knows the books of whoever is not named.
  bool keeps_books(std::size_t ledger) const {
    return !facts_.ledgers[ledger].source && ledger + 1 < facts_.ledgers.size();
  }

  void step(std::uint32_t place, std::uint32_t payment) {
    const auto payer = facts_.payer[payment], payee = facts_.payee[payment];
    const auto cents = facts_.cents[payment];
    const auto given = keeps_books(payer) ? accounts_[payer].pay(cents) : 0;
    const auto fixed = facts_.fixed[payment];
    const auto tainted = fixed == kCarried ? given : fixed;
    carried_.entered += tainted - given;
    carried_.tainted[place] = tainted;
    carried_.since[place] = first_tainted_[payer];
    if (ends_[payment]) {
      carried_.things += tainted;
    } else if (!keeps_books(payee)) {
      carried_.left[payee] += tainted;
    } else {
      if (tainted > 0 && accounts_[payee].tainted() == 0) first_tainted_[payee] = place;
      accounts_[payee].receive(cents, tainted);
    }
  }

  const TracingFacts& facts_;
  const std::vector<std::uint32_t>& order_;
  const std::vector<char>& ends_;
  std::vector<Account<Holding>> accounts_;
  std::vector<std::uint32_t> first_tainted_; ///< place of the oldest payment that still matters to the ledger
  Carried carried_;
};

} // namespace

Carried carry(const TracingFacts& facts, const std::vector<std::uint32_t>& order, const std::vector<char>& ends,
              TracingRule rule) {
  switch (rule) {
    case TracingRule::Fifo:
      return Pass<FirstInFirstOut>(facts, order, ends, rule).run();
    case TracingRule::Lifo:
      return Pass<LastInFirstOut>(facts, order, ends, rule).run();
    case TracingRule::LastOut:
      return Pass<TaintedLastOut>(facts, order, ends, rule).run();
    case TracingRule::FirstOut:
      return Pass<TaintedFirstOut>(facts, order, ends, rule).run();
    case TracingRule::Poison:
      return Pass<Poisoned>(facts, order, ends, rule).run();
    case TracingRule::ProRata:
    case TracingRule::PariPassu:
      break; // the caller asks for kCarryingRules
  }
  return Pass<Proportional>(facts, order, ends, TracingRule::ProRata).run();
}

} // namespace cuibono::money
