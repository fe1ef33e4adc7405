#include "layout/grid.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "layout/lanes.h"

namespace cuibono::layout {
namespace {

constexpr double kCellsPerNode = 4, kCells = 1024; // at most, together

} // namespace

Grid::Grid(const Places& at, std::span<const float> mass, float cell)
    : cell_(cell),
      low_x_(0),
      low_y_(0),
      columns_(1),
      rows_(1),
      x_(at.size() + kLanes),
      y_(at.size() + kLanes),
      mass_(at.size() + kLanes) {
  if (at.size() == 0) return;
  const auto [low_x, high_x] = std::ranges::minmax(at.x);
  const auto [low_y, high_y] = std::ranges::minmax(at.y);
  low_x_ = low_x;
  low_y_ = low_y;
  const double width = static_cast<double>(high_x) - low_x, height = static_cast<double>(high_y) - low_y;
  const double most = kCellsPerNode * static_cast<double>(at.size()) + kCells;
  while ((width / cell_ + 1) * (height / cell_ + 1) > most) cell_ *= 2;
  columns_ = static_cast<std::uint32_t>(width / cell_) + 1;
  rows_ = static_cast<std::uint32_t>(height / cell_) + 1;
  first_.assign(std::size_t{columns_} * rows_ + 1, 0);
  std::vector<std::uint32_t> cell_of(at.size());
  for (std::size_t v = 0; v < at.size(); ++v) {
    cell_of[v] = row(at.y[v]) * columns_ + column(at.x[v]);
    ++first_[cell_of[v] + 1];
  }
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
  auto next = first_;
  for (std::size_t v = 0; v < at.size(); ++v) {
    const auto place = next[cell_of[v]]++;
    x_[place] = at.x[v];
    y_[place] = at.y[v];
    mass_[place] = mass[v];
  }
}

std::uint32_t Grid::column(float x) const {
  return std::min(columns_ - 1, static_cast<std::uint32_t>(std::max(0.0f, (x - low_x_) / cell_)));
}

std::uint32_t Grid::row(float y) const {
  return std::min(rows_ - 1, static_cast<std::uint32_t>(std::max(0.0f, (y - low_y_) / cell_)));
}

Grid::Runs Grid::around(float x, float y) const {
  const auto middle = column(x), across = row(y);
  const auto left = middle > 0 ? middle - 1 : 0, right = std::min(columns_ - 1, middle + 1);
  Runs runs{};
  for (std::uint32_t i = 0; i < 3; ++i) {
    if (across + i < 1 || across + i > rows_) continue;
    const std::size_t begin = std::size_t{across + i - 1} * columns_;
    runs.run[i] = {first_[begin + left], first_[begin + right + 1]};
  }
  return runs;
}

} // namespace cuibono::layout
