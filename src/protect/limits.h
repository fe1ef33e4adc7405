#pragma once
// How many can open one thing, and how long their names are.

#include <cstddef>

namespace cuibono::protect {

/// The recovery code is one of them. So many, with the longest names, always fit into the header of a case file
/// (store/container.h).
inline constexpr std::size_t kMostSlots = 10;

/// In bytes of JSON.
inline constexpr std::size_t kLongestHolder = 64;

} // namespace cuibono::protect
