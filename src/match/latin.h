#pragma once
// Text of any script in Latin letters without accents, for comparing, not for showing. ICU's transliteration, and own tables
// for Thai, Lao, Khmer and Burmese. One instance a thread: ICU keeps state in it.

#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"

namespace cuibono::match {

/// Bytes of a text that are looked at; nobody's name is longer.
inline constexpr std::size_t kLongestText = 512;

/// The text's first kLongestText bytes, cut between characters.
std::string_view shortened(std::string_view text);

/// UTF-8 to code points; a byte that is none becomes U+FFFD.
std::u32string code_points(std::string_view text);

bool is_han(char32_t c);
bool is_hangul(char32_t c);

class Latin {
 public:
  /// Fails where ICU's data is not installed.
  static base::Result<Latin> create();
  Latin(Latin&&) noexcept;
  Latin& operator=(Latin&&) noexcept;
  ~Latin();

  /// Lower-case ASCII with the text's punctuation and blanks; characters that have no Latin reading become blanks. A run of
  /// Han or Hangul becomes one word. Linear in the text, of which the first kLongestText bytes are read.
  std::string operator()(std::string_view text) const;

  /// The Han characters of the text, simplified, without anything else.
  std::u32string simplified_han(std::string_view text) const;

 private:
  struct Engine;
  explicit Latin(std::unique_ptr<Engine> engine);
  std::unique_ptr<Engine> engine_;
};

} // namespace cuibono::match
