#pragma once
// A row or nothing, like std::optional, but a pointer wide: where it holds nothing it takes no room. An import of a
// million new rows is a million changes that have no row before.

#include <memory>
#include <optional>
#include <utility>

namespace cuibono::model {

template <class Row>
class Held {
 public:
  Held() = default;
  Held(std::nullopt_t) {}
  Held(Row row) : row_(std::make_unique<Row>(std::move(row))) {}
  Held(const Held& other) : row_(other.row_ ? std::make_unique<Row>(*other.row_) : nullptr) {}
  Held(Held&&) noexcept = default;
  Held& operator=(const Held& other) { return *this = Held(other); }
  Held& operator=(Held&&) noexcept = default;
  ~Held() = default;

  explicit operator bool() const { return row_ != nullptr; }
  Row& operator*() { return *row_; }
  const Row& operator*() const { return *row_; }
  Row* operator->() { return row_.get(); }
  const Row* operator->() const { return row_.get(); }
  Row& emplace() { return *(row_ = std::make_unique<Row>()); }
  void reset() { row_.reset(); }

  friend bool operator==(const Held& a, const Held& b) { return a && b ? *a == *b : !a && !b; }

 private:
  std::unique_ptr<Row> row_;
};

} // namespace cuibono::model
