#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "run.h"

namespace cuibono::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// A manages M; M and B call each other; A harbours V, whom B threatens; nobody is tied to Z.
class Paths : public ::testing::Test {
 protected:
  Paths() {
    std::filesystem::create_directory(folder_ / "tables");
    write("entities.csv",
          "id,kind,name,protected\nA,person,Name A,\nB,person,Name B,\nM,person,Name M,\nV1,person,Secret "
          "Name,1\nZ,person,Name Z,\n");
    write("exhibits.csv", "id,title,scheme,reliability,credibility\nE1,Ledger,admiralty,A,1\nE2,Phone,admiralty,B,2\n");
    write("ties.csv",
          "type,source,target,from,exhibits\nmanages,A,M,2031-01-05,E1\ncalls,B,M,2031-02-01,E2\nharbours,A,V1,,"
          "E1\nthreatens,B,V1,,\n");
    case_ = make_case(folder_, folder_ / "tables");
  }
  void write(const std::string& name, const std::string& text) {
    std::ofstream(std::filesystem::path(folder_ / "tables") / name) << text;
  }
  Ran path(std::vector<std::string> more) {
    more.insert(more.begin(), {"path", case_});
    return run_command(more);
  }

  Folder folder_;
  std::string case_;
};

TEST_F(Paths, The_shortest_is_told_in_words_with_exhibits_and_the_rest_is_counted) {
  const auto ran = path({"A", "B"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("Name A manages Name M (2031-01-05, E1, 90.0 %)"));
  EXPECT_THAT(ran.out, HasSubstr("Name M is called by Name B (2031-02-01, E2, 52.5 %)  <- weakest step"));
  EXPECT_THAT(ran.out, HasSubstr("probability 47.2 %")) << ".9 * .525";
  EXPECT_THAT(ran.out, HasSubstr("... and 1 more: --all lists them"));
  EXPECT_THAT(ran.out, HasSubstr("as if their evidence were independent"));
}

TEST_F(Paths, Json_has_each_fact_with_its_direction_and_victims_under_pseudonyms) {
  const auto document = path({"A", "B", "--all", "--json"}).json();
  EXPECT_EQ(document["count"], 2);
  ASSERT_EQ(document["paths"].size(), 2u);
  const auto& fact = document["paths"][0]["steps"][1]["facts"][0];
  EXPECT_EQ(fact["type"], "calls");
  EXPECT_EQ(fact["direction"], "backward");
  EXPECT_EQ(fact["exhibits"][0], "E2");
  EXPECT_EQ(document["paths"][1]["steps"][0]["to_name"], "V-01");
  EXPECT_TRUE(document["paths"][1]["steps"][1]["facts"][0]["probability"].is_null()) << "no exhibit";
  EXPECT_THAT(document.dump(), Not(HasSubstr("Secret")));
  EXPECT_EQ(path({"A", "B", "--all", "--without-victims", "--json"}).json()["count"], 1);
}

TEST_F(Paths, In_order_of_time_and_along_directions) {
  const auto document = path({"A", "B", "--time-ordered", "--json"}).json();
  ASSERT_EQ(document["paths"].size(), 1u);
  EXPECT_EQ(document["paths"][0]["arrival"], "2031-02-01");
  EXPECT_EQ(document["left_out"]["undated"], 2);
  EXPECT_THAT(path({"A", "B", "--directed"}).out, HasSubstr("There is no path."));
}

TEST_F(Paths, No_path_is_an_answer_with_what_was_left_out) {
  const auto ran = path({"A", "B", "--layer", "money"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, HasSubstr("There is no path."));
  EXPECT_THAT(ran.out, HasSubstr("Left out: 4 ties and payments of other layers."));
  EXPECT_THAT(ran.out, HasSubstr("There is one of 2 steps when"));
  EXPECT_THAT(path({"A", "Z"}).out, HasSubstr("Nor is there one"));
}

TEST_F(Paths, What_does_not_go_together_is_refused) {
  for (const auto& more : std::vector<std::vector<std::string>>{{"--max-gap", "3"},
                                                                {"--simple", "--k", "2"},
                                                                {"--time-ordered", "--weight", "evidence"},
                                                                {"--from", "soon"}}) {
    auto arguments = more;
    arguments.insert(arguments.begin(), {"A", "B"});
    EXPECT_EQ(path(arguments).code, 2) << more[0];
  }
  EXPECT_EQ(path({"A", "nobody"}).code, 2);
}

TEST_F(Paths, Simple_and_k_shortest_and_csv) {
  EXPECT_EQ(path({"A", "B", "--simple", "--max-length", "2", "--json"}).json()["count"], 2);
  EXPECT_EQ(path({"A", "B", "--k", "1", "--json"}).json()["more_than_count"], true);
  EXPECT_THAT(path({"A", "B", "--csv"}).out, HasSubstr("1,1,A,Name A,manages,M,Name M,2031-01-05,E1,0.9\n"));
}

TEST_F(Paths, Change_and_leads_answer_on_the_same_case) {
  const auto change = run_command({"change", case_, "--from", "2031-01", "--to", "2031-02", "--json"});
  EXPECT_EQ(change.code, 0) << change.err;
  EXPECT_EQ(change.json()["layers"]["social"]["appeared"], 1);
  EXPECT_EQ(change.json()["left_out"]["from"]["undated_in_both"], 2);
  EXPECT_EQ(run_command({"change", case_, "--from", "2032", "--to", "2031"}).code, 2);
  const auto leads = run_command({"leads", case_, "--json"});
  ASSERT_EQ(leads.code, 0) << leads.err;
  EXPECT_EQ(leads.json()["layer"], "leads");
  ASSERT_EQ(leads.json()["leads"].size(), 1u) << "A with B; M with V1 has a victim in it";
  EXPECT_EQ(leads.json()["leads"][0]["a"], "A");
  EXPECT_THAT(leads.out, Not(HasSubstr("Secret")));
  const auto text = run_command({"leads", case_}).out;
  EXPECT_THAT(text, HasSubstr("Leads to check, not ties"));
}

} // namespace
} // namespace cuibono::cli
