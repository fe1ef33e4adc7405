#pragma once
// Where tainted money went that was mixed with clean money in one account, under each of seven rules: domain.md section
// 4
// ("Tracing"), docs/tracing.md. Pure and exact: whole cents in, whole cents out. Not legal advice: which rule a court
// applies is its jurisdiction's setting.
//
// What every rule has in common. Money leaves an account only as far as there is any: of a withdrawal above the balance
// the excess was never in the account and is clean; the balance stands at zero and nothing tainted is left. One inflow
// that is tainted in part has no order inside: what leaves of it carries its share. Shares are rounded to the nearest
// cent, halves up, once for each withdrawal; what is rounded away stays in the account, so that nothing is made or
// lost.

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/names.h"

namespace cuibono::money {

enum class TracingRule {
  Fifo,      ///< first in, first out (Clayton's case)
  Lifo,      ///< last in, first out
  ProRata,   ///< every withdrawal carries the account's share at that moment
  LastOut,   ///< clean money leaves first: the lowest intermediate balance rule (LIBR)
  FirstOut,  ///< tainted money leaves first
  Poison,    ///< one tainted cent taints the whole balance; not conserving: more may come out tainted than went in
  PariPassu, ///< one share for the whole period: tainted inflows over all inflows; looks ahead, one account only
};

} // namespace cuibono::money

template <>
struct cuibono::base::Names<cuibono::money::TracingRule> {
  static constexpr std::array<std::string_view, 7> kNames{"fifo",      "lifo",   "pro-rata",  "last-out",
                                                          "first-out", "poison", "pari-passu"};
};

namespace cuibono::money {

inline constexpr std::array kEveryRule{TracingRule::Fifo,     TracingRule::Lifo,     TracingRule::ProRata,
                                       TracingRule::LastOut,  TracingRule::FirstOut, TracingRule::Poison,
                                       TracingRule::PariPassu};

/// What comes out tainted and what is left add up to what came in tainted. All but poison.
constexpr bool conserves(TracingRule rule) { return rule != TracingRule::Poison; }

/// One row of an account, in the order in which the rows are taken to have happened.
struct Movement {
  bool in = false;          ///< received by the account; otherwise paid out of it
  std::int64_t cents = 0;   ///< 0 or more
  std::int64_t tainted = 0; ///< of an inflow: 0 to `cents`; ignored otherwise
};

struct OneAccount {
  /// Before the first row. Below zero: a debt to the bank.
  std::int64_t opening = 0;
  std::int64_t opening_tainted = 0; ///< 0 to `opening`
  /// What a balance below zero is. True: the statement is complete, so that it is a debt, which the next inflows repay:
  /// the part of them that does so is gone, to the bank. False: money came in that the case does not show, so that the
  /// account stands at zero and the next inflow is whole.
  bool overdraft_is_debt = false;
  std::vector<Movement> rows;
};

struct TracedAccount {
  std::vector<std::int64_t> tainted;         ///< one a row: of a withdrawal its tainted part, of an inflow 0
  std::int64_t left = 0;                     ///< tainted, in the account at the end
  std::int64_t repaid = 0;                   ///< tainted, swallowed by the account's own overdraft
  std::int64_t balance = 0;                  ///< at the end, 0 or more
  std::int64_t unfunded = 0;                 ///< paid out above the balance, all withdrawals together
  std::optional<std::size_t> first_unfunded; ///< the row where the balance first fell short
};

/// For every rule but poison: sum(tainted) + left + repaid = opening_tainted + the inflows' tainted parts, to the cent.
/// Linear in the rows, in time and in memory.
TracedAccount trace(const OneAccount& account, TracingRule rule);

} // namespace cuibono::money
