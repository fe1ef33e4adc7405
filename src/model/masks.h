#pragma once
// Fingerprints of sealed names. A victim's name is not in the case file in clear, yet free text that repeats it (a
// payment's purpose, a file's title) must hide it: each name leaves behind its length and two hashes, and text is
// searched for pieces of that length with those hashes. A fingerprint does not give the name back; whoever holds the
// case file and guesses a name can confirm the guess.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cuibono::model {

/// The fingerprint of a name of three letters and more; empty for a shorter one. ASCII case is ignored.
std::string mask_of(std::string_view name, std::string_view case_id);

/// Finds masked names in texts.
class MaskFinder {
 public:
  /// Each mask with what is shown in its place.
  MaskFinder(std::string case_id, const std::vector<std::pair<std::string, std::string>>& masks);

  bool empty() const { return masks_.empty(); }

  /// Replaces every occurrence, the longest first; ASCII case ignored.
  std::string operator()(std::string_view text) const;

 private:
  struct Mask {
    std::size_t length;
    unsigned quick; ///< a rolling hash of 16 bits, so that most pieces are passed over at once
    std::string strong;
    std::string shown;
  };

  const Mask* found(std::string_view piece, unsigned quick, std::size_t first, std::size_t last) const;

  std::string case_id_;
  std::vector<Mask> masks_; ///< the longest first
};

} // namespace cuibono::model
