#pragma once
// Which ties count: what every command that reads the network takes alike.

#include <string>
#include <vector>

#include "base/error.h"
#include "cli/arguments.h"
#include "graph/network.h"

namespace cuibono::cli {

struct NetworkChoice {
  std::vector<std::string> layers;
  bool supported = false, without_victims = false, directed = false;
  std::string weight = "none";
  std::string from, to; ///< dates, which may be partial; empty: open
};

/// --layer, --supported, --without-victims, --directed, --weight, --from, --to.
void add_network_choice(Arguments command, NetworkChoice& choice);

/// Fails where a date is none, or the window ends before it begins.
base::Result<graph::NetworkOptions> network_options(const NetworkChoice& choice);

} // namespace cuibono::cli
