#pragma once
// Layouts with a meaning of their own: where a node stands says what it is. Pure functions; one point a node, no two in
// one spot; the same input gives the same bits on every machine. `step` is the distance of neighbouring slots, chart
// units. Time is linear in nodes and links, times their logarithm, unless said. y grows downwards.

#include <cstdint>
#include <optional>
#include <vector>

#include "graph/network.h"
#include "layout/force.h"

namespace cuibono::layout {

/// Rows from left to right, in a rectangle of kAspect (pack.h): by component, the largest first; who has most ties
/// first.
std::vector<Point> grid_arrangement(const graph::Network& network, double step);

/// A circle a component, tied nodes side by side on it; circles and single nodes packed side by side.
std::vector<Point> circle_arrangement(const graph::Network& network, double step);

/// The centre in the middle, around it rings of who is one, two, three ... ties away, each node outside of one it is
/// tied to. Who is not connected stands in a block below. `centre`: a place in Network::nodes.
std::vector<Point> ego_arrangement(const graph::Network& network, std::uint32_t centre, double step);

/// Who has most ties; the first of equals. 0 for an empty network.
std::uint32_t most_tied(const graph::Network& network);

/// Sources above targets (Sugiyama, Tagawa, Toda 1981): circles broken by depth-first search, layers by the longest
/// path, order by barycentres. Who has no links stands in a block below.
std::vector<Point> layer_arrangement(const graph::Network& directed, double step);

/// For each node its layer as above, from 0; 0 where it has no links.
std::vector<std::uint32_t> layers_of(const graph::Network& directed);

/// Parents above the middle of their children, trees side by side. `parent` is one a node, a place in it; circles are
/// cut. Who has neither parent nor children stands in a block below.
std::vector<Point> tree_arrangement(const std::vector<std::optional<std::uint32_t>>& parent, double step);

/// One column of slots a lane, from left to right, wrapped to several where a lane is long. Tied nodes stand near each
/// other. `lane` is one a node, each less than `lanes`.
std::vector<Point> lane_arrangement(const graph::Network& network, const std::vector<std::uint32_t>& lane,
                                    std::uint32_t lanes, double step);

/// One row a node, the earliest on top, x its day; who has no day stands left of all, below. `day` is one a node.
std::vector<Point> time_arrangement(const std::vector<std::optional<std::int32_t>>& day, double step);

struct Place {
  double latitude = 0, longitude = 0; ///< degrees
};

/// Web Mercator (EPSG:3857), as large as the nodes need, north up; who has no place stands in rows below. Latitudes
/// beyond 85.05 degrees count as that. Uses the C library's logarithm and tangent: the last bit may differ between
/// machines.
std::vector<Point> map_arrangement(const std::vector<std::optional<Place>>& place, double step);

} // namespace cuibono::layout
