#include "match/name_similarity.h"

#include <fmt/core.h>
#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "match/distance.h"
#include "match/name_words.h"

namespace cuibono::match {
namespace {

// Shares of a full agreement, from most to least telling.
constexpr double kSameSkeleton = .93, kShortSkeleton = .86, kSameSurname = .9, kInitial = .8;
constexpr double kInitialsOfOther = .85, kAbbreviation = .8;

double length_of(const Word& word) { return static_cast<double>(std::min<std::size_t>(word.text.size(), 8)); }

double length_of(const std::vector<Word>& words) {
  double sum = 0;
  for (const Word& word : words) sum += length_of(word);
  return sum;
}

bool is_subsequence(std::string_view part, std::string_view whole) {
  std::size_t at = 0;
  for (const char c : whole)
    if (at < part.size() && part[at] == c) ++at;
  return at == part.size();
}

// `msft` of `microsoft`: three to five consonants of the word, in order, the first its first.
bool is_abbreviation(const Name& part, const Name& whole) {
  if (part.words.size() != 1 || !part.weak.empty() || whole.whole.size() < part.whole.size() + 3) return false;
  const auto& text = part.words[0].text;
  return text.size() >= 3 && text.size() <= 5 && text[0] == whole.whole[0] && text.find_first_of("aeiouy") == text.npos &&
         is_subsequence(text, whole.whole);
}

bool is_initials(const Name& part, const Name& whole) {
  if (part.words.size() != 1 || !part.weak.empty()) return false;
  const auto& text = part.words[0].text;
  return text.size() >= 2 && text.size() <= 6 && text == whole.initials;
}

// Pairs of neighbouring characters that both have, of all that they have.
double han_pairs(const std::u32string& a, const std::u32string& b) {
  if (a.size() < 2 || b.size() < 2) return 0;
  std::map<std::pair<char32_t, char32_t>, int> left;
  for (std::size_t i = 0; i + 1 < a.size(); ++i) ++left[{a[i], a[i + 1]}];
  std::size_t both = 0;
  for (std::size_t i = 0; i + 1 < b.size(); ++i) both += left[{b[i], b[i + 1]}]-- > 0;
  return 2 * static_cast<double>(both) / static_cast<double>(a.size() + b.size() - 2);
}

double weak_factor(const Name& a, const Name& b) {
  if (a.weak.empty() && b.weak.empty()) return 1;
  if (a.weak.empty() || b.weak.empty()) return .97;
  const std::set<std::string> one(a.weak.begin(), a.weak.end());
  const bool any = std::ranges::any_of(b.weak, [&](const std::string& word) { return one.contains(word); });
  return any ? 1 : .9;
}

struct Coverage {
  double smaller = 0, larger = 0; ///< part of the letters that agree, of the shorter name and of the longer
  bool first_agrees = false;      ///< the names' first words
  std::size_t equal = 0, near = 0;
};

Coverage coverage(const Name& a, const Name& b) {
  Coverage result;
  double of_a = 0, of_b = 0;
  const PairedWords pairs(a.words.size(), b.words.size(), [&](std::size_t i, std::size_t j) { return word_similarity(a.words[i], b.words[j]); });
  for (const auto& pair : pairs) {
    of_a += pair.similarity * length_of(a.words[pair.a]);
    of_b += pair.similarity * length_of(b.words[pair.b]);
    result.first_agrees = result.first_agrees || (pair.a == 0 && pair.b == 0);
    ++(pair.similarity == 1 ? result.equal : result.near);
  }
  const double part_a = of_a / length_of(a.words), part_b = of_b / length_of(b.words);
  result.smaller = std::max(part_a, part_b), result.larger = std::min(part_a, part_b);
  return result;
}

// A company is known by its first word: Deloitte, and Deloitte Touche Tohmatsu. A person by two words: one alone says little.
double of_words(const Name& a, const Name& b, const Coverage& words, NameKind kind) {
  if (kind == NameKind::Organisation)
    return words.first_agrees ? words.smaller * (.7 + .3 * words.larger) : words.smaller * (.3 + .7 * words.larger);
  const auto fewest = std::min(a.words.size(), b.words.size());
  return fewest >= 2 ? words.smaller * (.6 + .4 * words.larger) : words.smaller * (.2 + .8 * words.larger);
}

// Two neighbouring words of the name with more of them written as one: Wei Ming, Weiming.
Coverage joined_coverage(const Name& a, const Name& b) {
  Name longer = a.words.size() > b.words.size() ? a : b;
  const Name& other = a.words.size() > b.words.size() ? b : a;
  Coverage best;
  for (std::size_t i = 0; i + 1 < longer.words.size(); ++i) {
    Name joined = longer;
    joined.words[i].text += joined.words[i + 1].text;
    joined.words[i].skeleton += joined.words[i + 1].skeleton;
    joined.words.erase(joined.words.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    if (const auto now = coverage(joined, other); now.larger > best.larger) best = now;
  }
  return best;
}

// The same letters with blanks elsewhere: Wal-Mart, Chen Zhi Ming; whichever word comes first.
double of_whole(const Name& a, const Name& b) {
  if (a.whole.size() < 4 || b.whole.size() < 4) return a.whole == b.whole ? 1 : 0;
  double best = jaro_winkler(a.whole, b.whole) * levenshtein_ratio(a.whole.substr(0, 64), b.whole.substr(0, 64));
  std::string turned = b.whole;
  for (const Word& word : b.words) {
    if (turned.size() <= word.text.size()) break;
    std::rotate(turned.begin(), turned.begin() + static_cast<std::ptrdiff_t>(word.text.size()), turned.end());
    if (turned == a.whole) best = 1;
  }
  return best;
}

} // namespace

double word_similarity(const Word& a, const Word& b) {
  if (a.text == b.text) return 1;
  if (a.text.empty() || b.text.empty()) return 0;
  if (a.text.size() == 1 || b.text.size() == 1) return a.text[0] == b.text[0] ? kInitial : 0;
  double best = std::min(a.text.size(), b.text.size()) >= 4 ? jaro_winkler(a.text, b.text) : 0;
  if (best < .88) best = std::min(best, .79); // words of one length that share their first letters are common
  if (const int family = surname_family(a.text); family != 0 && family == surname_family(b.text)) best = std::max(best, kSameSurname);
  if (a.skeleton == b.skeleton && a.skeleton.size() >= 3) return std::max(best, kSameSkeleton);
  if (a.skeleton == b.skeleton && a.skeleton.size() == 2) return std::max(best, kShortSkeleton);
  const auto shorter = std::min(a.skeleton.size(), b.skeleton.size());
  if (shorter >= 4) best = std::max(best, levenshtein_ratio(a.skeleton, b.skeleton) >= .8 ? kSameWord : 0);
  return best;
}

void PairedWords::choose() {
  const std::span all(pairs_.data(), count_);
  std::ranges::sort(all, [](const WordPair& x, const WordPair& y) {
    return x.similarity != y.similarity ? x.similarity > y.similarity : std::pair(x.a, x.b) < std::pair(y.a, y.b);
  });
  std::uint32_t a_taken = 0, b_taken = 0;
  count_ = 0;
  for (const auto pair : all) {
    if (a_taken >> pair.a & 1 || b_taken >> pair.b & 1) continue;
    a_taken |= 1U << pair.a, b_taken |= 1U << pair.b;
    pairs_[count_++] = pair;
  }
}

NameSimilarity compare_names(const Name& a, const Name& b, NameKind kind) {
  NameSimilarity result;
  if (a.empty() || b.empty()) return result;
  auto words = coverage(a, b);
  if (words.larger < .9 && a.words.size() != b.words.size())
    if (const auto joined = joined_coverage(a, b); joined.larger > words.larger) words = joined;
  const auto take = [&](double score, std::string part) {
    if (score <= result.score) return;
    result.score = score;
    result.parts.assign(1, std::move(part));
  };
  if (words.equal + words.near > 0)
    take(of_words(a, b, words, kind) * weak_factor(a, b),
         fmt::format("{} of {} and {} words of the names are equal, {} are alike in spelling or sound", words.equal, a.words.size(),
                     b.words.size(), words.near));
  take(of_whole(a, b) * weak_factor(a, b), "the names are alike when their words are joined");
  take(han_pairs(a.han, b.han), "the names share Han characters");
  if (kind == NameKind::Organisation) {
    if (is_initials(a, b) || is_initials(b, a)) take(kInitialsOfOther, "one name is the initials of the other");
    if (is_abbreviation(a, b) || is_abbreviation(b, a)) take(kAbbreviation, "one name is an abbreviation of the other");
  }
  return result;
}

} // namespace cuibono::match
