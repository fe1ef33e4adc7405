#pragma once
// One kind of row of a case, in order of row number. A value: copies share what neither has changed, so that a snapshot
// costs little to keep and an edit copies the rows around it, not the case.

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <utility>

#include "model/rows_in_pieces.h"

namespace cuibono::model {

template <class Row>
class Table {
 public:
  using Id = typename Row::Id;

  const Rows<Row>& rows() const { return rows_; }
  std::size_t size() const { return rows_.size(); }
  bool empty() const { return rows_.empty(); }
  auto begin() const { return rows_.begin(); }
  auto end() const { return rows_.end(); }

  /// The row of that number, or null; valid while this table is.
  const Row* find(Id id) const {
    const auto at = position(id);
    return at < rows_.size() && rows_[at].id == id ? &rows_[at] : nullptr;
  }

  /// Place of the row of that number in rows(), or of the next higher one.
  std::size_t position(Id id) const {
    if (id.value >= 1 && id.value <= rows_.size() && rows_[id.value - 1].id == id) return id.value - 1; // no gaps before it
    return static_cast<std::size_t>(std::lower_bound(begin(), end(), id, [](const Row& row, Id wanted) { return row.id < wanted; }) - begin());
  }

  /// The number that the next new row takes; it only grows.
  Id next_id() const { return {next_}; }
  void reserve_ids_below(std::uint32_t next) { next_ = std::max(next_, next); }

  /// Adds the row, or replaces the one of the same number.
  void put(Held<Row> row) {
    assert(row && row->id);
    const auto id = row->id;
    reserve_ids_below(id.value + 1);
    if (rows_.empty() || rows_.back().id < id) return rows_.push_back(std::move(row));
    const auto at = position(id);
    if (rows_[at].id == id) rows_.replace(at, std::move(row));
    else rows_.insert(at, std::move(row));
  }

  void erase(Id id) {
    if (find(id)) rows_.erase(position(id));
  }

  bool operator==(const Table& other) const { return std::equal(begin(), end(), other.begin(), other.end()); }

 private:
  Rows<Row> rows_;
  std::uint32_t next_ = 1;
};

} // namespace cuibono::model
