#include "benefit/tornado.h"

#include <fmt/core.h>
#include <algorithm>
#include <cmath>

#include "benefit/control.h"

namespace cuibono::benefit {
namespace {

using Control = std::map<EntityId, std::vector<ControlFact>>;

// Weights of strategic, managerial and operational control, each times a factor.
struct Weights {
  double strategic = 1, managerial = 1, operational = 1;

  double of(double strength) const {
    return strength * (strength >= kStrategic ? strategic : strength >= kManagerial ? managerial : operational);
  }
};

double control_of(const Control& control, EntityId id, const Weights& weights) {
  const auto found = control.find(id);
  if (found == control.end()) return 0;
  auto facts = found->second;
  for (auto& fact : facts) fact.strength = weights.of(fact.strength);
  return control_score(facts);
}

EntityId id_of(const Flow& flow, std::uint32_t node) {
  return flow.plan().facts->snapshot->entities().rows()[flow.plan().entity[node]].id;
}

double share_of(const Flow& flow, EntityId id) {
  const auto node = flow.plan().node[flow.plan().facts->snapshot->entities().position(id)];
  return node == kNowhere ? 0 : flow.share(node);
}

class Tornado {
 public:
  Tornado(const Flow& central, const Control& control) : central_(central), control_(control) {}

  std::vector<Choice> make() {
    if (!choose_subject()) return {};
    share_ = share_of(central_, subject_);
    index_ = index_of(share_, control_of(control_, subject_, {}));
    if (const auto node = central_.leader()) leader_ = id_of(central_, *node);
    vary_index();
    vary_basis();
    vary_tracing();
    include_unsupported();
    std::ranges::stable_sort(choices_, [](const Choice& a, const Choice& b) {
      return std::pair(std::abs(a.share_change), std::abs(a.index_change)) >
             std::pair(std::abs(b.share_change), std::abs(b.index_change));
    });
    return std::move(choices_);
  }

 private:
  // The leader, or whoever has the largest share; of equal ones the first by id.
  bool choose_subject() {
    for (const auto node : central_.plan().people) {
      const auto id = id_of(central_, node);
      const double share = central_.share(node);
      if (share > share_ || (share == share_ && share > 0 && id < subject_)) share_ = share, subject_ = id;
    }
    return share_ > 0;
  }

  void add(std::string choice, std::string setting, const Flow& flow, const Weights& weights = {},
           double constant = kIndexConstant) {
    Choice made{std::move(choice), std::move(setting)};
    made.share = share_of(flow, subject_);
    made.index = index_of(made.share, control_of(control_, subject_, weights), constant);
    made.share_change = made.share - share_;
    made.index_change = made.index - index_;
    if (const auto node = flow.leader()) made.leader = id_of(flow, *node);
    made.leader_changes = made.leader != leader_;
    double most = 0;
    for (const auto node : flow.plan().people) {
      const auto id = id_of(flow, node);
      if (flow.share(node) <= most) continue; // the index is no more than the share
      const double index = index_of(flow.share(node), control_of(control_, id, weights), constant);
      if (index > most) most = index, made.first_by_index = id;
    }
    choices_.push_back(std::move(made));
  }

  void vary_index() {
    for (const double constant : {.25, .75})
      add("index: the constant .5", fmt::format("{:.2f}", constant), central_, {}, constant);
    for (const double factor : {.5, 1.5}) {
      add("index: strategic control .5", fmt::format("{:.2f}", kStrategic * factor), central_, {factor, 1, 1});
      add("index: managerial control .3", fmt::format("{:.2f}", kManagerial * factor), central_, {1, factor, 1});
      add("index: operational control .1", fmt::format("{:.2f}", kOperational * factor), central_, {1, 1, factor});
    }
  }

  // Only where both bases can be computed for every establishment that takes part on this one.
  void vary_basis() {
    const Basis other = central_.plan().basis == Basis::Gross ? Basis::Net : Basis::Gross;
    const Facts facts = collect_facts(*central_.plan().facts->snapshot, other);
    if (facts.proceeds.size() < central_.plan().facts->proceeds.size()) return;
    const auto chosen = supported_facts(facts);
    run("basis", other == Basis::Net ? "net" : "gross", facts, other, chosen);
  }

  void vary_tracing() {
    Flow flow(central_.plan());
    flow.hold(supported_facts(*central_.plan().facts));
    flow.run(Flow::kExact, Tracing::FirstOut);
    add("tracing rule: pro rata", "value first out", flow);
    flow.run(Flow::kExact, Tracing::LastOut);
    add("tracing rule: pro rata", "value last out", flow);
  }

  void include_unsupported() {
    const auto& facts = *central_.plan().facts;
    const auto chosen = unopposed_facts(facts);
    if (chosen == supported_facts(facts)) return;
    run("rows without an exhibit: left out", "taken in", facts, central_.plan().basis, chosen);
  }

  void run(const char* choice, const char* setting, const Facts& facts, Basis basis, const Selection& chosen) {
    const auto plan = make_plan(facts, basis, chosen);
    Flow flow(plan);
    flow.hold(chosen);
    flow.run();
    add(choice, setting, flow);
  }

  const Flow& central_;
  const Control& control_;
  EntityId subject_;
  double share_ = 0, index_ = 0;
  std::optional<EntityId> leader_;
  std::vector<Choice> choices_;
};

} // namespace

double index_of(double share, double control, double constant) { return share * (constant + (1 - constant) * control); }

std::vector<Choice> tornado(const Flow& central, const std::map<EntityId, std::vector<ControlFact>>& control) {
  return Tornado(central, control).make();
}

} // namespace cuibono::benefit
