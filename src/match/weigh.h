#pragma once
// The weight of evidence that two records are one, in bits, after Fellegi and Sunter (1969): each value in which they agree adds
// log2(m / u), each in which they differ takes away. docs/matching.md has the formula and the constants.

#include <span>
#include <string>
#include <vector>

#include "match/records.h"

namespace cuibono::match {

/// Weighs without writing sentences, or with them.
struct Reasons {
  std::vector<std::string> why, why_not; ///< whole phrases that quote no name and no value
};

class Weigher {
 public:
  explicit Weigher(const Records& records) : records_(records) {}

  /// Bits for (positive) or against; the prior is among them. Reasons are written where they are asked for.
  double operator()(const Record& a, const Record& b, Reasons* reasons = nullptr) const;

 private:
  double names(const Record& a, const Record& b, Reasons* reasons) const;
  struct NameWeight {
    double bits = 0;
    std::size_t pairs = 0, equal = 0;
    std::uint32_t rarest = 0;
    bool is_joined = false;
  };
  NameWeight one_name(Range a, Range b) const;
  bool is_joined(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) const;
  double masks(const Record& a, const Record& b, Reasons* reasons) const;
  double birth(const Record& a, const Record& b, Reasons* reasons) const;
  double values(const Record& a, const Record& b, Reasons* reasons) const;

  const Records& records_;
};

/// The chance that a record that is not the same has the value too: the part of the others that have it, or `background` where
/// that is less and the case is too small to tell. `count` of `total` records have it, the two among them.
double chance(std::uint32_t count, std::uint32_t total, double background);

} // namespace cuibono::match
