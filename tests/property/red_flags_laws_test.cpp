// Laws of the red flags that hold for every case, tried on random ones.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "red_flag_case.h"

namespace cuibono {
namespace {

using model::PaymentClass;
using testing::FlagCase;

constexpr int kEntities = 8;

std::string key(int i) { return "N" + std::to_string(i); }
int below(int end) { return *rc::gen::inRange(0, end); }

testing::Details random_details() {
  constexpr std::array kPurposes{"",         "hotel",        "taxi",          "flight ticket", "Bitcoin",
                                 "advisory", "cash deposit", "classified ad", "rent",          "card sales"};
  constexpr std::array kClasses{PaymentClass::Revenue, PaymentClass::Salary, PaymentClass::VictimPayment,
                                PaymentClass::Transfer, PaymentClass::Other};
  testing::Details details{.payment_class = kClasses[static_cast<std::size_t>(below(5))],
                           .purpose = kPurposes[static_cast<std::size_t>(below(10))]};
  if (below(3) == 0) details.attributes.push_back({"place", "place " + std::to_string(below(4))});
  if (below(4) == 0) details.attributes.push_back({"worker", "worker " + std::to_string(below(4))});
  if (below(4) == 0) details.attributes.push_back({"ip", std::to_string(below(3))});
  return details;
}

// Amounts that many rules take, in a few weeks, among few parties, so that hits are frequent.
FlagCase random_case() {
  FlagCase built;
  built.setting("fx:AUD", "1");
  constexpr std::array kKinds{model::EntityKind::Person, model::EntityKind::Company, model::EntityKind::Account};
  for (int i = 0; i < kEntities; ++i) built.entity(key(i), kKinds[static_cast<std::size_t>(below(3))]);
  constexpr std::array kAmounts{100.0, 250.0, 400.0, 800.0, 9000.0, 9500.0};
  for (int i = below(60); i > 0; --i)
    built.pay(key(below(kEntities)), key(below(kEntities)), kAmounts[static_cast<std::size_t>(below(6))], below(50),
              random_details());
  constexpr std::array kTies{model::TieType::Owns,      model::TieType::Inspects,     model::TieType::Family,
                             model::TieType::SamePhone, model::TieType::HoldsAccount, model::TieType::SignatoryOn,
                             model::TieType::Transports};
  for (int i = below(8); i > 0; --i) {
    auto& tie = built.tie(kTies[static_cast<std::size_t>(below(7))], key(below(kEntities)), key(below(kEntities)));
    if (tie.type == model::TieType::Inspects || tie.type == model::TieType::Transports)
      tie.from = testing::day(below(50));
  }
  for (int i = 0; i < kEntities; ++i) built.country(key(i), below(2) ? "XA" : "XB");
  if (below(2)) built.role(key(below(kEntities)), model::Role::Victim);
  return built;
}

// A hit told by keys alone: rule, subject, first and last day, amount, payments.
using Told = std::tuple<int, std::string, std::int32_t, std::int32_t, std::int64_t, std::vector<std::string>>;

std::vector<Told> told(const model::CaseSnapshot& snapshot, const money::RedFlagReport& report,
                       const std::vector<money::RedFlagHit>& hits, int shift, std::int64_t scale) {
  std::vector<Told> all;
  for (const auto& hit : hits) {
    std::vector<std::string> payments;
    for (const auto id : hit.payments) payments.push_back(snapshot.payments().find(id)->key);
    const auto number = [&](model::Date date) { return date.known() ? base::day_number(date) - shift : 0; };
    all.emplace_back(report.rules[hit.rule].id, snapshot.entities().find(hit.subject)->key, number(hit.from),
                     number(hit.to), hit.amount.cents / scale, payments);
  }
  return all;
}

struct BothLists {
  std::vector<Told> hits, safeguarding;
  bool operator==(const BothLists&) const = default;
};

BothLists lists(const FlagCase& built, int shift = 0, std::int64_t scale = 1,
                const model::Jurisdiction& jurisdiction = {}) {
  const auto report = testing::flags(built.snapshot, 0, jurisdiction);
  return {told(built.snapshot, report, report.hits, shift, scale),
          told(built.snapshot, report, report.safeguarding, shift, scale)};
}

TEST(RedFlagLaws, Shifting_all_dates_by_a_week_shifts_the_hits_and_changes_nothing_else) {
  EXPECT_TRUE(rc::check([] {
    const auto built = random_case();
    auto shifted = built;
    const auto later = [](model::Date date) {
      return date.day ? base::date_from_day_number(base::day_number(date) + 7) : date;
    };
    for (auto payment : built.snapshot.payments()) payment.date = later(payment.date), shifted.put(payment);
    for (auto tie : built.snapshot.ties()) tie.from = later(tie.from), shifted.put(tie);
    const auto before = lists(built);
    RC_CLASSIFY(!before.hits.empty(), "has hits");
    RC_ASSERT(before == lists(shifted, 7));
  }));
}

TEST(RedFlagLaws, Scaling_all_money_and_all_thresholds_leaves_the_hits) {
  EXPECT_TRUE(rc::check([] {
    const auto built = random_case();
    const std::int64_t scale = *rc::gen::inRange(2, 9);
    auto scaled = built;
    for (auto payment : built.snapshot.payments()) payment.amount.cents *= scale, scaled.put(payment);
    for (auto setting : built.snapshot.of<model::Setting>())
      if (setting.key == "fx:AUD")
        setting.value = std::to_string(scale), scaled.put(setting); // thresholds in that currency are worth more
    model::Jurisdiction jurisdiction;
    jurisdiction.reporting_threshold *= static_cast<double>(scale);
    jurisdiction.red_flags["19.round_to"] = 50.0 * static_cast<double>(scale);
    RC_ASSERT(lists(built) == lists(scaled, 0, scale, jurisdiction));
  }));
}

TEST(RedFlagLaws, A_clean_account_that_has_nothing_to_do_with_the_others_changes_no_hit) {
  EXPECT_TRUE(rc::check([] {
    const auto built = random_case();
    RC_PRE(!built.snapshot.payments().empty());
    auto more = built;
    for (int i = 0; i < 6; ++i)
      more.pay("CLEAN_PAYER", "CLEAN", 1234.56, 10 * i,
               {.payment_class = PaymentClass::LawfulCost, .purpose = "invoice"});
    const auto before = lists(built), after = lists(more);
    RC_ASSERT(before == after);
  }));
}

TEST(RedFlagLaws, The_order_of_the_rows_does_not_matter) {
  EXPECT_TRUE(rc::check([] {
    const auto built = random_case();
    auto payments = std::vector<model::Payment>(built.snapshot.payments().begin(), built.snapshot.payments().end());
    auto ties = std::vector<model::Tie>(built.snapshot.ties().begin(), built.snapshot.ties().end());
    auto reordered = built;
    std::ranges::reverse(payments);
    std::ranges::rotate(payments, payments.begin() + (payments.empty() ? 0 : below(static_cast<int>(payments.size()))));
    std::ranges::reverse(ties);
    for (std::size_t i = 0; i < payments.size(); ++i)
      payments[i].id = built.snapshot.payments().rows()[i].id, reordered.put(payments[i]);
    for (std::size_t i = 0; i < ties.size(); ++i)
      ties[i].id = built.snapshot.ties().rows()[i].id, reordered.put(ties[i]);
    RC_ASSERT(lists(built) == lists(reordered));
  }));
}

TEST(RedFlagLaws, No_hit_is_on_a_victim) {
  EXPECT_TRUE(rc::check([] {
    auto built = random_case();
    const auto victim = key(below(kEntities));
    built.role(victim, model::Role::Victim);
    for (const auto& hit : testing::flags(built.snapshot).hits) RC_ASSERT(hit.subject != built.entity(victim));
  }));
}

TEST(RedFlagLaws, A_hit_sums_what_it_lists_or_says_what_it_sums) {
  EXPECT_TRUE(rc::check([] {
    const auto built = random_case();
    const auto report = testing::flags(built.snapshot);
    for (const auto& hit : report.hits) {
      base::Money sum;
      std::set<model::Payment::Id> once;
      for (const auto id : hit.payments)
        sum += built.snapshot.payments().find(id)->amount, RC_ASSERT(once.insert(id).second);
      RC_ASSERT(hit.amount.cents <= sum.cents || hit.payments.empty());
      RC_ASSERT(!hit.exhibits.empty() && !report.rules[hit.rule].benign.empty());
    }
  }));
}

} // namespace
} // namespace cuibono
