#include "app/structure.h"

#include <algorithm>
#include <chrono>
#include <fmt/core.h>

#include "graph/betweenness.h"
#include "graph/cohesion.h"

namespace cuibono::app {
namespace {

constexpr std::size_t kFewestForLabel = 10;     ///< domain.md section 5
constexpr std::size_t kMostForCore = 20'000;    ///< a hundred rewirings of more take minutes
constexpr int kCoreDraws = 99;

class Builder {
 public:
  Builder(const StructureOptions& options, base::Progress& progress) : options_(options), progress_(progress) {}

  base::Result<Structure> build(const model::CaseSnapshot& snapshot);

 private:
  bool wants(const char* name) const { return options_.measures.empty() || options_.measures.contains(name); }
  template <class Work>
  auto timed(const char* name, Work work) {
    const auto start = std::chrono::steady_clock::now();
    auto value = work();
    made_.seconds[name] = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return value;
  }
  base::Result<void> measure_nodes();
  base::Result<void> measure_groups();
  void measure_command(const model::CaseSnapshot& snapshot);
  void say_how_organised();

  const StructureOptions& options_;
  base::Progress& progress_;
  Structure made_;
};

base::Result<void> Builder::measure_nodes() {
  const auto& network = made_.network;
  if (wants("betweenness")) {
    auto between = timed("betweenness", [&] { return graph::betweenness(network, progress_, options_.threads); });
    if (!between) return tl::unexpected(between.error());
    made_.betweenness = std::move(*between);
  }
  if (wants("closeness") || wants("harmonic")) {
    auto near = timed("closeness", [&] { return graph::nearness(network, progress_, options_.threads); });
    if (!near) return tl::unexpected(near.error());
    made_.closeness = std::move(near->closeness);
    made_.harmonic = std::move(near->harmonic);
  }
  if (wants("pagerank")) made_.pagerank = timed("pagerank", [&] { return graph::pagerank(network, .85, options_.threads).value; });
  if (wants("eigenvector")) {
    auto central = timed("eigenvector", [&] { return graph::eigenvector(network); });
    made_.eigenvector_settled = central.settled;
    if (central.settled) made_.eigenvector = std::move(central.value);
  }
  if (wants("constraint") || wants("effective_size")) made_.holes = timed("constraint", [&] { return graph::structural_holes(network); });
  if (wants("k_core")) made_.k_core = timed("k_core", [&] { return graph::core_numbers(network); });
  return {};
}

base::Result<void> Builder::measure_groups() {
  if (wants("community")) {
    auto found = timed("community", [&] { return graph::leiden(made_.network, {.seed = options_.seed}, progress_); });
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
void Builder::measure_command(const model::CaseSnapshot& snapshot) {
  auto wanted = options_.network;
  wanted.layers = {graph::Layer::Command};
  wanted.directed = true;
  const auto whole = graph::build_network(snapshot, wanted);
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

void Builder::say_how_organised() {
  auto& says = made_.organised;
  const auto& command = made_.hierarchy;
  if (made_.commanded < kFewestForLabel) {
    says.reasons.push_back(fmt::format("Only {} actors have a tie of command; below {} no label is given, because one tie more or less would change it.",
                                       made_.commanded, kFewestForLabel));
    return;
  }
  const double tree = command.hierarchy && command.lub ? (*command.hierarchy + command.efficiency + *command.lub + command.connectedness) / 4 : command.connectedness;
  says.label = command.connectedness < .5 ? "separate cells" : tree >= .9 ? "hierarchy of command" : made_.degree_centralisation >= .4 ? "centralised network" : "loose network";
  says.reasons.push_back(fmt::format("{:.0f} % of pairs of those with a tie of command are connected by such ties.", 100 * command.connectedness));
  if (command.hierarchy && command.lub)
    says.reasons.push_back(fmt::format("Of a pure tree of command it has hierarchy {:.2f}, efficiency {:.2f} and least upper bounds {:.2f} (1 each in a tree).",
                                       *command.hierarchy, command.efficiency, *command.lub));
  says.reasons.push_back(fmt::format("Degree centralisation {:.2f}: 1 where everybody is tied to one only, 0 where all have as many ties.", made_.degree_centralisation));
  says.reasons.push_back("Ties that nobody has found are not counted; police see phones and drivers sooner than owners.");
}

base::Result<Structure> Builder::build(const model::CaseSnapshot& snapshot) {
  made_.network = graph::build_network(snapshot, options_.network);
  made_.density = graph::density(made_.network);
  made_.degree_centralisation = graph::degree_centralisation(made_.network);
  made_.degrees = graph::degrees(made_.network);
  made_.components = timed("components", [&] { return graph::components(made_.network); });
  if (const auto done = measure_nodes(); !done) return tl::unexpected(done.error());
  if (const auto done = measure_groups(); !done) return tl::unexpected(done.error());
  measure_command(snapshot);
  say_how_organised();
  return std::move(made_);
}

} // namespace

const std::vector<MeasureName>& measure_names() {
  static const std::vector<MeasureName> kNames{
      {"degree", "Who has most ties?", "Whoever is watched most shows most ties."},
      {"betweenness", "Who best connects the others?", "A broker may be a mere facilitator; a missing tie can make or unmake one."},
      {"closeness", "Who reaches everybody in fewest steps?", "Being near is not commanding."},
      {"harmonic", "Who reaches many in few steps, in a network of several parts?", "Being near is not commanding."},
      {"eigenvector", "Who is tied to those who are tied to many?", "In a network of several parts only one part has values."},
      {"pagerank", "Where would somebody end up who follows ties at random?", "It rewards being pointed at, not benefiting."},
      {"constraint", "Whose contacts all know each other?", "Low constraint is room to play others off, not proof that it was used."},
      {"effective_size", "Who has contacts that do not know each other?", "It grows with how much is known of a person."},
      {"k_core", "Who belongs to the densest part?", "Dense parts are often families or workmates."},
      {"community", "Who belongs together?", "Groups are a reading of ties, not membership."}};
  return kNames;
}

base::Result<Structure> structure_of(const model::CaseSnapshot& snapshot, const StructureOptions& options, base::Progress& progress) {
  return Builder(options, progress).build(snapshot);
}

} // namespace cuibono::app
