#pragma once
// From exhibits to the weight of a fact: domain.md section 3 ("Combining").

#include "model/snapshot.h"

namespace cuibono::model {

/// Reliability times credibility, 0 to 1. Admiralty A..E = 1/.75/.5/.25/0 (F .5), 1..5 = .9/.7/.5/.3/.1 (6 .5);
/// UK 5x5x5 reads A..E and 1..5 the same way save E = untested, .5, and 4 = cannot judge, .5;
/// UK 3x5x2: 1/2/3 = 1/.5/0 and A..E = .9/.7/.5/.5/.1. No grade: .25 (both axes unjudged).
double weight(const Grade& grade);

/// What a citation says of the fact it stands behind: the fact's own polarity if that is not `supports`, else the exhibit's.
Polarity effective_polarity(Polarity fact, const Exhibit& exhibit);

/// At least one described exhibit supports the fact.
bool is_supported(const CaseSnapshot& snapshot, const Citations& citations, Polarity fact = Polarity::Supports);

/// p = p+ (1 - p-), each side a noisy-OR over lineages of the largest weight inside the lineage. 0 where nothing supports.
/// An exhibit without a lineage is a lineage of its own.
double probability(const CaseSnapshot& snapshot, const Citations& citations, Polarity fact = Polarity::Supports);

} // namespace cuibono::model
