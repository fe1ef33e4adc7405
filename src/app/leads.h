#pragma once
// Leads: pairs without a tie that have much in common, and what to collect to check each. A layer of its own: nothing
// here is written to the case, drawn as a tie or counted by a measure. Victims are in no pair; what others share may be
// a victim.

#include <optional>
#include <string>
#include <vector>

#include "graph/leads.h"
#include "model/people.h"

namespace cuibono::app {

enum class LeadMeasure {
  AdamicAdar,         ///< neighbours in common, each 1 / ln(ties)
  ResourceAllocation, ///< neighbours in common, each 1 / ties
  Preferential,       ///< neighbours in common over ties expected from degrees alone
  Rare                ///< phones, accounts, documents, places, vehicles and values of attributes, each 1 / ln(holders)
};

/// As on the command line, and how it is reckoned, in words.
struct LeadMeasureName {
  LeadMeasure measure;
  const char* name;
  const char* formula;
};
const std::vector<LeadMeasureName>& lead_measures();

/// What two have in common.
struct SharedThing {
  std::optional<model::EntityId> entity; ///< else a value of an attribute, as it may be shown:
  std::string column, value;
  std::size_t holders = 0; ///< who are tied to it, or have the value
  double weight = 0;
};

constexpr std::size_t kMostShared = 5; ///< listed of a lead

struct LeadLine {
  model::EntityId a, b;
  double score = 0;
  double expected = 0;              ///< ties that degrees alone let expect
  std::vector<SharedThing> shared;  ///< the weightiest first, at most kMostShared
  std::size_t more_shared = 0;      ///< not listed
  std::string reason;               ///< one sentence
  std::vector<std::string> collect; ///< what would show or refute a tie
};

struct LeadsReport {
  LeadMeasure measure = LeadMeasure::AdamicAdar;
  std::vector<LeadLine> leads;
  std::uint64_t count = 0;      ///< pairs with anything in common, listed or not
  std::size_t passed_over = 0;  ///< things that too many have in common
  std::size_t most_holders = 0; ///< how many are too many
  graph::LeftOut left_out;
};

struct LeadsOptions {
  graph::NetworkOptions network = {}; ///< layers empty: all, with payments; directions are not looked at
  LeadMeasure measure = LeadMeasure::AdamicAdar;
  std::size_t limit = 20;
};

/// Fails only when stopped.
base::Result<LeadsReport> leads(const model::CaseSnapshot& snapshot, const model::Names& names,
                                const LeadsOptions& options, base::Progress& progress);

} // namespace cuibono::app
