#pragma once
// Members of rows as JSON, for the journal and for the list columns. Written straight into text, so that a large import
// builds no tree of values; read from small documents only.

#include <nlohmann/json_fwd.hpp>

#include <charconv>
#include <concepts>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/text.h"
#include "model/rows.h"

namespace cuibono::store {

using Json = nlohmann::json;

template <class T>
concept Vocabulary = std::is_enum_v<T>;

void write_json(std::string& out, std::string_view text);
void write_json(std::string& out, const std::vector<std::string>& texts);
void write_json(std::string& out, const model::Attributes& attributes);
void write_json(std::string& out, const model::Citations& citations);
inline void write_json(std::string& out, const char* text) { write_json(out, std::string_view(text)); }
inline void write_json(std::string& out, const std::string& text) { write_json(out, std::string_view(text)); }
inline void write_json(std::string& out, char code) {
  write_json(out, code ? std::string_view(&code, 1) : std::string_view());
}
inline void write_json(std::string& out, model::Date date) { write_json(out, base::format_date(date)); }
inline void write_json(std::string& out, double number) { out += base::format_number(number); }
inline void write_json(std::string& out, bool yes) { out += yes ? "true" : "false"; }

template <class Integer>
requires(std::integral<Integer> && sizeof(Integer) >= 4) void write_json(std::string& out, Integer number) {
  char digits[24];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}
inline void write_json(std::string& out, model::Money amount) { write_json(out, amount.cents); }
template <class Tag>
void write_json(std::string& out, base::StrongId<Tag> id) {
  write_json(out, id.value);
}
template <Vocabulary Enum>
void write_json(std::string& out, Enum word) {
  write_json(out, base::name_of(word));
}
template <class T>
void write_json(std::string& out, const std::optional<T>& value) {
  if (value)
    write_json(out, *value);
  else
    out += "null";
}

/// Lets a document go without asking for memory, which the library's own destructor does for nested values: where there
/// is none left, that would end the program.
struct LetGo {
  void operator()(Json* document) const;
};
using Document = std::unique_ptr<Json, LetGo>;

/// The document, or null where it is not JSON or nested deeper than any of ours.
Document parse_json(std::string_view text);

/// The same for text that holds one list alone; false where it does not.
bool parse_list(std::string_view text, std::vector<std::string>& texts);
bool parse_list(std::string_view text, model::Attributes& attributes);
bool parse_list(std::string_view text, model::Citations& citations);

/// Each of these says whether the value had the right form.
bool read_json(const Json& value, std::string& text);
bool read_json(const Json& value, std::vector<std::string>& texts);
bool read_json(const Json& value, model::Attributes& attributes);
bool read_json(const Json& value, model::Citations& citations);
bool read_json(const Json& value, char& code);
bool read_json(const Json& value, model::Date& date);
bool read_json(const Json& value, double& number);
bool read_json(const Json& value, bool& yes);
bool read_json(const Json& value, int& number);
bool read_json(const Json& value, std::uint32_t& number);
bool read_json(const Json& value, model::Money& amount);
bool is_null(const Json& value);

template <class Tag>
bool read_json(const Json& value, base::StrongId<Tag>& id) {
  return read_json(value, id.value);
}

/// The word's enumerator; false for a word outside the vocabulary.
template <Vocabulary Enum>
bool read_word(std::string_view word, Enum& out) {
  const auto known = base::from_name<Enum>(word);
  if (known) out = *known;
  return known.has_value();
}
template <Vocabulary Enum>
bool read_json(const Json& value, Enum& word) {
  std::string text;
  return read_json(value, text) && read_word(text, word);
}
template <class T>
bool read_json(const Json& value, std::optional<T>& out) {
  if (is_null(value)) return true;
  return read_json(value, out.emplace());
}

/// "" and a date that exists; false for anything else.
bool read_date(std::string_view text, model::Date& date);

} // namespace cuibono::store
