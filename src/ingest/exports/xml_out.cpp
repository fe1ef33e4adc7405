#include "ingest/exports/xml_out.h"

#include <fmt/core.h>

#include "base/text.h"

namespace cuibono::ingest {

std::size_t append_xml(std::string& out, std::string_view text) {
  std::size_t replaced = 0;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\n': out += "&#10;"; break;
      case '\r': out += "&#13;"; break;
      case '\t': out += "&#9;"; break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20) out += c;
        else out += "\xEF\xBF\xBD", ++replaced;
    }
  }
  return replaced;
}

bool has_outer_blanks(std::string_view text) { return base::trim(text).size() != text.size(); }

std::string replaced_characters(std::size_t count) {
  return count == 0 ? std::string() : fmt::format("{} control characters, which XML cannot hold, were replaced.", count);
}

} // namespace cuibono::ingest
