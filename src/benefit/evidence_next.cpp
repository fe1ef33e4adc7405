#include "benefit/evidence_next.h"

#include <fmt/core.h>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "benefit/flow.h"
#include "benefit/uncertainty.h"

namespace cuibono::benefit {
namespace {

using model::EntityKind;

constexpr std::size_t kMostItems = 200;        ///< of a kind, those with most at stake
constexpr std::size_t kMostCandidates = 20;    ///< people tried as the holder of one account
constexpr std::size_t kMostWork = 400'000'000; ///< edges and nodes looked at: a second or two
constexpr int kDraws = 400;
constexpr double kWorthAsking = 5e-4; ///< a twentieth of a per cent of all benefit

// A tie that no row states, held only while an outcome is tried.
struct Supposed {
  std::uint32_t subject; ///< the entity that it would resolve
  std::uint32_t fact;
};

class Asking {
 public:
  Asking(const model::CaseSnapshot& snapshot, const Options& options, base::Progress& progress)
      : snapshot_(snapshot), options_(options), progress_(progress), facts_(collect_facts(snapshot, options.basis)) {
    suppose_ties();
    plan_.emplace(make_plan(facts_, options.basis, possible()));
    for (std::uint32_t i = 0; i < plan_->fact.size(); ++i) plan_fact_[plan_->fact[i]] = i;
    central_.emplace(*plan_);
    trial_.emplace(*plan_);
    supported_ = supported_facts(facts_);
    central_->hold(supported_);
    central_->run();
  }

  base::Result<EvidenceNext> find() {
    result_.basis = options_.basis;
    result_.unattributed_share = central_->unattributed_share();
    choose_subject();
    if (central_->source() <= 0) {
      result_.remarks.push_back(
          "no supported proceeds say what value the exploitation brought in on this basis: ask for those first");
      return std::move(result_);
    }
    ask_where_value_stops();
    ask_for_statements();
    ask_for_principals();
    ask_for_exhibits();
    if (const auto done = ask_for_corroboration(); !done) return tl::unexpected(done.error());
    sort_items();
    return std::move(result_);
  }

 private:
  EntityId id(std::uint32_t entity) const { return snapshot_.entities().rows()[entity].id; }
  EntityId id_of(std::uint32_t node) const { return id(plan_->entity[node]); }
  EntityKind kind(std::uint32_t node) const { return snapshot_.entities().rows()[plan_->entity[node]].kind; }

  // Whoever has any tie with an account, or is claimed to own a company, may turn out to be the one.
  void suppose_ties() {
    const auto& entities = snapshot_.entities();
    std::map<std::uint32_t, std::set<std::uint32_t>> candidates;
    const auto note = [&](EntityId account, EntityId who) {
      const auto* entity = entities.find(account);
      const auto* other = entities.find(who);
      if (!entity || !other || entity->kind != EntityKind::Account) return;
      if (other->kind != EntityKind::Person && other->kind != EntityKind::Company && other->kind != EntityKind::Trust)
        return;
      const auto place = static_cast<std::uint32_t>(entities.position(who));
      if (!facts_.victims[place]) candidates[static_cast<std::uint32_t>(entities.position(account))].insert(place);
    };
    for (const auto& tie : snapshot_.ties()) note(tie.target, tie.source), note(tie.source, tie.target);
    const auto nothing = static_cast<std::uint32_t>(facts_.evidence.size());
    facts_.evidence.push_back({});
    for (const auto& [account, people] : candidates) {
      if (people.size() > kMostCandidates) continue;
      for (const auto who : people) {
        const auto fact = static_cast<std::uint32_t>(facts_.count());
        facts_.evidence_of.push_back(nothing);
        facts_.holders.push_back({who, account, fact, Triangle::certain(1), nullptr});
        supposed_[account].push_back(fact);
      }
    }
  }

  // All that is supported, and all that is not opposed: it may yet be.
  Selection possible() const {
    auto possible = possible_facts(facts_);
    const auto unopposed = unopposed_facts(facts_);
    for (std::size_t i = 0; i < possible.size(); ++i) possible[i] |= unopposed[i];
    return possible;
  }

  void choose_subject() {
    for (const auto node : plan_->people)
      if (central_->share(node) > 0 && (subject_ == kNowhere || central_->share(node) > central_->share(subject_)))
        subject_ = node;
    if (subject_ != kNowhere) result_.subject = id_of(subject_);
  }

  // One outcome: the flow as it would be, against the flow as it is.
  struct Effect {
    double fall = 0, change = 0;
    bool leader_changes = false;
  };

  template <class Change>
  Effect outcome(Change&& change) {
    trial_->hold(supported_);
    trial_->suppose_person(kNowhere);
    change(*trial_);
    trial_->run();
    Effect effect;
    effect.fall = central_->unattributed_share() - trial_->unattributed_share();
    for (std::uint32_t node = 0; node < plan_->nodes(); ++node)
      effect.change = std::max(effect.change, std::abs(trial_->share(node) - central_->share(node)));
    effect.leader_changes = trial_->leader() != central_->leader();
    return effect;
  }

  // Every outcome counts the same.
  static void expect(EvidenceItem& item, const std::vector<Effect>& outcomes) {
    for (const auto& effect : outcomes) {
      item.unattributed_fall += effect.fall / static_cast<double>(outcomes.size());
      item.at_stake = std::max(item.at_stake, effect.change);
      item.leader_may_change |= effect.leader_changes;
    }
  }

  void keep(EvidenceItem item) {
    if (std::max({item.unattributed_fall, item.width_fall, item.at_stake}) >= kWorthAsking)
      result_.items.push_back(std::move(item));
  }

  // Nodes by a value there, largest first, as many as are asked about.
  std::vector<std::uint32_t> largest(std::vector<std::pair<double, std::uint32_t>> found, const char* what) {
    std::ranges::stable_sort(found, [](const auto& a, const auto& b) { return a.first > b.first; });
    const auto most = std::min(kMostItems, std::max<std::size_t>(10, kMostWork / plan_->work() / 10));
    if (found.size() > most)
      result_.remarks.push_back(fmt::format("{} {} with less at stake were not looked at", found.size() - most, what)),
          found.resize(most);
    std::vector<std::uint32_t> nodes;
    for (const auto& [value, node] : found) nodes.push_back(node);
    return nodes;
  }

  void ask_where_value_stops() {
    std::vector<std::pair<double, std::uint32_t>> found;
    for (std::uint32_t node = 0; node < plan_->nodes(); ++node)
      if (central_->unattributed_at()[node] > 0) found.emplace_back(central_->unattributed_at()[node], node);
    for (const auto node : largest(std::move(found), "accounts and companies")) {
      if (kind(node) == EntityKind::Account)
        ask_for_holder(node);
      else if (kind(node) == EntityKind::Person)
        ask_which_principal(node);
      else
        ask_for_owners(node);
    }
  }

  void ask_for_holder(std::uint32_t node) {
    EvidenceItem item{Missing::AccountHolder, id_of(node)};
    item.ask = "the account-opening record, the signatories and whoever instructs payments";
    item.of_whom = "the bank or wallet provider that keeps the account";
    item.assumption = "the account is one person's who is not yet in the case";
    std::vector<Effect> outcomes{outcome([&](Flow& flow) { flow.suppose_person(node); })};
    const auto& candidates = supposed_[plan_->entity[node]];
    for (const auto fact : candidates)
      outcomes.push_back(outcome([&](Flow& flow) {
        for (const auto& tie : plan_->holders)
          if (tie.from == node) flow.set(tie.fact, plan_->fact[tie.fact] == fact);
      }));
    if (!candidates.empty())
      item.assumption += fmt::format(", or belongs to one of the {} with whom the case ties it", candidates.size());
    expect(item, outcomes);
    keep(std::move(item));
  }

  void ask_for_owners(std::uint32_t node) {
    EvidenceItem item{Missing::CompanyOwners, id_of(node)};
    const bool unknown = kind(node) == EntityKind::Unknown;
    item.ask =
        unknown ? "who or what this is" : "the register of shareholders and beneficial owners, and powers of attorney";
    item.of_whom = unknown ? "whoever paid it" : "the company registry and the company's agent";
    item.assumption = "what nobody is known to own is one person's who is not yet in the case";
    expect(item, {outcome([&](Flow& flow) { flow.suppose_person(node); })});
    keep(std::move(item));
  }

  // Two principals are claimed: either may be the one.
  void ask_which_principal(std::uint32_t node) {
    EvidenceItem item{Missing::NomineesPrincipal, id_of(node)};
    item.ask = "powers of attorney, declarations of trust and who instructs";
    item.of_whom = "the nominee, the notary and the nominee's bank";
    item.assumption = "one of the principals that the case names is the only one";
    std::vector<Effect> outcomes;
    for (const auto& kept : plan_->nominees) {
      if (kept.from != node || !central_->holds(kept.fact)) continue;
      outcomes.push_back(outcome([&](Flow& flow) {
        for (const auto& tie : plan_->nominees)
          if (tie.from == node && tie.to != kept.to) flow.set(tie.fact, false);
      }));
    }
    expect(item, outcomes);
    keep(std::move(item));
  }

  // Where value is taken to stay only because nothing shows what left: an account that pays nobody in evidence.
  void ask_for_statements() {
    std::vector<std::pair<double, std::uint32_t>> found;
    for (std::uint32_t node = 0; node < plan_->payment_order.size(); ++node) {
      const auto holder = central_->stands_for(node);
      if (kind(node) != EntityKind::Account) continue;
      double received = 0;
      bool pays = false;
      for (auto i = plan_->first_out[node]; i < plan_->first_out[node + 1] && !pays; ++i)
        pays = central_->holds(plan_->out[i].fact);
      if (!pays) received = received_by(node) * central_->kept_part(holder);
      if (received > 0) found.emplace_back(received, node);
    }
    const double whole = central_->attributed() + central_->unattributed();
    for (const auto node : largest(found, "accounts without statements")) {
      EvidenceItem item{Missing::AccountStatements, id_of(node)};
      item.ask = "statements of the whole time of the case, with payees";
      item.of_whom = "the bank or wallet provider that keeps the account";
      item.assumption =
          "as likely as not, all that arrived went on to people who are not yet in the case; otherwise it stayed";
      const auto received = std::ranges::find(found, node, &std::pair<double, std::uint32_t>::second)->first;
      item.at_stake = whole > 0 ? received / whole : 0;
      if (central_->unattributed_at()[node] > 0) {
        const auto left = outcome([&](Flow& flow) { flow.suppose_person(node); });
        expect(item, {left, Effect{}});
      }
      keep(std::move(item));
    }
  }

  // What payments bring an account, in value. Linear in the plan only for accounts without statements, so once for all.
  double received_by(std::uint32_t account) {
    if (received_.empty()) {
      received_.assign(plan_->nodes() + 1, 0);
      for (std::uint32_t node = 0; node < plan_->nodes(); ++node) {
        const auto from = central_->stands_for(node);
        for (auto i = plan_->first_out[node]; i < plan_->first_out[node + 1]; ++i) {
          const auto& out = plan_->out[i];
          if (out.way != static_cast<std::uint32_t>(Way::Flows) || !central_->holds(out.fact)) continue;
          if (out.to < plan_->nodes() && central_->stands_for(out.to) == from) continue;
          received_[out.to] += central_->reached(from) * central_->part_per_unit(from) * out.amount;
        }
      }
    }
    return received_[account];
  }

  // Somebody is called a nominee, and no tie says whose.
  void ask_for_principals() {
    std::set<EntityId> known;
    for (const auto& tie : facts_.nominees)
      if (supported_[tie.fact]) known.insert(id(tie.source));
    for (const auto& role : snapshot_.roles()) {
      if (role.role != model::Role::Nominee || !known.insert(role.entity).second ||
          !snapshot_.entities().find(role.entity))
        continue;
      const auto node = plan_->node[snapshot_.entities().position(role.entity)];
      if (node == kNowhere || central_->share(node) < kWorthAsking || facts_.victims[plan_->entity[node]]) continue;
      EvidenceItem item{Missing::NomineesPrincipal, role.entity};
      item.ask = "powers of attorney, declarations of trust and who instructs";
      item.of_whom = "the nominee, the notary and the nominee's bank";
      item.assumption = "all that the nominee has is another's";
      item.at_stake = central_->share(node);
      item.leader_may_change = central_->leader() == node;
      keep(std::move(item));
    }
  }

  void ask_for_exhibits() {
    std::vector<std::pair<double, std::uint32_t>> ties, payments;
    const auto may_hold = [&](std::uint32_t fact) {
      return !facts_.of(fact).supported && !facts_.of(fact).opposed && plan_fact_.contains(fact);
    };
    const auto note_ties = [&](const std::vector<TieFact>& all) {
      for (const auto& tie : all)
        if (tie.row && may_hold(tie.fact)) ties.emplace_back(0.0, tie.fact), tie_of_[tie.fact] = &tie;
    };
    note_ties(facts_.owns), note_ties(facts_.nominees), note_ties(facts_.holders);
    for (std::uint32_t i = 0; i < facts_.payments.size(); ++i)
      if (may_hold(facts_.payments[i].fact)) payments.emplace_back(facts_.payments[i].amount, i);
    for (const auto fact : largest(std::move(ties), "ties without an exhibit")) {
      const auto& tie = *tie_of_[fact];
      EvidenceItem item{Missing::ExhibitForTie, id(tie.source), id(tie.target)};
      item.ask = fmt::format("what the tie {} rests on", base::name_of(tie.row->type));
      item.of_whom = tie.row->type == model::TieType::Owns ? "the company registry"
                                                           : "whoever entered it, and the parties' banks and advisers";
      expect_exhibit(item, fact);
    }
    for (const auto series : largest(std::move(payments), "series of payments without an exhibit")) {
      const auto& payment = facts_.payments[series];
      EvidenceItem item{Missing::ExhibitForPayments, id(payment.payer), id(payment.payee)};
      item.ask = "statements that show these payments";
      item.of_whom = "the payer's and the payee's banks";
      item.facts = facts_.rows_of(series).size();
      expect_exhibit(item, payment.fact);
    }
  }

  void expect_exhibit(EvidenceItem& item, std::uint32_t fact) {
    item.assumption = "as likely as not, an exhibit is found and supports it";
    expect(item, {outcome([&](Flow& flow) { flow.set(plan_fact_.at(fact), true); }), Effect{}});
    keep(std::move(item));
  }

  // Facts on one lineage alone: what the interval would be if it were settled whether they hold.
  base::Result<void> ask_for_corroboration() {
    if (subject_ == kNowhere) return {};
    std::map<std::uint32_t, std::vector<std::uint32_t>> facts_of; // by place in Facts::evidence
    for (std::uint32_t i = 0; i < plan_->fact.size(); ++i) {
      const auto& evidence = facts_.of(plan_->fact[i]);
      if (central_->holds(i) && evidence.lineages.size() == 1 && evidence.probability < .999)
        facts_of[facts_.evidence_of[plan_->fact[i]]].push_back(i);
    }
    std::vector<std::pair<double, std::uint32_t>> found;
    std::map<std::uint32_t, Effect> falls;
    const auto most = kMostWork / plan_->work() / 4;
    for (const auto& [evidence, facts] : facts_of) {
      if (progress_.stopped()) return stopped();
      if (falls.size() > most) break;
      falls[evidence] = outcome([&](Flow& flow) {
        for (const auto fact : facts) flow.set(fact, false);
      });
      if (falls[evidence].change >= .005) found.emplace_back(falls[evidence].change, evidence);
    }
    if (facts_of.size() > falls.size())
      result_.remarks.push_back(
          fmt::format("{} groups of facts on one lineage were not looked at", facts_of.size() - falls.size()));
    std::ranges::stable_sort(found, [](const auto& a, const auto& b) { return a.first > b.first; });
    const auto draws = std::clamp<std::size_t>(kMostWork / plan_->work() / 20, 50, kDraws);
    result_.width = width({}, true, draws);
    found.resize(std::min<std::size_t>(found.size(), 20));
    for (const auto& [change, evidence] : found) {
      if (progress_.stopped()) return stopped();
      const auto& facts = facts_of[evidence];
      const double p = facts_.evidence[evidence].probability;
      EvidenceItem item{Missing::Corroboration, about(facts.front())};
      item.other = other(facts.front());
      item.ask = "an independent source for what these exhibits show, or whoever made them as a witness";
      item.of_whom = "the other party to each of these facts";
      item.assumption =
          fmt::format("the facts prove to hold with the probability of their grade, {:.2f}, or not to", p);
      item.width_fall = result_.width - (p * width(facts, true, draws) + (1 - p) * width(facts, false, draws));
      item.at_stake = change;
      item.leader_may_change = falls[evidence].leader_changes;
      item.facts = facts.size();
      item.exhibits = exhibits_of(facts.front());
      keep(std::move(item));
    }
    return {};
  }

  static tl::unexpected<base::Error> stopped() {
    return base::fail(base::ErrorKind::Cancelled, "the calculation was stopped");
  }

  // Of the subject's 5 to 95 % interval where some facts are settled.
  double width(const std::vector<std::uint32_t>& settled, bool holds, std::size_t draws) {
    std::vector<double> shares;
    trial_->suppose_person(kNowhere);
    for (std::size_t draw = 0; draw < draws; ++draw) {
      trial_->draw(options_.seed, draw);
      for (const auto fact : settled) trial_->set(fact, holds);
      trial_->run(1e-7);
      shares.push_back(trial_->share(subject_));
    }
    return order_statistic(shares, .95) - order_statistic(shares, .05);
  }

  // The row behind a fact of the plan.
  template <class Visit>
  void with_row(std::uint32_t plan_fact, Visit&& visit) const {
    const auto fact = plan_->fact[plan_fact];
    for (const auto& payment : facts_.payments)
      if (payment.fact == fact)
        return visit(
            id(payment.payer), std::optional(id(payment.payee)),
            facts_.rows_of(static_cast<std::uint32_t>(&payment - facts_.payments.data())).front().row->citations);
    for (const auto* ties : {&facts_.owns, &facts_.nominees, &facts_.holders})
      for (const auto& tie : *ties)
        if (tie.fact == fact && tie.row)
          return visit(id(tie.source), std::optional(id(tie.target)), tie.row->citations);
    for (const auto& proceeds : facts_.proceeds)
      if (proceeds.fact == fact)
        return visit(id(proceeds.establishment), std::optional<EntityId>(), proceeds.row->citations);
  }
  EntityId about(std::uint32_t plan_fact) const {
    EntityId found;
    with_row(plan_fact, [&](EntityId id, auto, const auto&) { found = id; });
    return found;
  }
  std::optional<EntityId> other(std::uint32_t plan_fact) const {
    std::optional<EntityId> found;
    with_row(plan_fact, [&](EntityId, std::optional<EntityId> id, const auto&) { found = id; });
    return found;
  }
  std::vector<model::ExhibitId> exhibits_of(std::uint32_t plan_fact) const {
    std::set<model::ExhibitId> found;
    with_row(plan_fact, [&](EntityId, auto, const model::Citations& citations) {
      for (const auto& citation : citations) found.insert(citation.exhibit);
    });
    return {found.begin(), found.end()};
  }

  // Falls too small to be asked for count as none, so that they do not come before what narrows the interval.
  void sort_items() {
    const auto rank = [](const EvidenceItem& item) {
      const auto step = [](double value) { return value >= kWorthAsking ? value : 0; };
      return std::tuple(step(item.unattributed_fall), step(item.width_fall), item.at_stake);
    };
    std::ranges::stable_sort(result_.items, [&](const auto& a, const auto& b) { return rank(a) > rank(b); });
  }

  const model::CaseSnapshot& snapshot_;
  const Options& options_;
  base::Progress& progress_;
  Facts facts_;
  std::map<std::uint32_t, std::vector<std::uint32_t>> supposed_; ///< by account, facts
  std::optional<FlowPlan> plan_;
  std::map<std::uint32_t, std::uint32_t> plan_fact_;
  std::map<std::uint32_t, const TieFact*> tie_of_;
  std::optional<Flow> central_, trial_;
  Selection supported_;
  std::vector<double> received_;
  std::uint32_t subject_ = kNowhere;
  EvidenceNext result_;
};

} // namespace

const char* words(Missing missing) {
  switch (missing) {
    case Missing::AccountHolder:
      return "holder of an account";
    case Missing::AccountStatements:
      return "statements of an account";
    case Missing::CompanyOwners:
      return "owners of a company";
    case Missing::NomineesPrincipal:
      return "for whom a nominee holds";
    case Missing::ExhibitForTie:
      return "exhibit behind a tie";
    case Missing::ExhibitForPayments:
      return "exhibit behind payments";
    case Missing::Corroboration:
      return "corroboration of a single source";
  }
  return "";
}

base::Result<EvidenceNext> evidence_next(const model::CaseSnapshot& snapshot, const Options& options,
                                         base::Progress& progress) {
  return Asking(snapshot, options, progress).find();
}

} // namespace cuibono::benefit
