#include "benefit/measure.h"

#include <fmt/core.h>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

#include "base/cents.h"
#include "benefit/control.h"
#include "benefit/facts.h"
#include "benefit/flow.h"
#include "benefit/lineages.h"
#include "benefit/naming.h"
#include "benefit/paths.h"
#include "benefit/position.h"
#include "benefit/tornado.h"
#include "benefit/uncertainty.h"

namespace cuibono::benefit {
namespace {

Quadrant quadrant(double share, double control) {
  if (share >= kHighShare) return control >= kHighControl ? Quadrant::Principal : Quadrant::PassiveOrHidden;
  return control >= kHighControl ? Quadrant::ManagerOrEnforcer : Quadrant::Peripheral;
}

// Nodes of the plan with a value there, in order of entity, so that odd cents do not depend on the order of the plan.
std::vector<std::uint32_t> nodes_with(const FlowPlan& plan, const std::vector<double>& value) {
  std::vector<std::uint32_t> nodes;
  for (const auto node : plan.node)
    if (node != kNowhere && value[node] > 0) nodes.push_back(node);
  return nodes;
}

// The figures of the report and the people, in whole cents that add up to the source exactly.
std::vector<std::uint32_t> fill_amounts(const Flow& flow, Report& report) {
  const auto people = nodes_with(flow.plan(), flow.benefit()), gaps = nodes_with(flow.plan(), flow.unattributed_at());
  std::vector<double> parts{flow.movement(), flow.lawful(), flow.circulating()};
  for (const auto node : people) parts.push_back(flow.benefit()[node]);
  for (const auto node : gaps) parts.push_back(flow.unattributed_at()[node]);

  report.source_value.cents = std::llround(flow.source() * 100);
  const auto cents = base::to_cents(parts, report.source_value.cents);
  report.movement.cents = cents[0];
  report.lawful.cents = cents[1];
  if (cents[2] > 0) report.gaps.push_back({{}, {cents[2]}, "goes round between the same hands without end"});
  const auto id = [&](std::uint32_t node) {
    return flow.plan().facts->snapshot->entities().rows()[flow.plan().entity[node]].id;
  };
  std::vector<std::uint32_t> kept;
  for (std::size_t i = 0; i < people.size(); ++i) {
    if (cents[3 + i] == 0) continue;
    Person person;
    person.id = id(people[i]);
    person.benefit.cents = cents[3 + i];
    report.attributed += person.benefit;
    report.people.push_back(std::move(person));
    kept.push_back(people[i]);
  }
  for (std::size_t i = 0; i < gaps.size(); ++i)
    if (cents[3 + people.size() + i] > 0)
      report.gaps.push_back({id(gaps[i]), {cents[3 + people.size() + i]}, why_unattributed(flow, gaps[i])});
  for (const auto& gap : report.gaps) report.unattributed += gap.amount;
  std::ranges::stable_sort(report.gaps, [](const auto& a, const auto& b) { return a.amount > b.amount; });
  return kept;
}

// Whole cents for the listed paths, and one path without steps for whatever is not listed.
std::vector<Path> closed(std::vector<Path> paths, Money benefit) {
  std::int64_t listed = 0;
  for (const auto& path : paths) listed += path.amount.cents;
  const auto missing = benefit.cents - listed;
  const auto rounding = static_cast<std::int64_t>(paths.size()) + 1;
  if (missing == 0) return paths;
  if (!paths.empty() && std::llabs(missing) <= rounding)
    paths.front().amount.cents += missing;
  else
    paths.push_back({{missing}, {}});
  return paths;
}

using Control = std::map<EntityId, std::vector<ControlFact>>;

void fill_people(const Flow& flow, const Control& control, const std::vector<std::uint32_t>& nodes, Report& report) {
  auto paths = money_paths(flow);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    Person& person = report.people[i];
    person.share = person.share_p05 = person.share_p50 = person.share_p95 = flow.share(nodes[i]);
    if (const auto found = control.find(person.id); found != control.end()) person.control_facts = found->second;
    person.control = control_score(person.control_facts);
    person.index = index_of(person.share, person.control);
    person.quadrant = quadrant(person.share, person.control);
    person.paths = closed(std::move(paths[nodes[i]]), person.benefit);
  }
}

void sort_people(const model::CaseSnapshot& snapshot, std::vector<Person>& people) {
  const auto key = [&](const Person& person) -> const std::string& { return snapshot.entities().find(person.id)->key; };
  std::ranges::sort(people, [&](const Person& a, const Person& b) {
    if (a.index != b.index) return a.index > b.index;
    if (a.benefit != b.benefit) return a.benefit > b.benefit;
    return key(a) < key(b);
  });
}

base::Result<void> fill_draws(const Flow& flow, const Options& options, const std::vector<std::uint32_t>& nodes,
                              Report& report, base::Progress& progress) {
  report.unattributed_p05 = report.unattributed_p50 = report.unattributed_p95 = report.unattributed_share;
  report.nobody_named = flow.leader() ? 0 : 1;
  if (options.draws <= 0 || flow.plan().sources.empty()) return {};
  const auto draws = draw_shares(flow.plan(), nodes, options, progress);
  if (!draws) return tl::unexpected(draws.error());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const Interval& interval = draws->people[i];
    Person& person = report.people[i];
    person.share_p05 = interval.p05;
    person.share_p50 = interval.p50;
    person.share_p95 = interval.p95;
    person.p_top = interval.p_top;
  }
  const auto& unattributed = draws->unattributed;
  report.unattributed_p05 = unattributed.p05, report.unattributed_p50 = unattributed.p50,
  report.unattributed_p95 = unattributed.p95;
  report.nobody_named = unattributed.p_top;
  for (const auto& [node, part] : draws->also_first)
    report.also_first.emplace_back(flow.plan().facts->snapshot->entities().rows()[flow.plan().entity[node]].id, part);
  std::ranges::stable_sort(report.also_first, [](const auto& a, const auto& b) { return a.second > b.second; });
  report.draws = options.draws;
  return {};
}

base::Result<void> fill_sensitivity(const Flow& flow, const Control& control, const Options& options, Report& report,
                                    base::Progress& progress) {
  auto sensitivity = drop_lineages(flow, options.threads, progress);
  if (!sensitivity) return tl::unexpected(sensitivity.error());
  report.sensitivity = std::move(*sensitivity);
  if (const auto missing = flow.plan().facts->lineages.size() - report.sensitivity.size(); missing > 0)
    report.remarks.push_back(
        fmt::format("{} lineages that carry least were not set aside one by one: there are too many", missing));
  auto smallest = smallest_sets(flow, report.sensitivity, progress);
  if (!smallest) return tl::unexpected(smallest.error());
  report.smallest = std::move(*smallest);
  report.tornado = tornado(flow, control);
  return {};
}

class Stopwatch {
 public:
  explicit Stopwatch(Report& report) : report_(report), last_(Clock::now()) {}

  void lap(const char* part) {
    const auto now = Clock::now();
    report_.seconds.emplace_back(part, std::chrono::duration<double>(now - std::exchange(last_, now)).count());
  }

 private:
  using Clock = std::chrono::steady_clock;
  Report& report_;
  Clock::time_point last_;
};

} // namespace

const char* words(Quadrant quadrant) {
  switch (quadrant) {
    case Quadrant::Principal:
      return "principal";
    case Quadrant::PassiveOrHidden:
      return "passive or hidden";
    case Quadrant::ManagerOrEnforcer:
      return "manager or enforcer";
    case Quadrant::Peripheral:
      return "peripheral";
  }
  return "";
}

Basis default_basis(const model::CaseSnapshot& snapshot) {
  return model::setting(snapshot, "exploited_basis") == "net" ? Basis::Net : Basis::Gross;
}

base::Result<Report> who_benefits(const model::CaseSnapshot& snapshot, const Options& options,
                                  base::Progress& progress) {
  Report report;
  Stopwatch stopwatch(report);
  const Facts facts = collect_facts(snapshot, options.basis);
  const FlowPlan plan = make_plan(facts, options.basis, possible_facts(facts));
  stopwatch.lap("facts");
  Flow flow(plan);
  flow.hold(supported_facts(facts));
  flow.run();

  report.basis = options.basis;
  report.currency = model::setting(snapshot, "currency");
  report.remarks = facts.remarks;
  const auto nodes = fill_amounts(flow, report);
  const double whole = base::units(report.attributed + report.unattributed);
  report.unattributed_share = whole > 0 ? base::units(report.unattributed) / whole : 0;
  stopwatch.lap("flow");
  const auto control = control_facts(snapshot);
  fill_people(flow, control, nodes, report);
  stopwatch.lap("control and paths");
  if (const auto done = fill_draws(flow, options, nodes, report, progress); !done) return tl::unexpected(done.error());
  stopwatch.lap("draws");
  if (options.sensitivity)
    if (const auto done = fill_sensitivity(flow, control, options, report, progress); !done)
      return tl::unexpected(done.error());
  stopwatch.lap("sensitivity");
  name_leader(flow, control, report);
  sort_people(snapshot, report.people);
  auto centrality = positions(snapshot, report.people, options.centrality, options.threads, progress);
  if (!centrality) return tl::unexpected(centrality.error());
  report.centrality = std::move(*centrality);
  report.reviews = reviews(snapshot);
  stopwatch.lap("positions");
  return report;
}

} // namespace cuibono::benefit
