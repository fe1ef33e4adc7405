#pragma once
// One account of a case, traced under the rules that are asked for, and how far the order of one day's rows matters.

#include <string>
#include <vector>

#include "money/tracing.h"
#include "money/tracing_facts.h"

namespace cuibono::money {

struct RuleTrace {
  TracingRule rule;
  TracedAccount traced; ///< one value a row of AccountTrace::payments
};

/// What another order of one day's rows would have given.
struct OrderEffect {
  SameDay order;
  TracingRule rule;
  std::int64_t left = 0;           ///< tainted, under that order
  std::int64_t largest_change = 0; ///< of one withdrawal's tainted part, up or down
  std::uint32_t payment = 0;       ///< whose; a number of TracingFacts; of no meaning where nothing changes
};

struct AccountTrace {
  std::uint32_t ledger = 0;
  SameDay order = SameDay::AsListed;
  std::vector<std::uint32_t> payments; ///< numbers of TracingFacts, in the order in which they were taken
  OneAccount account;                  ///< the same rows, with the taint of each inflow
  std::vector<RuleTrace> rules;
  std::vector<OrderEffect> sensitivity; ///< both other orders under each rule; empty where no day has money both ways
  std::vector<std::string> remarks;     ///< of this account
};

/// `ledger` is a number of facts.ledgers. An inflow is tainted as its row fixes it, and otherwise clean.
AccountTrace trace_account(const model::CaseSnapshot& snapshot, const TracingFacts& facts, std::uint32_t ledger,
                           const std::vector<TracingRule>& rules, SameDay order);

} // namespace cuibono::money
