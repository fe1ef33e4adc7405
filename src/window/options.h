#pragma once
// What the command line says about the window: cuibono [CASE or demonstration] [--scale N] [--size WxH] [--screenshot FILE]

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"

namespace cuibono::window {

struct Options {
  std::string open;             ///< a case file or a demonstration's name; empty: the welcome screen
  std::optional<double> scale;  ///< 0.75 to 4
  int width = 1600, height = 1000; ///< pixels
  std::filesystem::path screenshot; ///< written when everything has settled, then the program ends; empty: none
};

/// Fails with wrong usage.
base::Result<Options> parse_options(const std::vector<std::string>& arguments);

} // namespace cuibono::window
