#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/party_id.h"
#include "mapping_helpers.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// A statement of the account A1, the other side by account or by name.
std::string statement(const std::string& more = "", const std::string& values = R"({"date_order":"dmy","decimal":"."})") {
  return R"({"cuibono_mapping":1,"name":"test","columns":["Date","Text","Other","Out","In","Balance"],"values":)" + values +
         R"(,"constants":{"own":"A1"})" + more + R"(,"records":[
    {"table":"entities","fields":{"id":"{own}","kind":"account"}},
    {"table":"entities","fields":{"id":"{Other|party_id}","name":"{Other}"}},
    {"table":"payments","fields":{"date":"{Date}","account":"{own}","counterparty":["{Other|party_id}","unknown"],
      "debit":"{Out}","credit":"{In}","balance":"{Balance}","currency":"XTS","purpose":"{Text}",
      "class":{"of":"{Text}","rules":[[["wages","salary"],"payroll"]],"else":"transfer"}}}]})";
}

const std::string kHeader = "Date,Text,Other,Out,In,Balance\n";

TEST(Mapping, Debit_and_credit_columns_become_payments_from_and_to_the_account) {
  const auto imported = import_mapped("s.csv", kHeader + "31/01/2031,Salary January,,500.00,,1500.00\n01/02/2031,Sale,Harbour Foods,,250.50,1750.50\n", statement());
  const auto other = party_id("Harbour Foods");
  EXPECT_THAT(payments_of(imported.after), ElementsAre("2031-01-31 A1>unknown 500", "2031-02-01 " + other + ">A1 250.50"));
  const auto& payments = imported.after.payments().rows();
  EXPECT_EQ(payments[0].payment_class, model::PaymentClass::Payroll);
  EXPECT_EQ(payments[1].payment_class, model::PaymentClass::Transfer);
  EXPECT_EQ(payments[1].purpose, "Sale");
  EXPECT_EQ(payments[1].attributes, (model::Attributes{{"balance", "1750.50"}}));
  EXPECT_EQ(imported.only().rows, 2u);
  EXPECT_EQ(imported.only().accepted, 2u);
}

TEST(Mapping, A_name_becomes_an_entity_with_an_id_that_does_not_tell_it) {
  const auto imported = import_mapped("s.csv", kHeader + "31/01/2031,x,Ann Example,1,,\n", statement());
  const auto entity = std::ranges::find(imported.after.entities(), party_id("Ann Example"), &model::Entity::key);
  ASSERT_NE(entity, imported.after.entities().end());
  EXPECT_EQ(entity->name, "Ann Example");
}

TEST(Mapping, A_row_is_rejected_as_a_whole_and_once) {
  const auto imported = import_mapped("s.csv", kHeader + "31/01/2031,a,New Name,x,,\n30/02/2031,b,,1,,\n01/02/2031,c,,1,2,\n01/02/2031,d,,,,\n02/02/2031,e,,1,,\n", statement());
  EXPECT_EQ(imported.only().rows, 5u);
  EXPECT_EQ(imported.only().accepted, 1u);
  ASSERT_EQ(imported.only().rejects.size(), 4u);
  EXPECT_EQ(imported.only().rejects[0], (Reject{2, "payments: debit `x` is not an amount"}));
  EXPECT_THAT(imported.reason(1), HasSubstr("not a day that exists"));
  EXPECT_THAT(imported.reason(2), HasSubstr("both a debit and a credit"));
  EXPECT_THAT(imported.reason(3), HasSubstr("neither a debit nor a credit"));
  EXPECT_EQ(std::ranges::count(imported.after.entities(), party_id("New Name"), &model::Entity::key), 0) << "a rejected row leaves nothing behind";
}

TEST(Mapping, Reading_a_statement_again_adds_nothing) {
  const auto text = kHeader + "31/01/2031,fee,,5,,\n31/01/2031,fee,,5,,\n01/02/2031,Sale,Harbour Foods,,250.50,\n";
  const auto first = import_mapped("s.csv", text, statement());
  EXPECT_EQ(first.after.payments().size(), 3u) << "two equal rows are two payments";
  const auto again = import_mapped("s.csv", text, statement(), first.after);
  EXPECT_EQ(again.only().accepted, 3u);
  EXPECT_TRUE(again.resolution.batch.edits.empty());
}

TEST(Mapping, A_payment_cites_the_row_it_came_from) {
  ImportOptions options;
  options.exhibit = "E1";
  const auto imported = import_mapped("s.csv", kHeader + "31/01/2031,a,,1,,\n01/02/2031,b,,1,,\n", statement(), {}, options);
  EXPECT_EQ(imported.after.payments().rows()[1].citations.at(0).locator, "row 3");
}

TEST(Mapping, A_break_of_the_running_balance_sets_its_row_aside) {
  const auto text = kHeader + "01/01/2031,a,,,100,1100\n02/01/2031,b,,50,,1050\n03/01/2031,c,,50,,900\n04/01/2031,d,,100,,800\n";
  const auto imported = import_mapped("s.csv", text, statement());
  ASSERT_EQ(imported.only().rejects.size(), 1u);
  EXPECT_EQ(imported.only().rejects[0].row, 4u);
  EXPECT_EQ(imported.reason(), "the running balance breaks: 1,050 before and -50 moved make 1,000, the row says 900");
  const auto tolerant = import_mapped("s.csv", text, statement(R"(,"balance_breaks":"remark")"));
  EXPECT_EQ(tolerant.only().accepted, 4u);
  EXPECT_TRUE(tolerant.remarked("1 rows break the running balance, the first is row 4"));
}

TEST(Mapping, A_statement_with_the_newest_row_first_balances_too) {
  const auto imported = import_mapped("s.csv", kHeader + "03/01/2031,c,,50,,1000\n02/01/2031,b,,50,,1050\n01/01/2031,a,,,100,1100\n", statement());
  EXPECT_EQ(imported.only().accepted, 3u);
}

TEST(Mapping, Opening_and_closing_balances_around_the_table_are_held_against_the_rows) {
  const auto with = R"(,"preamble":{"opening_balance":["Opening balance"],"closing_balance":["Closing balance"]})";
  const auto text = [](const std::string& closing) {
    return "Account;A1\nOpening balance: 1000\n\nDate,Text,Other,Out,In,Balance\n01/01/2031,a,,,100,\n02/01/2031,b,,50,,\nClosing balance," + closing + "\n";
  };
  EXPECT_EQ(import_mapped("s.csv", text("1050"), statement(with)).only().accepted, 2u);
  const auto error = mapping_failure(text("1051"), statement(with));
  EXPECT_EQ(error.what, "the opening balance 1,000 and the rows make 1,050, the closing balance says 1,051");
}

TEST(Mapping, Dates_that_may_be_read_two_ways_are_an_error_that_says_what_to_add) {
  const auto error = mapping_failure(kHeader + "01/02/2031,a,,1,,\n03/04/2031,b,,1,,\n", statement("", R"({"decimal":"."})"));
  EXPECT_THAT(error.what, HasSubstr("none of 2 values has a number above 12"));
  EXPECT_THAT(error.remedy, HasSubstr("date_order"));
}

TEST(Mapping, Dates_whose_values_tell_the_order_are_read_by_it_and_that_is_said) {
  const auto imported = import_mapped("s.csv", kHeader + "01/02/2031,a,,1,,\n28/02/2031,b,,1,,\n", statement("", R"({"decimal":"."})"));
  EXPECT_THAT(payments_of(imported.after)[0], HasSubstr("2031-02-01"));
  EXPECT_TRUE(imported.remarked("day-first: 1 of 2 values have a first number above 12 and none a second"));
}

TEST(Mapping, Amounts_whose_separator_may_be_either_are_an_error) {
  const auto error = mapping_failure("Date,Text,Other,Out,In,Balance\n01/02/2031,a,,\"1,250\",,\n", statement("", R"({"date_order":"dmy"})"));
  EXPECT_THAT(error.what, HasSubstr("one separator that may part decimals or thousands"));
}

TEST(Mapping, Labels_above_the_header_give_the_account) {
  const auto json = R"({"cuibono_mapping":1,"name":"t","preamble":{"own":["เลขที่บัญชี","Account number"]},"records":[
    {"table":"payments","fields":{"date":"{Date}","account":"{own|digits}","counterparty":"other","signed":"{Amount}"}}]})";
  const auto imported = import_mapped("s.csv", "Bank of Somewhere\nเลขที่บัญชี,123-4-56789-0\nDate,Amount,Note\n2031-01-31,-12.50,a\n2031-02-01,3.00,b\n", json);
  EXPECT_THAT(payments_of(imported.after), ElementsAre("2031-01-31 1234567890>other 12.50", "2031-02-01 other>1234567890 3"));
  EXPECT_TRUE(imported.remarked("2 lines above the header were not read as rows"));
}

TEST(Mapping, A_signed_amount_may_mean_money_out_by_its_plus) {
  const auto json = R"({"cuibono_mapping":1,"name":"card","plus_is":"debit","records":[
    {"table":"payments","fields":{"date":"{Date}","account":"card","counterparty":"{Shop|party_id}","signed":"{Amount}"}}]})";
  const auto imported = import_mapped("s.csv", "Date,Shop,Amount\n2031-01-31,x,5.00\n2031-01-31,x,-2.00\n", json);
  EXPECT_THAT(payments_of(imported.after), ElementsAre("2031-01-31 card>" + party_id("x") + " 5", "2031-01-31 " + party_id("x") + ">card 2"));
}

TEST(Mapping, A_column_of_directions_says_who_pays) {
  const auto json = R"({"cuibono_mapping":1,"name":"t","records":[
    {"table":"payments","fields":{"date":"{Date}","account":"A","counterparty":"B","amount":"{Amount}","direction":"{DC}"}}]})";
  const auto imported = import_mapped("s.csv", "Date,Amount,DC\n2031-01-31,5.00,D\n2031-01-31,6.00,ฝาก\n2031-01-31,7.00,?\n", json);
  EXPECT_THAT(payments_of(imported.after), ElementsAre("2031-01-31 A>B 5", "2031-01-31 B>A 6"));
  EXPECT_THAT(imported.reason(), HasSubstr("direction `?` says neither in nor out"));
}

TEST(Mapping, Rows_that_the_mapping_leaves_out_are_counted_in_a_remark) {
  const auto imported = import_mapped("s.csv", kHeader + "31/01/2031,a,,1,,\n,Total,,1,,\n", statement(R"(,"rows":{"skip":[{"value":"{Text}","is":["total"]}]})"));
  EXPECT_EQ(imported.only().rows, 1u);
  EXPECT_TRUE(imported.remarked("1 rows were left out as the mapping says"));
}

TEST(Mapping, Calls_are_ties_with_their_time_in_utc) {
  const auto json = R"({"cuibono_mapping":1,"name":"cdr","values":{"date_order":"dmy","era":"BE","time_zone":"+07:00"},"records":[
    {"table":"entities","fields":{"id":"tel-{A|digits}","kind":"phone"}},
    {"table":"entities","fields":{"id":"tel-{B|digits}","kind":"phone"}},
    {"table":"ties","fields":{"type":"calls","source":"tel-{A|digits}","target":"tel-{B|digits}","from":"{When}","duration":"{Sec}","count":"1"}}]})";
  const auto imported = import_mapped("cdr.csv", "A,B,When,Sec\n+66 81 234 5678,0899,01/01/2574 03:15:00,0:02:05\n+66 81 234 5678,0899,01/01/2574 03:20:00,7\n", json);
  ASSERT_EQ(imported.after.ties().size(), 2u);
  const auto& call = imported.after.ties().rows()[0];
  EXPECT_EQ(call.type, model::TieType::Calls);
  EXPECT_EQ(base::format_date(call.from), "2031-01-01");
  EXPECT_EQ(call.attributes, (model::Attributes{{"duration", "125"}, {"time", "2030-12-31T20:15:00Z"}}));
  ASSERT_EQ(imported.after.entities().size(), 2u);
  EXPECT_EQ(imported.after.entities().rows()[0].key, "tel-66812345678");
  EXPECT_EQ(imported.after.entities().rows()[0].kind, model::EntityKind::Phone);
}

TEST(Mapping, A_tie_without_a_date_stands_once_however_often_it_is_repeated) {
  const auto json = R"({"cuibono_mapping":1,"name":"t","records":[
    {"table":"ties","fields":{"type":"holds_account","source":"{Owner}","target":"{Account}"}}]})";
  const auto imported = import_mapped("s.csv", "Owner,Account\nP1,A1\nP1,A1\nP2,A2\n", json);
  EXPECT_EQ(imported.after.ties().size(), 2u);
  EXPECT_EQ(imported.only().rows, 3u);
  EXPECT_EQ(imported.only().accepted, 3u);
}

TEST(Mapping, Wages_debts_and_roles_are_tables_like_any_other) {
  const auto json = R"({"cuibono_mapping":1,"name":"payroll","values":{"date_order":"dmy","decimal":","},"records":[
    {"table":"roles","fields":{"entity":"{Worker}","role":"victim"}},
    {"table":"wages","fields":{"victim":"{Worker}","employer":"F1","month":"{Month}","regular_hours":"{Hours}","rate":"{Rate}","received":"{Paid}"}}]})";
  const auto imported = import_mapped("s.csv", "Worker;Month;Hours;Rate;Paid\nW1;31/01/2031;208;50,00;3.000,00\nW1;28/02/2031;200;50,00;3.000,00\n", json);
  ASSERT_EQ(imported.after.of<model::Wage>().size(), 2u);
  EXPECT_EQ(base::format_date(imported.after.of<model::Wage>().rows()[0].month), "2031-01");
  EXPECT_EQ(imported.after.of<model::Wage>().rows()[0].received.value_or(base::Money{}).cents, 300000);
  EXPECT_EQ(imported.after.roles().size(), 1u);
  EXPECT_GT(std::ranges::find(imported.after.entities(), "W1", &model::Entity::key)->pseudonym, 0);
}

TEST(Mapping, What_the_sheet_lacks_is_an_error_that_names_it) {
  EXPECT_THAT(mapping_failure("Date,Text\n2031-01-01,x\n", statement()).what, HasSubstr("needs a column `Other`"));
  EXPECT_THAT(mapping_failure("A,B\n1,2\n", R"({"cuibono_mapping":1,"name":"t","records":[{"table":"entities","fields":{"id":"{C}"}}]})").what,
              HasSubstr("names `c` in `{C}`"));
  EXPECT_THAT(mapping_failure("A,B\n1,2\n", R"({"cuibono_mapping":1,"name":"t","records":[{"table":"entities","fields":{"id":"{A|shout}"}}]})").what,
              HasSubstr("the filter `shout`, which does not exist"));
}

TEST(Mapping, A_mapping_with_a_mistake_names_the_key) {
  const auto wrong = [](const std::string& json) {
    const auto mapping = parse_mapping(json, "m.json");
    return mapping ? std::string("fine") : mapping.error().what;
  };
  EXPECT_THAT(wrong(R"({"cuibono_mapping":1,"name":"t","collumns":[],"records":[]})"), HasSubstr("the key `collumns`"));
  EXPECT_THAT(wrong(R"({"cuibono_mapping":2,"name":"t"})"), HasSubstr("`cuibono_mapping` is not 1"));
  EXPECT_THAT(wrong(R"({"cuibono_mapping":1,"name":"t","records":[{"table":"people","fields":{"id":"x"}}]})"), HasSubstr("`people` is not a case table"));
  EXPECT_THAT(wrong(R"({"cuibono_mapping":1,"name":"t","values":{"date_order":"ydm"},"records":[]})"), HasSubstr("date_order `ydm` is not one of"));
  EXPECT_THAT(wrong("[1]"), HasSubstr("not an object"));
}

TEST(Mapping, A_mapping_is_written_as_it_was_read) {
  const auto json = R"({"cuibono_mapping":1,"name":"n","about":"a","sheet":"S*","columns":{"date":["Date","Tag"],"balance?":"Saldo"},"headerless":true,
    "values":{"date_order":"ymd","era":"BE","decimal":",","time_zone":"-03:30"},"plus_is":"debit","balance_breaks":"remark","constants":{"z":"1","a":"2"},
    "preamble":{"own":["x","y"]},"rows":{"only":[{"value":"{date}","filled":true}],"skip":[{"value":"{date}","is":["a"],"contains":["b","c"],"not":true}]},
    "records":[{"table":"ties","when":[{"value":"{date}","is":"x"}],"fields":{"source":["{a}","b"],"type":{"of":"{date}","rules":[["w","calls"]],"else":"{z}"}}}]})";
  const auto mapping = mapping_of(json);
  EXPECT_EQ(mapping.constants[0].first, "z") << "the order of the file is kept";
  EXPECT_EQ(mapping_of(format_mapping(mapping)), mapping);
}

} // namespace
} // namespace cuibono::ingest
