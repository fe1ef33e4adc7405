#include "benefit/paths.h"

#include <algorithm>
#include <cmath>
#include <queue>
#include <set>
#include <unordered_map>

namespace cuibono::benefit {
namespace {

constexpr double kCent = .005;
constexpr double kSmallestPart = 1e-8; ///< of the sources that a path must carry to be followed

// What one step rests on, whether payments of one class between two holders or a tie.
struct Bundle {
  std::uint32_t from = 0, to = 0;
  std::string kind;
  double part = 0;
  std::int64_t paid_cents = 0;
  std::vector<model::Payment::Id> payments;
  std::set<model::Tie::Id> ties;
  std::set<model::ExhibitId> exhibits;
};

void cite(Bundle& bundle, const model::Citations& citations) {
  for (const auto& citation : citations) bundle.exhibits.insert(citation.exhibit);
}

// Ties that show whose the account is, where a payment names an account.
void cite_holder(Bundle& bundle, const Flow& flow, std::uint32_t account) {
  const auto& plan = flow.plan();
  const auto [first, last] = std::ranges::equal_range(plan.holders, account, {}, &FlowPlan::Tie::from);
  for (auto tie = first; tie != last; ++tie) {
    if (!flow.holds(tie->fact)) continue;
    const auto* row = tie->row;
    bundle.ties.insert(row->id);
    cite(bundle, row->citations);
  }
}

void add_series(Bundle& bundle, const Flow& flow, const FlowPlan::Out& out, std::uint32_t series) {
  bundle.part += flow.part_per_unit(bundle.from) * out.amount;
  for (const auto& row : flow.plan().facts->rows_of(series)) {
    bundle.paid_cents += std::llround(row.amount * 100);
    bundle.payments.push_back(row.row->id);
    cite(bundle, row.row->citations);
  }
}

// What one holder pays out, by payee and class.
std::vector<Bundle> payments_from(const Flow& flow, std::uint32_t holder) {
  const auto& plan = flow.plan();
  std::map<std::pair<std::uint32_t, model::PaymentClass>, Bundle> bundles;
  for (const auto account : flow.accounts_of(holder)) {
    for (auto i = plan.first_out[account]; i < plan.first_out[account + 1]; ++i) {
      const auto& out = plan.out[i];
      if (out.way != static_cast<std::uint32_t>(Way::Flows) || !flow.holds(out.fact) ||
          flow.stands_for(out.to) == holder)
        continue;
      const auto payment_class = plan.facts->payments[plan.series[i]].payment_class;
      auto& bundle = bundles[{flow.stands_for(out.to), payment_class}];
      bundle.from = holder;
      bundle.to = flow.stands_for(out.to);
      bundle.kind = base::name_of(payment_class);
      add_series(bundle, flow, out, plan.series[i]);
      for (const auto node : {account, out.to})
        if (flow.stands_for(node) != node) cite_holder(bundle, flow, node);
    }
  }
  std::vector<Bundle> leaving;
  for (auto& [key, bundle] : bundles) {
    std::ranges::sort(bundle.payments);
    leaving.push_back(std::move(bundle));
  }
  return leaving;
}

std::vector<Bundle> rollup_from(const Flow& flow, std::uint32_t node) {
  std::map<std::uint32_t, Bundle> bundles;
  for (const auto& part : flow.rollup(node)) {
    auto& bundle = bundles[part.to];
    bundle.from = node;
    bundle.to = part.to;
    bundle.part += part.part;
  }
  const auto cite_ties = [&](const std::vector<FlowPlan::Tie>& ties, const char* kind) {
    const auto [first, last] = std::ranges::equal_range(ties, node, {}, &FlowPlan::Tie::from);
    for (auto tie = first; tie != last; ++tie) {
      const auto bundle = bundles.find(flow.stands_for(tie->to));
      if (!flow.holds(tie->fact) || bundle == bundles.end()) continue;
      bundle->second.kind = kind;
      const auto* row = tie->row;
      bundle->second.ties.insert(row->id);
      cite(bundle->second, row->citations);
      if (flow.stands_for(tie->to) != tie->to) cite_holder(bundle->second, flow, tie->to);
    }
  };
  cite_ties(flow.plan().owns, "owns");
  cite_ties(flow.plan().nominees, "nominee_for");
  std::vector<Bundle> leaving;
  for (auto& [to, bundle] : bundles) leaving.push_back(std::move(bundle));
  return leaving;
}

// A path as far as it has been followed; `parent` leads back to the source.
struct Partial {
  double amount;
  std::uint32_t node;
  bool rolling_up;
  std::size_t parent;
  const Bundle* via;
};
constexpr std::size_t kStart = static_cast<std::size_t>(-1);

class PathFinder {
 public:
  explicit PathFinder(const Flow& flow) : flow_(flow), least_(std::max(kCent, flow.source() * kSmallestPart)) {}

  std::map<std::uint32_t, std::vector<Path>> find() {
    for (std::uint32_t node = 0; node < flow_.plan().nodes(); ++node)
      add({flow_.source_at(node), node, false, kStart, nullptr});
    for (std::size_t followed = 0; !open_.empty() && followed < kMostPartialPaths; ++followed) {
      const auto place = open_.top().second;
      open_.pop();
      follow(place);
    }
    return std::move(found_);
  }

 private:
  void add(const Partial& partial) {
    if (partial.amount < least_) return;
    all_.push_back(partial);
    // Of equal amounts the one found first goes first, so that the order never depends on chance.
    open_.emplace(std::pair(partial.amount, -static_cast<std::int64_t>(all_.size())), all_.size() - 1);
  }

  void follow(std::size_t place) {
    const Partial at = all_[place];
    if (!at.rolling_up) {
      for (const auto& bundle : payments(at.node)) add({at.amount * bundle.part, bundle.to, false, place, &bundle});
      add({at.amount * flow_.kept_part(at.node), at.node, true, place, nullptr});
    } else if (flow_.end(at.node) == End::Person) {
      auto& paths = found_[at.node];
      if (paths.size() < kMostPathsEach) paths.push_back(path_to(place));
    } else if (flow_.end(at.node) == End::PassesOn) {
      for (const auto& bundle : rollup(at.node)) add({at.amount * bundle.part, bundle.to, true, place, &bundle});
    }
  }

  const std::vector<Bundle>& payments(std::uint32_t node) {
    const auto [at, is_new] = payments_.try_emplace(node);
    if (is_new) at->second = payments_from(flow_, node);
    return at->second;
  }

  const std::vector<Bundle>& rollup(std::uint32_t node) {
    const auto [at, is_new] = rollup_.try_emplace(node);
    if (is_new) at->second = rollup_from(flow_, node);
    return at->second;
  }

  Path path_to(std::size_t place) const {
    Path path;
    path.amount.cents = std::llround(all_[place].amount * 100);
    std::size_t at = place;
    for (; all_[at].parent != kStart; at = all_[at].parent)
      if (all_[at].via) path.steps.push_back(step(*all_[at].via, all_[at].amount));
    path.steps.push_back(source_step(all_[at]));
    std::ranges::reverse(path.steps);
    return path;
  }

  EntityId id(std::uint32_t node) const {
    return flow_.plan().facts->snapshot->entities().rows()[flow_.plan().entity[node]].id;
  }

  Step step(const Bundle& bundle, double amount) const {
    Step step{id(bundle.from),
              id(bundle.to),
              bundle.kind,
              amount,
              {},
              bundle.payments,
              {bundle.ties.begin(), bundle.ties.end()},
              {},
              {bundle.exhibits.begin(), bundle.exhibits.end()}};
    if (!bundle.payments.empty()) step.paid = Money{bundle.paid_cents};
    return step;
  }

  Step source_step(const Partial& start) const {
    Step step{id(start.node), id(start.node), "proceeds", start.amount, {}, {}, {}, {}, {}};
    std::set<model::ExhibitId> exhibits;
    for (const auto& source : flow_.plan().sources) {
      if (flow_.stands_for(source.at) != start.node || !flow_.holds(source.fact)) continue;
      step.proceeds.push_back(source.proceeds->row->id);
      for (const auto& citation : source.proceeds->row->citations) exhibits.insert(citation.exhibit);
    }
    step.exhibits.assign(exhibits.begin(), exhibits.end());
    return step;
  }

  const Flow& flow_;
  double least_;
  std::unordered_map<std::uint32_t, std::vector<Bundle>> payments_, rollup_; ///< references stay valid while they grow
  std::vector<Partial> all_;
  std::priority_queue<std::pair<std::pair<double, std::int64_t>, std::size_t>> open_;
  std::map<std::uint32_t, std::vector<Path>> found_;
};

} // namespace

std::map<std::uint32_t, std::vector<Path>> money_paths(const Flow& flow) { return PathFinder(flow).find(); }

} // namespace cuibono::benefit
