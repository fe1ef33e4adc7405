#include "app/harm.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "app/words.h"
#include "graph/network.h"
#include "model/evidence.h"
#include "model/rates.h"

namespace cuibono::app {
namespace {

using model::CaseSnapshot;
using model::TieType;

constexpr std::size_t kMostNamed = 3;
constexpr const char* kPlanFirst = ": remove only with victims' safety planned first.";

struct HoldWords {
  TieType type;
  const char* does;        ///< before the victims
  const char* consequence; ///< what may come of it
};
constexpr HoldWords kHolds[]{{TieType::Harbours, "harbours", "they may lose the roof over them"},
                             {TieType::Guards, "guards", "whoever takes over may punish them or move them away"},
                             {TieType::Controls, "controls", "whoever takes over may punish them or move them away"},
                             {TieType::WithholdsDocument, "keeps the papers of", "the papers may be gone"},
                             {TieType::Employs, "employs", "work, pay and the right to stay may end"},
                             {TieType::Transports, "transports", "they may be left where they are"}};

const HoldWords* hold_of(TieType type) {
  const auto found = std::ranges::find(kHolds, type, &HoldWords::type);
  return found == std::end(kHolds) ? nullptr : found;
}

// By row of entities().
std::vector<bool> may_be_victims(const CaseSnapshot& snapshot) {
  auto flags = model::victims(snapshot);
  const auto mark = [&](EntityId id) {
    if (snapshot.entities().find(id)) flags[snapshot.entities().position(id)] = true;
  };
  for (const auto& row : snapshot.of<model::Wage>()) mark(row.victim);
  for (const auto& row : snapshot.of<model::Debt>()) mark(row.victim);
  for (const auto& row : snapshot.of<model::Element>()) mark(row.victim);
  for (const auto& row : snapshot.of<model::Indicator>()) mark(row.victim);
  return flags;
}

// What one warning gathers before it is said.
struct Gathered {
  std::set<EntityId> victims;
  std::vector<model::Tie::Id> ties;
  std::vector<model::Payment::Id> payments;
  std::set<model::ExhibitId> exhibits;
  double units = 0;
  bool supported = false;
};

class Warner {
 public:
  Warner(const CaseSnapshot& snapshot, const model::Names& names, const Removed& removed)
      : snapshot_(snapshot), names_(names), rates_(snapshot), may_be_victim_(may_be_victims(snapshot)) {
    for (const auto& [a, b] : removed.pairs) pairs_.insert(std::minmax(a, b));
    for (const auto id : removed.entities) gone_[id] = id;
    for (const auto& tie : snapshot.ties()) {
      if (tie.type != TieType::HoldsAccount || tie.polarity != model::Polarity::Supports) continue;
      holder_[tie.target] = tie.source;
      if (gone_.contains(tie.source)) gone_.emplace(tie.target, tie.source);
    }
  }

  std::vector<HarmWarning> all() {
    if (gone_.empty() && pairs_.empty()) return {};
    warn_of_pay();
    warn_of_payroll();
    warn_of_holds();
    warn_of_those_left();
    warn_of_lost_help();
    std::ranges::stable_sort(warnings_, [](const auto& a, const auto& b) {
      const bool left_a = a.harm == Harm::Left, left_b = b.harm == Harm::Left; // about everybody: last
      return std::tuple(left_a, a.who, a.harm) < std::tuple(left_b, b.who, b.harm);
    });
    return std::move(warnings_);
  }

 private:
  bool is_victim(EntityId id) const { return snapshot_.entities().find(id) && may_be_victim_[snapshot_.entities().position(id)]; }
  EntityId behind(EntityId id) const {
    const auto found = holder_.find(id);
    return found == holder_.end() ? id : found->second;
  }
  // Whose going ends what runs from the first to the second.
  std::optional<EntityId> ended_by(EntityId from, EntityId to) const {
    if (const auto found = gone_.find(from); found != gone_.end()) return found->second;
    if (pairs_.contains(std::minmax(from, to))) return from;
    return std::nullopt;
  }
  template <class Row>
  void gather(Gathered& gathered, const Row& row) const {
    gathered.supported |= model::is_supported(snapshot_, row.citations, cited_as(row));
    for (const auto& citation : row.citations) gathered.exhibits.insert(citation.exhibit);
  }
  template <class Row>
  static model::Polarity cited_as(const Row& row) {
    if constexpr (requires { row.polarity; })
      return row.polarity;
    else
      return model::Polarity::Supports;
  }
  std::string named(const std::set<EntityId>& victims) const;
  void warn(Harm harm, EntityId who, const Gathered& gathered, const std::string& what);
  void warn_of_pay();
  void warn_of_payroll();
  void warn_of_holds();
  void warn_of_those_left();
  void warn_of_lost_help();
  std::map<EntityId, std::map<EntityId, std::vector<const model::Tie*>>> helpers() const;

  const CaseSnapshot& snapshot_;
  const model::Names& names_;
  const model::Rates rates_;
  std::vector<bool> may_be_victim_;
  std::map<EntityId, EntityId> gone_;   ///< and by whose removal
  std::map<EntityId, EntityId> holder_; ///< of an account
  std::set<std::pair<EntityId, EntityId>> pairs_;
  std::map<EntityId, std::set<EntityId>> paid_by_; ///< whoever pays victims, and whom
  std::vector<HarmWarning> warnings_;
};

// "12 victims (V-01, V-02, V-03 and 9 more)"
std::string Warner::named(const std::set<EntityId>& victims) const {
  std::string text;
  std::size_t count = 0;
  for (const auto id : victims) {
    if (count++ == kMostNamed) break;
    text += (text.empty() ? "" : ", ") + names_.shown(id);
  }
  if (victims.size() > kMostNamed) text += fmt::format(" and {} more", victims.size() - kMostNamed);
  return fmt::format("{} ({})", counted(victims.size(), "victim"), text);
}

void Warner::warn(Harm harm, EntityId who, const Gathered& gathered, const std::string& what) {
  HarmWarning warning{harm,
                      who,
                      {gathered.victims.begin(), gathered.victims.end()},
                      what,
                      gathered.ties,
                      gathered.payments,
                      {gathered.exhibits.begin(), gathered.exhibits.end()}};
  if (!gathered.supported) warning.text += ", which no exhibit supports";
  warning.text += kPlanFirst;
  warnings_.push_back(std::move(warning));
}

void Warner::warn_of_pay() {
  std::map<EntityId, Gathered> pay;
  std::set<EntityId> paid_by_others;
  const auto note = [&](EntityId payer, EntityId payee, const auto& row) -> Gathered* {
    const auto victim = behind(payee);
    if (!is_victim(victim) || cited_as(row) != model::Polarity::Supports || is_victim(behind(payer))) return nullptr;
    paid_by_[behind(payer)].insert(victim);
    const auto by = ended_by(payer, payee);
    if (!by) return paid_by_others.insert(victim), nullptr;
    auto& gathered = pay[*by];
    gathered.victims.insert(victim);
    gather(gathered, row);
    return &gathered;
  };
  for (const auto& row : snapshot_.payments())
    if (auto* gathered = note(row.payer, row.payee, row)) {
      gathered->payments.push_back(row.id);
      gathered->units += base::units(row.amount) * rates_.of(row.currency, row.date).value_or(0);
    }
  for (const auto& row : snapshot_.of<model::Wage>())
    if (row.received && row.received->cents > 0) note(row.employer, row.victim, row);
  for (const auto& [who, gathered] : pay) {
    const auto only = std::ranges::count_if(gathered.victims, [&](EntityId id) { return !paid_by_others.contains(id); });
    std::string paid =
        gathered.payments.empty()
            ? std::string("as the wage books say")
            : fmt::format("{} in {}",
                          amount_text({static_cast<std::int64_t>(gathered.units * 100 + .5)}, model::setting(snapshot_, "currency")),
                          counted(gathered.payments.size(), "payment"));
    std::string alone = only == 0 ? std::string("others pay them too")
                        : static_cast<std::size_t>(only) == gathered.victims.size()
                            ? std::string("nobody else is known to pay them")
                            : fmt::format("nobody else is known to pay {} of them", only);
    warn(Harm::Pay, who, gathered, fmt::format("{} pays {}, {}, and {}", names_.shown(who), named(gathered.victims), paid, alone));
  }
}

void Warner::warn_of_payroll() {
  std::map<std::pair<EntityId, EntityId>, Gathered> payroll;
  for (const auto& row : snapshot_.payments()) {
    if (row.payment_class != model::PaymentClass::Payroll || row.polarity != model::Polarity::Supports) continue;
    const auto by = ended_by(row.payer, row.payee);
    const auto paying = paid_by_.find(behind(row.payee));
    if (!by || paying == paid_by_.end() || gone_.contains(paying->first)) continue;
    auto& gathered = payroll[{*by, paying->first}];
    gathered.victims = paying->second;
    gathered.payments.push_back(row.id);
    gather(gathered, row);
  }
  for (const auto& [both, gathered] : payroll)
    warn(Harm::Payroll, both.first, gathered,
         fmt::format("{} pays the payroll out of which {} pays {}", names_.shown(both.first), names_.shown(both.second),
                     named(gathered.victims)));
}

void Warner::warn_of_holds() {
  std::map<std::pair<EntityId, TieType>, Gathered> holds;
  for (const auto& tie : snapshot_.ties()) {
    if (!hold_of(tie.type) || tie.polarity != model::Polarity::Supports || !is_victim(tie.target)) continue;
    const auto by = ended_by(tie.source, tie.target);
    if (!by) continue;
    auto& gathered = holds[{*by, tie.type}];
    gathered.victims.insert(tie.target);
    gathered.ties.push_back(tie.id);
    gather(gathered, tie);
  }
  for (const auto& [hold, gathered] : holds) {
    const auto& words = *hold_of(hold.second);
    warn(Harm::Hold, hold.first, gathered,
         fmt::format("{} {} {}, and {}", names_.shown(hold.first), words.does, named(gathered.victims), words.consequence));
  }
}

void Warner::warn_of_those_left() {
  Gathered gathered;
  std::map<EntityId, std::pair<std::set<EntityId>, std::set<std::string>>> holders;
  for (const auto& tie : snapshot_.ties()) {
    if (!hold_of(tie.type) || tie.polarity != model::Polarity::Supports || !is_victim(tie.target) || ended_by(tie.source, tie.target))
      continue;
    gathered.victims.insert(tie.target);
    gathered.ties.push_back(tie.id);
    gather(gathered, tie);
    auto& [held, how] = holders[tie.source];
    held.insert(tie.target);
    how.insert(words(tie.type));
  }
  if (holders.empty()) return;
  std::string hands;
  std::size_t count = 0;
  for (const auto& [who, holding] : holders) {
    if (count++ == kMostNamed) break;
    std::string how;
    for (const auto& one : holding.second) how += (how.empty() ? "" : ", ") + one;
    hands += fmt::format("{}{} ({})", hands.empty() ? "" : "; ", names_.shown(who), how);
  }
  if (holders.size() > kMostNamed) hands += fmt::format("; and {} more", holders.size() - kMostNamed);
  warn(Harm::Left, {}, gathered, fmt::format("{} would still be in the hands of {}", named(gathered.victims), hands));
}

// For each victim whoever may help from outside: family, and witnesses whom a social tie joins to the victim; not who holds the victim.
std::map<EntityId, std::map<EntityId, std::vector<const model::Tie*>>> Warner::helpers() const {
  std::set<EntityId> witnesses;
  for (const auto& row : snapshot_.roles())
    if (row.role == model::Role::Witness && row.polarity == model::Polarity::Supports) witnesses.insert(row.entity);
  std::map<EntityId, std::map<EntityId, std::vector<const model::Tie*>>> found;
  std::set<std::pair<EntityId, EntityId>> held;
  for (const auto& tie : snapshot_.ties()) {
    if (tie.polarity != model::Polarity::Supports) continue;
    if (hold_of(tie.type)) held.emplace(tie.target, tie.source);
    for (const auto& [victim, other] : {std::pair(tie.source, tie.target), std::pair(tie.target, tie.source)}) {
      if (!is_victim(victim) || is_victim(other)) continue;
      const bool by_witness = witnesses.contains(other) && graph::layer_of(tie.type) == graph::Layer::Social;
      if (tie.type == TieType::Family || by_witness) found[victim][other].push_back(&tie);
    }
  }
  for (const auto& [victim, holder] : held)
    if (const auto at = found.find(victim); at != found.end()) at->second.erase(holder);
  return found;
}

void Warner::warn_of_lost_help() {
  std::map<EntityId, Gathered> lost;
  for (const auto& [victim, all] : helpers()) {
    const auto goes = [&](EntityId helper) { return gone_.contains(helper) || pairs_.contains(std::minmax(helper, victim)); };
    if (all.empty() || !std::ranges::all_of(all, [&](const auto& helper) { return goes(helper.first); })) continue;
    for (const auto& [helper, ties] : all) {
      auto& gathered = lost[helper];
      gathered.victims.insert(victim);
      for (const auto* tie : ties) gathered.ties.push_back(tie->id), gather(gathered, *tie);
    }
  }
  for (const auto& [helper, gathered] : lost)
    warn(Harm::Help, helper, gathered,
         fmt::format("With {} the last known tie to family or a witness is cut for {}", names_.shown(helper), named(gathered.victims)));
}

} // namespace

bool is_actor(model::EntityKind kind) {
  using enum model::EntityKind;
  return kind == Person || kind == Company || kind == Trust || kind == Establishment || kind == Unknown;
}

std::vector<bool> spared(const CaseSnapshot& snapshot) {
  auto flags = may_be_victims(snapshot);
  const auto people = flags;
  const auto& entities = snapshot.entities();
  for (const auto& tie : snapshot.ties()) {
    const auto* thing = entities.find(tie.target);
    if (!thing || !entities.find(tie.source) || !people[entities.position(tie.source)]) continue;
    const bool held = tie.type == TieType::HoldsAccount || thing->kind == model::EntityKind::Phone;
    if (held) flags[entities.position(tie.target)] = true;
  }
  return flags;
}

std::vector<HarmWarning> harm_warnings(const CaseSnapshot& snapshot, const model::Names& names, const Removed& removed) {
  return Warner(snapshot, names, removed).all();
}

} // namespace cuibono::app
