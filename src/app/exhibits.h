#pragma once
// Exhibits as a registrar and a disclosure officer see them: taken in, handed on, and listed for the defence. Pure
// functions of a snapshot.

#include <string>
#include <vector>

#include "app/masking.h"
#include "base/error.h"
#include "model/edit.h"

namespace cuibono::app {

/// Registers an exhibit whose file was taken in, with the custody event that says so. An exhibit that is cited already
/// but not described is filled in; refuses one that has a file.
base::Result<model::EditBatch> register_exhibit(const model::CaseSnapshot& snapshot, model::Exhibit row,
                                                const std::string& author, const std::string& time);

/// One more custody event of an exhibit that is there.
model::EditBatch record_custody(const model::CaseSnapshot& snapshot, model::ExhibitId exhibit, model::Custody event);

/// One line of the disclosure schedule: what of the material undermines the case or was not used, and who decided what.
struct DisclosureLine {
  model::ExhibitId exhibit;
  std::string key, title; ///< masked
  std::vector<std::string> because; ///< "exculpates", "contradicts", "cited against a fact", "unused"; empty: used for the case alone
  std::size_t cited = 0;            ///< by how many facts
  std::string relevant, effect, reviewer, reviewed_on; ///< of the latest review; empty: not reviewed
  bool sensitive = false;
};

/// Every exhibit, those that undermine the case first, then those unused, in order of number.
std::vector<DisclosureLine> disclosure_schedule(const model::CaseSnapshot& snapshot, const Masking& masking);

} // namespace cuibono::app
