#include "layout/force.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "base/random.h"
#include "graph/measures.h"
#include "layout/coarsen.h"
#include "layout/overlap.h"
#include "layout/pack.h"
#include "layout/relax.h"

namespace cuibono::layout {
namespace {

constexpr double kDefaultRadius = .15; // of the link length
constexpr double kMargin = .6;         // between components, of the link length
constexpr std::size_t kCoarsest = 12;  // nodes

// A connected part of the network on its own: what its layout needs, by place in `nodes`.
struct Part {
  std::vector<std::uint32_t> nodes;
  Mesh mesh;
  std::vector<std::optional<Point>> begin; ///< where pinned and started nodes stand, in chart units
  std::vector<double> radius;
  bool pinned = false, started = false;
};

Point random_in_disc(base::Random& random, double radius) {
  const double turn = 2 * std::numbers::pi * random.unit(), far = radius * std::sqrt(random.unit());
  return {far * std::cos(turn), far * std::sin(turn)};
}

std::optional<Point> given(const std::vector<std::optional<Point>>& points, std::size_t node) {
  return node < points.size() ? points[node] : std::nullopt;
}

std::vector<Part> split(const graph::Network& network, const ForceOptions& options) {
  const auto components = graph::components(network);
  std::vector<Part> parts(components.count);
  std::vector<std::uint32_t> place(network.nodes.size());
  for (std::uint32_t node = 0; node < network.nodes.size(); ++node) {
    Part& part = parts[components.of_node[node]];
    place[node] = static_cast<std::uint32_t>(part.nodes.size());
    const auto pin = given(options.pinned, node), start = given(options.start, node);
    part.pinned |= pin.has_value();
    part.started |= start.has_value();
    part.nodes.push_back(node);
    part.begin.push_back(pin ? pin : start);
    part.radius.push_back(options.radius.empty() ? kDefaultRadius * options.link_length : options.radius[node]);
    part.mesh.held.push_back(pin.has_value());
  }
  std::vector<std::vector<WeightedLink>> links(parts.size());
  for (const auto [a, b] : network.links) links[components.of_node[a]].push_back({place[a], place[b], 1});
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto count = parts[i].nodes.size();
    parts[i].mesh = make_mesh(std::vector<double>(count, 1), std::move(parts[i].mesh.held), links[i]);
    std::ranges::fill(parts[i].mesh.weight, 1);
  }
  return parts;
}

// Stopped work unwinds to force_layout, which says so.
class Stopped {};

class Layout {
 public:
  Layout(const ForceOptions& options, base::Progress& progress)
      : options_(options), progress_(progress), random_(options.seed) {}

  std::vector<Point> run(const graph::Network& network) {
    auto parts = split(network, options_);
    progress_.total = 2 * network.nodes.size() * static_cast<std::uint64_t>(options_.iterations);
    result_.resize(network.nodes.size());
    bool anchored = false;
    std::vector<const Part*> free, isolated;
    for (const Part& part : parts) {
      if (part.pinned || part.started) arrange_anchored(part), anchored = true;
      else if (part.nodes.size() == 1) isolated.push_back(&part);
      else free.push_back(&part);
    }
    place_free(free, isolated);
    (void)anchored;
    return std::move(result_);
  }

 private:
  void relaxed(const Mesh& mesh, std::vector<Point>& at, const Cooling& cooling) {
    if (!relax(mesh, at, cooling, options_.threads, progress_)) throw Stopped();
  }

  // Natural lengths; `at` gives where held nodes stand.
  std::vector<Point> multilevel(const Mesh& mesh, std::vector<Point> at, int depth) {
    const auto coarser = mesh.size() > kCoarsest ? coarsen(mesh, random_) : std::nullopt;
    if (!coarser) {
      const double radius = std::sqrt(std::accumulate(mesh.mass.begin(), mesh.mass.end(), 0.0));
      for (std::size_t v = 0; v < mesh.size(); ++v)
        if (!mesh.held[v]) at[v] = random_in_disc(random_, radius);
      relaxed(mesh, at, {options_.iterations, radius / 2, .01});
      return at;
    }
    std::vector<Point> coarse_at(coarser->mesh.size());
    for (std::size_t v = 0; v < mesh.size(); ++v) coarse_at[coarser->parent[v]] = at[v];
    coarse_at = multilevel(coarser->mesh, std::move(coarse_at), depth + 1);
    for (std::size_t v = 0; v < mesh.size(); ++v) {
      if (mesh.held[v]) continue;
      const Point jitter = random_in_disc(random_, .1);
      at[v] = {coarse_at[coarser->parent[v]].x + jitter.x, coarse_at[coarser->parent[v]].y + jitter.y};
    }
    relaxed(mesh, at, {depth == 0 ? options_.iterations / 2 : options_.iterations / 4, 1, .01});
    return at;
  }

  void arrange_anchored(const Part&) {}

  std::vector<Point> arrange_free(const Part& part) {
    auto at = multilevel(part.mesh, std::vector<Point>(part.nodes.size()), 0);
    double length = 0;
    for (std::uint32_t v = 0; v < at.size(); ++v)
      for (const auto u : part.mesh.neighbours(v)) length += std::hypot(at[u].x - at[v].x, at[u].y - at[v].y);
    const double scale = options_.link_length * static_cast<double>(part.mesh.to.size()) / std::max(length, 1e-9);
    for (Point& p : at) p = {p.x * scale, p.y * scale};
    lay_flat(at);
    if (!remove_overlap(at, part.radius, part.mesh.held, progress_)) throw Stopped();
    return at;
  }

  void place_free(const std::vector<const Part*>& parts, const std::vector<const Part*>&) {
    std::vector<Point> sizes;
    for (const Part* part : parts) {
      auto at = arrange_free(*part);
      Point low = at[0], high = at[0];
      for (const Point& p : at) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
      }
      sizes.push_back({high.x - low.x + kMargin * options_.link_length, high.y - low.y + kMargin * options_.link_length});
      for (std::size_t v = 0; v < at.size(); ++v) result_[part->nodes[v]] = {at[v].x - low.x, at[v].y - low.y};
    }
    const auto corners = pack(sizes);
    for (std::size_t i = 0; i < parts.size(); ++i)
      for (const auto node : parts[i]->nodes)
        result_[node] = {result_[node].x + corners[i].x, result_[node].y + corners[i].y};
  }

  const ForceOptions& options_;
  base::Progress& progress_;
  base::Random random_;
  std::vector<Point> result_;
};

} // namespace

base::Result<std::vector<Point>> force_layout(const graph::Network& network, const ForceOptions& options,
                                              base::Progress& progress) {
  try {
    return Layout(options, progress).run(network);
  } catch (const Stopped&) {
    return base::fail(base::ErrorKind::Cancelled, "the layout was stopped");
  }
}

} // namespace cuibono::layout
