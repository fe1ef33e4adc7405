#pragma once
// The ties and payments of a case as one CSV, a list of edges as Gephi, igraph, networkx and spreadsheets read it.

#include "ingest/formats.h"

namespace cuibono::ingest {

/// Columns source, target, type and what else rows have; the type of a payment is `payment`. Values are never changed. What is
/// said of entities is left out, and counted.
base::Result<Written> write_csv(const CaseToWrite& what);

} // namespace cuibono::ingest
