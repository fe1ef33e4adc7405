#include "law/charges.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/names.h"
#include "base/text.h"
#include "model/dual_status.h"
#include "model/people.h"

namespace cuibono::law {
namespace {

using model::CaseSnapshot;
using model::Role;
using model::TieType;

// A prompt against the source of such a tie, and what the fact says.
struct TiePrompt {
  TieType type;
  const char* offence;
  const char* what;
};

constexpr std::array<TiePrompt, 13> kTiePrompts{{
    {TieType::WithholdsDocument, "withholding of identity documents", "withholds documents of"},
    {TieType::Threatens, "threats", "threatens"},
    {TieType::Guards, "unlawful detention", "guards"},
    {TieType::ForgesFor, "forgery of documents", "forges for"},
    {TieType::NomineeFor, "money laundering", "holds in the place of"},
    {TieType::Protects, "corruption or abuse of office", "protects"},
    {TieType::SetsPay, "offences against labour law", "sets pay at or of"},
    {TieType::SetsDebt, "usury or unlawful recruitment fees", "sets debts at or of"},
    {TieType::LendsTo, "usury or unlawful recruitment fees", "lends to"},
    {TieType::Transports, "smuggling of migrants, if a border was crossed unlawfully", "transports"},
    {TieType::Instructs, "direction or organisation of the offence", "instructs"},
    {TieType::Directs, "direction or organisation of the offence", "directs"},
    {TieType::Recruits, "unlawful placement of workers", "recruits"},
}};

void keep_once(std::vector<EntityId>& people) {
  std::ranges::sort(people);
  people.erase(std::ranges::unique(people).begin(), people.end());
}

class Prompts {
 public:
  explicit Prompts(const CaseSnapshot& snapshot) : snapshot_(snapshot), victims_(model::victims(snapshot)) {}

  bool is_victim(EntityId id) const { return snapshot_.entities().find(id) && victims_[snapshot_.entities().position(id)]; }

  void raise(EntityId person, const char* offence, const char* what, EntityId of_whom, const Sides& exhibits) {
    if (!person || is_victim(person) || exhibits.supporting.empty()) return;
    auto& fact = facts_[person][offence][what];
    fact.what = what;
    if (of_whom) fact.of_whom.push_back(of_whom);
    add(fact.exhibits, exhibits);
  }

  std::vector<Prompt> of(EntityId person) const {
    std::vector<Prompt> result;
    const auto found = facts_.find(person);
    if (found == facts_.end()) return result;
    for (const auto& [offence, facts] : found->second) {
      Prompt prompt{offence, {}};
      for (auto [what, fact] : facts) {
        keep_once(fact.of_whom);
        prompt.facts.push_back(std::move(fact));
      }
      result.push_back(std::move(prompt));
    }
    return result;
  }

  std::set<EntityId> people() const {
    std::set<EntityId> people;
    for (const auto& [person, facts] : facts_) people.insert(person);
    return people;
  }

 private:
  const CaseSnapshot& snapshot_;
  std::vector<bool> victims_;
  std::map<EntityId, std::map<std::string, std::map<std::string, PromptFact>>> facts_;
};

void read_ties(Prompts& prompts, const CaseSnapshot& snapshot) {
  for (const auto& tie : snapshot.ties())
    for (const auto& prompt : kTiePrompts)
      if (tie.type == prompt.type) prompts.raise(tie.source, prompt.offence, prompt.what, tie.target, sides(snapshot, tie.citations, tie.polarity));
}

void read_money(Prompts& prompts, const CaseSnapshot& snapshot) {
  for (const auto& payment : snapshot.payments()) {
    if (payment.payment_class != model::PaymentClass::Protection) continue;
    const auto exhibits = sides(snapshot, payment.citations, payment.polarity);
    prompts.raise(payment.payee, "corruption or abuse of office", "is paid for protection by", payment.payer, exhibits);
    prompts.raise(payment.payer, "corruption or abuse of office", "pays for protection to", payment.payee, exhibits);
  }
  for (const auto& asset : snapshot.of<model::Asset>()) {
    if (asset.part != "proceeds") continue;
    prompts.raise(asset.owner, "money laundering", "owns an asset that is said to be proceeds", {}, sides(snapshot, asset.citations));
    prompts.raise(asset.occupier, "money laundering", "uses an asset that is said to be proceeds", {}, sides(snapshot, asset.citations));
  }
  for (const auto& wage : snapshot.of<model::Wage>())
    if (wage.illegal_deductions.value_or(Money{}).cents > 0)
      prompts.raise(wage.employer, "offences against labour law", "deducts unlawfully from the pay of", wage.victim, sides(snapshot, wage.citations));
}

// The facts of one side, those of the same words as one.
class Facts {
 public:
  void note(const std::string& what, EntityId of_whom, const Sides& exhibits) {
    auto& fact = facts_[what];
    fact.what = what;
    if (of_whom) fact.of_whom.push_back(of_whom);
    add(fact.exhibits, exhibits);
  }

  std::vector<PromptFact> take() {
    std::vector<PromptFact> found;
    for (auto& [what, fact] : facts_) {
      keep_once(fact.of_whom);
      found.push_back(std::move(fact));
    }
    return found;
  }

 private:
  std::map<std::string, PromptFact> facts_;
};

void note(Facts& facts, const CaseSnapshot& snapshot, const model::Accusation& accusation) {
  if (const auto* role = accusation.role)
    facts.note("assessed as " + std::string(base::name_of(role->role)), {}, sides(snapshot, role->citations));
  if (const auto* charge = accusation.charge)
    facts.note("charged (" + (charge->status.empty() ? "no status" : charge->status) + ")", {}, sides(snapshot, charge->citations));
  if (const auto* row = accusation.element)
    facts.note("accused in the table of elements of acts against", row->victim, sides(snapshot, row->citations));
}

std::vector<PromptFact> as_victim(const CaseSnapshot& snapshot, EntityId person) {
  std::vector<PromptFact> found;
  if (snapshot.entities().find(person)->is_protected) found.push_back({"protected in this case", {}, {}});
  for (const auto& role : snapshot.roles()) {
    if (role.entity != person || role.role != Role::Victim) continue;
    const auto when = role.from.known() ? " from " + base::format_date(role.from) : std::string();
    found.push_back({"assessed as a victim" + when, {}, sides(snapshot, role.citations, role.polarity)});
  }
  return found;
}

} // namespace

std::vector<AccusedCharges> charges(const CaseSnapshot& snapshot) {
  Prompts prompts(snapshot);
  read_ties(prompts, snapshot);
  read_money(prompts, snapshot);
  std::map<EntityId, AccusedCharges> people;
  for (const auto person : prompts.people()) people[person] = {person, {}, prompts.of(person)};
  for (const auto& charge : snapshot.of<model::Charge>()) {
    auto& one = people[charge.accused];
    one.person = charge.accused;
    one.charges.push_back(charge.id);
  }
  std::vector<AccusedCharges> result;
  for (auto& [person, one] : people) result.push_back(std::move(one));
  return result;
}

std::vector<DualStatus> dual_status(const CaseSnapshot& snapshot) {
  std::vector<DualStatus> found;
  for (const auto& [person, accusations] : model::dual_status(snapshot)) {
    Facts accused;
    for (const auto& accusation : accusations) note(accused, snapshot, accusation);
    found.push_back({person, as_victim(snapshot, person), accused.take()});
  }
  return found;
}

} // namespace cuibono::law
