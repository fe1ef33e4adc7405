#pragma once
// Text on its way into an XML file.

#include <cstddef>
#include <string>
#include <string_view>

namespace cuibono::ingest {

/// Appends the text so that it stands between tags or in a quoted attribute and is read back as it is, line ends and tabs
/// included. XML has no way to write other control characters: each becomes U+FFFD. Returns how many did.
std::size_t append_xml(std::string& out, std::string_view text);

/// Whether a reader may take blanks off its ends.
bool has_outer_blanks(std::string_view text);

/// The sentence on control characters that were replaced, or empty.
std::string replaced_characters(std::size_t count);

} // namespace cuibono::ingest
