#include "ingest/graphs/gml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/import_helpers.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using ::testing::HasSubstr;

Imported import_gml(const std::string& text) { return import_text("g.gml", text); }

base::Error failure(const std::string& text) {
  const Folder folder;
  const auto draft = read(folder.file("g.gml", text));
  EXPECT_FALSE(draft) << text;
  return draft ? base::Error{} : draft.error();
}

TEST(Gml, Keys_of_nodes_and_edges_become_attributes) {
  const auto imported = import_gml("Creator \"x\"\n# a comment with [ and \"\ngraph [ directed 1\n node [ id 1 label \"Ada\" a [ b 1 c [ d \"x\" ] ] c 5.6 d -Inf ]\n"
                                   " node [ id 2 a 1 a 2 graphics [ x 0 y 0 ] ]\n edge [ source 1 target 2 label \"owes\" weight -3.779e+2 type \"calls\" ] ]");
  EXPECT_EQ(imported.rejected(), 0u) << imported.reason();
  const auto people = imported.after.entities().rows();
  ASSERT_EQ(people.size(), 2u);
  EXPECT_EQ(people[0].key, "1");
  EXPECT_EQ(people[0].name, "Ada");
  EXPECT_EQ(people[0].attributes, (model::Attributes{{"a.b", "1"}, {"a.c.d", "x"}, {"c", "5.6"}, {"d", "-Inf"}}));
  EXPECT_EQ(people[1].attributes, (model::Attributes{{"a", "1;2"}}));
  const auto& tie = imported.after.ties().rows()[0];
  EXPECT_EQ(tie.type, model::TieType::Calls);
  EXPECT_EQ(tie.attributes, (model::Attributes{{"label", "owes"}, {"weight", "-3.779e+2"}}));
  EXPECT_TRUE(imported.remarked("1 drawings"));
}

TEST(Gml, A_graph_that_does_not_say_so_is_undirected) {
  EXPECT_EQ(import_gml("graph [ node [ id 1 ] edge [ source 1 target 1 ] ]").after.ties().rows()[0].attributes, (model::Attributes{{"directed", "false"}}));
}

TEST(Gml, Entities_of_html_letters_beyond_ascii_and_emoji_are_text) {
  const auto name = [](const std::string& label) { return import_gml("graph [ node [ id 1 label \"" + label + "\" ] ]").after.entities().rows()[0].name; };
  EXPECT_EQ(name("Tom &amp; Jerry&apos;s &quot;x&quot;"), "Tom & Jerry's \"x\"");
  EXPECT_EQ(name("&eacute;&#233;&#xE9;&#x1F600;"), "\xC3\xA9\xC3\xA9\xC3\xA9\xF0\x9F\x98\x80");
  EXPECT_EQ(name("bar & baz &nosuch; &#xD800;"), "bar & baz &nosuch; &#xD800;");
  EXPECT_EQ(name("\xE2\x9C\x85"), "\xE2\x9C\x85");
  EXPECT_EQ(name("caf\xE9"), "caf\xC3\xA9"); // ISO 8859-1
}

TEST(Gml, An_id_may_be_a_word_without_quotes) {
  const auto imported = import_gml("graph [ node [ id A ] node [ id \"B C\" ] edge [ source A target \"B C\" ] ]");
  EXPECT_EQ(imported.after.ties().size(), 1u);
  EXPECT_EQ(imported.after.entities().rows()[1].name, "B C");
}

TEST(Gml, A_node_without_id_is_given_one) {
  const auto imported = import_gml("graph [ node [ ] node [ id \"node-1\" ] node [ x 1 ] ]");
  EXPECT_EQ(imported.rejected(), 0u);
  ASSERT_EQ(imported.after.entities().size(), 3u);
  EXPECT_EQ(imported.after.entities().rows()[0].key, "node-2");
  EXPECT_TRUE(imported.remarked("2 nodes have no id"));
}

TEST(Gml, An_edge_before_its_nodes_finds_them_and_one_to_none_is_rejected) {
  const auto imported = import_gml("graph [ edge [ source 1 target 2 ] edge [ source 1 target 9 ] node [ id 1 ] node [ id 2 ] ]");
  EXPECT_EQ(imported.after.ties().size(), 1u);
  EXPECT_EQ(imported.reason(), "the edge names node `9`, which the file does not declare");
}

TEST(Gml, A_second_graph_is_left_out_with_a_remark) {
  const auto imported = import_gml("graph [ node [ id 1 ] ]\ngraph [ node [ id 2 ] ]");
  EXPECT_EQ(imported.after.entities().size(), 1u);
  EXPECT_TRUE(imported.remarked("the first of 2 graphs"));
}

TEST(Gml, What_is_not_gml_is_refused_with_its_line) {
  EXPECT_THAT(failure("graph [\nnode [ id 1\n").where, HasSubstr("line 3"));
  EXPECT_THAT(failure("graph [\nnode [ id 1 x ] ] ]").what, HasSubstr("the value of `x`"));
  EXPECT_THAT(failure("graph [ ]\n]").where, HasSubstr("line 2"));
  EXPECT_THAT(failure("graph [\n\nnode [ id \"1 ] ]").where, HasSubstr("line 3"));
  EXPECT_THAT(failure("graph [\nedge [ source 1 source 2 ] ]").what, HasSubstr("source stands twice"));
  EXPECT_THAT(failure("graph [ node [ id 12x ] ]").what, HasSubstr("the value of `id`"));
  EXPECT_THAT(failure("Version 1\n").what, HasSubstr("no graph"));
}

TEST(Gml, Depth_is_bounded) {
  std::string deep = "graph [ node [ id 1 ";
  for (int i = 0; i < 100'000; ++i) deep += "a [ ";
  EXPECT_THAT(failure(deep).what, HasSubstr("more than 64 deep"));
}

TEST(GmlKey, Any_name_has_a_key_and_the_key_gives_it_back) {
  EXPECT_EQ(gml_key("birth_date"), "birth_date");
  EXPECT_EQ(gml_key("attribute:x"), "attribute_x003A_x");
  EXPECT_EQ(gml_key("id"), "_x0069_d");
  for (const auto* name : {"a", "7", "_", "h\xC3\xB6he", "role_x", "_x0041_", "x_x00", "label", "source name", "attribute:", ""})
    EXPECT_EQ(name_of_gml_key(gml_key(name)), name);
  EXPECT_EQ(name_of_gml_key("_x00FF_"), "_x00FF_"); // no text of its own
}

} // namespace
} // namespace cuibono::ingest
