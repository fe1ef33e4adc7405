#pragma once
// What the invented cases draw with.

#include <cmath>
#include <cstdint>
#include <iterator>

#include "base/random.h"

namespace cuibono::validation {

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : random_(seed) {}
  double between(double low, double high) { return low + (high - low) * random_.unit(); }
  int whole(int low, int high) { return low + static_cast<int>(random_.unit() * (high - low + 1)); }
  double triangular(double low, double mode, double high) {
    const double u = random_.unit(), part = (mode - low) / (high - low);
    return u < part ? low + std::sqrt(u * (high - low) * (mode - low)) : high - std::sqrt((1 - u) * (high - low) * (high - mode));
  }
  bool happens(double p) { return random_.unit() < p; }
  template <class List> const auto& one_of(const List& list) { return *std::next(std::begin(list), whole(0, static_cast<int>(std::size(list)) - 1)); }

 private:
  base::Random random_;
};

} // namespace cuibono::validation
