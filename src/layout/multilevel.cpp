#include "layout/multilevel.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "graph/parallel.h"
#include "layout/relax.h"

namespace cuibono::layout {
namespace {

constexpr std::size_t kCoarsest = 12;      // nodes
constexpr double kLastStep = .01;          // natural lengths
constexpr double kRoom = .25;              // that a link should leave around a node, natural lengths
constexpr std::size_t kWorkOfTries = 1200; // nodes in all tries together
constexpr std::size_t kMostLinksToCompare = 600;

Point random_in_disc(base::Random& random, double radius) {
  const double turn = 2 * std::numbers::pi * random.unit(), far = radius * std::sqrt(random.unit());
  return {far * std::cos(turn), far * std::sin(turn)};
}

class Descent {
 public:
  Descent(const Multilevel& how, std::size_t nodes, std::uint64_t seed, base::Progress& progress)
      : how_(how), spring_(spring_for(nodes)), random_(seed), progress_(progress) {}

  std::vector<Point> run(const Mesh& mesh, std::vector<Point> at, bool finest) {
    const auto coarser = mesh.size() > kCoarsest ? coarsen(mesh, random_) : std::nullopt;
    if (!coarser) {
      const double spread = scatter(mesh, at);
      relax(mesh, at, {how_.iterations, spread / 2, kLastStep, spring_, how_.threads}, progress_);
      return at;
    }
    std::vector<Point> coarse_at(coarser->mesh.size());
    for (std::size_t v = 0; v < mesh.size(); ++v) coarse_at[coarser->parent[v]] = at[v];
    coarse_at = run(coarser->mesh, std::move(coarse_at), false);
    for (std::size_t v = 0; v < mesh.size(); ++v) {
      const Point jitter = random_in_disc(random_, .1), parent = coarse_at[coarser->parent[v]];
      if (!mesh.held[v]) at[v] = {parent.x + jitter.x, parent.y + jitter.y};
    }
    relax(mesh, at, {how_.iterations / (finest ? 2 : 4), 1, kLastStep, spring_, how_.threads}, progress_);
    return at;
  }

 private:
  // What is not held goes anywhere in a disc about the centre of what is; the disc's radius.
  double scatter(const Mesh& mesh, std::vector<Point>& at) {
    Point centre;
    double held = 0;
    for (std::size_t v = 0; v < mesh.size(); ++v) {
      if (!mesh.held[v]) continue;
      centre = {centre.x + at[v].x, centre.y + at[v].y};
      ++held;
    }
    if (held > 0) centre = {centre.x / held, centre.y / held};
    const double spread = std::sqrt(std::accumulate(mesh.mass.begin(), mesh.mass.end(), 0.0));
    for (std::size_t v = 0; v < mesh.size(); ++v) {
      const Point p = random_in_disc(random_, spread);
      if (!mesh.held[v]) at[v] = {centre.x + p.x, centre.y + p.y};
    }
    return spread;
  }

  const Multilevel& how_;
  double spring_;
  base::Random random_;
  base::Progress& progress_;
};

double side(Point a, Point b, Point p) { return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x); }

bool cross(Point a, Point b, Point c, Point d) {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

double distance_to_link(Point a, Point b, Point p) {
  const double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
  const double along = square > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0) : 0;
  return std::hypot(p.x - a.x - along * dx, p.y - a.y - along * dy);
}

std::size_t tries_for(const Mesh& mesh, const Multilevel& how) {
  if (mesh.size() < 3 || mesh.to.size() > 2 * kMostLinksToCompare) return 1;
  return std::clamp<std::size_t>(kWorkOfTries / mesh.size(), 1, how.most_tries);
}

} // namespace

double spring_for(std::size_t nodes) {
  constexpr double kFew = 150, kMany = 3000;
  const double share = std::log(static_cast<double>(nodes) / kFew) / std::log(kMany / kFew);
  return 2 - std::clamp(share, 0.0, 1.0);
}

std::uint64_t work_of(const Mesh& mesh, const Multilevel& how) {
  return tries_for(mesh, how) * static_cast<std::uint64_t>(how.iterations) * (mesh.size() + kCoarsest);
}

std::size_t clutter(const Mesh& mesh, const std::vector<Point>& at, double room) {
  std::vector<WeightedLink> links;
  for (std::uint32_t v = 0; v < mesh.size(); ++v)
    for (const auto u : mesh.neighbours(v))
      if (v < u) links.push_back({v, u, 1});
  std::size_t count = 0;
  for (std::size_t i = 0; i < links.size(); ++i) {
    const auto [a, b, weight] = links[i];
    for (std::size_t j = i + 1; j < links.size(); ++j) count += cross(at[a], at[b], at[links[j].a], at[links[j].b]);
    for (std::uint32_t v = 0; v < mesh.size(); ++v)
      count += v != a && v != b && distance_to_link(at[a], at[b], at[v]) < room;
  }
  return count;
}

std::vector<Point> lay_out(const Mesh& mesh, const std::vector<Point>& at, const Multilevel& how, base::Random& random,
                           base::Progress& progress) {
  const auto tries = tries_for(mesh, how);
  const auto seed = random.next();
  if (tries == 1) return Descent(how, mesh.size(), seed, progress).run(mesh, at, true);
  std::vector<std::vector<Point>> results(tries);
  std::vector<std::size_t> clutters(tries);
  const Multilevel alone{how.iterations, 1, 1};
  graph::for_each_chunk(tries, how.threads, [&](std::size_t i) {
    results[i] = Descent(alone, mesh.size(), seed + i, progress).run(mesh, at, true);
    clutters[i] = progress.stopped() ? 0 : clutter(mesh, results[i], kRoom);
  });
  return std::move(results[static_cast<std::size_t>(std::ranges::min_element(clutters) - clutters.begin())]);
}

} // namespace cuibono::layout
