#include "app/picture.h"

#include <algorithm>

#include "scene/legend.h"

namespace cuibono::app {
namespace {

// How much a picture grows by its legend; none where it would take more than half.
double legend_height(const std::vector<scene::LegendEntry>& entries, const scene::Viewport& viewport, const scene::Theme& theme) {
  scene::DrawList probe;
  probe.viewport = viewport;
  scene::draw_legend(probe, entries, theme);
  return std::min(probe.viewport.height - viewport.height, viewport.height / 2);
}

} // namespace

scene::EmphasisMap emphasis(const benefit::Report& report) {
  scene::EmphasisMap map;
  for (const benefit::Person& person : report.people) map[person.id] = {person.share, person.control, scene::Standing::Beneficiary};
  return map;
}

scene::Positions pinned_places(const model::CaseSnapshot& snapshot) {
  scene::Positions places;
  for (const model::Pin& pin : snapshot.of<model::Pin>()) places[pin.entity] = {pin.x, pin.y};
  return places;
}

graph::Network chart_network(const scene::ChartModel& chart) {
  graph::Network network;
  for (const auto& node : chart.nodes) network.nodes.push_back(node.id);
  const auto place = [&](model::EntityId id) {
    return static_cast<std::uint32_t>(std::ranges::lower_bound(network.nodes, id) - network.nodes.begin());
  };
  for (const auto& line : chart.lines) {
    const graph::Link link{place(line.a), place(line.b)};
    if (network.links.empty() || network.links.back() != link) network.links.push_back(link);
  }
  return network;
}

std::vector<double> chart_room(const scene::ChartModel& chart) {
  constexpr double kLabel = 16; // a line of text below the node
  std::vector<double> room;
  for (const auto& node : chart.nodes) room.push_back(scene::node_radius(node) + kLabel);
  return room;
}

base::Result<scene::DrawList> chart_picture(const model::SnapshotPtr& snapshot, const model::Names& names,
                                            const benefit::Report& report, const scene::Viewport& viewport, std::uint64_t seed,
                                            base::Progress& progress) {
  const auto chart = scene::build_chart(snapshot, names, {.emphasis = emphasis(report)});
  const auto network = chart_network(chart);
  layout::ForceOptions options{.seed = seed, .radius = chart_room(chart)};
  const auto pins = pinned_places(*snapshot);
  options.pinned.resize(network.nodes.size());
  for (std::size_t i = 0; i < network.nodes.size(); ++i)
    if (const auto at = pins.find(network.nodes[i]); at != pins.end()) options.pinned[i] = at->second;
  const auto points = layout::force_layout(network, options, progress);
  if (!points) return tl::unexpected(points.error());

  scene::Positions positions;
  for (std::size_t i = 0; i < points->size(); ++i) positions[network.nodes[i]] = (*points)[i];
  const auto& theme = scene::light_theme();
  const auto entries = scene::legend(chart, theme);
  scene::Viewport above = viewport; // what the legend below leaves of the picture
  above.height -= legend_height(entries, viewport, theme);
  auto list = scene::compose_chart(chart, positions, scene::fit(scene::bounds_of(*points), above), above);
  scene::draw_legend(list, entries, theme);
  return list;
}

scene::DrawList plane_picture(const model::Names& names, const benefit::Report& report, const scene::Viewport& viewport) {
  scene::PlaneInputs inputs;
  for (const auto& person : report.people)
    inputs.points.push_back({person.id, names.shown(person.id), person.share, person.share_p05, person.share_p95, person.control});
  inputs.high_share = benefit::kHighShare;
  inputs.high_control = benefit::kHighControl;
  inputs.unattributed = report.unattributed_share;
  return scene::compose_plane(inputs, viewport);
}

} // namespace cuibono::app
