#pragma once
// Which grades are too poor to name anybody by.

#include "model/rows.h"

namespace cuibono::model {

/// Whether whoever graded the exhibit found the source unreliable or the information doubtful, or could judge one of them not
/// at all: Admiralty D to F or 4 to 6; UK 5x5x5 D, E or 4, 5; UK 3x5x2 2, 3 or D, E. What nobody graded is not weak: that is
/// no judgement.
bool is_weak(const Grade& grade);

} // namespace cuibono::model
