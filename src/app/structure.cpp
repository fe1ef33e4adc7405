#include "app/structure.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fmt/core.h>

#include "app/structure_notes.h"
#include "graph/cohesion.h"
#include "graph/weighted_paths.h"
#include "model/people.h"

namespace cuibono::app {
namespace {

constexpr std::size_t kFewestForLabel = 10;  ///< domain.md section 5
constexpr std::size_t kMostForCore = 20'000; ///< a hundred rewirings of more take minutes
constexpr int kCoreDraws = 99;
constexpr double kMostSteps = 1e8;           ///< about a second: beyond, what costs much is computed only where it is named
constexpr std::size_t kDraws = 200;
constexpr double kMostDrawnSteps = 1e6;      ///< nodes times facts of one draw, a few milliseconds
constexpr std::size_t kMostRanks = 500'000'000; ///< nodes times draws times measures, 4 bytes each

double cost_of_brokerage(const graph::Network& network) {
  double cost = 0;
  for (const auto degree : graph::degrees(network).total) cost += static_cast<double>(degree) * degree;
  return cost;
}

Wanted wanted_of(const StructureOptions& options, const graph::Network& network) {
  if (!options.measures.empty()) return options.measures;
  const auto size = static_cast<double>(network.nodes.size()), links = static_cast<double>(network.links.size());
  const bool ties_cost_little = size * (size + links) <= kMostSteps, chains_cost_little = cost_of_brokerage(network) <= kMostSteps;
  Wanted wanted;
  for (const auto& measure : measure_names()) {
    const bool affordable = !measure.by_name || (measure.name == "tie_betweenness" ? ties_cost_little : chains_cost_little);
    const bool speaks = (network.directed || !measure.directed) && (measure.name != "strength" || !network.weights.empty());
    if (affordable && speaks) wanted.emplace(measure.name);
  }
  return wanted;
}

class Builder {
 public:
  Builder(const model::CaseSnapshot& snapshot, const StructureOptions& options, base::Progress& progress)
      : snapshot_(snapshot), options_(options), progress_(progress) {}

  base::Result<Structure> build();

 private:
  bool wants(std::string_view name) const { return wanted_.contains(name); }
  template <class Work>
  auto timed(const char* name, Work work) {
    const auto start = std::chrono::steady_clock::now();
    auto value = work();
    made_.seconds[name] = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return value;
  }
  void build_networks();
  base::Result<void> measure();
  base::Result<void> measure_ties();
  base::Result<void> measure_groups();
  void measure_command();
  void mix();
  base::Result<void> rank();
  base::Result<void> draw(std::size_t draws);
  void say_how_organised();
  void say_what_is_missing();

  const model::CaseSnapshot& snapshot_;
  const StructureOptions& options_;
  base::Progress& progress_;
  Groupings groupings_;
  Wanted wanted_;
  Structure made_;
};

void Builder::build_networks() {
  auto how = options_.network;
  how.keep_parallel = false;
  made_.network = graph::build_network(snapshot_, how);
  const auto victims = model::victims(snapshot_);
  for (const auto id : made_.network.nodes) made_.ranked.push_back(!victims[snapshot_.entities().position(id)]);
  wanted_ = wanted_of(options_, made_.network);
  if (options_.measures.empty() || wants("brokerage_role")) groupings_.role = graph::by_role(snapshot_, made_.network);
  if (options_.measures.empty() || wants("brokerage_stage")) groupings_.stage = graph::by_stage(snapshot_, made_.network);
}

base::Result<void> Builder::measure() {
  made_.density = graph::density(made_.network);
  made_.degree_centralisation = graph::degree_centralisation(made_.network);
  made_.components = timed("components", [&] { return graph::components(made_.network); });
  auto measured =
      measure_nodes(made_.network, groupings_, wanted_, {options_.sample, options_.seed, options_.threads}, made_.seconds, progress_);
  if (!measured) return tl::unexpected(measured.error());
  made_.measures = std::move(*measured);
  return {};
}

base::Result<void> Builder::measure_ties() {
  const auto& links = made_.network.links;
  if (wants("bridge")) {
    const auto alone = graph::bridges(made_.network);
    made_.bridges.emplace();
    for (std::size_t i = 0; i < links.size(); ++i)
      if (alone[i]) made_.bridges->push_back(links[i]);
  }
  if (!wants("tie_betweenness")) return {};
  const auto found = timed("tie_betweenness", [&] { return graph::path_betweenness(made_.network, progress_, options_.threads); });
  if (!found) return tl::unexpected(found.error());
  made_.tie_betweenness.emplace();
  for (std::size_t i = 0; i < links.size(); ++i)
    if (made_.ranked[links[i].source] && made_.ranked[links[i].target]) made_.tie_betweenness->push_back({links[i], found->link[i]});
  std::ranges::stable_sort(*made_.tie_betweenness, std::ranges::greater(), &TieValue::value);
  return {};
}

base::Result<void> Builder::measure_groups() {
  if (wants("community")) {
    auto found = timed("community",
                       [&] { return graph::leiden(made_.network, {.resolution = options_.resolution, .seed = options_.seed}, progress_); });
    if (!found) return tl::unexpected(found.error());
    made_.communities = std::move(*found);
  }
  if (options_.measures.empty() && made_.network.nodes.size() <= kMostForCore) {
    auto core = timed("core_periphery", [&] { return graph::core_periphery(made_.network, kCoreDraws, options_.seed, progress_); });
    if (!core) return tl::unexpected(core.error());
    made_.core = std::move(*core);
  }
  return {};
}

// Who commands whom, without those who have no tie of command: they would make everything look unconnected.
void Builder::measure_command() {
  auto wanted = options_.network;
  wanted.layers = {graph::Layer::Command};
  wanted.directed = true;
  wanted.keep_parallel = false;
  wanted.weigh = graph::Weigh::Same;
  const auto whole = graph::build_network(snapshot_, wanted);
  const auto degree = graph::degrees(whole).total;
  std::vector<std::uint32_t> place(whole.nodes.size());
  graph::Network command{.directed = true};
  for (std::size_t v = 0; v < whole.nodes.size(); ++v) {
    place[v] = static_cast<std::uint32_t>(command.nodes.size());
    if (degree[v] > 0) command.nodes.push_back(whole.nodes[v]);
  }
  for (const auto& link : whole.links) command.links.push_back({place[link.source], place[link.target]});
  made_.commanded = command.nodes.size();
  made_.hierarchy = graph::hierarchy(command);
}

void Builder::mix() {
  if (!options_.measures.empty()) return;
  made_.assortativity.degree = graph::degree_assortativity(made_.network);
  const auto of = [&](const graph::Grouping& grouping) {
    auto group = grouping.of_node;
    graph::Network known{.nodes = made_.network.nodes, .directed = made_.network.directed};
    for (const auto& link : made_.network.links)
      if (group[link.source] != graph::kNoGroup && group[link.target] != graph::kNoGroup) known.links.push_back(link);
    std::ranges::replace(group, graph::kNoGroup, 0u); // tied to nobody here
    return graph::group_assortativity(known, group);
  };
  made_.assortativity.role = of(groupings_.role);
  made_.assortativity.stage = of(groupings_.stage);
}

// The end of the values that is first made the largest.
std::vector<double> as_ranked(const Column& column) {
  auto values = column.value;
  if (column.measure->first == FirstIs::Lowest)
    for (auto& value : values) value = -value;
  return values;
}

base::Result<void> Builder::rank() {
  for (const auto& column : made_.measures.columns)
    if (column.measure->first != FirstIs::Nobody && !column.value.empty())
      made_.ranks.push_back({column.measure, graph::ranks(as_ranked(column), made_.ranked), {}});
  std::erase_if(made_.ranks, [](const RankedMeasure& one) { return one.rank.empty(); });
  if (made_.ranks.empty() || options_.draws == 0u) return {};
  if (options_.draws) return draw(*options_.draws);
  const auto nodes = made_.network.nodes.size(), facts = snapshot_.ties().size() + snapshot_.payments().size();
  if (static_cast<double>(nodes) * static_cast<double>(nodes + facts) <= kMostDrawnSteps) return draw(kDraws);
  made_.notes.push_back(fmt::format(
      "No ranks are printed: {} nodes and {} ties and payments take long to draw again, and a rank without its interval says too much "
      "(--draws {} makes them).",
      nodes, facts, kDraws));
  return {};
}

base::Result<void> Builder::draw(std::size_t draws) {
  if (draws * made_.network.nodes.size() > kMostRanks / made_.ranks.size())
    return base::fail(
        base::ErrorKind::Usage,
        fmt::format("{} draws of {} nodes and {} measures need too much memory", draws, made_.network.nodes.size(), made_.ranks.size()),
        "--draws", "name fewer measures or make fewer draws");
  const auto doubtful = graph::doubtful_network(snapshot_, options_.network);
  Wanted ranked;
  for (const auto& one : made_.ranks) ranked.emplace(one.measure->name);
  const auto columns_of = [&](const graph::Network& drawn) -> base::Result<std::vector<std::vector<double>>> {
    base::Progress own;
    own.stop = progress_.stop;
    std::map<std::string, double> seconds;
    const auto measured = measure_nodes(drawn, groupings_, ranked, {options_.sample, options_.seed, 1}, seconds, own);
    if (!measured) return tl::unexpected(measured.error());
    std::vector<std::vector<double>> columns;
    for (const auto& column : measured->columns) columns.push_back(as_ranked(column));
    return columns;
  };
  progress_.done = 0;
  auto intervals = timed("draws", [&] {
    return graph::rank_intervals(doubtful, made_.ranked, columns_of, {draws, options_.seed, options_.threads}, progress_);
  });
  if (!intervals) return tl::unexpected(intervals.error());
  for (std::size_t i = 0; i < intervals->size(); ++i) made_.ranks[i].interval = std::move((*intervals)[i]);
  return {};
}

void Builder::say_how_organised() {
  auto& says = made_.organised;
  const auto& command = made_.hierarchy;
  if (made_.commanded < kFewestForLabel) {
    says.reasons.push_back(
        fmt::format("Only {} actors have a tie of command; below {} no label is given, because one tie more or less would change it.",
                    made_.commanded, kFewestForLabel));
    return;
  }
  const double tree = command.hierarchy && command.lub
                          ? (*command.hierarchy + command.efficiency + *command.lub + command.connectedness) / 4
                          : command.connectedness;
  says.label = command.connectedness < .5          ? "separate cells"
               : tree >= .9                        ? "hierarchy of command"
               : made_.degree_centralisation >= .4 ? "centralised network"
                                                   : "loose network";
  says.reasons.push_back(
      fmt::format("{:.0f} % of pairs of those with a tie of command are connected by such ties.", 100 * command.connectedness));
  if (command.hierarchy && command.lub)
    says.reasons.push_back(fmt::format(
        "Of a pure tree of command it has hierarchy {:.2f}, efficiency {:.2f} and least upper bounds {:.2f} (1 each in a tree).",
        *command.hierarchy, command.efficiency, *command.lub));
  says.reasons.push_back(fmt::format("Degree centralisation {:.2f}: 1 where everybody is tied to one only, 0 where all have as many ties.",
                                     made_.degree_centralisation));
  says.reasons.push_back("Ties that nobody has found are not counted; police see phones and drivers sooner than owners.");
}

void Builder::say_what_is_missing() {
  const auto add = [&](std::vector<std::string> more) { made_.notes.insert(made_.notes.end(), more.begin(), more.end()); };
  add(left_out_notes(made_.network.left_out, options_.network));
  add(measure_notes(wanted_, options_.network));
  add(result_notes(made_.measures, groupings_));
  if (!options_.measures.empty()) return;
  for (const auto& measure : measure_names())
    if (measure.by_name && !wants(measure.name))
      made_.notes.push_back(fmt::format("Left out at this size: {0} (--measures {0} computes it).", measure.name));
}

base::Result<Structure> Builder::build() {
  build_networks();
  if (const auto done = measure(); !done) return tl::unexpected(done.error());
  if (const auto done = measure_ties(); !done) return tl::unexpected(done.error());
  if (const auto done = measure_groups(); !done) return tl::unexpected(done.error());
  measure_command();
  mix();
  say_how_organised();
  say_what_is_missing();
  if (const auto done = rank(); !done) return tl::unexpected(done.error());
  return std::move(made_);
}

} // namespace

base::Result<Structure> structure_of(const model::CaseSnapshot& snapshot, const StructureOptions& options, base::Progress& progress) {
  return Builder(snapshot, options, progress).build();
}

} // namespace cuibono::app
