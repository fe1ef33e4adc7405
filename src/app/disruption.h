#pragma once
// What is left of a case's network, and of the money that reaches its beneficiaries, as actors, ties or accounts are taken away one
// after another. Everything is tried on values in memory; the case is not touched. Values.

#include <optional>
#include <string>
#include <vector>

#include "app/key_players.h"
#include "benefit/measure.h"

namespace cuibono::app {

enum class Removable { Actors, Ties, Accounts };

/// `Benefit`: actors by what reaches them, ties and accounts by what stops when one alone goes. `KeyPlayers`: whoever cuts up most,
/// then of the rest again; not for ties.
enum class RemovalBy { Given, Degree, Betweenness, KeyPlayers, Benefit, Random };

struct DisruptionOptions {
  graph::NetworkOptions network;
  Removable what = Removable::Actors;
  RemovalBy by = RemovalBy::Degree;
  std::vector<EntityId> given;                             ///< in this order, where by is Given
  std::vector<std::pair<EntityId, EntityId>> given_ties{}; ///< the same of ties
  std::size_t steps = 10;                                  ///< at most; given ones all
  std::size_t draws = 100;                                 ///< of random orders, to compare with
  std::uint64_t seed = 1;
  benefit::Basis basis = benefit::Basis::Gross;
};

/// `second` is none unless a tie was cut.
struct RemovalStep {
  EntityId first, second;
};

/// Amounts add up to the source value to a cent (docs/decisions/0126-stopped-not-diverted.md).
struct MoneyLeft {
  base::Money attributed, unattributed, movement, lawful, stopped;
  double reaches = 0; ///< attributed / attributed before; 0 where nothing was
};

struct DisruptionStep {
  std::optional<RemovalStep> removed; ///< none at the start, and where orders are random
  double largest = 0;                 ///< nodes in the largest component, over the nodes before: 0 to 1
  double components = 0;
  std::optional<double> fragmentation; ///< DF; none where it takes too long
  std::optional<MoneyLeft> money;      ///< none where it takes too long, or where the case has no proceeds; of random orders the mean
};

struct Disruption {
  Tied tied;
  std::vector<DisruptionStep> steps;            ///< entry 0: before any removal
  std::vector<DisruptionStep> random;           ///< the mean of random orders of as many; the same as `steps` where by is Random
  double robustness = 0, random_robustness = 0; ///< R: mean of `largest` after each removal
  std::optional<double> money_robustness, random_money_robustness; ///< the same of MoneyLeft::reaches
  std::size_t draws = 0, money_draws = 0;
  std::string currency;
  base::Money source_value;
  std::vector<std::pair<EntityId, base::Money>> still; ///< whom money still reaches after the last removal, most first
  std::vector<HarmWarning> warnings;
  std::vector<std::string> words; ///< how it was done and what it does not say: whole sentences
};

/// Fails when somebody spared is to be removed (Refused), when what is given is not in the network or the order does not go with
/// what is removed (Usage), and when stopped.
base::Result<Disruption> disruption_of(const model::CaseSnapshot& snapshot, const model::Names& names, const DisruptionOptions& options,
                                       base::Progress& progress);

} // namespace cuibono::app
