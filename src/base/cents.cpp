#include "base/cents.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cuibono::base {

std::vector<std::int64_t> to_cents(const std::vector<double>& parts, std::int64_t total_cents) {
  std::vector<std::int64_t> cents(parts.size());
  std::vector<double> remainder(parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    // Doubles a hair below a whole cent are that cent.
    const double exact = parts[i] * 100;
    cents[i] = static_cast<std::int64_t>(std::floor(exact + 1e-6));
    remainder[i] = exact - static_cast<double>(cents[i]);
  }
  std::int64_t missing = total_cents - std::accumulate(cents.begin(), cents.end(), std::int64_t{0});
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return remainder[a] > remainder[b]; });
  for (std::size_t i = 0; missing > 0 && !order.empty(); ++i, --missing) ++cents[order[i % order.size()]];
  for (std::size_t i = order.size(); missing < 0 && i-- > 0;) {
    if (cents[order[i]] == 0) continue;
    --cents[order[i]];
    ++missing;
  }
  return cents;
}

} // namespace cuibono::base
