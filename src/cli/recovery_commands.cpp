#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "app/demo.h"
#include "app/jurisdictions.h"
#include "app/masking.h"
#include "base/text.h"
#include "benefit/measure.h"
#include "cli/command.h"
#include "cli/output.h"
#include "law/wages.h"
#include "money/net_worth.h"
#include "money/proceeds.h"
#include "money/recovery.h"

namespace cuibono::cli {
namespace {

using base::Money;
using model::EntityId;

constexpr std::size_t kMostNetWorths = 100; // each goes through every payment

struct Options {
  Reading reading;
  std::string basis;     ///< empty: as the case says
  std::string available; ///< empty: the orders' sum
};

struct Read {
  OpenedCase opened;
  model::Jurisdiction jurisdiction;

  const model::CaseSnapshot& snapshot() const { return *opened.snapshot; }
  std::string currency() const { return model::setting(snapshot(), "currency"); }
};

base::Result<Read> read(const Options& options) {
  auto opened = open_case(options.reading);
  if (!opened) return tl::unexpected(opened.error());
  auto jurisdiction = app::jurisdiction_of(*opened->snapshot, app::data_folder());
  if (!jurisdiction) return tl::unexpected(jurisdiction.error());
  return Read{std::move(*opened), std::move(*jurisdiction)};
}

Json amount_or_null(const std::optional<Money>& amount) { return amount ? Json(json_amount(*amount)) : Json(nullptr); }

std::string amount_text(const std::optional<Money>& amount) {
  return amount ? base::format_money_grouped(*amount) : "not known";
}

std::vector<std::string> keys(const Read& read, const std::vector<model::ExhibitId>& exhibits) {
  return exhibit_keys(read.snapshot(), exhibits).get<std::vector<std::string>>();
}

Json figure_json(const Read& read, const money::Figure& figure) {
  Json lines = Json::array();
  for (const auto& line : figure.rests_on)
    lines.push_back({{"what", line.what},
                     {"amount", json_amount(line.amount)},
                     {"rows", line.rows},
                     {"exhibits", exhibit_keys(read.snapshot(), line.exhibits)}});
  return {{"value", amount_or_null(figure.value)},
          {"certain", figure.certain()},
          {"rests_on", std::move(lines)},
          {"missing", figure.missing}};
}

void print_figure(std::ostream& out, const Read& read, const char* name, const money::Figure& figure) {
  out << fmt::format("  {:<12}{:>18}{}\n", name, amount_text(figure.value),
                     figure.value && !figure.missing.empty() ? "  (not certain)" : "");
  for (const auto& line : figure.rests_on)
    out << fmt::format("      {:>18}  {} [{}]\n", base::format_money_grouped(line.amount), line.what,
                       base::join(keys(read, line.exhibits), ", "));
  for (const auto& what : figure.missing) out << "      missing: " << what << '\n';
}

Json proceeds_json(const Read& read, const money::ProceedsReport& report) {
  Json rows = Json::array();
  for (const auto& row : report.rows)
    rows.push_back({{"establishment", key_of(read.snapshot(), row.establishment)},
                    {"name", read.opened.names.shown(row.establishment)},
                    {"from", base::format_date(row.from)},
                    {"to", base::format_date(row.to)},
                    {"gross", figure_json(read, row.gross)},
                    {"net", figure_json(read, row.net)},
                    {"avoided", figure_json(read, row.avoided)},
                    {"stated_net", amount_or_null(row.stated_net)}});
  return {{"currency", report.currency},
          {"jurisdiction", read.jurisdiction.id},
          {"proceeds", std::move(rows)},
          {"remarks", report.remarks}};
}

TextTable proceeds_table(const Read& read, const money::ProceedsReport& report) {
  TextTable table{{{"establishment"},
                   {"from"},
                   {"to"},
                   {"gross", Side::Right},
                   {"net", Side::Right},
                   {"avoided", Side::Right},
                   {"missing"}},
                  {}};
  const auto cell = [](const std::optional<Money>& amount) {
    return amount ? base::format_money(*amount) : std::string();
  };
  for (const auto& row : report.rows) {
    std::vector<std::string> missing;
    for (const auto& [name, figure] :
         {std::pair("gross", &row.gross), std::pair("net", &row.net), std::pair("avoided", &row.avoided)})
      for (const auto& what : figure->missing) missing.push_back(fmt::format("{}: {}", name, what));
    table.rows.push_back({key_of(read.snapshot(), row.establishment), base::format_date(row.from),
                          base::format_date(row.to), cell(row.gross.value), cell(row.net.value),
                          cell(row.avoided.value), base::join(missing, "; ")});
  }
  return table;
}

void print_proceeds(std::ostream& out, const Read& read, const money::ProceedsReport& report) {
  out << fmt::format(
      "Proceeds on three bases, {}. They answer different questions about the same money: never add them.\n",
      report.currency);
  for (const auto& row : report.rows) {
    out << fmt::format("\n{} ({}), {} to {}\n", read.opened.names.shown(row.establishment),
                       key_of(read.snapshot(), row.establishment),
                       row.from.known() ? base::format_date(row.from) : "any date",
                       row.to.known() ? base::format_date(row.to) : "any date");
    print_figure(out, read, "gross", row.gross);
    print_figure(out, read, "net", row.net);
    print_figure(out, read, "avoided", row.avoided);
    if (row.stated_net)
      out << fmt::format("  the case states a net value of {}\n", base::format_money_grouped(*row.stated_net));
  }
  for (const auto& remark : report.remarks) out << "Note: " << remark << ".\n";
}

Outcome proceeds(const Options& options, const Environment& environment) {
  const auto opened = read(options);
  if (!opened) return tl::unexpected(opened.error());
  const auto report = money::proceeds(opened->snapshot(), opened->jurisdiction);
  if (options.reading.json)
    print_json(environment.out, proceeds_json(*opened, report));
  else if (options.reading.csv)
    print_csv(environment.out, proceeds_table(*opened, report));
  else
    print_proceeds(environment.out, *opened, report);
  return 0;
}

struct Claim {
  EntityId victim;
  Money owed, paid;
};

struct Recovered {
  Read read;
  benefit::Basis basis;
  money::Recovery recovery;
  std::vector<money::NetWorth> net_worths; ///< in the orders' order
  Money available;
  std::vector<Claim> claims;
};

base::Result<std::map<EntityId, Money>> benefits(const model::CaseSnapshot& snapshot, benefit::Basis basis) {
  base::Progress progress;
  const auto report = benefit::who_benefits(snapshot, {.basis = basis, .draws = 0, .sensitivity = false}, progress);
  if (!report) return tl::unexpected(report.error());
  std::map<EntityId, Money> found;
  for (const auto& person : report->people) found[person.id] = person.benefit;
  return found;
}

void share_out(Recovered& recovered) {
  const auto& snapshot = recovered.read.snapshot();
  const auto until = law::interest_until(snapshot, {});
  std::vector<Money> owed;
  for (const auto& wages : law::wages(snapshot, recovered.read.jurisdiction, until.day)) {
    recovered.claims.push_back({wages.victim, wages.total(), {}});
    owed.push_back(wages.total());
  }
  const auto paid = money::share_out(recovered.available, owed);
  for (std::size_t i = 0; i < paid.size(); ++i) recovered.claims[i].paid = paid[i];
}

base::Result<Recovered> recover(const Options& options) {
  auto opened = read(options);
  if (!opened) return tl::unexpected(opened.error());
  const auto basis = options.basis.empty()    ? benefit::default_basis(opened->snapshot())
                     : options.basis == "net" ? benefit::Basis::Net
                                              : benefit::Basis::Gross;
  const auto benefit = benefits(opened->snapshot(), basis);
  if (!benefit) return tl::unexpected(benefit.error());
  const auto asked = base::parse_money(options.available);
  if (!options.available.empty() && (!asked || asked->cents < 0))
    return base::fail(base::ErrorKind::Usage, "this is no amount: " + options.available, "--available",
                      "write 570000 or 570000.50");
  auto recovery = money::recovery(opened->snapshot(), *benefit);
  Recovered recovered{std::move(*opened), basis, std::move(recovery), {}, {}, {}};
  for (const auto& order : recovered.recovery.orders) {
    const bool asked_for = recovered.net_worths.size() < kMostNetWorths;
    recovered.net_worths.push_back(asked_for ? money::net_worth(recovered.read.snapshot(), order.person)
                                             : money::NetWorth{});
    recovered.available += order.order;
  }
  if (recovered.net_worths.size() > kMostNetWorths)
    recovered.recovery.remarks.push_back(
        fmt::format("unexplained wealth is worked out for the first {} people only", kMostNetWorths));
  if (asked) recovered.available = *asked;
  share_out(recovered);
  return recovered;
}

const char* part_name(money::AssetPart part) {
  switch (part) {
    case money::AssetPart::Proceeds:
      return "proceeds";
    case money::AssetPart::Instrumentality:
      return "instrumentality";
    case money::AssetPart::Gift:
      return "tainted gift";
    case money::AssetPart::Other:
      return "other";
  }
  return "";
}

Json asset_json(const Recovered& recovered, const app::Masking& masked, std::size_t place) {
  const auto& snapshot = recovered.read.snapshot();
  const auto& asset = recovered.recovery.assets.assets[place];
  const auto key = [&](EntityId id) { return id ? Json(key_of(snapshot, id)) : Json(nullptr); };
  Json owners = Json::array();
  for (const auto& held : recovered.recovery.company_assets)
    if (held.asset == place)
      for (const auto& owner : held.owners)
        owners.push_back({{"person", key_of(snapshot, owner.owner)}, {"share", owner.share}});
  return {{"id", asset.key},
          {"kind", masked(asset.row->kind)},
          {"owner", key(asset.owner)},
          {"held_for", key(asset.whose)},
          {"by_nominee", asset.by_nominee},
          {"occupier", key(asset.occupier)},
          {"part", part_name(asset.part)},
          {"restrained", masked(asset.row->restrained)},
          {"value", amount_or_null(asset.value)},
          {"claim", amount_or_null(asset.claim)},
          {"claim_holder", key(asset.row->claim_holder)},
          {"realisable", amount_or_null(asset.realisable)},
          {"supported", asset.supported},
          {"behind_the_company", std::move(owners)},
          {"exhibits", exhibit_keys(snapshot, asset.exhibits)},
          {"remarks", asset.remarks}};
}

Json order_json(const Recovered& recovered, std::size_t i) {
  const auto& order = recovered.recovery.orders[i];
  Json assets = Json::array();
  for (const auto place : order.assets) assets.push_back(recovered.recovery.assets.assets[place].key);
  return {{"person", key_of(recovered.read.snapshot(), order.person)},
          {"name", recovered.read.opened.names.shown(order.person)},
          {"benefit", json_amount(order.benefit)},
          {"free_assets", json_amount(order.free_assets)},
          {"tainted_gifts", json_amount(order.tainted_gifts)},
          {"order", json_amount(order.order)},
          {"shortfall", json_amount(order.shortfall)},
          {"proceeds", json_amount(order.proceeds)},
          {"instrumentalities", json_amount(order.instrumentalities)},
          {"assets", std::move(assets)},
          {"unexplained_wealth", figure_json(recovered.read, recovered.net_worths[i].unexplained)},
          {"remarks", order.remarks}};
}

Money owed_in_all(const Recovered& recovered) {
  Money owed;
  for (const auto& claim : recovered.claims) owed += claim.owed;
  return owed;
}

Json recovery_json(const Recovered& recovered) {
  Json orders = Json::array(), assets = Json::array(), victims = Json::array();
  for (std::size_t i = 0; i < recovered.recovery.orders.size(); ++i) orders.push_back(order_json(recovered, i));
  const app::Masking masked(recovered.read.snapshot(), recovered.read.opened.names);
  for (std::size_t i = 0; i < recovered.recovery.assets.assets.size(); ++i) assets.push_back(asset_json(recovered, masked, i));
  for (const auto& claim : recovered.claims)
    victims.push_back({{"victim", key_of(recovered.read.snapshot(), claim.victim)},
                       {"owed", json_amount(claim.owed)},
                       {"paid", json_amount(claim.paid)}});
  const Money owed = owed_in_all(recovered);
  const double ratio = owed.cents > 0 ? std::min(1., base::units(recovered.available) / base::units(owed)) : 1;
  return {{"currency", recovered.read.currency()},
          {"basis", recovered.basis == benefit::Basis::Net ? "net" : "gross"},
          {"jurisdiction", recovered.read.jurisdiction.id},
          {"orders", std::move(orders)},
          {"assets", std::move(assets)},
          {"compensation",
           {{"available", json_amount(recovered.available)},
            {"owed", json_amount(owed)},
            {"ratio", ratio},
            {"victims", std::move(victims)}}},
          {"remarks", recovered.recovery.remarks}};
}

TextTable orders_table(const Recovered& recovered, bool grouped) {
  TextTable table{{{"person"},
                   {"benefit", Side::Right},
                   {"free assets", Side::Right},
                   {"tainted gifts", Side::Right},
                   {"order", Side::Right},
                   {"shortfall", Side::Right},
                   {"instrumentalities", Side::Right},
                   {"assets"}},
                  {}};
  const auto cell = [&](Money amount) {
    return grouped ? base::format_money_grouped(amount) : base::format_money(amount);
  };
  for (const auto& order : recovered.recovery.orders) {
    std::vector<std::string> assets;
    for (const auto place : order.assets) assets.push_back(recovered.recovery.assets.assets[place].key);
    table.rows.push_back(
        {grouped ? recovered.read.opened.names.shown(order.person) : key_of(recovered.read.snapshot(), order.person),
         cell(order.benefit), cell(order.free_assets), cell(order.tainted_gifts), cell(order.order),
         cell(order.shortfall), cell(order.instrumentalities), base::join(assets, ";")});
  }
  return table;
}

void print_assets(std::ostream& out, const Recovered& recovered) {
  const auto& names = recovered.read.opened.names;
  TextTable table{{{"asset"},
                   {"owner"},
                   {"held for"},
                   {"part"},
                   {"value", Side::Right},
                   {"claim", Side::Right},
                   {"realisable", Side::Right},
                   {"exhibits"}},
                  {}};
  const auto name = [&](EntityId id) { return id ? names.shown(id) : std::string("not known"); };
  for (const auto& asset : recovered.recovery.assets.assets)
    table.rows.push_back({asset.key, name(asset.owner), name(asset.whose), part_name(asset.part),
                          amount_text(asset.value), asset.claim ? base::format_money_grouped(*asset.claim) : "",
                          amount_text(asset.realisable), base::join(keys(recovered.read, asset.exhibits), ", ")});
  print_table(out, table);
  for (const auto& held : recovered.recovery.company_assets)
    for (const auto& owner : held.owners)
      out << fmt::format(
          "Note: {} belongs to a company that {} owns {} of: it is theirs only where a court looks through the "
          "company.\n",
          recovered.recovery.assets.assets[held.asset].key, names.shown(owner.owner), percent(owner.share));
}

void print_compensation(std::ostream& out, const Recovered& recovered) {
  const Money owed = owed_in_all(recovered);
  out << fmt::format("\nOwed to victims {}, available {}{}\n\n", base::format_money_grouped(owed),
                     base::format_money_grouped(recovered.available),
                     recovered.available < owed ? ": shared pro rata" : "");
  TextTable table{{{"victim"}, {"owed", Side::Right}, {"paid", Side::Right}}, {}};
  for (const auto& claim : recovered.claims)
    table.rows.push_back({recovered.read.opened.names.shown(claim.victim), base::format_money_grouped(claim.owed),
                          base::format_money_grouped(claim.paid)});
  if (!recovered.claims.empty()) print_table(out, table);
}

void print_recovery(std::ostream& out, const Recovered& recovered) {
  const auto& names = recovered.read.opened.names;
  out << fmt::format(
      "What can be ordered, {} basis, {} ({}); an order is the lesser of the benefit and the assets and gifts there "
      "are\n\n",
      recovered.basis == benefit::Basis::Net ? "net" : "gross", recovered.read.currency(),
      recovered.read.jurisdiction.name);
  print_table(out, orders_table(recovered, true));
  out << '\n';
  print_assets(out, recovered);
  for (const auto& worth : recovered.net_worths) {
    if (!worth.unexplained.value) continue;
    out << fmt::format("\n{}: wealth that lawful income in evidence does not explain\n", names.shown(worth.person));
    print_figure(out, recovered.read, "unexplained", worth.unexplained);
  }
  print_compensation(out, recovered);
  for (const auto& order : recovered.recovery.orders)
    for (const auto& remark : order.remarks) out << fmt::format("Note: {}: {}.\n", names.shown(order.person), remark);
  for (const auto& remark : recovered.recovery.remarks) out << "Note: " << remark << ".\n";
}

Outcome recovery(const Options& options, const Environment& environment) {
  const auto recovered = recover(options);
  if (!recovered) return tl::unexpected(recovered.error());
  if (options.reading.json)
    print_json(environment.out, recovery_json(*recovered));
  else if (options.reading.csv)
    print_csv(environment.out, orders_table(*recovered, false));
  else
    print_recovery(environment.out, *recovered);
  return 0;
}

} // namespace

void add_recovery_commands(Program& program) {
  auto gained = add_report<Options>(program, "proceeds",
                                        "What each establishment gained, on three bases side by side", proceeds);
  add_reading(gained.app, gained.options->reading);
  add_csv(gained.app, gained.options->reading);

  auto taken = add_report<Options>(program, "recovery",
                                       "What a court can order of whom, and what victims are paid of it", recovery);
  add_reading(taken.app, taken.options->reading);
  add_csv(taken.app, taken.options->reading);
  taken.app.add_option("--basis", taken.options->basis, "gross or net; else as the case says")
      .one_of({"gross", "net"});
  taken.app
      .add_option("--available", taken.options->available, "What there is for victims; else the sum of the orders")
      .type_name("AMOUNT");
}

} // namespace cuibono::cli
