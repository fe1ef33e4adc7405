#include "money/proceeds.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/text.h"
#include "model/attributes.h"
#include "model/evidence.h"
#include "money/holdings.h"

namespace cuibono::money {
namespace {

using model::CaseSnapshot;
using model::PaymentClass;
using model::Proceeds;

Money negative(Money amount) { return Money{-amount.cents}; }

class Reckoning {
 public:
  Reckoning(const CaseSnapshot& snapshot, const model::Jurisdiction& jurisdiction)
      : snapshot_(snapshot), jurisdiction_(jurisdiction), rates_(snapshot) {
    const Holders holders(snapshot);
    for (const auto& payment : snapshot.payments()) {
      const auto payer = holders.of(payment.payer);
      if (is_cost(payment) && model::is_supported(snapshot, payment.citations, payment.polarity))
        costs_[payer].push_back(&payment);
    }
    for (const auto& wage : snapshot.of<model::Wage>()) wages_[wage.employer].push_back(&wage);
  }

  ProceedsFigures of(const Proceeds& row) const {
    ProceedsFigures figures{row.id, row.establishment, row.from, row.to, {}, {}, {}, {}};
    if (row.net_value) figures.stated_net = converted(rates_, *row.net_value, row.currency, day_of(row));
    const Wages wages = wages_of(row);
    add_gross(row, figures.gross);
    add_net(row, figures.gross, wages, figures.net);
    add_avoided(wages, figures.avoided);
    return figures;
  }

 private:
  struct Wages {
    LineOf worth{"the work of victims at the wage table's rates"};
    LineOf received{"wages received by victims, as the wage table says"};
    LineOf paid{"payments to victims"};
    LineOf lawful_deductions{"lawful deductions"};
    std::vector<std::string> missing;

    // The wage table is by victim and month; payments stand in where it has nothing.
    const LineOf& to_victims() const { return received.empty() ? paid : received; }
  };

  static bool is_cost(const model::Payment& payment) {
    return payment.amount.cents > 0 &&
           (payment.payment_class == PaymentClass::LawfulCost || payment.payment_class == PaymentClass::Payroll ||
            payment.payment_class == PaymentClass::VictimPayment);
  }

  template <class Row>
  static const std::vector<const Row*>& rows_of(const std::map<EntityId, std::vector<const Row*>>& rows, EntityId id) {
    static const std::vector<const Row*> none;
    const auto found = rows.find(id);
    return found == rows.end() ? none : found->second;
  }

  static model::Date day_of(const Proceeds& row) { return row.from.known() ? row.from : row.to; }

  static bool within(const Proceeds& row, model::Date date) {
    return !date.known() || in_force(row.from, row.to, date) != InForce::No;
  }

  void add_gross(const Proceeds& row, Figure& gross) const {
    if (!model::is_supported(snapshot_, row.citations)) gross.missing.emplace_back("no exhibit supports the turnover");
    if (!row.turnover) gross.missing.emplace_back("the turnover is not stated");
    if (!row.exploited_share) gross.missing.emplace_back("the exploited share is not stated");
    const auto rate = rates_.of(row.currency, day_of(row));
    if (!rate) gross.missing.push_back("the case states no rate for " + row.currency);
    if (!gross.missing.empty()) return;
    gross.value = whole_cents(base::units(*row.turnover) * *rate * *row.exploited_share);
    if (!gross.value) return gross.missing.emplace_back("the amount is beyond what can be reckoned"), void();
    LineOf line(fmt::format("turnover {} at an exploited share of {}", base::format_money_grouped(*row.turnover),
                            base::format_number(*row.exploited_share)));
    line.add(*gross.value, row.citations);
    gross.rests_on.push_back(line.line());
  }

  void add_net(const Proceeds& row, const Figure& gross, const Wages& wages, Figure& net) const {
    net.missing = gross.missing;
    if (!gross.value) return;
    net.rests_on = gross.rests_on;
    std::size_t costs = 0;
    for (const auto payment_class : {PaymentClass::LawfulCost, PaymentClass::Payroll}) {
      const auto line = costs_of(row, payment_class, net.missing);
      if (!line.empty()) net.rests_on.push_back(line.line()), ++costs;
    }
    if (costs == 0)
      net.missing.emplace_back("no lawful cost or payroll of the time is in evidence: the true figure may be lower");
    if (wages.to_victims().empty())
      net.missing.emplace_back("no wages paid to victims are in evidence: the true figure may be lower");
    else
      net.rests_on.push_back(taken_off(wages.to_victims()));
    net.value = sum(net.rests_on);
    net.missing.insert(net.missing.end(), wages.missing.begin(), wages.missing.end());
  }

  static void add_avoided(const Wages& wages, Figure& avoided) {
    avoided.missing = wages.missing;
    if (wages.worth.empty())
      return avoided.missing.emplace_back("no wage row of this employer and time can be worked out"), void();
    avoided.rests_on.push_back(wages.worth.line());
    if (wages.to_victims().empty())
      avoided.missing.emplace_back("no wages paid to victims are in evidence: the true figure may be lower");
    else
      avoided.rests_on.push_back(taken_off(wages.to_victims()));
    if (const auto deducted = wages.lawful_deductions.line().amount; deducted.cents > 0)
      avoided.missing.push_back(fmt::format("lawful deductions of {} are not taken off: a court may allow them",
                                            base::format_money_grouped(deducted)));
    avoided.value = sum(avoided.rests_on);
  }

  static Line taken_off(const LineOf& of) {
    Line line = of.line();
    line.amount = negative(line.amount);
    return line;
  }

  LineOf costs_of(const Proceeds& row, PaymentClass payment_class, std::vector<std::string>& missing) const {
    const std::string usual = base::format_number(*row.exploited_share);
    LineOf line(fmt::format("{} payments, by their attributable part, else {}", base::name_of(payment_class), usual));
    std::size_t undated = 0, unconverted = 0;
    double exact = 0;
    Money so_far;
    for (const auto* cost : rows_of(costs_, row.establishment)) {
      const auto& payment = *cost;
      if (payment.payment_class != payment_class || !within(row, payment.date)) continue;
      undated += !payment.date.known() && (row.from.known() || row.to.known());
      const auto rate = rates_.of(payment.currency, payment.date);
      const double part = std::clamp(
          model::number_attribute(payment.attributes, "attributable").value_or(*row.exploited_share), 0., 1.);
      const auto total = rate ? whole_cents(exact - base::units(payment.amount) * *rate * part) : std::nullopt;
      if (!total) {
        ++unconverted;
        continue;
      }
      exact -= base::units(payment.amount) * *rate * part;
      line.add(*total - so_far, payment.citations); // rounded as a sum, not row by row
      so_far = *total;
    }
    const auto say = [&](std::size_t count, const char* what) {
      if (count > 0) missing.push_back(fmt::format("{} {} payments {}", count, base::name_of(payment_class), what));
    };
    say(undated, "without a date are counted in full");
    say(unconverted, "in a currency without a stated rate are left out");
    return line;
  }

  Wages wages_of(const Proceeds& row) const {
    Wages wages;
    std::size_t incomplete = 0, unsupported = 0;
    for (const auto* wage : rows_of(wages_, row.establishment)) {
      if (!within(row, wage->month)) continue;
      if (model::is_supported(snapshot_, wage->citations))
        incomplete += !add_wage(*wage, wages);
      else
        ++unsupported;
    }
    for (const auto* payment : rows_of(costs_, row.establishment))
      if (payment->payment_class == PaymentClass::VictimPayment && within(row, payment->date))
        if (const auto amount = converted(rates_, payment->amount, payment->currency, payment->date))
          wages.paid.add(*amount, payment->citations);
    if (incomplete > 0) wages.missing.push_back(fmt::format("{} wage rows state no hours or no rate", incomplete));
    if (unsupported > 0)
      wages.missing.push_back(fmt::format("{} wage rows that no exhibit supports are left out", unsupported));
    compare_wages(wages);
    return wages;
  }

  // False: the row does not say what the work was worth.
  bool add_wage(const model::Wage& wage, Wages& wages) const {
    const double factor = wage.overtime_factor.value_or(jurisdiction_.overtime_factor);
    const double hours = wage.regular_hours.value_or(0) + wage.overtime_hours.value_or(0) * factor;
    const auto worth = wage.rate && (wage.regular_hours || wage.overtime_hours)
                           ? whole_cents(hours * base::units(*wage.rate))
                           : std::nullopt;
    if (worth) wages.worth.add(*worth, wage.citations);
    if (wage.received) wages.received.add(*wage.received, wage.citations);
    if (wage.lawful_deductions) wages.lawful_deductions.add(*wage.lawful_deductions, wage.citations);
    return worth.has_value();
  }

  // Two books of the same pay that disagree.
  static void compare_wages(Wages& wages) {
    if (wages.received.empty() || wages.paid.empty()) return;
    const auto received = wages.received.line().amount, paid = wages.paid.line().amount;
    if (received == paid) return;
    wages.missing.push_back(
        fmt::format("the wage table says {} was received, payments to victims come to {}: the table is followed",
                    base::format_money_grouped(received), base::format_money_grouped(paid)));
  }

  const CaseSnapshot& snapshot_;
  const model::Jurisdiction& jurisdiction_;
  model::Rates rates_;
  std::map<EntityId, std::vector<const model::Payment*>> costs_; // supported, by whoever paid in the end
  std::map<EntityId, std::vector<const model::Wage*>> wages_;    // by employer
};

} // namespace

ProceedsReport proceeds(const CaseSnapshot& snapshot, const model::Jurisdiction& jurisdiction) {
  ProceedsReport report{model::setting(snapshot, "currency"), {}, {}};
  const Reckoning reckoning(snapshot, jurisdiction);
  for (const auto& row : snapshot.of<Proceeds>()) {
    if (row.establishment)
      report.rows.push_back(reckoning.of(row));
    else
      report.remarks.emplace_back("a proceeds row without an establishment is left out");
  }
  if (report.rows.empty()) report.remarks.emplace_back("the case has no row of proceeds");
  return report;
}

} // namespace cuibono::money
