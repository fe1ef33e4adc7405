#pragma once
// What changed between two revisions of one case.

#include <vector>

#include "model/edit.h"

namespace cuibono::model {

/// The changes that make `later` of `earlier`, table by table in order of row number; each row once.
std::vector<Edit> difference(const CaseSnapshot& earlier, const CaseSnapshot& later);

} // namespace cuibono::model
