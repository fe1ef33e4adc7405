#pragma once
// Sine and cosine from sums and products alone, so that every machine gives the same bits; to 1e-14.

#include "layout/force.h"

namespace cuibono::layout {

/// The point of the unit circle after that share of a full turn, 0 to 1; from (1, 0) through (0, 1).
inline Point on_circle(double turn) {
  const double turns = 8 * turn;
  const auto eighth = static_cast<int>(turns);
  const double angle = (turns - eighth) * .78539816339744830962; // 0 to a quarter of pi
  double sine = angle, cosine = 1, sine_term = angle, cosine_term = 1;
  for (int i = 1; i < 9; ++i) {
    cosine_term *= -angle * angle / ((2 * i - 1) * (2 * i));
    sine_term *= -angle * angle / ((2 * i) * (2 * i + 1));
    cosine += cosine_term;
    sine += sine_term;
  }
  constexpr double kHalf = .70710678118654752440; // the square root of one half
  for (int i = 0; i < eighth % 8; ++i) {
    const double x = kHalf * (cosine - sine);
    sine = kHalf * (cosine + sine);
    cosine = x;
  }
  return {cosine, sine};
}

} // namespace cuibono::layout
