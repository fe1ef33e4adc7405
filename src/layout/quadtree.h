#pragma once
// Barnes-Hut (1986): what many nodes do to one, in logarithmic time, by taking a far cell for its centre of mass.
// Built over points and masses, then read by any number of threads.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "layout/force.h"

namespace cuibono::layout {

class Quadtree {
 public:
  /// Masses are positive, one a point. Points are finite and may coincide.
  Quadtree(std::span<const Point> points, std::span<const double> masses);

  /// Nodes in an order in which neighbours in the plane are neighbours in the list.
  const std::vector<std::uint32_t>& order() const { return order_; }

  /// Sum over all other points j of mass_j (p - p_j) / (|p - p_j|^2 + softening). A cell of width w at distance d
  /// counts as one point when w < theta d; theta up to .7, 0 is exact.
  Point push(Point p, double theta, double softening) const;

  /// Nodes close to each other that are pushed together: places in order(), the first and one past the last. Each node
  /// is in one group.
  struct Group {
    std::uint32_t first, last;
  };
  static constexpr std::uint32_t kMostInGroup = 32;
  const std::vector<Group>& groups() const { return groups_; }

  /// The same sum for each point of the group, to single precision; several times faster than one after another. A cell
  /// counts as one point when it is that far from the whole group.
  std::array<Point, kMostInGroup> push_group(const Group& group, double theta, double softening) const;

 private:
  struct Cell {
    double x, y, mass, width;
    std::uint32_t first, last; ///< places in order_
    std::uint32_t next;        ///< the cell to go on with when this one is done
    bool leaf;
  };

  void sort(std::span<const Point> points);
  void build(std::uint32_t first, std::uint32_t last, int level);
  void weigh(Cell& cell) const;
  struct Pusher {
    float x, y, mass;
  };
  std::vector<Pusher> pushers(const Group& group, double theta) const;

  std::vector<std::uint32_t> order_;
  std::vector<std::uint32_t> code_;
  std::vector<double> x_, y_, mass_; ///< by place in order_
  std::vector<Cell> cells_;          ///< parents before children
  std::vector<Group> groups_;
  double width_ = 0;
};

} // namespace cuibono::layout
