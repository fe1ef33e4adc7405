#pragma once
// What the columns of a sheet seem to hold, each guess with the counts that it rests on. Nothing is guessed that the values
// leave open: that is said instead.

#include <cstdint>
#include <string>
#include <vector>

#include "base/names.h"
#include "ingest/draft.h"
#include "ingest/mapping/values.h"

namespace cuibono::ingest {

/// Code: digits that are no quantity, such as accounts and phones. Words: few different values, often repeated.
enum class ColumnType { Empty, Date, Amount, Number, Code, Words, Text };

struct ColumnGuess {
  std::string name;
  ColumnType type = ColumnType::Empty;
  DateOrder date_order = DateOrder::Unknown; ///< of Date, where its values need one and say which
  char decimal = 0;                          ///< of Amount and Number, the same
  bool is_open = false;                      ///< the values can be read in two ways: the mapping must say which
  std::string evidence;                      ///< a clause: "day-first: 14 of 250 values have a first number above 12 and none a second"
  std::uint64_t filled = 0;                  ///< cells that are not empty
  std::string example;                       ///< the first of them; may be somebody's name
};

/// One for each column, from at most the first 50,000 rows.
std::vector<ColumnGuess> guess_columns(const DraftTable& sheet);

} // namespace cuibono::ingest

template <> struct cuibono::base::Names<cuibono::ingest::ColumnType> {
  static constexpr std::array<std::string_view, 7> kNames{"empty", "date", "amount", "number", "code", "words", "text"};
};
