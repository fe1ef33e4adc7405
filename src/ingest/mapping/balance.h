#pragma once
// The running balance of a statement, held against its movements (domain.md section 3: opening + credits - debits must equal
// closing, else the rows are set aside).

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/money.h"

namespace cuibono::ingest {

struct BalanceLine {
  std::uint64_t row = 0;
  base::Money change;                 ///< money in above zero, money out below
  std::optional<base::Money> balance; ///< after the movement, where the row gives one
  bool is_readable = true;            ///< false: the row could not be read, so that the next balance is not checked
};

struct BalanceBreak {
  std::uint64_t row = 0;
  std::string reason;
};

struct BalanceCheck {
  std::vector<BalanceBreak> breaks;
  std::string ends_problem;  ///< what the opening and the closing balance say against the rows, or empty
  std::uint64_t checked = 0; ///< balances that were held against another
};

/// Lines of one account in the order of the file, oldest or newest first, whichever breaks less.
BalanceCheck check_balances(std::vector<BalanceLine> lines, std::optional<base::Money> opening, std::optional<base::Money> closing);

} // namespace cuibono::ingest
