#pragma once
// Thai, Lao, Khmer and Burmese in Latin letters, near enough to how names are usually spelled that their consonants agree.
// ICU has no Khmer or Lao, and writes Thai and Burmese letter by letter, without the vowels that are only spoken.

#include <string>
#include <string_view>

namespace cuibono::match {

/// Whether the character belongs to one of the four scripts.
bool is_abugida(char32_t c);

/// A run of such characters in the letters a to z. Linear in the text.
std::string abugida_latin(std::u32string_view run);

} // namespace cuibono::match
