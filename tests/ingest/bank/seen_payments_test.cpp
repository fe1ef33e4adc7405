#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bank_helpers.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using ::testing::ElementsAre;

constexpr const char* kPayers = ":20:R\n:25:XA11\n:28C:1\n:61:310305D5,NTRFNONREF\n:86:?20to the other?31XA22\n";
constexpr const char* kPayees = ":20:R\n:25:XA22\n:28C:1\n:61:310305C5,NTRFNONREF//B7\n:86:?20from the other?31XA11\n";

ImportOptions citing(const char* exhibit) {
  ImportOptions options;
  options.exhibit = exhibit;
  return options;
}

std::vector<std::string> exhibits_of(const Imported& imported, std::size_t payment) {
  std::vector<std::string> keys;
  for (const auto& citation : imported.after.payments().rows()[payment].citations)
    keys.push_back(imported.after.exhibits().find(citation.exhibit)->key + " " + citation.locator);
  return keys;
}

TEST(SeenPayments, A_transfer_in_the_statements_of_both_accounts_is_one_payment_that_cites_both) {
  const auto first = import_text("a.sta", kPayers, {}, citing("E1"));
  const auto second = import_text("b.sta", kPayees, first.after, citing("E2"));
  EXPECT_EQ(second.only().accepted, 1u);
  EXPECT_THAT(payment_lines(second), ElementsAre("2031-03-05 XA11 XA22 5 "));
  EXPECT_THAT(exhibits_of(second, 0), ElementsAre("E1 statement 1 entry 1", "E2 statement 1 entry 1"));
  EXPECT_EQ(second.after.payments().rows()[0].purpose, "to the other");
  EXPECT_EQ(attribute(second.after.payments().rows()[0].attributes, "bank_reference"), "B7");
  EXPECT_TRUE(second.remarked("1 payment is in the case already from another exhibit"));
}

TEST(SeenPayments, Read_again_it_adds_nothing) {
  const auto first = import_text("a.sta", kPayers, {}, citing("E1"));
  const auto second = import_text("b.sta", kPayees, first.after, citing("E2"));
  EXPECT_TRUE(import_text("b.sta", kPayees, second.after, citing("E2")).resolution.batch.edits.empty());
  EXPECT_TRUE(import_text("a.sta", kPayers, second.after, citing("E1")).resolution.batch.edits.empty());
}

TEST(SeenPayments, Equal_payments_of_one_exhibit_stay_as_many_as_they_are) {
  const std::string twice = std::string(kPayers) + ":61:310305D5,NTRFNONREF\n:86:?20to the other?31XA22\n";
  const auto first = import_text("a.sta", twice, {}, citing("E1"));
  EXPECT_EQ(first.after.payments().size(), 2u);
  const auto second = import_text("b.sta", kPayees, first.after, citing("E2"));
  EXPECT_EQ(second.after.payments().size(), 2u);
  EXPECT_EQ(exhibits_of(second, 0).size() + exhibits_of(second, 1).size(), 3u);
}

TEST(SeenPayments, Another_day_amount_or_direction_is_another_payment) {
  const auto first = import_text("a.sta", kPayers, {}, citing("E1"));
  for (const char* entry : {":61:310306C5,NTRF", ":61:310305C5,01NTRF", ":61:310305D5,NTRF"}) {
    const auto text = std::string(":20:R\n:25:XA22\n:28C:1\n") + entry + "\n:86:?31XA11\n";
    EXPECT_EQ(import_text("b.sta", text, first.after, citing("E2")).after.payments().size(), 2u) << entry;
  }
}

TEST(SeenPayments, Without_exhibits_nothing_tells_that_two_files_are_two_sources) {
  const auto first = import_text("a.sta", kPayers);
  EXPECT_EQ(import_text("b.sta", kPayees, first.after).after.payments().size(), 2u);
}

} // namespace
} // namespace cuibono::ingest
