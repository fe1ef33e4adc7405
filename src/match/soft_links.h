#pragma once
// Links that a shared phone, address, device or account suggests. They are somebody's reading of the evidence, marked as such, and
// enter no figure of benefit or control: a labour camp's one phone makes nobody an accomplice.

#include "base/error.h"
#include "model/edit.h"

namespace cuibono::match {

/// A value that more have than this links nobody: it is a switchboard, a harbour, a dormitory.
inline constexpr std::size_t kMostHolders = 20;

struct SoftLinks {
  model::EditBatch batch;     ///< new ties only; nothing where all are there already
  std::size_t links = 0;
  std::size_t too_common = 0; ///< values with more than kMostHolders holders
};

/// Ties `same_phone`, `same_address`, `same_device`, and `associate` for an account or an e-mail address, between persons,
/// companies and unknown entities whose attributes hold one value. Each is an assessment with the attributes inferred=yes,
/// shared=WHAT, holders=K and weight=1/(K-1). It cites the exhibits that both entities' attribute `exhibits` names, where
/// both name some. A pair that has a tie of that type already gets none.
base::Result<SoftLinks> soft_links(const model::CaseSnapshot& snapshot);

} // namespace cuibono::match
