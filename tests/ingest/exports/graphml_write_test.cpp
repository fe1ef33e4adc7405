#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/exports/round_trip.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using ::testing::HasSubstr;

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
