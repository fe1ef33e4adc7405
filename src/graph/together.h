#pragma once
// What parallel links weigh when they are taken together.

#include "graph/network.h"

namespace cuibono::graph {

inline double together(Weigh weigh, double a, double b) {
  if (weigh == Weigh::Evidence) return 1 - (1 - a) * (1 - b);
  return weigh == Weigh::Same ? 1 : a + b;
}

} // namespace cuibono::graph
