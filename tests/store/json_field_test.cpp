// The list columns: what write_json writes comes back, however plain or odd, and damage is refused.

#include "store/json_field.h"

#include <gtest/gtest.h>

#include <string>

namespace cuibono::store {
namespace {

TEST(ListColumns, Citations_come_back_as_they_went_in) {
  const model::Citations citations{{{1}, "p. 3"}, {{4000000000}, ""}, {{7}, "say \"so\" \\ tab\t"}, {{2}, "\u0e2b\u0e19\u0e49\u0e32 4, \u00e9"}};
  for (std::size_t most = 1; most <= citations.size(); ++most) {
    const model::Citations written(citations.begin(), citations.begin() + static_cast<std::ptrdiff_t>(most));
    std::string text;
    write_json(text, written);
    model::Citations read;
    EXPECT_TRUE(parse_list(text, read)) << text;
    EXPECT_EQ(read, written) << text;
  }
}

TEST(ListColumns, Citations_written_with_other_spacing_or_escapes_are_read) {
  model::Citations read;
  ASSERT_TRUE(parse_list(R"([ [1, "row \u0031"] , [ 2,"x" ] ])", read));
  EXPECT_EQ(read, (model::Citations{{{1}, "row 1"}, {{2}, "x"}}));
}

TEST(ListColumns, Damaged_citations_are_refused) {
  for (const std::string text : {"[", "[[1,\"x\"]", "[[1,\"x\"]]]", "[[1,\"x]]", "[[-1,\"x\"]]", "[[4294967296,\"x\"]]", "[[1]]", "[[\"1\",\"x\"]]",
                                 "[[1,\"a\nb\"]]", "[[1,\"\xff\"]]", "[[1,\"x\"],]", "[[1,\"x\"]] "}) {
    model::Citations read;
    const bool whole = parse_list(text, read);
    EXPECT_EQ(whole, text.ends_with("]] ")) << text; // white space behind a document is no damage
  }
}

} // namespace
} // namespace cuibono::store
