#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/records/ftm_model.h"
#include "ingest/records/record_helpers.h"
#include "samples.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using nlohmann::json;
using ::testing::HasSubstr;

json record(const std::string& id, const std::string& schema, const json& properties = json::object()) {
  return {{"id", id}, {"schema", schema}, {"properties", properties}};
}

Imported import_records(const std::vector<json>& records) {
  std::string lines;
  for (const auto& each : records) lines += each.dump() + "\n";
  return import_text("e.ijson", lines);
}

TEST(Ftm, Fragments_of_one_id_are_one_entity) {
  const auto imported = import_records({record("c", "Organization", {{"name", {"Lantern"}}, {"country", {"xa"}}}),
                                        record("c", "Asset", {{"name", {"Lantern Ltd"}}}),
                                        record("c", "Thing", {{"alias", {"LL", "Lantern"}}})});
  EXPECT_EQ(imported.only().rows, 3u);
  EXPECT_EQ(imported.only().format, "ftm");
  ASSERT_EQ(imported.after.entities().size(), 1u);
  const auto& lantern = entity(imported, "c");
  EXPECT_EQ(lantern.kind, model::EntityKind::Company);
  EXPECT_EQ(lantern.name, "Lantern");
  EXPECT_EQ(lantern.aliases.front(), "Lantern Ltd");
  EXPECT_EQ(lantern.country, "XA");
  EXPECT_EQ(attribute(lantern, "ftm_schema"), "");
  EXPECT_TRUE(imported.remarked("2 fragments were merged"));
}

TEST(Ftm, Fragments_that_contradict_each_other_are_rejected) {
  const auto imported = import_records({record("c", "Person"), record("c", "Vessel"), {{"schema", "Person"}}, {{"id", "x"}}});
  ASSERT_EQ(imported.only().rejects.size(), 3u);
  EXPECT_EQ(imported.only().rejects[0], (Reject{2, "the schema Vessel contradicts another fragment's Person"}));
  EXPECT_EQ(imported.only().rejects[1], (Reject{3, "id is missing"}));
  EXPECT_EQ(imported.only().rejects[2], (Reject{4, "schema is missing"}));
}

TEST(Ftm, Schemata_are_entities_of_their_kind) {
  const std::vector<std::pair<std::string, model::EntityKind>> kinds{
      {"Person", model::EntityKind::Person},       {"Company", model::EntityKind::Company},
      {"PublicBody", model::EntityKind::Company},  {"LegalEntity", model::EntityKind::Unknown},
      {"Vessel", model::EntityKind::Vessel},       {"Vehicle", model::EntityKind::Vehicle},
      {"RealEstate", model::EntityKind::Asset},    {"BankAccount", model::EntityKind::Account},
      {"Passport", model::EntityKind::Document},   {"Position", model::EntityKind::Post},
      {"Address", model::EntityKind::Place},       {"Event", model::EntityKind::Event},
      {"Airplane", model::EntityKind::Vehicle},    {"Email", model::EntityKind::Document},
      {"NoSuchSchema", model::EntityKind::Unknown}};
  std::vector<json> records;
  for (const auto& [schema, kind] : kinds) records.push_back(record("id-" + schema, schema));
  const auto imported = import_records(records);
  EXPECT_EQ(imported.rejected(), 0u) << imported.reason();
  for (const auto& [schema, kind] : kinds) EXPECT_EQ(entity(imported, "id-" + schema).kind, kind) << schema;
  EXPECT_TRUE(imported.remarked("NoSuchSchema"));
}

TEST(Ftm, Links_are_ties_with_their_dates) {
  const auto imported = import_records(
      {record("o", "Ownership",
              {{"owner", {"p"}},
               {"asset", {"c"}},
               {"percentage", {"33.3%"}},
               {"startDate", {"2030"}},
               {"endDate", {"2031-02-03T10:00:00"}}}),
       record("d", "Directorship", {{"director", {"p"}}, {"organization", {"c"}}, {"role", {"chair"}}}),
       record("e", "Employment", {{"employee", {"p"}}, {"employer", {"c"}}}),
       record("f", "Family", {{"person", {"p"}}, {"relative", {"q"}}}),
       record("l", "Debt", {{"debtor", {"p"}}, {"creditor", {"q"}}, {"amount", {"450.50"}}, {"currency", {"XTS"}}}),
       record("m", "Membership", {{"member", {"p"}}, {"organization", {"c"}}}),
       record("n", "Representation", {{"agent", {"p"}}, {"client", {"q"}}}),
       record("u", "UnknownLink",
              {{"subject", {"p"}}, {"object", {"q"}}, {"role", {"nominee_for"}}, {"date", {"2031-05-01"}}}),
       record("v", "UnknownLink", {{"subject", {"p"}}, {"object", {"q"}}, {"role", {"knows"}}}),
       record("w", "Debt", {{"debtor", {"p"}}})});
  EXPECT_EQ(told(imported, tie(imported, "o")), "p owns c");
  EXPECT_EQ(tie(imported, "o").share, .333);
  EXPECT_EQ(tie(imported, "o").from, (base::Date{2030, 0, 0}));
  EXPECT_EQ(tie(imported, "o").to, (base::Date{2031, 2, 3}));
  EXPECT_EQ(told(imported, tie(imported, "d")), "p directs c");
  EXPECT_EQ(attribute(tie(imported, "d"), "role"), "chair");
  EXPECT_EQ(told(imported, tie(imported, "e")), "c employs p");
  EXPECT_EQ(told(imported, tie(imported, "f")), "p family q");
  EXPECT_EQ(told(imported, tie(imported, "l")), "q lends_to p");
  EXPECT_EQ(tie(imported, "l").amount, (base::Money{45050}));
  EXPECT_EQ(told(imported, tie(imported, "m")), "p associate c");
  EXPECT_EQ(attribute(tie(imported, "m"), "ftm_schema"), "Membership");
  EXPECT_EQ(told(imported, tie(imported, "n")), "p associate q");
  EXPECT_EQ(told(imported, tie(imported, "u")), "p nominee_for q");
  EXPECT_EQ(tie(imported, "u").to, (base::Date{2031, 5, 1}));
  EXPECT_EQ(told(imported, tie(imported, "v")), "p associate q");
  EXPECT_EQ(attribute(tie(imported, "v"), "role"), "knows");
  EXPECT_EQ(imported.reason(), "source is missing");
}

TEST(Ftm, Every_tie_type_of_the_case_tables_comes_from_an_unknown_link_of_that_role) {
  std::vector<json> records;
  for (const auto type : base::Names<model::TieType>::kNames)
    records.push_back(record("id-" + std::string(type), "UnknownLink", {{"subject", {"a"}}, {"object", {"b"}}, {"role", {type}}}));
  const auto imported = import_records(records);
  for (const auto type : base::Names<model::TieType>::kNames)
    EXPECT_EQ(base::name_of(tie(imported, "id-" + std::string(type)).type), type);
}

TEST(Ftm, Payments_run_between_accounts_where_they_are_named_and_say_whose_they_are) {
  const auto imported = import_records(
      {record("1", "Payment",
              {{"payer", {"p"}},
               {"payerAccount", {"a"}},
               {"beneficiary", {"c"}},
               {"amountEur", {"12.345"}},
               {"date", {"2031-01-02"}},
               {"purpose", {"rent"}}}),
       record("2", "Payment",
              {{"payer", {"q"}},
               {"payerAccount", {"b"}},
               {"beneficiary", {"c"}},
               {"amount", {"7"}},
               {"currency", {"XTS"}}}),
       record("b-held", "UnknownLink", {{"subject", {"q"}}, {"object", {"b"}}, {"role", {"holds_account"}}})});
  const auto payments = imported.after.payments().rows();
  ASSERT_EQ(payments.size(), 2u);
  EXPECT_EQ(key_of(imported, payments[0].payer), "a");
  EXPECT_EQ(key_of(imported, payments[0].payee), "c");
  EXPECT_TRUE(payments[0].amount == base::Money{1234} || payments[0].amount == base::Money{1235});
  EXPECT_EQ(payments[0].currency, "EUR");
  EXPECT_EQ(payments[0].purpose, "rent");
  EXPECT_EQ(attribute(payments[0], "amountEur"), "12.345");
  ASSERT_EQ(imported.after.ties().size(), 2u);
  EXPECT_EQ(told(imported, imported.after.ties().rows()[1]), "p holds_account a");
  EXPECT_TRUE(imported.remarked("1 amount has more than two decimals"));
}

TEST(Ftm, Whoever_is_accused_in_a_court_case_is_charged) {
  const auto imported =
      import_records({record("k", "CourtCase",
                             {{"name", {"Case 7"}},
                              {"category", {"trafficking in persons"}},
                              {"status", {"open"}},
                              {"fileDate", {"2032-01-05"}},
                              {"caseNumber", {"7/32"}}}),
                      record("k1", "CourtCaseParty",
                             {{"case", {"k"}}, {"party", {"p"}}, {"role", {"Defendant"}}, {"status", {"convicted"}}}),
                      record("l", "CourtCase", {{"name", {"Case 8"}}}),
                      record("l1", "CourtCaseParty", {{"case", {"l"}}, {"party", {"q"}}, {"role", {"plaintiff"}}})});
  const auto charges = imported.after.of<model::Charge>().rows();
  ASSERT_EQ(charges.size(), 1u);
  EXPECT_EQ(key_of(imported, charges[0].accused), "p");
  EXPECT_EQ(charges[0].offence, "trafficking in persons");
  EXPECT_EQ(charges[0].status, "convicted");
  EXPECT_EQ(charges[0].date, (base::Date{2032, 1, 5}));
  EXPECT_EQ(attribute(charges[0], "caseNumber"), "7/32");
  EXPECT_EQ(told(imported, tie(imported, "l1")), "q associate l");
  EXPECT_EQ(imported.after.entities().size(), 3u);
}

TEST(Ftm, Offices_and_topics_make_officials_and_keywords_of_ours_make_roles) {
  const auto imported = import_records(
      {record("p", "Person", {{"name", {"Ada"}}, {"topics", {"role.pep", "poi"}}}),
       record("o", "Occupancy", {{"holder", {"q"}}, {"post", {"m"}}, {"startDate", {"2029"}}}),
       record("v", "Person", {{"keywords", {"role:victim", "fish"}}}), record("m", "Position", {{"name", {"Mayor"}}})});
  ASSERT_EQ(imported.after.roles().size(), 3u);
  for (const auto& role : imported.after.roles())
    EXPECT_EQ(role.role, key_of(imported, role.entity) == "v" ? model::Role::Victim : model::Role::Official);
  EXPECT_EQ(attribute(entity(imported, "p"), "topics"), "role.pep;poi");
  EXPECT_TRUE(entity(imported, "v").is_protected);
  EXPECT_EQ(attribute(entity(imported, "v"), "keywords"), "fish");
  EXPECT_EQ(told(imported, tie(imported, "o")), "q associate m");
}

TEST(Ftm, Calls_messages_and_trips_are_ties) {
  const auto imported =
      import_records({record("1", "Call",
                             {{"caller", {"p"}},
                              {"receiverNumber", {"+66 81-234"}},
                              {"duration", {"63"}},
                              {"date", {"2031-01-02T03:04:05"}}}),
                      record("2", "Message", {{"sender", {"p"}}, {"recipients", {"q", "r"}}, {"bodyText", {"hi"}}}),
                      record("t", "Trip",
                             {{"name", {"T"}},
                              {"organizer", {"p"}},
                              {"involved", {"v"}},
                              {"vehicle", {"van"}},
                              {"startLocation", {"x"}},
                              {"startDate", {"2031-03-01"}}})});
  EXPECT_EQ(told(imported, tie(imported, "1")), "p calls +6681234");
  EXPECT_EQ(tie(imported, "1").count, 1.0);
  EXPECT_EQ(tie(imported, "1").from, (base::Date{2031, 1, 2}));
  EXPECT_EQ(attribute(tie(imported, "1"), "duration"), "63");
  EXPECT_EQ(attribute(tie(imported, "1"), "date"), "2031-01-02T03:04:05");
  EXPECT_EQ(entity(imported, "+6681234").kind, model::EntityKind::Phone);
  EXPECT_EQ(told(imported, tie(imported, "2-2")), "p messages r");
  EXPECT_EQ(told(imported, tie(imported, "t.p.v")), "p transports v");
  EXPECT_EQ(tie(imported, "t.p.v").from, (base::Date{2031, 3, 1}));
  EXPECT_EQ(told(imported, tie(imported, "t.vehicle.van")), "t associate van");
  EXPECT_EQ(told(imported, tie(imported, "t.organizer.p")), "p arranges t");
}

TEST(Ftm, Nested_entities_are_records_of_their_own) {
  const auto owned = record("c", "Company", {{"name", {"Lantern"}}});
  const auto nested = record(
      "p", "Person",
      {{"name", {"Ada"}}, {"ownershipOwner", {record("o", "Ownership", {{"owner", {"p"}}, {"asset", {owned}}})}}});
  const auto imported = import_text("e.json", json::array({nested}).dump(2));
  EXPECT_EQ(imported.after.entities().size(), 2u);
  EXPECT_EQ(told(imported, tie(imported, "o")), "p owns c");
  EXPECT_EQ(imported.only().rows, 1u);
}

TEST(Ftm, Other_json_is_refused) {
  EXPECT_THAT(failure("e.json", "[{\"id\":\"1\"}]", "ftm").what, HasSubstr("no record has an id and a schema"));
}

TEST(FtmSample, The_model_is_the_published_one) {
  CB_NEEDS_SAMPLE("ftm-model/defaultModel.json");
  const auto schemata = json_of(cuibono::testing::sample("ftm-model/defaultModel.json")).at("schemata");
  EXPECT_EQ(schemata.size(), 70u);
  for (const auto& [name, schema] : schemata.items()) {
    const auto* own = ftm_schema(name);
    ASSERT_TRUE(own) << name;
    for (const auto& parent : schema.at("extends")) EXPECT_TRUE(ftm_is_a(name, parent.get<std::string>())) << name;
    for (const auto& [property, about] : schema.at("properties").items())
      EXPECT_EQ(ftm_has_property(name, property), !about.value("stub", false)) << name << "." << property;
    for (const auto end : {own->source, own->target})
      EXPECT_TRUE(end.empty() || ftm_has_property(name, end)) << name << "." << end;
  }
  EXPECT_FALSE(ftm_is_a("Person", "Asset"));
  EXPECT_TRUE(ftm_is_a("Vessel", "Thing"));
}

// Counted from the file: 22 people, 56 companies, 17 organisations, 89 addresses, 290 payments; 84 name one address or
// more, 103 in all.
TEST(FtmSample, Donations_are_payments_between_people_companies_and_parties) {
  CB_NEEDS_SAMPLE("nomenklatura/donations.ijson");
  const auto imported = import(cuibono::testing::sample("nomenklatura/donations.ijson"));
  EXPECT_EQ(imported.only().format, "ftm");
  EXPECT_EQ(imported.only().rows, 474u);
  EXPECT_EQ(imported.rejected(), 0u) << imported.reason();
  std::map<model::EntityKind, int> kinds;
  for (const auto& each : imported.after.entities()) ++kinds[each.kind];
  EXPECT_EQ(kinds[model::EntityKind::Person], 22);
  EXPECT_EQ(kinds[model::EntityKind::Company], 73);
  EXPECT_EQ(kinds[model::EntityKind::Place], 89);
  EXPECT_EQ(imported.after.payments().size(), 290u);
  EXPECT_EQ(imported.after.ties().size(), 103u);
}

} // namespace
} // namespace cuibono::ingest
