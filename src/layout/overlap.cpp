#include "layout/overlap.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>

#include "layout/turn.h"

namespace cuibono::layout {
namespace {

constexpr double kTolerance = 1e-3;      // of the distance two nodes need
constexpr int kRoundsBeforeGrowing = 12; // pushing alone is slow where many nodes are dense
constexpr double kGrowth = 1.04;
constexpr double kGoldenTurn = .38196601125010515; // of a full turn
constexpr double kOverlapsToPush = .1;             // pairs a node
constexpr double kGrowingStep = 1.25;
constexpr int kMostGrowing = 11, kHalvings = 3;
constexpr int kRoundsBeforeJumping = 240;
constexpr double kOtherTurn = .15915494309189535;
constexpr double kSqueeze = kRoomDown / kRoomAcross;

Point direction(double turns) { return on_circle(turns - std::floor(turns)); }

// Square cells over an endless plane, kept in a table of about as many places as there are points: cells side by side
// in a row are side by side in the table, and cells far apart may share a place.
class Cells {
 public:
  void sort(const std::vector<Point>& at, double cell) {
    cell_ = cell;
    places_ = static_cast<std::uint32_t>(std::bit_ceil(at.size() + 1));
    first_.assign(places_ + 1, 0);
    place_of_.resize(at.size());
    node_.resize(at.size());
    for (std::size_t i = 0; i < at.size(); ++i) {
      place_of_[i] = place(at[i], 0, 0);
      ++first_[place_of_[i] + 1];
    }
    std::partial_sum(first_.begin(), first_.end(), first_.begin());
    next_ = first_;
    for (std::uint32_t i = 0; i < at.size(); ++i) node_[next_[place_of_[i]]++] = i;
  }

  // Calls visit(other) for everybody in the same or a touching cell, some others, perhaps twice, and the node itself.
  template <class Visit>
  void around(Point p, Visit&& visit) const {
    for (const int down : {-1, 0, 1})
      for (const int across : {-1, 0, 1}) {
        const auto where = place(p, across, down);
        for (auto i = first_[where]; i < first_[where + 1]; ++i) visit(node_[i]);
      }
  }

 private:
  std::uint32_t place(Point p, int across, int down) const {
    const auto column = static_cast<std::int64_t>(std::floor(p.x / cell_)) + across;
    const auto row = static_cast<std::int64_t>(std::floor(p.y / kSqueeze / cell_)) + down;
    return static_cast<std::uint32_t>(static_cast<std::uint64_t>(row) * 0x9E3779B97F4A7C15u +
                                      static_cast<std::uint64_t>(column)) &
           (places_ - 1);
  }

  double cell_ = 1;
  std::uint32_t places_ = 1;
  std::vector<std::uint32_t> first_, next_, place_of_, node_;
};

// Works in a plane squeezed so that the rooms are discs.
class Crowd {
 public:
  Crowd(std::vector<Point>& at, std::span<const double> radius, std::span<const char> held)
      : at_(at),
        radius_(radius),
        held_(held),
        cell_(std::max(1e-9, 2 * kRoomAcross * std::ranges::max(radius))),
        moved_(at.size(), 1),
        moves_(at.size()) {}

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
    double factor = std::max(1.0, std::sqrt(area / box));
    for (int i = 0; i < kMostGrowing && !progress.stopped() && is_crowded(factor); ++i) factor *= kGrowingStep;
    double step = kGrowingStep;
    for (int i = 0; i < kHalvings && factor > 1 && !progress.stopped(); ++i) {
      step = std::sqrt(step);
      if (!is_crowded(factor / step)) factor /= step;
    }
    grow(factor);
  }

  // One round over all pairs that are too close, of which one has moved in the round before; whether there were any.
  bool push_round() {
    cells_.sort(at_, cell_);
    std::ranges::fill(moves_, char{0});
    bool any = false;
    for (std::uint32_t a = 0; a < at_.size(); ++a) {
      if (moved_[a] == 0) continue;
      cells_.around(at_[a], [&](std::uint32_t b) {
        if (b != a && (b > a || moved_[b] == 0)) any |= push(a, b);
      });
    }
    moved_.swap(moves_);
    return any;
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
      const Point away = direction(step * kGoldenTurn);
      const double far = pace * std::sqrt(step);
      at_[node] = {home.x + far * away.x, home.y + far * away.y};
    }
  }

 private:
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
    const Point away =
        direction(a * kGoldenTurn + b * kOtherTurn); // the same spot: each pair parts in its own direction
    return {away.x, away.y, 1, need};
  }

  // Whether more than few pairs would overlap if the picture grew that much.
  bool is_crowded(double growth) {
    cells_.sort(at_, cell_ / growth);
    const auto few = static_cast<std::size_t>(kOverlapsToPush * static_cast<double>(at_.size()));
    std::size_t pairs = 0;
    for (std::uint32_t a = 0; a < at_.size() && pairs <= few; ++a)
      cells_.around(at_[a], [&](std::uint32_t b) {
        const double dx = at_[b].x - at_[a].x, dy = (at_[b].y - at_[a].y) / kSqueeze;
        const double enough = kRoomAcross * (radius_[a] + radius_[b]) * (1 - kTolerance) / growth;
        pairs += b > a && dx * dx + dy * dy < enough * enough;
      });
    return pairs > few;
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
    moves_[a] = moves_[b] = 1;
    return true;
  }

  std::vector<Point>& at_;
  std::span<const double> radius_;
  std::span<const char> held_;
  double cell_;
  std::vector<char> moved_, moves_; ///< a node: in the last round, in this one
  Cells cells_;
};

} // namespace

void remove_overlap(std::vector<Point>& at, std::span<const double> radius, std::span<const char> held, Room room,
                    const base::Progress& progress) {
  if (at.size() < 2) return;
  Crowd crowd(at, radius, held);
  if (room == Room::Grow) crowd.make_room(progress);
  for (int round = 1; crowd.push_round(); ++round) {
    if (progress.stopped()) return;
    if (room == Room::Grow && round % kRoundsBeforeGrowing == 0) crowd.grow(kGrowth);
    if (room == Room::Keep && round == kRoundsBeforeJumping) break;
  }
  for (std::uint32_t node = 0; room == Room::Keep && node < at.size() && !progress.stopped(); ++node) crowd.jump(node);
}

} // namespace cuibono::layout
