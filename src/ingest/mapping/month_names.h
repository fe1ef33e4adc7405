#pragma once
// Names of months in the languages that files of this work come in.

#include <optional>
#include <string_view>
#include <utility>

namespace cuibono::ingest {

/// The month (1 to 12) whose name or abbreviation the text begins with, and the bytes it takes, a closing point included;
/// nothing where it begins with none. `text` in lower case as far as it is ASCII. English, Thai, Vietnamese, Indonesian,
/// Khmer, Lao, French, German, Spanish.
std::optional<std::pair<int, std::size_t>> month_at(std::string_view text);

} // namespace cuibono::ingest
