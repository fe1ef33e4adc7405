#include <fmt/core.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "base/text.h"
#include "cli/trace_output.h"

namespace cuibono::cli {
namespace {

using base::format_money;
using money::AccountTrace;

std::string amount_text(std::int64_t cents, const Reading& reading) {
  return reading.csv ? format_money({cents}) : base::format_money_grouped({cents});
}

std::string date_text(const TraceContext& context, std::uint32_t payment) {
  return base::format_date(context.snapshot().payments().rows()[context.facts.row[payment]].date);
}

// What the row itself says, where it is in another currency.
void add_stated(const TraceContext& context, std::uint32_t payment, Json& object) {
  const auto& row = context.snapshot().payments().rows()[context.facts.row[payment]];
  if (row.currency.empty() || row.currency == context.currency) return;
  object["stated"] = {{"amount", json_amount(row.amount)}, {"currency", row.currency}};
}

Json withdrawals_json(const TraceContext& context, const AccountTrace& trace, const money::TracedAccount& traced) {
  Json list = Json::array();
  for (std::size_t i = 0; i < trace.payments.size(); ++i) {
    if (trace.account.rows[i].in) continue;
    const auto payment = trace.payments[i];
    Json object{{"id", payment_key(context, payment)},
                {"amount", json_amount({trace.account.rows[i].cents})},
                {"tainted", json_amount({traced.tainted[i]})},
                {"date", date_text(context, payment)},
                {"to", ledger_key(context, context.facts.payee[payment])},
                {"exhibits", exhibit_keys(context.snapshot(), exhibits_of(context, payment))}};
    add_stated(context, payment, object);
    list.push_back(std::move(object));
  }
  return list;
}

const char* words(money::TaintReason reason) {
  switch (reason) {
    case money::TaintReason::Stated:
      return "stated";
    case money::TaintReason::Source:
      return "exploited share of the payer";
    case money::TaintReason::Carried:
      break;
  }
  return "nothing taints it";
}

Json inflows_json(const TraceContext& context, const AccountTrace& trace) {
  Json list = Json::array();
  for (std::size_t i = 0; i < trace.payments.size(); ++i) {
    if (!trace.account.rows[i].in) continue;
    const auto payment = trace.payments[i];
    auto exhibits = exhibits_of(context, payment);
    if (context.facts.reason[payment] == money::TaintReason::Source)
      for (const auto id : money::source_exhibits(context.snapshot(), context.facts, context.facts.payer[payment]))
        exhibits.push_back(id);
    Json object{{"id", payment_key(context, payment)},
                {"amount", json_amount({trace.account.rows[i].cents})},
                {"tainted", json_amount({trace.account.rows[i].tainted})},
                {"date", date_text(context, payment)},
                {"from", ledger_key(context, context.facts.payer[payment])},
                {"because", words(context.facts.reason[payment])},
                {"exhibits", exhibit_keys(context.snapshot(), exhibits)}};
    add_stated(context, payment, object);
    list.push_back(std::move(object));
  }
  return list;
}

Json sensitivity_json(const TraceContext& context, const AccountTrace& trace) {
  Json list = Json::array();
  for (const auto& effect : trace.sensitivity) {
    Json object{{"order", base::name_of(effect.order)},
                {"rule", base::name_of(effect.rule)},
                {"left", json_amount({effect.left})},
                {"largest_change", json_amount({effect.largest_change})}};
    object["withdrawal"] = effect.largest_change > 0 ? Json(payment_key(context, effect.payment)) : Json(nullptr);
    list.push_back(std::move(object));
  }
  return list;
}

Json trace_json(const TraceContext& context, const AccountTrace& trace, model::EntityId asked,
                const std::vector<std::string>& remarks) {
  const auto& place = context.facts.ledgers[trace.ledger];
  Json rules = Json::object();
  for (const auto& [rule, traced] : trace.rules)
    rules[std::string(base::name_of(rule))] = {{"withdrawals", withdrawals_json(context, trace, traced)},
                                               {"left", json_amount({traced.left})},
                                               {"repaid_overdraft", json_amount({traced.repaid})},
                                               {"conserves", money::conserves(rule)},
                                               {"allowed", is_allowed(context.jurisdiction, rule)}};
  const auto* first = trace.rules.empty() ? nullptr : &trace.rules.front().traced;
  return {{"account", key_of(context.snapshot(), asked)},
          {"name", ledger_name(context, trace.ledger)},
          {"currency", context.currency},
          {"jurisdiction", jurisdiction_json(context.jurisdiction)},
          {"order", order_json(context.order)},
          {"opening_balance", place.complete ? Json(json_amount({place.opening})) : Json(nullptr)},
          {"balance", first ? json_amount({first->balance}) : 0},
          {"unfunded", first ? json_amount({first->unfunded}) : 0},
          {"rules", std::move(rules)},
          {"inflows", inflows_json(context, trace)},
          {"sensitivity", sensitivity_json(context, trace)},
          {"remarks", remarks}};
}

// Withdrawals as rows, rules as columns; then what is left.
TextTable trace_table(const TraceContext& context, const AccountTrace& trace) {
  TextTable table{{{"id"}, {"date"}, {"to"}, {"amount", Side::Right}}, {}};
  for (const auto& rule : trace.rules) table.columns.push_back({std::string(base::name_of(rule.rule)), Side::Right});
  for (std::size_t i = 0; i < trace.payments.size(); ++i) {
    if (trace.account.rows[i].in) continue;
    const auto payment = trace.payments[i];
    std::vector<std::string> row{payment_key(context, payment), date_text(context, payment),
                                 ledger_name(context, context.facts.payee[payment]),
                                 amount_text(trace.account.rows[i].cents, context.reading)};
    for (const auto& rule : trace.rules) row.push_back(amount_text(rule.traced.tainted[i], context.reading));
    table.rows.push_back(std::move(row));
  }
  if (trace.rules.empty()) return table;
  const auto add = [&](const char* title, std::int64_t amount, std::int64_t money::TracedAccount::*member) {
    std::vector<std::string> row{title, "", "", amount_text(amount, context.reading)};
    for (const auto& rule : trace.rules) row.push_back(amount_text(rule.traced.*member, context.reading));
    table.rows.push_back(std::move(row));
  };
  if (trace.rules.front().traced.repaid > 0)
    add("repaid", trace.rules.front().traced.repaid, &money::TracedAccount::repaid);
  add("left", trace.rules.front().traced.balance, &money::TracedAccount::left);
  return table;
}

std::vector<std::string> sensitivity_remarks(const TraceContext& context, const AccountTrace& trace) {
  std::vector<std::string> remarks;
  for (const auto& effect : trace.sensitivity)
    if (effect.largest_change > 0)
      remarks.push_back(fmt::format("were one day's rows {}, {} would change by up to {} ({})",
                                    base::name_of(effect.order), base::name_of(effect.rule),
                                    base::format_money_grouped({effect.largest_change}),
                                    payment_key(context, effect.payment)));
  return remarks;
}

} // namespace

void print_account_trace(const Environment& environment, const TraceContext& context, const AccountTrace& trace,
                         model::EntityId asked) {
  auto remarks = context.facts.remarks;
  if (!context.order.remark.empty()) remarks.push_back(context.order.remark);
  remarks.insert(remarks.end(), trace.remarks.begin(), trace.remarks.end());
  if (context.reading.json) return print_json(environment.out, trace_json(context, trace, asked, remarks));
  const auto table = trace_table(context, trace);
  if (context.reading.csv)
    print_csv(environment.out, table);
  else {
    environment.out << fmt::format("Tainted part of what left {}, in {}, under each rule\n\n",
                                   ledger_name(context, trace.ledger), context.currency);
    print_table(environment.out, table);
  }
  const auto effects = sensitivity_remarks(context, trace);
  remarks.insert(remarks.end(), effects.begin(), effects.end());
  print_notes(environment, context, remarks);
}

} // namespace cuibono::cli
