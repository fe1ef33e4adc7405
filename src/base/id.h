#pragma once
// Row numbers of the case as distinct types, so that a tie's number cannot be passed for an entity's.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace cuibono::base {

/// 0 means "none". Numbers are given once and never used again.
template <class Tag>
struct StrongId {
  std::uint32_t value = 0;

  explicit operator bool() const { return value != 0; }
  auto operator<=>(const StrongId&) const = default;
};

} // namespace cuibono::base

template <class Tag>
struct std::hash<cuibono::base::StrongId<Tag>> {
  std::size_t operator()(cuibono::base::StrongId<Tag> id) const noexcept { return std::hash<std::uint32_t>{}(id.value); }
};
