#include "ingest/party_id.h"

#include "base/sha256.h"
#include "base/text.h"

namespace cuibono::ingest {

std::string party_id(std::string_view name) {
  std::string folded;
  for (const char c : base::to_lower(base::trim(name))) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank) folded += c;
    else if (!folded.ends_with(' ')) folded += ' ';
  }
  return "party-" + base::sha256_hex(folded).substr(0, 12);
}

} // namespace cuibono::ingest
