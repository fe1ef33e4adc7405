#pragma once
// From ids to rows, for hundreds of thousands of ids: open addressing over one array, because a node for each id costs an
// import more than everything else. Keys are kept, and mostly short enough to need no memory of their own, so that the file's
// text can go while they stay.

#include <bit>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cuibono::ingest {

/// `Key`: std::string, or std::string_view of text that outlives the map.
template <class Value, class Key = std::string>
class KeyMap {
 public:
  std::size_t size() const { return entries_.size(); }

  void reserve(std::size_t count) {
    if (count * 2 <= slots_.size()) return;
    rehash(std::bit_ceil(count * 2 + 16));
    entries_.reserve(slots_.size() / 2);
  }

  /// The value of the key, or null; valid until the next add.
  const Value* find(std::string_view key) const {
    if (slots_.empty()) return nullptr;
    const auto& slot = slots_[place(key, short_hash(key))];
    return slot.entry ? &entries_[slot.entry - 1].value : nullptr;
  }
  Value* find(std::string_view key) { return const_cast<Value*>(std::as_const(*this).find(key)); }

  /// Sets the value of the key, new or not.
  void set(std::string_view key, Value value) {
    reserve(entries_.size() + 1);
    const auto hash = short_hash(key);
    auto& slot = slots_[place(key, hash)];
    if (slot.entry) {
      entries_[slot.entry - 1].value = std::move(value);
      return;
    }
    entries_.push_back({Key(key), std::move(value)});
    slot = {hash, static_cast<std::uint32_t>(entries_.size())};
  }

 private:
  struct Entry { Key key; Value value; };
  struct Slot { std::uint32_t hash = 0, entry = 0; }; ///< entry: 1 more than the index; 0: free

  static std::uint32_t short_hash(std::string_view key) { return static_cast<std::uint32_t>(std::hash<std::string_view>{}(key)); }

  // Where the key stands or would stand; at most half of the slots are taken, so that there is always a free one.
  std::size_t place(std::string_view key, std::uint32_t hash) const {
    const auto mask = slots_.size() - 1;
    auto at = hash & mask;
    while (slots_[at].entry && (slots_[at].hash != hash || entries_[slots_[at].entry - 1].key != key)) at = (at + 1) & mask;
    return at;
  }

  void rehash(std::size_t count) {
    slots_.assign(count, {});
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      const auto hash = short_hash(entries_[i].key);
      slots_[place(entries_[i].key, hash)] = {hash, static_cast<std::uint32_t>(i + 1)};
    }
  }

  std::vector<Entry> entries_;
  std::vector<Slot> slots_;
};

} // namespace cuibono::ingest
