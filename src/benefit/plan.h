#pragma once
// Where value can go at all, laid out once so that thousands of selections of facts can be followed quickly: only what
// a source can reach, nodes numbered in the order in which money passes them, ways out of each node side by side. Read
// only once made; any number of threads may share it.

#include <cstdint>
#include <vector>

#include "benefit/facts.h"

namespace cuibono::benefit {

/// What becomes of value that stops at a node.
enum class End : std::uint8_t { Person, Lawful, Unattributed, PassesOn };

/// What a payment does with value on the plan's basis. `Cost` is taken off the funds first and carries nothing.
enum class Way : std::uint8_t { Flows, Lawful, Movement, Stays, Cost };

inline constexpr std::uint32_t kNowhere = 0xFFFFFFFF;

struct FlowPlan {
  /// A series of payments out of a node.
  struct Out {
    double amount;
    std::uint32_t to; ///< nodes() for a payee that no value reaches
    std::uint32_t fact : 29;
    std::uint32_t way : 3;
  };
  /// One into a node from where no value comes: it only adds to the funds.
  struct In {
    double amount;
    std::uint32_t to, fact;
  };
  /// owns: from the owned to the owner. nominee_for: from the nominee. holds_account: from the account to the holder.
  struct Tie {
    std::uint32_t from, to, fact;
    Triangle share;
    const model::Tie* row; ///< none for a tie that is only supposed
  };
  struct Source {
    std::uint32_t at, fact;
    const ProceedsFact* proceeds;
  };
  /// A way out (or in) whose amount the draws vary: what is certain of it, and the ranges, places in Facts::uncertain.
  struct Varied {
    std::uint32_t edge;
    double certain;
    std::size_t first, last;
  };

  const Facts* facts = nullptr;
  Basis basis = Basis::Gross;
  std::vector<std::uint32_t> entity; ///< for each node, its place in snapshot.entities()
  std::vector<std::uint32_t> node;   ///< for each entity its node, or kNowhere
  std::vector<std::uint32_t> fact;   ///< for each fact of the plan, its number in Facts
  std::vector<double> probability;   ///< of each fact of the plan
  std::vector<std::uint32_t> series; ///< for each way out, its place in Facts::payments
  std::vector<Out> out;              ///< by node
  std::vector<std::size_t> first_out;
  std::vector<In> in;
  std::vector<Varied> varied_out, varied_in;
  std::vector<Tie> owns, nominees, holders; ///< by `from`
  std::vector<Source> sources;
  std::vector<End> end;                     ///< of each node as long as no tie holds
  std::vector<std::uint32_t> payment_order; ///< nodes that payments reach: 0, 1, 2, ...
  std::vector<std::uint32_t> rollup_order;  ///< nodes with ties that pass value on, owned before owners where possible
  std::vector<std::uint32_t> people;        ///< nodes where benefit can end

  std::size_t nodes() const { return entity.size(); }
  /// What following the money once costs, in edges and nodes: for bounds on the number of repetitions.
  std::size_t work() const {
    return nodes() + out.size() + in.size() + owns.size() + nominees.size() + holders.size() + 1;
  }
};

/// `possible`: one flag a fact; the others can never be chosen. `facts` must outlive the result.
FlowPlan make_plan(const Facts& facts, Basis basis, const Selection& possible);

/// Facts that a draw may choose or that are supported.
Selection possible_facts(const Facts& facts);

} // namespace cuibono::benefit
