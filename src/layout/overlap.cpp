#include "layout/overlap.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <utility>

namespace cuibono::layout {
namespace {

constexpr double kTolerance = 1e-3;      // of the distance two nodes need
constexpr int kRoundsBeforeGrowing = 12; // pushing alone is slow where many nodes are dense
constexpr double kGrowth = 1.04;
constexpr int kRoundsBeforeJumping = 240;

// Works in a plane squeezed so that the rooms are discs.
class Crowd {
 public:
  Crowd(std::vector<Point>& at, std::span<const double> radius, std::span<const char> held)
      : at_(at), radius_(radius), held_(held), cell_(std::max(1e-9, 2 * kRoomAcross * std::ranges::max(radius))) {}

  // One round over all pairs that are too close; how many there were that can move.
  std::size_t push_round() {
    sort_into_cells();
    std::size_t pushed = 0;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const auto [row, column, node] = cells_[i];
      for (std::size_t j = i + 1; j < cells_.size() && cells_[j].row == row && cells_[j].column <= column + 1; ++j)
        pushed += push(node, cells_[j].node);
      auto j = std::ranges::lower_bound(cells_, Place{row + 1, column - 1, 0}) - cells_.begin();
      for (; j < std::ssize(cells_) && cells_[j].row == row + 1 && cells_[j].column <= column + 1; ++j)
        pushed += push(node, cells_[j].node);
    }
    return pushed;
  }

  void grow(double factor) {
    Point centre;
    for (const Point& p : at_) centre = {centre.x + p.x, centre.y + p.y};
    const auto count = static_cast<double>(at_.size());
    centre = {centre.x / count, centre.y / count};
    for (Point& p : at_) p = {centre.x + factor * (p.x - centre.x), centre.y + factor * (p.y - centre.y)};
  }

  // The last resort between pins: each node that still overlaps goes to the nearest free spot.
  void jump(std::uint32_t node) {
    if (held_[node] || is_free(node, at_[node])) return;
    const Point home = at_[node];
    const double pace = kRoomAcross * std::max(radius_[node], cell_ / 8);
    for (int step = 1; !is_free(node, at_[node]); ++step) {
      const double turn = step * (3 - std::sqrt(5.0)) * std::numbers::pi, far = pace * std::sqrt(step);
      at_[node] = {home.x + far * std::cos(turn), home.y + far * std::sin(turn)};
    }
  }

 private:
  struct Place {
    std::int64_t row, column;
    std::uint32_t node;
    auto operator<=>(const Place&) const = default;
  };

  void sort_into_cells() {
    cells_.clear();
    for (std::uint32_t node = 0; node < at_.size(); ++node)
      cells_.push_back({static_cast<std::int64_t>(std::floor(at_[node].y / kSqueeze / cell_)),
                        static_cast<std::int64_t>(std::floor(at_[node].x / cell_)), node});
    std::ranges::sort(cells_);
  }

  bool is_free(std::uint32_t node, Point p) const {
    for (std::uint32_t other = 0; other < at_.size(); ++other) {
      const double dx = p.x - at_[other].x, dy = (p.y - at_[other].y) / kSqueeze;
      const double need = kRoomAcross * (radius_[node] + radius_[other]) * (1 - kTolerance);
      if (other != node && dx * dx + dy * dy < need * need) return false;
    }
    return true;
  }

  bool push(std::uint32_t a, std::uint32_t b) {
    if (held_[a] && held_[b]) return false;
    double dx = at_[b].x - at_[a].x, dy = (at_[b].y - at_[a].y) / kSqueeze;
    const double need = kRoomAcross * (radius_[a] + radius_[b]);
    const double square = dx * dx + dy * dy, enough = need * (1 - kTolerance);
    if (square >= enough * enough) return false;
    double distance = std::sqrt(square);
    if (distance < 1e-9 * need) { // the same spot: part in a direction of their own
      const double turn = a * 2.399963 + b;
      distance = 1;
      dx = std::cos(turn);
      dy = std::sin(turn);
    }
    const double miss = (need - std::sqrt(square)) / distance * (held_[a] || held_[b] ? 1 : .5);
    if (!held_[a]) at_[a] = {at_[a].x - dx * miss, at_[a].y - dy * miss * kSqueeze};
    if (!held_[b]) at_[b] = {at_[b].x + dx * miss, at_[b].y + dy * miss * kSqueeze};
    return true;
  }

  static constexpr double kSqueeze = kRoomDown / kRoomAcross;

  std::vector<Point>& at_;
  std::span<const double> radius_;
  std::span<const char> held_;
  double cell_;
  std::vector<Place> cells_;
};

} // namespace

bool remove_overlap(std::vector<Point>& at, std::span<const double> radius, std::span<const char> held,
                    base::Progress& progress) {
  if (at.size() < 2) return true;
  Crowd crowd(at, radius, held);
  const bool any_held = std::ranges::find(held, char{1}) != held.end();
  for (int round = 1; crowd.push_round() > 0; ++round) {
    if (progress.stopped()) return false;
    if (!any_held && round % kRoundsBeforeGrowing == 0) crowd.grow(kGrowth);
    if (any_held && round == kRoundsBeforeJumping) break;
  }
  for (std::uint32_t node = 0; any_held && node < at.size(); ++node) {
    if (progress.stopped()) return false;
    crowd.jump(node);
  }
  return true;
}

} // namespace cuibono::layout
