#pragma once
// Pictures of a case without a window: the same chart and plane that the panels show. Pure functions, any thread.

#include "benefit/measure.h"
#include "scene/chart.h"
#include "scene/plane.h"

namespace cuibono::app {

/// Shares and control from the report. Movement and victims are read from the case by the chart itself, so only those whom
/// money reaches are set apart here.
scene::EmphasisMap emphasis(const benefit::Report& report);

/// The lines of a chart as a network to lay out.
graph::Network chart_network(const scene::ChartModel& chart);

/// Where the investigator fixed entities on the chart.
scene::Positions pinned_places(const model::CaseSnapshot& snapshot);

/// Room that each node of the chart needs, in chart units.
std::vector<double> chart_room(const scene::ChartModel& chart);

/// The chart laid out and fitted, with its legend.
base::Result<scene::DrawList> chart_picture(const model::SnapshotPtr& snapshot, const model::Names& names,
                                            const benefit::Report& report, const scene::Viewport& viewport, std::uint64_t seed,
                                            base::Progress& progress);

/// The plane of benefit share against control.
scene::DrawList plane_picture(const model::Names& names, const benefit::Report& report, const scene::Viewport& viewport);

} // namespace cuibono::app
