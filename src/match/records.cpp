#include "match/records.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "model/masks.h"

namespace cuibono::match {
namespace {

using model::Entity;
using model::EntityKind;

constexpr std::size_t kMostNames = 6;   ///< of a record that are compared: the name and its first aliases
constexpr std::size_t kMostValues = 32; ///< of a record

Group group_of(EntityKind kind) {
  switch (kind) {
    case EntityKind::Person: return Group::Person;
    case EntityKind::Company: case EntityKind::Trust: case EntityKind::Establishment: return Group::Company;
    case EntityKind::Vessel: return Group::Vessel;
    case EntityKind::Vehicle: return Group::Vehicle;
    case EntityKind::Account: return Group::Account;
    case EntityKind::Phone: return Group::Phone;
    case EntityKind::Document: return Group::Document;
    case EntityKind::Place: return Group::Place;
    case EntityKind::Asset: return Group::Asset;
    case EntityKind::Unknown: return Group::Unknown;
    case EntityKind::Post: case EntityKind::Event: return Group::None;
  }
  return Group::None;
}

NameKind name_kind(Group group) {
  return group == Group::Person ? NameKind::Person : group == Group::Company ? NameKind::Organisation : NameKind::Other;
}

// What an entity is that is itself a number.
std::optional<ValueType> own_number(Group group) {
  switch (group) {
    case Group::Account: return ValueType::Account;
    case Group::Phone: return ValueType::Phone;
    case Group::Document: return ValueType::Document;
    case Group::Vehicle: return ValueType::Plate;
    default: return std::nullopt;
  }
}

std::uint64_t mixed(const Value& value) { return (value.key ^ (static_cast<std::uint64_t>(value.type) + 1) * 0x9E3779B97F4A7C15ULL); }

} // namespace

bool is_same(const Value& a, const Value& b) {
  return a.type == b.type && a.key == b.key && (a.full == 0 || b.full == 0 || a.full == b.full);
}

std::uint64_t hash_of(std::string_view text, std::uint64_t seed) {
  std::uint64_t hash = 0xCBF29CE484222325ULL ^ (seed * 0x9E3779B97F4A7C15ULL);
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return hash ^ hash >> 32;
}

class RecordsReader {
 public:
  RecordsReader(const model::CaseSnapshot& snapshot, const NameReader& names, const Latin& latin)
      : snapshot_(snapshot), reader_(names), latin_(latin) {
    for (const Entity& entity : snapshot.entities()) any_sealed_ = any_sealed_ || !entity.masks.empty();
    out_.records_.reserve(snapshot.entities().size());
  }

  Records read() {
    for (const Entity& entity : snapshot_.entities()) add(entity);
    out_.sorted_values_.shrink_to_fit();
    std::ranges::sort(out_.sorted_values_);
    return std::move(out_);
  }

 private:
  void add(const Entity& entity) {
    Record record{entity.id, group_of(entity.kind), entity.birth_date};
    if (record.group == Group::None) return;
    if (entity.country.size() == 2)
      record.country = static_cast<std::uint16_t>(static_cast<unsigned char>(entity.country[0]) << 8 | static_cast<unsigned char>(entity.country[1]));
    add_names(record, entity);
    add_values(record, entity);
    if (record.names.first != record.names.last || record.values.first != record.values.last || record.masks.first != record.masks.last)
      out_.records_.push_back(record);
  }

  void add_names(Record& record, const Entity& entity) {
    record.names.first = static_cast<std::uint32_t>(out_.names_.size());
    record.masks.first = static_cast<std::uint32_t>(out_.masks_.size());
    seen_.clear();
    for (const auto& mask : entity.masks) out_.masks_.push_back(hash_of(mask));
    if (!own_number(record.group)) {
      add_name(record, entity.name);
      for (const auto& alias : entity.aliases)
        if (alias != entity.key) add_name(record, alias);
    }
    record.names.last = static_cast<std::uint32_t>(out_.names_.size());
    record.masks.last = static_cast<std::uint32_t>(out_.masks_.size());
    out_.named_ += record.names.last > record.names.first;
    sounds_seen_.clear();
    for (const auto word : seen_) ++out_.word_counts_[word], sounds_seen_.insert(out_.sound_of_[word]);
    for (const auto sound : sounds_seen_) ++out_.sound_counts_[sound];
  }

  void add_name(const Record& record, const std::string& text) {
    if (out_.names_.size() - record.names.first >= kMostNames) return;
    if (any_sealed_)
      if (const auto mask = model::mask_of(shortened(text), snapshot_.case_id); !mask.empty()) out_.masks_.push_back(hash_of(mask));
    const auto name = reader_.read(text, name_kind(record.group));
    if (name.empty()) return;
    const auto first = static_cast<std::uint32_t>(out_.words_.size());
    for (const Word& word : name.words) {
      const auto number = number_of_word(word);
      out_.words_.push_back(number);
      seen_.insert(number);
    }
    out_.names_.push_back({first, static_cast<std::uint32_t>(out_.words_.size())});
  }

  std::uint32_t number_of_word(const Word& word) {
    const auto [at, is_new] = numbers_.try_emplace(word.text, static_cast<std::uint32_t>(out_.dictionary_.size()));
    if (!is_new) return at->second;
    out_.dictionary_.push_back(word);
    out_.word_counts_.push_back(0);
    const auto [sound, is_new_sound] = sounds_.try_emplace(word.skeleton, static_cast<std::uint32_t>(out_.sound_counts_.size()));
    if (is_new_sound) out_.sound_counts_.push_back(0);
    out_.sound_of_.push_back(sound->second);
    return at->second;
  }

  void add_values(Record& record, const Entity& entity) {
    record.values.first = static_cast<std::uint32_t>(out_.values_.size());
    if (const auto type = own_number(record.group)) {
      add_value(record, *type, entity.name, entity.country, 0);
      if (out_.values_.size() == record.values.first) add_value(record, *type, entity.key, entity.country, 0);
    }
    for (const auto& [column, text] : entity.attributes)
      if (const auto type = type_of_column(column))
        for (const auto& one : *type == ValueType::Address ? std::vector<std::string>{text} : base::split_list(text))
          add_value(record, *type, one, entity.country, static_cast<std::uint32_t>(hash_of(column.substr(0, column.find(" of ")))));
    record.values.last = static_cast<std::uint32_t>(out_.values_.size());
    count_values(record);
  }

  void add_value(const Record& record, ValueType type, std::string_view text, std::string_view country, std::uint32_t column) {
    if (out_.values_.size() - record.values.first >= kMostValues) return;
    Value value{0, 0, column, type};
    std::string usual;
    if (type == ValueType::Phone) {
      const auto phone = phone_number(text, country);
      usual = phone_tail(phone);
      if (phone.is_full) value.full = hash_of(phone.digits);
    } else {
      usual = type == ValueType::Address ? address_key(latin_(text)) : match::number_of(type, text);
    }
    if (usual.empty()) return;
    value.key = hash_of(usual);
    out_.values_.push_back(value);
  }

  void count_values(const Record& record) {
    std::uint32_t types = 0;
    const auto own = std::span(out_.values_).subspan(record.values.first);
    for (std::size_t i = 0; i < own.size(); ++i) {
      types |= 1U << static_cast<unsigned>(own[i].type);
      const bool is_repeat = std::ranges::any_of(own.first(i), [&](const Value& other) { return mixed(other) == mixed(own[i]); });
      if (!is_repeat) out_.sorted_values_.push_back(mixed(own[i]));
    }
    for (std::size_t type = 0; type < kValueTypes; ++type) out_.type_counts_[type] += types >> type & 1;
  }

  const model::CaseSnapshot& snapshot_;
  const NameReader& reader_;
  const Latin& latin_;
  bool any_sealed_ = false;
  std::unordered_map<std::string, std::uint32_t> numbers_, sounds_;
  std::unordered_set<std::uint32_t> seen_, sounds_seen_; ///< words of the present record, and their skeletons
  Records out_;
};

base::Result<Records> Records::read(const model::CaseSnapshot& snapshot) {
  auto names = NameReader::create();
  if (!names) return tl::unexpected(names.error());
  auto latin = Latin::create();
  if (!latin) return tl::unexpected(latin.error());
  return RecordsReader(snapshot, *names, *latin).read();
}

std::uint32_t Records::count_of(const Value& value) const {
  const auto [first, last] = std::ranges::equal_range(sorted_values_, mixed(value));
  return static_cast<std::uint32_t>(last - first);
}

} // namespace cuibono::match
