#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bank_helpers.h"
#include "ingest/bank/mt940_details.h"
#include "ingest/bank/mt940_fields.h"
#include "ingest/party_id.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using base::Money;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view kHead = ":20:REF\n:25:XA110001\n:28C:7/1\n";

std::string statement(const std::string& inside) { return std::string(kHead) + inside; }

Imported import_statement(const std::string& inside) { return import_text("s.sta", statement(inside)); }

BankEntry entry_of(std::string_view text) { return read_entry({"61", {text}, 1}).entry; }

BankPayment details_of(const std::vector<std::string_view>& lines, Orderer orderer = Orderer::Other) {
  BankPayment payment;
  read_details(lines, orderer, payment);
  return payment;
}

TEST(Mt940, An_entry_line_is_value_date_entry_date_mark_funds_code_amount_type_and_references) {
  const auto entry = entry_of("3103060305DN1234,50FCHGMY REF//BANK-1");
  EXPECT_EQ(entry.value, "2031-03-06");
  EXPECT_EQ(entry.booked, "2031-03-05");
  EXPECT_FALSE(entry.is_credit);
  EXPECT_EQ(entry.amount, Money{123450});
  const auto& payment = entry.payments.at(0);
  EXPECT_EQ(payment.transaction_code, "FCHG");
  EXPECT_EQ(payment.bank_reference, "BANK-1");
  EXPECT_EQ(payment.more.at(0).second, "MY REF");
}

TEST(Mt940, The_year_of_an_entry_date_turns_at_new_year_either_way) {
  EXPECT_EQ(entry_of("3101021231C1,NTRFNONREF").booked, "2030-12-31");
  EXPECT_EQ(entry_of("3012310102C1,NTRFNONREF").booked, "2031-01-02");
  EXPECT_EQ(entry_of("3202290301C1,NTRFNONREF").booked, "2032-03-01");
}

TEST(Mt940, A_reversed_credit_is_a_debit_and_a_reversed_debit_a_credit) {
  EXPECT_FALSE(entry_of("310306RC1,NTRFNONREF").is_credit);
  EXPECT_TRUE(entry_of("310306RD1,NTRFNONREF").is_credit);
  EXPECT_TRUE(entry_of("310306CR1,NTRFNONREF").is_credit); // R: funds code
}

TEST(Mt940, An_expected_entry_is_not_booked) {
  const auto entry = entry_of("310306EC1,NTRFNONREF");
  EXPECT_FALSE(entry.is_booked);
  EXPECT_THAT(entry.problem, HasSubstr("not booked"));
}

TEST(Mt940, An_entry_that_cannot_be_read_says_what_is_missing) {
  EXPECT_THAT(entry_of("310230C1,NTRF").problem, HasSubstr("no date that exists"));
  EXPECT_THAT(entry_of("310306X1,NTRF").problem, HasSubstr("no mark"));
  EXPECT_THAT(entry_of("310306C1,234NTRF").problem, HasSubstr("whole cents"));
  EXPECT_THAT(entry_of("").problem, HasSubstr("no date"));
}

TEST(Mt940, Marked_details_give_remittance_name_account_and_bank) {
  const auto payment =
      details_of({"166?00GUTSCHRIFT?10931?20Ice for March, long enough?21 to go on?22invoice 7?30BANKXA22",
                  "?31XA220002?32Ice Works of the North Harb?33our"});
  EXPECT_EQ(payment.purpose, "Ice for March, long enough to go on invoice 7");
  EXPECT_EQ(payment.other.name, "Ice Works of the North Harbour");
  EXPECT_EQ(payment.other.account, "XA220002");
  EXPECT_EQ(payment.other.bank, "BANKXA22");
}

TEST(Mt940, Sepa_codes_inside_the_remittance_are_taken_apart) {
  const auto payment = details_of({"166?20EREF+E-77?21SVWZ+Ice for March?30BANKXA22?32Ice Works"});
  EXPECT_EQ(payment.end_to_end_id, "E-77");
  EXPECT_EQ(payment.purpose, "Ice for March");
}

TEST(Mt940, Slashed_details_give_name_account_bank_reference_and_remittance) {
  const auto payment = details_of(
      {"/TRTP/SEPA OVERBOEKING/IBAN/XA220002/BIC/BANKXA22/NAME/Ice Wo", "rks/REMI/USTD//ice 3/4 of March/EREF/E-77"});
  EXPECT_EQ(payment.other.account, "XA220002");
  EXPECT_EQ(payment.other.bank, "BANKXA22");
  EXPECT_EQ(payment.other.name, "Ice Works");
  EXPECT_EQ(payment.purpose, "ice 3/4 of March");
  EXPECT_EQ(payment.end_to_end_id, "E-77");
}

TEST(Mt940, The_orderer_is_the_other_side_of_a_credit_and_never_of_a_debit) {
  const std::vector<std::string_view> lines{"/ORDP//NAME/Fish Buyer/BENM//NAME/Bluewake/REMI/fish"};
  EXPECT_EQ(details_of(lines, Orderer::Other).other.name, "Fish Buyer");
  EXPECT_EQ(details_of(lines, Orderer::Holder).other.name, "Bluewake");
}

TEST(Mt940, A_counterparty_code_is_account_bank_name_and_city) {
  const auto payment = details_of({"/CNTP/XA220002/BANKXA22/Ice Works/North Harbour//REMI/USTD//ice/"});
  EXPECT_EQ(payment.other.account, "XA220002");
  EXPECT_EQ(payment.other.name, "Ice Works");
  EXPECT_EQ(payment.purpose, "ice");
}

TEST(Mt940, Free_text_is_all_purpose_and_names_nobody) {
  const auto payment = details_of({"FACTUUR 7", "REK: XA220002/NAAM: ICE WORKS"});
  EXPECT_EQ(payment.purpose, "FACTUUR 7 REK: XA220002/NAAM: ICE WORKS");
  EXPECT_EQ(payment.other.name + payment.other.account, "");
}

TEST(Mt940, A_statement_that_balances_is_taken_and_one_that_does_not_is_rejected_whole) {
  const std::string entries =
      ":61:3103050305D30,NTRFNONREF//B1\n:86:/IBAN/XA220002/NAME/Ice Works/REMI/ice\n:61:310305C0,2NTRFNONREF\n";
  const auto good = import_statement(":60F:C310301XTS100,10\n" + entries + ":62F:C310305XTS70,30\n-\n");
  EXPECT_THAT(payment_lines(good), ElementsAre("2031-03-05 XA110001 XA220002 30 XTS",
                                               "2031-03-05 XA110001-unnamed-payer XA110001 0.20 XTS"));
  EXPECT_EQ(attribute(good.after.payments().rows()[0].attributes, "locator"), "statement 1 entry 1");
  const auto bad = import_statement(":60F:C310301XTS100,10\n" + entries + ":62F:D310305XTS70,30\n-\n");
  EXPECT_EQ(bad.only().rejected, 2u);
  EXPECT_EQ(bad.only().rejects[0].row, 5u);
  EXPECT_THAT(bad.reason(), AllOf(HasSubstr("statement 1 (7/1) of account XA110001"), HasSubstr("makes 70.30"),
                                  HasSubstr("stated as -70.30"), HasSubstr("difference of -140.60")));
}

TEST(Mt940, An_entry_that_cannot_be_read_leaves_its_statement_open_and_so_rejects_it) {
  const auto imported =
      import_statement(":60F:C310301XTS1,\n:61:310305C1,NTRFNONREF\n:61:310305Z1,NTRFNONREF\n:62F:C310305XTS3,\n");
  EXPECT_EQ(imported.only().rejected, 2u);
  EXPECT_THAT(imported.reason(1), HasSubstr("no mark C, D"));
}

TEST(Mt940, A_statement_cut_off_before_its_closing_balance_is_remarked) {
  EXPECT_TRUE(
      import_statement(":60F:C310301XTS1,\n:61:310305C1,NTRFNONREF\n").remarked("it states no closing balance"));
}

TEST(Mt940, A_balance_that_cannot_be_read_lets_nothing_pass) {
  EXPECT_THAT(import_statement(":60F:C310301XTS1\n:61:310305C1,NTRFNONREF\n:62F:rubbish\n").reason(),
              HasSubstr("its balance :62F: in line 6 cannot be read"));
}

TEST(Mt940, Totals_of_an_interim_report_that_entries_do_not_reach_reject_it) {
  const std::string report = ":34F:XTS0,\n:61:310305D5,NTRFNONREF\n:90D:1XTS5,\n";
  EXPECT_TRUE(import_statement(report + ":90C:0XTS0,\n").remarked("could not be checked against balances"));
  EXPECT_THAT(import_statement(report + ":90C:1XTS2,\n").reason(), HasSubstr("counts 1 credits and has 0"));
}

TEST(Mt940, A_currency_written_behind_the_account_is_no_part_of_it) {
  const auto imported =
      import_text("s.sta", ":20:R\n:25:XA110001XTS\n:60F:C310301XTS0,\n:61:310305C1,NTRF\n:62F:C310305XTS1,\n");
  EXPECT_THAT(payment_lines(imported), ElementsAre("2031-03-05 XA110001-unnamed-payer XA110001 1 XTS"));
}

TEST(Mt940, A_statement_without_an_account_is_rejected) {
  EXPECT_THAT(import_text("s.sta", ":20:R\n:25:\n:28C:1\n:61:310305C1,NTRF\n").reason(), HasSubstr("names no account"));
}

TEST(Mt940, Text_in_windows_1252_is_read_with_a_remark) {
  const auto imported = import_statement(":61:310305C1,NTRF\n:86:?20caf\xE9\n");
  EXPECT_EQ(imported.after.payments().rows()[0].purpose, "caf\xC3\xA9");
  EXPECT_TRUE(imported.remarked("Windows-1252"));
}

std::filesystem::path sample_of(const std::string& name) {
  return cuibono::testing::sample("bank-mt940js/test/" + name);
}

// Figures of bank-mt940js/test/__snapshots__/parser.test.js.snap.
TEST(Mt940Sample, Subfields_marked_with_angles_over_several_lines) {
  CB_NEEDS_SAMPLE("bank-mt940js");
  const auto imported = import(sample_of("test-with-NS.mt940x"));
  EXPECT_EQ(imported.only().format, "mt940");
  EXPECT_THAT(payment_lines(imported),
              ElementsAre("2017-01-03 B4E08MS9D00A0009 4910501953100000477656534 369 PLN",
                          "2017-01-04 B4E08MS9D00A0009 B4E08MS9D00A0009-unnamed-payee 15.07 PLN",
                          "2017-01-10 B4E08MS9D00A0009 5910902053000000016768736 123 PLN",
                          "2017-01-31 B4E08MS9D00A0009 B4E08MS9D00A0009-unnamed-payee 25 PLN"));
  EXPECT_EQ(imported.rejected(), 0u) << imported.reason(); // 3503.60 - 507.07 = 2996.53; 2996.53 - 25 = 2971.53
  const auto payments = imported.after.payments().rows();
  EXPECT_EQ(payments[0].purpose, "Usługi księgowe - m-c grudzien 2016 rok.");
  EXPECT_EQ(payments[1].purpose, "VB ELECTR. PŁATNOŚĆ KARTĄ 3.32 EUR 1 EUR=4.5385 PLN GOOGLE *SVCSAPPS@google.com");
  EXPECT_NE(entity_named(imported, "BOOKING GROUP"), nullptr);
  EXPECT_NE(entity_named(imported, "OFFICE GROUPUL. SPOKOJNA 3"), nullptr);
  EXPECT_EQ(attribute(payments[3].attributes, "bank_text"), "01My Street 17 02City and Region 03Invoice Nr. 12345");
  EXPECT_EQ(attribute(payments[0].attributes, "transaction_code"), "FCHG");
}

TEST(Mt940Sample, Blocks_with_free_text) {
  CB_NEEDS_SAMPLE("bank-mt940js");
  const auto imported = import(sample_of("test1.mt940"));
  EXPECT_THAT(payment_lines(imported), ElementsAre("2014-05-07 123456789-unnamed-payer 123456789 500 EUR",
                                                   "2014-07-29 123456789 123456789-unnamed-payee 2760 EUR",
                                                   "2014-07-29 123456789-unnamed-payer 123456789 500 EUR"));
  EXPECT_EQ(imported.rejected(), 0u) << imported.reason(); // 0 + 500 = 500; 3058.98 - 2760 + 500 = 798.98
  EXPECT_TRUE(imported.remarked(
      "statement 2 of account 123456789 opens with 3058.98 and statement 1 before it closes with 500"));
  const auto payments = imported.after.payments().rows();
  EXPECT_EQ(attribute(payments[0].attributes, "bank_reference"), "B4E07XM00J000023");
  EXPECT_EQ(attribute(payments[1].attributes, "supplementary"), "/OCMT/EUR10,00/");
  EXPECT_EQ(attribute(payments[2].attributes, "customer_reference"), "29-07-2014 10:05");
}

TEST(Mt940Sample, Blocks_with_trailers_and_slashed_text) {
  CB_NEEDS_SAMPLE("bank-mt940js");
  const auto imported = import(sample_of("testX.mt940"));
  EXPECT_EQ(imported.only().accepted, 3u);
  EXPECT_EQ(imported.rejected(), 0u) << imported.reason();
  const auto payments = imported.after.payments().rows();
  EXPECT_EQ(payments[0].purpose,
            "XXXXXXXXXXX OUR REF: 03MT181012182288YOUR REF: 181012671        M CA O/XXXXDK22BIC:XXXXDK22");
  EXPECT_EQ(payments[1].purpose, "UBERWEISUNG OUR REF: 03MT181024144353YOUR REF: P6363103 240 1   M CA O/XXXXGB2L");
  EXPECT_NE(entity_named(imported, "XXXXXXXXXXXXX XXXXXXXX BANKEN AB (PUBL) (FORMER: SXB A"), nullptr);
}

TEST(Mt940Sample, Interim_reports) {
  CB_NEEDS_SAMPLE("bank-mt940js");
  const auto one = import(sample_of("test1.mt942"));
  EXPECT_THAT(payment_lines(one), ElementsAre("2020-05-21 123011050612305 " + party_id("Transfer") + " 5000 NZD",
                                              "2020-05-21 12-3011-0334122-37 123011050612305 5000 NZD"));
  EXPECT_TRUE(one.remarked("could not be checked against balances"));
  const auto two = import(sample_of("test2.mt942"));
  EXPECT_THAT(payment_lines(two), ElementsAre("2020-05-21 123011050612305 " + party_id("Transfer") + " 5000 NZD",
                                              "2020-05-21 123011050612305 012-3011-00334130-0037 20 NZD",
                                              "2020-05-21 12-3011-0334130-37 123011050612305 5020 NZD"));
  EXPECT_NE(entity_named(two, "wording"), nullptr);
}

} // namespace
} // namespace cuibono::ingest
