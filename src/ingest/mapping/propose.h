#pragma once
// A first mapping for a sheet that no saved one fits, from the names and the values of its columns; for people to correct.

#include "ingest/draft.h"
#include "ingest/mapping/mapping.h"

namespace cuibono::ingest {

/// A statement where there is a date and an amount, calls where there are two numbers, payments where payer and payee have
/// columns, else a list of entities. Dates and amounts that can be read in two ways are left for people to say: then
/// `about` says so.
Mapping propose_mapping(const DraftTable& sheet);

} // namespace cuibono::ingest
