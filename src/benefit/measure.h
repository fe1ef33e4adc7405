#pragma once
// Who benefits: the value arising from exploitation, followed through payments, ownership and nominees to people, as
// opposed to what movement earned and what was lawful. Rules: interface.md ("How the beneficiary measure reads these
// tables"); reasons and formulas: domain.md section 5. Pure functions of a snapshot: any thread, no state.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "model/snapshot.h"

namespace cuibono::benefit {

using base::Money;
using model::EntityId;

enum class Basis { Gross, Net };

enum class Quadrant { Principal, PassiveOrHidden, ManagerOrEnforcer, Peripheral };

/// Where the plane of benefit share against control is divided; why these: docs/decisions/0003-quadrants.md.
inline constexpr double kHighShare = .04;
inline constexpr double kHighControl = .25;

/// Words for people: "principal", "passive or hidden", "manager or enforcer", "peripheral".
const char* words(Quadrant quadrant);

/// One step of money on its way: proceeds arising, a bundle of payments, an ownership share, a nominee's passing on.
struct Step {
  EntityId from, to;
  std::string kind;                          ///< "proceeds", a payment class, "owns" or "nominee_for"
  double amount = 0;                         ///< value that this path carries after the step, in currency units
  std::optional<Money> paid;                 ///< what the bundled payments add up to
  std::vector<model::Payment::Id> payments;  ///< the bundle
  std::vector<model::Tie::Id> ties;          ///< ownership, nominee and account-holder ties relied on
  std::vector<model::Proceeds::Id> proceeds; ///< the proceeds rows relied on
  std::vector<model::ExhibitId> exhibits;    ///< every exhibit behind the step, by id
};

/// The amounts of a person's paths add up to the person's benefit.
struct Path {
  Money amount;
  std::vector<Step> steps; ///< empty for what is left of paths too small or too many to list
};

struct ControlFact {
  std::string kind;        ///< a tie type, or "controls company"
  double strength = 0;     ///< a: .5 strategic, .3 managerial, .1 operational
  double probability = 0;  ///< p, from the exhibits' grades
  double loss = 0;         ///< how much C falls without this fact
  EntityId target;         ///< one of the targets
  EntityId establishment;  ///< none where the target's establishment is not known
  std::size_t targets = 1; ///< how many ties are this one fact
  std::vector<model::Tie::Id> ties;
  std::vector<model::ExhibitId> exhibits;
};

struct Person {
  EntityId id;
  Money benefit;
  double share = 0;                                   ///< S: benefit / (all benefit + unattributed)
  double share_p05 = 0, share_p50 = 0, share_p95 = 0; ///< over the draws; equal to share when there are none
  double p_top = 0;                                   ///< part of the draws in which nobody's share is larger
  double control = 0;                                 ///< C
  double index = 0;                                   ///< S (.5 + .5 C): sorts a list, nothing else
  Quadrant quadrant = Quadrant::Peripheral;
  std::vector<Path> paths; ///< largest first
  std::vector<ControlFact> control_facts;
};

/// Value that reached a holder nobody could be named for, and why.
struct Unattributed {
  EntityId at; ///< none for what circulates without end
  Money amount;
  std::string reason; ///< "holder of the account is not known", ...
};

struct Sensitivity {
  std::string dropped_lineage;
  std::optional<EntityId> leader; ///< who leads without it, if anybody
  double largest_shift = 0;       ///< change of a share, signed
  EntityId entity;                ///< whose
};

/// Lineages without which the leader is another, or nobody.
struct LostSet {
  std::vector<std::string> lineages;
  std::optional<EntityId> leader; ///< then
};

struct SmallestSets {
  std::size_t size = 0;      ///< lineages in each; 0: no set was found
  bool at_most = false;      ///< not every smaller set could be tried, or the set was found step by step
  bool bounded = false;      ///< the search stopped at its bound
  std::size_t count = 0;     ///< how many sets of that size there are
  std::vector<LostSet> sets; ///< the first of them
};

/// One choice of the measure made otherwise, and what that does to whoever leads as the choices stand (or, where nobody
/// is named, to whoever has the largest share).
struct Choice {
  std::string choice;  ///< "index: the constant", "tracing rule", ...
  std::string setting; ///< what it was set to
  double share = 0;    ///< of the same person, then
  double index = 0;
  double share_change = 0; ///< against the figures as reported
  double index_change = 0;
  std::optional<EntityId> leader;         ///< then
  std::optional<EntityId> first_by_index; ///< then
  bool leader_changes = false;
};

/// Where a person stands in the social layer of the network, to be seen beside the share. Never of a victim.
struct Position {
  EntityId id;
  double degree = 0;      ///< how many others
  double betweenness = 0; ///< unnormalised, each pair once
  double share = 0;
};

/// A victim against whom the case holds something as well: never a score, a question for whoever decides.
struct DualStatus {
  EntityId id;
  std::vector<std::string> reasons; ///< "role recruiter", "charged", ...
};

struct Report {
  Basis basis = Basis::Gross;
  std::string currency;
  Money source_value, attributed, unattributed, movement, lawful; ///< the last four add up to the first
  double unattributed_share = 0;                                  ///< unattributed / (attributed + unattributed)
  double unattributed_p05 = 0, unattributed_p50 = 0, unattributed_p95 = 0; ///< over the draws
  double nobody_named = 0; ///< part of the draws in which the rule names no leader
  std::vector<std::pair<EntityId, double>>
      also_first; ///< who is first in some draws without being among the people, and how often
  std::optional<EntityId> leader;
  std::string abstained_because;  ///< empty when a leader is named
  std::vector<Person> people;     ///< by index, benefit, key
  std::vector<Unattributed> gaps; ///< largest first
  std::vector<Sensitivity> sensitivity;
  SmallestSets smallest;
  std::vector<Choice> tornado;      ///< by the size of the change
  std::vector<Position> centrality; ///< by betweenness, degree, id; empty where it was neither cheap nor asked for
  std::vector<DualStatus> reviews;
  std::vector<std::string> remarks; ///< what was left out and why
  int draws = 0;
  std::vector<std::pair<std::string, double>> seconds; ///< what each part of the calculation took, for measuring
};

struct Options {
  Basis basis = Basis::Gross;
  int draws = 2000; ///< 0: no intervals
  std::uint64_t seed = 1;
  bool sensitivity = true; ///< lineages, smallest sets, the tornado
  unsigned threads = 0;    ///< 0: as many as the machine has; the figures do not depend on it
  enum class Centrality { Never, WhereCheap, Always } centrality = Centrality::WhereCheap;
};

/// Fails only when stopped (Cancelled). A case without supported proceeds gives an empty report that says so.
base::Result<Report> who_benefits(const model::CaseSnapshot& snapshot, const Options& options,
                                  base::Progress& progress);

/// The basis the case asks for (setting `exploited_basis`), gross where it does not say.
Basis default_basis(const model::CaseSnapshot& snapshot);

} // namespace cuibono::benefit
