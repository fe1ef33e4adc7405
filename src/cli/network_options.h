#pragma once
// Which ties count and what they weigh: what every command that measures the network takes alike.

#include <string>

#include "cli/network_filter.h"

namespace cuibono::cli {

struct NetworkChoice {
  NetworkFilter filter;
  bool directed = false;
  std::string weight = "none";
};

/// --layer, --supported, --without-victims, --from, --to, --directed, --weight.
void add_network_choice(Arguments command, NetworkChoice& choice);

/// Fails where a date is none, or the window ends before it begins. Without a layer: every tie, no payment.
base::Result<graph::NetworkOptions> network_options(const NetworkChoice& choice);

} // namespace cuibono::cli
