#pragma once
// Finds many words in a text in one pass (Aho and Corasick, CACM 18, 1975). Built once from the rules' lists;
// immutable.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cuibono::money {

/// Letters of the Latin, Greek and Cyrillic scripts in small letters, everything else as it is; bytes that are no UTF-8
/// stay.
std::string folded(std::string_view text);

class WordMatcher {
 public:
  /// At most 64 lists. Capital and small letters are one. A word in a script that parts its words by spaces (Latin,
  /// Greek, Cyrillic) matches whole words, with `*` at its end the beginnings of words; in any other script it matches
  /// anywhere.
  explicit WordMatcher(const std::vector<std::vector<std::string>>& lists);

  /// Bit i is set where a word of list i occurs. Time: proportional to the text's length and the words found in it.
  std::uint64_t match(std::string_view text) const;

 private:
  struct Word {
    std::uint64_t lists = 0;
    std::uint32_t bytes = 0;
    bool whole_start = false, whole_end = false;
  };
  struct State {
    std::array<std::uint32_t, 256> next{};
    std::uint32_t fail = 0, shorter = 0; ///< `shorter`: nearest state down the failures where a word ends
    std::vector<Word> words;
  };
  void add(std::string_view word, std::uint64_t list);
  void link();

  std::vector<State> states_;
};

} // namespace cuibono::money
