#pragma once
// A row or nothing, a pointer wide. Copies share the row, and whoever changes it gets one of its own first: so the rows that an
// import adds lie in memory once, though the edit, the case and the case before the next edit all hold them. Copies may be
// used by different threads; one copy by one thread at a time.

#include <atomic>
#include <cassert>
#include <cstdint>
#include <optional>
#include <utility>

namespace cuibono::model {

template <class Row>
class Held {
 public:
  Held() = default;
  Held(std::nullopt_t) {}
  Held(Row row) : box_(new Box{{1}, std::move(row)}) {}
  Held(const Held& other) noexcept : box_(other.box_) {
    if (box_) box_->owners.fetch_add(1, std::memory_order_relaxed);
  }
  Held(Held&& other) noexcept : box_(std::exchange(other.box_, nullptr)) {}
  Held& operator=(Held other) noexcept {
    std::swap(box_, other.box_);
    return *this;
  }
  ~Held() { reset(); }

  explicit operator bool() const { return box_ != nullptr; }
  const Row& operator*() const { return assert(box_), box_->row; }
  const Row* operator->() const { return &**this; }
  /// The row to change; no other copy sees the change.
  Row& own() {
    assert(box_);
    if (box_->owners.load(std::memory_order_acquire) > 1) *this = Held(box_->row);
    return box_->row;
  }
  Row& emplace() { return (*this = Held(Row{})).own(); }
  void reset() {
    if (box_ && box_->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) delete box_;
    box_ = nullptr;
  }

  friend bool operator==(const Held& a, const Held& b) { return a.box_ == b.box_ || (a && b && *a == *b); }

 private:
  struct Box {
    std::atomic<std::uint32_t> owners;
    Row row;
  };
  Box* box_ = nullptr;
};

} // namespace cuibono::model
