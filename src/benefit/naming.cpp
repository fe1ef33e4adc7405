#include "benefit/naming.h"

#include <fmt/core.h>

namespace cuibono::benefit {
namespace {

constexpr double kSameShare = 1e-12;

double second_share(const Flow& flow, std::uint32_t first) {
  double second = 0;
  for (const auto node : flow.plan().people)
    if (node != first) second = std::max(second, flow.share(node));
  return second;
}

// First even if all that is unattributed were one other person's: the second's, or somebody's who has nothing else.
bool is_first_whoever_has_the_rest(const Flow& flow, std::uint32_t node) {
  return flow.share(node) > flow.unattributed_share() + second_share(flow, node) + kSameShare;
}

// Whether nothing but a register of owners ties the person to the money: no payment from anywhere that it passed, no act of
// control, nobody who holds for them. Such a one may be a front whose deed is not in the case.
bool known_by_register_alone(const Flow& flow, std::uint32_t node, const std::vector<ControlFact>& control) {
  const auto& plan = flow.plan();
  if (flow.received(node) > 0) return false;
  for (const auto& tie : plan.nominees)
    if (flow.holds(tie.fact) && flow.stands_for(tie.to) == node) return false;
  for (const auto& fact : control)
    for (const auto id : fact.ties) {
      const auto type = plan.facts->snapshot->ties().find(id)->type;
      if (type != model::TieType::Owns && type != model::TieType::NomineeFor) return false;
    }
  return true;
}

// The same money followed without the facts that weak exhibits alone support.
bool is_first_by_sound_evidence(const FlowPlan& plan, std::uint32_t node) {
  Flow sound(plan);
  sound.hold(sound_facts(*plan.facts));
  sound.run(Flow::kClose);
  return is_first_whoever_has_the_rest(sound, node);
}

std::string why_no_first(const Flow& flow, const Report& report) {
  if (report.source_value.cents == 0) return "no supported proceeds say what value the exploitation brought in on this basis";
  if (report.people.empty()) return "the evidence leads to no person";
  const double whole = flow.attributed() + flow.unattributed(), top = whole > 0 ? flow.top_benefit() / whole : 0;
  if (flow.unattributed_share() < top) return fmt::format("more than one person has the largest share, {:.1f} %", 100 * top);
  return fmt::format("{:.1f} % of the benefit cannot be attributed to anybody, no less than the largest share, {:.1f} %",
                     100 * flow.unattributed_share(), 100 * top);
}

// Empty where nothing speaks against naming whoever has the largest share.
std::string why_not(const Flow& flow, std::uint32_t node, const std::vector<ControlFact>& control) {
  const double share = 100 * flow.share(node);
  if (!is_first_whoever_has_the_rest(flow, node))
    return fmt::format("{:.1f} % of the benefit cannot be attributed to anybody: if it were all the second person's, with {:.1f} %, the largest share, {:.1f} %, would not be the largest",
                       100 * flow.unattributed_share(), 100 * second_share(flow, node), share);
  if (known_by_register_alone(flow, node, control))
    return fmt::format("whoever has the largest share, {:.1f} %, is known by a register of owners alone: no exhibit shows a payment to that person from anywhere that the money passed, anything that the person decides, or anybody who holds for them",
                       share);
  if (!is_first_by_sound_evidence(flow.plan(), node))
    return fmt::format("the largest share, {:.1f} %, hangs on exhibits that are graded unreliable, doubtful or beyond judging: with those set aside it is not sure to be the largest", share);
  return {};
}

} // namespace

void name_leader(const Flow& flow, const std::map<EntityId, std::vector<ControlFact>>& control, Report& report) {
  const auto first = flow.leader();
  if (!first) {
    report.abstained_because = why_no_first(flow, report);
    return;
  }
  const auto id = flow.plan().facts->snapshot->entities().rows()[flow.plan().entity[*first]].id;
  const auto facts = control.find(id);
  report.abstained_because = why_not(flow, *first, facts == control.end() ? std::vector<ControlFact>() : facts->second);
  if (report.abstained_because.empty()) report.leader = id;
}

} // namespace cuibono::benefit
