#include "layout/balance.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "graph/parallel.h"
#include "layout/lanes.h"

namespace cuibono::layout {
namespace {

constexpr std::size_t kNodesInChunk = 256;
constexpr float kReach = 2;              // of a push, in spacings
constexpr std::uint32_t kMostInRun = 64; // more in three cells side by side: every second, third ... four stand for all
constexpr std::size_t kPivotsAtOnce = 16; // each iteration asks others
constexpr float kShortest = .25f;         // links squared: a pivot does not outweigh everything around it

// What forces add up to: their sum, and how stiff they are, so that a move of sum / stiffness balances them.
struct Force {
  float x = 0, y = 0, stiffness = 0;

  void add(float factor, const Force& other) {
    x += factor * other.x;
    y += factor * other.y;
    stiffness += factor * other.stiffness;
  }
};

// The same four at once: a factor times the way from each of four others.
struct ForceLanes {
  Lanes x{}, y{}, stiffness{};

  void add(Lanes factor, Lanes dx, Lanes dy) {
    x += factor * dx;
    y += factor * dy;
    stiffness += factor;
  }
  Force total() const { return {sum(x), sum(y), sum(stiffness)}; }
};

class Balance {
 public:
  Balance(const Level& level, const PivotDistances& distances, const Balancing& how, Places& at)
      : level_(level),
        distances_(distances),
        how_(how),
        at_(at),
        next_(at),
        pivot_x_(distances.pivots),
        pivot_y_(distances.pivots),
        per_square_(1 / (how.spacing * how.spacing)) {
    const auto& arcs = weights();
    const auto nodes = static_cast<double>(level.size());
    const double mass = std::accumulate(level.mass.begin(), level.mass.end(), 0.0) / nodes;
    const double weight = std::accumulate(arcs.begin(), arcs.end(), 0.0) / nodes;
    pull_ = weight > 0 ? static_cast<float>(how.pull * mass / weight) : 0;
    push_ = static_cast<float>(how.push / mass);
  }

  void iterate(int iteration) {
    const bool far = how_.law == Law::Far;
    const Grid grid(at_, level_.mass, far ? 1e30f : kReach * how_.spacing);
    reach_ = far ? 0 : 1 / (grid.cell() * grid.cell());
    for (std::size_t i = 0; i < distances_.pivots; ++i) {
      pivot_x_[i] = at_.x[distances_.pivot[i]];
      pivot_y_[i] = at_.y[distances_.pivot[i]];
    }
    first_pivot_ = static_cast<std::size_t>(iteration) * kPivotsAtOnce % distances_.pivots;
    const auto chunks = (level_.size() + kNodesInChunk - 1) / kNodesInChunk;
    graph::for_each_chunk(chunks, how_.threads, [&](std::size_t chunk) {
      const auto end = static_cast<std::uint32_t>(std::min(level_.size(), (chunk + 1) * kNodesInChunk));
      for (auto v = static_cast<std::uint32_t>(chunk * kNodesInChunk); v < end; ++v) move(v, grid);
    });
    std::swap(at_, next_);
  }

 private:
  const std::vector<float>& weights() const { return how_.law == Law::Last ? level_.bond : level_.pull; }

  void move(std::uint32_t v, const Grid& grid) {
    Force force;
    force.add(pull_ / level_.mass[v], pull(v));
    force.add(how_.distance, distance(v));
    const Force away = how_.law == Law::Far ? push_of_all(v, grid) : push_of_near(v, grid);
    force.add(push_, away);
    if (force.stiffness <= 0) force.stiffness = 1;
    next_.x[v] = at_.x[v] + force.x / force.stiffness;
    next_.y[v] = at_.y[v] + force.y / force.stiffness;
  }

  Force pull(std::uint32_t v) const {
    Force force;
    const auto& weight = weights();
    const float softness = how_.law == Law::Far ? 0 : per_square_;
    for (auto arc = level_.first[v]; arc < level_.first[v + 1]; ++arc) {
      const auto u = level_.to[arc];
      const float dx = at_.x[u] - at_.x[v], dy = at_.y[u] - at_.y[v];
      const float factor = weight[arc] / (1 + (dx * dx + dy * dy) * softness);
      force.add(factor, {dx, dy, 1});
    }
    return force;
  }

  // As much as `how_.distance` in all, however many pivots are asked.
  Force distance(std::uint32_t v) const {
    ForceLanes force;
    const auto asked = std::min(kPivotsAtOnce, distances_.pivots);
    const float* wanted = &distances_.of_node[v * distances_.pivots];
    for (std::size_t i = 0; i < asked; i += kLanes) {
      const auto pivot = (first_pivot_ + i) % distances_.pivots;
      const Lanes dx = all(at_.x[v]) - load(&pivot_x_[pivot]), dy = all(at_.y[v]) - load(&pivot_y_[pivot]);
      const Lanes apart = root(dx * dx + dy * dy + 1e-12f), right = load(wanted + pivot);
      const Lanes weight = 1 / (right * right + kShortest), stretch = weight * (right / apart - 1);
      force.x += stretch * dx;
      force.y += stretch * dy;
      force.stiffness += weight;
    }
    Force result;
    result.add(1 / static_cast<float>(asked), force.total());
    return result;
  }

  Force push_of_all(std::uint32_t v, const Grid& grid) const {
    ForceLanes force;
    const Lanes x = all(at_.x[v]), y = all(at_.y[v]);
    for (std::size_t i = 0; i < level_.size(); i += kLanes) {
      const Lanes dx = x - load(grid.x() + i), dy = y - load(grid.y() + i);
      force.add(load(grid.mass() + i) / (1 + (dx * dx + dy * dy) * per_square_), dx, dy);
    }
    return force.total();
  }

  // Fades to nothing where cells end, so that it does not matter where they lie.
  Force push_of_near(std::uint32_t v, const Grid& grid) const {
    Force force;
    for (const auto& [first, last] : grid.around(at_.x[v], at_.y[v]).run) {
      const auto step = (last - first + kMostInRun - 1) / kMostInRun;
      if (step > 0) force.add(static_cast<float>(step), push_of_run(v, grid, first, last, step * kLanes));
    }
    return force;
  }

  Force push_of_run(std::uint32_t v, const Grid& grid, std::uint32_t first, std::uint32_t last,
                    std::size_t step) const {
    ForceLanes force;
    const Lanes x = all(at_.x[v]), y = all(at_.y[v]);
    for (std::size_t i = first; i < last; i += step) {
      Lanes mass = load(grid.mass() + i);
      for (auto k = last - i; k < kLanes; ++k) mass[k] = 0;
      const Lanes dx = x - load(grid.x() + i), dy = y - load(grid.y() + i), square = dx * dx + dy * dy;
      const Lanes left = 1 - square * reach_, fade = left > 0 ? left : Lanes{}, near = 1 + square * per_square_;
      force.add(mass * fade * fade / (near * near), dx, dy);
    }
    return force.total();
  }

  const Level& level_;
  const PivotDistances& distances_;
  const Balancing& how_;
  Places& at_;
  Places next_;
  std::vector<float> pivot_x_, pivot_y_;
  float per_square_, reach_ = 0, pull_ = 0, push_ = 0;
  std::size_t first_pivot_ = 0;
};

} // namespace

void balance(const Level& level, const PivotDistances& distances, const Balancing& how, Places& at,
             const std::function<bool()>& after) {
  Balance work(level, distances, how, at);
  for (int i = 0; i < how.iterations; ++i) {
    work.iterate(i);
    if (!after()) return;
  }
}

} // namespace cuibono::layout
