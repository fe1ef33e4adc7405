#include "benefit/control.h"

#include <algorithm>
#include <set>

#include "model/evidence.h"
#include "model/people.h"
#include "money/control.h"

namespace cuibono::benefit {
namespace {

using model::CaseSnapshot;
using model::EntityKind;
using model::Tie;
using model::TieType;

constexpr const char* kCompanyControl = "controls company";

bool is_organisation(const CaseSnapshot& snapshot, EntityId id) {
  const auto* entity = snapshot.entities().find(id);
  return entity && (entity->kind == EntityKind::Company || entity->kind == EntityKind::Trust ||
                    entity->kind == EntityKind::Establishment || entity->kind == EntityKind::Vessel);
}

// a of a tie, 0 for ties that are no control.
double strength(const CaseSnapshot& snapshot, const Tie& tie) {
  switch (tie.type) {
    case TieType::SetsPay:
    case TieType::SetsDebt:
    case TieType::Instructs:
      return kStrategic;
    case TieType::Controls:
      return is_organisation(snapshot, tie.target) ? kStrategic : 0;
    case TieType::Manages:
    case TieType::SignatoryOn:
    case TieType::WithholdsDocument:
      return kManagerial;
    case TieType::Guards:
    case TieType::Transports:
    case TieType::Harbours:
      return kOperational;
    default:
      return 0;
  }
}

// The establishment each person works or is held at: the first that employs or is managed, by id; else none.
std::map<EntityId, EntityId> workplaces(const CaseSnapshot& snapshot) {
  std::map<EntityId, EntityId> found;
  const auto note = [&](EntityId who, EntityId where) {
    if (!where || !is_organisation(snapshot, where)) return;
    const auto [at, is_new] = found.emplace(who, where);
    if (!is_new) at->second = std::min(at->second, where);
  };
  for (const Tie& tie : snapshot.ties()) {
    if (tie.type == TieType::Employs) note(tie.target, tie.source);
    if (tie.type == TieType::Manages) note(tie.source, tie.target);
  }
  for (const auto& wage : snapshot.of<model::Wage>()) note(wage.victim, wage.employer);
  return found;
}

// One control fact while its ties are gathered: every tie of one kind at one establishment.
struct Gathered {
  double strength = 0;
  double chained = 0; // the best probability of a chain of ties, each of which must hold
  EntityId target, establishment;
  std::size_t targets = 0;
  std::map<model::Polarity, model::Citations> citations;
  std::set<Tie::Id> ties;
};
using Gathering = std::map<EntityId, std::map<std::pair<std::string, EntityId>, Gathered>>;

void gather_ties(const CaseSnapshot& snapshot, Gathering& gathering) {
  const auto workplace = workplaces(snapshot);
  for (const Tie& tie : snapshot.ties()) {
    const double a = strength(snapshot, tie);
    if (a == 0) continue;
    const auto works_at = workplace.find(tie.target);
    const EntityId establishment = is_organisation(snapshot, tie.target) ? tie.target
                                   : works_at != workplace.end()         ? works_at->second
                                                                         : EntityId{};
    const std::string kind = tie.type == TieType::Controls ? kCompanyControl : std::string(base::name_of(tie.type));
    auto& fact = gathering[tie.source][{kind, establishment}];
    if (fact.targets++ == 0) fact.target = tie.target;
    fact.strength = a;
    fact.establishment = establishment;
    auto& citations = fact.citations[tie.polarity];
    citations.insert(citations.end(), tie.citations.begin(), tie.citations.end());
    fact.ties.insert(tie.id);
  }
}

// Control by votes adds a fact for a company held directly or through nominees; what that company in turn controls
// rests on the same evidence and adds nothing.
void gather_votes(const CaseSnapshot& snapshot, Gathering& gathering) {
  for (const auto& control : money::voting_control(snapshot)) {
    if (!control.direct) continue;
    double all_hold = 1;
    for (const auto id : control.ties) {
      const Tie& tie = *snapshot.ties().find(id);
      all_hold *= model::probability(snapshot, tie.citations, tie.polarity);
    }
    auto& fact = gathering[control.controller][{kCompanyControl, control.company}];
    if (fact.targets == 0) fact.targets = 1;
    fact.target = fact.establishment = control.company;
    fact.strength = kStrategic;
    fact.chained = std::max(fact.chained, all_hold);
    fact.ties.insert(control.ties.begin(), control.ties.end());
  }
}

ControlFact finished(const CaseSnapshot& snapshot, const std::string& kind, const Gathered& gathered) {
  ControlFact fact{kind, gathered.strength, 0, 0, gathered.target, gathered.establishment, gathered.targets, {}, {}};
  double supporting = 0, opposing = 1;
  for (const auto& [polarity, citations] : gathered.citations) {
    if (polarity == model::Polarity::Supports)
      supporting = model::probability(snapshot, citations);
    else
      opposing *= 1 - model::probability(snapshot, citations); // ties that say it is not so
  }
  fact.probability = std::max(supporting * opposing, gathered.chained);
  fact.ties.assign(gathered.ties.begin(), gathered.ties.end());
  std::set<model::ExhibitId> exhibits;
  for (const auto id : fact.ties)
    for (const auto& citation : snapshot.ties().find(id)->citations) exhibits.insert(citation.exhibit);
  fact.exhibits.assign(exhibits.begin(), exhibits.end());
  return fact;
}

void finish_losses(std::vector<ControlFact>& facts) {
  const double all = control_score(facts);
  for (std::size_t i = 0; i < facts.size(); ++i) {
    auto others = facts;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
    facts[i].loss = all - control_score(others);
  }
  std::ranges::stable_sort(facts, [](const auto& a, const auto& b) { return a.loss > b.loss; });
}

} // namespace

double control_score(const std::vector<ControlFact>& facts) {
  double none = 1;
  for (const auto& fact : facts) none *= 1 - fact.strength * fact.probability;
  return 1 - none;
}

std::map<EntityId, std::vector<ControlFact>> control_facts(const CaseSnapshot& snapshot) {
  Gathering gathering;
  gather_ties(snapshot, gathering);
  gather_votes(snapshot, gathering);
  const auto is_victim = model::victims(snapshot);
  std::map<EntityId, std::vector<ControlFact>> found;
  for (const auto& [who, gathered] : gathering) {
    const auto* entity = snapshot.entities().find(who);
    if (entity->kind != EntityKind::Person || is_victim[snapshot.entities().position(who)]) continue;
    for (const auto& [key, fact] : gathered) {
      auto done = finished(snapshot, key.first, fact);
      if (done.probability > 0) found[who].push_back(std::move(done));
    }
    if (found.contains(who)) finish_losses(found[who]);
  }
  return found;
}

} // namespace cuibono::benefit
