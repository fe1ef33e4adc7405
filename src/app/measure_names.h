#pragma once
// The measures of a network by their names on the command line: what each asks, what it does not say, how it ranks.

#include <string_view>
#include <vector>

namespace cuibono::app {

/// Which end of the values is first; Nobody: the measure ranks nobody.
enum class FirstIs { Highest, Lowest, Nobody };

/// What `--weight` does to a measure.
enum class Weighed {
  Counts,  ///< a tie counts as much as it weighs
  Lengths, ///< paths are of links 1 / weight long
  Never    ///< it has no weighted form: every tie counts 1
};

struct MeasureName {
  std::string_view name, question, caution;
  FirstIs first = FirstIs::Highest;
  Weighed weighed = Weighed::Never;
  bool whole = false;    ///< values are whole numbers
  bool directed = false; ///< says something of its own only where directions are followed
  bool by_name = false;  ///< costs much, and is computed for large networks only where it is named
};

/// In the order in which they are printed.
const std::vector<MeasureName>& measure_names();
const MeasureName* find_measure(std::string_view name);

} // namespace cuibono::app
