#include "benefit/lineages.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "graph/parallel.h"

namespace cuibono::benefit {
namespace {

constexpr double kSameShare = 1e-12;
constexpr std::size_t kMostSearchWork = 300'000'000; ///< edges and nodes looked at: about a second
constexpr std::size_t kMostDropWork = 1'000'000'000;
constexpr std::size_t kMostListed = 10;
constexpr std::size_t kLargestSearched = 3;

using Lineages = std::vector<std::uint32_t>;

// What the evidence still supports without some lineages; evaluates one set after another.
class Without {
 public:
  explicit Without(const FlowPlan& plan) : flow_(plan), stands_(plan.facts->evidence.size()) {}

  const Flow& run(const Lineages& set_aside) {
    const auto& facts = *flow_.plan().facts;
    for (std::size_t i = 0; i < stands_.size(); ++i) stands_[i] = stands_without(facts.evidence[i], set_aside);
    flow_.hold_if([&](std::uint32_t fact) { return stands_[facts.evidence_of[fact]]; });
    flow_.run(Flow::kClose);
    return flow_;
  }

 private:
  Flow flow_;
  std::vector<char> stands_;
};

// Lineages by the value that stands on each alone: payments by what they carry, everything else as much as there is.
std::vector<double> carried_alone(const Flow& central) {
  const auto& plan = central.plan();
  const auto& facts = *plan.facts;
  std::vector<double> carried(facts.lineages.size(), 0);
  std::vector<char> is_payment(plan.fact.size(), 0);
  const auto add = [&](std::uint32_t plan_fact, double value) {
    const auto& lineages = facts.of(plan.fact[plan_fact]).lineages;
    if (lineages.size() == 1 && central.holds(plan_fact)) carried[lineages.front()] += value;
  };
  for (std::uint32_t node = 0; node < plan.nodes(); ++node) {
    const auto holder = central.stands_for(node);
    for (auto i = plan.first_out[node]; i < plan.first_out[node + 1]; ++i) {
      is_payment[plan.out[i].fact] = 1;
      add(plan.out[i].fact, central.reached(holder) * central.part_per_unit(holder) * plan.out[i].amount);
    }
  }
  for (const auto& in : plan.in) is_payment[in.fact] = 1, add(in.fact, in.amount);
  for (std::uint32_t fact = 0; fact < plan.fact.size(); ++fact)
    if (!is_payment[fact]) add(fact, central.source() + 1);
  return carried;
}

std::optional<EntityId> entity_of(const Flow& flow, std::optional<std::uint32_t> node) {
  if (!node) return std::nullopt;
  return flow.plan().facts->snapshot->entities().rows()[flow.plan().entity[*node]].id;
}

// The largest change of anybody's share; of equal ones the first by id.
void fill_shift(const Flow& central, const Flow& without, const std::vector<std::uint32_t>& people,
                Sensitivity& entry) {
  for (const auto node : people) {
    const double shift = without.share(node) - central.share(node);
    if (std::abs(shift) <= std::abs(entry.largest_shift) + kSameShare) continue;
    entry.largest_shift = shift;
    entry.entity = *entity_of(central, node);
  }
}

std::vector<std::uint32_t> people_by_id(const FlowPlan& plan) {
  auto people = plan.people;
  std::ranges::sort(people, {}, [&](std::uint32_t node) { return plan.entity[node]; });
  return people;
}

// Tries sets of one size and keeps those without which the leader is another.
class Search {
 public:
  Search(const Flow& central, const std::vector<Sensitivity>& alone, base::Progress& progress)
      : central_(central),
        leader_(central.leader()),
        without_(central.plan()),
        progress_(progress),
        left_(kMostSearchWork / (central.plan().work() + central.plan().facts->evidence.size())) {
    take_candidates(alone);
  }

  base::Result<SmallestSets> find(const std::vector<Sensitivity>& alone) {
    take_single(alone);
    for (std::size_t size = 2; size <= std::min(kLargestSearched, candidates_.size()) && found_.sets.empty() && !found_.bounded; ++size) {
      found_.size = size;
      Lineages chosen;
      if (!try_sets(size, 0, chosen)) return base::fail(base::ErrorKind::Cancelled, "the calculation was stopped");
    }
    if (found_.sets.empty()) return greedy();
    found_.at_most = found_.bounded;
    return std::move(found_);
  }

 private:
  void take_candidates(const std::vector<Sensitivity>& alone) {
    const auto& facts = *central_.plan().facts;
    std::vector<char> carries(facts.lineages.size(), 0);
    for (const auto fact : central_.plan().fact)
      for (const auto lineage : facts.of(fact).lineages) carries[lineage] = 1;
    std::vector<double> shift(facts.lineages.size(), 0);
    for (const auto& entry : alone) {
      const auto at = std::ranges::find(facts.lineages, entry.dropped_lineage);
      shift[static_cast<std::size_t>(at - facts.lineages.begin())] = std::abs(entry.largest_shift);
    }
    for (std::uint32_t i = 0; i < carries.size(); ++i)
      if (carries[i]) candidates_.push_back(i);
    std::ranges::stable_sort(candidates_, [&](auto a, auto b) { return shift[a] > shift[b]; });
  }

  // Sets of one are the lineages that were set aside already.
  void take_single(const std::vector<Sensitivity>& alone) {
    const auto leader = entity_of(central_, leader_);
    found_.size = 1;
    for (const auto& entry : alone) {
      if (entry.leader == leader || ++found_.count > kMostListed) continue;
      found_.sets.push_back({{entry.dropped_lineage}, entry.leader});
    }
  }

  const Flow& run(Lineages set) {
    std::ranges::sort(set);
    return without_.run(set);
  }

  void keep(const Lineages& set, const Flow& flow) {
    if (++found_.count > kMostListed) return;
    LostSet lost;
    for (const auto lineage : set) lost.lineages.push_back(flow.plan().facts->lineages[lineage]);
    lost.leader = entity_of(flow, flow.leader());
    found_.sets.push_back(std::move(lost));
  }

  bool try_sets(std::size_t size, std::size_t from, Lineages& chosen) {
    if (progress_.stopped()) return false;
    if (chosen.size() == size) {
      if (left_ == 0) return found_.bounded = true;
      --left_;
      const Flow& flow = run(chosen);
      if (flow.leader() != leader_) keep(chosen, flow);
      return true;
    }
    for (auto i = from; i < candidates_.size() && !found_.bounded; ++i) {
      chosen.push_back(candidates_[i]);
      if (!try_sets(size, i + 1, chosen)) return false;
      chosen.pop_back();
    }
    return true;
  }

  // Sets aside what brings the leader closest to being overtaken, again and again.
  base::Result<SmallestSets> greedy() {
    left_ = kMostSearchWork / (central_.plan().work() + central_.plan().facts->evidence.size());
    found_.at_most = true;
    found_.bounded = false;
    Lineages chosen;
    auto remaining = candidates_;
    while (!remaining.empty()) {
      double least = std::numeric_limits<double>::infinity();
      std::size_t best = 0;
      for (std::size_t i = 0; i < remaining.size(); ++i) {
        if (progress_.stopped()) return base::fail(base::ErrorKind::Cancelled, "the calculation was stopped");
        if (left_ == 0) return found_.bounded = true, found_.size = 0, std::move(found_);
        --left_;
        chosen.push_back(remaining[i]);
        const double margin = margin_of(run(chosen));
        chosen.pop_back();
        if (margin < least) least = margin, best = i;
      }
      chosen.push_back(remaining[best]);
      remaining.erase(remaining.begin() + static_cast<std::ptrdiff_t>(best));
      const Flow& flow = run(chosen);
      if (flow.leader() == leader_) continue;
      found_.size = chosen.size();
      keep(chosen, flow);
      break;
    }
    return std::move(found_);
  }

  double margin_of(const Flow& flow) const {
    double next = flow.unattributed_share();
    for (const auto node : flow.plan().people)
      if (node != *leader_) next = std::max(next, flow.share(node));
    return flow.share(*leader_) - next;
  }

  const Flow& central_;
  std::optional<std::uint32_t> leader_;
  Without without_;
  base::Progress& progress_;
  std::size_t left_;
  Lineages candidates_;
  SmallestSets found_;
};

} // namespace

base::Result<std::vector<Sensitivity>> drop_lineages(const Flow& central, unsigned threads, base::Progress& progress) {
  const auto& plan = central.plan();
  const auto carried = carried_alone(central);
  std::vector<std::uint32_t> lineages(carried.size());
  for (std::uint32_t i = 0; i < lineages.size(); ++i) lineages[i] = i;
  std::ranges::stable_sort(lineages, [&](auto a, auto b) { return carried[a] > carried[b]; });
  // Beyond this many, those that carry least are left out; whoever calls sees that fewer came back.
  const auto most = std::max<std::size_t>(100, kMostDropWork / (plan.work() + plan.facts->evidence.size()));
  lineages.resize(std::min(lineages.size(), most));

  const auto people = people_by_id(plan);
  std::vector<Sensitivity> found(lineages.size());
  const std::size_t workers = threads > 0 ? threads : std::max(1u, std::thread::hardware_concurrency());
  graph::for_each_chunk(workers, static_cast<unsigned>(workers), [&](std::size_t worker) {
    Without without(plan);
    for (auto i = worker; i < lineages.size() && !progress.stopped(); i += workers) {
      Sensitivity& entry = found[i];
      entry.dropped_lineage = plan.facts->lineages[lineages[i]];
      entry.leader = entity_of(central, central.leader());
      if (carried[lineages[i]] <= 0) continue; // nothing stands on it alone: without it all is as it was
      const Flow& flow = without.run({lineages[i]});
      fill_shift(central, flow, people, entry);
      entry.leader = entity_of(flow, flow.leader());
    }
  });
  if (progress.stopped()) return base::fail(base::ErrorKind::Cancelled, "the calculation was stopped");
  std::ranges::stable_sort(
      found, [](const auto& a, const auto& b) { return std::abs(a.largest_shift) > std::abs(b.largest_shift); });
  return found;
}

base::Result<SmallestSets> smallest_sets(const Flow& central, const std::vector<Sensitivity>& alone,
                                         base::Progress& progress) {
  if (!central.leader()) return SmallestSets{};
  return Search(central, alone, progress).find(alone);
}

} // namespace cuibono::benefit
