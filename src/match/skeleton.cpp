#include "match/skeleton.h"

#include <array>

namespace cuibono::match {
namespace {

struct Sound {
  std::string_view letters;
  char sound;
};

// The longest first.
constexpr std::array<Sound, 20> kGroups{{{"tsch", 'C'}, {"shch", 'S'}, {"tch", 'C'}, {"chh", 'C'}, {"sch", 'S'}, {"dzh", 'C'},
                                         {"ch", 'C'},   {"sh", 'S'},   {"zh", 'C'}, {"dj", 'C'},  {"cz", 'C'},  {"ts", 'S'},
                                         {"ph", 'P'},   {"th", 'T'},   {"kh", 'K'}, {"gh", 'K'},  {"ng", 'N'},  {"ny", 'N'}, {"nh", 'N'}, {"ck", 'K'}}};

bool is_front_vowel(char c) { return c == 'e' || c == 'i' || c == 'y'; }
bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

char sound_of(std::string_view rest, bool is_first) {
  const char c = rest[0], next = rest.size() > 1 ? rest[1] : '\0';
  switch (c) {
    case 'b': case 'p': case 'f': return 'P';
    case 'd': case 't': return 'T';
    case 'g': case 'k': case 'q': return 'K';
    case 'c': return is_front_vowel(next) ? 'S' : 'K';
    case 'x': return is_first ? 'S' : 'K';
    case 's': case 'z': return 'S';
    case 'j': return 'C';
    case 'l': case 'r': return 'L';
    case 'm': return 'M';
    case 'n': return 'N';
    case 'v': case 'w': return is_vowel(next) ? 'V' : '\0';
    default: return c >= '0' && c <= '9' ? c : '\0';
  }
}

} // namespace

std::string skeleton(std::string_view word) {
  std::string sounds;
  for (std::size_t at = 0; at < word.size();) {
    const auto rest = word.substr(at);
    char sound = '\0';
    std::size_t length = 1;
    for (const auto& group : kGroups)
      if (rest.starts_with(group.letters)) {
        sound = group.sound;
        length = group.letters.size();
        break;
      }
    if (length == 1) {
      sound = sound_of(rest, at == 0);
      while (length < rest.size() && rest[length] == rest[0] && sound != '\0' && (rest[0] < '0' || rest[0] > '9')) ++length;
    }
    if (sound != '\0') sounds += sound;
    at += length;
  }
  return sounds;
}

} // namespace cuibono::match
