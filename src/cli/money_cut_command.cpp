#include <fmt/core.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "app/money_cut.h"
#include "base/text.h"
#include "cli/disruption_output.h"

namespace cuibono::cli {
namespace {

using model::EntityId;

constexpr std::size_t kMostPayments = 200; // listed of a tie

struct Options {
  Reading reading;
  std::vector<std::string> from, to;
  std::string since, until, basis;
};

base::Result<std::vector<EntityId>> entities(const OpenedCase& opened, const std::vector<std::string>& keys) {
  std::vector<EntityId> ids;
  for (const auto& key : keys) {
    const auto id = find_entity(opened, key);
    if (!id) return tl::unexpected(id.error());
    ids.push_back(*id);
  }
  return ids;
}

base::Result<model::Date> day(const std::string& text, const char* option) {
  if (text.empty()) return model::Date{};
  const auto date = base::parse_date(text);
  if (!date) return base::fail(base::ErrorKind::Usage, "this is no date: " + text, option, "write 2031-06-30, 2031-06 or 2031");
  return *date;
}

base::Result<app::MoneyCutOptions> wanted(const OpenedCase& opened, const Options& options) {
  auto from = entities(opened, options.from), to = entities(opened, options.to);
  if (!from) return tl::unexpected(from.error());
  if (!to) return tl::unexpected(to.error());
  const auto since = day(options.since, "--since"), until = day(options.until, "--until");
  if (!since) return tl::unexpected(since.error());
  if (!until) return tl::unexpected(until.error());
  const auto basis = options.basis.empty()    ? benefit::default_basis(*opened.snapshot)
                     : options.basis == "net" ? benefit::Basis::Net
                                              : benefit::Basis::Gross;
  return app::MoneyCutOptions{std::move(*from), std::move(*to), {*since, *until}, basis};
}

Json tie_json(const OpenedCase& opened, const app::CutTie& tie) {
  Json payments = Json::array();
  for (std::size_t i = 0; i < std::min(tie.payments.size(), kMostPayments); ++i)
    payments.push_back(opened.snapshot->payments().find(tie.payments[i])->key);
  return {{"payer", printed_key(opened, tie.payer)}, {"payee", printed_key(opened, tie.payee)},
          {"amount", json_amount(tie.amount)},       {"payments", std::move(payments)},
          {"payments_in_all", tie.payments.size()},  {"exhibits", exhibit_keys(*opened.snapshot, tie.exhibits)}};
}

Json accounts_json(const OpenedCase& opened, const app::FrozenAccounts& accounts) {
  return accounts ? keys_of(opened, *accounts) : Json(nullptr);
}

Json cut_json(const OpenedCase& opened, const app::MoneyCut& cut) {
  Json ties = Json::array();
  for (const auto& tie : cut.ties) ties.push_back(tie_json(opened, tie));
  return {{"currency", cut.currency},
          {"from", keys_of(opened, cut.from)},
          {"to", keys_of(opened, cut.to)},
          {"value", json_amount(cut.value)},
          {"ties", std::move(ties)},
          {"warnings", warnings_json(opened, cut.tie_warnings)},
          {"accounts", accounts_json(opened, cut.accounts)},
          {"accounts_paying_no_victim", accounts_json(opened, cut.gentle_accounts)},
          {"account_warnings", warnings_json(opened, cut.account_warnings)},
          {"notes", cut.words}};
}

TextTable cut_table(const OpenedCase& opened, const app::MoneyCut& cut) {
  TextTable table{{{"payer"}, {"payee"}, {"amount", Side::Right}, {"payments", Side::Right}, {"exhibits"}}, {}};
  for (const auto& tie : cut.ties) {
    const auto exhibits = exhibit_keys(*opened.snapshot, tie.exhibits).get<std::vector<std::string>>();
    table.rows.push_back({names_of(opened, {tie.payer}), names_of(opened, {tie.payee}), base::format_money_grouped(tie.amount),
                          std::to_string(tie.payments.size()), exhibits.empty() ? "no exhibit" : base::join(exhibits, ", ")});
  }
  return table;
}

void print_accounts(std::ostream& out, const OpenedCase& opened, const char* title, const app::FrozenAccounts& accounts) {
  if (accounts)
    out << fmt::format("{} ({}): {}\n", title, accounts->size(), accounts->empty() ? "none is needed" : names_of(opened, *accounts));
}

void print_cut(std::ostream& out, const OpenedCase& opened, const app::MoneyCut& cut) {
  out << fmt::format("from {}\nto   {}\n", names_of(opened, cut.from), names_of(opened, cut.to));
  out << fmt::format("Frozen, these would have stopped everything, {} {}; nothing cheaper does:\n\n", base::format_money_grouped(cut.value),
                     cut.currency);
  print_table(out, cut_table(opened, cut));
  out << '\n';
  print_accounts(out, opened, "Fewest accounts that stop everything", cut.accounts);
  print_accounts(out, opened, "Fewest of those that pay no victim", cut.gentle_accounts);
  for (const auto& words : cut.words) out << words << '\n';
  print_warnings(out, opened, cut.tie_warnings);
  if (cut.account_warnings.empty()) return;
  out << "\nWhere the accounts are frozen instead:";
  print_warnings(out, opened, cut.account_warnings);
}

Outcome money_cut(const Options& options, const Environment& environment) {
  const auto opened = open_case(options.reading);
  if (!opened) return tl::unexpected(opened.error());
  const auto asked = wanted(*opened, options);
  if (!asked) return tl::unexpected(asked.error());
  base::Progress progress;
  const auto cut = app::money_cut(*opened->snapshot, opened->names, *asked, progress);
  if (!cut) return tl::unexpected(cut.error());
  if (options.reading.json)
    print_json(environment.out, cut_json(*opened, *cut));
  else if (options.reading.csv)
    print_csv(environment.out, cut_table(*opened, *cut));
  else
    print_cut(environment.out, *opened, *cut);
  return 0;
}

} // namespace

void add_money_cut_command(Program& program) {
  auto cut = add_report<Options>(program, "money-cut", "What to freeze so that nothing reaches those who benefit", money_cut);
  add_reading(cut.app, cut.options->reading);
  add_csv(cut.app, cut.options->reading);
  cut.app.add_option("--from", cut.options->from, "Where the money comes from: ID,ID; else establishments with proceeds").parted_by(',');
  cut.app.add_option("--to", cut.options->to, "Whom it reaches: ID,ID; else those whom who-benefits names").parted_by(',');
  cut.app.add_option("--since", cut.options->since, "Only payments on or after this day");
  cut.app.add_option("--until", cut.options->until, "Only payments on or before this day");
  cut.app.add_option("--basis", cut.options->basis, "Of who-benefits: gross or net; else as the case says").one_of({"gross", "net"});
}

} // namespace cuibono::cli
