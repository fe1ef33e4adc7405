#pragma once
// A network as Boost's compressed sparse rows. For .cpp files of this folder that use Boost.Graph, which takes seconds
// to compile: as few as possible.

#include <boost/graph/compressed_sparse_row_graph.hpp>

#include "graph/network.h"

namespace cuibono::graph {

using Csr = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                               boost::no_property, std::uint32_t, std::uint32_t>;

/// `AsIs` keeps each directed link as one arc; an undirected network, and `Both`, has an arc each way.
enum class Arcs { AsIs, Both };

/// Parallel arcs once; each node's arcs in order of target.
Csr make_csr(const Network& network, Arcs arcs);

} // namespace cuibono::graph
