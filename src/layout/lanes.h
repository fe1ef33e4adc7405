#pragma once
// Four numbers at once. Each lane is plain IEEE arithmetic, and sums go over the lanes in one order: the same bits on
// every machine.

#include <cmath>
#include <cstring>

namespace cuibono::layout {

using Lanes = float __attribute__((vector_size(16)));
inline constexpr std::size_t kLanes = 4;

inline Lanes load(const float* from) {
  Lanes lanes;
  std::memcpy(&lanes, from, sizeof lanes);
  return lanes;
}

inline Lanes all(float value) { return Lanes{value, value, value, value}; }
inline float sum(Lanes a) { return (a[0] + a[1]) + (a[2] + a[3]); }
inline Lanes root(Lanes a) { return Lanes{std::sqrt(a[0]), std::sqrt(a[1]), std::sqrt(a[2]), std::sqrt(a[3])}; }

} // namespace cuibono::layout
