#pragma once
// An account statement as every bank format tells it, the check of its balances, and its rows of a case. The readers of
// the formats only fill these values in.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "ingest/draft.h"

namespace cuibono::ingest {

/// Somebody on the other side of an entry, or the holder of an account.
struct BankParty {
  std::string name;    ///< or empty
  std::string account; ///< without blanks; or empty
  std::string bank;    ///< its BIC or name; or empty
  std::string kind;    ///< word of the vocabulary where the statement tells; empty: not known
};

/// One movement of money: a whole entry, or one payment of a batch that was booked as one entry.
struct BankPayment {
  base::Money amount; ///< not below zero, in the entry's currency
  BankParty other;
  std::string purpose, end_to_end_id, bank_reference, transaction_code;
  std::string detail;                                    ///< " detail 2" for the second payment of a batch; else empty
  std::vector<std::pair<std::string, std::string>> more; ///< what else the entry says: `attribute:NAME` and text
};

struct BankEntry {
  std::uint64_t line = 0; ///< of the file, where the entry begins
  bool is_credit = false; ///< money came to the account; a reversed debit is one
  base::Money amount;
  std::string currency;
  std::string booked, value; ///< ISO 8601 as written; a date that does not exist is rejected later, with the row
  std::string problem;       ///< why the entry cannot be taken, or empty
  bool is_booked = true;     ///< false: pending or for information, no part of the balances
  std::vector<BankPayment> payments; ///< add up to the amount
};

struct Balance {
  base::Money amount; ///< below zero: the account is overdrawn
  std::string currency;
};

/// What the bank itself says of all credits or all debits.
struct StatedTotal {
  std::optional<std::uint64_t> count;
  std::optional<base::Money> sum;
};

struct BankStatement {
  std::string id; ///< the bank's own number, for sentences
  std::string account;
  BankParty holder;
  std::optional<Balance> opening, closing;
  StatedTotal credits, debits;
  std::string flaw; ///< why nothing of it can be trusted, a clause; or empty
  std::vector<BankEntry> entries;
};

/// Decimal number with `mark` before its decimals, which may be absent or many (`500,`, `8.850`): whole cents or
/// nothing; nothing, too, for a sign and for more than kLargestAmountCents.
std::optional<base::Money> parse_bank_amount(std::string_view text, char mark);

/// The account number as an id: blanks and control characters taken out.
std::string account_id(std::string_view text);

/// Adds accounts, parties, holds_account ties and payments to the draft, whose last file it is. Entries that are not
/// booked are rejected. A statement whose booked entries do not lead from the opening to the closing balance, or do not
/// add up to the totals it states, is rejected entry by entry; one that states neither is taken, with a remark.
void add_statements(Draft& draft, const std::string& file_name, const std::vector<BankStatement>& statements);

} // namespace cuibono::ingest
