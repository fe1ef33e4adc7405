#include "benefit/flow.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.h"

namespace cuibono::benefit {
namespace {

using model::EntityKind;

constexpr std::uint32_t kNobody = kNowhere;
constexpr std::uint32_t kSeveral = kNowhere - 1;
constexpr double kSameShare = 1e-12;
constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15u; // SplitMix64's step

// What a fact needs a number for.
enum class Stream : std::uint64_t { Holds, Amount, Second, Third, Count };

// Each number stands at its own place of one SplitMix64 sequence, so that none depends on what else was drawn.
double unit(std::uint64_t state, std::uint32_t fact, Stream stream) {
  const auto place =
      std::uint64_t{fact} * static_cast<std::uint64_t>(Stream::Count) + static_cast<std::uint64_t>(stream);
  return base::Random(state + place * kGolden).unit();
}

// Each sweep moves every node's newly arrived value along its ways out; without loops one sweep does all of it. Never
// above the true solution. Later sweeps leave what is little to gather until it is worth moving: at least half of what is
// under way moves each time. How many sweeps at most bounds the time that slow loops can take.
template <class PassOn>
void spread(std::vector<double>& arrived, std::vector<double>& value, const std::vector<std::uint32_t>& order,
            double tolerance, std::size_t most_sweeps, PassOn&& pass_on) {
  double total = 0;
  for (const auto node : order) total += arrived[node];
  const double negligible = total * tolerance;
  double too_little = 0; // what a node must have for a later sweep to move it
  for (std::size_t sweep = 0; sweep < most_sweeps; ++sweep) {
    for (const auto node : order) {
      const double now = arrived[node];
      if (now <= too_little) continue;
      arrived[node] = 0;
      value[node] += now;
      pass_on(node, now);
    }
    double under_way = 0;
    for (const auto node : order) under_way += arrived[node];
    if (under_way <= negligible) break;
    too_little = under_way / static_cast<double>(order.size()) / 2;
  }
}

std::size_t most_sweeps(double tolerance, std::size_t work) {
  return tolerance > Flow::kExact ? 20 + 300'000 / work : 100 + 20'000'000 / work;
}

void clear(std::vector<double>& values) { std::ranges::fill(values, 0.0); }

} // namespace

Flow::Flow(const FlowPlan& plan) : plan_(plan), chosen_(plan.fact.size()), out_(plan.out.data()), in_(plan.in.data()) {
  const auto nodes = plan.nodes() + 1; // and one for every payee that no value reaches
  for (auto* values : {&source_, &turnover_, &inflow_, &outflow_, &costs_, &lawful_, &movement_, &carried_, &per_unit_,
                       &kept_, &owned_, &unowned_, &arrived_, &reached_, &rolled_, &benefit_, &unattributed_at_})
    values->resize(nodes);
  holder_.resize(nodes);
  std::iota(holder_.begin(), holder_.end(), 0u);
  only_holder_.assign(nodes, kNobody);
  next_account_.assign(nodes, kNobody);
  nominator_.assign(nodes, kNobody);
  first_live_.resize(nodes + 1);
  live_.resize(plan.out.size());
  rollup_.resize(plan.owns.size() + plan.nominees.size());
  rollup_of_.resize(nodes);
  end_ = plan.end;
  end_.push_back(End::Unattributed);
  if (!plan.varied_out.empty()) own_out_ = plan.out, out_ = own_out_.data();
  if (!plan.varied_in.empty()) own_in_ = plan.in, in_ = own_in_.data();
}

void Flow::hold(const Selection& chosen) {
  hold_if([&](std::uint32_t fact) { return chosen[fact]; });
}

void Flow::hold_if(const std::function<bool(std::uint32_t)>& holds) {
  drawn_ = false;
  for (std::size_t i = 0; i < chosen_.size(); ++i) chosen_[i] = holds(plan_.fact[i]);
  for (const auto& varied : plan_.varied_out) own_out_[varied.edge].amount = plan_.out[varied.edge].amount;
  for (const auto& varied : plan_.varied_in) own_in_[varied.edge].amount = plan_.in[varied.edge].amount;
}

void Flow::draw(std::uint64_t seed, std::uint64_t number) {
  drawn_ = true;
  state_ = base::Random(seed ^ base::Random(number).next()).next();
  const auto& facts = *plan_.facts;
  for (std::size_t i = 0; i < chosen_.size(); ++i)
    chosen_[i] = unit(state_, plan_.fact[i], Stream::Holds) < plan_.probability[i];
  const auto amount = [&](const FlowPlan::Varied& varied, std::uint32_t plan_fact) {
    const double u = unit(state_, plan_.fact[plan_fact], Stream::Amount);
    double sum = varied.certain;
    for (auto at = varied.first; at < varied.last; ++at) sum += facts.uncertain[at].amount.at(u);
    return sum;
  };
  for (const auto& varied : plan_.varied_out)
    own_out_[varied.edge].amount = amount(varied, plan_.out[varied.edge].fact);
  for (const auto& varied : plan_.varied_in) own_in_[varied.edge].amount = amount(varied, plan_.in[varied.edge].fact);
}

void Flow::run(double tolerance, Tracing tracing) {
  find_holders();
  add_up_sources();
  add_up_payments();
  find_ends();
  build_rollup();
  set_parts(Tracing::ProRata);
  spread_payments(tolerance);
  if (tracing != Tracing::ProRata) {
    // How much leaves depends on how much arrived: repeated until that no longer changes, or long enough for any chain.
    for (int round = 0; round < 40; ++round) {
      const double before = std::accumulate(kept_.begin(), kept_.end(), 0.0);
      set_parts(tracing);
      spread_payments(tolerance);
      if (std::abs(std::accumulate(kept_.begin(), kept_.end(), 0.0) - before) < 1e-12) break;
    }
  }
  roll_up(tolerance);
  add_up_ends();
}

// An account with exactly one holder is its holder; with several, or in a circle, itself.
void Flow::find_holders() {
  for (const auto& tie : plan_.holders) {
    only_holder_[tie.from] = kNobody;
    holder_[tie.from] = tie.from;
    next_account_[tie.from] = next_account_[tie.to] = kNobody;
  }
  for (const auto& tie : plan_.holders) {
    if (!chosen_[tie.fact]) continue;
    auto& slot = only_holder_[tie.from];
    slot = slot == kNobody || slot == tie.to ? tie.to : kSeveral;
  }
  for (const auto& tie : plan_.holders) {
    const auto account = tie.from;
    if (holder_[account] != account || only_holder_[account] >= kSeveral) continue;
    auto at = account;
    std::size_t steps = 0;
    for (; only_holder_[at] < kSeveral && steps <= plan_.holders.size(); ++steps) at = only_holder_[at];
    if (steps > plan_.holders.size()) continue;
    holder_[account] = at;
    next_account_[account] = next_account_[at];
    next_account_[at] = account;
  }
}

void Flow::add_up_sources() {
  clear(source_);
  clear(turnover_);
  source_total_ = 0;
  for (const auto& source : plan_.sources) {
    if (!chosen_[source.fact]) continue;
    const auto& proceeds = *source.proceeds;
    double turnover = proceeds.turnover, value = proceeds.value;
    if (drawn_ && !proceeds.is_certain()) {
      turnover = proceeds.turnover_range.at(unit(state_, proceeds.fact, Stream::Amount));
      value = plan_.basis == Basis::Gross
                  ? turnover * proceeds.share_range.at(unit(state_, proceeds.fact, Stream::Second))
                  : proceeds.net_range.at(unit(state_, proceeds.fact, Stream::Third));
    }
    turnover_[holder_[source.at]] += turnover;
    source_[holder_[source.at]] += value;
    source_total_ += value;
  }
}

void Flow::add_up_payments() {
  for (auto* values : {&inflow_, &outflow_, &costs_, &lawful_, &movement_, &carried_}) clear(*values);
  std::size_t live = 0;
  for (std::uint32_t node = 0; node < plan_.nodes(); ++node) {
    first_live_[node] = live;
    const auto from = holder_[node];
    double by_way[5] = {0, 0, 0, 0, 0};
    for (auto i = plan_.first_out[node]; i < plan_.first_out[node + 1]; ++i) {
      const auto& out = out_[i];
      const auto to = holder_[out.to];
      if (!chosen_[out.fact] || from == to) continue; // between a holder's own accounts nothing changes hands
      inflow_[to] += out.amount;
      by_way[out.way] += out.amount;
      if (out.way == static_cast<std::uint32_t>(Way::Flows)) live_[live++] = {out.amount, to};
    }
    const auto [flows, lawful, movement, stays, cost] = by_way;
    outflow_[from] += flows + lawful + movement + stays + cost;
    costs_[from] += cost;
    lawful_[from] += lawful;
    movement_[from] += movement;
    carried_[from] += flows + lawful + movement;
  }
  first_live_[plan_.nodes()] = first_live_[plan_.nodes() + 1] = live;
  for (std::size_t i = 0; i < plan_.in.size(); ++i)
    if (chosen_[in_[i].fact]) inflow_[holder_[in_[i].to]] += in_[i].amount;
}

void Flow::set_parts(Tracing tracing) {
  for (std::uint32_t node = 0; node < plan_.nodes(); ++node) {
    const double funds = std::max({inflow_[node], turnover_[node], outflow_[node]}) - costs_[node];
    const double carried = carried_[node], value = tracing == Tracing::ProRata ? 0 : reached_[node];
    double per_unit = funds > 0 ? 1 / funds : 0;
    if (tracing == Tracing::FirstOut && carried > 0 && value > 0) per_unit = 1 / std::max(carried, value);
    if (tracing == Tracing::LastOut && carried > 0 && value > 0)
      per_unit = std::max(0.0, value - (funds - carried)) / (value * carried);
    per_unit_[node] = per_unit;
    kept_[node] = std::max(0.0, 1 - carried * per_unit);
  }
}

void Flow::spread_payments(double tolerance) {
  arrived_ = source_;
  clear(reached_);
  spread(arrived_, reached_, plan_.payment_order, tolerance, most_sweeps(tolerance, plan_.work()),
         [&](std::uint32_t node, double now) {
           const double per_unit = now * per_unit_[node];
           for (auto account = node; account != kNobody; account = next_account_[account])
             for (auto i = first_live_[account]; i < first_live_[account + 1]; ++i)
               arrived_[live_[i].to] += per_unit * live_[i].amount;
         });
}

// What nominees and owners make of the nodes that they hold.
void Flow::find_ends() {
  for (const auto node : plan_.rollup_order)
    end_[node] = plan_.end[node], owned_[node] = 0, unowned_[node] = 0, nominator_[node] = kNobody;
  for (const auto& tie : plan_.nominees) {
    if (!chosen_[tie.fact]) continue;
    auto& slot = nominator_[tie.from];
    slot = slot == kNobody || slot == tie.to ? tie.to : kSeveral;
  }
  for (const auto& tie : plan_.owns)
    if (chosen_[tie.fact])
      owned_[tie.from] += drawn_ ? tie.share.at(unit(state_, plan_.fact[tie.fact], Stream::Amount)) : tie.share.mode;
  const auto& entities = plan_.facts->snapshot->entities().rows();
  for (const auto node : plan_.rollup_order) {
    if (plan_.end[node] == End::Lawful) continue;
    if (nominator_[node] == kSeveral)
      end_[node] = End::Unattributed;
    else if (nominator_[node] != kNobody)
      end_[node] = End::PassesOn;
    else if (plan_.end[node] == End::Unattributed && owned_[node] > 0 &&
             entities[plan_.entity[node]].kind != EntityKind::Unknown)
      end_[node] = End::PassesOn, unowned_[node] = std::max(0.0, 1 - owned_[node]);
  }
}

void Flow::build_rollup() {
  std::size_t used = 0;
  std::ranges::fill(rollup_of_, std::pair<std::size_t, std::size_t>{});
  for (std::size_t i = 0; i < plan_.owns.size();) {
    const auto node = plan_.owns[i].from;
    const auto first = used;
    for (; i < plan_.owns.size() && plan_.owns[i].from == node; ++i) {
      const auto& tie = plan_.owns[i];
      if (!chosen_[tie.fact] || end_[node] != End::PassesOn || nominator_[node] != kNobody) continue;
      const double share = drawn_ ? tie.share.at(unit(state_, plan_.fact[tie.fact], Stream::Amount)) : tie.share.mode;
      rollup_[used++] = {share / std::max(1.0, owned_[node]), holder_[tie.to]};
    }
    rollup_of_[node] = {first, used};
  }
  for (const auto node : plan_.rollup_order) {
    if (end_[node] != End::PassesOn || nominator_[node] == kNobody) continue;
    rollup_of_[node] = {used, used + 1};
    rollup_[used++] = {1, holder_[nominator_[node]]};
  }
}

std::span<const Flow::Part> Flow::rollup(std::uint32_t node) const {
  const auto [first, last] = rollup_of_[node];
  return std::span(rollup_).subspan(first, last - first);
}

void Flow::roll_up(double tolerance) {
  lawful_total_ = movement_total_ = 0;
  for (const auto node : plan_.payment_order) {
    arrived_[node] = reached_[node] * kept_[node];
    lawful_total_ += reached_[node] * per_unit_[node] * lawful_[node];
    movement_total_ += reached_[node] * per_unit_[node] * movement_[node];
  }
  std::fill(arrived_.begin() + static_cast<std::ptrdiff_t>(plan_.payment_order.size()), arrived_.end(), 0.0);
  clear(rolled_);
  const auto work = plan_.rollup_order.size() + plan_.owns.size() + plan_.nominees.size() + 1;
  spread(arrived_, rolled_, plan_.rollup_order, tolerance, most_sweeps(tolerance, work),
         [&](std::uint32_t node, double now) {
           for (const auto& part : rollup(node)) arrived_[part.to] += now * part.part;
         });
}

void Flow::add_up_ends() {
  attributed_ = unattributed_ = 0;
  for (std::uint32_t node = 0; node < plan_.nodes(); ++node) {
    // Where value ends, all that arrived has ended; where it passes on, what is left there is still under way.
    const double value = rolled_[node] + (end_[node] == End::PassesOn ? 0 : arrived_[node]);
    benefit_[node] = end_[node] == End::Person ? value : 0;
    if (end_[node] == End::Lawful) lawful_total_ += value;
    unattributed_at_[node] = end_[node] == End::Unattributed ? value
                             : end_[node] == End::PassesOn   ? value * unowned_[node]
                                                             : 0;
    attributed_ += benefit_[node];
    unattributed_ += unattributed_at_[node];
  }
  if (supposed_ != kNowhere) {
    const double value = std::exchange(unattributed_at_[supposed_], 0.0);
    benefit_[supposed_] += value;
    attributed_ += value;
    unattributed_ -= value;
  }
  circulating_ = std::max(0.0, source_total_ - attributed_ - unattributed_ - movement_total_ - lawful_total_);
  unattributed_ += circulating_;
  whole_ = attributed_ + unattributed_;
}

std::vector<std::uint32_t> Flow::accounts_of(std::uint32_t holder) const {
  std::vector<std::uint32_t> accounts;
  for (auto account = holder; account != kNobody; account = next_account_[account]) accounts.push_back(account);
  return accounts;
}

double Flow::top_benefit() const {
  double top = 0;
  for (const auto node : plan_.people) top = std::max(top, benefit_[node]);
  return supposed_ == kNowhere ? top : std::max(top, benefit_[supposed_]);
}

std::optional<std::uint32_t> Flow::leader() const {
  const double top = top_benefit();
  if (top <= unattributed_ || top <= 0) return std::nullopt;
  std::optional<std::uint32_t> first;
  for (const auto node : plan_.people) {
    if (benefit_[node] < top - kSameShare * whole_) continue;
    if (first) return std::nullopt;
    first = node;
  }
  if (!first && supposed_ != kNowhere) return supposed_;
  return first;
}

std::string why_unattributed(const Flow& flow, std::uint32_t node) {
  const auto kind = flow.plan().facts->snapshot->entities().rows()[flow.plan().entity[node]].kind;
  switch (kind) {
    case EntityKind::Account:
      return "no exhibit shows one holder of this account";
    case EntityKind::Unknown:
      return "nothing shows who or what this is";
    default:
      break;
  }
  if (flow.end(node) == End::PassesOn) return "no exhibit shows who owns the rest";
  if (kind == EntityKind::Person) return "holds for more than one person, in parts that no exhibit shows";
  return "no exhibit shows who owns it";
}

} // namespace cuibono::benefit
