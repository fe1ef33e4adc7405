#pragma once
// How near two short words are. Bytes, not characters: for words in Latin letters without accents.

#include <string_view>

namespace cuibono::match {

/// 0 to 1; 1: equal, and where both are empty. Jaro and Winkler, prefix of at most 4 with weight 0.1. Words of more than 64
/// bytes are compared by their first 64.
double jaro_winkler(std::string_view a, std::string_view b);

/// Insertions, deletions and replacements of one byte. Time and memory grow with the product of the lengths.
std::size_t levenshtein(std::string_view a, std::string_view b);

/// 1 - distance / longer length; 1 where both are empty.
double levenshtein_ratio(std::string_view a, std::string_view b);

} // namespace cuibono::match
