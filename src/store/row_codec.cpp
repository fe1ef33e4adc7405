#include "store/row_codec.h"

#include <fmt/core.h>
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace cuibono::store {
namespace {

std::string joined(const std::vector<Column>& columns, const char* format) {
  std::string text;
  for (const Column& column : columns)
    text += (text.empty() ? "" : ",") + fmt::format(fmt::runtime(format), column.name);
  return text;
}

template <class Integer>
bool read_integer(const Statement& from, int at, Integer& number) {
  const auto wide = from.integer(at);
  if (from.is_null(at) || !std::in_range<Integer>(wide)) return false;
  number = static_cast<Integer>(wide);
  return true;
}

} // namespace

std::string create_table_sql(const char* table, const std::vector<Column>& columns) {
  std::string sql = fmt::format("CREATE TABLE \"{}\"({} INTEGER PRIMARY KEY", table, kNumber);
  for (const auto& [name, type] : columns) sql += fmt::format(", \"{}\" {}", name, type);
  return sql + ") STRICT";
}

std::string insert_sql(const char* table, const std::vector<Column>& columns) {
  std::string marks = "?";
  for (std::size_t i = 0; i < columns.size(); ++i) marks += ",?";
  return fmt::format("INSERT INTO \"{}\"({},{}) VALUES({})", table, joined(columns, "\"{}\""), kNumber, marks);
}

std::string update_sql(const char* table, const std::vector<Column>& columns) {
  return fmt::format("UPDATE \"{}\" SET {} WHERE {}=?", table, joined(columns, "\"{}\"=?"), kNumber);
}

std::string erase_sql(const char* table) { return fmt::format("DELETE FROM \"{}\" WHERE {}=?", table, kNumber); }

std::string select_sql(const char* table, const std::vector<Column>& columns) {
  return fmt::format("SELECT {},{} FROM \"{}\" ORDER BY {}", kNumber, joined(columns, "\"{}\""), table, kNumber);
}

bool read_column(const Statement& from, int at, std::string& text) {
  text = from.text(at);
  return true;
}

bool read_column(const Statement& from, int at, double& number) {
  number = from.real(at);
  return !from.is_null(at);
}

bool read_column(const Statement& from, int at, bool& yes) {
  int number = 0;
  if (!read_integer(from, at, number)) return false;
  yes = number == 1;
  return number == 0 || number == 1;
}

bool read_column(const Statement& from, int at, int& number) { return read_integer(from, at, number); }
bool read_column(const Statement& from, int at, std::uint32_t& number) { return read_integer(from, at, number); }
bool read_column(const Statement& from, int at, model::Money& amount) { return read_integer(from, at, amount.cents); }
bool read_column(const Statement& from, int at, model::Date& date) { return read_date(from.text(at), date); }

bool read_column(const Statement& from, int at, char& code) {
  const auto text = from.text(at);
  code = text.empty() ? '\0' : text[0];
  return text.size() <= 1;
}

bool is_storable(const std::string& text) { return base::is_valid_utf8(text); }
bool is_storable(double number) { return std::isfinite(number); }

bool is_storable(model::Date date) {
  model::Date back;
  return date == model::Date{} || (date.known() && read_date(base::format_date(date), back) && back == date);
}

bool is_storable(const std::vector<std::string>& texts) {
  return std::ranges::all_of(texts, [](const std::string& text) { return base::is_valid_utf8(text); });
}

bool is_storable(const model::Attributes& attributes) {
  return std::ranges::all_of(attributes,
                             [](const auto& pair) { return is_storable(pair.first) && is_storable(pair.second); });
}

bool is_storable(const model::Citations& citations) {
  return std::ranges::all_of(citations, [](const auto& citation) { return is_storable(citation.locator); });
}

} // namespace cuibono::store
