#include "match/blocks.h"

#include <algorithm>
#include <string>

#include "match/name_words.h"

namespace cuibono::match {
namespace {

constexpr std::size_t kWordsInPairs = 4;     ///< of a name, from its first
constexpr std::uint32_t kRareWord = 30;      ///< borne by at most so many records: a key of its own
constexpr std::size_t kPairsAtOnce = 24'000'000; ///< are put in order and cleared of repeats

enum KeyKind : std::uint64_t { WordPair = 1, SingleWord, RareWord, WholeName, ExactName, PairAndYear, Initials, BirthAndWord, ValueKey, Mask };

struct Keyed {
  std::uint64_t key;
  std::uint32_t record;
  auto operator<=>(const Keyed&) const = default;
};

// Words of one sound have one number; Chinese surnames of one writing too.
class Sounds {
 public:
  std::uint64_t of(const Word& word) const {
    if (const int family = surname_family(word.text)) return hash_of("family", static_cast<std::uint64_t>(family));
    return word.skeleton.size() >= 2 ? hash_of(word.skeleton) : hash_of(word.text, 7);
  }
};

class KeyMaker {
 public:
  explicit KeyMaker(const Records& records) : records_(records) {}

  std::vector<Keyed> keys() {
    const auto all = records_.all();
    keys_.reserve(all.size() * 6);
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      for (const auto name : records_.names(all[i])) add_name(i, all[i], records_.words(name));
      for (const auto& value : records_.values(all[i])) add(i, ValueKey, value.key ^ static_cast<std::uint64_t>(value.type));
      for (const auto mask : records_.masks(all[i])) add(i, Mask, mask);
    }
    return std::move(keys_);
  }

 private:
  void add(std::uint32_t record, KeyKind kind, std::uint64_t key) {
    keys_.push_back({(key + kind) * 0x9E3779B97F4A7C15ULL ^ static_cast<std::uint64_t>(kind) << 56, record});
  }

  void add_name(std::uint32_t at, const Record& record, std::span<const std::uint32_t> words) {
    std::uint64_t sound[kMostWords];
    std::string whole, initials;
    std::uint64_t exact = 0; // in any order of the words
    const auto count = std::min(words.size(), kMostWords);
    for (std::size_t i = 0; i < count; ++i) {
      const Word& word = records_.word(words[i]);
      sound[i] = sounds_.of(word);
      whole += word.skeleton;
      initials += word.text[0];
      exact += hash_of(word.text);
      if (records_.count_of_word(words[i]) <= kRareWord && word.text.size() >= 4) add(at, RareWord, sound[i]);
      if (record.birth.known() && record.birth.day != 0) add(at, BirthAndWord, sound[i] ^ birth_key(record.birth));
    }
    if (count == 1) add(at, SingleWord, sound[0]);
    const auto paired = std::min(count, kWordsInPairs);
    for (std::size_t i = 0; i < paired; ++i)
      for (std::size_t j = i + 1; j < paired; ++j) {
        const auto both = std::min(sound[i], sound[j]) * 31 + std::max(sound[i], sound[j]);
        add(at, WordPair, both);
        if (record.birth.known()) add(at, PairAndYear, both ^ static_cast<std::uint64_t>(record.birth.year) << 40);
      }
    if (count >= 2) add(at, ExactName, exact);
    if (whole.size() >= 3) add(at, WholeName, hash_of(whole));
    if (record.group != Group::Company) return;
    if (count >= 2) add(at, Initials, hash_of(initials));
    else if (records_.word(words[0]).text.size() <= 6) add(at, Initials, hash_of(records_.word(words[0]).text));
  }

  // Day and month in either order.
  static std::uint64_t birth_key(base::Date date) {
    const auto low = std::min(date.day, date.month), high = std::max(date.day, date.month);
    return (static_cast<std::uint64_t>(date.year) << 16 | static_cast<std::uint64_t>(low) << 8 | high) * 0x2545F4914F6CDD1DULL;
  }

  const Records& records_;
  Sounds sounds_;
  std::vector<Keyed> keys_;
};

class PairMaker {
 public:
  PairMaker(const Records& records, Candidates& out, model::EntityId from) : records_(records), out_(out), from_(from) {}

  void add_block(std::span<Keyed> block) {
    if (block.size() < 2) return;
    ++out_.blocks;
    const bool is_large = block.size() > kLargestBlock;
    if (is_large) in_order_of_likeness(block);
    const auto reach = is_large ? kNeighbours : block.size();
    for (std::size_t i = 0; i < block.size(); ++i)
      for (std::size_t j = i + 1; j < std::min(block.size(), i + 1 + reach); ++j) add_pair(block[i].record, block[j].record);
    if (!is_large) return;
    ++out_.oversized;
    const std::uint64_t size = block.size(), left = size - 1 - reach;
    out_.skipped += left * (left + 1) / 2;
  }

  void clear_repeats() {
    auto& pairs = out_.pairs;
    std::ranges::sort(pairs);
    const auto repeats = std::ranges::unique(pairs);
    pairs.erase(repeats.begin(), repeats.end());
    limit_ = std::max(kPairsAtOnce, pairs.size() * 2);
  }

 private:
  void add_pair(std::uint32_t a, std::uint32_t b) {
    if (a == b || !can_match(records_.all()[a].group, records_.all()[b].group)) return;
    if (records_.all()[a].id < from_ && records_.all()[b].id < from_) return;
    out_.pairs.push_back({std::min(a, b), std::max(a, b)});
    if (out_.pairs.size() >= limit_) clear_repeats();
  }

  void in_order_of_likeness(std::span<Keyed> block) const {
    const auto rank = [&](const Keyed& keyed) {
      const Record& record = records_.all()[keyed.record];
      const auto names = records_.names(record);
      const auto words = names.empty() ? std::span<const std::uint32_t>() : records_.words(names[0]);
      std::uint64_t sum = 0; // in any order of the words
      for (const auto word : words) sum += hash_of(records_.word(word).text);
      return std::tuple(record.birth, sum, keyed.record);
    };
    std::ranges::sort(block, {}, rank);
  }

  const Records& records_;
  Candidates& out_;
  model::EntityId from_;
  std::size_t limit_ = kPairsAtOnce;
};

} // namespace

bool can_match(Group a, Group b) {
  if (a == b) return true;
  const auto fits_unknown = [](Group other) { return other == Group::Person || other == Group::Company; };
  return (a == Group::Unknown && fits_unknown(b)) || (b == Group::Unknown && fits_unknown(a));
}

Candidates candidates(const Records& records, base::Progress& progress, model::EntityId from) {
  auto keys = KeyMaker(records).keys();
  std::ranges::sort(keys);
  const auto repeats = std::ranges::unique(keys);
  keys.erase(repeats.begin(), repeats.end());
  Candidates out;
  PairMaker pairs(records, out, from);
  for (std::size_t first = 0; first < keys.size() && !progress.stopped();) {
    auto last = first;
    while (last < keys.size() && keys[last].key == keys[first].key) ++last;
    pairs.add_block(std::span(keys).subspan(first, last - first));
    first = last;
  }
  pairs.clear_repeats();
  return out;
}

} // namespace cuibono::match
