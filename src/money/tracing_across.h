#pragma once
// Tainted money carried from account to account in one chronological pass: what a payment takes out of its payer's
// ledger it brings into its payee's. Circles need nothing special: a ledger at any moment is what came before it. Every
// rule but pari-passu, which looks ahead and so belongs to one account. docs/tracing.md.

#include <array>
#include <cstdint>
#include <vector>

#include "money/tracing.h"
#include "money/tracing_facts.h"

namespace cuibono::money {

/// The rules that one pass can follow.
inline constexpr std::array kCarryingRules{TracingRule::Fifo,    TracingRule::Lifo,     TracingRule::ProRata,
                                           TracingRule::LastOut, TracingRule::FirstOut, TracingRule::Poison};

/// Amounts in cents. A place is a position in the order of the pass, which is not the number of the payment.
struct Carried {
  TracingRule rule = TracingRule::Fifo;
  std::vector<std::int64_t> tainted; ///< one a place: the tainted part of that payment when it reaches its payee
  /// One a place: where the tainted money that the payer held then began to come in; no payment before it matters.
  std::vector<std::uint32_t> since;
  std::vector<std::int64_t> left;   ///< one a ledger; of a source and of whoever is not named, what reached it
  std::vector<std::int64_t> repaid; ///< one a ledger: swallowed by an overdraft
  std::int64_t entered = 0; ///< opening taint, what sources paid, and what the column `taint` adds to its payer's part
  std::int64_t things = 0;  ///< spent on purchases, where a trace ends in the thing bought

  /// For every rule but poison, to the cent: entered = things + sum(left) + sum(repaid).
};

/// `order` is one of facts' (see chronological); `ends` flags, by number of the payment, those that end in a thing.
Carried carry(const TracingFacts& facts, const std::vector<std::uint32_t>& order, const std::vector<char>& ends,
              TracingRule rule);

} // namespace cuibono::money
