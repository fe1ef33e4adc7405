#pragma once
// The provenance of a case's exhibits as JSON-LD of the CASE ontology 1.4 (caseontology.org). Only written.

#include "base/error.h"
#include "ingest/formats.h"

namespace cuibono::ingest {

/// Each exhibit as a ProvenanceRecord about a File with its SHA-256, what it was derived from, its collection and every row of
/// custody as an InvestigativeAction with who, when and where. The same case gives the same bytes: nodes have UUIDs made of
/// the case's id and the row. Free text passes through the mask.
base::Result<Written> write_case_uco(const CaseToWrite& what);

} // namespace cuibono::ingest
