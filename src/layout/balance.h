#pragma once
// One level of a large layout: every node goes where the pull of its ties, the push of others and its distances from
// the pivots balance.

#include <functional>

#include "layout/grid.h"
#include "layout/hierarchy.h"
#include "layout/pivots.h"

namespace cuibono::layout {

/// Far: ties pull like springs and everybody pushes everybody; it finds the order of the whole, for up to some 1,000
/// nodes. Near: ties pull the more the nearer, and only who is near pushes, like t-SNE and its kin (van der Maaten and
/// Hinton 2008; Zhu and others 2020); it finds who stands beside whom. Last: the same by bonds instead of pulls.
enum class Law { Far, Near, Last };

struct Balancing {
  Law law = Law::Near;
  int iterations = 30;
  float spacing = 1;  ///< the length, in links, below which pull and push are strong
  float pull = 1;     ///< of ties, in all as strong on the mean node as the push of one other of mean mass,
  float push = 1;     ///< of others,
  float distance = 1; ///< of the pivots in all
  unsigned threads = 0;
};

/// Places are in links: on the whole, as far apart as the shortest paths are long (sparse stress, weights 1/d^2). The
/// result does not depend on the threads. `after` hears of each iteration and says whether to go on.
void balance(const Level& level, const PivotDistances& distances, const Balancing& how, Places& at,
             const std::function<bool()>& after);

} // namespace cuibono::layout
