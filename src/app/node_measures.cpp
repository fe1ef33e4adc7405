#include "app/node_measures.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <numeric>

#include "graph/centrality.h"
#include "graph/cohesion.h"
#include "graph/measures.h"
#include "graph/weighted_paths.h"

namespace cuibono::app {
namespace {

template <class Values>
std::vector<double> as_numbers(const Values& values) {
  return {values.begin(), values.end()};
}

std::vector<double> as_numbers(const std::vector<std::optional<double>>& values) {
  std::vector<double> numbers;
  for (const auto& value : values) numbers.push_back(value.value_or(std::numeric_limits<double>::quiet_NaN()));
  return numbers;
}

class Measurer {
 public:
  Measurer(const graph::Network& network, const Groupings& groupings, const Wanted& wanted, const MeasureOptions& options,
           std::map<std::string, double>& seconds, base::Progress& progress)
      : network_(network), groupings_(groupings), wanted_(wanted), options_(options), seconds_(seconds), progress_(progress) {}

  base::Result<NodeMeasures> measure() {
    degrees();
    if (const auto done = paths(); !done) return tl::unexpected(done.error());
    if (const auto done = near(); !done) return tl::unexpected(done.error());
    iterated();
    cohesion();
    brokerage();
    std::ranges::sort(made_.columns, {}, &Column::measure); // the names lie in one array
    return std::move(made_);
  }

 private:
  bool wants(std::string_view name) const { return wanted_.contains(name); }
  bool weighs() const { return !network_.weights.empty(); }
  void add(std::string_view name, std::vector<double> values) {
    if (wants(name)) made_.columns.push_back({find_measure(name), std::move(values)});
  }
  void add_settled(std::string_view name, std::vector<double> values, bool settled) {
    if (!wants(name)) return;
    if (!settled) values.clear(), made_.unsettled.emplace_back(name);
    add(name, std::move(values));
  }
  template <class Work>
  auto timed(const char* name, Work work) {
    const auto start = std::chrono::steady_clock::now();
    auto value = work();
    seconds_[name] = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return value;
  }

  void degrees();
  base::Result<void> paths();
  base::Result<void> near();
  void iterated();
  void cohesion();
  void brokerage();

  const graph::Network& network_;
  const Groupings& groupings_;
  const Wanted& wanted_;
  const MeasureOptions& options_;
  std::map<std::string, double>& seconds_;
  base::Progress& progress_;
  NodeMeasures made_;
};

void Measurer::degrees() {
  if (wants("degree") || wants("in_degree") || wants("out_degree")) {
    const auto degrees = graph::degrees(network_);
    add("degree", as_numbers(degrees.total));
    add("in_degree", as_numbers(degrees.in));
    add("out_degree", as_numbers(degrees.out));
  }
  if (wants("strength")) add("strength", graph::strengths(network_).total);
}

base::Result<void> Measurer::paths() {
  if (!wants("betweenness")) return {};
  const auto threads = options_.threads;
  if (options_.sample > 0) {
    auto sampled = timed("betweenness", [&] {
      return weighs() ? graph::sampled_path_betweenness(network_, options_.sample, options_.seed, progress_, threads)
                      : graph::sampled_betweenness(network_, options_.sample, options_.seed, progress_, threads);
    });
    if (!sampled) return tl::unexpected(sampled.error());
    add("betweenness", sampled->value);
    made_.sampled = std::move(*sampled);
    return {};
  }
  auto exact = timed("betweenness", [&]() -> base::Result<std::vector<double>> {
    if (!weighs()) return graph::betweenness(network_, progress_, threads);
    return graph::path_betweenness(network_, progress_, threads).map([](auto&& both) { return std::move(both.node); });
  });
  if (!exact) return tl::unexpected(exact.error());
  add("betweenness", std::move(*exact));
  return {};
}

base::Result<void> Measurer::near() {
  if (!wants("closeness") && !wants("harmonic")) return {};
  auto near = timed("closeness", [&] {
    return weighs() ? graph::weighted_nearness(network_, progress_, options_.threads)
                    : graph::nearness(network_, progress_, options_.threads);
  });
  if (!near) return tl::unexpected(near.error());
  add("closeness", std::move(near->closeness));
  add("harmonic", std::move(near->harmonic));
  return {};
}

void Measurer::iterated() {
  const auto one = [&](const char* name, auto work) {
    if (!wants(name)) return;
    auto found = timed(name, work);
    add_settled(name, std::move(found.value), found.settled);
  };
  one("pagerank", [&] { return graph::pagerank(network_, .85, options_.threads); });
  one("eigenvector", [&] { return graph::eigenvector(network_); });
  one("katz", [&] { return graph::katz(network_); });
  if (!wants("hub") && !wants("authority")) return;
  auto both = timed("hub", [&] { return graph::hits(network_); });
  add_settled("hub", std::move(both.hub), both.settled);
  add_settled("authority", std::move(both.authority), both.settled);
}

void Measurer::cohesion() {
  if (wants("k_core")) add("k_core", timed("k_core", [&] { return as_numbers(graph::core_numbers(network_)); }));
  if (wants("clustering")) add("clustering", timed("clustering", [&] { return graph::clustering(network_); }));
  if (wants("articulation")) add("articulation", timed("articulation", [&] { return as_numbers(graph::articulation_points(network_)); }));
  if (wants("strong_component")) add("strong_component", as_numbers(graph::strong_components(network_).of_node));
  if (!wants("constraint") && !wants("effective_size")) return;
  const auto holes = timed("constraint", [&] { return graph::structural_holes(network_); });
  add("constraint", as_numbers(holes.constraint));
  add("effective_size", as_numbers(holes.effective_size));
}

void Measurer::brokerage() {
  const auto one = [&](const char* name, const graph::Grouping& grouping, BrokerCounts& counts) {
    if (!wants(name)) return;
    counts = timed(name, [&] { return graph::brokerage(network_, grouping.of_node); });
    std::vector<double> all;
    for (const auto& kinds : counts) all.push_back(static_cast<double>(std::accumulate(kinds.begin(), kinds.end(), std::uint64_t{0})));
    add(name, std::move(all));
  };
  one("brokerage_role", groupings_.role, made_.by_role);
  one("brokerage_stage", groupings_.stage, made_.by_stage);
}

} // namespace

const Column* NodeMeasures::find(std::string_view name) const {
  const auto found = std::ranges::find_if(columns, [&](const Column& column) { return column.measure->name == name; });
  return found == columns.end() ? nullptr : &*found;
}

base::Result<NodeMeasures> measure_nodes(const graph::Network& network, const Groupings& groupings, const Wanted& wanted,
                                         const MeasureOptions& options, std::map<std::string, double>& seconds, base::Progress& progress) {
  return Measurer(network, groupings, wanted, options, seconds, progress).measure();
}

} // namespace cuibono::app
