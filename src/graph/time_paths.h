#pragma once
// Paths through time: each step not earlier than the one before it. Pure functions over contacts.
//
// An event (a call, a payment, a journey) takes place on one day; where only a stretch of days is known, on an unknown
// one of them. A standing tie (family, employs) may be used on any day on which it stands, and there is no waiting
// within it: whoever enters it on one day may leave it on any later one. Reaching: possible where the unknown days can
// fall so that the order is kept, certain where it is kept wherever they fall.

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "graph/network.h"

namespace cuibono::graph {

constexpr std::int32_t kFirstDay = std::numeric_limits<std::int32_t>::min() / 4; ///< nothing says since when
constexpr std::int32_t kLastDay = std::numeric_limits<std::int32_t>::max() / 4;  ///< nothing says until when

struct Contact {
  std::uint32_t source = 0, target = 0; ///< places in Network::nodes
  std::int32_t first = 0, last = 0;     ///< days on which it may take place or stand, as base::day_number
  std::int32_t sure_first = 0,
               sure_last = 0; ///< of a standing tie: on which it stands for certain; none where first > last
  bool standing = false;
  std::uint32_t link = 0; ///< place in Network::links
};

struct Contacts {
  std::vector<Contact> all; ///< in order of link
  std::size_t undated = 0;  ///< links whose fact has no date: they cannot be put in an order
};

/// Of a network with parallel links kept. Standing ties are not used outside of the window.
Contacts contacts_of(const model::CaseSnapshot& snapshot, const Network& network, const Window& window = {});

/// Which path is best: whose last step can come first, which has fewest steps, or whose longest wait is shortest; of
/// equals, the one that arrives first, and of those one of fewest steps.
enum class Prefer { Arrival, Fewest, Gap };

struct TimeOptions {
  Prefer prefer = Prefer::Arrival;
  std::optional<std::int32_t> most_gap; ///< days that may lie between one step and the next
  bool certain = false;                 ///< only paths whose order holds wherever the unknown days fall
  bool directed = false;                ///< contacts are followed from source to target alone
  std::size_t most_labels = 300'000;    ///< partial paths kept where gaps are limited; see TimePath::bounded
};

struct TimePath {
  std::vector<std::uint32_t> contacts; ///< places in the list given, in order; empty: none was found
  std::vector<std::uint32_t> nodes;    ///< from first to last, one more
  std::int32_t arrival = 0;            ///< earliest day of the last step; where certain, the latest that it can be
  std::optional<std::int32_t> gap;     ///< with Prefer::Gap: the smallest largest wait, days
  bool bounded = false;                ///< the search was given up: there may be a path, or a better one
};

/// The best path, nobody twice in it. Without a limit of gaps by searches after Dijkstra (Xuan, Ferreira, Jarry 2003).
/// With one, paths without repeats are hard to find in general (Casteigts et al. 2021): a partial path is dropped only
/// where another one at the same node allows as much and has met no more nodes, which is exact, and the search is given
/// up when there are too many; a hasty one then takes its place, which may find a path and not the best. Fails only
/// when stopped.
base::Result<TimePath> time_path(std::uint32_t nodes, const std::vector<Contact>& contacts, std::uint32_t from,
                                 std::uint32_t to, const TimeOptions& options, base::Progress& progress);

/// Whether the contacts can be used in that order, at all or (`certain`) wherever the unknown days fall.
bool holds_in_order(const std::vector<Contact>& steps, std::optional<std::int32_t> most_gap, bool certain);

} // namespace cuibono::graph
