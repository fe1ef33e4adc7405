#pragma once
// Places sorted into square cells, so that whoever is near is found side by side in memory.

#include <cstdint>
#include <span>
#include <vector>

namespace cuibono::layout {

/// Single precision, a number a node: what many iterations over many nodes work on.
struct Places {
  std::vector<float> x, y;

  std::size_t size() const { return x.size(); }
};

class Grid {
 public:
  /// Cells at least `cell` wide; wider where there would be more than a few cells a node.
  Grid(const Places& at, std::span<const float> mass, float cell);

  float cell() const { return cell_; }

  /// Who is in the cells around a place: three runs, one a row of cells, of places from first to last in x(), y(),
  /// mass().
  struct Run {
    std::uint32_t first, last;
  };
  struct Runs {
    Run run[3];
  };
  Runs around(float x, float y) const;

  /// In order of cells. Readable beyond the last by a few places of mass 0.
  const float* x() const { return x_.data(); }
  const float* y() const { return y_.data(); }
  const float* mass() const { return mass_.data(); }

 private:
  std::uint32_t column(float x) const;
  std::uint32_t row(float y) const;

  float cell_, low_x_, low_y_;
  std::uint32_t columns_, rows_;
  std::vector<std::uint32_t> first_; ///< a cell, row by row: its first place; and one past the last
  std::vector<float> x_, y_, mass_;
};

} // namespace cuibono::layout
