#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bank_helpers.h"
#include "ingest/mapping/library.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using ::testing::HasSubstr;

constexpr const char* kStatement =
    ":20:R\n:25:XA11\n:28C:1\n:61:310305D5,NTRF\n:86:?20Ice for March?31XA22\n:61:310305D6,NCHG\n:86:?20fee\n";

base::Result<Draft> read_with(const std::string& records, const std::string& sheet = "payments") {
  const Folder folder;
  const auto mapping = parse_mapping(
      R"({"cuibono_mapping": 1, "name": "classes", "sheet": ")" + sheet + R"(", "records": )" + records + "}",
      "m.json");
  EXPECT_TRUE(mapping) << (mapping ? "" : base::sentence(mapping.error()));
  ReadOptions options;
  options.mapping = mapping ? &*mapping : nullptr;
  base::Progress progress;
  return read_paths({folder.file("s.sta", kStatement)}, "", progress, options);
}

model::CaseSnapshot applied(const base::Result<Draft>& draft) {
  EXPECT_TRUE(draft) << (draft ? "" : base::sentence(draft.error()));
  return draft ? *model::apply({}, resolve({}, *draft).batch) : model::CaseSnapshot{};
}

TEST(Overlay, Classes_of_a_banks_payments_come_from_words_of_their_purpose) {
  const auto after = applied(read_with(
      R"([{"table": "payments", "fields": {"class": {"of": "{purpose}", "rules": [[["ice"], "lawful_cost"]]}}}])"));
  EXPECT_EQ(after.payments().rows()[0].payment_class, model::PaymentClass::LawfulCost);
  EXPECT_EQ(after.payments().rows()[1].payment_class, model::PaymentClass::Other);
}

TEST(Overlay, A_condition_picks_the_rows) {
  const auto after =
      applied(read_with(R"([{"table": "payments", "when": [{"value": "{attribute:transaction_code}", "is": "NCHG"}],
                                           "fields": {"payee": "OSTREL-BANK", "purpose": "{attribute:value_date}"}}])"));
  const auto payee = [&](std::size_t i) { return after.entities().find(after.payments().rows()[i].payee)->key; };
  EXPECT_EQ(payee(0), "XA22");
  EXPECT_EQ(payee(1), "OSTREL-BANK");
  EXPECT_EQ(after.payments().rows()[1].purpose, "2031-03-05");
}

TEST(Overlay, A_mapping_of_another_table_leaves_the_payments_as_they_are) {
  const auto after = applied(read_with(R"([{"table": "payments", "fields": {"class": "salary"}}])", "ties"));
  EXPECT_EQ(after.payments().rows()[0].payment_class, model::PaymentClass::Other);
}

TEST(Overlay, A_template_that_names_no_column_is_refused) {
  const auto draft = read_with(R"([{"table": "payments", "fields": {"class": "{nothing}"}}])");
  ASSERT_FALSE(draft);
  EXPECT_THAT(draft.error().what, HasSubstr("`nothing`"));
}

} // namespace
} // namespace cuibono::ingest
