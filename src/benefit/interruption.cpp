#include "benefit/interruption.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "benefit/flow.h"

namespace cuibono::benefit {
namespace {

constexpr double kNegligible = 1e-13; ///< of the source: no longer followed

using Pair = std::pair<std::uint32_t, std::uint32_t>; ///< places in entities(), the smaller first

Pair pair_of(std::uint32_t a, std::uint32_t b) { return std::minmax(a, b); }

// A way out of a holder; `part` of what reaches the holder goes along it.
struct Edge {
  std::uint32_t payer, payee; ///< places in entities(), accounts as they stand in the payments
  std::uint32_t to;           ///< holder; one past the nodes where no value goes on from the payee
  double part;
  Way way;
};

// A part of what a node keeps that its owner or nominator gets.
struct Share {
  std::uint32_t to;     ///< holder
  std::uint32_t stated; ///< the place in entities() that the tie names, before accounts are folded
  double part;
};

struct Gone {
  std::vector<char> holder;    ///< a node of the plan: with everything
  std::vector<double> account; ///< a holder: the part of its receipts that comes by accounts that are gone
  std::vector<char> closed;    ///< a place in entities(): nothing is paid to it or out of it
  std::set<Pair> unpaid, unheld;
};

std::size_t most_sweeps(std::size_t work) { return 100 + 20'000'000 / work; } // as the measure itself

} // namespace

struct MoneyWithout::Parts {
  Parts(const model::CaseSnapshot& snapshot, Basis basis)
      : facts(collect_facts(snapshot, basis)), supported(supported_facts(facts)), plan(make_plan(facts, basis, supported)), flow(plan) {
    flow.hold(supported);
    flow.run();
    collect_edges();
    collect_shares();
    add_up_receipts();
    collect_holdings();
    Interrupted whole;
    const Gone nobody = gone({});
    roll_up(nobody, pass_payments(nobody, whole, &sweeps), whole, &sweeps);
  }

  void collect_edges();
  void collect_shares();
  void add_up_receipts();
  void collect_holdings();
  std::optional<std::uint32_t> place_of(EntityId id) const;
  Gone gone(const Interruption& interruption) const;
  void remove(Gone& gone, std::uint32_t entity) const;
  void close_account(Gone& gone, std::uint32_t account) const;
  std::vector<double> pass_payments(const Gone& gone, Interrupted& result, std::size_t* sweeps = nullptr) const;
  void roll_up(const Gone& gone, std::vector<double> arrived, Interrupted& result, std::size_t* sweeps = nullptr) const;
  void end_at(std::uint32_t node, double value, std::vector<double>& people, Interrupted& result) const;

  const Facts facts;
  const Selection supported;
  const FlowPlan plan;
  Flow flow;
  std::vector<std::vector<Edge>> edges;                          ///< of each holder
  std::vector<std::vector<Share>> shares;                        ///< of each node that passes on
  std::size_t sweeps = 1;                                        ///< with nobody gone
  std::vector<double> received;                                  ///< by account, before folding
  std::vector<std::pair<std::uint32_t, std::uint32_t>> holdings; ///< places of whoever alone holds an account, and of the account; sorted
};

void MoneyWithout::Parts::collect_edges() {
  edges.resize(plan.nodes());
  for (std::uint32_t payer = 0; payer < plan.nodes(); ++payer) {
    const auto holder = flow.stands_for(payer);
    for (auto i = plan.first_out[payer]; i < plan.first_out[payer + 1]; ++i) {
      const auto& out = plan.out[i];
      const auto way = static_cast<Way>(out.way);
      const auto to = out.to < plan.nodes() ? flow.stands_for(out.to) : out.to;
      if (!flow.holds(out.fact) || to == holder || way == Way::Stays || way == Way::Cost) continue;
      const auto& series = facts.payments[plan.series[i]];
      edges[holder].push_back({series.payer, series.payee, to, flow.part_per_unit(holder) * out.amount, way});
    }
  }
}

void MoneyWithout::Parts::collect_shares() {
  shares.resize(plan.nodes());
  for (const auto node : plan.rollup_order) {
    const auto parts = flow.rollup(node);
    const auto ties_of = [&](const std::vector<FlowPlan::Tie>& ties) {
      return std::ranges::equal_range(ties, node, {}, &FlowPlan::Tie::from);
    };
    const auto stated = [&](std::uint32_t to, std::size_t skip) {
      for (const auto* ties : {&plan.nominees, &plan.owns})
        for (const auto& tie : ties_of(*ties))
          if (flow.holds(tie.fact) && flow.stands_for(tie.to) == to && skip-- == 0) return tie.to;
      return to;
    };
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const auto before = static_cast<std::size_t>(std::count_if(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(i),
                                                                 [&](const auto& part) { return part.to == parts[i].to; }));
      shares[node].push_back({parts[i].to, plan.entity[stated(parts[i].to, before)], parts[i].part});
    }
  }
}

void MoneyWithout::Parts::add_up_receipts() {
  received.assign(plan.nodes() + 1, 0);
  for (std::uint32_t payer = 0; payer < plan.nodes(); ++payer)
    for (auto i = plan.first_out[payer]; i < plan.first_out[payer + 1]; ++i)
      if (const auto& out = plan.out[i]; flow.holds(out.fact) && out.to < plan.nodes() && flow.stands_for(out.to) != flow.stands_for(payer))
        received[out.to] += out.amount;
  for (const auto& in : plan.in)
    if (flow.holds(in.fact)) received[in.to] += in.amount;
}

// Also of accounts that no value leaves, which the plan does not have.
void MoneyWithout::Parts::collect_holdings() {
  std::map<std::uint32_t, std::set<std::uint32_t>> holders;
  for (const auto& tie : facts.holders)
    if (supported[tie.fact]) holders[tie.target].insert(tie.source);
  for (const auto& [account, of] : holders)
    if (of.size() == 1) holdings.emplace_back(*of.begin(), account);
  std::ranges::sort(holdings);
}

std::optional<std::uint32_t> MoneyWithout::Parts::place_of(EntityId id) const {
  const auto& entities = facts.snapshot->entities();
  if (!entities.find(id)) return std::nullopt;
  return static_cast<std::uint32_t>(entities.position(id));
}

void MoneyWithout::Parts::close_account(Gone& gone, std::uint32_t account) const {
  if (std::exchange(gone.closed[account], 1)) return;
  const auto node = plan.node[account];
  if (node == kNowhere) return;
  if (const auto holder = flow.stands_for(node); flow.received(holder) > 0) gone.account[holder] += received[node] / flow.received(holder);
}

void MoneyWithout::Parts::remove(Gone& gone, std::uint32_t entity) const {
  close_account(gone, entity);
  const auto node = plan.node[entity];
  if (node != kNowhere && flow.stands_for(node) == node) gone.holder[node] = 1;
  for (const auto& [holder, account] : std::ranges::equal_range(holdings, entity, {}, &std::pair<std::uint32_t, std::uint32_t>::first))
    close_account(gone, account);
}

Gone MoneyWithout::Parts::gone(const Interruption& interruption) const {
  Gone gone{
      std::vector<char>(plan.nodes() + 1, 0), std::vector<double>(plan.nodes() + 1, 0), std::vector<char>(plan.node.size(), 0), {}, {}};
  for (const auto id : interruption.entities)
    if (const auto place = place_of(id)) remove(gone, *place);
  for (const auto& [a, b] : interruption.unpaid)
    if (const auto first = place_of(a), second = place_of(b); first && second) gone.unpaid.insert(pair_of(*first, *second));
  for (const auto& [a, b] : interruption.unheld) {
    const auto first = place_of(a), second = place_of(b);
    if (!first || !second) continue;
    gone.unheld.insert(pair_of(*first, *second));
    for (const auto& tie : facts.holders) // money on an account that nobody holds is not followed to its holder
      if (supported[tie.fact] && pair_of(tie.source, tie.target) == pair_of(*first, *second)) close_account(gone, tie.target);
  }
  return gone;
}

// What each holder keeps; what ends on the way is added to the result. Sweeps in the order of the plan until nothing is under way.
std::vector<double> MoneyWithout::Parts::pass_payments(const Gone& gone, Interrupted& result, std::size_t* sweeps) const {
  std::vector<double> arrived(plan.nodes() + 1, 0), kept(plan.nodes(), 0);
  const auto stop_part = [&](std::uint32_t holder, double value) { // of what arises there
    const double part = gone.holder[holder] ? 1 : std::min(1.0, gone.account[holder]);
    result.stopped += value * part;
    return value * (1 - part);
  };
  double under_way = 0;
  for (const auto node : plan.payment_order)
    if (const double value = flow.source_at(node); value > 0) result.source += value, under_way += arrived[node] = stop_part(node, value);
  for (std::size_t sweep = 0; sweep < most_sweeps(plan.work()) && under_way > kNegligible * result.source; ++sweep) {
    if (sweeps) ++*sweeps;
    for (const auto node : plan.payment_order) {
      const double now = std::exchange(arrived[node], 0.0);
      if (now <= 0) continue;
      kept[node] += now * flow.kept_part(node);
      for (const auto& edge : edges[node]) {
        const double value = now * edge.part;
        const bool stops = gone.closed[edge.payer] || gone.closed[edge.payee] || gone.holder[edge.to] ||
                           gone.unpaid.contains(pair_of(edge.payer, edge.payee));
        if (stops)
          result.stopped += value;
        else if (edge.way == Way::Lawful)
          result.lawful += value;
        else if (edge.way == Way::Movement)
          result.movement += value;
        else
          arrived[edge.to] += value;
      }
    }
    under_way = 0;
    for (const auto node : plan.payment_order) under_way += arrived[node];
  }
  for (const auto node : plan.payment_order) result.unattributed += arrived[node]; // goes round without end
  return kept;
}

void MoneyWithout::Parts::end_at(std::uint32_t node, double value, std::vector<double>& people, Interrupted& result) const {
  switch (flow.end(node)) {
    case End::Person:
      people[node] += value;
      result.attributed += value;
      break;
    case End::Lawful:
      result.lawful += value;
      break;
    case End::Unattributed:
    case End::PassesOn:
      result.unattributed += value;
      break;
  }
}

void MoneyWithout::Parts::roll_up(const Gone& gone, std::vector<double> arrived, Interrupted& result, std::size_t* sweeps) const {
  std::vector<double> people(plan.nodes(), 0);
  double under_way = 1;
  for (std::size_t sweep = 0; sweep < most_sweeps(plan.work()) && under_way > kNegligible * result.source; ++sweep) {
    if (sweeps) ++*sweeps;
    for (const auto node : plan.rollup_order) {
      if (flow.end(node) != End::PassesOn || arrived[node] <= 0) continue;
      const double now = std::exchange(arrived[node], 0.0);
      double left = now;
      for (const auto& share : shares[node]) {
        const double value = now * share.part;
        left -= value;
        if (gone.holder[share.to] || gone.unheld.contains(pair_of(plan.entity[node], share.stated)))
          result.stopped += value;
        else
          arrived[share.to] += value;
      }
      result.unattributed += std::max(0.0, left); // what no known owner has
    }
    under_way = 0;
    for (const auto node : plan.rollup_order)
      if (flow.end(node) == End::PassesOn) under_way += arrived[node];
  }
  for (std::uint32_t node = 0; node < plan.nodes(); ++node)
    if (arrived[node] > 0) end_at(node, arrived[node], people, result);
  const auto& rows = facts.snapshot->entities().rows();
  for (const auto node : plan.people)
    if (people[node] > 0) result.people.emplace_back(rows[plan.entity[node]].id, people[node]);
  std::ranges::sort(result.people);
}

MoneyWithout::MoneyWithout(const model::CaseSnapshot& snapshot, Basis basis) : parts_(std::make_unique<Parts>(snapshot, basis)) {}
MoneyWithout::~MoneyWithout() = default;

double MoneyWithout::work() const { return static_cast<double>(parts_->plan.work()) * static_cast<double>(parts_->sweeps); }

Interrupted MoneyWithout::without(const Interruption& interruption) const {
  Interrupted result;
  const auto gone = parts_->gone(interruption);
  parts_->roll_up(gone, parts_->pass_payments(gone, result), result);
  return result;
}

} // namespace cuibono::benefit
