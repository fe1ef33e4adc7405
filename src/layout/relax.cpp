#include "layout/relax.h"

#include <algorithm>
#include <cmath>

#include "graph/parallel.h"
#include "layout/quadtree.h"

namespace cuibono::layout {
namespace {

constexpr double kRepulsion = .2;   // Hu 2005
constexpr double kSoftening = 1e-6; // keeps coincident nodes finite
constexpr double kTheta = .7;
constexpr std::size_t kExactBelow = 300; // nodes: exact sums cost less than a picture's symmetry
constexpr std::size_t kGroupsInChunk = 32;

Point pull(const Mesh& mesh, const std::vector<Point>& at, std::uint32_t v, double spring) {
  Point sum;
  for (auto arc = mesh.first[v]; arc < mesh.first[v + 1]; ++arc) {
    const double dx = at[mesh.to[arc]].x - at[v].x, dy = at[mesh.to[arc]].y - at[v].y;
    const double factor = mesh.weight[arc] * (spring == 1 ? 1 : std::pow(dx * dx + dy * dy, (spring - 1) / 2));
    sum.x += dx * factor;
    sum.y += dy * factor;
  }
  return sum;
}

// One simultaneous move of all nodes from `at` to `next`.
class Sweep {
 public:
  Sweep(const Mesh& mesh, const std::vector<Point>& at, double spring, double step, std::vector<Point>& next)
      : mesh_(mesh), at_(at), tree_(at, mesh.mass), spring_(spring), step_(step), next_(next) {}

  std::size_t chunks() const { return (tree_.groups().size() + kGroupsInChunk - 1) / kGroupsInChunk; }

  void run(std::size_t chunk) const {
    const auto end = std::min(tree_.groups().size(), (chunk + 1) * kGroupsInChunk);
    for (auto i = chunk * kGroupsInChunk; i < end; ++i) move_group(tree_.groups()[i]);
  }

 private:
  void move_group(const Quadtree::Group& group) const {
    const bool exact = mesh_.size() < kExactBelow;
    const auto pushes = exact ? decltype(tree_.push_group(group, 0, 0)){} : tree_.push_group(group, kTheta, kSoftening);
    for (auto place = group.first; place < group.last; ++place) {
      const auto v = tree_.order()[place];
      const Point repulsion = exact ? tree_.push(at_[v], 0, kSoftening) : pushes[place - group.first];
      next_[v] = mesh_.held[v] ? at_[v] : moved(v, repulsion);
    }
  }

  Point moved(std::uint32_t v, Point repulsion) const {
    const Point attraction = pull(mesh_, at_, v, spring_);
    const double x = attraction.x / mesh_.mass[v] + kRepulsion * repulsion.x;
    const double y = attraction.y / mesh_.mass[v] + kRepulsion * repulsion.y;
    const double force = std::sqrt(x * x + y * y);
    const double scale = force > step_ ? step_ / force : 1;
    return {at_[v].x + x * scale, at_[v].y + y * scale};
  }

  const Mesh& mesh_;
  const std::vector<Point>& at_;
  Quadtree tree_;
  double spring_, step_;
  std::vector<Point>& next_;
};

} // namespace

void relax(const Mesh& mesh, std::vector<Point>& at, const Relaxing& how, base::Progress& progress) {
  const double cool = std::pow(how.last_step / how.first_step, 1.0 / std::max(1, how.iterations - 1));
  std::vector<Point> next(at.size());
  double step = how.first_step;
  for (int i = 0; i < how.iterations; ++i, step *= cool) {
    const Sweep sweep(mesh, at, how.spring, step, next);
    graph::for_each_chunk(sweep.chunks(), how.threads, [&](std::size_t chunk) {
      if (!progress.stopped()) sweep.run(chunk);
    });
    if (progress.stopped()) return;
    at.swap(next);
    progress.done += mesh.size();
  }
}

} // namespace cuibono::layout
