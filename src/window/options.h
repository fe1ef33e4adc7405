#pragma once
// What the command line says about the window: cuibono [CASE or demonstration] [--scale N] [--size WxH] [--screenshot FILE]
// [--until picture|settled]

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"

namespace cuibono::window {

/// Picture: as soon as the chart has places. Settled: nothing is at work any more.
enum class Until { Picture, Settled };

struct Options {
  std::string open;             ///< a case file or a demonstration's name; empty: the welcome screen
  std::optional<double> scale;  ///< 0.75 to 4
  int width = 1600, height = 1000; ///< pixels
  std::filesystem::path screenshot; ///< written, then the program ends; empty: none
  std::filesystem::path reader;     ///< the program that reads evidence in confined processes
  Until until = Until::Settled;     ///< when it is written
};

/// Fails with wrong usage.
base::Result<Options> parse_options(const std::vector<std::string>& arguments);

} // namespace cuibono::window
