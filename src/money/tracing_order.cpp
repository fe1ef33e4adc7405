#include <algorithm>
#include <numeric>

#include "money/tracing_facts.h"

namespace cuibono::money {
namespace {

// Orders one day's payments so that, wherever no circle forbids it, everything into `to` stands before anything out of
// it: accounts are released in topological order (Kahn 1962), each with the payments that leave it, as listed.
class DayOrder {
 public:
  DayOrder(const std::vector<std::uint32_t>& from, const std::vector<std::uint32_t>& to, std::size_t ledgers)
      : from_(from), to_(to), waiting_(ledgers), first_(ledgers, kNone) {}

  // order[begin, end) are the day's payments as listed.
  void sort(std::vector<std::uint32_t>& order, std::size_t begin, std::size_t end) {
    const std::vector<std::uint32_t> listed(order.begin() + static_cast<std::ptrdiff_t>(begin),
                                            order.begin() + static_cast<std::ptrdiff_t>(end));
    next_.assign(listed.size(), kNone);
    for (std::size_t i = listed.size(); i-- > 0;) {
      auto& head = first_[from_[listed[i]]];
      next_[i] = head;
      head = static_cast<std::uint32_t>(i);
      ++waiting_[to_[listed[i]]];
    }
    ready_.clear();
    for (const auto payment : listed)
      if (waiting_[from_[payment]] == 0 && first_[from_[payment]] != kNone) enqueue(from_[payment]);
    std::size_t done = begin, next_listed = 0, next_ready = 0;
    while (done < end) {
      if (next_ready == ready_.size()) { // a circle: the payer listed first goes first
        while (first_[from_[listed[next_listed]]] == kNone) ++next_listed;
        enqueue(from_[listed[next_listed]]);
      }
      release(ready_[next_ready++], listed, order, done);
    }
    for (const auto payment : listed) waiting_[to_[payment]] = 0, queued_of(from_[payment]) = false;
  }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  char& queued_of(std::uint32_t ledger) {
    if (queued_.size() < first_.size()) queued_.resize(first_.size());
    return queued_[ledger];
  }
  void enqueue(std::uint32_t ledger) {
    if (queued_of(ledger)) return;
    queued_of(ledger) = true;
    ready_.push_back(ledger);
  }
  void release(std::uint32_t ledger, const std::vector<std::uint32_t>& listed, std::vector<std::uint32_t>& order,
               std::size_t& done) {
    for (auto i = first_[ledger]; i != kNone; i = next_[i]) {
      order[done++] = listed[i];
      const auto payee = to_[listed[i]];
      if (--waiting_[payee] == 0 && first_[payee] != kNone) enqueue(payee);
    }
    first_[ledger] = kNone;
  }

  const std::vector<std::uint32_t>& from_;
  const std::vector<std::uint32_t>& to_;
  std::vector<std::uint32_t> waiting_; ///< payments into the ledger that are not placed yet
  std::vector<std::uint32_t> first_;   ///< of the ledger's payments, a place in `listed`
  std::vector<std::uint32_t> next_;
  std::vector<std::uint32_t> ready_;
  std::vector<char> queued_;
};

} // namespace

std::vector<std::uint32_t> chronological(const TracingFacts& facts, SameDay same_day) {
  std::vector<std::uint32_t> order(facts.size());
  std::iota(order.begin(), order.end(), 0u);
  if (same_day == SameDay::AsListed) return order;
  const bool inflows = same_day == SameDay::InflowsFirst;
  DayOrder day_order(inflows ? facts.payer : facts.payee, inflows ? facts.payee : facts.payer, facts.ledgers.size());
  for (std::size_t begin = 0; begin < order.size();) {
    auto end = begin + 1;
    while (end < order.size() && facts.day[end] == facts.day[begin]) ++end;
    if (end - begin > 1) day_order.sort(order, begin, end);
    begin = end;
  }
  return order;
}

std::vector<std::uint32_t> payments_of(const TracingFacts& facts, std::uint32_t ledger, SameDay same_day) {
  std::vector<std::uint32_t> rows;
  for (std::uint32_t i = 0; i < facts.size(); ++i)
    if (facts.payer[i] == ledger || facts.payee[i] == ledger) rows.push_back(i);
  if (same_day == SameDay::AsListed) return rows;
  const auto later = [&](std::uint32_t i) { return (facts.payee[i] == ledger) != (same_day == SameDay::InflowsFirst); };
  std::ranges::stable_sort(rows, {}, [&](std::uint32_t i) { return std::pair(facts.day[i], later(i)); });
  return rows;
}

} // namespace cuibono::money
