#include "layout/large.h"

#include <algorithm>
#include <cmath>

#include "layout/balance.h"

namespace cuibono::layout {
namespace {

constexpr std::size_t kCoarsest = 30;
constexpr std::size_t kFarNodes = 2000;              // levels up to here find the order of the whole
constexpr std::size_t kPivots = 64, kFewPivots = 48; // few where
constexpr std::size_t kManyNodes = 300'000;          // there are many nodes, to save memory
constexpr double kCoarsestRounds = 200, kRounds = 30, kLastRounds = 20;
constexpr double kMostMore = 4, kPlainNodes = 30'000; // smaller levels are worth more rounds
constexpr double kJitter = .5;                        // of the space a node has
constexpr double kMostLinks = 4;                      // that a spacing is long: thin networks have much space
constexpr double kRoundOfWork = 100;                  // units a node for effort 1

class Descent {
 public:
  Descent(const Mesh& mesh, double effort, unsigned threads, base::Random& random, base::Progress& progress)
      : effort_(effort),
        threads_(threads),
        random_(random),
        progress_(progress),
        hierarchy_(make_hierarchy(mesh, kCoarsest, random)),
        unit_(work_of_large(mesh, effort)) {
    measure_distances();
    for (std::size_t i = 0; i < levels().size(); ++i) planned_ += rounds(i) * static_cast<double>(levels()[i].size());
  }

  std::vector<Point> run() {
    place_coarsest();
    for (std::size_t i = levels().size(); i-- > 0 && !progress_.stopped();) {
      if (i + 1 < levels().size()) refine(i);
      const double nodes = static_cast<double>(levels()[i].size());
      balance(levels()[i], distances_[i], balancing(i), at_, [&] {
        report(nodes);
        return !progress_.stopped();
      });
      distances_[i] = {};
    }
    std::vector<Point> result(hierarchy_.order.size());
    if (progress_.stopped()) return result;
    for (std::size_t v = 0; v < result.size(); ++v) result[hierarchy_.order[v]] = {at_.x[v], at_.y[v]};
    return result;
  }

 private:
  const std::vector<Level>& levels() const { return hierarchy_.levels; }

  void measure_distances() {
    const auto nodes = levels()[0].size();
    const auto pivots = std::min(nodes < kManyNodes ? kPivots : kFewPivots, nodes / 4 * 4);
    distances_.push_back(pivot_distances(levels()[0], pivots, random_));
    for (std::size_t i = 1; i < levels().size(); ++i)
      distances_.push_back(coarser_distances(distances_.back(), levels()[i - 1], levels()[i]));
  }

  void place_coarsest() {
    for (const Point p : pivot_scaling(distances_.back(), random_)) {
      at_.x.push_back(static_cast<float>(p.x));
      at_.y.push_back(static_cast<float>(p.y));
    }
    spread_ = spread();
    scatter(.01 * space(at_.size()));
  }

  // Children begin about their parent.
  void refine(std::size_t i) {
    Places fine;
    for (const auto parent : levels()[i].parent) {
      fine.x.push_back(at_.x[parent]);
      fine.y.push_back(at_.y[parent]);
    }
    at_ = std::move(fine);
    scatter(kJitter * space(at_.size()));
  }

  void scatter(double width) {
    for (std::size_t v = 0; v < at_.size(); ++v) {
      at_.x[v] += static_cast<float>((random_.unit() - .5) * width);
      at_.y[v] += static_cast<float>((random_.unit() - .5) * width);
    }
  }

  // Mean square of the distance from the middle.
  double spread() const {
    const auto count = static_cast<double>(at_.size());
    double x = 0, y = 0, square = 0;
    for (std::size_t v = 0; v < at_.size(); ++v) x += at_.x[v], y += at_.y[v];
    for (std::size_t v = 0; v < at_.size(); ++v) {
      const double dx = at_.x[v] - x / count, dy = at_.y[v] - y / count;
      square += dx * dx + dy * dy;
    }
    return square / count;
  }

  // The side of the square that each of so many nodes has in the disc that spreads as the coarsest level did.
  double space(std::size_t nodes) const {
    constexpr double kPi = 3.14159265358979323846;
    return std::max(1e-3, std::sqrt(2 * kPi * spread_ / static_cast<double>(nodes)));
  }

  // How far tied nodes are from each other, in links: 1 on the finest level; as the pivots tell it on the others.
  double link_length(std::size_t i) const {
    if (i == 0) return 1;
    const Level& level = levels()[i];
    const PivotDistances& distances = distances_[i];
    double sum = 0;
    for (std::uint32_t v = 0; v < level.size(); ++v)
      for (auto arc = level.first[v]; arc < level.first[v + 1]; ++arc) {
        const float* one = &distances.of_node[v * distances.pivots];
        const float* other = &distances.of_node[level.to[arc] * distances.pivots];
        float most = 0;
        for (std::size_t k = 0; k < distances.pivots; ++k) most = std::max(most, std::abs(one[k] - other[k]));
        sum += most;
      }
    return level.to.empty() ? 1 : std::max(1.0, sum / static_cast<double>(level.to.size()));
  }

  double rounds(std::size_t i) const {
    const auto nodes = static_cast<double>(levels()[i].size());
    const double plain = i + 1 == levels().size() ? kCoarsestRounds : i == 0 ? kLastRounds : kRounds;
    const double more = i + 1 == levels().size() ? 1 : std::clamp(std::sqrt(kPlainNodes / nodes), 1.0, kMostMore);
    return std::max(1.0, std::floor(plain * more * effort_));
  }

  // Found by trying: loosely organised networks of 1,000 to 100,000 nodes, grids, trees, paths, chains of cliques.
  Balancing balancing(std::size_t i) const {
    Balancing how{.iterations = static_cast<int>(rounds(i)), .threads = threads_};
    const bool far = levels()[i].size() <= kFarNodes;
    how.law = i == 0 ? Law::Last : far ? Law::Far : Law::Near;
    how.pull = i == 0 ? 1 : far ? 5 : 4;
    how.distance = i == 0 ? 1 : 12;
    const double spaces = (i > 0 && far ? 1 : 2) * space(levels()[i].size());
    how.spacing = static_cast<float>(std::min(spaces, kMostLinks * link_length(i)));
    return how;
  }

  void report(double nodes) {
    reported_ += static_cast<double>(unit_) * nodes / planned_;
    const auto whole = std::min(unit_, static_cast<std::uint64_t>(reported_));
    progress_.done += whole - std::min(whole, told_);
    told_ = std::max(told_, whole);
  }

  double effort_;
  unsigned threads_;
  base::Random& random_;
  base::Progress& progress_;
  Hierarchy hierarchy_;
  std::vector<PivotDistances> distances_; ///< a level
  Places at_;
  std::uint64_t unit_, told_ = 0;
  double planned_ = 0, reported_ = 0;
  double spread_ = 1; ///< of the coarsest level as the distances place it, in links squared
};

} // namespace

std::uint64_t work_of_large(const Mesh& mesh, double effort) {
  return static_cast<std::uint64_t>(std::max(1.0, kRoundOfWork * effort) * static_cast<double>(mesh.size()));
}

std::vector<Point> lay_out_large(const Mesh& mesh, double effort, unsigned threads, base::Random& random,
                                 base::Progress& progress) {
  return Descent(mesh, effort, threads, random, progress).run();
}

} // namespace cuibono::layout
