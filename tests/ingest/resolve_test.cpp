#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "import_helpers.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const model::Entity& entity(const Imported& imported, std::string_view key) {
  const auto* found = model::find_entity(imported.after, key);
  EXPECT_NE(found, nullptr) << key;
  static const model::Entity kNobody;
  return found ? *found : kNobody;
}

struct BadCell {
  const char* file;
  const char* text;
  const char* reason;
};

class BadRow : public ::testing::TestWithParam<BadCell> {};

TEST_P(BadRow, Is_rejected_with_a_reason_and_leaves_nothing_behind) {
  const auto imported = import_text(GetParam().file, GetParam().text);
  EXPECT_EQ(imported.only().rejected, 1u);
  EXPECT_EQ(imported.only().rejects.at(0).row, 2u);
  EXPECT_THAT(imported.reason(), HasSubstr(GetParam().reason));
  EXPECT_THAT(imported.resolution.batch.edits, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Each, BadRow,
    ::testing::Values(
        BadCell{"ties.csv", "type,source,target,amount\nowns,A,B,\"12,50\"\n", "amount `12,50` is not a decimal number"},
        BadCell{"ties.csv", "type,source,target,share\nowns,A,B,1.4\n", "share 1.4 is not between 0 and 1"},
        BadCell{"ties.csv", "type,source,target,share\nowns,A,B,nan\n", "share `nan` is not a decimal number"},
        BadCell{"ties.csv", "type,source,target,from\nowns,A,B,2031-02-30\n", "from `2031-02-30` is not a date"},
        BadCell{"ties.csv", "type,source,target,from,to\nowns,A,B,2031-03,2031-02-11\n", "from 2031-03 is after to 2031-02"},
        BadCell{"ties.csv", "type,source,target\nxyz,A,B\n", "type `xyz` is not one of recruits, arranges"},
        BadCell{"ties.csv", "type,source,target\nowns,,B\n", "source is missing"},
        BadCell{"ties.csv", "type,source,target\nowns,A B,C\n", "source `A B` contains white space"},
        BadCell{"ties.csv", "type,source,target\nowns,A\x01,C\n", "source `A?` contains control characters"},
        BadCell{"ties.csv", "type,source,target\nowns,A\n", "the row has 2 cells, the header has 3"},
        BadCell{"ties.csv", "type,source,target\nowns,A,B,C\n", "the row has 4 cells, the header has 3"},
        BadCell{"ties.csv", "type,source,target\n,,\n", "the row is empty"},
        BadCell{"ties.csv", "type,source,target\nowns,\"A,B\n", "never closed"},
        BadCell{"payments.csv", "payer,payee,amount\nA,B,\n", "amount is missing"},
        BadCell{"payments.csv", "payer,payee,amount\nA,B,-5\n", "amount -5 is below zero"},
        BadCell{"payments.csv", "payer,payee,amount,taint\nA,B,5,2\n", "taint 2 is not between 0 and 1"},
        BadCell{"payments.csv", "payer,payee,amount,exhibits\nA,B,5,E 1\n", "exhibits `E 1` contains white space"},
        BadCell{"entities.csv", "id,protected\nA,maybe\n", "protected `maybe` is not yes or no"},
        BadCell{"entities.csv", "id,protected,birth_date\nA,yes,11/11/1911\n",
                "birth_date cannot be read; what it says is withheld, as the person is protected"},
        BadCell{"entities.csv", "id,role,latitude\nA,victim,91.25\n",
                "latitude cannot be read; what it says is withheld, as the person is protected"},
        BadCell{"entities.csv", "id,latitude\nA,91\n", "latitude 91 is not between -90 and 90"},
        BadCell{"entities.csv", "id,kind\nA,wizard\n", "kind `wizard` is not one of person, company"},
        BadCell{"exhibits.csv", "id,scheme,reliability,credibility\nE1,admiralty,G,2\n", "grade G2 is not on the admiralty scale"},
        BadCell{"exhibits.csv", "id\nE1;E2\n", "contains `;`"},
        BadCell{"case.csv", "key,value\nexploited_basis,both\n", "is not gross or net"}));

TEST(Import, Reads_any_column_order_and_keeps_unknown_columns) {
  const auto imported = import_text("ties.csv", "target,Shoe size,SOURCE,type\nB,43,A,calls\n");
  ASSERT_EQ(imported.after.ties().size(), 1u);
  const auto& tie = imported.after.ties().rows()[0];
  EXPECT_EQ(tie.source, entity(imported, "A").id);
  EXPECT_EQ(tie.target, entity(imported, "B").id);
  EXPECT_EQ(tie.type, model::TieType::Calls);
  EXPECT_EQ(tie.attributes, (model::Attributes{{"Shoe size", "43"}}));
}

TEST(Import, Names_nobody_declared_become_unknown_entities_and_are_listed) {
  const auto imported = import_text("ties.csv", "source,target,exhibits\nA,B,E9\nB,C,E9\n");
  EXPECT_EQ(imported.after.entities().size(), 3u);
  EXPECT_EQ(entity(imported, "A").kind, model::EntityKind::Unknown);
  EXPECT_TRUE(imported.remarked("3 entities were named but not declared and were added as unknown: A, B, C."));
  EXPECT_TRUE(imported.remarked("1 exhibit was named but not declared"));
  EXPECT_FALSE(model::find_exhibit(imported.after, "E9")->declared);
}

TEST(Import, Whoever_only_a_victim_column_names_is_protected) {
  const auto imported = import_text("wages.csv", "victim,employer,month\nW7,FARM,2031-02\n");
  EXPECT_TRUE(entity(imported, "W7").is_protected);
  EXPECT_GT(entity(imported, "W7").pseudonym, 0);
  EXPECT_FALSE(entity(imported, "FARM").is_protected);
}

TEST(Import, Rows_that_name_a_merged_record_are_about_its_lead) {
  auto first = import_text("entities.csv", "id,kind,name,merged ids\nA,person,One,B; C\n");
  const auto second = import_text("payments.csv", "payer,payee,amount\nB,D,5\n", first.after);
  ASSERT_EQ(second.after.payments().size(), 1u);
  EXPECT_EQ(second.after.payments().rows()[0].payer, entity(second, "A").id);
  EXPECT_EQ(model::find_entity(second.after, "B"), nullptr);
  const auto third = import_text("entities.csv", "id,kind,name\nC,person,Two\n", first.after);
  EXPECT_THAT(third.reason(), HasSubstr("id `C` was merged into another entity"));
}

TEST(Import, A_later_declaration_fills_in_what_was_unknown) {
  const auto first = import_text("ties.csv", "source,target,exhibits\nA,B,E1\n");
  const auto then = import_tables({{"entities.csv", "id,kind,name\nA,person,Tova Hale\n"}, {"exhibits.csv", "id,title\nE1,Ledger\n"}}, first.after);
  EXPECT_EQ(then.rejected(), 0u);
  EXPECT_EQ(then.after.entities().size(), 2u);
  EXPECT_EQ(entity(then, "A").name, "Tova Hale");
  EXPECT_TRUE(model::find_exhibit(then.after, "E1")->declared);
}

TEST(Import, The_same_id_again_is_accepted_only_where_it_says_the_same) {
  const auto first = import_text("entities.csv", "id,kind,name\nA,person,Tova Hale\n");
  const auto same = import_text("entities.csv", "id,name\nA,Tova Hale\n", first.after);
  EXPECT_EQ(same.only().accepted, 1u);
  EXPECT_THAT(same.resolution.batch.edits, IsEmpty());
  const auto other = import_text("entities.csv", "id,kind,name\nA,person,Tova Hall\n", first.after);
  EXPECT_EQ(other.reason(), "id `A` is already in the case with another name");
  EXPECT_EQ(import_text("entities.csv", "id,kind\nA,person\nA,person\n").reason(), "id `A` stands twice in this file");
}

TEST(Import, Repeated_rows_without_an_id_are_rows_of_their_own) {
  EXPECT_EQ(import_text("payments.csv", "payer,payee,amount\nA,B,5\nA,B,5\n").after.payments().size(), 2u);
  EXPECT_EQ(import_text("ties.csv", "source,target\nA,B\nA,B\nB,B\n").after.ties().size(), 3u);
}

TEST(Import, Tables_without_ids_are_not_doubled_by_a_second_import) {
  const std::string wages = "victim,employer,month,received\nV1,B,2031-02,10\nV1,B,2031-02,10\n";
  const auto first = import_text("wages.csv", wages);
  EXPECT_EQ(first.after.of<model::Wage>().size(), 2u);
  const auto again = import_text("wages.csv", wages, first.after);
  EXPECT_EQ(again.only().accepted, 2u);
  EXPECT_THAT(again.resolution.batch.edits, IsEmpty());
}

TEST(Import, Locators_go_to_exhibits_in_order_or_one_to_all) {
  const auto imported = import_text("ties.csv", "source,target,exhibits,locator\nA,B,E1;E2,p 1;p 2\nA,B,E1;E2,p 3\nA,B,E1,p 4;p 5\nA,B,,p 6\n");
  const auto ties = imported.after.ties().rows();
  EXPECT_EQ(ties[0].citations[0].locator, "p 1");
  EXPECT_EQ(ties[0].citations[1].locator, "p 2");
  EXPECT_EQ(ties[1].citations[0].locator, "p 3");
  EXPECT_EQ(ties[1].citations[1].locator, "p 3");
  EXPECT_EQ(ties[2].citations[0].locator, "p 4;p 5");
  EXPECT_EQ(ties[3].attributes, (model::Attributes{{"locator", "p 6"}}));
}

TEST(Import, Rows_without_exhibits_cite_the_one_the_user_names) {
  ImportOptions options;
  options.exhibit = "E5";
  options.lineage = "Bank";
  options.grade = parse_grade("B2").value();
  const auto imported = import_text("ties.csv", "source,target,exhibits\nA,B,\nA,B,E7\n", {}, options);
  const auto* exhibit = model::find_exhibit(imported.after, "E5");
  ASSERT_NE(exhibit, nullptr);
  EXPECT_EQ(exhibit->lineage, "Bank");
  EXPECT_TRUE(exhibit->declared);
  const auto ties = imported.after.ties().rows();
  EXPECT_EQ(ties[0].citations, (model::Citations{{exhibit->id, "row 2"}}));
  EXPECT_NE(ties[1].citations.at(0).exhibit, exhibit->id);
}

TEST(Import, The_case_keeps_its_settings_and_says_so) {
  const auto first = import_text("case.csv", "key,value\ntitle,Mine\ncurrency,XTS\n");
  const auto then = import_text("case.csv", "key,value\ntitle,Theirs\ncurrency,XTS\njurisdiction,XA\n", first.after);
  EXPECT_EQ(then.only().accepted, 3u);
  EXPECT_EQ(model::setting(then.after, "title"), "Mine");
  EXPECT_EQ(model::setting(then.after, "jurisdiction"), "XA");
  EXPECT_TRUE(then.remarked("The case keeps its title"));
}

TEST(Import, An_id_that_tells_a_victims_name_is_remarked_without_saying_it) {
  const auto imported = import_text("entities.csv", "id,name,protected\nwend2031,Wend Harrow,yes\nV2,Silas Vetch,yes\n");
  EXPECT_TRUE(imported.remarked("1 protected entity has an id that contains a part of the name"));
  EXPECT_FALSE(imported.remarked("wend"));
}

TEST(Import, A_pseudonym_that_is_asked_for_is_given_once) {
  const auto imported = import_text("entities.csv", "id,protected,pseudonym\nA,yes,V-07\nB,yes,V-07\n");
  EXPECT_EQ(entity(imported, "A").pseudonym, 7);
  EXPECT_EQ(entity(imported, "B").pseudonym, 8);
  EXPECT_TRUE(imported.remarked("V-07 is taken"));
}

TEST(Import, A_folder_tells_which_files_it_left_out) {
  const auto imported = import_tables({{"entities.csv", "id\nA\n"}, {"readme.txt", "x"}, {"Ties.CSV", "source,target\nA,A\n"}});
  EXPECT_TRUE(imported.remarked("readme.txt is not a case table"));
  EXPECT_EQ(imported.after.ties().size(), 1u);
  const Folder empty;
  EXPECT_EQ(read(empty.path()).error().kind, base::ErrorKind::Input);
}

TEST(ForeignTable, Source_and_target_make_ties_and_other_words_are_kept) {
  const auto imported = import_text("edges.csv", "Source;Target;Type;Weight\n1;2;Undirected;3\n2;3;co-offending;1\n3;1;calls;1\n4;1;Directed;1\n");
  const auto ties = imported.after.ties().rows();
  ASSERT_EQ(ties.size(), 4u);
  EXPECT_EQ(ties[0].attributes, (model::Attributes{{"Weight", "3"}, {"directed", "false"}}));
  EXPECT_EQ(ties[1].type, model::TieType::Associate);
  EXPECT_EQ(ties[1].attributes, (model::Attributes{{"Weight", "1"}, {"type", "co-offending"}}));
  EXPECT_EQ(ties[2].type, model::TieType::Calls);
  EXPECT_EQ(ties[3].attributes, (model::Attributes{{"Weight", "1"}}));
}

TEST(ForeignTable, From_and_to_are_read_as_source_and_target) {
  EXPECT_EQ(import_text("edges.csv", "from,to\na,b\n").after.ties().size(), 1u);
}

TEST(ForeignTable, A_node_table_gives_names_and_roles) {
  const auto imported = import_text("nodes.tsv", "Id\tLabel\trole\n1\tuno\tvictim, minor\n2\tdos\tbottom\n3\ttres\t\n");
  EXPECT_EQ(entity(imported, "1").name, "uno");
  EXPECT_TRUE(entity(imported, "1").is_protected);
  EXPECT_EQ(entity(imported, "1").attributes, (model::Attributes{{"minor", "yes"}}));
  EXPECT_EQ(entity(imported, "3").kind, model::EntityKind::Unknown);
  const auto roles = imported.after.roles().rows();
  ASSERT_EQ(roles.size(), 2u);
  EXPECT_EQ(roles[0].role, model::Role::Victim);
  EXPECT_EQ(roles[1].role, model::Role::Other);
  EXPECT_EQ(roles[1].label, "bottom");
}

TEST(ForeignTable, A_file_that_is_no_table_of_a_case_is_refused) {
  const Folder folder;
  EXPECT_EQ(read(folder.file("x.csv", "apples,pears\n1,2\n")).error().kind, base::ErrorKind::Input);
  EXPECT_EQ(read(folder.file("y.csv", "")).error().kind, base::ErrorKind::Input);
  EXPECT_EQ(read(folder.file("z.xml", "<html/>")).error().kind, base::ErrorKind::Input);
  EXPECT_EQ(read(folder.path() / "nothing.csv").error().kind, base::ErrorKind::Input);
  EXPECT_EQ(read(folder.path(), "docx").error().kind, base::ErrorKind::Usage);
}

TEST(ForeignTable, Utf_16_and_windows_1252_are_read) {
  const std::string utf16("\xFF\xFEi\0d\0,\0n\0a\0m\0e\0\n\0a\0,\0\xE9\0\n\0", 26);
  EXPECT_EQ(entity(import_text("n.csv", utf16), "a").name, "\xC3\xA9");
  const auto guessed = import_text("n.csv", "id,name\na,\xE9\n");
  EXPECT_EQ(entity(guessed, "a").name, "\xC3\xA9");
  EXPECT_TRUE(guessed.remarked("Windows-1252"));
}

TEST(Grade, Is_read_with_or_without_its_scheme) {
  EXPECT_EQ(parse_grade("b2"), (model::Grade{model::GradeScheme::Admiralty, 'B', '2'}));
  EXPECT_EQ(parse_grade("2C"), (model::Grade{model::GradeScheme::Uk3x5x2, '2', 'C'}));
  EXPECT_EQ(parse_grade("5x5x5:E4"), (model::Grade{model::GradeScheme::Uk5x5x5, 'E', '4'}));
  EXPECT_FALSE(parse_grade("G2"));
  EXPECT_FALSE(parse_grade("B"));
  EXPECT_FALSE(parse_grade("x:B2"));
}

// The tables below name rows of each other, so that an id that went with its table would be missed.
TEST(Resolve, A_draft_that_is_let_go_gives_the_same_as_one_that_is_kept) {
  const testing::Folder folder;
  folder.file("entities.csv", "id,kind,name\nan-id-that-needs-memory-of-its-own,person,Ann\nB,person,Bob\nB,person,Bob\n");
  folder.file("payments.csv", "id,date,payer,payee,amount,class\nP1,2031-05-01,an-id-that-needs-memory-of-its-own,B,10,transfer\n"
                              "P1,2031-05-01,B,C,10,transfer\nP2,2031-05-02,nobody-has-declared-this-one-anywhere,B,7,transfer\n");
  auto draft = testing::read(folder.path());
  ASSERT_TRUE(draft);
  const auto kept = resolve({}, *draft);
  const auto let_go = resolve({}, std::move(*draft));
  EXPECT_EQ(let_go.batch.edits, kept.batch.edits);
  EXPECT_EQ(let_go.files, kept.files);
  EXPECT_EQ(let_go.remarks, kept.remarks);
  EXPECT_EQ(kept.files.at(0).rejected + kept.files.at(1).rejected, 2u);
}

// Numbers from 1 on are the ids of many graph files.
TEST(Resolve, Ties_of_a_foreign_file_never_go_to_whom_the_case_has_under_the_same_id) {
  const testing::Folder folder;
  const auto first = import(folder.file("a.graphml", "<graphml><key id='n' for='node' attr.name='name'/><graph><node id='1'><data key='n'>Ann</data></node>"
                                                     "<node id='2'><data key='n'>Bob</data></node><edge source='1' target='2'/></graph></graphml>"));
  ASSERT_EQ(first.rejected(), 0u);
  const auto second = testing::read(folder.file("b.graphml", "<graphml><key id='n' for='node' attr.name='name'/><graph><node id='1'><data key='n'>Cyd</data></node>"
                                                             "<node id='3'><data key='n'>Dan</data></node><edge source='1' target='3'/><edge source='3' target='3'/></graph></graphml>"));
  ASSERT_TRUE(second);
  const auto resolution = resolve(first.after, *second);
  ASSERT_EQ(resolution.files.at(0).rejects.size(), 2u);
  EXPECT_THAT(resolution.files[0].rejects[0].reason, ::testing::HasSubstr("already in the case with another name"));
  EXPECT_THAT(resolution.files[0].rejects[1].reason, ::testing::HasSubstr("names `1`, whose row in this file was rejected"));
  EXPECT_EQ(resolution.files[0].accepted, 2u);
}

} // namespace
} // namespace cuibono::ingest
