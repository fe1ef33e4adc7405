// `structure` and `groups` from the command line.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "run.h"

namespace cuibono::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

// M stands between A, B and the victim W, whose key is a name; dated ties, one without an exhibit.
std::string small_case(const Folder& folder) {
  const auto tables = folder.path() / "small";
  std::filesystem::create_directories(tables);
  const auto write = [&](const char* name, const std::string& text) { std::ofstream(tables / name) << text; };
  write("entities.csv", "id,kind,name,protected\nM,person,Mo,no\nA,person,Al,no\nB,person,Bo,no\nPetronella,person,Petronella,yes\n");
  write("exhibits.csv", "id,title,lineage,scheme,reliability,credibility\nX1,Letter,L,admiralty,A,1\n");
  write("ties.csv", "type,source,target,from,exhibits\ncalls,M,A,2031-01-01,X1\ncalls,M,B,2030-01-01,X1\nfamily,M,Petronella,,\n");
  return make_case(folder, tables);
}

Json structure_of(const std::string& path, const std::vector<std::string>& more = {}) {
  std::vector<std::string> arguments{"structure", path, "--json"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const auto ran = run_command(arguments);
  EXPECT_EQ(ran.code, 0) << ran.err;
  return ran.json();
}

TEST(StructureCommand, Keeps_the_shape_that_others_rely_on) {
  const Folder folder;
  const auto found = structure_of(small_case(folder));
  for (const char* key : {"nodes", "edges", "density", "degree_centralisation", "connectedness", "hierarchy", "efficiency", "lub", "modularity", "communities",
                          "core_periphery", "measures", "organised"})
    EXPECT_TRUE(found.contains(key)) << key;
  for (const char* key : {"degree", "betweenness", "closeness", "eigenvector", "pagerank", "constraint", "effective_size", "k_core", "community"})
    EXPECT_TRUE(found["measures"]["M"].contains(key)) << key;
  EXPECT_EQ(found["measures"]["M"]["betweenness"], 3); // the pairs of three others
  EXPECT_EQ(found["measures"]["M"]["degree"], 3);
}

TEST(StructureCommand, Ranks_with_intervals_and_ranks_no_victim) {
  const Folder folder;
  const auto found = structure_of(small_case(folder));
  const auto& ranks = found["ranks"]["betweenness"];
  EXPECT_EQ(ranks["draws"], 200);
  EXPECT_EQ(ranks["nodes"]["M"]["rank"], 1);
  EXPECT_EQ(ranks["nodes"].size(), 3u);
  EXPECT_EQ(found["not_ranked"].size(), 1u);
  EXPECT_THAT(found.dump(), Not(HasSubstr("Petronella")));
  const auto text = run_command({"structure", folder / "case.cuibono"});
  EXPECT_THAT(text.out, HasSubstr("not ranked"));
  EXPECT_THAT(text.out, HasSubstr("Who best connects the others?"));
  EXPECT_THAT(text.out, Not(HasSubstr("Petronella")));
}

TEST(StructureCommand, Prints_no_rank_without_its_interval) {
  const Folder folder;
  const auto path = small_case(folder);
  EXPECT_TRUE(structure_of(path, {"--draws", "0"})["ranks"].empty());
  EXPECT_THAT(run_command({"structure", path, "--draws", "0"}).out, Not(HasSubstr("(1-")));
  EXPECT_THAT(run_command({"structure", path, "--draws", "0", "--csv"}).out, Not(HasSubstr("_rank")));
}

TEST(StructureCommand, Looks_at_a_window_and_says_what_it_left_out) {
  const Folder folder;
  const auto path = small_case(folder);
  const auto found = structure_of(path, {"--from", "2030-06", "--to", "2031"});
  EXPECT_EQ(found["edges"], 2);
  EXPECT_EQ(found["left_out"], (Json{{"outside", 1}, {"undated", 1}, {"unsupported", 0}, {"no_amount", 0}}));
  EXPECT_THAT(run_command({"structure", path, "--from", "2031"}).err, HasSubstr("outside the window"));
}

TEST(StructureCommand, Refuses_a_date_that_is_none_and_a_window_that_ends_before_it_begins) {
  const Folder folder;
  const auto path = small_case(folder);
  EXPECT_EQ(run_command({"structure", path, "--from", "soon"}).code, 2);
  EXPECT_EQ(run_command({"structure", path, "--from", "2032", "--to", "2031"}).code, 2);
}

TEST(StructureCommand, Computes_each_measure_that_it_explains) {
  const Folder folder;
  const auto path = small_case(folder);
  const auto explained = run_command({"structure", path, "--explain", "--json"}).json();
  EXPECT_GE(explained.size(), 24u);
  for (const auto& measure : explained) {
    const auto name = measure["measure"].get<std::string>();
    const auto found = structure_of(path, {"--measures", name, "--directed", "--weight", "evidence"});
    const bool of_nodes = found["measures"]["M"].contains(name);
    EXPECT_TRUE(of_nodes || !found[name == "bridge" ? "bridges" : name].is_null()) << name;
  }
}

TEST(StructureCommand, Prints_a_table_of_csv_with_ranks) {
  const Folder folder;
  const auto ran = run_command({"structure", small_case(folder), "--csv", "--measures", "degree"});
  EXPECT_THAT(ran.out, HasSubstr("id,name,degree,degree_rank,degree_p05,degree_p50,degree_p95,community,component\nM,Mo,3,1,"));
}

TEST(GroupsCommand, Prints_groups_under_pseudonyms) {
  const Folder folder;
  const auto path = small_case(folder);
  const auto found = run_command({"groups", path, "--json"}).json();
  EXPECT_EQ(found["equivalent"]["groups"][0].size(), 3u); // all that M is tied to
  EXPECT_TRUE(found["clique"]["complete"]);
  EXPECT_THAT(found.dump() + run_command({"groups", path}).out + run_command({"groups", path, "--csv"}).out, Not(HasSubstr("Petronella")));
}

} // namespace
} // namespace cuibono::cli
