#pragma once
// Amounts in doubles made whole cents again, so that parts add up to their total.

#include <cstdint>
#include <vector>

namespace cuibono::base {

/// Whole cents nearest to the parts (in units, >= 0) that add up to `total_cents` exactly: the largest remainders get
/// the odd cents (Hamilton's method), ties by place. `parts` must add up to about the total.
std::vector<std::int64_t> to_cents(const std::vector<double>& parts, std::int64_t total_cents);

} // namespace cuibono::base
