#pragma once
// What an account holds, as each tracing rule sees it: put money in, take money out, ask what of it is tainted.
// Internal to money/tracing*. All take `0 <= cents <= balance()`; all but Poisoned conserve. A step costs constant
// time, amortised.

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <vector>

namespace cuibono::money::tracing {

// Products of two amounts do not fit into 64 bits.
__extension__ using Wide = __int128;

/// whole * part / of to the nearest, halves up; 0 where `of` is 0. All 0 or more, part <= of. Where whole <= of,
/// neither the result nor what remains is ever more than the money it is part of.
constexpr std::int64_t share_of(std::int64_t whole, std::int64_t part, std::int64_t of) {
  if (of == 0) return 0;
  return static_cast<std::int64_t>((static_cast<Wide>(whole) * part * 2 + of) / (static_cast<Wide>(of) * 2));
}

struct Part {
  std::int64_t cents = 0;
  std::int64_t tainted = 0;

  bool is_pure() const { return tainted == 0 || tainted == cents; }
};

/// One pot. `Policy::tainted_of(pot, cents)` says how much of a withdrawal is tainted.
template <class Policy>
class Pot {
 public:
  void put(Part part) {
    pot_.cents += part.cents;
    pot_.tainted += part.tainted;
  }
  std::int64_t take(std::int64_t cents) {
    const auto tainted = Policy::tainted_of(pot_, cents);
    pot_.cents -= cents;
    pot_.tainted -= tainted;
    return tainted;
  }
  std::int64_t balance() const { return pot_.cents; }
  std::int64_t tainted() const { return pot_.tainted; }

 private:
  Part pot_;
};

struct ByShare {
  static std::int64_t tainted_of(Part pot, std::int64_t cents) { return share_of(pot.tainted, cents, pot.cents); }
};
struct CleanFirst {
  static std::int64_t tainted_of(Part pot, std::int64_t cents) {
    return std::max<std::int64_t>(0, cents - (pot.cents - pot.tainted));
  }
};
struct TaintedFirst {
  static std::int64_t tainted_of(Part pot, std::int64_t cents) { return std::min(cents, pot.tainted); }
};

using Proportional = Pot<ByShare>;
using TaintedLastOut = Pot<CleanFirst>;
using TaintedFirstOut = Pot<TaintedFirst>;

/// Tainted as a whole from the first tainted cent until the account is empty.
class Poisoned {
 public:
  void put(Part part) {
    cents_ += part.cents;
    poisoned_ = poisoned_ || part.tainted > 0;
  }
  std::int64_t take(std::int64_t cents) {
    const auto tainted = poisoned_ ? cents : 0;
    cents_ -= cents;
    poisoned_ = poisoned_ && cents_ > 0;
    return tainted;
  }
  std::int64_t balance() const { return cents_; }
  std::int64_t tainted() const { return poisoned_ ? cents_ : 0; }

 private:
  std::int64_t cents_ = 0;
  bool poisoned_ = false;
};

enum class End { Oldest, Newest };

/// The inflows that are still there, apart; neighbours that are both wholly clean or both wholly tainted are one lot.
template <End kEnd>
class Lots {
 public:
  void put(Part part) {
    if (part.cents == 0) return;
    balance_ += part.cents;
    tainted_ += part.tainted;
    if (!lots_.empty() && first_ < lots_.size() && joins(lots_.back(), part)) {
      lots_.back().cents += part.cents;
      lots_.back().tainted += part.tainted;
    } else {
      lots_.push_back(part);
    }
  }
  std::int64_t take(std::int64_t cents) {
    std::int64_t tainted = 0;
    for (std::int64_t missing = cents; missing > 0;) {
      Part& lot = kEnd == End::Oldest ? lots_[first_] : lots_.back();
      const auto used = std::min(missing, lot.cents);
      const auto bad = share_of(lot.tainted, used, lot.cents);
      lot.cents -= used;
      lot.tainted -= bad;
      tainted += bad;
      missing -= used;
      if (lot.cents == 0) drop();
    }
    balance_ -= cents;
    tainted_ -= tainted;
    return tainted;
  }
  std::int64_t balance() const { return balance_; }
  std::int64_t tainted() const { return tainted_; }

 private:
  static bool joins(const Part& lot, const Part& next) {
    return lot.is_pure() && next.is_pure() && (lot.tainted > 0) == (next.tainted > 0);
  }
  void drop() {
    if constexpr (kEnd == End::Newest) {
      lots_.pop_back();
    } else {
      ++first_;
      // Used lots go once they are half of all: each is moved at most once on average.
      if (first_ * 2 >= lots_.size()) {
        lots_.erase(lots_.begin(), lots_.begin() + static_cast<std::ptrdiff_t>(first_));
        first_ = 0;
      }
    }
  }

  std::vector<Part> lots_;
  std::size_t first_ = 0; ///< of those not used up; stays 0 where the newest go first
  std::int64_t balance_ = 0;
  std::int64_t tainted_ = 0;
};

using FirstInFirstOut = Lots<End::Oldest>;
using LastInFirstOut = Lots<End::Newest>;

/// An account whose balance may fall short: see OneAccount::overdraft_is_debt.
template <class Holding>
class Account {
 public:
  void open(std::int64_t opening, std::int64_t tainted, bool overdraft_is_debt) {
    overdraft_is_debt_ = overdraft_is_debt;
    if (opening < 0)
      debt_ = -opening;
    else
      holding_.put({opening, tainted});
  }
  void receive(std::int64_t cents, std::int64_t tainted) {
    assert(tainted >= 0 && tainted <= cents);
    holding_.put({cents, tainted});
    if (debt_ == 0) return;
    const auto used = std::min(debt_, cents); // while there is a debt the account holds nothing but this inflow
    repaid_ += holding_.take(used);
    debt_ -= used;
  }
  /// The tainted part of the payment.
  std::int64_t pay(std::int64_t cents) {
    const auto funded = std::min(cents, holding_.balance());
    const auto tainted = holding_.take(funded);
    unfunded_ += cents - funded;
    if (overdraft_is_debt_) debt_ += cents - funded;
    return tainted;
  }
  std::int64_t balance() const { return holding_.balance(); }
  std::int64_t tainted() const { return holding_.tainted(); }
  std::int64_t repaid() const { return repaid_; }
  std::int64_t unfunded() const { return unfunded_; }

 private:
  Holding holding_;
  std::int64_t debt_ = 0, repaid_ = 0, unfunded_ = 0;
  bool overdraft_is_debt_ = false;
};

} // namespace cuibono::money::tracing
