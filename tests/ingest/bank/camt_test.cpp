#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bank_helpers.h"
#include "ingest/day_text.h"
#include "ingest/party_id.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view kAccount = "<Acct><Id><IBAN>XA11 0001</IBAN></Id></Acct>";

std::string balance(const std::string& code, const std::string& amount, const std::string& direction = "CRDT") {
  return "<Bal><Tp><CdOrPrtry><Cd>" + code + "</Cd></CdOrPrtry></Tp><Amt Ccy=\"XTS\">" + amount + "</Amt><CdtDbtInd>" +
         direction + "</CdtDbtInd></Bal>\n";
}

std::string entry(const std::string& amount, const std::string& direction, const std::string& more = "") {
  return "<Ntry><Amt Ccy=\"XTS\">" + amount + "</Amt><CdtDbtInd>" + direction +
         "</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2031-03-05</Dt></BookgDt><ValDt><Dt>2031-03-06</Dt></ValDt>" + more +
         "</Ntry>\n";
}

std::string detail(const std::string& amount, const std::string& name, const std::string& account = "") {
  return "<TxDtls><Amt Ccy=\"XTS\">" + amount + "</Amt><RltdPties><Cdtr><Nm>" + name + "</Nm></Cdtr>" +
         (account.empty() ? "" : "<CdtrAcct><Id><IBAN>" + account + "</IBAN></Id></CdtrAcct>") +
         "</RltdPties></TxDtls>";
}

std::string statement(const std::string& inside) {
  return "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt><Id>S7</Id>" +
         std::string(kAccount) + "\n" + inside + "</Stmt></BkToCstmrStmt></Document>";
}

Imported import_statement(const std::string& inside) { return import_text("s.xml", statement(inside)); }

TEST(Camt, A_statement_that_balances_is_taken_with_dates_places_and_attributes) {
  const auto imported =
      import_statement(balance("OPBD", "100.10") + balance("CLBD", "70.30") +
                       entry("30.00", "DBIT",
                             "<AcctSvcrRef>R1</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>E1</EndToEndId></"
                             "Refs><BkTxCd><Domn><Cd>PMNT</Cd>"
                             "<Fmly><Cd>ICDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></"
                             "BkTxCd><RltdPties><Cdtr><Pty><Nm>Ice Works</Nm>"
                             "</Pty></Cdtr><CdtrAcct><Id><IBAN>XA22 0002</IBAN></Id></CdtrAcct></RltdPties>"
                             "<RmtInf><Ustrd>ice,</Ustrd><Ustrd>March</Ustrd></RmtInf></TxDtls></NtryDtls>") +
                       entry("0.20", "CRDT"));
  EXPECT_EQ(imported.only().rows, 2u);
  EXPECT_THAT(payment_lines(imported), ElementsAre("2031-03-05 XA110001 XA220002 30 XTS",
                                                   "2031-03-05 XA110001-unnamed-payer XA110001 0.20 XTS"));
  const auto& payment = imported.after.payments().rows()[0];
  EXPECT_EQ(payment.purpose, "ice, March");
  EXPECT_EQ(payment.payment_class, model::PaymentClass::Other);
  EXPECT_EQ(attribute(payment.attributes, "value_date"), "2031-03-06");
  EXPECT_EQ(attribute(payment.attributes, "end_to_end_id"), "E1");
  EXPECT_EQ(attribute(payment.attributes, "bank_reference"), "R1");
  EXPECT_EQ(attribute(payment.attributes, "transaction_code"), "PMNT/ICDT/ESCT");
  EXPECT_EQ(attribute(payment.attributes, "locator"), "statement 1 entry 1");
}

TEST(Camt, A_day_is_cut_off_its_time_and_no_letter_in_two) {
  EXPECT_EQ(day_text("2031-03-05T10:00:00Z"), "2031-03-05");
  EXPECT_EQ(day_text("2031-03-05+07:00"), "2031-03-05");
  EXPECT_EQ(day_text("2031-03-0\u0e05"), "2031-03-0\u0e05");
  EXPECT_EQ(day_text("2031-03"), "2031-03");
}

TEST(Camt, A_name_with_an_account_holds_it) {
  const auto imported =
      import_statement(entry("5", "DBIT", "<NtryDtls>" + detail("5", "Ice Works", "XA220002") + "</NtryDtls>"));
  ASSERT_EQ(imported.after.ties().size(), 1u);
  const auto& tie = imported.after.ties().rows()[0];
  EXPECT_EQ(tie.type, model::TieType::HoldsAccount);
  EXPECT_EQ(imported.after.entities().find(tie.source)->key, party_id("Ice Works"));
  EXPECT_EQ(imported.after.entities().find(tie.target)->key, "XA220002");
  EXPECT_EQ(imported.after.entities().find(tie.target)->kind, model::EntityKind::Account);
}

TEST(Camt, A_statement_that_does_not_balance_is_rejected_entry_by_entry) {
  const auto imported =
      import_statement(balance("OPBD", "100") + balance("CLBD", "60") + entry("30", "DBIT") + entry("0.01", "CRDT"));
  EXPECT_EQ(imported.only().rejected, 2u);
  EXPECT_EQ(imported.after.payments().size(), 0u);
  EXPECT_THAT(imported.reason(0), AllOf(HasSubstr("statement 1 (S7) of account XA110001"), HasSubstr("makes 70.01"),
                                        HasSubstr("stated as 60"), HasSubstr("difference of -10.01")));
  EXPECT_EQ(imported.only().rejects[0].row, 4u);
  EXPECT_EQ(imported.only().rejects[1].row, 5u);
  EXPECT_TRUE(imported.remarked("1 statement was rejected whole"));
}

TEST(Camt, One_wrong_statement_does_not_hold_up_the_next) {
  const auto text = "<Document><BkToCstmrStmt><Stmt>" + std::string(kAccount) + balance("OPBD", "1") +
                    balance("CLBD", "2") + entry("5", "CRDT") + "</Stmt><Stmt>" + std::string(kAccount) +
                    balance("OPBD", "2") + balance("CLBD", "7") + entry("5", "CRDT") +
                    "</Stmt></BkToCstmrStmt></Document>";
  const auto imported = import_text("s.xml", text);
  EXPECT_EQ(imported.only().accepted, 1u);
  EXPECT_EQ(imported.only().rejected, 1u);
}

TEST(Camt, An_overdrawn_account_opens_below_zero) {
  EXPECT_EQ(
      import_statement(balance("OPBD", "10", "DBIT") + balance("CLBD", "5") + entry("15", "CRDT")).only().accepted, 1u);
}

TEST(Camt, A_balance_of_the_day_before_opens_and_interim_balances_bound_a_page) {
  EXPECT_EQ(import_statement(balance("PRCD", "10") + balance("CLBD", "25") + entry("15", "CRDT")).only().accepted, 1u);
  EXPECT_EQ(import_statement(balance("ITBD", "10") + balance("ITBD", "25") + entry("15", "CRDT")).only().accepted, 1u);
  EXPECT_EQ(import_statement(balance("ITBD", "10") + balance("ITBD", "26") + entry("15", "CRDT")).only().rejected, 1u);
}

TEST(Camt, A_balance_that_cannot_be_read_lets_nothing_pass) {
  const auto imported = import_statement(balance("OPBD", "ten") + balance("CLBD", "25") + entry("15", "CRDT"));
  EXPECT_THAT(imported.reason(), HasSubstr("its balance in line 2 cannot be read"));
}

TEST(Camt, Statements_that_do_not_follow_on_each_other_are_remarked) {
  const auto stmt = [](const char* opening, const char* closing) {
    return "<Stmt>" + std::string(kAccount) + balance("OPBD", opening) + balance("CLBD", closing) + "</Stmt>";
  };
  const auto imported = import_text(
      "s.xml", "<Document><BkToCstmrStmt>" + stmt("1", "1") + stmt("9", "9") + "</BkToCstmrStmt></Document>");
  EXPECT_TRUE(
      imported.remarked("statement 2 of account XA110001 opens with 9 and statement 1 before it closes with 1"));
}

TEST(Camt, A_batch_whose_details_add_up_is_its_payments) {
  const auto imported =
      import_statement(balance("OPBD", "10") + balance("CLBD", "0") +
                       entry("10", "DBIT", "<NtryDtls>" + detail("4", "A Ltd") + detail("6", "B Ltd") + "</NtryDtls>"));
  EXPECT_THAT(payment_lines(imported), ElementsAre("2031-03-05 XA110001 " + party_id("A Ltd") + " 4 XTS",
                                                   "2031-03-05 XA110001 " + party_id("B Ltd") + " 6 XTS"));
  EXPECT_EQ(attribute(imported.after.payments().rows()[1].attributes, "locator"), "statement 1 entry 1 detail 2");
}

TEST(Camt, A_batch_whose_details_do_not_add_up_is_one_payment_to_nobody_named) {
  const auto imported =
      import_statement(entry("10", "DBIT", "<NtryDtls>" + detail("4", "A Ltd") + detail("5", "B Ltd") + "</NtryDtls>"));
  EXPECT_THAT(payment_lines(imported), ElementsAre("2031-03-05 XA110001 XA110001-unnamed-payee 10 XTS"));
  EXPECT_TRUE(imported.remarked("an entry of several details that do not add up was taken as one payment each"));
}

TEST(Camt, A_reversed_credit_goes_back_to_its_debtor) {
  const auto imported = import_statement(entry("10", "DBIT",
                                               "<RvslInd>true</RvslInd><NtryDtls><TxDtls><RltdPties><Dbtr><Nm>Fish "
                                               "Buyer</Nm></Dbtr></RltdPties></TxDtls></NtryDtls>"));
  EXPECT_THAT(payment_lines(imported), ElementsAre("2031-03-05 XA110001 " + party_id("Fish Buyer") + " 10 XTS"));
  EXPECT_EQ(attribute(imported.after.payments().rows()[0].attributes, "reversal"), "yes");
}

TEST(Camt, Pending_entries_are_rejected_and_count_for_no_balance) {
  const std::string pending =
      "<Ntry><Amt Ccy=\"XTS\">7</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>PDNG</Cd></Sts></Ntry>";
  const auto imported = import_statement(balance("OPBD", "10") + balance("CLBD", "15") + pending + entry("5", "CRDT"));
  EXPECT_EQ(imported.only().accepted, 1u);
  EXPECT_THAT(imported.reason(), HasSubstr("pending (`PDNG`) and not booked"));
}

TEST(Camt, Tenths_of_a_cent_are_rejected_and_zeros_after_the_cents_are_not) {
  const auto imported =
      import_statement(entry("8.85000", "CRDT") + entry("8.855", "CRDT") + entry("-1", "CRDT") + entry("", "CRDT"));
  EXPECT_EQ(imported.only().accepted, 1u);
  EXPECT_EQ(imported.only().rejected, 3u);
  EXPECT_THAT(imported.reason(), HasSubstr("`8.855` is not a decimal number of whole cents"));
}

TEST(Camt, Totals_that_the_entries_do_not_reach_reject_the_statement) {
  const auto imported =
      import_statement("<TxsSummry><TtlCdtNtries><NbOfNtries>2</NbOfNtries><Sum>10</Sum></TtlCdtNtries></TxsSummry>" +
                       entry("5", "CRDT"));
  EXPECT_THAT(imported.reason(), HasSubstr("counts 2 credits and has 1"));
}

TEST(Camt, A_day_that_does_not_exist_rejects_its_row) {
  const auto imported = import_statement(
      "<Ntry><Amt Ccy=\"XTS\">7</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2031-02-30</Dt></BookgDt></Ntry>");
  EXPECT_THAT(imported.reason(), HasSubstr("2031-02-30"));
}

TEST(Camt, The_same_file_again_adds_nothing) {
  const auto text = statement(entry("5", "DBIT", "<NtryDtls>" + detail("5", "Ice Works", "XA220002") + "</NtryDtls>"));
  const auto first = import_text("s.xml", text);
  const auto second = import_text("s.xml", text, first.after);
  EXPECT_EQ(second.only().accepted, 1u);
  EXPECT_TRUE(second.resolution.batch.edits.empty());
}

TEST(Camt, The_same_statement_twice_in_one_file_counts_once) {
  const auto text = statement(entry("5", "CRDT"));
  const auto begin = text.find("<Stmt>"), end = text.find("</BkToCstmrStmt>");
  const auto imported = import_text("s.xml", text.substr(0, end) + text.substr(begin, end - begin) + text.substr(end));
  EXPECT_EQ(imported.only().accepted, 1u);
  EXPECT_THAT(imported.reason(), HasSubstr("stands twice in this file"));
}

TEST(Camt, Xml_of_something_else_is_refused) {
  EXPECT_THAT(
      failure_of("s.xml",
                 "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.055.001.01\">\n<CstmrPmtCxlReq/></Document>")
          .what,
      HasSubstr("not CAMT.052"));
}

struct Sample {
  const char* name;
  std::size_t payments, rejected;
  const char* remark;
};

class CamtSample : public ::testing::TestWithParam<Sample> {};

std::string path_of(const std::string& name) { return "bank-camt/test/data/" + name; }

TEST_P(CamtSample, Has_the_entries_that_stand_in_the_file) {
  CB_NEEDS_SAMPLE(path_of(GetParam().name));
  const auto imported = import(cuibono::testing::sample(path_of(GetParam().name)));
  EXPECT_EQ(imported.only().format, "camt");
  EXPECT_EQ(imported.after.payments().size(), GetParam().payments);
  EXPECT_EQ(imported.only().accepted, GetParam().payments);
  EXPECT_EQ(imported.only().rejected, GetParam().rejected) << imported.reason();
  EXPECT_TRUE(imported.remarked(GetParam().remark));
}

constexpr const char* kNoBalances = "could not be checked against balances: it states no balances";
constexpr const char* kTwoCurrencies = "opening balance is in EUR and its closing balance in SEK";

// Entries counted by hand, 25 in all: three are pending, two stand in statements that do not balance.
INSTANTIATE_TEST_SUITE_P(
    Counts, CamtSample,
    ::testing::Values(
        Sample{"camt052.v1.xml", 1, 0, kNoBalances}, Sample{"camt052.v2.other-account.xml", 1, 0, kNoBalances},
        Sample{"camt052.v2.with-account-name.xml", 1, 0, kNoBalances}, Sample{"camt052.v2.xml", 1, 0, kNoBalances},
        Sample{"camt052.v4.xml", 0, 1, "could not be checked"},
        Sample{"camt052.v6.Amt-zero.xml", 0, 1, "could not be checked"},
        Sample{"camt052.v6.xml", 0, 1, "could not be checked"}, Sample{"camt052.v8.xml", 1, 0, kNoBalances},
        Sample{"camt053.v2.all-balance-types.xml", 0, 1, "rejected whole"},
        Sample{"camt053.v2.five.decimals.xml", 0, 1, "rejected whole"},
        Sample{"camt053.v2.minimal.ultimate.xml", 1, 0, kTwoCurrencies},
        Sample{"camt053.v2.minimal.xml", 1, 0, kTwoCurrencies},
        Sample{"camt053.v2.multi.statement.xml", 2, 0, "not name the other side"},
        Sample{"camt053.v2.with-account-name.xml", 1, 0, kNoBalances},
        Sample{"camt053.v2.with-party-ids.xml", 1, 0, kTwoCurrencies}, Sample{"camt053.v3.xml", 1, 0, kTwoCurrencies},
        Sample{"camt053.v4.xml", 1, 0, kTwoCurrencies}, Sample{"camt053.v8.xml", 1, 0, kTwoCurrencies},
        Sample{"camt054.v2.with-account-name.xml", 1, 0, kNoBalances}, Sample{"camt054.v2.xml", 1, 0, "do not add up"},
        Sample{"camt054.v4.xml", 1, 0, "do not add up"}, Sample{"camt054.v8-with-UETR.xml", 1, 0, kNoBalances},
        Sample{"camt054.v8-with-financial-institution.xml", 1, 0, kNoBalances},
        Sample{"camt054.v8.xml", 1, 0, "do not add up"},
        Sample{"camt53.only-Dt-with-DtTm.xml", 0, 0, "states no closing balance"}));

TEST(CamtSample, The_statement_whose_closing_balance_is_wrong_says_by_how_much) {
  CB_NEEDS_SAMPLE(path_of("camt053.v2.five.decimals.xml"));
  const auto imported = import(cuibono::testing::sample(path_of("camt053.v2.five.decimals.xml")));
  EXPECT_THAT(imported.reason(), HasSubstr("opening 18.15 + credits 8.85 - debits 0 makes 27, and the closing balance "
                                           "is stated as 27.05, a difference of 0.05"));
  EXPECT_EQ(imported.only().rejects[0].row, 61u);
}

TEST(CamtSample, The_file_without_a_statement_is_refused_with_its_line) {
  CB_NEEDS_SAMPLE(path_of("camt053.v2.wrong.xml"));
  const auto draft = read(cuibono::testing::sample(path_of("camt053.v2.wrong.xml")));
  ASSERT_FALSE(draft);
  EXPECT_THAT(draft.error().what, HasSubstr("no statement"));
  EXPECT_THAT(draft.error().where, HasSubstr("line 3"));
}

TEST(CamtSample, Two_statements_of_one_account_follow_on_each_other) {
  CB_NEEDS_SAMPLE(path_of("camt053.v2.multi.statement.xml"));
  const auto imported = import(cuibono::testing::sample(path_of("camt053.v2.multi.statement.xml")));
  EXPECT_THAT(payment_lines(imported),
              ElementsAre("2014-12-31 NL26VAYB8060476890-unnamed-payer NL26VAYB8060476890 8.85 EUR",
                          "2014-12-31 NL26VAYB8060476890 NL56AGDH9619008421 7 EUR"));
  EXPECT_FALSE(imported.remarked("may be missing"));
}

TEST(CamtSample, Parties_are_read_wherever_a_version_puts_them) {
  CB_NEEDS_SAMPLE(path_of("camt053.v8.xml"));
  const auto payer_of = [](const char* name) {
    const auto imported = import(cuibono::testing::sample(path_of(name)));
    return imported.after.entities().find(imported.after.payments().rows()[0].payer)->key;
  };
  EXPECT_EQ(payer_of("camt053.v8.xml"), "NL56AGDH9619008421");                        // Pty/Nm, DbtrAcct
  EXPECT_EQ(payer_of("camt053.v2.minimal.ultimate.xml"), party_id("DEBTOR NAME NM")); // UltmtDbtr
  const auto bank = import(cuibono::testing::sample(path_of("camt054.v8-with-financial-institution.xml")));
  const auto* creditor = entity_named(bank, "Example Creditor 3 - V1"); // Agt/FinInstnId
  ASSERT_NE(creditor, nullptr);
  EXPECT_EQ(creditor->kind, model::EntityKind::Company);
}

} // namespace
} // namespace cuibono::ingest
