#include "ingest/json_text.h"

#include <algorithm>
#include <fmt/core.h>
#include <nlohmann/json.hpp>
#include <string>

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;

// Offset of the bracket that goes too deep, or npos. Before parsing, because a deep tree overflows the stack when it is destroyed.
std::size_t too_deep(std::string_view text) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\') ++i;
      else if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kDeepestJson) return i;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return text.npos;
}

std::string place(std::string_view where, std::string_view text, std::size_t offset) {
  const auto before = text.substr(0, std::min(offset, text.size()));
  const auto line = std::ranges::count(before, '\n') + 1;
  const auto column = before.size() - (before.rfind('\n') == before.npos ? 0 : before.rfind('\n') + 1) + 1;
  return fmt::format("{} line {} column {}", where, line, column);
}

} // namespace

base::Result<nlohmann::json> parse_json(std::string_view text, std::string_view where) {
  if (const auto deep = too_deep(text); deep != text.npos)
    return fail(ErrorKind::Input, fmt::format("the JSON is nested more than {} deep", kDeepestJson), place(where, text, deep),
                "no known evidence format needs that; check where the file comes from");
  try {
    return nlohmann::json::parse(text);
  } catch (const nlohmann::json::parse_error& error) {
    return fail(ErrorKind::Input, "the JSON is broken", place(where, text, error.byte > 0 ? error.byte - 1 : 0),
                "save it again from the program that wrote it");
  } catch (const nlohmann::json::out_of_range&) {
    return fail(ErrorKind::Input, "the JSON has a number beyond any measure", std::string(where), "correct the number");
  }
}

} // namespace cuibono::ingest
