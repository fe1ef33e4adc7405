#pragma once
// How far two names may be spellings of one. A measure of spelling, not of identity: how rare a name is, propose.h weighs.

#include <array>
#include <string>
#include <vector>

#include "match/name.h"

namespace cuibono::match {

/// From here on two names are taken for spellings of one; measured in docs/matching.md.
inline constexpr double kSameName = .75;

/// From here on two words are taken for spellings of one.
inline constexpr double kSameWord = .8;

/// 0 to 1: 1 for equal words, less for equal skeletons, for an initial, and for what is near by Jaro and Winkler. Below
/// kSameWord it is no more than chance.
double word_similarity(const Word& a, const Word& b);

/// Which word of the one goes with which of the other, the most alike first; each word once.
struct WordPair {
  std::size_t a = 0, b = 0;
  double similarity = 0;
};

/// Takes no memory of its own: of two names of at most kMostWords words each.
class PairedWords {
 public:
  /// similarity(i, j) of word i of the one and word j of the other.
  template <class Similarity>
  PairedWords(std::size_t a, std::size_t b, Similarity&& similarity) {
    for (std::size_t i = 0; i < a; ++i)
      for (std::size_t j = 0; j < b; ++j)
        if (const double found = similarity(i, j); found >= kSameWord) pairs_[count_++] = {i, j, found};
    choose();
  }

  const WordPair* begin() const { return pairs_.data(); }
  const WordPair* end() const { return pairs_.data() + count_; }
  std::size_t size() const { return count_; }

 private:
  void choose();

  std::array<WordPair, kMostWords * kMostWords> pairs_;
  std::size_t count_ = 0;
};

struct NameSimilarity {
  double score = 0;               ///< 0 to 1, symmetric
  std::vector<std::string> parts; ///< what agrees, in words that quote neither name
};

/// Words in any order, joined or apart; a shorter name inside a longer one; initials of companies (IBM); Han characters by
/// pairs. Empty names agree in nothing.
NameSimilarity compare_names(const Name& a, const Name& b, NameKind kind);

} // namespace cuibono::match
