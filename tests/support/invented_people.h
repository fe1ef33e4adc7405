#pragma once
// Invented people by the thousand, some of them recorded twice in different words, and which those are. The same for the same seed.

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/snapshot.h"

namespace cuibono::testing {

struct InventedPeople {
  model::CaseSnapshot snapshot;
  std::set<std::pair<std::uint32_t, std::uint32_t>> same; ///< row numbers, the smaller first
};

class PeopleMaker {
 public:
  explicit PeopleMaker(std::uint64_t seed) : state_(seed * 2 + 1) {}

  /// `count` records, every sixth of them a second record of somebody before it.
  InventedPeople make(std::uint32_t count) {
    InventedPeople people;
    auto& table = people.snapshot.of<model::Entity>();
    for (std::uint32_t id = 1; id <= count; ++id) {
      const bool repeats = id % 6 == 0;
      const std::uint32_t of = id - 1 - below(5);
      model::Entity row = repeats ? changed(*table.find({of})) : person();
      row.id = {id};
      row.key = "P" + std::to_string(id);
      if (repeats) people.same.emplace(of, id);
      table.put(std::move(row));
    }
    return people;
  }

 private:
  std::uint32_t below(std::uint32_t limit) {
    state_ ^= state_ << 13, state_ ^= state_ >> 7, state_ ^= state_ << 17;
    return static_cast<std::uint32_t>((state_ >> 11) % limit);
  }

  // A few names are borne by many, most by few: the product of two draws is small more often than large.
  std::string word(std::uint32_t pool) {
    static constexpr const char* kStart[] = {"k", "s", "m", "th", "ch", "p", "b", "n", "l", "r", "v", "d", "t", "ph", "kh", "s"};
    static constexpr const char* kVowel[] = {"a", "i", "o", "u", "e", "ai", "ao", "ee"};
    static constexpr const char* kEnd[] = {"n", "ng", "m", "t", "k", "", "r", "l"};
    auto number = static_cast<std::uint32_t>(static_cast<std::uint64_t>(below(pool)) * below(pool) / pool);
    std::string text;
    for (int syllable = 0; syllable < 2 || number > 0; ++syllable) {
      text += kStart[(number + static_cast<std::uint32_t>(syllable) * 5) % 16];
      text += kVowel[number / 16 % 8];
      if (syllable > 0) text += kEnd[number / 128 % 8];
      number /= syllable > 0 ? 1024 : 128;
    }
    return text;
  }

  model::Entity person() {
    model::Entity row;
    row.kind = model::EntityKind::Person;
    row.name = word(20'000) + " " + word(60'000);
    row.birth_date = {static_cast<std::int16_t>(1950 + below(55)), static_cast<std::uint8_t>(1 + below(12)), static_cast<std::uint8_t>(1 + below(28))};
    if (below(3) == 0) row.attributes.emplace_back("phone", "08" + std::to_string(10'000'000 + below(89'999'999)));
    return row;
  }

  // As another clerk writes the same person down.
  model::Entity changed(model::Entity row) {
    const auto blank = row.name.find(' ');
    std::string first = row.name.substr(0, blank), last = row.name.substr(blank + 1);
    if (below(3) == 0) misspell(below(2) == 0 ? first : last);
    row.name = below(2) == 0 ? last + ", " + first : "Mr. " + first + " " + last;
    switch (below(6)) {
      case 0: row.birth_date = {}; break;
      case 1: row.birth_date = {row.birth_date.year}; break;
      case 2: if (row.birth_date.day <= 12) std::swap(row.birth_date.day, row.birth_date.month); break;
      default: break;
    }
    if (below(2) == 0) row.attributes.clear();
    return row;
  }

  void misspell(std::string& text) {
    const auto at = below(static_cast<std::uint32_t>(text.size()));
    if (below(2) == 0) text[at] = "aeiountks"[below(9)];
    else text.insert(at, 1, text[at]);
  }

  std::uint64_t state_;
};

} // namespace cuibono::testing
