// The mappings that come with the program, on the public samples of other tools.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/mapping/library.h"
#include "ingest/mapping/plan.h"
#include "ingest/mapping/propose.h"
#include "ingest/party_id.h"
#include "mapping_helpers.h"
#include "samples.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using cuibono::testing::sample;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<Mapping> shipped() {
  const auto saved = load_mappings({std::filesystem::path(cuibono::testing::source_dir()) / "data/mappings"});
  EXPECT_THAT(saved.remarks, ElementsAre());
  return saved.mappings;
}

Imported import_saved(const std::filesystem::path& path, const model::CaseSnapshot& into = {}) {
  const auto saved = shipped();
  ReadOptions options;
  options.saved = &saved;
  base::Progress progress;
  return resolved(read_paths({path}, {}, progress, options), into);
}

Imported import_saved_text(const std::string& name, std::string_view text) {
  const Folder folder;
  return import_saved(folder.file(name, text));
}

Plan plan_of_file(const std::filesystem::path& path) {
  ReadOptions options;
  options.keep_sheets = true;
  base::Progress progress;
  const auto draft = read_paths({path}, {}, progress, options);
  EXPECT_TRUE(draft);
  return draft ? plan_of(*draft, nullptr, shipped()) : Plan{};
}

Plan plan_of_text(const std::string& name, std::string_view text) {
  const Folder folder;
  return plan_of_file(folder.file(name, text));
}

std::size_t count_kind(const model::CaseSnapshot& snapshot, model::EntityKind kind) {
  return static_cast<std::size_t>(std::ranges::count(snapshot.entities(), kind, &model::Entity::kind));
}

TEST(ShippedMappings, Are_all_mappings_with_names_of_their_own) {
  std::set<std::string> names;
  for (const auto& mapping : shipped()) EXPECT_TRUE(names.insert(mapping.name).second) << mapping.name;
  EXPECT_EQ(names.size(), 10u);
}

// README of the sample: 45 transactions between 30 accounts; the sum is that of the column, by awk.
constexpr std::int64_t kAmlsimCents = 674569;
TEST(ShippedMappings, Amlsim_transactions_and_accounts) {
  CB_NEEDS_SAMPLE("amlsim-sample");
  const auto accounts = import_saved(sample("amlsim-sample/sample/outputs/accounts.csv"));
  EXPECT_EQ(accounts.only().accepted, 30u);
  EXPECT_EQ(count_kind(accounts.after, model::EntityKind::Account), 30u);
  EXPECT_EQ(accounts.after.ties().size(), 30u);
  const auto payments = import_saved(sample("amlsim-sample/sample/outputs/tx.csv"), accounts.after);
  EXPECT_EQ(payments.only().rows, 45u);
  EXPECT_EQ(payments.only().accepted, 45u);
  EXPECT_EQ(payments.after.payments().size(), 45u);
  base::Money sum;
  for (const auto& payment : payments.after.payments()) sum += payment.amount;
  EXPECT_EQ(sum.cents, kAmlsimCents);
  EXPECT_EQ(count_kind(payments.after, model::EntityKind::Account), 30u) << "the accounts are those declared before";
  EXPECT_TRUE(payments.remarked("was read by the saved mapping `amlsim-transactions`"));
}

// README of the sample: ego has 314 events. Counted by cut, sort and uniq: 7 correspondents, 75 calls, 239 texts, 104 of all
// outgoing, over 10 masts of the 27 that the list of masts has.
TEST(ShippedMappings, Bandicoot_calls_with_masts) {
  CB_NEEDS_SAMPLE("cdr-bandicoot");
  const auto imported = import_saved(sample("cdr-bandicoot/demo/data/ego.csv"));
  EXPECT_EQ(imported.only().rows, 314u);
  EXPECT_EQ(imported.only().accepted, 314u);
  EXPECT_EQ(imported.after.ties().size(), 314u);
  EXPECT_EQ(std::ranges::count(imported.after.ties(), model::TieType::Calls, &model::Tie::type), 75);
  EXPECT_EQ(std::ranges::count(imported.after.ties(), model::TieType::Messages, &model::Tie::type), 239);
  EXPECT_EQ(count_kind(imported.after, model::EntityKind::Phone), 8u) << "the subscriber and seven others";
  EXPECT_EQ(count_kind(imported.after, model::EntityKind::Place), 10u);
  const auto subscriber = std::ranges::find(imported.after.entities(), "tel-ego", &model::Entity::key)->id;
  EXPECT_EQ(std::ranges::count(imported.after.ties(), subscriber, &model::Tie::source), 104);
  const auto masts = import_saved(sample("cdr-bandicoot/demo/data/antennas.csv"), imported.after);
  EXPECT_EQ(masts.only().accepted, 27u);
  const auto mast = std::ranges::find(masts.after.entities(), "mast-1", &model::Entity::key);
  ASSERT_NE(mast, masts.after.entities().end());
  EXPECT_EQ(mast->kind, model::EntityKind::Place);
  EXPECT_DOUBLE_EQ(mast->latitude.value_or(0), 42.366944);
  EXPECT_EQ(count_kind(masts.after, model::EntityKind::Place), 27u);
}

// The first row: call,out,D,2014-07-10 10:13:30,122,1000
TEST(ShippedMappings, A_bandicoot_call_has_direction_time_duration_and_mast) {
  CB_NEEDS_SAMPLE("cdr-bandicoot");
  const auto imported = import_saved(sample("cdr-bandicoot/bandicoot/tests/samples/manual/B.csv"));
  EXPECT_EQ(imported.only().accepted, 7u);
  const auto call = std::ranges::find_if(imported.after.ties(), [](const model::Tie& tie) { return tie.citations.empty() && tie.type == model::TieType::Calls; });
  ASSERT_NE(call, imported.after.ties().end());
  EXPECT_EQ(imported.after.entities().find(call->source)->key, "tel-B") << "the first row is an outgoing call";
  EXPECT_EQ(imported.after.entities().find(call->target)->key, "tel-D");
  EXPECT_THAT(call->attributes, ::testing::Contains(std::pair<std::string, std::string>{"mast", "mast-1000"}));
  EXPECT_THAT(call->attributes, ::testing::Contains(std::pair<std::string, std::string>{"time", "2014-07-10T10:13:30"}));
}

TEST(ShippedMappings, Statements_of_hledger_s_samples) {
  CB_NEEDS_SAMPLE("bank-hledger-csv");
  for (const auto* name : {"sample.fr.utf8.csv", "sample.fr.cp1252.csv"}) {
    const auto imported = import_saved(sample(std::string("bank-hledger-csv/") + name));
    const auto own = std::string("account-") + std::filesystem::path(name).stem().string();
    EXPECT_THAT(payments_of(imported.after), ElementsAre("2012-03-22 " + party_id("DÉPÔT") + ">" + own + " 50", "2012-03-23 " + own + ">" + party_id("VIREMENT VERS ÉPARGNE") + " 10",
                                                         "2012-03-24 " + own + ">" + party_id("CAFÉ — €20 REÇU") + " 20")) << name;
  }
  const auto spanish = import_saved(sample("bank-hledger-csv/csb43.csv"));
  EXPECT_THAT(payments_of(spanish.after), ElementsAre("2019-11-02 " + party_id("MY_INCOME_LINE") + ">ES-1234-5678-90-1234567890 1500",
                                                      "2019-11-10 ES-1234-5678-90-1234567890>" + party_id("MY_EXPENSE_LINE") + " 500"));
}

TEST(ShippedMappings, A_log_of_crossings_ties_people_to_posts_on_a_day) {
  const auto imported = import_saved_text("log.csv", "Date,Name,Passport,Post,Vehicle\n2031-03-01 06:30,Ann Example,XA 123,North Gate,AB 12\n2031-03-01 06:31,Ben Example,XA 124,North Gate,AB 12\n");
  EXPECT_EQ(imported.only().accepted, 2u);
  EXPECT_EQ(count_kind(imported.after, model::EntityKind::Person), 2u);
  EXPECT_EQ(count_kind(imported.after, model::EntityKind::Vehicle), 1u);
  EXPECT_EQ(std::ranges::count(imported.after.ties(), model::Stage::Move, &model::Tie::stage), 2);
}

TEST(ShippedMappings, A_payroll_ledger_becomes_payments_of_a_month) {
  const auto imported = import_saved_text("pay.csv", "Month;Employee no;Company;Hours;Net pay\n01/2031;W 1;Some Factory;208;3.000,50\n02/2031;W 1;Some Factory;200;2.900,00\n");
  EXPECT_THAT(payments_of(imported.after), ElementsAre("2031-01 " + party_id("Some Factory") + ">worker-W1 3000.50", "2031-02 " + party_id("Some Factory") + ">worker-W1 2900"));
  EXPECT_EQ(imported.after.ties().size(), 1u);
}

const char* const kThai = "ธนาคารตัวอย่าง\nเลขที่บัญชี,123-4-56789-0\nสกุลเงิน,THB\nวันที่,รายการ,ถอนเงิน,ฝากเงิน,ยอดคงเหลือ\n"
                          "31/12/2573,เงินเดือน,,\"15,000.00\",\"15,100.00\"\n05/01/2574,ถอนเงินสด ATM,500.00,,\"14,600.00\"\n";

TEST(ShippedMappings, A_thai_statement_with_buddhist_years_is_read_without_asking) {
  const auto imported = import_saved_text("kb.csv", kThai);
  EXPECT_THAT(payments_of(imported.after), ElementsAre("2030-12-31 " + party_id("เงินเดือน") + ">123-4-56789-0 15000", "2031-01-05 123-4-56789-0>" + party_id("ถอนเงินสด ATM") + " 500"));
  const auto& payments = imported.after.payments().rows();
  EXPECT_EQ(payments[0].currency, "THB");
  EXPECT_EQ(payments[0].payment_class, model::PaymentClass::Payroll);
  EXPECT_EQ(payments[1].payment_class, model::PaymentClass::Drawing);
  EXPECT_TRUE(imported.remarked("2 running balances") || imported.remarked("1 running balances"));
}

TEST(Plan, Says_what_a_saved_mapping_would_create_and_why_the_columns_are_read_so) {
  const auto plan = plan_of_text("kb.csv", kThai);
  ASSERT_EQ(plan.size(), 1u);
  EXPECT_EQ(plan[0].mapping.name, "bank-debit-credit");
  EXPECT_EQ(plan[0].origin, MappingOrigin::Saved);
  EXPECT_EQ(plan[0].problem, "");
  EXPECT_EQ(plan[0].accepted, 2u);
  EXPECT_EQ(plan[0].payments, 2u);
  EXPECT_EQ(plan[0].sums.at("THB"), base::Money{1550000});
  EXPECT_EQ(plan[0].entities, (std::map<std::string, std::uint64_t>{{"account", 1}, {"unknown", 2}}));
  EXPECT_EQ(plan[0].columns[0].type, ColumnType::Date);
  EXPECT_EQ(plan[0].columns[0].evidence, "day-first: 1 of 2 values have a first number above 12 and none a second; 2 have a year of the Buddhist Era");
  EXPECT_EQ(plan[0].columns[4].type, ColumnType::Amount);
  EXPECT_EQ(plan[0].preview.size(), 2u);
}

TEST(Plan, Of_an_unknown_sheet_is_a_proposal_that_can_be_applied) {
  const auto plan = plan_of_text("c.csv", "Caller;Callee;Datum;Dauer;Cell\n66811;66822;13.01.2031 10:00:00;60;17\n66811;66833;14.01.2031 11:00:00;5;18\n");
  ASSERT_EQ(plan.size(), 1u);
  EXPECT_EQ(plan[0].origin, MappingOrigin::Proposed);
  EXPECT_EQ(plan[0].problem, "");
  EXPECT_EQ(plan[0].ties, (std::map<std::string, std::uint64_t>{{"calls", 2}}));
  EXPECT_EQ(plan[0].entities, (std::map<std::string, std::uint64_t>{{"phone", 3}, {"place", 2}}));
}

TEST(Plan, Says_why_a_sheet_cannot_be_read) {
  const auto plan = plan_of_text("b.csv", "Date,Description,Amount\n01/02/2031,a,5.00\n03/04/2031,b,6.00\n");
  EXPECT_THAT(plan[0].problem, HasSubstr("date_order"));
  EXPECT_TRUE(plan[0].columns[0].is_open);
}

TEST(Proposal, In_vietnamese_and_khmer_and_indonesian_and_german) {
  for (const auto* header : {"Ngày,Diễn giải,Ghi nợ,Ghi có,Số dư", "កាលបរិច្ឆេទ,ការពិពណ៌នា,ឥណពន្ធ,ឥណទាន,សមតុល្យ", "Tanggal,Uraian,Debet,Kredit,Saldo", "Datum,Verwendungszweck,Soll,Haben,Kontostand"}) {
    const Folder folder;
    ReadOptions options;
    options.keep_sheets = true;
    base::Progress progress;
    const auto draft = read_paths({folder.file("s.csv", std::string(header) + "\n31/12/2030,a,5.00,,10.00\n31/12/2030,b,,1.00,11.00\n")}, {}, progress, options);
    ASSERT_TRUE(draft);
    const auto mapping = propose_mapping(draft->tables.at(0));
    EXPECT_EQ(mapping.name, "statement") << header;
    EXPECT_TRUE(mapping.records.back().field("debit")) << header;
    EXPECT_TRUE(mapping.records.back().field("balance")) << header;
    EXPECT_EQ(mapping.values.date_order, DateOrder::DayFirst) << header;
    EXPECT_EQ(mapping_of(format_mapping(mapping)), mapping) << header;
  }
}

TEST(Guess, Columns_are_told_apart) {
  const auto plan = plan_of_text("x.csv", "when,iban,n,word,sum,lat,none\n2031-01-02,66812345678,1,a,\"1,5\",13.7563,\n2031-01-03,66812345679,2,a,\"2,5\",13.75,\n"
                                 "2031-01-04,66812345670,3,b,\"3,25\",-13.7563,\n2031-01-04,66812345671,3,b,\"4\",13,\n");
  std::vector<ColumnType> types;
  for (const auto& column : plan.at(0).columns) types.push_back(column.type);
  EXPECT_THAT(types, ElementsAre(ColumnType::Date, ColumnType::Code, ColumnType::Number, ColumnType::Words, ColumnType::Amount, ColumnType::Number, ColumnType::Empty));
  EXPECT_EQ(plan[0].columns[4].evidence, "decimal comma: 3 of 4 values can be read with no other");
}

} // namespace
} // namespace cuibono::ingest
