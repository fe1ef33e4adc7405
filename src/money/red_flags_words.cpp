#include "money/red_flags_words.h"

#include <algorithm>

#include "base/text.h"

namespace cuibono::money {
namespace {

// Small letter of a code point of two bytes (U+0080 to U+07FF); of the scripts whose pairs follow a rule.
unsigned small_of_two(unsigned code) {
  if ((code >= 0xC0 && code <= 0xDE && code != 0xD7) || (code >= 0x391 && code <= 0x3A9) ||
      (code >= 0x410 && code <= 0x42F))
    return code + 0x20;
  if (code >= 0x400 && code <= 0x40F) return code + 0x50;
  const bool odd_is_capital = (code >= 0x139 && code <= 0x148) || (code >= 0x179 && code <= 0x17E) || code == 0x1AF;
  if (odd_is_capital) return code % 2 ? code + 1 : code;
  const bool even_is_capital = (code >= 0x100 && code <= 0x137) || (code >= 0x14A && code <= 0x177) ||
                               (code >= 0x460 && code <= 0x52F) || code == 0x1A0;
  return even_is_capital && code % 2 == 0 ? code + 1 : code;
}

unsigned byte_at(std::string_view text, std::size_t i) { return static_cast<unsigned char>(text[i]); }

bool is_pair(std::string_view text, std::size_t i) {
  return byte_at(text, i) >= 0xC2 && byte_at(text, i) <= 0xDF && i + 1 < text.size() &&
         (byte_at(text, i + 1) & 0xC0) == 0x80;
}

// Whether a letter or digit of a script that parts words by spaces begins there (ASCII, Latin, Greek, Cyrillic).
bool is_spaced(std::string_view text, std::size_t i) {
  const unsigned byte = byte_at(text, i);
  if (byte < 0x80) return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
  return (byte >= 0xC3 && byte <= 0xD4) ||
         (byte == 0xE1 && i + 1 < text.size() && byte_at(text, i + 1) >= 0xB8 && byte_at(text, i + 1) <= 0xBB);
}

bool is_spaced_before(std::string_view text, std::size_t end) {
  std::size_t i = end - 1;
  while (i > 0 && (byte_at(text, i) & 0xC0) == 0x80) --i;
  return is_spaced(text, i);
}

} // namespace

std::string folded(std::string_view text) {
  std::string small = base::to_lower(text);
  for (std::size_t i = 0; i < small.size(); ++i) {
    if (is_pair(small, i)) {
      const unsigned code = small_of_two((byte_at(small, i) & 0x1F) << 6 | (byte_at(small, i + 1) & 0x3F));
      small[i] = static_cast<char>(0xC0 | code >> 6), small[i + 1] = static_cast<char>(0x80 | (code & 0x3F));
      ++i;
    } else if (byte_at(small, i) == 0xE1 && i + 2 < small.size() && byte_at(small, i + 1) >= 0xB8 &&
               byte_at(small, i + 1) <= 0xBB) {
      if (byte_at(small, i + 2) % 2 == 0)
        small[i + 2] = static_cast<char>(small[i + 2] | 1); // Vietnamese: capitals are even
      i += 2;
    }
  }
  return small;
}

WordMatcher::WordMatcher(const std::vector<std::vector<std::string>>& lists) : states_(1) {
  for (std::size_t i = 0; i < lists.size() && i < 64; ++i)
    for (const auto& word : lists[i]) add(base::trim(word), std::uint64_t{1} << i);
  link();
}

void WordMatcher::add(std::string_view word, std::uint64_t list) {
  const bool open = word.ends_with('*');
  const std::string small = folded(open ? word.substr(0, word.size() - 1) : word);
  if (small.empty()) return;
  std::uint32_t state = 0;
  for (const char c : small) {
    const auto byte = static_cast<unsigned char>(c);
    if (!states_[state].next[byte]) {
      states_[state].next[byte] = static_cast<std::uint32_t>(states_.size());
      states_.emplace_back();
    }
    state = states_[state].next[byte];
  }
  states_[state].words.push_back({list, static_cast<std::uint32_t>(small.size()), is_spaced(small, 0),
                                  !open && is_spaced_before(small, small.size())});
}

// Breadth first, so that a state's failure is complete before the state is.
void WordMatcher::link() {
  std::vector<std::uint32_t> queue{0};
  for (std::size_t at = 0; at < queue.size(); ++at) {
    const auto state = queue[at];
    for (std::size_t byte = 0; byte < 256; ++byte) {
      const auto fallen = state ? states_[states_[state].fail].next[byte] : 0;
      auto& next = states_[state].next[byte];
      if (!next) {
        next = fallen;
        continue;
      }
      states_[next].fail = fallen;
      states_[next].shorter = states_[fallen].words.empty() ? states_[fallen].shorter : fallen;
      queue.push_back(next);
    }
  }
}

std::uint64_t WordMatcher::match(std::string_view text) const {
  if (states_.size() == 1) return 0;
  const std::string small = folded(text);
  std::uint64_t found = 0;
  std::uint32_t state = 0;
  for (std::size_t i = 0; i < small.size(); ++i) {
    state = states_[state].next[byte_at(small, i)];
    for (auto at = states_[state].words.empty() ? states_[state].shorter : state; at; at = states_[at].shorter)
      for (const auto& word : states_[at].words) {
        const std::size_t start = i + 1 - word.bytes;
        const bool starts = !word.whole_start || start == 0 || !is_spaced_before(small, start);
        const bool ends = !word.whole_end || i + 1 == small.size() || !is_spaced(small, i + 1);
        if (starts && ends) found |= word.lists;
      }
  }
  return found;
}

} // namespace cuibono::money
