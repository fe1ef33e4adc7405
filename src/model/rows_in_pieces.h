#pragma once
// An array of rows cut into pieces that copies share. A copy costs a pointer a piece, and changing one row copies the
// pointers of one piece: so an edit of a case with a hundred thousand rows costs what the edit changes, and the snapshot
// before it stays.

#include <algorithm>
#include <cassert>
#include <compare>
#include <cstddef>
#include <iterator>
#include <memory>
#include <tuple>
#include <utility>
#include <vector>

#include "model/held.h"

namespace cuibono::model {

template <class Row>
class Rows {
 public:
  static constexpr std::size_t kPiece = 512; ///< rows in a full piece

  class Iterator {
   public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = Row;
    using difference_type = std::ptrdiff_t;
    using reference = const Row&;
    using pointer = const Row*;

    Iterator() = default;
    Iterator(const Rows* rows, std::size_t at) : rows_(rows), at_(at) {}

    reference operator*() const { return (*rows_)[at_]; }
    pointer operator->() const { return &(*rows_)[at_]; }
    reference operator[](difference_type n) const { return *(*this + n); }
    Iterator& operator++() { return ++at_, *this; }
    Iterator& operator--() { return --at_, *this; }
    Iterator operator++(int) { return {rows_, at_++}; }
    Iterator operator--(int) { return {rows_, at_--}; }
    Iterator& operator+=(difference_type n) { return at_ += static_cast<std::size_t>(n), *this; }
    Iterator& operator-=(difference_type n) { return at_ -= static_cast<std::size_t>(n), *this; }
    friend Iterator operator+(Iterator it, difference_type n) { return it += n; }
    friend Iterator operator+(difference_type n, Iterator it) { return it += n; }
    friend Iterator operator-(Iterator it, difference_type n) { return it -= n; }
    friend difference_type operator-(Iterator a, Iterator b) { return static_cast<difference_type>(a.at_) - static_cast<difference_type>(b.at_); }
    friend bool operator==(Iterator a, Iterator b) { return a.at_ == b.at_; }
    friend auto operator<=>(Iterator a, Iterator b) { return a.at_ <=> b.at_; }

   private:
    const Rows* rows_ = nullptr;
    std::size_t at_ = 0;
  };

  using value_type = Row;

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, size_}; }
  const Row& front() const { return (*this)[0]; }
  const Row& back() const { return *pieces_.back()->back(); }

  /// Valid while a copy of these rows that shares the piece is.
  const Row& operator[](std::size_t at) const {
    assert(at < size_);
    if (even_) return *(*pieces_[at / kPiece])[at % kPiece];
    const auto [piece, inside] = place(at);
    return *(*pieces_[piece])[inside];
  }

  void push_back(Held<Row> row) {
    if (pieces_.empty() || pieces_.back()->size() >= kPiece) open_piece(pieces_.size(), std::make_shared<Piece>());
    own(pieces_.size() - 1).push_back(std::move(row));
    ++size_;
  }

  void replace(std::size_t at, Held<Row> row) {
    const auto [piece, inside] = place(at);
    own(piece)[inside] = std::move(row);
  }

  /// Before the row at that place; at most size().
  void insert(std::size_t at, Held<Row> row) {
    if (at == size_) return push_back(std::move(row));
    auto [piece, inside] = place(at);
    if (pieces_[piece]->size() >= kPiece) {
      split(piece);
      std::tie(piece, inside) = place(at);
    }
    auto& rows = own(piece);
    rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(inside), std::move(row));
    ++size_;
    count_from(piece);
  }

  void erase(std::size_t at) {
    const auto [piece, inside] = place(at);
    auto& rows = own(piece);
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(inside));
    --size_;
    if (rows.empty()) {
      pieces_.erase(pieces_.begin() + static_cast<std::ptrdiff_t>(piece));
      starts_.erase(starts_.begin() + static_cast<std::ptrdiff_t>(piece));
    }
    count_from(piece);
  }

 private:
  using Piece = std::vector<Held<Row>>;

  std::pair<std::size_t, std::size_t> place(std::size_t at) const {
    const auto piece = static_cast<std::size_t>(std::upper_bound(starts_.begin(), starts_.end(), at) - starts_.begin()) - 1;
    return {piece, at - starts_[piece]};
  }

  Piece& own(std::size_t piece) {
    auto& shared = pieces_[piece];
    if (shared.use_count() > 1) {
      auto copy = std::make_shared<Piece>();
      copy->reserve(std::min(kPiece, shared->size() + 1));
      copy->assign(shared->begin(), shared->end());
      shared = std::move(copy);
    }
    return *shared;
  }

  void open_piece(std::size_t where, std::shared_ptr<Piece> rows) {
    pieces_.insert(pieces_.begin() + static_cast<std::ptrdiff_t>(where), std::move(rows));
    starts_.insert(starts_.begin() + static_cast<std::ptrdiff_t>(where), size_);
    if (where > 0) even_ = even_ && pieces_[where - 1]->size() == kPiece;
  }

  void split(std::size_t piece) {
    auto& rows = own(piece);
    const auto middle = rows.begin() + static_cast<std::ptrdiff_t>(rows.size() / 2);
    auto half = std::make_shared<Piece>(std::make_move_iterator(middle), std::make_move_iterator(rows.end()));
    rows.erase(middle, rows.end());
    open_piece(piece + 1, std::move(half));
    count_from(piece);
  }

  void count_from(std::size_t piece) {
    for (auto i = std::max<std::size_t>(piece, 1); i < pieces_.size(); ++i) starts_[i] = starts_[i - 1] + pieces_[i - 1]->size();
    if (!starts_.empty()) starts_[0] = 0;
    even_ = pieces_.size() <= 1 || std::all_of(pieces_.begin(), pieces_.end() - 1, [](const auto& rows) { return rows->size() == kPiece; });
  }

  std::vector<std::shared_ptr<Piece>> pieces_;
  std::vector<std::size_t> starts_; ///< place of each piece's first row
  std::size_t size_ = 0;
  bool even_ = true; ///< every piece but the last is full, so that a place says its piece
};

} // namespace cuibono::model
