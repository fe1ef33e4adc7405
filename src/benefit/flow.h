#pragma once
// One pass of the money: from the sources through payments to whoever keeps it, and from companies and nominees to people.
// Linear, so that every figure is a sum over paths; what cannot be followed further is unattributed, never lost.

#include <cstdint>
#include <string>
#include <vector>

#include "benefit/facts.h"

namespace cuibono::benefit {

/// What becomes of value that stops at a node.
enum class End { Person, Lawful, Unattributed, PassesOn };

/// A part of a node's value that goes to another node.
struct Edge {
  std::uint32_t from, to;
  double part; ///< 0 to 1 of what `from` has
};

/// The money of one selection of facts as two chains: payments first, then the roll-up of what is kept.
struct FlowModel {
  std::vector<std::uint32_t> stands_for;    ///< for each entity, itself or the known holder of the account it is
  std::vector<double> source;               ///< z, in currency units
  std::vector<Edge> payments;               ///< by from, to
  std::vector<double> lawful, movement, kept; ///< parts of a node's value; with its payments they add up to 1
  std::vector<Edge> rollup;                 ///< by from, to; a nominee's whole value, or a company's shares
  std::vector<double> unowned;              ///< part of a rolled-up value that nobody is known to own
  std::vector<End> end;
};

/// `entities.size()` nodes. Accounts with exactly one known holder are folded into the holder.
FlowModel build_flow(const Facts& facts, const Selection& chosen, Basis basis);

/// Where the value ended, in currency units; sums to the sources but for rounding of doubles.
struct FlowResult {
  std::vector<double> benefit;      ///< a person's, by node
  std::vector<double> unattributed; ///< by the node where it stopped
  double circulating = 0;           ///< went round without end; unattributed too
  double movement = 0, lawful = 0, source = 0;

  double attributed() const;
  double unattributed_total() const;
};
FlowResult run_flow(const FlowModel& model);

/// Why value that stops at this node is nobody's; for people.
std::string why_unattributed(const Facts& facts, const FlowModel& model, std::uint32_t node);

/// x = start + P x by repeated sweeps, never above the true solution; nodes are swept in an order that follows the edges.
std::vector<double> spread(std::vector<double> start, const std::vector<Edge>& edges);

} // namespace cuibono::benefit
