#pragma once
// What the values of a column say of how the file writes dates and amounts: counted, so that a guess can be shown with what it
// rests on, and what the values leave open is said to be open.

#include <cstdint>
#include <string>
#include <string_view>

#include "ingest/mapping/values.h"

namespace cuibono::ingest {

class DateEvidence {
 public:
  /// Empty text is no value.
  void add(std::string_view text);

  std::uint64_t values() const { return values_; }
  std::uint64_t dates() const { return dates_; }
  /// The order all the dates that need one agree on; Unknown where none needs one, or they do not say.
  DateOrder order() const;
  /// Some date needs an order and the values do not say which.
  bool is_open() const { return needing_ > 0 && order() == DateOrder::Unknown; }
  /// "day-first: 14 of 250 values have a first number above 12 and none a second"
  std::string sentence() const;

 private:
  void add_numbers(const DateNumbers& numbers);

  std::uint64_t values_ = 0, dates_ = 0;
  std::uint64_t needing_ = 0; ///< dates of three numbers that do not begin with the year
  std::uint64_t first_above_12_ = 0, second_above_12_ = 0, first_above_31_ = 0, third_above_31_ = 0;
  std::uint64_t buddhist_ = 0, short_years_ = 0, year_first_ = 0;
};

class AmountEvidence {
 public:
  void add(std::string_view text);

  std::uint64_t values() const { return values_; }
  std::uint64_t amounts() const { return amounts_; }
  /// '.' or ',' where the values say; 0 where none has a separator, or they do not say.
  char decimal() const;
  bool is_open() const { return (points_ > 0 && commas_ > 0) || (either_ > 0 && decimal() == 0); }
  /// "decimal comma: 14 of 250 values can be read with no other"
  std::string sentence() const;

 private:
  std::uint64_t values_ = 0, amounts_ = 0, points_ = 0, commas_ = 0, either_ = 0;
};

} // namespace cuibono::ingest
