#include "law/indicators.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "case_builder.h"
#include "ingest/import_helpers.h"
#include "law/charges.h"
#include "source_dir.h"

namespace cuibono::law {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using cuibono::testing::CaseBuilder;
using model::Role;
using model::TieType;

OperationalList shipped() {
  const auto path = std::filesystem::path(cuibono::testing::source_dir()) / "data/vocabularies/ilo_operational.json";
  const auto list = parse_operational_list(base::read_file(path).value(), path.string());
  EXPECT_TRUE(list) << (list ? "" : base::sentence(list.error()));
  return list.value_or(OperationalList{});
}

TEST(OperationalList, Has_as_many_indicators_as_the_published_one) {
  std::vector<std::size_t> sizes;
  for (const auto& dimension : shipped().dimensions) sizes.push_back(dimension.indicators.size());
  EXPECT_THAT(sizes, ElementsAre(10, 10, 16, 9, 15, 7)); // domain guide, section 1
}

TEST(OperationalList, Reads_only_names_of_the_eleven) {
  for (const auto& dimension : shipped().dimensions)
    for (const auto& indicator : dimension.indicators)
      if (!indicator.eleven.empty()) { EXPECT_THAT(kElevenIndicators, Contains(indicator.eleven)); }
}

TEST(OperationalList, A_damaged_file_is_refused_with_its_name) {
  for (const char* text : {"", "[]", R"({"name":"n","source":"s"})", R"({"name":"n","source":"s","dimensions":[{"id":"a","title":"b","indicators":[{"title":"t","strength":"huge"}]}]})",
                           R"({"name":"n","source":"s","dimension":[]})", R"({"name":"n","source":"s","dimensions":[[[[[[[[[[]]]]]]]]]]})"}) {
    const auto list = parse_operational_list(text, "list.json");
    ASSERT_FALSE(list) << text;
    EXPECT_EQ(list.error().where, "list.json");
  }
}

TEST(OperationalTally, Is_positive_at_the_four_published_thresholds) {
  for (const Tally positive : {Tally{2, 0, 0}, Tally{1, 1, 0}, Tally{1, 0, 1}, Tally{0, 3, 0}, Tally{0, 2, 1}}) EXPECT_TRUE(is_positive(positive));
  for (const Tally negative : {Tally{}, Tally{1, 0, 0}, Tally{0, 2, 0}, Tally{0, 1, 9}, Tally{0, 0, 9}}) EXPECT_FALSE(is_positive(negative));
}

struct Build : CaseBuilder {
  Build& row(const char* indicator, const char* strength, const char* finding, const char* dimension = "") {
    model::Indicator row{.victim = entity("V01"), .establishment = entity("MILL"), .indicator = indicator, .strength = strength, .finding = finding, .citations = cite({"X1"})};
    if (*dimension) row.attributes = {{"dimension", dimension}};
    put(row);
    return *this;
  }
};

VictimIndicators assess(const Build& built) { return indicators(built.snapshot, shipped()).at(0); }

const DimensionTally& dimension(const VictimIndicators& all, const std::string& id) {
  for (const auto& one : all.dimensions)
    if (one.id == id) return one;
  throw std::out_of_range(id);
}

TEST(Indicators, A_name_of_the_eleven_is_known_however_it_is_cased) {
  const auto all = assess(Build().row("debt_BONDAGE ", "strong", "supported"));
  ASSERT_EQ(all.eleven.size(), 1u);
  EXPECT_EQ(all.eleven[0].name, "Debt bondage");
  EXPECT_EQ(all.eleven[0].finding, Finding::Supported);
}

TEST(Indicators, One_indicator_counts_once_however_many_rows_state_it) {
  const auto all = assess(Build().row("Debt bondage", "strong", "supported").row("Debt bondage", "strong", "supported"));
  EXPECT_EQ(dimension(all, "coercion_at_destination").tally, (Tally{1, 0, 0}));
  EXPECT_FALSE(dimension(all, "coercion_at_destination").positive);
}

TEST(Indicators, Only_what_is_supported_and_not_contradicted_counts) {
  const auto all = assess(Build().row("Debt bondage", "strong", "alleged").row("Withholding of wages", "medium", "supported").row("Withholding of wages", "medium", "contradicted"));
  const auto& coercion = dimension(all, "coercion_at_destination");
  EXPECT_EQ(coercion.tally, Tally{});
  EXPECT_EQ(coercion.not_counted.size(), 2u);
}

TEST(Indicators, A_title_of_the_list_or_a_dimension_of_the_row_says_where_it_counts) {
  const auto all = assess(Build().row("Misled about pay", "", "supported").row("Misled about working conditions", "", "supported").row("A promise of its own", "weak", "supported", "deceptive_recruitment"));
  EXPECT_EQ(dimension(all, "deceptive_recruitment").tally, (Tally{0, 2, 1}));
  EXPECT_TRUE(dimension(all, "deceptive_recruitment").positive);
}

TEST(Indicators, The_lists_strength_counts_and_a_row_that_states_another_is_said) {
  const auto all = assess(Build().row("Withholding of wages", "strong", "supported"));
  EXPECT_EQ(dimension(all, "coercion_at_destination").tally, (Tally{0, 1, 0}));
  EXPECT_THAT(all.remarks, Contains(HasSubstr("counted as medium, the list's strength, not as strong")));
}

TEST(Indicators, What_has_no_place_in_the_list_is_said) {
  const auto all = assess(Build().row("Bad luck", "strong", "supported").row("Deception", "strong", "supported").row("Bad luck", "", "supported", "exploitation").row("Misled about pay", "", "supported", "elsewhere"));
  for (const auto& one : all.dimensions) EXPECT_EQ(one.tally, Tally{}) << one.id;
  for (const char* said : {"Bad luck: not in the operational list: in no dimension", "Deception: not in", "no strength is stated", "dimension stated is not one"})
    EXPECT_THAT(all.remarks, Contains(HasSubstr(said)));
}

model::CaseSnapshot demonstration(const char* name) { return ingest::testing::import(std::filesystem::path(cuibono::testing::source_dir()) / "data/cases" / name).after; }

// Supported and not contradicted at destination: papers and debt (strong), wages (medium); excessive overtime alone elsewhere.
TEST(MeridianStarIndicators, Coercion_at_destination_is_the_one_positive_dimension) {
  const auto all = indicators(demonstration("meridian-star"), shipped());
  ASSERT_EQ(all.size(), 12u);
  for (const auto& one : all) {
    EXPECT_EQ(one.eleven.size(), 5u);
    EXPECT_EQ(dimension(one, "coercion_at_destination").tally, (Tally{2, 1, 0}));
    EXPECT_EQ(dimension(one, "exploitation").tally, (Tally{1, 0, 0}));
    EXPECT_THAT(dimension(one, "coercion_at_destination").not_counted, ElementsAre("Isolated, confined or watched at the place of work"));
    EXPECT_EQ(std::ranges::count_if(one.dimensions, [](const auto& each) { return each.positive; }), 1);
  }
}

// --- charges, prompts, dual status

const AccusedCharges* find(const model::CaseSnapshot& snapshot, const std::vector<AccusedCharges>& all, const char* key) {
  for (const auto& one : all)
    if (one.person == model::find_entity(snapshot, key)->id) return &one;
  return nullptr;
}

TEST(Charges, Supported_facts_raise_prompts_and_unsupported_ones_none) {
  CaseBuilder built;
  built.tie(TieType::WithholdsDocument, "M", "V01");
  built.tie(TieType::WithholdsDocument, "M", "V02");
  built.tie(TieType::ForgesFor, "F", "M", {});
  const auto all = charges(built.snapshot);
  ASSERT_EQ(all.size(), 1u);
  ASSERT_EQ(all[0].related.size(), 1u);
  EXPECT_EQ(all[0].related[0].offence, "withholding of identity documents");
  EXPECT_EQ(all[0].related[0].facts.at(0).of_whom.size(), 2u);
  EXPECT_EQ(all[0].related[0].facts.at(0).exhibits.supporting.size(), 1u);
}

TEST(Charges, No_prompt_is_raised_against_somebody_who_may_be_a_victim) {
  CaseBuilder built;
  built.role("R2", Role::Victim);
  built.tie(TieType::Recruits, "R2", "V01");
  EXPECT_THAT(charges(built.snapshot), IsEmpty());
}

TEST(Charges, Of_the_vessel_are_those_of_the_scenario_and_the_forger_and_the_inspector_are_prompts) {
  const auto snapshot = demonstration("meridian-star");
  const auto all = charges(snapshot);
  for (const char* key : {"T1", "T2", "R1", "C1"}) {
    ASSERT_TRUE(find(snapshot, all, key)) << key;
    EXPECT_EQ(find(snapshot, all, key)->charges.size(), 1u);
  }
  for (const auto& [key, offence] : std::map<const char*, const char*>{{"F1", "forgery of documents"}, {"P1", "corruption or abuse of office"}, {"N1", "money laundering"}}) {
    const auto* one = find(snapshot, all, key);
    ASSERT_TRUE(one) << key;
    EXPECT_THAT(one->charges, IsEmpty());
    EXPECT_THAT(one->related, Contains(Field(&Prompt::offence, offence)));
  }
}

TEST(DualStatus, The_recruiter_who_was_a_victim_is_the_one_to_review) {
  const auto snapshot = demonstration("meridian-star");
  const auto all = dual_status(snapshot);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].person, model::find_entity(snapshot, "R2")->id);
  EXPECT_THAT(all[0].as_victim, Contains(Field(&PromptFact::what, HasSubstr("assessed as a victim from 2029"))));
  EXPECT_THAT(all[0].as_accused, Contains(Field(&PromptFact::what, HasSubstr("assessed as recruiter"))));
}

TEST(DualStatus, Nobody_of_the_factory_is_victim_and_accused) { EXPECT_THAT(dual_status(demonstration("larkfield")), IsEmpty()); }

} // namespace
} // namespace cuibono::law
