// Each of the rules 10 to 22 of data/rules on a case just past its threshold and on one just short of it. Thresholds:
// domain.md section 8; amounts, days and counts are worked by hand.

#include "red_flag_checks.h"

namespace cuibono {
namespace {

// --- 10 to 16: windows
// -----------------------------------------------------------------------------------------------------

FlagCase senders(int count, int last_day) {
  FlagCase built;
  for (int i = 1; i <= count; ++i) built.pay("S" + std::to_string(i), "B", 50, i == count ? last_day : 0);
  return built;
}

TEST(RedFlag10, Five_unrelated_senders_in_thirty_days_are_a_hit) {
  EXPECT_EQ(only_hit(senders(5, 29), 10).amount.cents, 25'000);
  EXPECT_EQ(hits(senders(4, 29), 10), 0u);
  EXPECT_EQ(hits(senders(5, 30), 10), 0u);
  auto family = senders(5, 29);
  family.tie(TieType::Family, "S1", "S5", {});
  EXPECT_EQ(hits(family, 10), 0u);
}

FlagCase in_dollars(std::initializer_list<double> amounts, const Details& details) {
  FlagCase built;
  built.setting("fx:AUD", "1");
  int i = 0;
  for (const double amount : amounts) built.pay("S" + std::to_string(i % 2), "B", amount, i, details), ++i;
  return built;
}

TEST(RedFlag11, Three_cash_deposits_of_200_to_800_are_a_hit) {
  EXPECT_EQ(only_hit(in_dollars({200, 500, 800}, method("ATM")), 11).amount.cents, 150'000);
  EXPECT_EQ(hits(in_dollars({199.99, 500, 800}, method("ATM")), 11), 0u);
  EXPECT_EQ(hits(in_dollars({200, 500, 800.01}, method("ATM")), 11), 0u);
  EXPECT_EQ(hits(in_dollars({200, 500, 800}, method("wire")), 11), 0u);
}

TEST(RedFlag12, Five_transfers_with_a_mean_of_200_to_300_are_a_hit) {
  EXPECT_EQ(only_hit(in_dollars({100, 150, 200, 250, 300}, {}), 12).amount.cents, 100'000); // mean 200
  EXPECT_EQ(hits(in_dollars({100, 150, 200, 250, 299.99}, {}), 12), 0u);
  EXPECT_EQ(hits(in_dollars({200, 250, 300, 350, 400}, {}), 12), 1u); // mean 300
  EXPECT_EQ(hits(in_dollars({200, 250, 300, 350, 400.01}, {}), 12), 0u);
  EXPECT_EQ(hits(in_dollars({200, 250, 250, 300}, {}), 12), 0u);
}

FlagCase spent(double first, double second, int last_day, const std::string& text = "Hotel Mira") {
  FlagCase built;
  built.setting("fx:AUD", "1");
  return built.pay("P", "H1", first, 0, purpose(text)).pay("P", "H2", second, last_day, purpose(text));
}

TEST(RedFlag13, More_than_2000_on_hotels_in_thirty_days_is_a_hit) {
  EXPECT_EQ(only_hit(spent(1000, 1000.01, 29), 13).amount.cents, 200'001);
  EXPECT_EQ(hits(spent(1000, 1000, 29), 13), 0u);
  EXPECT_EQ(hits(spent(1000, 1000.01, 30), 13), 0u);
}

TEST(RedFlag13, A_hotel_is_known_in_other_scripts_and_not_inside_another_word) {
  for (const char* text : {"โรงแรมริมน้ำ", "ГОСТИНИЦА", "酒店房费", "KHÁCH SẠN", "hôtel du port", "HOTELS LTD"})
    EXPECT_EQ(hits(spent(1000, 1001, 1, text), 13), 1u) << text;
  for (const char* text : {"innovation", "dinner", "xhotel"})
    EXPECT_EQ(hits(spent(1000, 1001, 1, text), 13), 0u) << text;
}

FlagCase repeated(int count, const std::string& text, int last_day) {
  FlagCase built;
  for (int i = 1; i <= count; ++i) built.pay("P", "X", 12, i == count ? last_day : 1, purpose(text));
  return built;
}

TEST(RedFlag14, Sixteen_rides_in_thirty_days_are_a_hit_and_fifteen_are_none) {
  EXPECT_EQ(only_hit(repeated(16, "taxi", 30), 14).payments_in_all, 16u);
  EXPECT_EQ(hits(repeated(15, "taxi", 30), 14), 0u);
  EXPECT_EQ(hits(repeated(16, "taxi", 31), 14), 0u);
}

TEST(RedFlag15, Three_advertisements_in_thirty_days_are_a_hit_and_two_are_none) {
  EXPECT_EQ(only_hit(repeated(3, "Classifieds online", 30), 15).amount.cents, 3600);
  EXPECT_EQ(hits(repeated(2, "Classifieds online", 30), 15), 0u);
  EXPECT_EQ(hits(repeated(3, "uploads", 30), 15), 0u);
}

FlagCase tickets(std::initializer_list<const char*> passengers, int last_day) {
  FlagCase built;
  std::size_t i = 0;
  for (const auto* passenger : passengers) {
    ++i;
    built.pay("P", "AIR", 90, i == passengers.size() ? last_day : 0,
              {.purpose = "flight ticket", .attributes = {{"passenger", passenger}}});
  }
  return built;
}

TEST(RedFlag16, Tickets_for_three_people_on_one_day_are_a_hit) {
  EXPECT_EQ(only_hit(tickets({"a", "b", "c"}, 0), 16).payments_in_all, 3u);
  EXPECT_EQ(hits(tickets({"a", "b", "a"}, 0), 16), 0u);
  EXPECT_EQ(hits(tickets({"a", "b", "c"}, 1), 16), 0u);
}

// --- 17 to 22
// --------------------------------------------------------------------------------------------------------------

FlagCase layered(double out, int days, int receipts = 3) {
  FlagCase built;
  for (int i = 0; i < receipts; ++i)
    built.pay("S", "P", 1000, 20 * i).pay("P", "X", out, 20 * i + days, purpose("Bitcoin"));
  return built;
}

TEST(RedFlag17, Half_of_three_receipts_leaving_as_crypto_assets_within_a_week_is_a_hit) {
  EXPECT_EQ(only_hit(layered(500, 7), 17).amount.cents, 150'000);
  EXPECT_EQ(hits(layered(499.99, 7), 17), 0u);
  EXPECT_EQ(hits(layered(500, 8), 17), 0u);
  EXPECT_EQ(hits(layered(500, 7, 2), 17), 0u);
}

FlagCase corridor(int days, const std::string& payer_country) {
  FlagCase built;
  built.tie(TieType::Transports, "T", "W", {"X5"}).from = testing::day(0);
  built.country("W", "XB").country("PAYER", payer_country).country("AGENT", "XB");
  return built.pay("PAYER", "AGENT", 900, days);
}

TEST(RedFlag18, Money_to_the_country_of_those_who_arrived_within_fourteen_days_is_a_hit) {
  EXPECT_EQ(only_hit(corridor(14, "XA"), 18).exhibits.size(), 2u);
  EXPECT_EQ(hits(corridor(15, "XA"), 18), 0u);
  EXPECT_EQ(hits(corridor(14, "XB"), 18), 0u);
}

FlagCase takings(int odd, const std::string& time, double amount) {
  FlagCase built;
  for (int i = 0; i < 10; ++i)
    built.pay("CARDS", "BAR", i < odd ? amount : 33.33, i,
              {.payment_class = PaymentClass::Revenue,
               .attributes = {{"method", "card"}, {"time", i < odd ? time : std::string("12:00")}}});
  return built;
}

TEST(RedFlag19, Half_of_ten_card_takings_in_round_sums_or_out_of_hours_are_a_hit) {
  EXPECT_EQ(only_hit(takings(5, "12:00", 150), 19).payments_in_all, 10u);
  EXPECT_EQ(hits(takings(4, "12:00", 150), 19), 0u);
  EXPECT_EQ(hits(takings(5, "12:00", 149), 19), 0u);
  EXPECT_EQ(hits(takings(5, "23:00", 33.33), 19), 1u);
  EXPECT_EQ(hits(takings(5, "05:59", 33.33), 19), 1u);
  EXPECT_EQ(hits(takings(5, "22:59", 33.33), 19), 0u);
  EXPECT_EQ(hits(takings(5, "06:00", 33.33), 19), 0u);
}

FlagCase advice(int days, const std::string& owner_of_adviser) {
  FlagCase built;
  built.entity("FIRM", EntityKind::Company), built.entity("ADVISER", EntityKind::Company);
  built.owns("OWNER", "FIRM", 1, {"X2"}).owns(owner_of_adviser, "ADVISER", .6, {"X3"});
  return built.pay("FIRM", "W", 1000, 0, pay_of()).pay("FIRM", "ADVISER", 400, days, purpose("Advisory"));
}

TEST(RedFlag20, Advice_paid_to_the_owners_firm_on_the_day_after_payroll_is_a_hit) {
  auto built = advice(1, "OWNER");
  const auto hit = only_hit(built, 20);
  EXPECT_EQ(hit.subject, built.entity("FIRM"));
  EXPECT_EQ(hit.others, std::vector{built.entity("ADVISER")});
  EXPECT_EQ(hit.exhibits.size(), 3u); // the payment's, and those of both shares
  EXPECT_EQ(hits(advice(2, "OWNER"), 20), 0u);
  EXPECT_EQ(hits(advice(1, "SOMEBODY_ELSE"), 20), 0u);
}

TEST(RedFlag20, A_nominee_links_the_firms) {
  auto built = advice(1, "NOMINEE");
  built.tie(TieType::NomineeFor, "NOMINEE", "OWNER", {"X4"});
  EXPECT_EQ(only_hit(built, 20).exhibits.size(), 4u);
}

FlagCase inspection(int days) {
  FlagCase built;
  built.tie(TieType::Inspects, "OFFICIAL", "FIRM", {"X6"}).from = testing::day(50);
  built.tie(TieType::Family, "SPOUSE", "OFFICIAL", {});
  return built.pay("FIRM", "SPOUSE", 600, 50 + days);
}

TEST(RedFlag21, A_payment_to_a_relative_two_days_before_or_after_an_inspection_is_a_hit) {
  auto built = inspection(2);
  const auto hit = only_hit(built, 21);
  EXPECT_EQ(hit.subject, built.entity("SPOUSE"));
  EXPECT_EQ(hit.others, std::vector{built.entity("OFFICIAL")});
  EXPECT_THAT(hit.missing, ::testing::Contains("an exhibit that supports the tie between the payee and the official"));
  EXPECT_EQ(hits(inspection(-2), 21), 1u);
  EXPECT_EQ(hits(inspection(3), 21), 0u);
  EXPECT_EQ(hits(inspection(-3), 21), 0u);
}

FlagCase wealth(double value, double income) {
  FlagCase built;
  const auto owner = built.entity("P");
  built.put(model::Asset{.key = "HOUSE",
                         .owner = owner,
                         .value = model::Money{std::llround(value * 100)},
                         .claim_amount = model::Money{10'000},
                         .citations = built.cite({"X1"})});
  return built.pay("FIRM", "P", income, 0, pay_of());
}

TEST(RedFlag22, Things_worth_one_and_a_half_times_the_lawful_income_are_a_hit) {
  // 1,600 less a claim of 100 is 1,500: one and a half times 1,000.
  EXPECT_EQ(only_hit(wealth(1600, 1000), 22).amount.cents, 150'000);
  EXPECT_EQ(hits(wealth(1599.99, 1000), 22), 0u);
}

TEST(RedFlag22, A_thing_bought_and_listed_counts_once) {
  EXPECT_EQ(hits(wealth(1400, 1000).pay("P", "SELLER", 1400, 9, {.payment_class = PaymentClass::AssetPurchase}), 22),
            0u);
}

} // namespace
} // namespace cuibono
