#include <algorithm>
#include <fmt/core.h>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>

#include "app/demo.h"
#include "app/jurisdictions.h"
#include "app/masking.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/output.h"
#include "law/losses.h"

namespace cuibono::cli {
namespace {

struct LedgerOptions {
  Reading reading;
  std::string victim; ///< empty: every victim
  std::string until;
};

struct Ledgers {
  OpenedCase opened;
  model::Jurisdiction jurisdiction;
  law::Until until;
  std::string currency;
  std::vector<law::Losses> losses;
  bool one = false; ///< somebody was named
};

base::Result<law::Date> date_asked(const std::string& text) {
  if (text.empty()) return law::Date{};
  if (const auto date = base::parse_date(text)) return *date;
  return base::fail(base::ErrorKind::Usage, "the date " + text + " is not one", "--until", "write it like 2031-12-31");
}

base::Result<void> keep_only(Ledgers& ledgers, const std::string& key) {
  const auto id = find_entity(ledgers.opened, key);
  if (!id) return tl::unexpected(id.error());
  std::erase_if(ledgers.losses, [&](const law::Losses& one) { return one.victim != *id; });
  ledgers.one = true;
  if (!ledgers.losses.empty()) return {};
  return base::fail(base::ErrorKind::Usage, "no wage and no debt is stated for this entity", key, "cuibono ledger CASE lists those who have any");
}

base::Result<Ledgers> work_out(const LedgerOptions& options) {
  const auto asked = date_asked(options.until);
  if (!asked) return tl::unexpected(asked.error());
  auto opened = open_case(options.reading);
  if (!opened) return tl::unexpected(opened.error());
  auto jurisdiction = app::jurisdiction_of(*opened->snapshot, app::data_folder());
  if (!jurisdiction) return tl::unexpected(jurisdiction.error());
  const auto until = law::interest_until(*opened->snapshot, *asked);
  auto losses = law::losses(*opened->snapshot, *jurisdiction, until.day);
  const auto currency = model::setting(*opened->snapshot, "currency");
  Ledgers ledgers{std::move(*opened), std::move(*jurisdiction), until, currency, std::move(losses)};
  if (options.victim.empty()) return ledgers;
  if (const auto kept = keep_only(ledgers, options.victim); !kept) return tl::unexpected(kept.error());
  return ledgers;
}

Json dates(const std::vector<law::Date>& list) {
  Json texts = Json::array();
  for (const auto date : list) texts.push_back(base::format_date(date));
  return texts;
}

Json amount_or_null(const std::optional<law::Money>& amount) { return amount ? Json(json_amount(*amount)) : Json(nullptr); }
Json number_or_null(const std::optional<int>& number) { return number ? Json(*number) : Json(nullptr); }
Json id_or_null(const OpenedCase& opened, model::EntityId id) { return id ? Json(printed_key(opened, id)) : Json(nullptr); }

void put_exhibits(Json& object, const OpenedCase& opened, const law::Sides& sides) {
  object["exhibits"] = exhibit_keys(*opened.snapshot, sides.supporting);
  object["contradicted_by"] = exhibit_keys(*opened.snapshot, sides.against);
}

Json line_json(const OpenedCase& opened, model::EntityId employer, const law::WageLine& line) {
  Json object{{"employer", id_or_null(opened, employer)}, {"month", base::format_date(line.month)}};
  const bool worked_out = line.not_worked_out.empty();
  const auto amount = [&](law::Money value) { return worked_out ? Json(json_amount(value)) : Json(nullptr); };
  object["due"] = amount(line.due);
  object["received"] = amount(line.received);
  object["lawful_deductions"] = amount(line.lawful_deductions);
  object["owed"] = amount(line.owed);
  object["balance"] = amount(line.balance);
  object["interest"] = amount(line.interest);
  object["illegal_deductions"] = json_amount(line.illegal_deductions);
  object["fees"] = json_amount(line.fees);
  if (!worked_out) object["not_worked_out"] = line.not_worked_out;
  put_exhibits(object, opened, line.exhibits);
  return object;
}

Json debt_json(const OpenedCase& opened, const law::DebtLedger& debt) {
  Json claimed = Json::array();
  for (const auto balance : debt.claimed) claimed.push_back(json_amount(balance));
  Json object{{"creditor", id_or_null(opened, debt.creditor)},
              {"opening", amount_or_null(debt.opening)},
              {"claimed", std::move(claimed)},
              {"months", dates(debt.months)},
              {"never_amortises", debt.never_amortises},
              {"threshold", amount_or_null(debt.threshold)},
              {"advance", amount_or_null(debt.advance)},
              {"fair_months", number_or_null(debt.fair_months)},
              {"months_held", debt.months_held},
              {"excess_months", number_or_null(debt.excess_months)},
              {"held_after_fair_liquidation", debt.held_after_fair_liquidation},
              {"flags", debt.flags},
              {"unsupported", dates(debt.unsupported)},
              {"remarks", debt.remarks}};
  put_exhibits(object, opened, debt.exhibits);
  return object;
}

Json losses_json(const Ledgers& ledgers, const law::Losses& one) {
  const auto& opened = ledgers.opened;
  const auto& wages = one.wages;
  Json months = Json::array(), unsupported = Json::array(), others = Json::array();
  for (const auto& ledger : wages.ledgers)
    for (const auto& line : ledger.lines) months.push_back(line_json(opened, ledger.employer, line));
  for (const auto& line : wages.unsupported)
    unsupported.push_back(line_json(opened, opened.snapshot->of<model::Wage>().find(line.row)->employer, line));
  for (std::size_t i = 1; i < one.debts.size(); ++i) others.push_back(debt_json(opened, one.debts[i]));
  Json object{{"name", opened.names.shown(one.victim)},
              {"currency", ledgers.currency},
              {"wages_due", json_amount(wages.due)},
              {"received", json_amount(wages.received)},
              {"lawful_deductions", json_amount(wages.lawful_deductions)},
              {"owed", json_amount(wages.owed)},
              {"overpaid", json_amount(wages.overpaid)},
              {"interest", json_amount(wages.interest)},
              {"fees", json_amount(wages.fees)},
              {"total", json_amount(wages.total())},
              {"illegal_deductions", json_amount(wages.illegal_deductions)},
              {"interest_rate", ledgers.jurisdiction.interest_rate},
              {"until", ledgers.until.day.known() ? Json(base::format_date(ledgers.until.day)) : Json(nullptr)},
              {"until_source", ledgers.until.source},
              {"jurisdiction", ledgers.jurisdiction.name}};
  put_exhibits(object, opened, wages.exhibits);
  object["debt"] = one.debts.empty() ? Json{{"claimed", Json::array()}, {"never_amortises", false}, {"fair_months", nullptr}}
                                     : debt_json(opened, one.debts[0]);
  object["other_debts"] = std::move(others);
  object["months"] = std::move(months);
  object["unsupported"] = std::move(unsupported);
  object["remarks"] = wages.remarks;
  return object;
}

TextTable summary(const Ledgers& ledgers) {
  TextTable table{{{"victim"}, {"id"}, {"wages due", Side::Right}, {"received", Side::Right}, {"deducted", Side::Right}, {"owed", Side::Right},
                   {"interest", Side::Right}, {"fees", Side::Right}, {"total", Side::Right}, {"exhibits"}}, {}};
  for (const auto& one : ledgers.losses) {
    const auto& wages = one.wages;
    std::vector<std::string> keys = exhibit_keys(*ledgers.opened.snapshot, wages.exhibits.supporting);
    table.rows.push_back({ledgers.opened.names.shown(one.victim), printed_key(ledgers.opened, one.victim), base::format_money(wages.due),
                          base::format_money(wages.received), base::format_money(wages.lawful_deductions), base::format_money(wages.owed),
                          base::format_money(wages.interest), base::format_money(wages.fees), base::format_money(wages.total()),
                          base::join(keys, ";")});
  }
  return table;
}

TextTable month_table(const Ledgers& ledgers, const law::Losses& one) {
  TextTable table{{{"month"}, {"employer"}, {"due", Side::Right}, {"received", Side::Right}, {"deducted", Side::Right}, {"owed", Side::Right},
                   {"balance", Side::Right}, {"interest", Side::Right}, {"fees", Side::Right}, {"exhibits"}, {"note"}}, {}};
  const auto add = [&](model::EntityId employer, const law::WageLine& line, const std::string& note) {
    const auto amount = [&](law::Money value) { return line.not_worked_out.empty() ? base::format_money(value) : std::string(); };
    std::vector<std::string> keys = exhibit_keys(*ledgers.opened.snapshot, line.exhibits.supporting);
    table.rows.push_back({base::format_date(line.month), employer ? ledgers.opened.names.shown(employer) : "", amount(line.due),
                          amount(line.received), amount(line.lawful_deductions), amount(line.owed), amount(line.balance), amount(line.interest),
                          base::format_money(line.fees), base::join(keys, ";"), note});
  };
  for (const auto& ledger : one.wages.ledgers)
    for (const auto& line : ledger.lines) add(ledger.employer, line, line.not_worked_out);
  for (const auto& line : one.wages.unsupported)
    add(ledgers.opened.snapshot->of<model::Wage>().find(line.row)->employer, line, "claimed, no exhibit: in no sum");
  return table;
}

void print_debt(std::ostream& out, const Ledgers& ledgers, const law::DebtLedger& debt) {
  const auto& names = ledgers.opened.names;
  std::vector<std::string> keys = exhibit_keys(*ledgers.opened.snapshot, debt.exhibits.supporting);
  out << fmt::format("\nDebt that {} claims from {} [{}]", debt.creditor ? names.shown(debt.creditor) : "somebody", names.shown(debt.victim),
                     keys.empty() ? "no exhibit" : base::join(keys, ", "));
  if (debt.opening) out << fmt::format(": {} to begin with", base::format_money_grouped(*debt.opening));
  if (!debt.claimed.empty())
    out << fmt::format(", {} at the end of {}", base::format_money_grouped(debt.claimed.back()), base::format_date(debt.months[debt.claimed.size() - 1]));
  out << ".\n";
  if (debt.fair_months)
    out << (*debt.fair_months == 0 ? "  On fair terms there was nothing to repay.\n"
                                   : fmt::format("  On fair terms it was repaid in month {} of {}.\n", *debt.fair_months, debt.months_held));
  for (const auto& flag : debt.flags) out << "  Asks for an answer: " << flag << ".\n";
  for (const auto& remark : debt.remarks) out << "  Note: " << remark << ".\n";
}

// "V-01, V-02, V-03 and 9 more"
std::string whose(const std::vector<std::string>& names) {
  constexpr std::size_t kNamed = 3;
  const std::vector<std::string> first(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(kNamed, names.size())));
  return base::join(first, ", ") + (names.size() > kNamed ? fmt::format(" and {} more", names.size() - kNamed) : "");
}

// Each remark once, with those whom it concerns.
template <class Remarks>
void print_remarks(std::ostream& out, const Ledgers& ledgers, const char* what, Remarks remarks_of) {
  std::map<std::string, std::vector<std::string>> by_text;
  for (const auto& one : ledgers.losses)
    for (const auto& remark : remarks_of(one)) by_text[remark].push_back(ledgers.opened.names.shown(one.victim));
  for (const auto& [text, victims] : by_text) out << fmt::format("{}{}: {}.\n", what, whose(victims), text);
}

void print_ledgers(std::ostream& out, const Ledgers& ledgers) {
  const auto title = model::setting(*ledgers.opened.snapshot, "title");
  const app::Masking masked(*ledgers.opened.snapshot, ledgers.opened.names);
  out << fmt::format("{}: what each victim is owed, {}\n\n", title.empty() ? "Untitled case" : masked(title), ledgers.currency);
  print_table(out, summary(ledgers));
  law::Money total, illegal;
  for (const auto& one : ledgers.losses) law::add(total, one.wages.total()), law::add(illegal, one.wages.illegal_deductions);
  out << fmt::format("\nTogether {}. Interest: {:.4g} % a year, simple", base::format_money_grouped(total), 100 * ledgers.jurisdiction.interest_rate);
  if (ledgers.until.day.known()) out << " to " << base::format_date(ledgers.until.day);
  out << fmt::format(" ({}); {}.\n", ledgers.until.source, ledgers.jurisdiction.name);
  if (illegal.cents > 0) out << fmt::format("Illegal deductions of {} are inside these sums: do not add them.\n", base::format_money_grouped(illegal));
  if (ledgers.one) {
    out << '\n';
    for (const auto& one : ledgers.losses) print_table(out, month_table(ledgers, one));
    for (const auto& one : ledgers.losses)
      for (const auto& debt : one.debts) print_debt(out, ledgers, debt);
  } else {
    const auto debt_flags = [](const law::Losses& one) { return one.debts.empty() ? std::vector<std::string>() : one.debts[0].flags; };
    print_remarks(out, ledgers, "Debt, asks for an answer: ", debt_flags);
  }
  print_remarks(out, ledgers, "Note: ", [](const law::Losses& one) { return one.wages.remarks; });
}

Outcome ledger(const LedgerOptions& options, const Environment& environment) {
  const auto ledgers = work_out(options);
  if (!ledgers) return tl::unexpected(ledgers.error());
  if (options.reading.csv) {
    print_csv(environment.out, ledgers->one ? month_table(*ledgers, ledgers->losses[0]) : summary(*ledgers));
  } else if (options.reading.json) {
    Json document = Json::object();
    for (const auto& one : ledgers->losses) document[printed_key(ledgers->opened, one.victim)] = losses_json(*ledgers, one);
    print_json(environment.out, document);
  } else if (ledgers->losses.empty()) {
    environment.out << "The case states no wages and no debts.\n";
  } else {
    print_ledgers(environment.out, *ledgers);
  }
  return 0;
}

} // namespace

void add_ledger_commands(Program& program) {
  auto books = add_report<LedgerOptions>(program, "ledger", "What each victim is owed in wages, fees and interest; debts that were claimed", ledger);
  add_reading(books.app, books.options->reading);
  add_csv(books.app, books.options->reading);
  books.app.add_option("VICTIM", books.options->victim, "One victim alone, month by month");
  books.app.add_option("--until", books.options->until, "Day to which interest runs; else the end of the case's window").type_name("DATE");
}

} // namespace cuibono::cli
