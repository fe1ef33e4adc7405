#include "cli/output.h"

#include <algorithm>
#include <fmt/core.h>
#include <nlohmann/json.hpp>
#include <ostream>

namespace cuibono::cli {
namespace {

// Characters, not bytes; combining marks and wide letters are not told apart.
std::size_t width(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
}

std::string padded(const std::string& text, std::size_t to, Side side) {
  const std::string blank(to - std::min(to, width(text)), ' ');
  return side == Side::Left ? text + blank : blank + text;
}

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

// At most three letters, perhaps a dash, then digits: a number given to somebody. Not in the form of a pseudonym, which may
// be another's.
bool is_number(const std::string& key) {
  const auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  std::size_t at = 0;
  while (at < key.size() && at < 3 && letter(key[at])) ++at;
  if (at < key.size() && (key[at] == '-' || key[at] == '_')) ++at;
  return at < key.size() && std::all_of(key.begin() + static_cast<std::ptrdiff_t>(at), key.end(), digit) && !key.starts_with("V-");
}

} // namespace

void print_json(std::ostream& out, const Json& document) {
  out << document.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

void print_table(std::ostream& out, const TextTable& table) {
  std::vector<std::size_t> widths;
  for (const auto& column : table.columns) widths.push_back(width(column.title));
  for (const auto& row : table.rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
  const auto line = [&](const auto& cell) {
    std::string text;
    for (std::size_t i = 0; i < table.columns.size(); ++i) text += (i ? "  " : "") + padded(cell(i), widths[i], table.columns[i].side);
    text.erase(text.find_last_not_of(' ') + 1);
    out << text << '\n';
  };
  line([&](std::size_t i) { return table.columns[i].title; });
  for (const auto& row : table.rows) line([&](std::size_t i) { return row[i]; });
}

void print_csv(std::ostream& out, const TextTable& table) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) out << (i ? "," : "") << csv_cell(table.columns[i].title);
  out << '\n';
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) out << (i ? "," : "") << csv_cell(row[i]);
    out << '\n';
  }
}

void print(std::ostream& out, const TextTable& table, const Reading& reading) {
  if (reading.csv) return print_csv(out, table);
  if (!reading.json) return print_table(out, table);
  Json list = Json::array();
  for (const auto& row : table.rows) {
    Json object = Json::object();
    for (std::size_t i = 0; i < row.size(); ++i) object[table.columns[i].title] = row[i];
    list.push_back(std::move(object));
  }
  print_json(out, list);
}

std::string percent(double part) { return fmt::format("{:.1f} %", part * 100); }

double json_amount(base::Money amount) { return base::units(amount); }

Json exhibit_keys(const model::CaseSnapshot& snapshot, const std::vector<model::ExhibitId>& exhibits) {
  Json keys = Json::array();
  for (const auto id : exhibits) keys.push_back(snapshot.exhibits().find(id)->key);
  return keys;
}

std::string key_of(const model::CaseSnapshot& snapshot, model::EntityId id) {
  const auto* entity = snapshot.entities().find(id);
  return entity ? entity->key : std::string();
}

std::string printed_key(const OpenedCase& opened, model::EntityId id) {
  const auto key = key_of(*opened.snapshot, id);
  return opened.names.is_hidden(id) && !is_number(key) ? opened.names.shown(id) : key;
}

Json key_or_null(const model::CaseSnapshot& snapshot, const std::optional<model::EntityId>& id) {
  return id ? Json(key_of(snapshot, *id)) : Json(nullptr);
}

} // namespace cuibono::cli
