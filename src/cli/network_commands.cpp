#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <fmt/core.h>
#include <nlohmann/json.hpp>
#include <ostream>

#include "app/picture.h"
#include "app/structure.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/output.h"
#include "graph/network.h"
#include "layout/named.h"

namespace cuibono::cli {
namespace {

using base::ErrorKind;
using base::fail;
using Seconds = std::chrono::duration<double>;

struct NetworkOptions {
  Reading reading;
  std::vector<std::string> layers;
  bool supported = false, without_victims = false, timing = false;
  std::vector<std::string> measures;
  unsigned threads = 0;
};

constexpr std::array<std::pair<const char*, graph::Layer>, 5> kLayers{{{"social", graph::Layer::Social},
                                                                      {"command", graph::Layer::Command},
                                                                      {"money", graph::Layer::Money},
                                                                      {"ownership", graph::Layer::Ownership},
                                                                      {"movement", graph::Layer::Movement}}};

app::StructureOptions structure_options(const NetworkOptions& options) {
  app::StructureOptions wanted{.network = {.supported_only = options.supported, .without_victims = options.without_victims},
                               .measures = {options.measures.begin(), options.measures.end()},
                               .threads = options.threads};
  for (const auto& [name, layer] : kLayers)
    if (std::ranges::count(options.layers, name)) wanted.network.layers.insert(layer);
  return wanted;
}

Json optional_number(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

Json measures_json(const OpenedCase& opened, const app::Structure& built, const NetworkOptions& options) {
  const bool all = options.measures.empty();
  const auto wanted = [&](const char* name) { return all || std::ranges::count(options.measures, name) > 0; };
  Json measures = Json::object();
  for (std::size_t i = 0; i < built.network.nodes.size(); ++i) {
    Json node = Json::object();
    if (wanted("degree")) node["degree"] = built.degrees.total[i];
    if (!built.betweenness.empty()) node["betweenness"] = built.betweenness[i];
    if (wanted("closeness")) node["closeness"] = built.closeness[i];
    if (wanted("harmonic")) node["harmonic"] = built.harmonic[i];
    if (wanted("eigenvector")) node["eigenvector"] = built.eigenvector.empty() ? Json(nullptr) : Json(built.eigenvector[i]);
    if (!built.pagerank.empty()) node["pagerank"] = built.pagerank[i];
    if (built.holes && wanted("constraint")) node["constraint"] = optional_number(built.holes->constraint[i]);
    if (built.holes && wanted("effective_size")) node["effective_size"] = optional_number(built.holes->effective_size[i]);
    if (!built.k_core.empty()) node["k_core"] = built.k_core[i];
    if (built.communities) node["community"] = built.communities->of_node[i];
    node["component"] = built.components.of_node[i];
    measures[key_of(*opened.snapshot, built.network.nodes[i])] = std::move(node);
  }
  return measures;
}

Json communities_json(const OpenedCase& opened, const app::Structure& built) {
  Json communities = Json::array();
  if (!built.communities) return communities;
  for (std::uint32_t c = 0; c < built.communities->count; ++c) communities.push_back(Json::array());
  for (std::size_t i = 0; i < built.network.nodes.size(); ++i)
    communities[built.communities->of_node[i]].push_back(key_of(*opened.snapshot, built.network.nodes[i]));
  return communities;
}

Json core_json(const OpenedCase& opened, const app::Structure& built) {
  Json core = Json::array();
  for (std::size_t i = 0; i < built.core.in_core.size(); ++i)
    if (built.core.in_core[i]) core.push_back(key_of(*opened.snapshot, built.network.nodes[i]));
  return {{"core", core}, {"fit", built.core.fit}, {"null_mean", built.core.null_mean}, {"p", built.core.p}, {"draws", built.core.draws}};
}

Json structure_json(const OpenedCase& opened, const app::Structure& built, const NetworkOptions& options) {
  Json document{{"nodes", built.network.nodes.size()},
                {"edges", built.network.links.size()},
                {"density", built.density},
                {"degree_centralisation", built.degree_centralisation},
                {"components", built.components.count},
                {"connectedness", built.hierarchy.connectedness},
                {"hierarchy", optional_number(built.hierarchy.hierarchy)},
                {"efficiency", built.hierarchy.efficiency},
                {"lub", optional_number(built.hierarchy.lub)},
                {"modularity", built.communities ? Json(built.communities->modularity) : Json(nullptr)},
                {"communities", communities_json(opened, built)},
                {"core_periphery", core_json(opened, built)},
                {"measures", measures_json(opened, built, options)},
                {"organised", {{"label", built.organised.label.empty() ? Json(nullptr) : Json(built.organised.label)}, {"reasons", built.organised.reasons}}}};
  if (options.timing) document["timing"] = built.seconds;
  return document;
}

void print_nodes(const Environment& environment, const OpenedCase& opened, const app::Structure& built) {
  std::vector<std::size_t> order(built.network.nodes.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto value = [&](std::size_t i) { return built.betweenness.empty() ? built.degrees.total[i] : built.betweenness[i]; };
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return value(a) > value(b); });
  TextTable table{{{"id"}, {"name"}, {"degree", Side::Right}, {"betweenness", Side::Right}, {"closeness", Side::Right}, {"pagerank", Side::Right},
                   {"core", Side::Right}, {"community", Side::Right}, {"component", Side::Right}}, {}};
  const auto number = [](const std::vector<double>& values, std::size_t i, const char* form) { return values.empty() ? std::string() : fmt::format(fmt::runtime(form), values[i]); };
  for (const auto i : order)
    table.rows.push_back({key_of(*opened.snapshot, built.network.nodes[i]), opened.names.shown(built.network.nodes[i]), std::to_string(built.degrees.total[i]),
                          number(built.betweenness, i, "{:.2f}"), number(built.closeness, i, "{:.3f}"), number(built.pagerank, i, "{:.4f}"),
                          built.k_core.empty() ? "" : std::to_string(built.k_core[i]),
                          built.communities ? std::to_string(built.communities->of_node[i] + 1) : "", std::to_string(built.components.of_node[i] + 1)});
  print_table(environment.out, table);
}

void print_structure(const Environment& environment, const OpenedCase& opened, const app::Structure& built) {
  environment.out << fmt::format("{} nodes, {} edges, {} components, density {:.4f}, degree centralisation {:.4f}\n", built.network.nodes.size(),
                                 built.network.links.size(), built.components.count, built.density, built.degree_centralisation);
  if (built.communities) environment.out << fmt::format("{} communities, modularity {:.3f}\n", built.communities->count, built.communities->modularity);
  if (built.core.draws > 0)
    environment.out << fmt::format("core and rim: fit {:.2f}, chance alone {:.2f} (p {:.2f} of {} draws)\n", built.core.fit, built.core.null_mean, built.core.p, built.core.draws);
  environment.out << "how organised: " << (built.organised.label.empty() ? "no label" : built.organised.label) << '\n';
  for (const auto& reason : built.organised.reasons) environment.out << "  " << reason << '\n';
  environment.out << '\n';
  print_nodes(environment, opened, built);
  if (!built.eigenvector_settled) environment.err << "note: the eigenvector did not settle and is left out\n";
  environment.err << "note: being in the middle is not benefiting: phones and accounts name drivers; see cuibono who-benefits\n";
}

Outcome structure(const NetworkOptions& options, const Environment& environment) {
  const auto opened = open_case(options.reading);
  if (!opened) return tl::unexpected(opened.error());
  base::Progress progress;
  const auto built = app::structure_of(*opened->snapshot, structure_options(options), progress);
  if (!built) return tl::unexpected(built.error());
  if (options.reading.json) print_json(environment.out, structure_json(*opened, *built, options));
  else print_structure(environment, *opened, *built);
  return 0;
}

struct LayoutOptions {
  Reading reading;
  std::filesystem::path target;
  std::string algorithm = "force";
  std::uint64_t seed = 1;
  unsigned threads = 0;
  bool timing = false;
};

Outcome layout(const LayoutOptions& options, const Environment& environment) {
  const auto opened = open_case(options.reading);
  if (!opened) return tl::unexpected(opened.error());
  const auto network = graph::build_network(*opened->snapshot);
  base::Progress progress;
  const auto start = std::chrono::steady_clock::now();
  const auto points = layout::named_layout(options.algorithm, *opened->snapshot, network,
                                           {.seed = options.seed, .threads = options.threads}, progress);
  const double seconds = Seconds(std::chrono::steady_clock::now() - start).count();
  if (!points) return tl::unexpected(points.error());
  std::string lines;
  for (std::size_t i = 0; i < points->size(); ++i)
    lines += fmt::format("{},{},{}\n", key_of(*opened->snapshot, network.nodes[i]), (*points)[i].x, (*points)[i].y);
  if (const auto written = base::write_file(options.target, lines); !written) return tl::unexpected(written.error());
  if (options.timing) print_json(environment.out, {{"algorithm", options.algorithm}, {"seconds", seconds}});
  environment.err << fmt::format("wrote {} positions to {}\n", points->size(), options.target.string());
  return 0;
}

struct RenderOptions {
  Reading reading;
  std::filesystem::path target;
  std::string view = "chart";
  std::string size = "1600x1000";
  double scale = 1;
  std::uint64_t seed = 1;
  std::string basis;
};

base::Result<scene::Viewport> viewport_of(const RenderOptions& options) {
  constexpr int kMostPixels = 16384; // what drivers allow a texture
  int width = 0, height = 0;
  char after = 0;
  if (std::sscanf(options.size.c_str(), "%dx%d%c", &width, &height, &after) != 2 || width < 64 || height < 64 || width > kMostPixels || height > kMostPixels)
    return fail(ErrorKind::Usage, "the size " + options.size + " is not one", "--size", "write it like 1600x1000, each from 64 to 16384");
  return scene::viewport_of_pixels(width, height, options.scale);
}

Outcome render(const RenderOptions& options, const Environment& environment) {
  if (options.target.extension() != ".png")
    return fail(ErrorKind::Usage, "this version draws PNG only", options.target.string(), "end the file's name in .png");
  const auto viewport = viewport_of(options);
  if (!viewport) return tl::unexpected(viewport.error());
  const auto opened = open_case(options.reading);
  if (!opened) return tl::unexpected(opened.error());
  base::Progress progress;
  benefit::Options how{.draws = options.view == "plane" ? 2000 : 0, .sensitivity = false};
  how.basis = options.basis.empty() ? benefit::default_basis(*opened->snapshot) : options.basis == "net" ? benefit::Basis::Net : benefit::Basis::Gross;
  const auto report = benefit::who_benefits(*opened->snapshot, how, progress);
  if (!report) return tl::unexpected(report.error());
  auto list = options.view == "plane" ? base::Result<scene::DrawList>(app::plane_picture(opened->names, *report, *viewport))
                                      : app::chart_picture(opened->snapshot, opened->names, *report, *viewport, options.seed, progress);
  if (!list) return tl::unexpected(list.error());
  if (const auto drawn = environment.render_png(*list, options.target); !drawn) return tl::unexpected(drawn.error());
  environment.err << "wrote " << options.target.string() << '\n';
  if (list->hidden_labels > 0) environment.err << fmt::format("note: {} labels had no room; draw larger to see them\n", list->hidden_labels);
  return 0;
}

} // namespace

void add_network_commands(Program& program) {
  auto shape = add_report<NetworkOptions>(program, "structure", "Who is connected to whom: measures of the network", structure);
  add_reading(shape.app, shape.options->reading);
  shape.app.add_option("--layer", shape.options->layers, "social, command, money, ownership, movement; else every tie")
      .parted_by(',')
      .one_of({"social", "command", "money", "ownership", "movement"});
  shape.app.add_flag("--supported", shape.options->supported, "Only ties that an exhibit supports");
  shape.app.add_flag("--without-victims", shape.options->without_victims, "Leave victims out");
  shape.app.add_option("--measures", shape.options->measures, "Only these: degree, betweenness, closeness, ...")
      .parted_by(',')
      .one_of({"degree", "betweenness", "closeness", "harmonic", "eigenvector", "pagerank", "constraint", "effective_size", "k_core", "community"});
  shape.app.add_option("--threads", shape.options->threads, "Threads to compute with; 0: all");
  shape.app.add_flag("--timing", shape.options->timing, "Add each kernel's seconds to the JSON");

  auto place = add_subcommand<LayoutOptions>(program, "layout", "Positions of the network's nodes, as lines id,x,y", layout);
  add_reading(place.app, place.options->reading);
  place.app.add_option("-o,--output", place.options->target, "File to write").required();
  place.app.add_option("--algorithm", place.options->algorithm, "What places mean; see docs/layout.md").one_of({std::begin(layout::kLayoutNames), std::end(layout::kLayoutNames)}).shows_default();
  place.app.add_option("--seed", place.options->seed, "Seed").shows_default();
  place.app.add_option("--threads", place.options->threads, "Threads to compute with; 0: all. Places do not depend on it").shows_default();
  place.app.add_flag("--timing", place.options->timing, "Print the kernel's seconds as JSON");

  auto draw = add_subcommand<RenderOptions>(program, "render", "A picture of a view, without a window", render);
  add_reading(draw.app, draw.options->reading);
  draw.app.add_option("-o,--output", draw.options->target, "PNG file to write").required();
  draw.app.add_option("--view", draw.options->view, "chart or plane").one_of({"chart", "plane"});
  draw.app.add_option("--size", draw.options->size, "Pixels").shows_default();
  draw.app.add_option("--scale", draw.options->scale, "2 draws everything twice as large").between(0.5, 4.0);
  draw.app.add_option("--seed", draw.options->seed, "Seed of the layout").shows_default();
  draw.app.add_option("--basis", draw.options->basis, "gross or net; else as the case says").one_of({"gross", "net"});
}

} // namespace cuibono::cli
