#pragma once
// What tracing reads of a case: the ledgers that money moves between, and the payments in order of date, as columns.
// Built once from a snapshot, linear in its rows. interface.md (`taint`), docs/tracing.md.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/names.h"
#include "model/jurisdiction.h"
#include "model/snapshot.h"

namespace cuibono::money {

/// Which of one day's rows are taken to have come first.
enum class SameDay { AsListed, InflowsFirst, OutflowsFirst };

} // namespace cuibono::money

template <>
struct cuibono::base::Names<cuibono::money::SameDay> {
  static constexpr std::array<std::string_view, 3> kNames{"as-listed", "inflows-first", "outflows-first"};
};

namespace cuibono::money {

struct SameDayChoice {
  SameDay order = SameDay::AsListed;
  bool of_case = false; ///< the case's setting `same_day_order`; otherwise the jurisdiction's
  std::string remark;   ///< where the case's setting is none of the orders
};
SameDayChoice same_day_order(const model::CaseSnapshot& snapshot, const model::Jurisdiction& jurisdiction);

/// Why a payment is tainted as it is.
enum class TaintReason : std::uint8_t {
  Carried, ///< by what its payer's ledger holds; in the trace of one account it is clean
  Stated,  ///< by its own column `taint`
  Source,  ///< by the exploited share of the establishment that it comes straight from
};

/// A ledger is an account, or an entity without one. An entity that holds one account, which nobody else holds, shares
/// its ledger; the accounts of one holder are kept apart. Its number is the account's place in snapshot.entities(); one
/// more, the last, stands for whoever a payment does not name.
struct TracingLedger {
  model::EntityId entity;                        ///< none for the last
  model::EntityId holder;                        ///< of an account, where one is known
  std::int64_t opening = 0, opening_tainted = 0; ///< attributes `opening_balance` and `opening_taint`, cents
  bool complete = false; ///< the opening balance is known: a balance below zero is a debt to the bank
  bool source = false;   ///< an establishment with proceeds, or its account: what it pays is tainted by share
};

struct TracingFacts {
  std::vector<TracingLedger> ledgers;
  std::vector<std::uint32_t> ledger_of; ///< one a row of snapshot.entities()

  // The payments that weigh something, by day, those of one day as listed.
  std::vector<std::uint32_t> payer, payee; ///< ledgers
  std::vector<std::int32_t> day;           ///< since 1970-01-01; rows without a date before all others
  std::vector<std::int64_t> cents;         ///< of the case's currency, more than 0
  std::vector<std::int64_t> fixed;         ///< tainted cents, whatever the payer's ledger holds; kCarried: as it gives
  std::vector<TaintReason> reason;
  std::vector<char> purchase;     ///< asset_purchase: the money has become a thing
  std::vector<std::uint32_t> row; ///< place in snapshot.payments()

  std::vector<std::string> remarks; ///< rows that could not take part, and assumptions made
  std::size_t size() const { return row.size(); }
};

inline constexpr std::int64_t kCarried = -1;

/// Amounts are converted at the rate of the payment's date, to the nearest cent.
TracingFacts tracing_facts(const model::CaseSnapshot& snapshot);

/// All payments, in the order in which one chronological pass takes them. With inflows first, the payments into an
/// account come before those out of it wherever the day's payments do not run in a circle; those of a circle are as
/// listed.
std::vector<std::uint32_t> chronological(const TracingFacts& facts, SameDay order);

/// The payments into and out of one ledger.
std::vector<std::uint32_t> payments_of(const TracingFacts& facts, std::uint32_t ledger, SameDay order);

/// The supported exhibits that say how much of an establishment's takings is exploitation, for whoever asks why its
/// payments are tainted. Empty for other ledgers.
std::vector<model::ExhibitId> source_exhibits(const model::CaseSnapshot& snapshot, const TracingFacts& facts,
                                              std::uint32_t ledger);

} // namespace cuibono::money
