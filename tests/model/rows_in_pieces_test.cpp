// Rows in pieces against std::vector: the same operations must leave the same rows, and copies must stay as they were.

#include "model/rows_in_pieces.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <ranges>
#include <string>
#include <vector>

namespace cuibono::model {
namespace {

using Pieces = Rows<std::string>;
static_assert(std::ranges::random_access_range<const Pieces>);

bool same(const Pieces& pieces, const std::vector<std::string>& rows) {
  return std::equal(pieces.begin(), pieces.end(), rows.begin(), rows.end());
}

/// Both containers, which take the same random step each time.
struct Pair {
  Pieces pieces;
  std::vector<std::string> rows;

  void step(std::mt19937& random) {
    const auto row = std::to_string(random());
    const auto kind = random() % 10;
    const auto at = rows.empty() ? 0 : random() % rows.size();
    const auto place = rows.begin() + static_cast<std::ptrdiff_t>(at);
    if (kind < 5 || rows.empty()) pieces.push_back(row), rows.push_back(row);
    else if (kind < 6) pieces.replace(at, row), *place = row;
    else if (kind < 8) pieces.insert(at, row), rows.insert(place, row);
    else pieces.erase(at), rows.erase(place);
  }
};

TEST(RowsInPieces, Random_steps_leave_what_they_leave_in_a_vector) {
  std::mt19937 random(11);
  Pair now, before;
  for (int i = 0; i < 12'000; ++i) {
    now.step(random);
    if (i % 701 == 0) {
      ASSERT_TRUE(same(before.pieces, before.rows)) << "a copy changed with its original, step " << i;
      before = now;
    }
    if (i % 53 == 0) {
      ASSERT_TRUE(same(now.pieces, now.rows)) << "step " << i;
    }
  }
  ASSERT_GT(now.rows.size(), 4 * Pieces::kPiece) << "too few rows to be in several pieces";
  while (!now.rows.empty()) {
    const auto at = random() % now.rows.size();
    now.pieces.erase(at), now.rows.erase(now.rows.begin() + static_cast<std::ptrdiff_t>(at));
    if (now.rows.size() % 97 == 0) {
      ASSERT_TRUE(same(now.pieces, now.rows)) << now.rows.size() << " rows left";
    }
  }
  EXPECT_TRUE(now.pieces.empty());
}

TEST(RowsInPieces, A_copy_shares_every_row_but_the_one_that_changes) {
  Pieces rows;
  for (std::size_t i = 0; i < 3 * Pieces::kPiece; ++i) rows.push_back(std::to_string(i));
  auto copy = rows;
  copy.replace(Pieces::kPiece, std::string("changed"));
  EXPECT_EQ(&rows[0], &copy[0]);
  EXPECT_NE(&rows[Pieces::kPiece], &copy[Pieces::kPiece]);
  EXPECT_EQ(&rows[Pieces::kPiece + 1], &copy[Pieces::kPiece + 1]);
  EXPECT_EQ(rows[Pieces::kPiece], std::to_string(Pieces::kPiece));
}

TEST(Held, A_copy_is_the_same_row_until_one_of_them_changes_it) {
  Held<std::string> one = std::string("said");
  auto other = one;
  EXPECT_EQ(&*one, &*other);
  other.own() += " otherwise";
  EXPECT_EQ(*one, "said");
  EXPECT_EQ(*other, "said otherwise");
  const auto* only = &*other;
  other.own() += " again";
  EXPECT_EQ(&*other, only) << "nobody else has it, so that it need not be copied";
}

TEST(Held, Nothing_equals_nothing_alone) {
  Held<std::string> nothing, empty = std::string();
  EXPECT_FALSE(nothing);
  EXPECT_TRUE(nothing == Held<std::string>(std::nullopt));
  EXPECT_FALSE(nothing == empty);
  empty.reset();
  EXPECT_TRUE(nothing == empty);
  EXPECT_EQ(nothing.emplace(), "");
}

} // namespace
} // namespace cuibono::model
