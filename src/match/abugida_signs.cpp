// The tables of signs. Latin letters follow the usual spelling of names: the Thai and Lao systems of romanisation without
// marks, the Khmer one of passports, the Burmese one of newspapers.

#include "match/abugida_signs.h"

namespace cuibono::match {
namespace {

constexpr SignRow kThai[] = {
    {0x0E01, Sign::Consonant, "k", "k"}, {0x0E02, Sign::Consonant, "kh", "k"}, {0x0E03, Sign::Consonant, "kh", "k"},
    {0x0E04, Sign::Consonant, "kh", "k"}, {0x0E05, Sign::Consonant, "kh", "k"}, {0x0E06, Sign::Consonant, "kh", "k"},
    {0x0E07, Sign::Consonant, "ng", "ng"}, {0x0E08, Sign::Consonant, "ch", "t"}, {0x0E09, Sign::Consonant, "ch", "t"},
    {0x0E0A, Sign::Consonant, "ch", "t"}, {0x0E0B, Sign::Consonant, "s", "t"}, {0x0E0C, Sign::Consonant, "ch", "t"},
    {0x0E0D, Sign::Consonant, "y", "n"}, {0x0E0E, Sign::Consonant, "d", "t"}, {0x0E0F, Sign::Consonant, "t", "t"},
    {0x0E10, Sign::Consonant, "th", "t"}, {0x0E11, Sign::Consonant, "th", "t"}, {0x0E12, Sign::Consonant, "th", "t"},
    {0x0E13, Sign::Consonant, "n", "n"}, {0x0E14, Sign::Consonant, "d", "t"}, {0x0E15, Sign::Consonant, "t", "t"},
    {0x0E16, Sign::Consonant, "th", "t"}, {0x0E17, Sign::Consonant, "th", "t"}, {0x0E18, Sign::Consonant, "th", "t"},
    {0x0E19, Sign::Consonant, "n", "n"}, {0x0E1A, Sign::Consonant, "b", "p"}, {0x0E1B, Sign::Consonant, "p", "p"},
    {0x0E1C, Sign::Consonant, "ph", "p"}, {0x0E1D, Sign::Consonant, "f", "p"}, {0x0E1E, Sign::Consonant, "ph", "p"},
    {0x0E1F, Sign::Consonant, "f", "p"}, {0x0E20, Sign::Consonant, "ph", "p"}, {0x0E21, Sign::Consonant, "m", "m"},
    {0x0E22, Sign::Consonant, "y", "i"}, {0x0E23, Sign::Consonant, "r", "n"}, {0x0E24, Sign::Whole, "rue"},
    {0x0E25, Sign::Consonant, "l", "n"}, {0x0E26, Sign::Whole, "lue"}, {0x0E27, Sign::Consonant, "w", "o"},
    {0x0E28, Sign::Consonant, "s", "t"}, {0x0E29, Sign::Consonant, "s", "t"}, {0x0E2A, Sign::Consonant, "s", "t"},
    {0x0E2B, Sign::Consonant, "h"}, {0x0E2C, Sign::Consonant, "l", "n"}, {0x0E2D, Sign::Carrier, "o"},
    {0x0E2E, Sign::Consonant, "h"}, {0x0E2F, Sign::Skip, ""}, {0x0E30, Sign::Vowel, "a"}, {0x0E31, Sign::Vowel, "a"},
    {0x0E32, Sign::Vowel, "a"}, {0x0E33, Sign::Nasal, "am"}, {0x0E34, Sign::Vowel, "i"}, {0x0E35, Sign::Vowel, "i"},
    {0x0E36, Sign::Vowel, "ue"}, {0x0E37, Sign::Vowel, "ue"}, {0x0E38, Sign::Vowel, "u"}, {0x0E39, Sign::Vowel, "u"},
    {0x0E3A, Sign::Skip, ""}, {0x0E40, Sign::Lead, "e"}, {0x0E41, Sign::Lead, "ae"}, {0x0E42, Sign::Lead, "o"},
    {0x0E43, Sign::Lead, "ai"}, {0x0E44, Sign::Lead, "ai"}, {0x0E45, Sign::Vowel, "a"}, {0x0E46, Sign::Skip, ""},
    {0x0E47, Sign::Skip, ""}, {0x0E48, Sign::Skip, ""}, {0x0E49, Sign::Skip, ""}, {0x0E4A, Sign::Skip, ""},
    {0x0E4B, Sign::Skip, ""}, {0x0E4C, Sign::Kill, ""}, {0x0E4D, Sign::Nasal, "m"}, {0x0E4E, Sign::Skip, ""},
};

constexpr SignRow kLao[] = {
    {0x0E81, Sign::Consonant, "k", "k"}, {0x0E82, Sign::Consonant, "kh", "k"}, {0x0E84, Sign::Consonant, "kh", "k"},
    {0x0E87, Sign::Consonant, "ng", "ng"}, {0x0E88, Sign::Consonant, "ch", "t"}, {0x0E8A, Sign::Consonant, "s", "t"},
    {0x0E8D, Sign::Consonant, "ny", "i"}, {0x0E94, Sign::Consonant, "d", "t"}, {0x0E95, Sign::Consonant, "t", "t"},
    {0x0E96, Sign::Consonant, "th", "t"}, {0x0E97, Sign::Consonant, "th", "t"}, {0x0E99, Sign::Consonant, "n", "n"},
    {0x0E9A, Sign::Consonant, "b", "p"}, {0x0E9B, Sign::Consonant, "p", "p"}, {0x0E9C, Sign::Consonant, "ph", "p"},
    {0x0E9D, Sign::Consonant, "f", "p"}, {0x0E9E, Sign::Consonant, "ph", "p"}, {0x0E9F, Sign::Consonant, "f", "p"},
    {0x0EA1, Sign::Consonant, "m", "m"}, {0x0EA2, Sign::Consonant, "y", "i"}, {0x0EA3, Sign::Consonant, "r", "n"},
    {0x0EA5, Sign::Consonant, "l", "n"}, {0x0EA7, Sign::Consonant, "v", "o"}, {0x0EAA, Sign::Consonant, "s", "t"},
    {0x0EAB, Sign::Consonant, "h"}, {0x0EAD, Sign::Carrier, "o"}, {0x0EAE, Sign::Consonant, "h"},
    {0x0EAF, Sign::Skip, ""}, {0x0EB0, Sign::Vowel, "a"}, {0x0EB1, Sign::Vowel, "a"}, {0x0EB2, Sign::Vowel, "a"},
    {0x0EB3, Sign::Nasal, "am"}, {0x0EB4, Sign::Vowel, "i"}, {0x0EB5, Sign::Vowel, "i"}, {0x0EB6, Sign::Vowel, "ue"},
    {0x0EB7, Sign::Vowel, "ue"}, {0x0EB8, Sign::Vowel, "u"}, {0x0EB9, Sign::Vowel, "ou"}, {0x0EBB, Sign::Vowel, "o"},
    {0x0EBC, Sign::Vowel, "l"}, {0x0EBD, Sign::Vowel, "ia"}, {0x0EC0, Sign::Lead, "e"}, {0x0EC1, Sign::Lead, "ae"},
    {0x0EC2, Sign::Lead, "o"}, {0x0EC3, Sign::Lead, "ai"}, {0x0EC4, Sign::Lead, "ai"}, {0x0EC6, Sign::Skip, ""},
    {0x0EC8, Sign::Skip, ""}, {0x0EC9, Sign::Skip, ""}, {0x0ECA, Sign::Skip, ""}, {0x0ECB, Sign::Skip, ""},
    {0x0ECC, Sign::Kill, ""}, {0x0ECD, Sign::Nasal, "o"}, {0x0EDC, Sign::Consonant, "n", "n"},
    {0x0EDD, Sign::Consonant, "m", "m"},
};

constexpr SignRow kKhmer[] = {
    {0x1780, Sign::Consonant, "k", "k"}, {0x1781, Sign::Consonant, "kh", "k"}, {0x1782, Sign::Consonant, "k", "k"},
    {0x1783, Sign::Consonant, "kh", "k"}, {0x1784, Sign::Consonant, "ng", "ng"}, {0x1785, Sign::Consonant, "ch", "ch"},
    {0x1786, Sign::Consonant, "chh", "ch"}, {0x1787, Sign::Consonant, "ch", "ch"}, {0x1788, Sign::Consonant, "chh", "ch"},
    {0x1789, Sign::Consonant, "nh", "nh"}, {0x178A, Sign::Consonant, "d", "t"}, {0x178B, Sign::Consonant, "th", "t"},
    {0x178C, Sign::Consonant, "d", "t"}, {0x178D, Sign::Consonant, "th", "t"}, {0x178E, Sign::Consonant, "n", "n"},
    {0x178F, Sign::Consonant, "t", "t"}, {0x1790, Sign::Consonant, "th", "t"}, {0x1791, Sign::Consonant, "t", "t"},
    {0x1792, Sign::Consonant, "th", "t"}, {0x1793, Sign::Consonant, "n", "n"}, {0x1794, Sign::Consonant, "b", "p"},
    {0x1795, Sign::Consonant, "ph", "p"}, {0x1796, Sign::Consonant, "p", "p"}, {0x1797, Sign::Consonant, "ph", "p"},
    {0x1798, Sign::Consonant, "m", "m"}, {0x1799, Sign::Consonant, "y", "i"}, {0x179A, Sign::Consonant, "r", "r"},
    {0x179B, Sign::Consonant, "l", "l"}, {0x179C, Sign::Consonant, "v", "v"}, {0x179F, Sign::Consonant, "s", "s"},
    {0x17A0, Sign::Consonant, "h"}, {0x17A1, Sign::Consonant, "l", "l"}, {0x17A2, Sign::Carrier, "o"},
    {0x17A5, Sign::Whole, "ei"}, {0x17A6, Sign::Whole, "ei"}, {0x17A7, Sign::Whole, "u"}, {0x17A9, Sign::Whole, "u"},
    {0x17AA, Sign::Whole, "ov"}, {0x17AB, Sign::Whole, "rue"}, {0x17AC, Sign::Whole, "rue"}, {0x17AD, Sign::Whole, "lue"},
    {0x17AE, Sign::Whole, "lue"}, {0x17AF, Sign::Whole, "ae"}, {0x17B0, Sign::Whole, "ai"}, {0x17B1, Sign::Whole, "o"},
    {0x17B2, Sign::Whole, "o"}, {0x17B3, Sign::Whole, "au"}, {0x17B6, Sign::Vowel, "a"}, {0x17B7, Sign::Vowel, "i"},
    {0x17B8, Sign::Vowel, "i"}, {0x17B9, Sign::Vowel, "oe"}, {0x17BA, Sign::Vowel, "oe"}, {0x17BB, Sign::Vowel, "u"},
    {0x17BC, Sign::Vowel, "u"}, {0x17BD, Sign::Vowel, "uo"}, {0x17BE, Sign::Vowel, "aeu"}, {0x17BF, Sign::Vowel, "oea"},
    {0x17C0, Sign::Vowel, "ie"}, {0x17C1, Sign::Vowel, "e"}, {0x17C2, Sign::Vowel, "ae"}, {0x17C3, Sign::Vowel, "ai"},
    {0x17C4, Sign::Vowel, "o"}, {0x17C5, Sign::Vowel, "au"}, {0x17C6, Sign::Nasal, "am"}, {0x17C7, Sign::Vowel, "a"},
    {0x17C8, Sign::Vowel, "a"}, {0x17C9, Sign::Skip, ""}, {0x17CA, Sign::Skip, ""}, {0x17CB, Sign::Skip, ""},
    {0x17CC, Sign::Skip, ""}, {0x17CD, Sign::Kill, ""}, {0x17CE, Sign::Skip, ""}, {0x17CF, Sign::Skip, ""},
    {0x17D0, Sign::Skip, ""}, {0x17D1, Sign::Skip, ""}, {0x17D2, Sign::Join, ""}, {0x17D4, Sign::Skip, ""},
    {0x17D5, Sign::Skip, ""}, {0x17D7, Sign::Skip, ""},
};

constexpr SignRow kBurmese[] = {
    {0x1000, Sign::Consonant, "k", "k"}, {0x1001, Sign::Consonant, "kh", "k"}, {0x1002, Sign::Consonant, "k", "k"},
    {0x1003, Sign::Consonant, "k", "k"}, {0x1004, Sign::Consonant, "ng", "ng"}, {0x1005, Sign::Consonant, "s", "t"},
    {0x1006, Sign::Consonant, "s", "t"}, {0x1007, Sign::Consonant, "z", "t"}, {0x1008, Sign::Consonant, "z", "t"},
    {0x1009, Sign::Consonant, "ny"}, {0x100A, Sign::Consonant, "ny"}, {0x100B, Sign::Consonant, "t", "t"},
    {0x100C, Sign::Consonant, "d", "t"}, {0x100D, Sign::Consonant, "d", "t"}, {0x100E, Sign::Consonant, "d", "t"},
    {0x100F, Sign::Consonant, "n", "n"}, {0x1010, Sign::Consonant, "t", "t"}, {0x1011, Sign::Consonant, "ht", "t"},
    {0x1012, Sign::Consonant, "d", "t"}, {0x1013, Sign::Consonant, "d", "t"}, {0x1014, Sign::Consonant, "n", "n"},
    {0x1015, Sign::Consonant, "p", "p"}, {0x1016, Sign::Consonant, "ph", "p"}, {0x1017, Sign::Consonant, "b", "p"},
    {0x1018, Sign::Consonant, "b", "p"}, {0x1019, Sign::Consonant, "m", "m"}, {0x101A, Sign::Consonant, "y"},
    {0x101B, Sign::Consonant, "y"}, {0x101C, Sign::Consonant, "l", "n"}, {0x101D, Sign::Consonant, "w"},
    {0x101E, Sign::Consonant, "th", "t"}, {0x101F, Sign::Consonant, "h"}, {0x1020, Sign::Consonant, "l", "n"},
    {0x1021, Sign::Carrier, ""}, {0x1023, Sign::Whole, "i"}, {0x1024, Sign::Whole, "i"}, {0x1025, Sign::Whole, "u"},
    {0x1026, Sign::Whole, "u"}, {0x1027, Sign::Whole, "e"}, {0x1029, Sign::Whole, "aw"}, {0x102A, Sign::Whole, "aw"},
    {0x102B, Sign::Vowel, "a"}, {0x102C, Sign::Vowel, "a"}, {0x102D, Sign::Vowel, "i"}, {0x102E, Sign::Vowel, "i"},
    {0x102F, Sign::Vowel, "u"}, {0x1030, Sign::Vowel, "u"}, {0x1031, Sign::Vowel, "e"}, {0x1032, Sign::Vowel, "e"},
    {0x1036, Sign::Nasal, "an"}, {0x1037, Sign::Skip, ""}, {0x1038, Sign::Skip, ""}, {0x1039, Sign::Stack, ""},
    {0x103A, Sign::Last, ""}, {0x103B, Sign::Medial, "y"}, {0x103C, Sign::Medial, "y"}, {0x103D, Sign::Medial, "w"},
    {0x103E, Sign::Medial, "h"}, {0x103F, Sign::Consonant, "th", "t"}, {0x104A, Sign::Skip, ""}, {0x104B, Sign::Skip, ""},
};

} // namespace

std::span<const SignRow> thai_signs() { return kThai; }
std::span<const SignRow> lao_signs() { return kLao; }
std::span<const SignRow> khmer_signs() { return kKhmer; }
std::span<const SignRow> burmese_signs() { return kBurmese; }

} // namespace cuibono::match
