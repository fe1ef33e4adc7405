#include "money/red_flags_detect.h"

#include <fmt/core.h>
#include <algorithm>

#include "model/evidence.h"

namespace cuibono::money {

bool Detection::is_of_classes(const FlagRow& row) const {
  return rule.classes.empty() || std::ranges::find(rule.classes, row.payment_class) != rule.classes.end();
}

bool Detection::has_word(const FlagRow& row) const {
  if (rule.words.empty() && rule.methods.empty()) return true;
  return (purposes[row.purpose] & bit) || (methods[row.method] & bit);
}

bool Detection::is_of_kind(Party party) const {
  return rule.kinds.empty() || std::ranges::find(rule.kinds, index.entity(party).kind) != rule.kinds.end();
}

bool Detection::has_rows() {
  if (index.rows.empty()) why_not = "no payment has an exhibit that supports it, a day and an amount";
  return why_not.empty();
}

bool Detection::has_word_rows() {
  if (!has_rows()) return false;
  const bool purposes_help = !rule.words.empty() && index.purposes.size() > 1;
  const bool methods_help = !rule.methods.empty() && index.methods.size() > 1;
  if (rule.words.empty() && rule.methods.empty()) return true;
  if (purposes_help || methods_help) return true;
  why_not = rule.words.empty()     ? "no payment has a method or channel"
            : rule.methods.empty() ? "no payment has a purpose"
                                   : "no payment has a purpose, a method or a channel";
  return false;
}

bool Detection::has_class_rows() {
  if (!has_rows()) return false;
  if (rule.classes.empty() || std::ranges::any_of(index.rows, [&](const FlagRow& row) { return is_of_classes(row); }))
    return true;
  why_not = "no payment is of a class that it reads: " + words(rule.classes);
  return false;
}

std::optional<double> Amount::cents_on(std::int32_t day) const {
  if (day_ != day) {
    day_ = day;
    rate_ =
        parameter_->currency.empty() ? 1.0 : index_->rates.of(parameter_->currency, base::date_from_day_number(day));
  }
  if (!rate_) return std::nullopt;
  return parameter_->value * *rate_ * 100;
}

bool has_rates(Detection& detection) {
  for (const auto& [name, parameter] : detection.rule.parameters) {
    if (parameter.unit != Unit::Money || detection.index.rows.empty()) continue;
    if (Amount(detection.index, &parameter).cents_on(detection.index.rows.back().day)) continue;
    detection.why_not = fmt::format(
        "its threshold {} is in {} and the case states no rate for {}; set fx:{}, or give the jurisdiction a threshold "
        "of its own",
        name, parameter.currency, parameter.currency, parameter.currency);
    return false;
  }
  return true;
}

bool at_least(double a, double b) { return a >= b - 1e-12 * std::max(std::abs(a), std::abs(b)); }

std::string amount_text(const FlagIndex& index, std::int64_t cents) {
  const std::string currency = model::setting(index.snapshot, "currency");
  return base::format_money_grouped({cents}) + (currency.empty() ? "" : " " + currency);
}

std::string percent_text(double part) { return fmt::format("{:.1f} %", 100 * part); }

std::string count_text(std::size_t count, std::string_view thing) {
  return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

bool is_pay(model::PaymentClass payment_class) {
  return payment_class == model::PaymentClass::Salary || payment_class == model::PaymentClass::Payroll ||
         payment_class == model::PaymentClass::VictimPayment;
}

std::int64_t sum_of(const FlagIndex& index, std::span<const std::uint32_t> rows) {
  std::int64_t sum = 0;
  for (const auto row : rows) sum += index.rows[row].cents;
  return sum;
}

void add_exhibits(std::vector<model::ExhibitId>& to, const model::Citations& citations) {
  for (const auto& citation : citations) to.push_back(citation.exhibit);
}

bool contains(const std::vector<model::TieType>& types, model::TieType type) {
  return std::ranges::find(types, type) != types.end();
}

bool is_supported(const Detection& detection, const model::Tie& tie) {
  return model::is_supported(detection.index.snapshot, tie.citations, tie.polarity);
}

std::pair<std::size_t, std::size_t> days_between(const FlagIndex& index, std::span<const std::uint32_t> list,
                                                 std::int32_t first_day, std::int32_t last_day) {
  const auto day = [&](std::uint32_t row) { return index.rows[row].day; };
  const auto first = std::ranges::lower_bound(list, first_day, {}, day),
             last = std::ranges::upper_bound(list, last_day, {}, day);
  return {static_cast<std::size_t>(first - list.begin()),
          static_cast<std::size_t>(std::max(first, last) - list.begin())};
}

} // namespace cuibono::money
