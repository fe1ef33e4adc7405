#pragma once
// An amount that is known to lie between two others: the triangular distribution, by its inverse (Kotz and van Dorp
// 2004, section 1.3). Low and high are the ends, the stated value is the mode.

#include <cmath>

namespace cuibono::benefit {

struct Triangle {
  double low = 0, mode = 0, high = 0;

  static Triangle certain(double value) { return {value, value, value}; }
  bool is_certain() const { return low == high; }

  /// The value below which a part `u` (0 to 1) of the probability lies.
  double at(double u) const {
    if (is_certain()) return mode;
    const double left = (mode - low) / (high - low);
    return u < left ? low + std::sqrt(u * (high - low) * (mode - low))
                    : high - std::sqrt((1 - u) * (high - low) * (high - mode));
  }
};

} // namespace cuibono::benefit
