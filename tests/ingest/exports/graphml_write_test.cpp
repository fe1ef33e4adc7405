#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/exports/round_trip.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using ::testing::HasSubstr;

TEST(WrittenGraphml, Both_demonstration_cases_come_back_with_every_entity_role_tie_and_payment) {
  for (const auto* name : {"meridian-star", "larkfield"}) {
    const auto original = demonstration_case(name);
    const auto back = read_back("graphml", written("graphml", original));
    EXPECT_EQ(back.rejected(), 0u) << back.reason();
    expect_same_graph(original, back.after);
  }
}

// A name, a value or an attribute that a format could bend.
TEST(WrittenGraphml, What_xml_would_bend_comes_back_as_it_was) {
  const auto original = import_tables(
      {{"entities.csv", "id,kind,name,aliases,notes,phone,attribute:kind,label,role_x,protected\n"
                        "A,person,\"<b>&amp; \"\"Ada\"\"\",\"+66 81;a\\;b;c:\\dir\\\",\" two\nlines\t \", +6681 ,odd,lbl,x,yes\nB,,\xE4\xBD\xA0\xF0\x9F\x98\x80,,,,,,,\n"},
       {"roles.csv", "entity,role,label,exhibits,locator,shoe\nA,other,bottom,E1,p 1,4\nA,guard,,E1;E2,a;b\\;c,\nB,other,guard,,,\n"},
       {"ties.csv", "source,target,type,notes,directed,weight,Weight,table\nA,B,calls,\" x\",false,0,1,T\nB,A,family,,,,,\n"},
       {"payments.csv", "id,payer,payee,amount,purpose,exhibits,locator,weight\np,A,B,0.07,\"say \"\"hi\"\"\",E1;E2,r1;r2,007\n"}}).after;
  ASSERT_EQ(original.roles().size(), 3u);
  const auto back = read_back("graphml", written("graphml", original));
  EXPECT_EQ(back.rejected(), 0u) << back.reason();
  expect_same_graph(original, back.after);
}

TEST(WrittenGraphml, Names_what_it_does_not_hold) {
  const auto losses = written("graphml", demonstration_case("meridian-star")).losses;
  EXPECT_THAT(losses, ::testing::ElementsAre(
      "6 settings of the case, such as its title and currency, are left out.",
      "16 exhibits stand by their ids alone: titles, grades, lineages and custody are left out.", "1 rows of proceeds are left out.",
      "168 rows of wages are left out.", "12 rows of debts are left out.", "125 rows of elements are left out.",
      "72 rows of indicators are left out.", "4 rows of charges are left out.", "3 rows of assets are left out."));
}

TEST(WrittenGraphml, Control_characters_are_replaced_and_counted) {
  const auto original = import_tables({{"entities.csv", "id,notes\nA,x\x01y\x02\n"}}).after;
  const auto file = written("graphml", original);
  EXPECT_THAT(file.losses, ::testing::Contains(HasSubstr("2 control characters")));
  EXPECT_EQ(read_back("graphml", file).after.entities().rows()[0].notes, "x\xEF\xBF\xBDy\xEF\xBF\xBD");
}

TEST(WrittenGraphml, Numbers_are_keys_of_numbers_for_other_programs) {
  const auto text = written("graphml", import_tables({{"ties.csv", "source,target,weight,zip\nA,B,2.5,007\n"}}).after).bytes;
  EXPECT_THAT(text, HasSubstr("attr.name=\"weight\" attr.type=\"double\""));
  EXPECT_THAT(text, HasSubstr("attr.name=\"zip\" attr.type=\"string\""));
}

} // namespace
} // namespace cuibono::ingest
