#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/core.h>
#include <set>

#include "base/text.h"
#include "ingest/exports/round_trip.h"
#include "ingest/records/ftm_model.h"
#include "ingest/records/record_helpers.h"
#include "samples.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using nlohmann::json;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

std::map<std::string, json> records_of(const Written& file) {
  std::map<std::string, json> records;
  for (const auto& line : base::split_list(file.bytes, '\n')) {
    auto record = json::parse(line);
    const auto id = record.at("id").get<std::string>();
    EXPECT_TRUE(records.emplace(id, std::move(record)).second) << id;
  }
  return records;
}

std::vector<std::string> sorted(std::vector<std::string> lines) {
  std::ranges::sort(lines);
  return lines;
}

// What the format holds of each table; ids, ends, dates, names and amounts.
template <class Row> std::vector<std::string> held(const model::CaseSnapshot&);

std::string key(const model::CaseSnapshot& snapshot, model::EntityId id) { return snapshot.entities().find(id)->key; }
std::string day(base::Date date) { return base::format_date(date); }

bool has_sector(model::EntityKind kind) { return ftm_has_property(ftm_schema_of_kind(base::name_of(kind)), "sector"); }

template <>
std::vector<std::string> held<model::Entity>(const model::CaseSnapshot& snapshot) {
  std::vector<std::string> lines;
  for (const auto& row : snapshot.entities())
    lines.push_back(base::join(
        {row.key, std::string(base::name_of(row.kind)), row.name, base::join(row.aliases, "/"), row.country,
         day(row.birth_date), row.notes, has_sector(row.kind) ? row.sector : "", row.is_protected ? "protected" : ""},
        "|"));
  return sorted(lines);
}
template <>
std::vector<std::string> held<model::RoleFact>(const model::CaseSnapshot& snapshot) {
  std::set<std::string> lines;
  for (const auto& row : snapshot.roles())
    lines.insert(key(snapshot, row.entity) + "|" + std::string(base::name_of(row.role)) + "|" + row.label);
  return {lines.begin(), lines.end()};
}
template <>
std::vector<std::string> held<model::Tie>(const model::CaseSnapshot& snapshot) {
  std::vector<std::string> lines;
  for (const auto& row : snapshot.ties())
    lines.push_back(
        base::join({row.key, std::string(base::name_of(row.type)), key(snapshot, row.source), key(snapshot, row.target),
                    day(row.from), day(row.to),
                    row.type == model::TieType::Owns && row.share ? base::format_number(*row.share) : "", row.notes},
                   "|"));
  return sorted(lines);
}
template <>
std::vector<std::string> held<model::Payment>(const model::CaseSnapshot& snapshot) {
  std::vector<std::string> lines;
  for (const auto& row : snapshot.payments())
    lines.push_back(base::join({row.key, day(row.date), key(snapshot, row.payer), key(snapshot, row.payee),
                                base::format_money(row.amount), row.currency, row.purpose},
                               "|"));
  return sorted(lines);
}
template <>
std::vector<std::string> held<model::Charge>(const model::CaseSnapshot& snapshot) {
  std::vector<std::string> lines;
  for (const auto& row : snapshot.of<model::Charge>())
    lines.push_back(base::join({key(snapshot, row.accused), row.offence, row.status, day(row.date)}, "|"));
  return sorted(lines);
}

template <class Row>
void expect_one_held(const model::CaseSnapshot& a, const model::CaseSnapshot& b) {
  EXPECT_FALSE(held<Row>(a).empty()) << Row::kTable;
  EXPECT_EQ(held<Row>(a), held<Row>(b)) << Row::kTable;
}
template <class... Row>
void expect_held(const model::CaseSnapshot& a, const model::CaseSnapshot& b) {
  (expect_one_held<Row>(a, b), ...);
}

TEST(FtmWrite, Both_demonstration_cases_come_back_as_far_as_the_format_holds_them) {
  for (const auto* name : {"meridian-star", "larkfield"}) {
    const auto original = demonstration_case(name);
    const auto first = written("ftm", original);
    const auto back = read_back("ftm", first);
    EXPECT_EQ(back.only().format, "ftm");
    EXPECT_EQ(back.rejected(), 0u) << back.reason();
    expect_held<model::Entity, model::RoleFact, model::Tie, model::Payment, model::Charge>(original, back.after);
    const auto second = written("ftm", back.after);
    EXPECT_EQ(sorted(base::split_list(first.bytes, '\n')), sorted(base::split_list(second.bytes, '\n'))) << name;
  }
}

// Counted from the case's own tables.
TEST(FtmWrite, What_is_lost_is_counted) {
  const auto original = demonstration_case("meridian-star");
  const auto losses = written("ftm", original).losses;
  std::size_t classes = 0, sentences = 0;
  for (const auto& row : original.payments()) classes += row.payment_class != model::PaymentClass::Other;
  for (const auto& row : original.of<model::Charge>()) sentences += row.sentence_months.has_value();
  const auto left_out = [](std::size_t count, const std::string& what) {
    return fmt::format("{} {} cannot be held by FollowTheMoney and were left out.", count, what);
  };
  EXPECT_THAT(losses, Contains(left_out(classes, "columns `class` of payments")));
  EXPECT_THAT(losses, Contains(left_out(sentences, "columns `sentence_months` of charges")));
  EXPECT_THAT(losses, Contains(left_out(16, "rows of exhibits")));
  EXPECT_THAT(losses, Contains(left_out(168, "rows of wages")));
  EXPECT_THAT(losses, Contains(left_out(12, "rows of debts")));
  EXPECT_THAT(losses, Contains(left_out(3, "rows of assets")));
}

TEST(FtmWrite, Every_record_is_of_a_schema_and_has_only_its_properties) {
  for (const auto* name : {"meridian-star", "larkfield"}) {
    const auto records = records_of(written("ftm", demonstration_case(name)));
    for (const auto& [id, record] : records) {
      const auto schema = record.at("schema").get<std::string>();
      ASSERT_TRUE(ftm_schema(schema)) << schema;
      for (const auto& [property, values] : record.at("properties").items()) {
        EXPECT_TRUE(ftm_has_property(schema, property)) << schema << "." << property;
        EXPECT_FALSE(values.empty());
      }
    }
  }
}

TEST(FtmWrite, A_payment_from_an_account_names_the_holder_too) {
  const auto records = records_of(written("ftm", import_tables({{"entities.csv", "id,kind\nA,account\nP,person\nC,company\n"},
                                                                 {"ties.csv", "type,source,target\nholds_account,P,A\n"},
                                                                 {"payments.csv", "id,payer,payee,amount\nX,A,C,5\n"}}).after));
  EXPECT_EQ(records.at("X").at("properties"),
            json::parse(R"({"payerAccount":["A"],"payer":["P"],"beneficiary":["C"],"amount":["5"]})"));
}

TEST(FtmWrite, Every_tie_type_comes_back) {
  std::string ties = "id,type,source,target\n";
  for (const auto type : base::Names<model::TieType>::kNames) ties += fmt::format("t-{},{},A,B\n", type, type);
  const auto original = import_text("ties.csv", ties).after;
  expect_held<model::Tie>(original, read_back("ftm", written("ftm", original)).after);
}

TEST(FtmWrite, A_victim_leaves_only_under_a_pseudonym_and_comes_back_protected) {
  const auto original = import_tables({{"entities.csv",
                                        "id,kind,name,aliases,birth_date,notes,height,protected\nV12,person,Silas "
                                        "Vetch,Sil,2013-12-12,Aged 17,170,yes\n"
                                        "W,person,Mara Dun,,,,,no\n"},
                                       {"roles.csv", "entity,role\nW,victim\n"},
                                       {"ties.csv", "source,target,notes\nV12,W,about Silas\n"}})
                            .after;
  const auto file = written("ftm", original, model::Reveal::Pseudonyms, [](std::string_view text) {
    return text == "about Silas" ? std::string("about V-01") : std::string(text);
  });
  for (const auto* word : {"Silas", "Sil\"", "2013", "Aged", "170", "Mara"}) EXPECT_THAT(file.bytes, Not(HasSubstr(word)));
  const auto back = read_back("ftm", file);
  EXPECT_TRUE(entity(back, "V12").is_protected);
  EXPECT_TRUE(entity(back, "W").is_protected);
}

TEST(FtmWriteSample, Donations_are_written_as_they_were_read) {
  CB_NEEDS_SAMPLE("nomenklatura/donations.ijson");
  const auto file = cuibono::testing::sample("nomenklatura/donations.ijson");
  const auto records = records_of(written("ftm", import(file).after));
  std::size_t found = 0;
  for (const auto& line : base::split_list(base::read_file(file).value(), '\n')) {
    auto original = json::parse(line);
    auto& properties = original.at("properties");
    if (original.at("schema") == "Payment") { // euros are an amount in a currency
      properties["amount"] = json::array({base::format_money(*base::parse_money(properties["amountEur"][0].get<std::string>()))});
      properties["currency"] = {"EUR"};
      properties.erase("amountEur");
    }
    ASSERT_TRUE(records.contains(original.at("id"))) << line;
    auto written_record = records.at(original.at("id"));
    for (auto* each : {&properties, &written_record.at("properties")})
      for (auto& [name, values] : each->items()) std::sort(values.begin(), values.end());
    EXPECT_EQ(written_record, original);
    ++found;
  }
  EXPECT_EQ(found, 474u);
  EXPECT_EQ(records.size(), 474u);
}

} // namespace
} // namespace cuibono::ingest
