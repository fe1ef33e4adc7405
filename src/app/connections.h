#pragma once
// How two entities of a case are connected: paths with the facts and exhibits behind each step. Values, without names:
// whoever prints them shows entities through model::Names.

#include <optional>
#include <string>
#include <vector>

#include "graph/network.h"
#include "graph/paths.h"
#include "graph/time_paths.h"
#include "model/people.h"

namespace cuibono::app {

/// A tie or payment as it reads along a step.
struct StepFact {
  graph::Fact fact;
  bool forward = true;               ///< its source, or payer, is where the step begins
  std::string words;                 ///< "employs", "is employed by", "pays 500.00 XTS to"
  base::Date from, to;               ///< of a payment both its date
  std::vector<std::string> exhibits; ///< keys, as cited
  double probability = 0;            ///< by evidence, model::probability; 0: no exhibit supports it

  bool operator==(const StepFact&) const = default;
};

constexpr std::size_t kMostFacts = 6; ///< listed of a step

struct Step {
  model::EntityId from, to;
  std::vector<StepFact> facts; ///< the most probable first, at most kMostFacts
  std::size_t more_facts = 0;  ///< not listed
  double probability = 0;      ///< that one of all its facts holds: 1 - product of (1 - p)

  bool operator==(const Step&) const = default;
};

struct Connection {
  std::vector<Step> steps;
  double probability = 0;            ///< product over the steps: as if the evidence of each were independent
  std::size_t weakest = 0;           ///< place of the least probable step, the first of equals
  std::vector<std::string> repeated; ///< keys of exhibits behind more than one step, which are then not independent
  std::vector<std::string> best_by;  ///< in order of time: "arrives soonest", ...; else empty
  bool certain = true;               ///< in order of time: whether the order holds wherever unknown days fall
  base::Date arrival;                ///< in order of time: earliest day of the last step; no date where nothing says
  std::optional<std::int32_t> longest_wait; ///< days, where it was made as small as can be
};

enum class Ask { Shortest, KShortest, Simple, InTime };

struct ConnectionOptions {
  graph::NetworkOptions network = {}; ///< layers empty: all, with payments; parallel facts and weighing are set here
  Ask ask = Ask::Shortest;
  graph::Shortness shortness = graph::Shortness::Steps;         ///< of Shortest and KShortest
  std::size_t limit = 1;                                        ///< listed of Shortest and Simple; k of KShortest
  std::uint32_t most_steps = 4;                                 ///< of Simple
  std::vector<graph::Prefer> prefer = {graph::Prefer::Arrival}; ///< of InTime: one path each
  std::optional<std::int32_t> most_gap;                         ///< of InTime
};

struct Connections {
  std::vector<Connection> paths;
  std::optional<std::uint64_t> count; ///< all there are, of Shortest and Simple
  bool more = false;                  ///< there may be more than `count`, or than those listed
  graph::LeftOut left_out;            ///< of the network's rows; `undated` ones are kept, but not in order of time
  std::size_t other_layers = 0;       ///< rows of layers that were not asked for
  std::vector<std::string> remarks;   ///< whole sentences
};

/// The verbs, exhibits and probabilities of all facts between two nodes of a network with parallel links kept.
Step step_between(const model::CaseSnapshot& snapshot, const graph::Network& network, std::uint32_t from,
                  std::uint32_t to);

/// Of victims too, as anybody: it ranks nobody. Usage error where both ends are one, or one is a victim and victims are
/// left out; otherwise fails only when stopped.
base::Result<Connections> connections(const model::CaseSnapshot& snapshot, const model::Names& names,
                                      model::EntityId from, model::EntityId to, const ConnectionOptions& options,
                                      base::Progress& progress);

/// What the probability of a path takes for granted.
inline constexpr const char* kPathAssumption =
    "a path's probability is the product of its steps', as if their evidence were independent; a step's is that one of "
    "its facts holds; neither is a probability of guilt";

} // namespace cuibono::app
