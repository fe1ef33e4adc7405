#include "layout/overlap.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace cuibono::layout {
namespace {

constexpr double kTolerance = 1e-3;      // of the distance two nodes need
constexpr int kRoundsBeforeGrowing = 12; // pushing alone is slow where many nodes are dense
constexpr double kGrowth = 1.04;
constexpr double kGoldenAngle = 2.399963229728653;
constexpr double kOverlapsToPush = .1;    // pairs a node
constexpr int kMostGrowing = 60;
constexpr int kRoundsBeforeJumping = 240;

// Works in a plane squeezed so that the rooms are discs.
class Crowd {
 public:
  Crowd(std::vector<Point>& at, std::span<const double> radius, std::span<const char> held)
      : at_(at), radius_(radius), held_(held), cell_(std::max(1e-9, 2 * kRoomAcross * std::ranges::max(radius))) {}

  // Grows the picture until few nodes overlap: what pushing would tear apart, growing keeps.
  void make_room(const base::Progress& progress) {
    Point low = at_[0], high = at_[0];
    double area = 0;
    for (std::size_t i = 0; i < at_.size(); ++i) {
      low = {std::min(low.x, at_[i].x), std::min(low.y, at_[i].y)};
      high = {std::max(high.x, at_[i].x), std::max(high.y, at_[i].y)};
      area += 4 * kRoomAcross * kRoomDown * radius_[i] * radius_[i];
    }
    const double box = (high.x - low.x + cell_) * (high.y - low.y + cell_ * kSqueeze);
    if (box < area) grow(std::sqrt(area / box));
    const auto few = static_cast<std::size_t>(kOverlapsToPush * static_cast<double>(at_.size()));
    const auto overlap = [this](std::uint32_t a, std::uint32_t b) { return gap(a, b).miss > 0; };
    for (int i = 0; i < kMostGrowing && !progress.stopped() && count_pairs(overlap) > few; ++i) grow(kGrowth);
  }

  // One round over all pairs that are too close; how many there were that can move.
  std::size_t push_round() {
    return count_pairs([this](std::uint32_t a, std::uint32_t b) { return push(a, b); });
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
    if (held_[node]) return;
    const Point home = at_[node];
    const double pace = kRoomAcross * std::max(radius_[node], cell_ / 8);
    for (int step = 1; !is_free(node); ++step) {
      const double turn = step * kGoldenAngle, far = pace * std::sqrt(step);
      at_[node] = {home.x + far * std::cos(turn), home.y + far * std::sin(turn)};
    }
  }

 private:
  struct Place {
    std::int64_t row, column;
    std::uint32_t node;
    auto operator<=>(const Place&) const = default;
  };

  // From a to b in the squeezed plane, and how much closer they are than they may be; 0 where they are not.
  struct Gap {
    double dx, dy, distance, miss;
  };

  Gap gap(std::uint32_t a, std::uint32_t b) const {
    const double dx = at_[b].x - at_[a].x, dy = (at_[b].y - at_[a].y) / kSqueeze;
    const double need = kRoomAcross * (radius_[a] + radius_[b]), enough = need * (1 - kTolerance);
    const double square = dx * dx + dy * dy;
    if (square >= enough * enough) return {};
    const double distance = std::sqrt(square);
    if (distance > kTolerance * need) return {dx, dy, distance, need - distance};
    const double turn = a * kGoldenAngle + b; // the same spot: each pair parts in a direction of its own
    return {std::cos(turn), std::sin(turn), 1, need};
  }

  bool is_free(std::uint32_t node) const {
    for (std::uint32_t other = 0; other < at_.size(); ++other)
      if (other != node && gap(node, other).miss > 0) return false;
    return true;
  }

  bool push(std::uint32_t a, std::uint32_t b) {
    if (held_[a] && held_[b]) return false;
    const auto [dx, dy, distance, miss] = gap(a, b);
    if (miss <= 0) return false;
    const double share = miss / distance * (held_[a] || held_[b] ? 1 : .5);
    if (!held_[a]) at_[a] = {at_[a].x - dx * share, at_[a].y - dy * share * kSqueeze};
    if (!held_[b]) at_[b] = {at_[b].x + dx * share, at_[b].y + dy * share * kSqueeze};
    return true;
  }

  void sort_into_cells() {
    cells_.clear();
    for (std::uint32_t node = 0; node < at_.size(); ++node)
      cells_.push_back({static_cast<std::int64_t>(std::floor(at_[node].y / kSqueeze / cell_)),
                        static_cast<std::int64_t>(std::floor(at_[node].x / cell_)), node});
    std::ranges::sort(cells_);
  }

  // How many of the pairs in the same or touching cells satisfy `test`; others are too far apart to overlap.
  template <class Test>
  std::size_t count_pairs(Test&& test) {
    sort_into_cells();
    std::size_t count = 0, below = 0;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const auto [row, column, node] = cells_[i];
      const auto count_until = [&](std::size_t j, std::int64_t in_row) {
        for (; j < cells_.size() && cells_[j].row == in_row && cells_[j].column <= column + 1; ++j)
          count += test(node, cells_[j].node);
      };
      while (below < cells_.size() && cells_[below] < Place{row + 1, column - 1, 0}) ++below;
      count_until(i + 1, row);
      count_until(below, row + 1);
    }
    return count;
  }

  static constexpr double kSqueeze = kRoomDown / kRoomAcross;

  std::vector<Point>& at_;
  std::span<const double> radius_;
  std::span<const char> held_;
  double cell_;
  std::vector<Place> cells_;
};

} // namespace

void remove_overlap(std::vector<Point>& at, std::span<const double> radius, std::span<const char> held, Room room,
                    const base::Progress& progress) {
  if (at.size() < 2) return;
  Crowd crowd(at, radius, held);
  if (room == Room::Grow) crowd.make_room(progress);
  for (int round = 1; crowd.push_round() > 0; ++round) {
    if (progress.stopped()) return;
    if (room == Room::Grow && round % kRoundsBeforeGrowing == 0) crowd.grow(kGrowth);
    if (room == Room::Keep && round == kRoundsBeforeJumping) break;
  }
  for (std::uint32_t node = 0; room == Room::Keep && node < at.size() && !progress.stopped(); ++node) crowd.jump(node);
}

} // namespace cuibono::layout
