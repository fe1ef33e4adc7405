#pragma once
// A name made ready for comparing: in Latin letters, cut into words, titles and forms of companies set apart.

#include <string>
#include <string_view>
#include <vector>

#include "match/latin.h"

namespace cuibono::match {

enum class NameKind { Person, Organisation, Other };

struct Word {
  std::string text;     ///< a to z and digits
  std::string skeleton; ///< match/skeleton.h
};

inline constexpr std::size_t kMostWords = 12; ///< of a name that are compared

struct Name {
  std::vector<Word> words;        ///< what tells one from another; at most kMostWords
  std::vector<std::string> weak;  ///< trades, particles
  std::vector<std::string> forms; ///< `ltd`, `bhd`
  std::string whole;     ///< words and weak words in order, without blanks
  std::string initials;  ///< of the same
  std::u32string han;    ///< its Han characters, simplified

  bool empty() const { return words.empty(); }
};

class NameReader {
 public:
  explicit NameReader(Latin latin) : latin_(std::move(latin)) {}
  static base::Result<NameReader> create();

  /// Never fails: whatever the bytes are, what can be read of the first kLongestText is.
  Name read(std::string_view text, NameKind kind) const;

 private:
  Latin latin_;
};

/// Lower-case words of text in Latin letters: apostrophes go, `s.a.` is `sa`, `&` is `and`, `a/l` stays.
std::vector<std::string> words_of(std::string_view latin);

} // namespace cuibono::match
