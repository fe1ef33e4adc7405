#pragma once
// The entities of a case as records that can be compared by the million: names cut into numbered words, values hashed. No
// text of a case is kept but the words themselves.

#include <cstdint>
#include <span>
#include <vector>

#include "match/name.h"
#include "match/values.h"
#include "model/snapshot.h"

namespace cuibono::match {

/// Only records of one group are compared; Unknown with persons and companies too.
enum class Group : std::uint8_t { Person, Company, Vessel, Vehicle, Account, Phone, Document, Place, Asset, Unknown, None };

struct Value {
  std::uint64_t key = 0;  ///< the value in its usual form; of a phone its last 8 digits
  std::uint64_t full = 0; ///< of a phone with its country's code the whole number, else 0
  std::uint32_t column = 0; ///< which column it stood in, so that a passport is not held against a seaman's book
  ValueType type = ValueType::Phone;
};

/// Two phones of which both have their country's code must agree in it too.
bool is_same(const Value& a, const Value& b);

struct Range {
  std::uint32_t first = 0, last = 0;
};

struct Record {
  model::EntityId id;
  Group group = Group::None;
  base::Date birth;
  std::uint16_t country = 0; ///< two letters; 0: none
  Range names;               ///< in Records::names
  Range values;              ///< in Records::values
  Range masks;               ///< in Records::masks: fingerprints of sealed names, and of names where anybody's are sealed
};

class Records {
 public:
  /// Only the entities that can be matched. Fails where ICU does.
  static base::Result<Records> read(const model::CaseSnapshot& snapshot);

  std::span<const Record> all() const { return records_; }
  std::span<const Range> names(const Record& record) const { return part(names_, record.names); }
  /// Numbers of the words of a name.
  std::span<const std::uint32_t> words(Range name) const { return part(words_, name); }
  std::span<const Value> values(const Record& record) const { return part(values_, record.values); }
  std::span<const std::uint64_t> masks(const Record& record) const { return part(masks_, record.masks); }
  const Word& word(std::uint32_t number) const { return dictionary_[number]; }

  /// How many records have it among their names; how many have the value.
  std::uint32_t count_of_word(std::uint32_t number) const { return word_counts_[number]; }
  /// How many have a word of that skeleton among them.
  std::uint32_t count_of_sound(std::uint32_t number) const { return sound_counts_[sound_of_[number]]; }
  std::uint32_t count_of(const Value& value) const;
  /// How many records have any value of that type; how many have a name.
  std::uint32_t count_of_type(ValueType type) const { return type_counts_[static_cast<std::size_t>(type)]; }
  std::uint32_t count_of_named() const { return named_; }

 private:
  friend class RecordsReader;
  template <class T>
  static std::span<const T> part(const std::vector<T>& all, Range range) {
    return std::span(all).subspan(range.first, range.last - range.first);
  }

  std::vector<Record> records_;
  std::vector<Range> names_; ///< each a range of words_
  std::vector<std::uint32_t> words_, word_counts_;
  std::vector<std::uint32_t> sound_of_, sound_counts_; ///< of each word the number of its skeleton; of each skeleton
  std::vector<Word> dictionary_;
  std::vector<Value> values_;
  std::vector<std::uint64_t> masks_;
  std::vector<std::uint64_t> sorted_values_; ///< mixed with their types, one a record
  std::uint32_t type_counts_[kValueTypes] = {};
  std::uint32_t named_ = 0;
};

/// 64 bits of any text, the same on every machine (FNV-1a).
std::uint64_t hash_of(std::string_view text, std::uint64_t seed = 0);

} // namespace cuibono::match
