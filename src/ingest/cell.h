#pragma once
// One cell of a case table and the value it stands for. Readers return what is wrong with the cell as a clause for people
// ("amount `12,50` is not a decimal number"), or an empty text; an empty cell is never passed to them.

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "base/names.h"

namespace cuibono::ingest {

std::string read_cell(std::string_view column, std::string_view cell, std::string& value);
std::string read_cell(std::string_view column, std::string_view cell, std::vector<std::string>& value);
std::string read_cell(std::string_view column, std::string_view cell, double& value);
std::string read_cell(std::string_view column, std::string_view cell, base::Money& value);
std::string read_cell(std::string_view column, std::string_view cell, base::Date& value);
std::string read_cell(std::string_view column, std::string_view cell, bool& value);
std::string read_cell(std::string_view column, std::string_view cell, int& value);
std::string read_cell(std::string_view column, std::string_view cell, char& value);

template <class T>
std::string read_cell(std::string_view column, std::string_view cell, std::optional<T>& value) {
  return read_cell(column, cell, value.emplace());
}

/// The word in lower case, blanks and hyphens as underscores: how vocabularies are written.
std::string as_word(std::string_view cell);
std::string not_one_of(std::string_view column, std::string_view cell, const std::string_view* names, std::size_t count);

template <class Enum>
std::optional<Enum> word_value(std::string_view cell) {
  const auto exact = base::from_name<Enum>(cell);
  return exact ? exact : base::from_name<Enum>(as_word(cell));
}

template <class Enum>
requires std::is_enum_v<Enum>
std::string read_cell(std::string_view column, std::string_view cell, Enum& value) {
  const auto known = word_value<Enum>(cell);
  if (!known) return not_one_of(column, cell, base::Names<Enum>::kNames.data(), base::kCount<Enum>);
  value = *known;
  return {};
}

std::string write_cell(const std::string& value);
std::string write_cell(const std::vector<std::string>& value);
std::string write_cell(double value);
std::string write_cell(base::Money value);
std::string write_cell(base::Date value);
std::string write_cell(bool value);
std::string write_cell(int value);
std::string write_cell(char value);

template <class T>
std::string write_cell(const std::optional<T>& value) {
  return value ? write_cell(*value) : std::string();
}
template <class Enum>
requires std::is_enum_v<Enum>
std::string write_cell(Enum value) {
  return std::string(base::name_of(value));
}

/// What is wrong with an id (white space, control characters), or empty.
std::string id_problem(std::string_view column, std::string_view id);

/// Parts between `;`, trimmed, empty ones kept; `\;` is a semicolon inside a part.
std::vector<std::string> split_parts(std::string_view cell);
std::string join_parts(const std::vector<std::string>& parts);

/// The cell as it may be quoted in a sentence: in backticks, cut after 60 bytes, control characters as `?`.
std::string in_quotes(std::string_view cell);

} // namespace cuibono::ingest
