#include "ingest/graphs/dot_label.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/text.h"

namespace cuibono::ingest {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kEntities{
    {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}, {"&nbsp;", " "}}};

void append_utf8(std::string& out, std::uint32_t code) {
  const auto byte = [&](std::uint32_t value) { out += static_cast<char>(value); };
  if (code < 0x80) return byte(code);
  if (code < 0x800) return byte(0xC0 | code >> 6), byte(0x80 | (code & 0x3F));
  if (code < 0x10000) return byte(0xE0 | code >> 12), byte(0x80 | (code >> 6 & 0x3F)), byte(0x80 | (code & 0x3F));
  byte(0xF0 | code >> 18), byte(0x80 | (code >> 12 & 0x3F)), byte(0x80 | (code >> 6 & 0x3F)), byte(0x80 | (code & 0x3F));
}

// Length of `&#233;` or `&#xE9;` at the front, whose letter is appended; 0 where there is none.
std::size_t take_number(std::string_view text, std::string& out) {
  if (!text.starts_with("&#")) return 0;
  const bool hexadecimal = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  const auto* begin = text.data() + (hexadecimal ? 3 : 2);
  std::uint32_t code = 0;
  const auto [end, error] = std::from_chars(begin, text.data() + text.size(), code, hexadecimal ? 16 : 10);
  const bool is_letter = code >= 0x20 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  if (error != std::errc{} || end == text.data() + text.size() || *end != ';' || !is_letter) return 0;
  append_utf8(out, code);
  return static_cast<std::size_t>(end - text.data()) + 1;
}

// Length of the entity at the front, whose letter is appended; 0 where there is none.
std::size_t take_entity(std::string_view text, std::string& out) {
  for (const auto& [entity, letter] : kEntities)
    if (text.starts_with(entity)) {
      out += letter;
      return entity.size();
    }
  return take_number(text, out);
}

// Length of the escape at the front, whose meaning is appended; a break of lines is a line feed.
std::size_t take_escape(std::string_view text, std::string_view node, std::string_view graph, std::string& out) {
  const char c = text.size() > 1 ? text[1] : '\\';
  if (c == 'n' || c == 'l' || c == 'r') out += '\n';
  else if (c == 'N') out += node;
  else if (c == 'G') out += graph;
  else out += c;
  return std::min<std::size_t>(text.size(), 2);
}

std::string tidied(const std::string& text) {
  std::string out;
  for (const char c : base::trim(text)) {
    const bool is_blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!is_blank) out += c;
    else if (!out.ends_with(' ')) out += ' ';
  }
  return out;
}

} // namespace

std::string text_of_dot_label(std::string_view label, std::string_view node, std::string_view graph) {
  std::string out;
  for (std::size_t i = 0; i < label.size();) {
    const auto rest = label.substr(i);
    std::size_t taken = 0;
    if (rest[0] == '\\') taken = take_escape(rest, node, graph, out);
    else if (rest[0] == '&') taken = take_entity(rest, out);
    if (taken == 0) out += rest[0], taken = 1;
    i += taken;
  }
  return out.find_first_of("\r\n") == out.npos ? out : tidied(out);
}

std::string text_of_dot_record(std::string_view label, std::string_view node, std::string_view graph) {
  std::string out, field;
  const auto end_field = [&] {
    const auto text = text_of_dot_label(base::trim(field), node, graph);
    if (!text.empty()) out += (out.empty() ? "" : " | ") + text;
    field.clear();
  };
  bool in_port = false;
  for (std::size_t i = 0; i < label.size(); ++i) {
    const char c = label[i];
    if (c == '\\' && i + 1 < label.size()) {
      if (!in_port) field.append(label.substr(i, 2));
      ++i;
    } else if (c == '<' || c == '>') {
      in_port = c == '<';
    } else if (c == '|' || c == '{' || c == '}') {
      end_field();
    } else if (!in_port) {
      field += c;
    }
  }
  end_field();
  return out;
}

std::string text_of_dot_html(std::string_view html) {
  std::string text;
  bool in_tag = false;
  for (std::size_t i = 0; i < html.size();) {
    const char c = html[i];
    const auto taken = c == '&' && !in_tag ? take_entity(html.substr(i), text) : 0;
    if (taken == 0 && c == '<') text += ' ';
    in_tag = taken == 0 && (c == '<' || (in_tag && c != '>'));
    if (taken == 0 && !in_tag && c != '>') text += c;
    i += std::max<std::size_t>(taken, 1);
  }
  return tidied(text);
}

std::string dot_label_of(std::string_view text) {
  std::string out, ignored;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') out += "\\\\";
    else if (text[i] == '&' && take_entity(text.substr(i), ignored) > 0) out += "&amp;";
    else out += text[i];
  }
  return out;
}

} // namespace cuibono::ingest
