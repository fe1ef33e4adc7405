#include "layout/force.h"

#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "graph/measures.h"
#include "layout/coarsen.h"
#include "layout/large.h"
#include "layout/multilevel.h"
#include "layout/overlap.h"
#include "layout/pack.h"
#include "layout/raster_pack.h"
#include "layout/relax.h"

namespace cuibono::layout {
namespace {

constexpr double kDefaultRadius = .15; // of the link length
constexpr double kMargin = .6;         // between components, of the link length
constexpr double kJoiningStep = .5;    // how far new nodes may go at first to find their places, in natural lengths
constexpr std::size_t kNodesInTries = 6000; // of small parts, all tries together
constexpr int kSettling = 10;               // iterations in which old places give way to new nodes,
constexpr double kSettlingStep = .03;       // and how far at first, in natural lengths

// A connected part of the network on its own: what its layout needs, by place in `nodes`.
struct Part {
  std::vector<std::uint32_t> nodes;
  Mesh mesh;
  std::vector<std::optional<Point>> begin; ///< where pinned and started nodes stand, in chart units
  std::vector<double> radius;
  bool pinned = false, started = false;
};

std::optional<Point> given(const std::vector<std::optional<Point>>& points, std::size_t node) {
  return node < points.size() ? points[node] : std::nullopt;
}

// Links of a hub to its many pull less each, so that these find room around it. Parallel links count as one.
void ease_hubs(Mesh& mesh) {
  for (std::uint32_t v = 0; v < mesh.size(); ++v)
    for (auto arc = mesh.first[v]; arc < mesh.first[v + 1]; ++arc) {
      const auto fewer = std::min(mesh.neighbours(v).size(), mesh.neighbours(mesh.to[arc]).size());
      mesh.weight[arc] = 1 / std::sqrt(static_cast<double>(fewer));
    }
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
    ease_hubs(parts[i].mesh);
  }
  return parts;
}

struct Box {
  Point low{INFINITY, INFINITY}, high{-INFINITY, -INFINITY};

  void add(Point p, double radius) {
    const double across = kRoomAcross * radius, down = kRoomDown * radius;
    low = {std::min(low.x, p.x - across), std::min(low.y, p.y - down)};
    high = {std::max(high.x, p.x + across), std::max(high.y, p.y + down)};
  }
  void add(const Box& other) {
    low = {std::min(low.x, other.low.x), std::min(low.y, other.low.y)};
    high = {std::max(high.x, other.high.x), std::max(high.y, other.high.y)};
  }
  Point size() const { return {high.x - low.x, high.y - low.y}; }
};

// Mean over the links whose ends both stand somewhere, or `otherwise` where there is none.
double mean_link_length(const Mesh& mesh, const std::vector<std::optional<Point>>& at, double otherwise) {
  double sum = 0, count = 0;
  for (std::uint32_t v = 0; v < mesh.size(); ++v)
    for (const auto u : mesh.neighbours(v)) {
      if (!at[v] || !at[u]) continue;
      const double dx = at[u]->x - at[v]->x, dy = at[u]->y - at[v]->y;
      sum += std::sqrt(dx * dx + dy * dy);
      ++count;
    }
  return sum > 0 ? sum / count : otherwise;
}

// All steps return early when stopped; force_layout looks at the end.
class Layout {
 public:
  Layout(const graph::Network& network, const ForceOptions& options, base::Progress& progress)
      : options_(options),
        progress_(progress),
        random_(options.seed),
        parts_(split(network, options)),
        result_(network.nodes.size()) {}

  std::vector<Point> run() {
    limit_tries();
    std::uint64_t work = 1;
    for (const Part& part : parts_) work += work_on(part);
    progress_.total = work;
    for (const Part& part : parts_) {
      if (part.pinned || part.started)
        arrange_anchored(part);
      else if (part.nodes.size() > 1)
        arrange_free(part);
    }
    part_anchored();
    place_free();
    progress_.done = progress_.total.load();
    return std::move(result_);
  }

 private:
  std::vector<Point> laid_out(const Mesh& mesh, const std::vector<Point>& at) {
    return lay_out(mesh, at, how(), random_, progress_);
  }

  // Where many parts are small, nobody compares each of them.
  void limit_tries() {
    std::size_t small = 1;
    for (const Part& part : parts_)
      if (part.nodes.size() > 1 && !is_large(part)) small += part.nodes.size();
    most_tries_ = std::clamp<std::size_t>(kNodesInTries / small, 1, Multilevel{}.most_tries);
  }

  std::uint64_t work_on(const Part& part) const {
    if (part.started || part.nodes.size() < 2) return 0;
    return is_large(part) ? work_of_large(part.mesh, effort()) : work_of(part.mesh, how());
  }

  bool is_large(const Part& part) const { return !part.pinned && part.nodes.size() >= kLarge; }

  void arrange_free(const Part& part) {
    auto at = is_large(part) ? lay_out_large(part.mesh, effort(), options_.threads, random_, progress_)
                             : laid_out(part.mesh, std::vector<Point>(part.nodes.size()));
    const std::vector<std::optional<Point>> known(at.begin(), at.end());
    const double scale = options_.link_length / mean_link_length(part.mesh, known, 1);
    for (Point& p : at) p = {p.x * scale, p.y * scale};
    lay_flat(at);
    if (options_.finish == Finish::Clear) remove_overlap(at, part.radius, part.mesh.held, Room::Grow, progress_);
    for (std::size_t v = 0; v < at.size(); ++v) result_[part.nodes[v]] = at[v];
  }

  // Pinned only: the whole part is laid out around the pins. Started: only who is new looks for a place.
  void arrange_anchored(const Part& part) {
    const double unit = mean_link_length(part.mesh, part.begin, options_.link_length);
    std::vector<Point> at(part.nodes.size());
    for (std::size_t v = 0; v < at.size(); ++v)
      if (part.begin[v]) at[v] = {part.begin[v]->x / unit, part.begin[v]->y / unit};
    if (part.started) {
      join(part, at);
      settle(part, at);
    } else {
      at = laid_out(part.mesh, at);
    }
    for (std::size_t v = 0; v < at.size(); ++v)
      result_[part.nodes[v]] = part.mesh.held[v] ? *part.begin[v] : Point{at[v].x * unit, at[v].y * unit};
  }

  // Each node without a place begins near those of its neighbours that have one, the nearest of them first.
  void join(const Part& part, std::vector<Point>& at) {
    std::vector<std::uint32_t> queue;
    std::vector<char> placed(at.size());
    for (std::uint32_t v = 0; v < at.size(); ++v)
      if (part.begin[v]) queue.push_back(v), placed[v] = true;
    for (std::size_t head = 0; head < queue.size(); ++head)
      for (const auto v : part.mesh.neighbours(queue[head])) {
        if (placed[v]) continue;
        at[v] = beside_neighbours(part.mesh, placed, at, v);
        placed[v] = true;
        queue.push_back(v);
      }
  }

  Point beside_neighbours(const Mesh& mesh, const std::vector<char>& placed, const std::vector<Point>& at,
                          std::uint32_t v) {
    Point sum;
    double count = 0;
    for (const auto u : mesh.neighbours(v)) {
      if (!placed[u]) continue;
      sum = {sum.x + at[u].x, sum.y + at[u].y};
      ++count;
    }
    return {sum.x / count + random_.unit() - .5, sum.y / count + random_.unit() - .5};
  }

  // New nodes find their places among the old, which then give way to them a little, if they are tied to them.
  void settle(const Part& part, std::vector<Point>& at) {
    Mesh mesh = part.mesh;
    for (std::size_t v = 0; v < at.size(); ++v) mesh.held[v] = part.begin[v].has_value();
    if (std::ranges::find(mesh.held, char{0}) == mesh.held.end()) return;
    const double spring = spring_for(at.size());
    relax(mesh, at, {options_.iterations / 4, kJoiningStep, kJoiningStep / 50, spring, options_.threads}, progress_);
    for (std::uint32_t v = 0; v < at.size(); ++v)
      for (const auto u : part.mesh.neighbours(v))
        if (!part.begin[v]) mesh.held[u] = part.mesh.held[u];
    relax(mesh, at, {kSettling, kSettlingStep, kSettlingStep / 10, spring, options_.threads}, progress_);
  }

  // Anchored parts share one plane: whoever is in the way gives way there.
  void part_anchored() {
    std::vector<std::uint32_t> nodes;
    std::vector<Point> at;
    std::vector<double> radius;
    std::vector<char> held;
    for (const Part& part : parts_) {
      if (!part.pinned && !part.started) continue;
      nodes.insert(nodes.end(), part.nodes.begin(), part.nodes.end());
      radius.insert(radius.end(), part.radius.begin(), part.radius.end());
      held.insert(held.end(), part.mesh.held.begin(), part.mesh.held.end());
    }
    for (const auto node : nodes) at.push_back(result_[node]);
    if (options_.finish == Finish::Clear) remove_overlap(at, radius, held, Room::Keep, progress_);
    for (std::size_t i = 0; i < nodes.size(); ++i) result_[nodes[i]] = at[i];
    for (std::size_t i = 0; i < at.size(); ++i) anchored_.add(at[i], radius[i]);
  }

  // Free parts and the block of single nodes in one rectangle, centred on the origin or below what is anchored.
  void place_free() {
    Part single;
    std::vector<const Part*> groups;
    for (const Part& part : parts_) {
      if (part.pinned || part.started) continue;
      if (part.nodes.size() > 1) {
        groups.push_back(&part);
      } else {
        single.nodes.push_back(part.nodes[0]);
        single.radius.push_back(part.radius[0]);
      }
    }
    if (groups.size() > 1 && result_.size() >= kLarge)
      pack_by_shape(groups, single);
    else
      pack_by_boxes(groups, single);
    if (groups.empty()) return;
    Box whole;
    for (const Part* group : groups) whole.add(box_of(*group));
    const Point middle{(whole.low.x + whole.high.x) / 2, (whole.low.y + whole.high.y) / 2};
    Point target;
    if (anchored_.low.x <= anchored_.high.x)
      target = {(anchored_.low.x + anchored_.high.x) / 2, anchored_.high.y + margin() + whole.size().y / 2};
    for (const Part* group : groups) move(*group, target, middle);
  }

  // Of few, each in a rectangle of its own: easy to tell apart.
  void pack_by_boxes(std::vector<const Part*>& groups, const Part& single) {
    std::vector<Point> sizes;
    for (const Part* group : groups) sizes.push_back(room_of(*group));
    if (!single.nodes.empty()) {
      arrange_block(single, sizes);
      groups.push_back(&single);
      sizes.push_back(room_of(single));
    }
    const auto corners = pack(sizes);
    for (std::size_t i = 0; i < groups.size(); ++i) move(*groups[i], corners[i], box_of(*groups[i]).low);
  }

  // Of many, close together; single nodes below, as wide as the rest.
  void pack_by_shape(std::vector<const Part*>& groups, const Part& single) {
    std::vector<Outline> outlines;
    for (const Part* group : groups) outlines.push_back(outline_of(*group));
    const auto moves = pack_outlines(outlines);
    Box whole;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      move(*groups[i], moves[i], {});
      whole.add(box_of(*groups[i]));
    }
    if (single.nodes.empty()) return;
    arrange_block(single, std::vector<Point>{whole.size()});
    const Box block = box_of(single);
    move(single, {(whole.low.x + whole.high.x) / 2, whole.high.y + margin()},
         {(block.low.x + block.high.x) / 2, block.low.y});
    groups.push_back(&single);
  }

  Outline outline_of(const Part& part) const {
    Outline outline;
    for (std::uint32_t i = 0; i < part.nodes.size(); ++i) {
      const double room = margin() / 2, radius = part.radius[i];
      outline.nodes.push_back({result_[part.nodes[i]], kRoomAcross * radius + room, kRoomDown * radius + room});
      for (const auto u : part.mesh.neighbours(i))
        if (i < u) outline.links.push_back({i, u});
    }
    return outline;
  }

  // As wide as the rest of the picture will be, or in the rectangle's own shape where there is no rest.
  void arrange_block(const Part& single, const std::vector<Point>& rooms) {
    const double largest = std::ranges::max(single.radius);
    const double across = std::max(options_.link_length / 2, 2.1 * kRoomAcross * largest);
    const double down = std::max(options_.link_length / 2, 2.1 * kRoomDown * largest);
    double area = across * down * static_cast<double>(single.nodes.size());
    for (const Point& room : rooms) area += room.x * room.y;
    const auto columns = static_cast<std::size_t>(std::ceil(std::sqrt(kAspect * area) / across));
    const auto at = block(single.nodes.size(), std::max<std::size_t>(1, columns), across, down);
    for (std::size_t i = 0; i < at.size(); ++i) result_[single.nodes[i]] = at[i];
  }

  Box box_of(const Part& part) const {
    Box box;
    for (std::size_t i = 0; i < part.nodes.size(); ++i) box.add(result_[part.nodes[i]], part.radius[i]);
    return box;
  }

  Point room_of(const Part& part) const {
    const Point size = box_of(part).size();
    return {size.x + margin(), size.y + margin()};
  }

  void move(const Part& part, Point to, Point from) {
    for (const auto node : part.nodes)
      result_[node] = {result_[node].x + (to.x - from.x), result_[node].y + (to.y - from.y)};
  }

  double effort() const { return options_.iterations / static_cast<double>(ForceOptions{}.iterations); }
  Multilevel how() const { return {options_.iterations, options_.threads, most_tries_}; }
  double margin() const { return kMargin * options_.link_length; }

  const ForceOptions& options_;
  base::Progress& progress_;
  base::Random random_;
  std::vector<Part> parts_;
  std::vector<Point> result_;
  Box anchored_;
  std::size_t most_tries_ = 1;
};

} // namespace

ForceOptions sketch_of(ForceOptions options) {
  options.iterations = std::max(1, options.iterations / 10);
  options.finish = Finish::Rough;
  return options;
}

base::Result<std::vector<Point>> force_layout(const graph::Network& network, const ForceOptions& options,
                                              base::Progress& progress) {
  auto positions = Layout(network, options, progress).run();
  if (progress.stopped()) return base::fail(base::ErrorKind::Cancelled, "the layout was stopped");
  return positions;
}

} // namespace cuibono::layout
