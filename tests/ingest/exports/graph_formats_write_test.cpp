// DOT, Pajek, DL and CSV as written from a case: what each keeps comes back, and what it does not is counted.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/exports/round_trip.h"
#include "ingest/graphs/graph_helpers.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAreArray;

struct SampleFile {
  std::string format, path;
};
void PrintTo(const SampleFile& sample, std::ostream* out) { *out << sample.path; }

std::vector<SampleFile> samples() {
  std::vector<SampleFile> files;
  for (const auto& [format, folder, extension] :
       {std::tuple{"dot", "graph-graphviz-dot", ".gv"}, {"dot", "graph-gephi/ImportPlugin/dot", ".dot"}, {"pajek", "graph-igraph/tests/unit", ".net"},
        {"pajek", "graph-igraph/examples/simple", ".net"}, {"dl", "graph-igraph/examples/simple", ".dl"}, {"dl", "graph-igraph/tests/unit", ".dl"}}) {
    std::error_code error;
    for (std::filesystem::directory_iterator entry(cuibono::testing::sample(folder), error), end; !error && entry != end; entry.increment(error))
      if (entry->path().extension() == extension) files.push_back({format, std::string(folder) + "/" + entry->path().filename().string()});
  }
  for (const auto* name : {"edges_table_opposite_force_undirected_issue_1848", "edges_table_opposite_force_undirected_merged",
                           "edges_table_repeated_without_ids", "edges_table_types_test"})
    files.push_back({"csv", "graph-gephi/ImportPlugin/spreadsheet/" + std::string(name) + ".csv"});
  return files;
}

// Under a name that is no case table's.
Imported back_from(const std::string& format, const Written& file) {
  const Folder folder;
  return import(folder.file("graph." + std::string(format_named(format)->extension), file.bytes));
}

class RoundTrip : public ::testing::TestWithParam<SampleFile> {};

TEST_P(RoundTrip, Ids_names_ends_weights_and_directions_come_back) {
  CB_NEEDS_SAMPLE(GetParam().path);
  const auto original = import(cuibono::testing::sample(GetParam().path)).after;
  const auto back = back_from(GetParam().format, written(GetParam().format, original));
  EXPECT_EQ(back.rejected(), 0u) << back.reason();
  EXPECT_EQ(people_of(back.after), people_of(original));
  EXPECT_THAT(ties_of(back.after), UnorderedElementsAreArray(ties_of(original)));
}

INSTANTIATE_TEST_SUITE_P(Samples, RoundTrip, ::testing::ValuesIn(samples()));

TEST(WrittenDot, Both_demonstration_cases_come_back_with_every_entity_role_tie_and_payment) {
  for (const auto* name : {"meridian-star", "larkfield"}) {
    const auto original = demonstration_case(name);
    const auto back = back_from("dot", written("dot", original));
    EXPECT_EQ(back.rejected(), 0u) << back.reason();
    expect_same_graph(original, back.after);
  }
}

TEST(WrittenDot, What_dot_would_bend_comes_back_as_it_was) {
  const auto original = import_tables(
      {{"entities.csv", "id,kind,name,aliases,notes,attribute:kind,label,role_x,protected\n"
                        "A\\,person,\"<b>&amp; \"\"Ada\"\"\\\",\"c:\\dir\\\",\" two\\\nlines\t \",odd,\\N,x,yes\n\"q\"\"}\",,\"\xE4\xBD\xA0\xF0\x9F\x98\x80\",,,,,,\nnode,,,,,,,,\n"},
       {"ties.csv", "source,target,type,notes,directed,weight,key,dir,table\nA\\,\"q\"\"}\",calls,\" x\",false,0,k,,T\nA\\,\"q\"\"}\",family,,,,k,back,\n"},
       {"payments.csv", "id,payer,payee,amount,purpose\np,A\\,node,0.07,\"say \"\"hi\"\"\"\n"}}).after;
  ASSERT_EQ(original.ties().size(), 2u);
  const auto back = back_from("dot", written("dot", original));
  EXPECT_EQ(back.rejected(), 0u) << back.reason();
  expect_same_graph(original, back.after);
}

TEST(WrittenDot, Is_a_graph_of_plain_lines_only_where_every_tie_is_undirected) {
  EXPECT_THAT(written("dot", import_text("g.dot", "graph { a -- b }").after).bytes, HasSubstr("\"a\" -- \"b\""));
  const auto mixed = written("dot", import_tables({{"ties.csv", "source,target,directed\na,b,false\nb,a,\n"}}).after).bytes;
  EXPECT_THAT(mixed, HasSubstr("digraph {"));
  EXPECT_THAT(mixed, HasSubstr(", dir=none]"));
}

TEST(WrittenDot, Protected_people_stand_under_their_pseudonyms) {
  const auto snapshot = import_tables({{"entities.csv", "id,name,aliases,protected\nA,Ann Bo,Annie,yes\n"}}).after;
  const auto file = written("dot", snapshot, model::Reveal::Pseudonyms);
  EXPECT_EQ(file.bytes.find("Ann"), std::string::npos);
  EXPECT_THAT(file.bytes, HasSubstr("label=\"V-01\""));
  EXPECT_THAT(file.losses, Contains(HasSubstr("1 protected people")));
}

TEST(WrittenPajek, Names_relations_values_and_ids_come_back) {
  const auto original = import_tables({{"entities.csv", "id,kind,name\nP1,person,\"Ann \"\"B\"\" \\x\"\nP2,,\n"},
                                       {"ties.csv", "id,source,target,type,directed,weight,label\nT1,P1,P2,employs,,2.5,\"a \"\"b\"\"\"\nT2,P2,P1,calls,false,x,\n"},
                                       {"payments.csv", "payer,payee,amount,class\nP1,P2,70.00,salary\n"}}).after;
  const auto file = written("pajek", original);
  const auto back = back_from("pajek", file);
  EXPECT_EQ(people_of(back.after), people_of(original));
  EXPECT_THAT(ties_of(back.after), ElementsAre("P1>P2:2.5", "P2-P1", "P1>P2:70"));
  const auto ties = back.after.ties().rows();
  EXPECT_EQ(ties[0].type, model::TieType::Employs);
  EXPECT_EQ(ties[0].key, "T1");
  EXPECT_EQ(attribute(ties[0].attributes, "label"), "a \"b\"");
  EXPECT_EQ(ties[1].type, model::TieType::Calls);
  EXPECT_EQ(attribute(ties[2].attributes, "type"), "payment salary");
  EXPECT_THAT(file.losses, ElementsAre("Of the entities these are left out: kind (1).", "Of the ties and payments these are left out: weight (1)."));
}

TEST(WrittenPajek, Two_modes_and_line_breaks_are_told) {
  const auto modes = import_text("g.net", "*Vertices 3 1\n*Edges\n1 2\n").after;
  EXPECT_THAT(written("pajek", modes).bytes, HasSubstr("*Vertices 3 1\n"));
  EXPECT_THAT(ties_of(back_from("pajek", written("pajek", modes)).after), ElementsAre("1-2"));
  const auto broken = import_tables({{"entities.csv", "id,name\nA,\"x\ny\"\n"}}).after;
  EXPECT_THAT(written("pajek", broken).losses, Contains("1 line breaks in names and labels are blanks."));
}

TEST(WrittenDl, Types_are_matrices_and_undirected_ties_stand_in_both_directions) {
  const auto original = import_tables({{"entities.csv", "id,name\n1,\"Ann \"\"B\"\"\"\n2,Bo\n7,\n"},
                                       {"ties.csv", "source,target,type,directed,weight\n1,2,employs,,2.5\n2,7,calls,false,\n"}}).after;
  const auto file = written("dl", original);
  const auto back = back_from("dl", file);
  EXPECT_THAT(people_of(back.after), ElementsAre("1 Ann 'B'", "2 Bo", "3 7"));
  EXPECT_THAT(ties_of(back.after), ElementsAre("1>2:2.5", "2>3", "3>2"));
  EXPECT_EQ(back.after.ties().rows()[2].type, model::TieType::Calls);
  EXPECT_THAT(file.losses, ElementsAre("1 undirected ties are written in both directions, as the format has no other way.",
                                       "2 double quotes in labels are single quotes."));
}

TEST(WrittenDl, Two_modes_stay_two_modes) {
  const auto original = import_text("g.dl", "dl nr=1 nc=2\nrow labels:\na\ncolumn labels:\nx y\ndata:\n1 4\n").after;
  const auto back = back_from("dl", written("dl", original));
  EXPECT_EQ(people_of(back.after), people_of(original));
  EXPECT_THAT(ties_of(back.after), ElementsAre("1-2:1", "1-3:4"));
}

TEST(WrittenCsv, Every_column_of_ties_and_payments_goes_along_unchanged_and_the_rest_is_counted) {
  const auto original = import_tables({{"entities.csv", "id,kind,name\nA,person,=1+1\nB,,\nC,,alone\n"},
                                       {"ties.csv", "source,target,type,notes,weight\nA,B,calls,\"=cmd|' /C calc'!A0\",2.5\n"},
                                       {"payments.csv", "id,payer,payee,amount,class\np,B,A,0.07,salary\n"}}).after;
  const auto file = written("csv", original);
  EXPECT_THAT(file.bytes, HasSubstr("source,target,type,id,"));
  EXPECT_THAT(file.bytes, HasSubstr("=cmd|' /C calc'!A0"));
  EXPECT_THAT(file.bytes, HasSubstr("B,A,payment,p,"));
  EXPECT_THAT(file.losses, ElementsAre("1 entities without ties or payments are left out.", "Of the entities these are left out: id (1), kind (1), name (2)."));
  const auto back = back_from("csv", file);
  EXPECT_THAT(ties_of(back.after), ElementsAre("A>B:2.5", "B>A"));
  EXPECT_EQ(back.after.ties().rows()[0].notes, "=cmd|' /C calc'!A0");
  EXPECT_EQ(attribute(back.after.ties().rows()[1].attributes, "class"), "salary");
}

} // namespace
} // namespace cuibono::ingest
