#include "layout/pivots.h"

#include <bit>
#include <cmath>
#include <utility>

namespace cuibono::layout {
namespace {

constexpr int kPowerSteps = 100;

std::vector<std::uint32_t> choose(std::size_t nodes, std::size_t count, base::Random& random) {
  std::vector<char> taken(nodes);
  std::vector<std::uint32_t> chosen;
  while (chosen.size() < count) {
    const auto v = static_cast<std::uint32_t>(random.next() % nodes);
    if (std::exchange(taken[v], char{1}) == 0) chosen.push_back(v);
  }
  return chosen;
}

// Breadth first from all pivots at once: bit i of a node's word belongs to pivot i.
class Search {
 public:
  Search(const Level& level, PivotDistances& result)
      : level_(level), result_(result), seen_(level.size()), now_(level.size()), next_(level.size()) {
    for (std::size_t i = 0; i < result.pivots; ++i) {
      const auto v = result.pivot[i];
      seen_[v] = now_[v] = std::uint64_t{1} << i;
      front_.push_back(v);
      result.of_node[v * result.pivots + i] = 0;
    }
  }

  void run() {
    for (float distance = 1; !front_.empty(); ++distance) {
      spread();
      settle(distance);
    }
  }

 private:
  void spread() {
    reached_.clear();
    for (const auto v : front_) {
      for (auto arc = level_.first[v]; arc < level_.first[v + 1]; ++arc) {
        const auto u = level_.to[arc];
        const auto fresh = now_[v] & ~seen_[u];
        if (fresh == 0) continue;
        if (next_[u] == 0) reached_.push_back(u);
        next_[u] |= fresh;
      }
    }
    for (const auto v : front_) now_[v] = 0;
  }

  void settle(float distance) {
    for (const auto u : reached_) {
      now_[u] = std::exchange(next_[u], 0);
      seen_[u] |= now_[u];
      for (auto bits = now_[u]; bits != 0; bits &= bits - 1)
        result_.of_node[u * result_.pivots + static_cast<std::size_t>(std::countr_zero(bits))] = distance;
    }
    front_.swap(reached_);
  }

  const Level& level_;
  PivotDistances& result_;
  std::vector<std::uint64_t> seen_, now_, next_;
  std::vector<std::uint32_t> front_, reached_;
};

// Squared distances, centred over rows and columns: inner products (de Silva and Tenenbaum 2004).
std::vector<double> centred_squares(const PivotDistances& distances, std::size_t nodes) {
  const auto k = distances.pivots;
  std::vector<double> table(nodes * k), column(k);
  double whole = 0;
  for (std::size_t v = 0; v < nodes; ++v) {
    double row = 0;
    for (std::size_t i = 0; i < k; ++i) {
      const double d = distances.of_node[v * k + i];
      table[v * k + i] = d * d;
      row += d * d;
      column[i] += d * d;
    }
    whole += row;
    for (std::size_t i = 0; i < k; ++i) table[v * k + i] -= row / static_cast<double>(k);
  }
  const auto n = static_cast<double>(nodes);
  for (std::size_t v = 0; v < nodes; ++v)
    for (std::size_t i = 0; i < k; ++i)
      table[v * k + i] = -.5 * (table[v * k + i] - column[i] / n + whole / (n * static_cast<double>(k)));
  return table;
}

// The strongest direction of a symmetric matrix beside those found before: power iteration.
std::vector<double> direction(const std::vector<double>& matrix, std::size_t k,
                              const std::vector<std::vector<double>>& before, base::Random& random) {
  std::vector<double> along(k), image(k);
  for (double& x : along) x = random.unit() - .5;
  for (int step = 0; step < kPowerSteps; ++step) {
    for (const auto& other : before) {
      double share = 0;
      for (std::size_t i = 0; i < k; ++i) share += other[i] * along[i];
      for (std::size_t i = 0; i < k; ++i) along[i] -= share * other[i];
    }
    double square = 0;
    for (std::size_t i = 0; i < k; ++i) {
      image[i] = 0;
      for (std::size_t j = 0; j < k; ++j) image[i] += matrix[i * k + j] * along[j];
      square += image[i] * image[i];
    }
    if (square < 1e-200) break; // nothing beside what was found: a path has one direction only
    const double length = std::sqrt(square);
    for (std::size_t i = 0; i < k; ++i) along[i] = image[i] / length;
  }
  return along;
}

// By how much to stretch the places so that their distances from the pivots are right on the whole.
double stretch(const std::vector<Point>& at, const PivotDistances& distances) {
  double first = 0, second = 0;
  for (std::size_t v = 0; v < at.size(); ++v)
    for (std::size_t i = 0; i < distances.pivots; ++i) {
      const double wanted = distances.of_node[v * distances.pivots + i];
      if (wanted <= 0) continue;
      const Point pivot = at[distances.pivot[i]];
      const double dx = at[v].x - pivot.x, dy = at[v].y - pivot.y, ratio = std::sqrt(dx * dx + dy * dy) / wanted;
      first += ratio;
      second += ratio * ratio;
    }
  return second > 0 ? first / second : 1;
}

} // namespace

PivotDistances pivot_distances(const Level& level, std::size_t count, base::Random& random) {
  PivotDistances result{count, std::vector<float>(level.size() * count), choose(level.size(), count, random)};
  Search(level, result).run();
  return result;
}

PivotDistances coarser_distances(const PivotDistances& distances, const Level& fine, const Level& coarse) {
  const auto k = distances.pivots;
  PivotDistances result{k, std::vector<float>(coarse.size() * k), {}};
  for (std::size_t v = 0; v < fine.size(); ++v) {
    const auto parent = fine.parent[v];
    const float share = fine.mass[v] / coarse.mass[parent];
    for (std::size_t i = 0; i < k; ++i) result.of_node[parent * k + i] += share * distances.of_node[v * k + i];
  }
  for (const auto pivot : distances.pivot) result.pivot.push_back(fine.parent[pivot]);
  return result;
}

std::vector<Point> pivot_scaling(const PivotDistances& distances, base::Random& random) {
  const auto k = distances.pivots, nodes = distances.of_node.size() / k;
  const auto table = centred_squares(distances, nodes);
  std::vector<double> product(k * k);
  for (std::size_t v = 0; v < nodes; ++v)
    for (std::size_t i = 0; i < k; ++i)
      for (std::size_t j = 0; j < k; ++j) product[i * k + j] += table[v * k + i] * table[v * k + j];
  std::vector<std::vector<double>> axes;
  for (int i = 0; i < 2; ++i) axes.push_back(direction(product, k, axes, random));
  std::vector<Point> at(nodes);
  for (std::size_t v = 0; v < nodes; ++v)
    for (std::size_t i = 0; i < k; ++i) {
      at[v].x += table[v * k + i] * axes[0][i];
      at[v].y += table[v * k + i] * axes[1][i];
    }
  const double scale = stretch(at, distances);
  for (Point& p : at) p = {p.x * scale, p.y * scale};
  return at;
}

} // namespace cuibono::layout
