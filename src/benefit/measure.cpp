#include "benefit/measure.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <numeric>

#include "base/cents.h"
#include "benefit/control.h"
#include "benefit/facts.h"
#include "benefit/flow.h"
#include "benefit/paths.h"
#include "benefit/uncertainty.h"

namespace cuibono::benefit {
namespace {

Quadrant quadrant(double share, double control) {
  if (share >= kHighShare) return control >= kHighControl ? Quadrant::Principal : Quadrant::PassiveOrHidden;
  return control >= kHighControl ? Quadrant::ManagerOrEnforcer : Quadrant::Peripheral;
}

double index(double share, double control) { return share * (.5 + .5 * control); }

// The figures of the report and the people, in whole cents that add up to the source exactly.
std::vector<std::uint32_t> fill_amounts(const Facts& facts, const FlowModel& model, const FlowResult& flow, Report& report) {
  std::vector<std::uint32_t> nodes;
  std::vector<double> parts{flow.movement, flow.lawful, flow.circulating};
  for (std::uint32_t i = 0; i < flow.benefit.size(); ++i)
    if (flow.benefit[i] > 0) nodes.push_back(i), parts.push_back(flow.benefit[i]);
  const auto people = nodes.size();
  std::vector<std::uint32_t> gaps;
  for (std::uint32_t i = 0; i < flow.unattributed.size(); ++i)
    if (flow.unattributed[i] > 0) gaps.push_back(i), parts.push_back(flow.unattributed[i]);

  report.source_value.cents = std::llround(flow.source * 100);
  const auto cents = base::to_cents(parts, report.source_value.cents);
  report.movement.cents = cents[0];
  report.lawful.cents = cents[1];
  if (cents[2] > 0) report.gaps.push_back({{}, {cents[2]}, "goes round between the same hands without end"});
  const auto& entities = facts.snapshot->entities().rows();
  std::vector<std::uint32_t> kept;
  for (std::size_t i = 0; i < people; ++i) {
    if (cents[3 + i] == 0) continue;
    Person person;
    person.id = entities[nodes[i]].id;
    person.benefit.cents = cents[3 + i];
    report.attributed += person.benefit;
    report.people.push_back(std::move(person));
    kept.push_back(nodes[i]);
  }
  for (std::size_t i = 0; i < gaps.size(); ++i)
    if (cents[3 + people + i] > 0)
      report.gaps.push_back({entities[gaps[i]].id, {cents[3 + people + i]}, why_unattributed(facts, model, gaps[i])});
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
  if (!paths.empty() && std::llabs(missing) <= rounding) paths.front().amount.cents += missing;
  else paths.push_back({{missing}, {}});
  return paths;
}

void fill_people(const Facts& facts, Basis basis, const Selection& chosen, const FlowModel& model, const std::vector<std::uint32_t>& nodes,
                 const Shares& central, Report& report) {
  const auto control = control_facts(*facts.snapshot);
  auto paths = money_paths(facts, chosen, basis, model);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    Person& person = report.people[i];
    person.share = person.share_p05 = person.share_p50 = person.share_p95 = central.of_node[nodes[i]];
    if (const auto found = control.find(person.id); found != control.end()) person.control_facts = found->second;
    person.control = control_score(person.control_facts);
    person.index = index(person.share, person.control);
    person.quadrant = quadrant(person.share, person.control);
    person.paths = closed(std::move(paths[nodes[i]]), person.benefit);
  }
}

void name_leader_or_say_why_not(const Facts& facts, const Shares& central, Report& report) {
  if (const auto first = leader(central)) {
    report.leader = facts.snapshot->entities().rows()[*first].id;
    return;
  }
  if (report.source_value.cents == 0) {
    report.abstained_because = "no supported proceeds say what value the exploitation brought in on this basis";
  } else if (report.people.empty()) {
    report.abstained_because = "the evidence leads to no person";
  } else {
    const double top = *std::ranges::max_element(central.of_node);
    report.abstained_because =
        central.unattributed >= top
            ? fmt::format("{:.1f} % of the benefit cannot be attributed to anybody, no less than the largest share, {:.1f} %",
                          100 * central.unattributed, 100 * top)
            : fmt::format("more than one person has the largest share, {:.1f} %", 100 * top);
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

base::Result<void> fill_uncertainty(const Facts& facts, const Options& options, const std::vector<std::uint32_t>& nodes,
                                    const Shares& central, Report& report, base::Progress& progress) {
  if (options.draws > 0 && !nodes.empty()) {
    const auto intervals = draw_shares(facts, nodes, options, progress);
    if (!intervals) return tl::unexpected(intervals.error());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const Interval& interval = (*intervals)[i];
      Person& person = report.people[i];
      person.share_p05 = interval.p05;
      person.share_p50 = interval.p50;
      person.share_p95 = interval.p95;
      person.p_top = interval.p_top;
    }
    report.draws = options.draws;
  }
  if (!options.sensitivity || nodes.empty()) return {};
  auto sensitivity = drop_lineages(facts, options.basis, central, progress);
  if (!sensitivity) return tl::unexpected(sensitivity.error());
  report.sensitivity = std::move(*sensitivity);
  return {};
}

} // namespace

const char* words(Quadrant quadrant) {
  switch (quadrant) {
    case Quadrant::Principal: return "principal";
    case Quadrant::PassiveOrHidden: return "passive or hidden";
    case Quadrant::ManagerOrEnforcer: return "manager or enforcer";
    case Quadrant::Peripheral: return "peripheral";
  }
  return "";
}

Basis default_basis(const model::CaseSnapshot& snapshot) {
  return model::setting(snapshot, "exploited_basis") == "net" ? Basis::Net : Basis::Gross;
}

base::Result<Report> who_benefits(const model::CaseSnapshot& snapshot, const Options& options, base::Progress& progress) {
  const Facts facts = collect_facts(snapshot, options.basis);
  const Selection chosen = supported_facts(facts);
  const FlowModel model = build_flow(facts, chosen, options.basis);
  const FlowResult flow = run_flow(model);
  const Shares central = shares(flow);

  Report report;
  report.basis = options.basis;
  report.currency = model::setting(snapshot, "currency");
  report.remarks = facts.remarks;
  const auto nodes = fill_amounts(facts, model, flow, report);
  const double whole = base::units(report.attributed + report.unattributed);
  report.unattributed_share = whole > 0 ? base::units(report.unattributed) / whole : 0;
  fill_people(facts, options.basis, chosen, model, nodes, central, report);
  if (const auto done = fill_uncertainty(facts, options, nodes, central, report, progress); !done) return tl::unexpected(done.error());
  name_leader_or_say_why_not(facts, central, report);
  sort_people(snapshot, report.people);
  return report;
}

} // namespace cuibono::benefit
