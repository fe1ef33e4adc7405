#pragma once
// Numbers of a workbook as text: without loss, and as dates and times where their format makes them such.

#include <string>
#include <string_view>

namespace cuibono::ingest {

/// What a number format shows.
enum class Shown { Number, Date, Time };

/// Of a built-in format (ECMA-376 part 1, 18.8.30; those of East Asia and Thailand too).
Shown shown_by_builtin(int format);

/// Of a format code such as `[$-41E]d mmmm yyyy` or `[h]:mm`: by the letters that stand neither in quotes nor in brackets.
Shown shown_by_code(std::string_view code);

/// `6.6812345678E10` as `66812345678`, `1234.5600000000001` as `1234.56` (a workbook holds 15 digits); the text itself where it
/// is no finite number.
std::string number_text(std::string_view value);

/// A serial day as `2024-12-31`, with a time of day as `2024-12-31T10:00:00`; as a time `10:00:00`, beyond a day `26:30:00`. The
/// number as it is where it lies outside the years 1900 to 9999. `is_1904`: day 0 is 1904-01-01.
std::string serial_text(std::string_view value, Shown shown, bool is_1904);

} // namespace cuibono::ingest
