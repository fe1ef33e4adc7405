#pragma once
// The consonants of a word in Latin letters, in classes that spellings of one sound share: Somchai and Somchay, Mohamed and
// Muhammad, Jaidee and Chaidi have one skeleton.

#include <string>
#include <string_view>

namespace cuibono::match {

/// Of a lower-case ASCII word: letters of PTKCSLMNV and digits. Vowels, y and h go; b, p, ph and
/// f are P; d, t, th are T; g, k, kh, q, c, x are K or, as ch, j, c before e and i, C or S; l and r are L; n and ng are N.
std::string skeleton(std::string_view word);

} // namespace cuibono::match
