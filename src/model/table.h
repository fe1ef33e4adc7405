#pragma once
// One kind of row of a case, in order of row number. A value: copies share the rows until one of them changes, so that
// a snapshot costs nothing to keep and an edit copies one table, not the case.

#include <algorithm>
#include <cassert>
#include <memory>
#include <span>
#include <vector>

namespace cuibono::model {

template <class Row>
class Table {
 public:
  using Id = typename Row::Id;

  std::span<const Row> rows() const { return rows_ ? std::span<const Row>(*rows_) : std::span<const Row>(); }
  std::size_t size() const { return rows_ ? rows_->size() : 0; }
  bool empty() const { return size() == 0; }
  auto begin() const { return rows().begin(); }
  auto end() const { return rows().end(); }

  /// The row of that number, or null; valid while this table is.
  const Row* find(Id id) const {
    const auto all = rows();
    const auto at = position(id);
    return at < all.size() && all[at].id == id ? &all[at] : nullptr;
  }

  /// Place of the row of that number in rows(), or of the next higher one.
  std::size_t position(Id id) const {
    const auto all = rows();
    if (id.value >= 1 && id.value <= all.size() && all[id.value - 1].id == id) return id.value - 1; // no gaps before it
    return static_cast<std::size_t>(std::lower_bound(all.begin(), all.end(), id,
                                                     [](const Row& row, Id wanted) { return row.id < wanted; }) - all.begin());
  }

  /// The number that the next new row takes; it only grows.
  Id next_id() const { return {next_}; }
  void reserve_ids_below(std::uint32_t next) { next_ = std::max(next_, next); }

  /// Adds the row, or replaces the one of the same number.
  void put(Row row) {
    assert(row.id);
    reserve_ids_below(row.id.value + 1);
    auto& own = unshare();
    if (own.empty() || own.back().id < row.id) {
      own.push_back(std::move(row));
      return;
    }
    const auto at = position(row.id);
    if (own[at].id == row.id) own[at] = std::move(row);
    else own.insert(own.begin() + static_cast<std::ptrdiff_t>(at), std::move(row));
  }

  void erase(Id id) {
    if (!find(id)) return;
    const auto at = position(id);
    auto& own = unshare();
    own.erase(own.begin() + static_cast<std::ptrdiff_t>(at));
  }

  bool operator==(const Table& other) const { return std::ranges::equal(rows(), other.rows()); }

 private:
  std::vector<Row>& unshare() {
    if (!rows_) rows_ = std::make_shared<std::vector<Row>>();
    else if (rows_.use_count() > 1) rows_ = std::make_shared<std::vector<Row>>(*rows_);
    return *rows_;
  }

  std::shared_ptr<std::vector<Row>> rows_;
  std::uint32_t next_ = 1;
};

} // namespace cuibono::model
