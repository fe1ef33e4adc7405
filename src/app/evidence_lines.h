#pragma once
// The exhibits behind a fact, as lines to read: what it is, how good, whose, where in it, and whether it supports.

#include <string>
#include <vector>

#include "app/masking.h"
#include "model/evidence.h"

namespace cuibono::app {

struct ExhibitLine {
  model::ExhibitId id;
  std::string key;
  std::string title;
  std::string kind;
  std::string grade;   ///< `B2`, `ungraded`
  std::string lineage; ///< the original source; empty where none is named
  std::string locator; ///< page, row, cell; empty for the whole exhibit
  model::Polarity polarity = model::Polarity::Supports; ///< of this citation for this fact
  bool declared = true; ///< false: nobody has described the exhibit, it supports nothing
  bool supports = false;
  bool repeats_lineage = false; ///< an earlier line has the same source: this one does not corroborate
};

/// One line a citation, in the order in which they are cited.
std::vector<ExhibitLine> exhibit_lines(const model::CaseSnapshot& snapshot, const Masking& masking,
                                       const model::Citations& citations,
                                       model::Polarity fact = model::Polarity::Supports);

} // namespace cuibono::app
