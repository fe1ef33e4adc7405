#pragma once
// How traces are printed. Internal to the trace subcommand.

#include <map>
#include <string>
#include <vector>

#include "app/masking.h"
#include "cli/output.h"
#include "model/jurisdiction.h"
#include "money/tracing_account.h"
#include "money/tracing_assets.h"

namespace cuibono::cli {

/// What every trace is printed with.
struct TraceContext {
  const OpenedCase& opened;
  const Reading& reading;
  const model::Jurisdiction& jurisdiction;
  money::SameDayChoice order;
  const money::TracingFacts& facts;
  std::vector<money::TracingRule> rules;
  std::string currency;
  app::Masking masked; ///< for free text, such as an asset's kind

  const model::CaseSnapshot& snapshot() const { return *opened.snapshot; }
};

void print_account_trace(const Environment& environment, const TraceContext& context, const money::AccountTrace& trace,
                         model::EntityId asked);

/// Who locked an asset's rule, when and why, as the journal says.
struct LockRecord {
  std::string reason, author, time;
};
using LockRecords = std::map<std::string, LockRecord>; ///< by the asset's id

void print_across_trace(const Environment& environment, const TraceContext& context, const money::AcrossTrace& trace,
                        const LockRecords& locks);

// Parts that both kinds of trace share.
bool is_allowed(const model::Jurisdiction& jurisdiction, money::TracingRule rule);
Json jurisdiction_json(const model::Jurisdiction& jurisdiction);
Json order_json(const money::SameDayChoice& choice);
/// The payment's id, or `row N` where the evidence gave it none.
std::string payment_key(const TraceContext& context, std::uint32_t payment);
/// Id of a ledger's account or entity; empty for whoever a payment does not name.
std::string ledger_key(const TraceContext& context, std::uint32_t ledger);
/// "A3 (Tova Hale)": the account with its holder's name as it may be shown.
std::string ledger_name(const TraceContext& context, std::uint32_t ledger);
/// Exhibits that support the payment.
std::vector<model::ExhibitId> exhibits_of(const TraceContext& context, std::uint32_t payment);
/// Jurisdiction, order, and what is not allowed there: to standard error, with the remarks.
void print_notes(const Environment& environment, const TraceContext& context, const std::vector<std::string>& remarks);

} // namespace cuibono::cli
