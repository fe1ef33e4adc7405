#include "layout/raster_pack.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <numeric>

#include "layout/pack.h"

namespace cuibono::layout {
namespace {

constexpr double kCellsOfAll = 200'000; // that the boxes of all outlines have together, at most
constexpr double kCellsOfEach = 36;     // of the smaller ones; and at least on the mean
constexpr double kDense = .25;          // share of its box that a drawing covers where strangers would confuse it

struct Cell {
  int column = 0, row = 0;
  auto operator<=>(const Cell&) const = default;
};

// An outline on squared paper: its cells from its own low corner on, by row.
struct Shape {
  Point low;
  int columns = 0, rows = 0;
  std::vector<Cell> cells;
};

struct Bounds {
  Point low{INFINITY, INFINITY}, high{-INFINITY, -INFINITY};
};

Bounds bounds_of(const Outline& outline) {
  Bounds bounds;
  for (const auto& [at, across, down] : outline.nodes) {
    bounds.low = {std::min(bounds.low.x, at.x - across), std::min(bounds.low.y, at.y - down)};
    bounds.high = {std::max(bounds.high.x, at.x + across), std::max(bounds.high.y, at.y + down)};
  }
  return bounds;
}

// Strangers stand in the hole of a ring, not between the nodes of one dense drawing.
void fill_rows(Shape& shape) {
  std::vector<Cell> ends(static_cast<std::size_t>(shape.rows), {shape.columns, -1}); // first and last column of a row
  for (const auto& [column, row] : shape.cells) {
    auto& [first, last] = ends[static_cast<std::size_t>(row)];
    first = std::min(first, column);
    last = std::max(last, column);
  }
  for (std::size_t row = 1; row < ends.size(); ++row)
    if (ends[row].row < 0) ends[row] = ends[row - 1]; // between two rows of nodes
  shape.cells.clear();
  for (int row = 0; row < shape.rows; ++row)
    for (int column = ends[static_cast<std::size_t>(row)].column; column <= ends[static_cast<std::size_t>(row)].row;
         ++column)
      shape.cells.push_back({column, row});
}

Shape shape_of(const Outline& outline, double side) {
  const Bounds bounds = bounds_of(outline);
  Shape shape{.low = bounds.low};
  const auto cell_at = [&](double x, double y) {
    return Cell{static_cast<int>((x - bounds.low.x) / side), static_cast<int>((y - bounds.low.y) / side)};
  };
  const Cell last = cell_at(bounds.high.x, bounds.high.y);
  shape.columns = last.column + 1;
  shape.rows = last.row + 1;
  for (const auto& [at, across, down] : outline.nodes) {
    const Cell from = cell_at(at.x - across, at.y - down), to = cell_at(at.x + across, at.y + down);
    for (int row = from.row; row <= to.row; ++row)
      for (int column = from.column; column <= to.column; ++column) shape.cells.push_back({column, row});
  }
  for (const auto& [a, b] : outline.links) {
    const Point p = outline.nodes[a].at, q = outline.nodes[b].at;
    const int steps = static_cast<int>(2 * std::max(std::abs(q.x - p.x), std::abs(q.y - p.y)) / side);
    for (int i = 1; i < steps; ++i)
      shape.cells.push_back(cell_at(p.x + (q.x - p.x) * i / steps, p.y + (q.y - p.y) * i / steps));
  }
  std::ranges::sort(shape.cells);
  const auto repeats = std::ranges::unique(shape.cells);
  shape.cells.erase(repeats.begin(), repeats.end());
  if (static_cast<double>(shape.cells.size()) > kDense * shape.columns * shape.rows) fill_rows(shape);
  return shape;
}

// Squared paper that grows with what is put on it; its middle is cell (0, 0).
class Paper {
 public:
  /// The free place nearest to the middle from ring `ring` on; rings are rectangles of kAspect. Moves `ring` there.
  Cell find(const Shape& shape, int& ring) const {
    for (;; ++ring)
      for (const Cell place : ring_of(ring)) {
        const Cell corner{place.column - shape.columns / 2, place.row - shape.rows / 2};
        if (fits(shape, corner)) return corner;
      }
  }

  void put(const Shape& shape, Cell corner) {
    make_room(std::max({std::abs(corner.column), std::abs(corner.column + shape.columns), std::abs(corner.row),
                        std::abs(corner.row + shape.rows)}));
    for (const auto& [column, row] : shape.cells) taken_[index({corner.column + column, corner.row + row})] = 1;
  }

 private:
  static std::vector<Cell> ring_of(int ring) {
    const int wide = static_cast<int>(kAspect * ring), high = ring;
    const int inside = ring > 0 ? static_cast<int>(kAspect * (ring - 1)) : -1;
    std::vector<Cell> cells;
    for (int row = -high; row <= high; ++row) {
      const bool edge = row == -high || row == high;
      for (int column = -wide; column <= wide; ++column) {
        if (!edge && std::abs(column) <= inside) column = inside + 1;
        cells.push_back({column, row});
      }
    }
    return cells;
  }

  bool fits(const Shape& shape, Cell corner) const {
    return std::ranges::none_of(shape.cells, [&](Cell cell) {
      return is_taken({corner.column + cell.column, corner.row + cell.row});
    });
  }

  bool is_taken(Cell cell) const {
    if (std::abs(cell.column) > reach_ || std::abs(cell.row) > reach_) return false;
    return taken_[index(cell)] != 0;
  }

  std::size_t index(Cell cell) const {
    return static_cast<std::size_t>(cell.row + reach_) * static_cast<std::size_t>(2 * reach_ + 1) +
           static_cast<std::size_t>(cell.column + reach_);
  }

  void make_room(int reach) {
    if (reach <= reach_) return;
    Paper larger;
    larger.reach_ = 2 * reach;
    larger.taken_.resize(static_cast<std::size_t>(2 * larger.reach_ + 1) *
                         static_cast<std::size_t>(2 * larger.reach_ + 1));
    for (int row = -reach_; row <= reach_; ++row)
      for (int column = -reach_; column <= reach_; ++column)
        if (is_taken({column, row})) larger.taken_[larger.index({column, row})] = 1;
    *this = std::move(larger);
  }

  int reach_ = -1;
  std::vector<char> taken_;
};

// So fine that all but the smallest quarter waste little, and no finer than the work allows.
double side_of_cells(std::span<const Outline> outlines) {
  std::vector<double> areas;
  double area = 0, longest = 0;
  for (const Outline& outline : outlines) {
    const auto [low, high] = bounds_of(outline);
    areas.push_back((high.x - low.x) * (high.y - low.y));
    area += areas.back();
    longest = std::max({longest, high.x - low.x, high.y - low.y});
  }
  std::ranges::sort(areas);
  const double small = areas.empty() ? 0 : areas[areas.size() / 4] / kCellsOfEach;
  const double most = std::max(kCellsOfAll, kCellsOfEach * static_cast<double>(outlines.size()));
  return std::max({std::sqrt(small), std::sqrt(area / most), longest / 1000, 1e-9});
}

} // namespace

std::vector<Point> pack_outlines(std::span<const Outline> outlines) {
  const double side = side_of_cells(outlines);
  std::vector<Shape> shapes;
  for (const Outline& outline : outlines) shapes.push_back(shape_of(outline, side));
  std::vector<std::uint32_t> order(shapes.size());
  std::iota(order.begin(), order.end(), 0u);
  const auto size = [&](std::uint32_t i) { return static_cast<std::uint64_t>(shapes[i].columns) * shapes[i].rows; };
  std::ranges::stable_sort(order, std::ranges::greater(), size);
  std::vector<Point> moves(shapes.size());
  Paper paper;
  std::map<int, int> ring_for; // where to go on for outlines of about that size: nearer in, those before found no room
  for (const auto i : order) {
    const Cell corner = paper.find(shapes[i], ring_for[static_cast<int>(std::bit_width(size(i)))]);
    paper.put(shapes[i], corner);
    moves[i] = {corner.column * side - shapes[i].low.x, corner.row * side - shapes[i].low.y};
  }
  return moves;
}

} // namespace cuibono::layout
