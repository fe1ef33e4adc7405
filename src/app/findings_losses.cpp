#include <fmt/core.h>
#include <map>

#include "app/findings.h"
#include "app/jurisdictions.h"
#include "app/words.h"
#include "base/text.h"
#include "law/losses.h"

namespace cuibono::app {
namespace {

constexpr std::size_t kNamed = 3; // victims in one remark

std::string amount(base::Money value) { return base::format_money_grouped(value); }

void summarise(const std::vector<law::Losses>& losses, const model::Jurisdiction& jurisdiction, const law::Until& until,
               const std::string& currency, FindingsPage& page) {
  law::Money total, illegal;
  for (const auto& one : losses) law::add(total, one.wages.total()), law::add(illegal, one.wages.illegal_deductions);
  page.summary.push_back(losses.empty()
                             ? "The case states no wages and no debts."
                             : fmt::format("{} are owed {} together.", counted(losses.size(), "person", "people"),
                                           amount_text(total, currency)));
  if (losses.empty()) return;
  page.summary.push_back(fmt::format("Interest {:.4g} % a year, simple{} ({}); {}.", 100 * jurisdiction.interest_rate,
                                     until.day.known() ? " to " + base::format_date(until.day) : "", until.source,
                                     jurisdiction.name));
  if (illegal.cents > 0)
    page.summary.push_back(fmt::format("Illegal deductions of {} are inside these sums: do not add them.",
                                       amount_text(illegal, currency)));
}

FindingTable wage_table(const FindingsInput& input, const std::vector<law::Losses>& losses) {
  FindingTable table{
      "Owed to each victim",
      "In the order of the case; nobody is ranked.",
      {{"Victim", 2},
       {"Wages due", 2, Align::Right},
       {"Received", 2, Align::Right},
       {"Lawfully deducted", 2, Align::Right},
       {"Owed", 2, Align::Right},
       {"Interest", 2, Align::Right},
       {"Fees to refund", 2, Align::Right},
       {"Total", 2, Align::Right}},
      {},
      "Enter the months that people worked in wages.csv: victim, employer, month, hours, rate, received."};
  for (const auto& one : losses) {
    const auto& wages = one.wages;
    table.rows.push_back({{entity_cell(input, one.victim),
                           {amount(wages.due)},
                           {amount(wages.received)},
                           {amount(wages.lawful_deductions)},
                           {amount(wages.owed)},
                           {amount(wages.interest)},
                           {amount(wages.fees)},
                           {amount(wages.total())}},
                          exhibit_cells(*input.snapshot, wages.exhibits.supporting)});
  }
  return table;
}

std::string fair(const law::DebtLedger& debt) {
  if (!debt.fair_months) return "cannot be worked out";
  return *debt.fair_months == 0 ? "nothing to repay"
                                : fmt::format("repaid in month {} of {}", *debt.fair_months, debt.months_held);
}

FindingTable debt_table(const FindingsInput& input, const std::vector<law::Losses>& losses) {
  FindingTable table{"Debts that were claimed",
                     "What a creditor claims is no loss and in no sum above.",
                     {{"Victim", 2},
                      {"Creditor", 3},
                      {"At first", 2, Align::Right},
                      {"At last", 2, Align::Right},
                      {"On fair terms", 3},
                      {"Asks for an answer", 7}},
                     {},
                     "No debt is stated (debts.csv)."};
  for (const auto& one : losses)
    for (const auto& debt : one.debts)
      table.rows.push_back({{entity_cell(input, one.victim),
                             entity_cell(input, debt.creditor),
                             {debt.opening ? amount(*debt.opening) : "not stated"},
                             {debt.claimed.empty() ? "cannot be worked out" : amount(debt.claimed.back())},
                             {fair(debt)},
                             {base::join(debt.flags, "; ")}},
                            exhibit_cells(*input.snapshot, debt.exhibits.supporting)});
  return table;
}

// Each remark once, with those whom it concerns: "V-01, V-02, V-03 and 9 more: ..."
void add_remarks(const FindingsInput& input, const std::vector<law::Losses>& losses, FindingsPage& page) {
  std::map<std::string, std::vector<std::string>> whose;
  for (const auto& one : losses)
    for (const auto& remark : one.wages.remarks) whose[remark].push_back(input.names.shown(one.victim));
  for (auto& [remark, victims] : whose) {
    const auto more = victims.size() > kNamed ? victims.size() - kNamed : 0;
    victims.resize(victims.size() - more);
    page.remarks.push_back(base::join(victims, ", ") + (more > 0 ? fmt::format(" and {} more: ", more) : ": ") +
                           remark);
  }
}

} // namespace

base::Result<FindingsPage> losses_page(const FindingsInput& input, base::Progress&) {
  const auto jurisdiction = jurisdiction_of(*input.snapshot, input.data);
  if (!jurisdiction) return tl::unexpected(jurisdiction.error());
  const auto until = law::interest_until(*input.snapshot, {});
  const auto losses = law::losses(*input.snapshot, *jurisdiction, until.day);
  FindingsPage page;
  summarise(losses, *jurisdiction, until, model::setting(*input.snapshot, "currency"), page);
  page.tables = {wage_table(input, losses), debt_table(input, losses)};
  add_remarks(input, losses, page);
  return page;
}

} // namespace cuibono::app
