#include "benefit/plan.h"

#include <algorithm>
#include <numeric>

namespace cuibono::benefit {
namespace {

using model::EntityKind;

// Who comes next after whom, as compressed rows.
class Successors {
 public:
  explicit Successors(std::size_t nodes) : first_(nodes + 1, 0) {}

  void add(std::uint32_t from, std::uint32_t to) { links_.emplace_back(from, to); }

  void finish() {
    for (const auto& [from, to] : links_) ++first_[from + 1];
    std::partial_sum(first_.begin(), first_.end(), first_.begin());
    to_.resize(links_.size());
    auto next = first_;
    for (const auto& [from, to] : links_) to_[next[from]++] = to;
    links_.clear();
    links_.shrink_to_fit();
  }

  std::span<const std::uint32_t> of(std::uint32_t node) const {
    return std::span(to_).subspan(first_[node], first_[node + 1] - first_[node]);
  }

 private:
  std::vector<std::pair<std::uint32_t, std::uint32_t>> links_;
  std::vector<std::size_t> first_;
  std::vector<std::uint32_t> to_;
};

// Depth first; the reverse of the order in which nodes are left is a topological order where there is one.
std::vector<std::uint32_t> following_order(const Successors& successors, const std::vector<std::uint32_t>& roots,
                                           std::size_t nodes) {
  std::vector<std::uint32_t> left;
  std::vector<char> seen(nodes, 0);
  std::vector<std::pair<std::uint32_t, std::size_t>> stack;
  for (const auto root : roots) {
    if (std::exchange(seen[root], 1)) continue;
    stack.emplace_back(root, 0);
    while (!stack.empty()) {
      auto& [node, next] = stack.back();
      const auto after = successors.of(node);
      if (next == after.size()) {
        left.push_back(node);
        stack.pop_back();
        continue;
      }
      const auto to = after[next++];
      if (!std::exchange(seen[to], 1)) stack.emplace_back(to, 0);
    }
  }
  std::ranges::reverse(left);
  return left;
}

Way way_of(const PaymentSeries& payment, Basis basis) {
  if (basis == Basis::Net && payment.cost) return Way::Cost;
  switch (payment.route) {
    case Route::Lawful:
      return Way::Lawful;
    case Route::Movement:
      return Way::Movement;
    case Route::KeptByPayer:
      return Way::Stays;
    case Route::Flows:
      break;
  }
  return Way::Flows;
}

class Planner {
 public:
  Planner(const Facts& facts, Basis basis, const Selection& possible) : facts_(facts), possible_(possible) {
    plan_.facts = &facts;
    plan_.basis = basis;
    plan_.node.assign(facts.snapshot->entities().size(), kNowhere);
  }

  FlowPlan make() {
    number_nodes_payments_reach();
    number_nodes_the_rollup_reaches();
    for (std::uint32_t i = 0; i < plan_.nodes(); ++i) add_end(i);
    add_payments();
    plan_.owns = ties(facts_.owns, false);
    plan_.nominees = ties(facts_.nominees, true);
    plan_.holders = ties(facts_.holders, false);
    for (const auto& proceeds : facts_.proceeds)
      if (possible_[proceeds.fact])
        plan_.sources.push_back({plan_.node[proceeds.establishment], fact(proceeds.fact), &proceeds});
    return std::move(plan_);
  }

 private:
  std::size_t entities() const { return plan_.node.size(); }

  // Accounts come right behind whoever the evidence says they are, so that folding them leaves the order good.
  void number_nodes_payments_reach() {
    Successors successors(entities());
    std::vector<std::uint32_t> holder(entities(), kNowhere);
    for (const auto& tie : facts_.holders) {
      if (!possible_[tie.fact]) continue;
      successors.add(tie.target, tie.source);
      successors.add(tie.source, tie.target);
      if (facts_.of(tie.fact).supported) holder[tie.target] = tie.source;
    }
    for (const auto& payment : facts_.payments) {
      if (!possible_[payment.fact] || way_of(payment, plan_.basis) != Way::Flows) continue;
      successors.add(payment.payer, payment.payee);
      if (holder[payment.payer] != kNowhere) successors.add(holder[payment.payer], payment.payee);
    }
    successors.finish();
    std::vector<std::uint32_t> roots;
    for (const auto& proceeds : facts_.proceeds)
      if (possible_[proceeds.fact]) roots.push_back(proceeds.establishment);
    for (const auto entity : following_order(successors, roots, entities())) number(entity);
    plan_.payment_order.resize(plan_.nodes());
    std::iota(plan_.payment_order.begin(), plan_.payment_order.end(), 0u);
  }

  void number_nodes_the_rollup_reaches() {
    Successors successors(entities());
    std::vector<char> passes_on(entities(), 0);
    for (const auto& tie : facts_.owns)
      if (possible_[tie.fact]) successors.add(tie.target, tie.source), passes_on[tie.target] = 1;
    for (const auto& tie : facts_.nominees)
      if (possible_[tie.fact]) successors.add(tie.source, tie.target), passes_on[tie.source] = 1;
    for (const auto& tie : facts_.holders)
      if (possible_[tie.fact]) successors.add(tie.target, tie.source);
    successors.finish();
    const auto roots = plan_.entity;
    for (const auto entity : following_order(successors, roots, entities())) {
      number(entity);
      if (passes_on[entity]) plan_.rollup_order.push_back(plan_.node[entity]);
    }
  }

  void number(std::uint32_t entity) {
    if (plan_.node[entity] != kNowhere) return;
    plan_.node[entity] = static_cast<std::uint32_t>(plan_.entity.size());
    plan_.entity.push_back(entity);
  }

  void add_end(std::uint32_t node) {
    const auto entity = plan_.entity[node];
    const auto kind = facts_.snapshot->entities().rows()[entity].kind;
    plan_.end.push_back(facts_.victims[entity]       ? End::Lawful
                        : kind == EntityKind::Person ? End::Person
                                                     : End::Unattributed);
    if (plan_.end.back() == End::Person) plan_.people.push_back(node);
  }

  std::uint32_t fact(std::uint32_t number) {
    plan_.fact.push_back(number);
    plan_.probability.push_back(facts_.of(number).probability);
    return static_cast<std::uint32_t>(plan_.fact.size() - 1);
  }

  bool payments_reach(std::uint32_t entity) const { return plan_.node[entity] < plan_.payment_order.size(); }

  void add_payments() {
    plan_.first_out.assign(plan_.nodes() + 1, 0);
    for (const auto& payment : facts_.payments)
      if (possible_[payment.fact] && payments_reach(payment.payer)) ++plan_.first_out[plan_.node[payment.payer] + 1];
    std::partial_sum(plan_.first_out.begin(), plan_.first_out.end(), plan_.first_out.begin());
    plan_.series.resize(plan_.first_out.back());
    auto next = plan_.first_out;
    for (std::uint32_t i = 0; i < facts_.payments.size(); ++i) {
      const auto& payment = facts_.payments[i];
      if (!possible_[payment.fact]) continue;
      if (payments_reach(payment.payer))
        plan_.series[next[plan_.node[payment.payer]]++] = i;
      else if (payments_reach(payment.payee))
        add_in(i);
    }
    for (const auto series : plan_.series) add_out(series);
  }

  void add_out(std::uint32_t series) {
    const auto& payment = facts_.payments[series];
    vary(series, plan_.out.size(), plan_.varied_out);
    const auto to =
        plan_.node[payment.payee] == kNowhere ? static_cast<std::uint32_t>(plan_.nodes()) : plan_.node[payment.payee];
    // The masks tell the compiler that both fit their bits.
    plan_.out.push_back({payment.amount, to, fact(payment.fact) & 0x1FFFFFFFu,
                         static_cast<std::uint32_t>(way_of(payment, plan_.basis)) & 7u});
  }

  void add_in(std::uint32_t series) {
    const auto& payment = facts_.payments[series];
    vary(series, plan_.in.size(), plan_.varied_in);
    plan_.in.push_back({payment.amount, plan_.node[payment.payee], fact(payment.fact)});
  }

  void vary(std::uint32_t series, std::size_t edge, std::vector<FlowPlan::Varied>& varied) {
    const auto [first, last] = std::ranges::equal_range(facts_.uncertain, series, {}, &UncertainPayment::series);
    if (first == last) return;
    double certain = facts_.payments[series].amount;
    for (auto at = first; at != last; ++at) certain -= at->amount.mode;
    varied.push_back({static_cast<std::uint32_t>(edge), std::max(0.0, certain),
                      static_cast<std::size_t>(first - facts_.uncertain.begin()),
                      static_cast<std::size_t>(last - facts_.uncertain.begin())});
  }

  std::vector<FlowPlan::Tie> ties(const std::vector<TieFact>& all, bool from_source) {
    std::vector<FlowPlan::Tie> found;
    for (const auto& tie : all) {
      const auto from = plan_.node[from_source ? tie.source : tie.target],
                 to = plan_.node[from_source ? tie.target : tie.source];
      if (possible_[tie.fact] && from != kNowhere && to != kNowhere)
        found.push_back({from, to, fact(tie.fact), tie.share, tie.row});
    }
    std::ranges::stable_sort(found, {}, &FlowPlan::Tie::from);
    return found;
  }

  const Facts& facts_;
  const Selection& possible_;
  FlowPlan plan_;
};

} // namespace

FlowPlan make_plan(const Facts& facts, Basis basis, const Selection& possible) {
  return Planner(facts, basis, possible).make();
}

Selection possible_facts(const Facts& facts) {
  Selection possible(facts.count());
  for (std::uint32_t i = 0; i < possible.size(); ++i)
    possible[i] = facts.of(i).supported || facts.of(i).probability > 0;
  return possible;
}

} // namespace cuibono::benefit
