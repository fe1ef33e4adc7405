#pragma once
// Small invented cases for red flags, and the rules that come with the program.

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "base/file.h"
#include "case_builder.h"
#include "money/red_flags.h"
#include "source_dir.h"

namespace cuibono::testing {

/// What a payment may say besides who, whom, how much and when.
struct Details {
  model::PaymentClass payment_class = model::PaymentClass::Transfer;
  std::string purpose;
  model::Attributes attributes;
  std::string currency;
  std::string exhibit = "X1"; ///< empty: none
};

inline model::Date day(const std::string& text) { return base::parse_date(text).value(); }
inline model::Date day(int number) { return base::date_from_day_number(base::day_number(day("2031-01-01")) + number); }

class FlagCase : public CaseBuilder {
 public:
  /// `on`: days after 2031-01-01. Keys are P1, P2, ... in the order of the calls.
  FlagCase& pay(const std::string& payer, const std::string& payee, double amount, int on,
                const Details& details = {}) {
    model::Payment payment{.key = "P" + std::to_string(snapshot.payments().size() + 1),
                           .date = day(on),
                           .payer = entity(payer),
                           .payee = entity(payee),
                           .amount = {std::llround(amount * 100)},
                           .currency = details.currency,
                           .payment_class = details.payment_class,
                           .purpose = details.purpose,
                           .attributes = details.attributes};
    if (!details.exhibit.empty()) payment.citations = cite({details.exhibit});
    put(payment);
    return *this;
  }

  FlagCase& account(const std::string& key, std::initializer_list<std::string> holders) {
    entity(key, model::EntityKind::Account);
    for (const auto& holder : holders) tie(model::TieType::HoldsAccount, holder, key);
    return *this;
  }

  FlagCase& country(const std::string& key, const std::string& country) {
    auto row = *snapshot.entities().find(entity(key));
    row.country = country;
    put(row);
    return *this;
  }
};

inline std::vector<money::RedFlagRule> parsed_rules() {
  std::vector<money::RedFlagRule> rules;
  for (const auto& file : std::filesystem::directory_iterator(std::filesystem::path(cuibono::testing::source_dir()) / "data/rules"))
    rules.push_back(money::parse_red_flag_rule(base::read_file(file.path()).value(), file.path().string()).value());
  return rules;
}

/// The rules of data/rules under a jurisdiction.
inline std::vector<money::RedFlagRule> shipped_rules(const model::Jurisdiction& jurisdiction = {}) {
  static const auto parsed = parsed_rules();
  return money::rules_for(parsed, jurisdiction).value();
}

inline money::RedFlagReport flags(const model::CaseSnapshot& snapshot, int rule = 0,
                                  const model::Jurisdiction& jurisdiction = {},
                                  const money::RedFlagLimits& limits = {}) {
  auto rules = shipped_rules(jurisdiction);
  if (rule) std::erase_if(rules, [&](const money::RedFlagRule& one) { return one.id != rule; });
  base::Progress progress;
  return money::red_flags(snapshot, std::move(rules), jurisdiction.id, progress, limits);
}

} // namespace cuibono::testing
