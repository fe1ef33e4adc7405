#include <fmt/core.h>

#include <algorithm>
#include <ostream>

#include "app/demo.h"
#include "app/jurisdictions.h"
#include "app/masking.h"
#include "app/tracing_edits.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/trace_output.h"

namespace cuibono::cli {
namespace {

using base::ErrorKind;
using base::fail;
using money::TracingRule;

struct TraceOptions {
  Reading reading;
  std::string account;
  std::string rules = "all";
  std::string lock, unlock, reason;
};

base::Result<std::vector<TracingRule>> parse_rules(const std::string& text) {
  std::vector<TracingRule> rules;
  for (const auto& word : base::split_list(text, ',')) {
    if (word == "all") return std::vector<TracingRule>(money::kEveryRule.begin(), money::kEveryRule.end());
    const auto rule = base::from_name<TracingRule>(word);
    if (!rule)
      return fail(ErrorKind::Usage, word + " is not a tracing rule", "--rule",
                  "name fifo, lifo, pro-rata, last-out, first-out, poison, pari-passu or all");
    if (std::ranges::count(rules, *rule) == 0) rules.push_back(*rule);
  }
  if (rules.empty()) return fail(ErrorKind::Usage, "no tracing rule is named", "--rule", "name one, or all");
  return rules;
}

// The accounts of a holder of several, for whoever names the holder.
std::string accounts_of(const model::CaseSnapshot& snapshot, const money::TracingFacts& facts, model::EntityId holder) {
  std::vector<std::string> keys;
  for (const auto& ledger : facts.ledgers)
    if (ledger.holder == holder) keys.push_back(key_of(snapshot, ledger.entity));
  return base::join(keys, ", ");
}

Outcome trace_one(const TraceOptions& options, const Environment& environment, TraceContext& context) {
  const auto asked = find_entity(context.opened, options.account);
  if (!asked) return tl::unexpected(asked.error());
  const auto& snapshot = context.snapshot();
  const auto ledger = context.facts.ledger_of[snapshot.entities().position(*asked)];
  auto trace = money::trace_account(snapshot, context.facts, ledger, context.rules, context.order.order);
  const auto held = accounts_of(snapshot, context.facts, *asked);
  if (context.facts.ledgers[ledger].entity != *asked)
    trace.remarks.push_back(fmt::format("{} and its only account {} are one ledger", options.account, held));
  else if (!held.empty())
    trace.remarks.push_back(fmt::format("{} holds accounts, which are traced apart: {}", options.account, held));
  print_account_trace(environment, context, trace, *asked);
  return 0;
}

// The last batch that locked each asset, of those that are locked now.
base::Result<LockRecords> lock_records(const TraceOptions& options, const OpenedCase& opened,
                                       const money::AcrossTrace& trace) {
  LockRecords locks;
  std::map<std::string, std::string> wanted; // label to asset
  for (const auto& asset : trace.assets)
    if (const auto* row = opened.snapshot->of<model::Asset>().find(asset.purchase.asset); asset.locked)
      wanted[app::lock_label(row->key)] = row->key;
  if (wanted.empty()) return locks;
  const auto file = open_file(options.reading);
  if (!file) return tl::unexpected(file.error());
  const auto records = file->journal_headings();
  if (!records) return tl::unexpected(records.error());
  const app::Masking masked(*opened.snapshot, opened.names);
  for (const auto& record : *records)
    if (const auto found = wanted.find(record.batch.label);
        found != wanted.end() && record.batch.kind == model::BatchKind::Edit)
      locks[found->second] = {masked(record.batch.reason), record.batch.author, record.batch.time};
  return locks;
}

Outcome trace_all(const TraceOptions& options, const Environment& environment, TraceContext& context) {
  const auto trace = money::trace_assets(context.snapshot(), context.facts, context.jurisdiction, context.order.order);
  const auto locks = lock_records(options, context.opened, trace);
  if (!locks) return tl::unexpected(locks.error());
  print_across_trace(environment, context, trace, *locks);
  return 0;
}

Outcome change_lock(const TraceOptions& options, const Environment& environment) {
  if (!options.lock.empty() && !options.unlock.empty())
    return fail(ErrorKind::Usage, "a rule is either locked or unlocked", "", "name --lock or --unlock");
  auto session = open_session(options.reading);
  if (!session) return tl::unexpected(session.error());
  const auto& snapshot = *session->snapshot();
  const auto jurisdiction = app::jurisdiction_of(snapshot, app::data_folder());
  if (!jurisdiction) return tl::unexpected(jurisdiction.error());
  auto batch = options.lock.empty()
                   ? app::unlock_tracing_rule(snapshot, options.unlock, options.reason)
                   : app::lock_tracing_rule(snapshot, *jurisdiction, options.lock, options.rules, options.reason);
  if (!batch) return tl::unexpected(batch.error());
  if (const auto done = session->commit(std::move(*batch)); !done) return tl::unexpected(done.error());
  environment.err << (options.lock.empty() ? options.unlock + " is not locked any more"
                                           : options.lock + " is locked to " + options.rules)
                  << "; the journal says why\n";
  return 0;
}

Outcome trace(const TraceOptions& options, const Environment& environment) {
  if (!options.lock.empty() || !options.unlock.empty()) return change_lock(options, environment);
  auto rules = parse_rules(options.rules);
  if (!rules) return tl::unexpected(rules.error());
  const auto opened = open_case(options.reading);
  if (!opened) return tl::unexpected(opened.error());
  const auto jurisdiction = app::jurisdiction_of(*opened->snapshot, app::data_folder());
  if (!jurisdiction) return tl::unexpected(jurisdiction.error());
  const auto facts = money::tracing_facts(*opened->snapshot);
  TraceContext context{*opened,
                       options.reading,
                       *jurisdiction,
                       money::same_day_order(*opened->snapshot, *jurisdiction),
                       facts,
                       std::move(*rules),
                       model::setting(*opened->snapshot, "currency"),
                       app::Masking(*opened->snapshot, opened->names)};
  return options.account.empty() ? trace_all(options, environment, context) : trace_one(options, environment, context);
}

} // namespace

void add_trace_commands(Program& program) {
  auto command =
      add_report<TraceOptions>(program, "trace", "Where tainted money went, under every tracing rule", trace);
  auto& options = *command.options;
  add_reading(command.app, options.reading);
  add_csv(command.app, options.reading);
  command.app
      .add_option("--account", options.account,
                   "The account, or the holder of one account; without it, every account, to the assets")
      .type_name("ID");
  command.app
      .add_option("--rule", options.rules,
                   "fifo, lifo, pro-rata, last-out, first-out, poison, pari-passu, several with commas, or all")
      .shows_default();
  command.app
      .add_option("--lock", options.lock, "Lock the rule by which this asset is traced, with --rule and --reason")
      .type_name("ASSET");
  command.app.add_option("--unlock", options.unlock, "Take the lock away, with --reason").type_name("ASSET");
  command.app.add_option("--reason", options.reason, "Why; it goes to the journal");
}

} // namespace cuibono::cli
