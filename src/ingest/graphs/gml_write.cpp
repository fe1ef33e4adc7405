#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <fmt/core.h>

#include "base/text.h"
#include "ingest/exports/graph_of_case.h"
#include "ingest/graphs/gml.h"

namespace cuibono::ingest {
namespace {

constexpr std::array<std::string_view, 7> kReserved{"id", "label", "source", "target", "case_id", "graphics", "LabelGraphics"};
constexpr std::string_view kEscape = "_x00"; // and two hexadecimal digits and `_`
constexpr std::size_t kEscapeLength = 7;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Whether every reader of GML takes the text for a number and has the range for it.
bool is_plain_number(std::string_view text) {
  auto digits = text;
  if (digits.starts_with('-')) digits.remove_prefix(1);
  const auto point = digits.find('.');
  const auto whole = digits.substr(0, point);
  const auto fraction = point == digits.npos ? std::string_view("0") : digits.substr(point + 1);
  constexpr std::size_t kSafeDigits = 9; // of an integer of 32 bits
  return !whole.empty() && !fraction.empty() && std::ranges::all_of(whole, is_digit) && std::ranges::all_of(fraction, is_digit) &&
         (point != digits.npos || whole.size() <= kSafeDigits);
}

// The code point that begins at `at`, which moves behind it; a byte that begins none is one of its own.
std::uint32_t next_code(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (!base::is_valid_utf8(text.substr(at, length))) return ++at, 0xFFFD;
  std::uint32_t code = length == 1 ? lead : lead & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) code = code << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3Fu);
  at += length;
  return code;
}

void append_text(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const auto code = next_code(text, at);
    if (code == '&') out += "&amp;";
    else if (code == '"') out += "&quot;";
    else if (code >= 0x20 && code < 0x7F) out += static_cast<char>(code);
    else out += fmt::format("&#{};", code);
  }
  out += '"';
}

void append_pairs(std::string& out, const std::vector<std::string>& keys, const std::vector<bool>& numbers,
                  const std::vector<std::string>& cells, std::size_t first) {
  for (auto i = first; i < cells.size(); ++i) {
    if (cells[i].empty()) continue;
    out += fmt::format(" {} ", keys[i]);
    if (numbers[i] && is_plain_number(cells[i])) out += cells[i];
    else append_text(out, cells[i]);
  }
}

std::vector<std::string> keys_of(const std::vector<std::string>& columns) {
  std::vector<std::string> keys;
  for (const auto& column : columns) keys.push_back(gml_key(column));
  return keys;
}

} // namespace

std::string gml_key(std::string_view name) {
  const bool is_reserved = std::ranges::find(kReserved, name) != kReserved.end();
  std::string key;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool is_plain = is_letter(c) || (i > 0 && (is_digit(c) || c == '_'));
    if (is_plain && !(is_reserved && i == 0) && !name.substr(i).starts_with(kEscape)) key += c;
    else key += fmt::format("{}{:02X}_", kEscape, static_cast<unsigned char>(c));
  }
  return key;
}

std::string name_of_gml_key(std::string_view key) {
  std::string name;
  for (std::size_t i = 0; i < key.size();) {
    unsigned byte = 0;
    const auto escape = key.substr(i, kEscapeLength);
    const bool is_escape = escape.size() == kEscapeLength && escape.starts_with(kEscape) && escape.ends_with('_') &&
                           std::from_chars(escape.data() + 4, escape.data() + 6, byte, 16).ptr == escape.data() + 6;
    name += is_escape ? static_cast<char>(static_cast<unsigned char>(byte)) : key[i];
    i += is_escape ? kEscapeLength : 1;
  }
  return base::is_valid_utf8(name) ? name : std::string(key);
}

base::Result<Written> write_gml(const CaseToWrite& what) {
  const GraphOfCase graph(what);
  const auto node_keys = keys_of(graph.node_columns()), edge_keys = keys_of(graph.edge_columns());
  const auto node_numbers = graph.node_numbers(), edge_numbers = graph.edge_numbers();
  std::string out = "Creator \"Cui Bono\"\ngraph [\ndirected 1\n";
  for (std::size_t i = 0; i < graph.nodes(); ++i) {
    const auto cells = graph.node(i);
    out += fmt::format("node [ id {} label ", i);
    append_text(out, graph.node_label(i));
    out += " case_id ";
    append_text(out, cells[GraphOfCase::kNodeId]);
    append_pairs(out, node_keys, node_numbers, cells, GraphOfCase::kNodeTable);
    out += " ]\n";
  }
  for (std::size_t i = 0; i < graph.edges(); ++i) {
    const auto edge = graph.edge(i);
    out += fmt::format("edge [ source {} target {}", edge.source, edge.target);
    if (!edge.cells[GraphOfCase::kEdgeId].empty()) append_text(out += " id ", edge.cells[GraphOfCase::kEdgeId]);
    append_pairs(out, edge_keys, edge_numbers, edge.cells, GraphOfCase::kEdgeTable);
    out += " ]\n";
  }
  out += "]\n";
  return Written{std::move(out), graph.losses()};
}

} // namespace cuibono::ingest
