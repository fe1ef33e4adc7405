#include "ingest/exports/graph_of_case.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/import_helpers.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Not;

// The graph of a case under one reveal, its parts kept alive.
struct Graph {
  explicit Graph(const model::CaseSnapshot& snapshot, model::Reveal reveal = model::Reveal::Revealed, Masking mask = {})
      : names(std::make_shared<const model::CaseSnapshot>(snapshot), reveal), what{snapshot, names, std::move(mask)}, graph(what) {}

  std::string node(std::size_t i, std::string_view column) const { return at(graph.node_columns(), graph.node(i), column); }
  std::string edge(std::size_t i, std::string_view column) const { return at(graph.edge_columns(), graph.edge(i).cells, column); }
  static std::string at(const std::vector<std::string>& columns, const std::vector<std::string>& cells, std::string_view column) {
    EXPECT_EQ(columns.size(), cells.size());
    const auto found = std::ranges::find(columns, column);
    return found == columns.end() ? "(no such column)" : cells[static_cast<std::size_t>(found - columns.begin())];
  }

  model::Names names;
  CaseToWrite what;
  GraphOfCase graph;
};

model::CaseSnapshot small_case() {
  return import_tables({{"entities.csv", "id,kind,name,height\nA,person,Ada,180\nB,company,Bo Ltd,\n"},
                        {"roles.csv", "entity,role,label,from,exhibits\nA,broker,,2031,E1;E2\nB,employer,,,\nA,other,bottom,,\n"},
                        {"exhibits.csv", "id,title\nE1,One\nE2,Two\n"},
                        {"ties.csv", "id,type,source,target,share,exhibits,locator,purpose,directed\nt1,owns,A,B,0.5,E1,p 3,why,false\n"},
                        {"payments.csv", "id,date,payer,payee,amount,class,purpose,source\np1,2031-02-03,B,A,12.50,salary,pay,odd\n"}})
      .after;
}

TEST(GraphOfCase, Entities_are_nodes_with_their_columns) {
  const auto snapshot = small_case();
  const Graph shown(snapshot);
  ASSERT_EQ(shown.graph.nodes(), 2u);
  EXPECT_EQ(shown.graph.node_columns()[GraphOfCase::kNodeId], "id");
  EXPECT_EQ(shown.node(0, "id"), "A");
  EXPECT_EQ(shown.node(0, "table"), "entities");
  EXPECT_EQ(shown.node(1, "kind"), "company");
  EXPECT_EQ(shown.node(0, "height"), "180");
  EXPECT_EQ(shown.graph.node_label(1), "Bo Ltd");
}

TEST(GraphOfCase, Roles_stand_beside_each_other_with_one_part_a_role) {
  const auto snapshot = small_case();
  const Graph shown(snapshot);
  EXPECT_EQ(shown.node(0, "role"), "broker;bottom");
  EXPECT_EQ(shown.node(0, "role_from"), "2031;");
  EXPECT_EQ(shown.node(0, "role_exhibits"), "E1\\;E2;");
  EXPECT_EQ(shown.node(1, "role"), "employer");
  EXPECT_EQ(shown.node(1, "role_exhibits"), "");
}

TEST(GraphOfCase, Ties_and_payments_are_edges_that_say_which_they_are) {
  const auto snapshot = small_case();
  const Graph shown(snapshot);
  ASSERT_EQ(shown.graph.edges(), 2u);
  EXPECT_EQ(shown.edge(0, "table"), "ties");
  EXPECT_EQ(shown.edge(0, "share"), "0.5");
  EXPECT_EQ(shown.edge(0, "locator"), "p 3");
  EXPECT_EQ(shown.edge(0, "purpose"), "why"); // an attribute of the tie
  EXPECT_FALSE(shown.graph.edge(0).directed);
  EXPECT_EQ(shown.edge(1, "table"), "payments");
  EXPECT_EQ(shown.edge(1, "source"), "B");
  EXPECT_EQ(shown.edge(1, "target"), "A");
  EXPECT_EQ(shown.edge(1, "amount"), "12.50");
  EXPECT_EQ(shown.edge(1, "purpose"), "pay");
  EXPECT_EQ(shown.edge(1, "attribute:source"), "odd");
  EXPECT_EQ(shown.graph.edge(1).source, 1u);
  EXPECT_EQ(shown.graph.edge(1).target, 0u);
  EXPECT_EQ(shown.graph.edge_label(1), "salary");
}

TEST(GraphOfCase, Columns_are_distinct_whatever_attributes_are_called) {
  const auto snapshot = import_tables({{"entities.csv", "id,attribute:table,attribute:role_from,attribute:role\nA,x,y,z\n"},
                                       {"ties.csv", "source,target,weight,table\nA,A,1,t\n"},
                                       {"payments.csv", "payer,payee,amount,Weight,attribute:amount\nA,A,1,2,3\n"}}).after;
  const Graph shown(snapshot);
  EXPECT_EQ(shown.node(0, "attribute:table"), "x");
  EXPECT_EQ(shown.node(0, "attribute:role"), "z");
  EXPECT_EQ(shown.edge(0, "attribute:table"), "t");
  EXPECT_EQ(shown.edge(0, "weight"), "1");
  EXPECT_EQ(shown.edge(1, "attribute:Weight"), "2");
  EXPECT_EQ(shown.edge(1, "attribute:amount"), "3");
}

TEST(GraphOfCase, A_hidden_victim_shows_only_her_pseudonym) {
  const auto snapshot = import_tables({{"entities.csv", "id,kind,name,aliases,birth_date,notes,height,protected\n"
                                                        "V7,person,Canary Quill,Nightingale,2013-12-12,Aged 17,secret-170,yes\n"}}).after;
  const Graph shown(snapshot, model::Reveal::Pseudonyms);
  EXPECT_EQ(shown.node(0, "name"), "V-07");
  EXPECT_EQ(shown.graph.node_label(0), "V-07");
  for (const auto* word : {"Canary", "Nightingale", "2013", "Aged", "secret"}) EXPECT_THAT(shown.graph.node(0), Each(Not(HasSubstr(word)))) << word;
  EXPECT_THAT(shown.graph.losses(), Contains(HasSubstr("1 protected people")));
}

TEST(GraphOfCase, Free_text_passes_through_the_mask_and_ids_do_not) {
  const auto snapshot = import_tables({{"entities.csv", "id,notes\nA,about Silas\n"}, {"ties.csv", "source,target,Silas\nA,A,Silas\n"}}).after;
  const Graph shown(snapshot, model::Reveal::Pseudonyms, [](std::string_view text) {
    auto out = std::string(text);
    if (const auto at = out.find("Silas"); at != out.npos) out.replace(at, 5, "V-01");
    return out;
  });
  EXPECT_EQ(shown.node(0, "notes"), "about V-01");
  EXPECT_EQ(shown.edge(0, "V-01"), "V-01");
}

TEST(GraphOfCase, Losses_count_what_a_graph_does_not_hold) {
  const auto snapshot = import_tables({{"case.csv", "key,value\ntitle,T\n"}, {"entities.csv", "id\nA\n"},
                                       {"exhibits.csv", "id\nE1\nE2\n"}, {"charges.csv", "accused,offence\nA,x\n"}}).after;
  EXPECT_THAT(Graph(snapshot).graph.losses(),
              ElementsAre("1 settings of the case, such as its title and currency, are left out.",
                          "2 exhibits stand by their ids alone: titles, grades, lineages and custody are left out.",
                          "1 rows of charges are left out."));
}

} // namespace
} // namespace cuibono::ingest
