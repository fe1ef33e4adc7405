#include "money/holdings.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "model/evidence.h"

namespace cuibono::money {
namespace {

using model::CaseSnapshot;
using model::Date;
using model::EntityKind;
using model::Tie;
using model::TieType;

constexpr double kRounding = 1e-9;
constexpr std::size_t kMostNamed = 20;

Date earliest(Date date) {
  if (date.month == 0) date.month = 1;
  if (date.day == 0) date.day = 1;
  return date;
}

// 31 where the month is shorter does no harm to a comparison.
Date latest(Date date) {
  if (date.month == 0) date.month = 12;
  if (date.day == 0) date.day = 31;
  return date;
}

const std::string& key(const CaseSnapshot& snapshot, std::uint32_t node) {
  return snapshot.entities().rows()[node].key;
}

// Remarks of one kind, with the first few ties that they are about.
struct Noted {
  std::vector<std::string> ties;
  std::size_t count = 0;

  void add(const CaseSnapshot& snapshot, const Tie& tie) {
    if (++count <= kMostNamed) ties.push_back(tie_text(snapshot, tie));
  }
  void say(std::vector<std::string>& remarks, const std::string& what) const {
    if (count == 0) return;
    const std::string more = count > ties.size() ? fmt::format(" and {} more", count - ties.size()) : "";
    remarks.push_back(fmt::format("{}: {}{}", what, base::join(ties, ", "), more));
  }
};

class Collector {
 public:
  Collector(const CaseSnapshot& snapshot, Date on) : snapshot_(snapshot), on_(on) {
    const auto nodes = snapshot.entities().size();
    all_.first.assign(nodes + 1, 0);
    all_.nominator.assign(nodes, kNoNode);
    all_.nominee_ties.resize(nodes);
    all_.counted_for.assign(nodes, kNoNode);
    all_.known_owners.assign(nodes, 0);
    several_.assign(nodes, 0);
  }

  Holdings collect() && {
    for (const Tie& tie : snapshot_.ties()) take(tie);
    sort_by_company();
    scale_oversubscribed();
    follow_nominees();
    for (const Holding& holding : all_.held) all_.known_owners[holding.company] = 1;
    for (std::uint32_t i = 0; i < all_.nominator.size(); ++i)
      if (all_.nominator[i] != kNoNode && !is_person(i)) all_.known_owners[i] = 1;
    say();
    return std::move(all_);
  }

 private:
  std::uint32_t node(model::EntityId id) const { return static_cast<std::uint32_t>(snapshot_.entities().position(id)); }
  bool is_person(std::uint32_t at) const { return snapshot_.entities().rows()[at].kind == EntityKind::Person; }

  void take(const Tie& tie) {
    if (tie.type != TieType::Owns && tie.type != TieType::NomineeFor && tie.type != TieType::Controls) return;
    if (tie.type == TieType::Controls && is_person(node(tie.target))) return;
    if (tie.source == tie.target && tie.type != TieType::Owns) return;
    if (!model::is_supported(snapshot_, tie.citations, tie.polarity)) return unsupported_.add(snapshot_, tie);
    const auto when = on_.known() ? in_force(tie.from, tie.to, on_) : InForce::Yes;
    if (when == InForce::No) return not_then_.add(snapshot_, tie);
    if (when == InForce::Perhaps) perhaps_.add(snapshot_, tie);
    if (tie.type == TieType::Owns)
      take_holding(tie);
    else if (tie.type == TieType::NomineeFor)
      take_nominee(tie);
    else
      all_.controls.push_back(tie.id);
  }

  void take_holding(const Tie& tie) {
    if (is_person(node(tie.target))) return of_person_.add(snapshot_, tie);
    if (!tie.share || !(*tie.share > 0)) return shareless_.add(snapshot_, tie);
    all_.held.push_back({node(tie.source), node(tie.target), *tie.share, *tie.share, tie.id});
  }

  void take_nominee(const Tie& tie) {
    const auto from = node(tie.source), to = node(tie.target);
    auto& known = all_.nominator[from];
    if (known != kNoNode && known != to) several_[from] = 1;
    if (known == kNoNode) known = to;
    all_.nominee_ties[from].push_back(tie.id);
  }

  void sort_by_company() {
    std::ranges::sort(all_.held, [](const Holding& a, const Holding& b) {
      return std::tuple(a.company, a.owner, a.tie) < std::tuple(b.company, b.owner, b.tie);
    });
    for (const Holding& holding : all_.held) ++all_.first[holding.company + 1];
    for (std::size_t i = 1; i < all_.first.size(); ++i) all_.first[i] += all_.first[i - 1];
  }

  // Exhibits that contradict each other, or one holding stated twice: nobody can hold more than there is.
  void scale_oversubscribed() {
    for (std::uint32_t company = 0; company + 1 < all_.first.size(); ++company) {
      double sum = 0;
      Noted ties;
      for (auto at = all_.first[company]; at < all_.first[company + 1]; ++at) sum += all_.held[at].stated;
      if (sum <= 1 + kRounding) continue;
      for (auto at = all_.first[company]; at < all_.first[company + 1]; ++at) {
        all_.held[at].share /= sum;
        ties.add(snapshot_, *snapshot_.ties().find(all_.held[at].tie));
      }
      ties.say(
          all_.remarks,
          fmt::format("the shares stated for {} come to {:.4g} %: each is counted in proportion, at {:.4g} of what "
                      "is stated; one holding may stand there twice, exhibits may contradict each other, or a date "
                      "may be needed",
                      key(snapshot_, company), sum * 100, 1 / sum));
    }
  }

  // Each entity's walk stops where an earlier one has been.
  void follow_nominees() {
    const auto nodes = static_cast<std::uint32_t>(all_.nominator.size());
    std::vector<char> state(nodes, 0); // 1: on the walk now, 2: settled
    std::vector<std::uint32_t> walk;
    for (std::uint32_t start = 0; start < nodes; ++start) {
      std::uint32_t at = start;
      while (state[at] == 0 && all_.nominator[at] != kNoNode && !several_[at]) {
        state[at] = 1;
        walk.push_back(at);
        at = all_.nominator[at];
      }
      std::uint32_t whose = state[at] == 2 ? all_.counted_for[at] : at;
      if (several_[at]) whose = kNoNode;
      if (state[at] == 1) {
        whose = kNoNode;
        all_.remarks.push_back(
            fmt::format("{} is, through nominees, its own nominee: nobody is shown behind it", key(snapshot_, at)));
      }
      if (state[at] == 0) state[at] = 2, all_.counted_for[at] = whose;
      for (const auto passed : walk) state[passed] = 2, all_.counted_for[passed] = whose;
      walk.clear();
    }
  }

  void say() {
    for (std::uint32_t i = 0; i < several_.size(); ++i)
      if (several_[i])
        all_.remarks.push_back(fmt::format(
            "{} is a nominee of several, in parts that no exhibit shows: what it holds is unknown", key(snapshot_, i)));
    shareless_.say(all_.remarks, "ownership ties without a share add nothing to any sum");
    of_person_.say(all_.remarks, "ownership ties on a person were left out");
    unsupported_.say(all_.remarks, "ties that no exhibit supports count for nothing");
    const std::string day = base::format_date(on_);
    not_then_.say(all_.remarks, "ties not in force on " + day + " were left out");
    perhaps_.say(all_.remarks, "ties whose dates do not tell whether they were in force on " + day + " are counted");
  }

  const CaseSnapshot& snapshot_;
  Date on_;
  Holdings all_;
  std::vector<char> several_;
  Noted unsupported_, not_then_, perhaps_, shareless_, of_person_;
};

} // namespace

InForce in_force(Date from, Date to, Date on) {
  if (from.known() && earliest(from) > latest(on)) return InForce::No;
  if (to.known() && latest(to) < earliest(on)) return InForce::No;
  const bool begun = !from.known() || latest(from) <= latest(on);
  const bool lasting = !to.known() || earliest(to) >= earliest(on);
  return begun && lasting ? InForce::Yes : InForce::Perhaps;
}

Holdings collect_holdings(const CaseSnapshot& snapshot, Date on) { return Collector(snapshot, on).collect(); }

std::string tie_text(const CaseSnapshot& snapshot, const Tie& tie) {
  const auto name = [&](model::EntityId id) { return snapshot.entities().find(id)->key; };
  const std::string ends = fmt::format("{} {} {}", name(tie.source), base::name_of(tie.type), name(tie.target));
  return tie.key.empty() ? ends : fmt::format("{} ({})", tie.key, ends);
}

} // namespace cuibono::money
