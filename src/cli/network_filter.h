#pragma once
// Which part of a case's network a command looks at: --layer, --supported, --without-victims, and dates.

#include <string>
#include <vector>

#include "cli/command.h"
#include "graph/network.h"

namespace cuibono::cli {

struct NetworkFilter {
  std::vector<std::string> layers; ///< empty: all, with payments
  bool supported = false, without_victims = false;
  std::string from, to;
};

/// --layer, --supported and --without-victims.
void add_network_filter(Arguments command, NetworkFilter& filter);

/// --from and --to, as the window of what was in force.
void add_window(Arguments command, NetworkFilter& filter);

/// A usage error where a date is none. The window is that of `from` and `to`.
base::Result<graph::NetworkOptions> network_options(const NetworkFilter& filter);

/// ISO date, month or year; no date for an empty text. `where` names the option.
base::Result<base::Date> date_of(const std::string& text, const char* where);

/// One sentence on what was left out, each with its number; empty where nothing was.
std::string left_out_words(const graph::LeftOut& left_out, std::size_t other_layers, const char* undated);

} // namespace cuibono::cli
