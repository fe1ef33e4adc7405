#include "law/elements.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "case_builder.h"
#include "ingest/import_helpers.h"
#include "source_dir.h"

namespace cuibono::law {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using cuibono::testing::CaseBuilder;
using model::Polarity;
using model::Role;
using model::TieType;

struct Build : CaseBuilder {
  Build() {
    role("V01", Role::Victim);
    exhibit("D1", "A1", "Defence", Polarity::Contradicts);
  }
  Build& row(const char* element, const char* code, const char* finding, std::initializer_list<std::string> exhibits) {
    put(model::Element{.accused = entity("A"), .victim = entity("V01"), .element = element, .code = code, .finding = finding, .citations = cite(exhibits)});
    return *this;
  }
};

Matrix assess(const CaseBuilder& built) { return elements(built.snapshot, {}); }

const Pair& pair_of(const Matrix& matrix) {
  EXPECT_EQ(matrix.pairs.size(), 1u);
  return matrix.pairs.at(0);
}

Finding act(const Build& built) { return pair_of(assess(built)).cell(Part::Act).finding; }

TEST(Elements, A_cell_without_a_row_has_no_evidence) {
  const auto pair = pair_of(assess(Build().row("act", "receipt", "supported", {"X1"})));
  EXPECT_EQ(pair.cell(Part::Act).finding, Finding::Supported);
  EXPECT_EQ(pair.cell(Part::Means).finding, Finding::NoEvidence);
  EXPECT_EQ(pair.cell(Part::Purpose).finding, Finding::NoEvidence);
  EXPECT_THAT(pair.open_if_adult, ElementsAre(Part::Means, Part::Purpose));
  EXPECT_THAT(pair.open_if_child, ElementsAre(Part::Purpose));
}

TEST(Elements, Supported_without_an_exhibit_is_alleged) { EXPECT_EQ(act(Build().row("act", "receipt", "supported", {})), Finding::Alleged); }

TEST(Elements, Alleged_stays_alleged_whatever_it_cites) { EXPECT_EQ(act(Build().row("act", "receipt", "alleged", {"X1"})), Finding::Alleged); }

TEST(Elements, Both_sides_on_one_code_are_a_contradiction_that_shows_both) {
  const auto pair = pair_of(assess(Build().row("act", "receipt", "supported", {"X1"}).row("act", "receipt", "contradicted", {"X2"})));
  const auto& code = pair.cell(Part::Act).codes.at(0);
  EXPECT_EQ(code.finding, Finding::Contradicted);
  EXPECT_EQ(code.supporting.size(), 1u);
  EXPECT_EQ(code.against.size(), 1u);
}

TEST(Elements, An_exhibit_that_contradicts_stands_against_the_row_that_cites_it) {
  EXPECT_EQ(act(Build().row("act", "receipt", "supported", {"X1", "D1"})), Finding::Contradicted);
  EXPECT_EQ(act(Build().row("act", "receipt", "supported", {"D1"})), Finding::Contradicted);
}

TEST(Elements, One_code_that_stands_carries_the_cell_though_another_is_denied) {
  EXPECT_EQ(act(Build().row("act", "receipt", "supported", {"X1"}).row("act", "recruitment", "contradicted", {"X2"})), Finding::Supported);
  EXPECT_EQ(act(Build().row("act", "receipt", "alleged", {"X1"}).row("act", "recruitment", "contradicted", {"X2"})), Finding::Contradicted);
}

TEST(Elements, A_repeat_of_one_lineage_is_one_source) {
  Build built;
  built.exhibit("R1", "B3", "X1");
  const auto pair = pair_of(assess(built.row("act", "receipt", "supported", {"X1", "R1"})));
  EXPECT_EQ(pair.cell(Part::Act).codes.at(0).supporting.size(), 2u);
  EXPECT_EQ(pair.cell(Part::Act).codes.at(0).lineages, 1);
}

TEST(Elements, Words_that_the_tables_do_not_know_are_said) {
  const auto matrix = assess(Build().row("motive", "greed", "supported", {"X1"}).row("act", "smuggling", "perhaps", {"X1"}));
  EXPECT_EQ(pair_of(matrix).cell(Part::Act).finding, Finding::Alleged);
  for (const char* said : {"\"motive\" are not act, means or purpose", "\"smuggling\" are not codes", "\"perhaps\" are not findings"})
    EXPECT_THAT(matrix.remarks, Contains(HasSubstr(said)));
}

TEST(Elements, Ties_are_read_where_no_row_speaks) {
  Build built;
  built.tie(TieType::Recruits, "A", "V01");
  built.tie(TieType::WithholdsDocument, "A", "V01");
  built.tie(TieType::Calls, "A", "V01");
  const auto matrix = assess(built);
  const auto& pair = pair_of(matrix);
  EXPECT_TRUE(pair.from_ties_only);
  EXPECT_EQ(pair.cell(Part::Act).codes.at(0).code, "recruitment");
  EXPECT_EQ(pair.cell(Part::Act).codes.at(0).origin, Origin::Ties);
  EXPECT_EQ(pair.cell(Part::Means).finding, Finding::Supported);
  ASSERT_EQ(matrix.gaps.size(), 1u);
  EXPECT_EQ(matrix.gaps[0].element, "all");
  EXPECT_THAT(matrix.gaps[0].obtain, HasSubstr("or lawful conduct"));
}

TEST(Elements, A_row_takes_the_place_of_ties_in_its_part_only) {
  Build built;
  built.row("act", "receipt", "alleged", {"X1"});
  built.tie(TieType::Recruits, "A", "V01");
  built.tie(TieType::Threatens, "A", "V01");
  const auto pair = pair_of(assess(built));
  ASSERT_EQ(pair.cell(Part::Act).codes.size(), 1u);
  EXPECT_EQ(pair.cell(Part::Act).finding, Finding::Alleged);
  EXPECT_EQ(pair.cell(Part::Means).codes.at(0).code, "threat_or_force");
}

TEST(Elements, A_tie_without_an_exhibit_or_that_is_only_an_assessment_is_alleged) {
  Build built;
  built.tie(TieType::Recruits, "A", "V01", {});
  built.tie(TieType::Controls, "A", "V01").assessment = true;
  const auto pair = pair_of(assess(built));
  EXPECT_EQ(pair.cell(Part::Act).finding, Finding::Alleged);
  EXPECT_EQ(pair.cell(Part::Means).finding, Finding::Alleged);
}

TEST(Elements, A_tie_that_exculpates_contradicts) {
  Build built;
  built.tie(TieType::Recruits, "A", "V01").polarity = Polarity::Exculpates;
  EXPECT_EQ(act(built), Finding::Contradicted);
}

TEST(Elements, Nothing_is_inferred_against_somebody_who_may_be_a_victim) {
  Build built;
  built.role("R2", Role::Victim);
  built.tie(TieType::Recruits, "R2", "V01");
  EXPECT_THAT(assess(built).pairs, IsEmpty());
}

TEST(Elements, Employing_somebody_who_is_owed_wages_raises_the_purpose) {
  Build built;
  built.tie(TieType::Employs, "MILL", "V01");
  built.tie(TieType::SetsPay, "OWNER", "MILL");
  EXPECT_EQ(pair_of(assess(built)).cell(Part::Purpose).finding, Finding::NoEvidence); // nobody is owed anything yet
  built.put(model::Wage{.victim = built.entity("V01"), .employer = built.entity("MILL"), .month = {2031, 1, 0}, .regular_hours = 1,
                        .rate = Money{100}, .received = Money{0}, .citations = built.cite({"W1"})});
  const auto matrix = assess(built);
  ASSERT_EQ(matrix.pairs.size(), 2u); // MILL and OWNER
  for (const auto& pair : matrix.pairs) {
    const auto& code = pair.cell(Part::Purpose).codes.at(0);
    EXPECT_EQ(code.code, "forced_labour");
    EXPECT_EQ(code.finding, Finding::Supported);
    EXPECT_THAT(code.supporting, Contains(Field(&model::Citation::exhibit, built.exhibit("W1"))));
  }
}

TEST(Age, Partial_dates_give_an_age_only_where_every_reading_agrees) {
  const auto age = [](const char* birth, const char* on) { return age_on(*base::parse_date(birth), *base::parse_date(on), 18); };
  EXPECT_EQ(age("2013-02-02", "2031-02-01"), Age::Child);
  EXPECT_EQ(age("2013-02-01", "2031-02-01"), Age::Adult);
  EXPECT_EQ(age("2013-02", "2031-02-01"), Age::Unknown);
  EXPECT_EQ(age("2013-01", "2031-02"), Age::Adult);
  EXPECT_EQ(age("2013", "2031"), Age::Unknown);
  EXPECT_EQ(age("2012", "2031"), Age::Adult);
  EXPECT_EQ(age("2014", "2031"), Age::Child);
  EXPECT_EQ(age("2032", "2031"), Age::Unknown); // one of the two is wrong
  EXPECT_EQ(age_on({}, {2031, 1, 1}, 18), Age::Unknown);
  EXPECT_EQ(age_on({2000, 1, 1}, {}, 18), Age::Unknown);
}

TEST(Elements, Of_somebody_under_age_no_means_is_asked) {
  Build built;
  built.row("act", "recruitment", "supported", {"X1"});
  built.tie(TieType::Recruits, "A", "V01").from = {2031, 2, 1};
  auto victim = *model::find_entity(built.snapshot, "V01");
  victim.birth_date = {2014, 1, 1};
  built.put(victim);
  const auto matrix = assess(built);
  EXPECT_EQ(pair_of(matrix).age.age, Age::Child);
  EXPECT_FALSE(pair_of(matrix).needs_means());
  EXPECT_THAT(matrix.gaps, Not(Contains(Field(&Gap::element, "means"))));
}

TEST(Elements, Of_somebody_of_unknown_age_both_readings_are_open_and_the_age_is_asked_for) {
  const auto matrix = assess(Build().row("act", "recruitment", "supported", {"X1"}));
  EXPECT_EQ(pair_of(matrix).age.age, Age::Unknown);
  EXPECT_THAT(matrix.gaps, Contains(Field(&Gap::element, "age")));
  EXPECT_THAT(matrix.gaps, Contains(Field(&Gap::element, "means")));
}

TEST(Elements, An_act_dates_the_age_before_the_window_does) {
  Build built;
  built.row("act", "receipt", "supported", {"X1"}).setting("window_from", "2031-02-01");
  EXPECT_EQ(pair_of(assess(built)).age.on, (Date{2031, 2, 1}));
  built.tie(TieType::Recruits, "B", "V01").from = {2031, 1, 5};
  EXPECT_EQ(assess(built).pairs[0].age.on, (Date{2031, 1, 5}));
}

// --- the demonstration cases; who is who: scenarios of the domain guide

struct Demonstration {
  explicit Demonstration(const char* name)
      : snapshot(ingest::testing::import(std::filesystem::path(cuibono::testing::source_dir()) / "data/cases" / name).after), matrix(elements(snapshot, {})) {}

  const Pair& pair(const char* accused, const char* victim) const {
    for (const auto& pair : matrix.pairs)
      if (pair.accused == model::find_entity(snapshot, accused)->id && pair.victim == model::find_entity(snapshot, victim)->id) return pair;
    throw std::out_of_range(std::string(accused) + " and " + victim);
  }

  model::CaseSnapshot snapshot;
  Matrix matrix;
};

TEST(MeridianStarElements, The_owner_ashore_is_supported_on_act_means_and_purpose) {
  const Demonstration vessel("meridian-star");
  for (const auto& cell : vessel.pair("O1", "V01").cells) EXPECT_EQ(cell.finding, Finding::Supported);
}

TEST(MeridianStarElements, The_inspectors_reports_contradict_one_means_of_the_captain_and_leave_the_other) {
  const Demonstration vessel("meridian-star");
  const auto& means = vessel.pair("C1", "V01").cell(Part::Means);
  ASSERT_EQ(means.codes.size(), 2u);
  EXPECT_EQ(means.codes[0].code, "abuse_of_vulnerability");
  EXPECT_EQ(means.codes[0].finding, Finding::Supported);
  EXPECT_EQ(means.codes[1].finding, Finding::Contradicted);
  EXPECT_EQ(means.codes[1].against.at(0).exhibit, model::find_exhibit(vessel.snapshot, "E12")->id);
  EXPECT_EQ(means.finding, Finding::Supported);
}

TEST(MeridianStarElements, Of_the_boy_no_means_is_asked) {
  const Demonstration vessel("meridian-star");
  EXPECT_EQ(vessel.pair("O1", "V12").age.age, Age::Child);
  EXPECT_THAT(vessel.pair("O1", "V12").open_if_child, IsEmpty());
  const auto boy = model::find_entity(vessel.snapshot, "V12")->id;
  for (const auto& gap : vessel.matrix.gaps)
    if (gap.victim == boy) { EXPECT_NE(gap.element, "means"); }
}

TEST(MeridianStarElements, The_convicted_driver_has_an_act_and_nothing_more) {
  const Demonstration vessel("meridian-star");
  const auto& pair = vessel.pair("T1", "V01");
  EXPECT_EQ(pair.cell(Part::Act).finding, Finding::Supported);
  EXPECT_EQ(pair.cell(Part::Means).finding, Finding::NoEvidence);
  EXPECT_EQ(pair.cell(Part::Purpose).finding, Finding::NoEvidence);
}

TEST(LarkfieldElements, The_lawful_recruiter_is_contradicted_on_means_and_purpose) {
  const Demonstration factory("larkfield");
  const auto& pair = factory.pair("L2", "V01");
  EXPECT_EQ(pair.cell(Part::Act).finding, Finding::Supported);
  EXPECT_EQ(pair.cell(Part::Means).finding, Finding::Contradicted);
  EXPECT_EQ(pair.cell(Part::Purpose).finding, Finding::Contradicted);
}

TEST(LarkfieldElements, The_defence_audit_contradicts_the_owners_purpose_with_both_sides_kept) {
  const Demonstration factory("larkfield");
  const auto& code = factory.pair("O2", "V01").cell(Part::Purpose).codes.at(0);
  EXPECT_EQ(code.finding, Finding::Contradicted);
  EXPECT_EQ(code.supporting.size(), 2u); // E04, E06
  ASSERT_EQ(code.against.size(), 1u);
  EXPECT_EQ(code.against[0].exhibit, model::find_exhibit(factory.snapshot, "E12")->id);
}

} // namespace
} // namespace cuibono::law
