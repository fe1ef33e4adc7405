#pragma once
// The signs of four scripts and what each stands for; read by abugida.cpp alone.

#include <span>

namespace cuibono::match {

enum class Sign {
  Consonant, ///< `latin` at the beginning of a syllable, `last` at its end
  Carrier,   ///< a consonant that is silent, or the vowel o inside a word
  Lead,      ///< a vowel written before its consonant
  Vowel,     ///< written behind, above or below
  Medial,    ///< a consonant's second part: y, w, h
  Nasal,     ///< a sign that is a vowel and a final m or n
  Kill,      ///< silences the consonant before it
  Last,      ///< the consonant before it ends its syllable
  Join,      ///< the next consonant stands under the one before, in one syllable
  Stack,     ///< the consonant before ends its syllable, the next begins one
  Whole,     ///< a syllable of its own
  Skip       ///< tones and the like
};

struct SignRow {
  char32_t code;
  Sign sign;
  const char* latin;
  const char* last = "";
};

/// Each in order of code.
std::span<const SignRow> thai_signs();
std::span<const SignRow> lao_signs();
std::span<const SignRow> khmer_signs();
std::span<const SignRow> burmese_signs();

} // namespace cuibono::match
