#include "benefit/paths.h"

#include <algorithm>
#include <cmath>
#include <queue>
#include <set>
#include <tuple>

namespace cuibono::benefit {
namespace {

constexpr double kCent = .005;

// What one step rests on, whether payments of one class between two holders or a tie.
struct Bundle {
  std::uint32_t from, to;
  std::string kind;
  double part = 0;
  std::int64_t paid_cents = 0;
  std::vector<model::Payment::Id> payments;
  std::set<model::Tie::Id> ties;
  std::set<model::ExhibitId> exhibits;
};

// The bundles that leave each node, for one of the two chains.
using Bundles = std::vector<std::vector<Bundle>>;

void cite(Bundle& bundle, const model::Citations& citations) {
  for (const auto& citation : citations) bundle.exhibits.insert(citation.exhibit);
}

// Ties that show whose the account is, where a payment names an account.
void cite_holder(Bundle& bundle, const Facts& facts, const Selection& chosen, std::uint32_t account) {
  for (const auto& tie : facts.holders) {
    if (tie.target != account || !chosen[tie.fact]) continue;
    bundle.ties.insert(tie.row->id);
    cite(bundle, tie.row->citations);
  }
}

Bundles bundle_payments(const Facts& facts, const Selection& chosen, Basis basis, const FlowModel& model) {
  using Key = std::tuple<std::uint32_t, std::uint32_t, model::PaymentClass>;
  std::map<Key, Bundle> bundles;
  std::map<Key, std::set<std::uint32_t>> accounts;
  for (const auto& payment : facts.payments) {
    const auto from = model.stands_for[payment.payer], to = model.stands_for[payment.payee];
    const bool carries = chosen[payment.fact] && from != to && payment.route == Route::Flows && !(basis == Basis::Net && payment.cost);
    if (!carries) continue;
    const Key key{from, to, payment.row->payment_class};
    auto& bundle = bundles[key];
    bundle.from = from;
    bundle.to = to;
    bundle.kind = base::name_of(payment.row->payment_class);
    bundle.part += payment.amount; // an amount until the loop below
    bundle.paid_cents += std::llround(payment.amount * 100);
    bundle.payments.push_back(payment.row->id);
    cite(bundle, payment.row->citations);
    for (const auto account : {payment.payer, payment.payee})
      if (model.stands_for[account] != account) accounts[key].insert(account);
  }
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> pair_total;
  for (const auto& [key, bundle] : bundles) pair_total[{bundle.from, bundle.to}] += bundle.part;
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> pair_part;
  for (const auto& edge : model.payments) pair_part[{edge.from, edge.to}] = edge.part;

  Bundles leaving(model.source.size());
  for (auto& [key, bundle] : bundles) {
    const std::pair pair{bundle.from, bundle.to};
    bundle.part = pair_part[pair] * bundle.part / pair_total[pair];
    for (const auto account : accounts[key]) cite_holder(bundle, facts, chosen, account);
    leaving[bundle.from].push_back(std::move(bundle));
  }
  return leaving;
}

Bundles bundle_rollup(const Facts& facts, const Selection& chosen, const FlowModel& model) {
  Bundles leaving(model.source.size());
  for (const auto& edge : model.rollup) leaving[edge.from].push_back({edge.from, edge.to, "", edge.part, 0, {}, {}, {}});
  const auto cite_tie = [&](const TieFact& tie, std::uint32_t from, std::uint32_t to, const char* kind) {
    if (!chosen[tie.fact]) return;
    for (auto& bundle : leaving[from]) {
      if (bundle.to != to) continue;
      bundle.kind = kind;
      bundle.ties.insert(tie.row->id);
      cite(bundle, tie.row->citations);
    }
  };
  for (const auto& tie : facts.owns) cite_tie(tie, tie.target, tie.source, "owns");
  for (const auto& tie : facts.nominees) cite_tie(tie, tie.source, tie.target, "nominee_for");
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
  PathFinder(const Facts& facts, const FlowModel& model, Bundles payments, Bundles rollup, const Selection& chosen)
      : facts_(facts), model_(model), payments_(std::move(payments)), rollup_(std::move(rollup)), chosen_(chosen) {}

  std::map<std::uint32_t, std::vector<Path>> find() {
    for (std::uint32_t node = 0; node < model_.source.size(); ++node) add({model_.source[node], node, false, kStart, nullptr});
    for (std::size_t followed = 0; !open_.empty() && followed < kMostPartialPaths; ++followed) {
      const auto place = open_.top().second;
      open_.pop();
      follow(place);
    }
    return std::move(found_);
  }

 private:
  void add(const Partial& partial) {
    if (partial.amount < kCent) return;
    all_.push_back(partial);
    // Of equal amounts the one found first goes first, so that the order never depends on chance.
    open_.emplace(std::pair(partial.amount, -static_cast<std::int64_t>(all_.size())), all_.size() - 1);
  }

  void follow(std::size_t place) {
    const Partial at = all_[place];
    if (!at.rolling_up) {
      for (const auto& bundle : payments_[at.node]) add({at.amount * bundle.part, bundle.to, false, place, &bundle});
      add({at.amount * model_.kept[at.node], at.node, true, place, nullptr});
    } else if (model_.end[at.node] == End::Person) {
      found_[at.node].push_back(path_to(place));
    } else if (model_.end[at.node] == End::PassesOn) {
      for (const auto& bundle : rollup_[at.node]) add({at.amount * bundle.part, bundle.to, true, place, &bundle});
    }
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

  EntityId id(std::uint32_t node) const { return facts_.snapshot->entities().rows()[node].id; }

  Step step(const Bundle& bundle, double amount) const {
    Step step{id(bundle.from), id(bundle.to), bundle.kind, amount, {}, bundle.payments, {bundle.ties.begin(), bundle.ties.end()}, {},
              {bundle.exhibits.begin(), bundle.exhibits.end()}};
    if (!bundle.payments.empty()) step.paid = Money{bundle.paid_cents};
    return step;
  }

  Step source_step(const Partial& start) const {
    Step step{id(start.node), id(start.node), "proceeds", start.amount, {}, {}, {}, {}, {}};
    std::set<model::ExhibitId> exhibits;
    for (const auto& proceeds : facts_.proceeds) {
      if (model_.stands_for[proceeds.establishment] != start.node || !chosen_[proceeds.fact]) continue;
      step.proceeds.push_back(proceeds.row->id);
      for (const auto& citation : proceeds.row->citations) exhibits.insert(citation.exhibit);
    }
    step.exhibits.assign(exhibits.begin(), exhibits.end());
    return step;
  }

  const Facts& facts_;
  const FlowModel& model_;
  Bundles payments_, rollup_;
  const Selection& chosen_;
  std::vector<Partial> all_;
  std::priority_queue<std::pair<std::pair<double, std::int64_t>, std::size_t>> open_;
  std::map<std::uint32_t, std::vector<Path>> found_;
};

} // namespace

std::map<std::uint32_t, std::vector<Path>> money_paths(const Facts& facts, const Selection& chosen, Basis basis, const FlowModel& model) {
  PathFinder finder(facts, model, bundle_payments(facts, chosen, basis, model), bundle_rollup(facts, chosen, model), chosen);
  return finder.find();
}

} // namespace cuibono::benefit
