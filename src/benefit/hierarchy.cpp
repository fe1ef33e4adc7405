#include "benefit/hierarchy.h"

#include <algorithm>
#include <set>

#include "model/evidence.h"
#include "model/people.h"

namespace cuibono::benefit {
namespace {

using model::CaseSnapshot;
using model::PaymentClass;
using model::Tie;
using model::TieType;

constexpr double kMajority = .5;
constexpr const char* kServes = "serves";

/// Whether the tie leads from its target up to its source.
bool is_command(const Tie& tie) {
  switch (tie.type) {
    case TieType::Instructs:
    case TieType::Manages:
    case TieType::Directs:
    case TieType::Controls:
    case TieType::SetsPay:
    case TieType::SetsDebt:
    case TieType::Employs:
      return true;
    case TieType::Owns:
      return tie.share && *tie.share >= kMajority;
    default:
      return false;
  }
}

bool is_act_on_victims(TieType type) {
  switch (type) {
    case TieType::Recruits:
    case TieType::Transports:
    case TieType::HandsOver:
    case TieType::Harbours:
    case TieType::Guards:
    case TieType::Controls:
    case TieType::Threatens:
    case TieType::WithholdsDocument:
      return true;
    default:
      return false;
  }
}

class Builder {
 public:
  Builder(const CaseSnapshot& snapshot, std::vector<Link>& links)
      : snapshot_(snapshot), links_(links), victims_(model::victims(snapshot)) {}

  void build() {
    note_employers();
    for (const Tie& tie : snapshot_.ties())
      if (tie.polarity == model::Polarity::Supports) add_tie(tie);
    for (const auto& payment : snapshot_.payments())
      if (payment.polarity == model::Polarity::Supports) add_payment(payment);
    for (auto& link : links_) {
      std::ranges::sort(link.exhibits);
      const auto repeats = std::ranges::unique(link.exhibits);
      link.exhibits.erase(repeats.begin(), repeats.end());
    }
  }

 private:
  bool is_victim(EntityId id) const {
    const auto at = snapshot_.entities().position(id);
    return at < victims_.size() && victims_[at];
  }

  void note_employers() {
    for (const Tie& tie : snapshot_.ties())
      if (tie.type == TieType::Employs && tie.polarity == model::Polarity::Supports)
        employers_.try_emplace(tie.target, tie.source, &tie.citations, tie.id);
    for (const auto& wage : snapshot_.of<model::Wage>())
      if (wage.employer) employers_.try_emplace(wage.victim, wage.employer, &wage.citations, Tie::Id{});
  }

  void add_tie(const Tie& tie) {
    if (is_act_on_victims(tie.type) && is_victim(tie.target)) return add_act(tie);
    const bool supported = model::is_supported(snapshot_, tie.citations);
    const std::string kind(base::name_of(tie.type));
    if (is_command(tie)) add(tie.target, tie.source, kind, supported, tie.citations, tie.id);
    if (tie.type == TieType::NomineeFor) add(tie.source, tie.target, kind, supported, tie.citations, tie.id);
    if (tie.type == TieType::HoldsAccount) add(tie.target, tie.source, kind, supported, tie.citations, tie.id);
  }

  void add_act(const Tie& tie) {
    const auto employer = employers_.find(tie.target);
    if (employer == employers_.end()) return;
    const auto& [where, citations, employs] = employer->second;
    const bool both = model::is_supported(snapshot_, tie.citations) && model::is_supported(snapshot_, *citations);
    if (auto* link = add(tie.source, where, kServes, both, tie.citations, tie.id)) {
      cite(*link, *citations);
      if (employs) link->ties.push_back(employs);
    }
  }

  void add_payment(const model::Payment& payment) {
    const auto kind = payment.payment_class;
    if (kind != PaymentClass::MovementFee && kind != PaymentClass::Salary) return;
    const bool supported = model::is_supported(snapshot_, payment.citations);
    if (auto* link = add(payment.payee, payment.payer, "pays", supported, payment.citations, {}))
      link->payments.push_back(payment.id);
  }

  void cite(Link& link, const model::Citations& citations) {
    for (const auto& citation : citations) link.exhibits.push_back(citation.exhibit);
  }

  /// The link of that kind and support, made on first use; null where it would lead nowhere or to a victim.
  Link* add(EntityId lower, EntityId upper, const std::string& kind, bool supported, const model::Citations& citations,
            Tie::Id tie) {
    if (!lower || !upper || lower == upper || is_victim(upper)) return nullptr;
    const auto [at, is_new] = places_.try_emplace({lower, upper, kind, supported}, links_.size());
    if (is_new) links_.push_back({lower, upper, kind, supported, {}, {}, {}});
    Link& link = links_[at->second];
    if (tie) link.ties.push_back(tie);
    cite(link, citations);
    return &link;
  }

  const CaseSnapshot& snapshot_;
  std::vector<Link>& links_;
  std::vector<bool> victims_;
  std::map<EntityId, std::tuple<EntityId, const model::Citations*, Tie::Id>> employers_;
  std::map<std::tuple<EntityId, EntityId, std::string, bool>, std::size_t> places_;
};

} // namespace

Hierarchy::Hierarchy(const CaseSnapshot& snapshot) {
  Builder(snapshot, links_).build();
  for (std::size_t i = 0; i < links_.size(); ++i) up_[links_[i].lower].push_back(i);
}

std::vector<Hierarchy::Reached> Hierarchy::above(EntityId from, Steps steps) const {
  std::vector<Reached> reached{{from, {}}};
  std::set<EntityId> seen{from};
  for (std::size_t next = 0; next < reached.size(); ++next) {
    const auto at = up_.find(reached[next].who);
    if (at == up_.end() || reached[next].chain.size() == kMostSteps) continue;
    for (const auto place : at->second) {
      const Link& link = links_[place];
      if ((steps == Steps::Supported && !link.supported) || !seen.insert(link.upper).second) continue;
      auto chain = reached[next].chain;
      chain.push_back(place);
      reached.push_back({link.upper, std::move(chain)});
    }
  }
  reached.erase(reached.begin());
  return reached;
}

} // namespace cuibono::benefit
