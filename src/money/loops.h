#pragma once
// The loops of a directed graph: its strongly connected components (Tarjan 1972), without recursion.

#include <cstdint>
#include <vector>

namespace cuibono::money {

struct Link {
  std::uint32_t from, to;
};

/// Every node once, in groups: whoever can reach each other. A group comes after every other group that it can reach.
/// Linear in nodes and links.
std::vector<std::vector<std::uint32_t>> loops(std::size_t nodes, const std::vector<Link>& links);

} // namespace cuibono::money
