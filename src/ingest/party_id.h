#pragma once
// The id of somebody of whom a file gives only a name, such as the other side of a bank entry.

#include <string>
#include <string_view>

namespace cuibono::ingest {

/// `party-` and twelve hexadecimal digits of the SHA-256 of the name, ASCII case and runs of blanks ignored: the same name
/// always gives the same id, and the id, which is shown everywhere, does not give the name away should she be a victim.
std::string party_id(std::string_view name);

} // namespace cuibono::ingest
