#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/core.h>
#include <set>
#include <sstream>

#include "base/text.h"
#include "ingest/records/record_helpers.h"
#include "samples.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using nlohmann::json;
using ::testing::HasSubstr;

json statement(const std::string& record, const std::string& type, json details, const std::string& date = "2031-01-01") {
  static int count = 0;
  details.emplace("isComponent", false);
  return {{"statementId", fmt::format("{:032}", ++count)}, {"statementDate", date}, {"declarationSubject", "c"}, {"recordId", record},
          {"recordType", type}, {"recordDetails", std::move(details)}};
}

json company(const std::string& record, const std::string& date = "2031-01-01", const std::string& name = "") {
  return statement(record, "entity", {{"entityType", {{"type", "registeredEntity"}}}, {"name", name}}, date);
}

json relation(const std::string& record, const json& subject, const json& party, json interests,
              const std::string& date = "2031-01-01") {
  return statement(record, "relationship",
                   {{"subject", subject}, {"interestedParty", party}, {"interests", std::move(interests)}}, date);
}

Imported import_statements(const json& statements) { return import_text("s.json", statements.dump()); }

Imported import_as_of(const json& statements, base::Date as_of) {
  const Folder folder;
  base::Progress progress;
  const auto draft = read_paths({folder.file("s.json", statements.dump())}, "", progress, {as_of});
  EXPECT_TRUE(draft);
  Imported imported{{}, {}, resolve({}, *draft)};
  imported.after = model::apply({}, imported.resolution.batch).value();
  return imported;
}

TEST(Bods, Records_become_entities_of_their_kind) {
  auto person = statement("p", "person", {{"personType", "knownPerson"},
                                          {"names", {{{"type", "former"}, {"fullName", "Ada Older"}},
                                                     {{"type", "legal"}, {"givenName", "Ada"}, {"familyName", "Quill; Sr"}}}},
                                          {"birthDate", "1980-02"},
                                          {"nationalities", {{{"name", "Atlantis"}, {"code", "XA"}}, {{"name", "Lemuria"}}}},
                                          {"politicalExposure", {{"status", "isPep"}}}});
  auto trust = statement("t", "entity", {{"entityType", {{"type", "arrangement"}, {"subtype", "trust"}}}});
  auto anonymous = statement("u", "entity", {{"entityType", {{"type", "anonymousEntity"}}},
                                             {"unspecifiedEntityDetails", {{"reason", "interestedPartyExemptFromDisclosure"}}}});
  auto unknown = statement("q", "person", {{"personType", "unknownPerson"}});
  auto firm = statement(
      "c", "entity",
      {{"entityType", {{"type", "registeredEntity"}}},
       {"name", "Lantern Ltd"},
       {"alternateNames", {"Lantern; Trading", "LL"}},
       {"jurisdiction", {{"name", "Atlantis"}, {"code", "XA"}}},
       {"identifiers", {{{"scheme", "XA-REG"}, {"id", "7"}}, {{"schemeName", "Tax office"}, {"id", "8"}}}},
       {"addresses", {{{"type", "registered"}, {"address", "1 Quay"}, {"country", {{"name", "Atlantis"}}}}}}});
  const auto imported = import_statements({person, trust, anonymous, unknown, firm});
  EXPECT_EQ(imported.rejected(), 0u) << imported.reason();
  EXPECT_EQ(imported.only().rows, 5u);
  EXPECT_EQ(imported.only().format, "bods");
  const auto& ada = entity(imported, "p");
  EXPECT_EQ(ada.kind, model::EntityKind::Person);
  EXPECT_EQ(ada.name, "Ada Quill; Sr");
  EXPECT_EQ(ada.aliases, std::vector<std::string>{"Ada Older"});
  EXPECT_EQ(ada.birth_date, (base::Date{1980, 2, 0}));
  EXPECT_EQ(ada.country, "XA");
  EXPECT_EQ(attribute(ada, "nationalities"), "XA;Lemuria");
  EXPECT_EQ(imported.after.roles().rows()[0].role, model::Role::Official);
  EXPECT_EQ(entity(imported, "t").kind, model::EntityKind::Trust);
  EXPECT_EQ(entity(imported, "u").kind, model::EntityKind::Unknown);
  EXPECT_EQ(attribute(entity(imported, "u"), "unspecified_reason"), "interestedPartyExemptFromDisclosure");
  EXPECT_EQ(entity(imported, "q").kind, model::EntityKind::Unknown);
  const auto& lantern = entity(imported, "c");
  EXPECT_EQ(lantern.kind, model::EntityKind::Company);
  EXPECT_EQ(lantern.aliases, (std::vector<std::string>{"Lantern; Trading", "LL"}));
  EXPECT_EQ(lantern.country, "XA");
  EXPECT_EQ(attribute(lantern, "identifiers"), "XA-REG 7;Tax office 8");
  EXPECT_EQ(attribute(lantern, "addresses"), "registered: 1 Quay, Atlantis");
}

TEST(Bods, Interests_become_ties_from_the_party_to_the_subject) {
  const auto imported =
      import_statements({company("c"), relation("r", "c", "p",
                                                {{{"type", "shareholding"},
                                                  {"share", {{"exact", 33.3}}},
                                                  {"startDate", "2030-05-01"},
                                                  {"endDate", "2030-12-31"}},
                                                 {{"type", "boardChair"}},
                                                 {{"type", "appointmentOfBoard"}},
                                                 {{"type", "rightsToProfitOrIncome"}, {"share", {{"exact", 5}}}},
                                                 json::object()})});
  ASSERT_EQ(imported.after.ties().size(), 5u);
  const auto& held = tie(imported, "r-1");
  EXPECT_EQ(told(imported, held), "p owns c");
  EXPECT_EQ(held.share, .333);
  EXPECT_EQ(held.from, (base::Date{2030, 5, 1}));
  EXPECT_EQ(held.to, (base::Date{2030, 12, 31}));
  EXPECT_EQ(told(imported, tie(imported, "r-2")), "p directs c");
  EXPECT_EQ(told(imported, tie(imported, "r-3")), "p controls c");
  EXPECT_EQ(told(imported, tie(imported, "r-4")), "p associate c");
  EXPECT_EQ(attribute(tie(imported, "r-4"), "interest"), "rightsToProfitOrIncome");
  EXPECT_EQ(attribute(tie(imported, "r-4"), "share_exact"), "5");
  EXPECT_EQ(told(imported, tie(imported, "r-5")), "p associate c");
  EXPECT_EQ(imported.only().rows, 2u);
}

TEST(Bods, Of_a_range_the_least_share_counts_and_both_ends_are_kept) {
  const auto imported = import_statements(
      {relation("r", "c", "p", {{{"type", "shareholding"}, {"share", {{"exclusiveMinimum", 25}, {"maximum", 50}}}},
                                {{"type", "shareholding"}, {"share", {{"exclusiveMaximum", 10}}}}})});
  EXPECT_EQ(tie(imported, "r-1").share, .25);
  EXPECT_EQ(attribute(tie(imported, "r-1"), "share_above"), "25");
  EXPECT_EQ(attribute(tie(imported, "r-1"), "share_maximum"), "50");
  EXPECT_FALSE(tie(imported, "r-2").share);
  EXPECT_EQ(attribute(tie(imported, "r-2"), "share_below"), "10");
  EXPECT_TRUE(imported.remarked("2 shares are not exact; their least value counts"));
}

TEST(Bods, Votes_are_control_where_they_are_most_of_the_votes_or_declared_as_control) {
  const auto votes = [](double least, bool declared) {
    return json{{"type", "votingRights"}, {"share", {{"minimum", least}}}, {"beneficialOwnershipOrControl", declared}};
  };
  const auto imported = import_statements({relation("r", "c", "p", {votes(51, false), votes(50, false), votes(25, true)})});
  EXPECT_EQ(tie(imported, "r-1").type, model::TieType::Controls);
  EXPECT_EQ(tie(imported, "r-2").type, model::TieType::Associate);
  EXPECT_EQ(tie(imported, "r-3").type, model::TieType::Controls);
  EXPECT_TRUE(imported.remarked("1 voting right of half the votes or less"));
}

TEST(Bods, An_indirect_interest_counts_only_where_its_components_do_not) {
  auto indirect = relation("r", "c", "p", {{{"type", "shareholding"}, {"directOrIndirect", "indirect"}, {"share", {{"exact", 60}}}}});
  auto alone = indirect;
  alone["recordId"] = "s";
  indirect["recordDetails"]["componentRecords"] = {"r1", "r2"};
  const auto imported = import_statements({indirect, alone});
  EXPECT_EQ(tie(imported, "r-1").type, model::TieType::Associate);
  EXPECT_FALSE(tie(imported, "r-1").share);
  EXPECT_EQ(attribute(tie(imported, "r-1"), "declared_indirect"), "yes");
  EXPECT_EQ(attribute(tie(imported, "r-1"), "share_exact"), "60");
  EXPECT_EQ(tie(imported, "s-1").type, model::TieType::Owns);
  EXPECT_TRUE(imported.remarked("1 interest is indirect and given with the relationships it consists of"));
  EXPECT_TRUE(imported.remarked("1 interest is indirect and names no relationships"));
}

TEST(Bods, Whoever_acts_is_the_source_of_nominee_for) {
  const auto arrangement = statement("n", "entity", {{"entityType", {{"type", "arrangement"}, {"subtype", "nomination"}}}});
  const auto imported = import_statements({arrangement, company("c"), relation("r", "n", "front", {{{"type", "nominee"}}}),
                                           relation("s", "n", "behind", {{{"type", "nominator"}}}),
                                           relation("t", "c", "front2", {{{"type", "nominee"}}}),
                                           relation("u", "c", "behind2", {{{"type", "nominator"}}}),
                                           relation("v", "d", "front3", {{{"type", "nominee"}}})});
  EXPECT_EQ(told(imported, tie(imported, "r-1")), "front nominee_for n");
  EXPECT_EQ(told(imported, tie(imported, "s-1")), "n nominee_for behind");
  EXPECT_EQ(told(imported, tie(imported, "t-1")), "front2 nominee_for behind2");
  EXPECT_EQ(told(imported, tie(imported, "u-1")), "behind2 associate c");
  EXPECT_EQ(told(imported, tie(imported, "v-1")), "front3 associate d");
  EXPECT_TRUE(imported.remarked("1 nominee is named without the one it acts for"));
}

TEST(Bods, A_party_of_whom_only_the_reason_is_given_is_an_unknown_of_its_own) {
  const auto exempt = json{{"reason", "subjectExemptFromDisclosure"}, {"description", "listed"}};
  const auto imported = import_statements(
      {company("c"), relation("r", "c", exempt, json::array()), relation("s", "c", exempt, json::array())});
  EXPECT_EQ(imported.after.entities().size(), 3u);
  EXPECT_EQ(told(imported, tie(imported, "r-1")), "unknown-party-r associate c");
  const auto& unknown = entity(imported, "unknown-party-s");
  EXPECT_EQ(unknown.kind, model::EntityKind::Unknown);
  EXPECT_EQ(attribute(unknown, "unspecified_reason"), "subjectExemptFromDisclosure");
  EXPECT_EQ(attribute(unknown, "unspecified_description"), "listed");
  EXPECT_EQ(imported.only().rows, 3u);
}

TEST(Bods, A_record_stands_as_its_latest_statement_has_it) {
  const json statements{company("c", "2031-06-01", "Middle"), company("c", "2031-12-01T10:00:00+05:00", "Newest"),
                        company("c", "2030-01-01", "Oldest"), company("c", "2031-12-01T04:59:59Z", "Second newest")};
  const auto latest = import_statements(statements);
  EXPECT_EQ(entity(latest, "c").name, "Newest"); // 05:00:00Z
  EXPECT_EQ(latest.only().rows, 4u);
  EXPECT_TRUE(latest.remarked("3 of the statements are superseded"));
  EXPECT_EQ(entity(import_as_of(statements, {2031, 6, 0}), "c").name, "Middle");
  EXPECT_EQ(entity(import_as_of(statements, {2031, 5, 31}), "c").name, "Oldest");
  EXPECT_TRUE(import_as_of(statements, {2030, 0, 0}).remarked("3 of the statements were made after 2030"));
}

TEST(Bods, A_closed_relationship_ends_on_the_day_of_its_last_statement) {
  auto closed =
      relation("r", "c", "p", {{{"type", "shareholding"}}, {{"type", "boardMember"}, {"endDate", "2030-03-01"}}},
               "2031-07-02T08:00:00Z");
  closed["recordStatus"] = "closed";
  const auto before = relation("r", "c", "p", {{{"type", "shareholding"}}}, "2029-01-01");
  const auto imported = import_statements({before, closed});
  EXPECT_EQ(tie(imported, "r-1").to, (base::Date{2031, 7, 2}));
  EXPECT_EQ(tie(imported, "r-2").to, (base::Date{2030, 3, 1}));
  EXPECT_FALSE(tie(import_as_of({before, closed}, {2030, 0, 0}), "r-1").to.known());
}

TEST(Bods, Ids_with_white_space_are_given_others) {
  const auto imported = import_statements({company("Lantern Ltd"), relation("r 1", "Lantern Ltd", "p", {{{"type", "shareholding"}}})});
  EXPECT_EQ(imported.rejected(), 0u) << imported.reason();
  EXPECT_EQ(imported.after.entities().size(), 2u);
  EXPECT_TRUE(entity(imported, key_of(imported, imported.after.ties().rows()[0].target)).key.starts_with("record-"));
}

TEST(Bods, Lines_are_read_as_an_array_is) {
  const auto imported = import_text("s.jsonl", company("a").dump() + "\n{\"broken\n" + company("b").dump() + "\n");
  EXPECT_EQ(imported.after.entities().size(), 2u);
  EXPECT_EQ(imported.only().rejects.size(), 1u);
  EXPECT_EQ(imported.only().rejects[0].row, 2u);
}

TEST(Bods, Older_versions_and_other_json_are_refused) {
  EXPECT_THAT(failure("s.json", "[{\"statementID\":\"1\",\"statementType\":\"entityStatement\"}]", "bods").what,
              HasSubstr("before 0.4"));
  EXPECT_THAT(failure("s.json", "[{\"a\":1}]", "bods").what, HasSubstr("no BODS statement"));
  EXPECT_THAT(failure("s.json", "[{\"statementId\":", "bods").what, HasSubstr("broken"));
}

TEST(BodsSample, Each_invalid_statement_is_rejected_for_the_very_rule_it_breaks) {
  CB_NEEDS_SAMPLE("bods/tests/data/invalid-statements");
  CB_NEEDS_SAMPLE("_dev_bods_expected_errors.csv");
  std::istringstream expected(base::read_file(cuibono::testing::sample("_dev_bods_expected_errors.csv")).value());
  std::size_t files = 0;
  for (std::string line; std::getline(expected, line); ++files) {
    const auto cells = base::split_list(base::trim(line), ',');
    ASSERT_EQ(cells.size(), 4u) << line;
    const auto path = cuibono::testing::sample("bods/tests/data/invalid-statements/" + cells[0]);
    const auto draft = read(path);
    ASSERT_TRUE(draft) << cells[0];
    ASSERT_EQ(draft->issues.size(), 1u) << cells[0];
    EXPECT_EQ(draft->issues[0].row, 1u);
    const auto& reason = draft->issues[0].reason;
    EXPECT_THAT(reason, ::testing::StartsWith(cells[2] + ": " + cells[3] + " ")) << cells[0];
    EXPECT_THAT(reason, ::testing::EndsWith("(" + cells[1] + ")")) << cells[0];
    EXPECT_EQ(reason.find("; $["), reason.npos) << cells[0] << " has one fault, and yet: " << reason;
  }
  EXPECT_EQ(files, 96u);
}

// What a file's statements say there is, counted from the JSON alone: a record or a party without one is an entity, an
// interest or a relationship without one a tie.
struct Counted {
  std::set<std::string> entities;
  std::size_t unspecified = 0, ties = 0;
};

Counted count(const json& statements) {
  Counted counted;
  for (const auto& each : statements) {
    const auto& details = each.at("recordDetails");
    if (each.at("recordType") != "relationship") {
      counted.entities.insert(each.at("recordId"));
      continue;
    }
    for (const auto* side : {"subject", "interestedParty"}) {
      if (details.at(side).is_string()) counted.entities.insert(details.at(side));
      else ++counted.unspecified;
    }
    counted.ties += std::max<std::size_t>(1, details.value("interests", json::array()).size());
  }
  return counted;
}

void expect_whole_folder(const std::filesystem::path& folder, std::size_t files) {
  std::size_t found = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    const auto statements = json_of(file.path());
    const auto counted = count(statements);
    const auto imported = import(file.path());
    EXPECT_EQ(imported.only().format, "bods") << file.path();
    EXPECT_EQ(imported.rejected(), 0u) << file.path() << ": " << imported.reason();
    EXPECT_EQ(imported.only().rows, statements.size()) << file.path();
    EXPECT_EQ(imported.after.entities().size(), counted.entities.size() + counted.unspecified) << file.path();
    EXPECT_EQ(imported.after.ties().size(), counted.ties) << file.path();
    ++found;
  }
  EXPECT_EQ(found, files);
}

TEST(BodsSample, Every_valid_statement_of_the_standards_tests_is_imported) {
  CB_NEEDS_SAMPLE("bods/tests/data/valid-statements");
  expect_whole_folder(cuibono::testing::sample("bods/tests/data/valid-statements"), 111);
}

TEST(BodsSample, Every_example_of_the_standard_is_imported) {
  CB_NEEDS_SAMPLE("bods/examples");
  expect_whole_folder(cuibono::testing::sample("bods/examples"), 12);
}

TEST(BodsSample, An_owner_through_two_companies_is_no_direct_owner_as_well) {
  CB_NEEDS_SAMPLE("bods/examples/multiple-indirect-ownership.json");
  const auto imported = import(cuibono::testing::sample("bods/examples/multiple-indirect-ownership.json"));
  EXPECT_EQ(told(imported, tie(imported, "40b9a74c70c4-1")), "d177864a8b39 owns 63e3a8a8946f");
  EXPECT_EQ(tie(imported, "40b9a74c70c4-1").share, .5);
  EXPECT_EQ(told(imported, tie(imported, "8af302e17272-1")), "92ebf964a1f6 associate 63e3a8a8946f");
}

} // namespace
} // namespace cuibono::ingest
