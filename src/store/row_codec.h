#pragma once
// Members of rows as columns, driven by model::fields: the SQL of a row type's table, its parameters and its results.

#include <string>
#include <string_view>
#include <vector>

#include "model/fields.h"
#include "store/json_field.h"
#include "store/sqlite.h"

namespace cuibono::store {

/// The column of a row's number; `id` is a column of some case tables.
inline constexpr const char* kNumber = "\"row\"";

struct Column {
  const char* name;
  const char* type;
};

std::string create_table_sql(const char* table, const std::vector<Column>& columns);
/// Parameters of insert and update: the columns in order, then the row's number.
std::string insert_sql(const char* table, const std::vector<Column>& columns);
std::string update_sql(const char* table, const std::vector<Column>& columns);
std::string erase_sql(const char* table);
/// Results: the row's number, then the columns in order.
std::string select_sql(const char* table, const std::vector<Column>& columns);

template <class T>
inline constexpr bool kIsId = false;
template <class Tag>
inline constexpr bool kIsId<base::StrongId<Tag>> = true;
template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;

template <class T>
constexpr const char* column_type() {
  if constexpr (kIsOptional<T>)
    return std::is_same_v<T, std::optional<double>> ? "REAL" : "INTEGER";
  else if constexpr (kIsId<T>)
    return "INTEGER";
  else if constexpr (std::is_same_v<T, double>)
    return "REAL NOT NULL";
  else if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, int> || std::is_same_v<T, model::Money>)
    return "INTEGER NOT NULL";
  else
    return "TEXT NOT NULL";
}

template <class Row>
std::vector<Column> columns_of() {
  std::vector<Column> columns;
  const Row row;
  model::fields(row, [&]<class T>(const char* name, const T&) { columns.push_back({name, column_type<T>()}); });
  return columns;
}

inline void bind_field(Statement& to, int at, const std::string& text) { to.bind(at, std::string_view(text)); }
inline void bind_field(Statement& to, int at, double number) { to.bind(at, number); }
inline void bind_field(Statement& to, int at, bool yes) { to.bind(at, std::int64_t{yes}); }
inline void bind_field(Statement& to, int at, int number) { to.bind(at, std::int64_t{number}); }
inline void bind_field(Statement& to, int at, model::Money amount) { to.bind(at, amount.cents); }
inline void bind_field(Statement& to, int at, model::Date date) { to.bind_copy(at, base::format_date(date)); }
inline void bind_field(Statement& to, int at, char code) { to.bind_copy(at, std::string_view(&code, code ? 1 : 0)); }
template <Vocabulary Enum>
void bind_field(Statement& to, int at, Enum word) {
  to.bind(at, base::name_of(word));
}
template <class Tag>
void bind_field(Statement& to, int at, base::StrongId<Tag> id) {
  if (id)
    to.bind(at, std::int64_t{id.value});
  else
    to.bind_null(at);
}
template <class T>
void bind_field(Statement& to, int at, const std::optional<T>& value) {
  if (value)
    bind_field(to, at, *value);
  else
    to.bind_null(at);
}
/// A list is JSON text, an empty one empty text.
template <class Item>
void bind_field(Statement& to, int at, const std::vector<Item>& list) {
  if (list.empty()) return to.bind(at, std::string_view());
  std::string json;
  write_json(json, list);
  to.bind_copy(at, json);
}

template <class Row>
void bind_row(Statement& to, const Row& row) {
  int at = 0;
  model::fields(row, [&](const char*, const auto& member) { bind_field(to, ++at, member); });
  to.bind(++at, std::int64_t{row.id.value});
}

/// Each of these says whether the column held a value of the right form.
bool read_column(const Statement& from, int at, std::string& text);
bool read_column(const Statement& from, int at, double& number);
bool read_column(const Statement& from, int at, bool& yes);
bool read_column(const Statement& from, int at, int& number);
bool read_column(const Statement& from, int at, std::uint32_t& number);
bool read_column(const Statement& from, int at, model::Money& amount);
bool read_column(const Statement& from, int at, model::Date& date);
bool read_column(const Statement& from, int at, char& code);
template <Vocabulary Enum>
bool read_column(const Statement& from, int at, Enum& word) {
  return read_word(from.text(at), word);
}
template <class Tag>
bool read_column(const Statement& from, int at, base::StrongId<Tag>& id) {
  return from.is_null(at) || read_column(from, at, id.value);
}
template <class T>
bool read_column(const Statement& from, int at, std::optional<T>& value) {
  return from.is_null(at) || read_column(from, at, value.emplace());
}
template <class Item>
bool read_column(const Statement& from, int at, std::vector<Item>& list) {
  const auto text = from.text(at);
  return text.empty() || parse_list(text, list);
}

template <class Row>
bool read_row(const Statement& from, Row& row) {
  int at = 0;
  bool whole = read_column(from, at, row.id.value) && row.id;
  model::fields(row, [&](const char*, auto& member) { whole = whole && read_column(from, ++at, member); });
  return whole;
}

/// Whether the value comes back as it went in: valid UTF-8, finite numbers, dates that exist.
bool is_storable(const std::string& text);
bool is_storable(double number);
bool is_storable(model::Date date);
bool is_storable(const std::vector<std::string>& texts);
bool is_storable(const model::Attributes& attributes);
bool is_storable(const model::Citations& citations);
inline bool is_storable(char code) { return code >= 0; }
inline bool is_storable(bool) { return true; }
inline bool is_storable(int) { return true; }
inline bool is_storable(model::Money) { return true; }
template <class Tag>
bool is_storable(base::StrongId<Tag>) {
  return true;
}
template <Vocabulary Enum>
bool is_storable(Enum word) {
  return static_cast<std::size_t>(word) < base::kCount<Enum>;
}
template <class T>
bool is_storable(const std::optional<T>& value) {
  return !value || is_storable(*value);
}

/// The first column whose value cannot be stored, or null.
template <class Row>
const char* unstorable_column(const Row& row) {
  const char* first = nullptr;
  model::fields(row, [&](const char* name, const auto& member) {
    if (!first && !is_storable(member)) first = name;
  });
  return first;
}

} // namespace cuibono::store
