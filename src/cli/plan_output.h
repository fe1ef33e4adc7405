#pragma once
// How the plan of an import is printed: for each sheet the mapping, the guesses with their evidence, what would be created.
// The rows themselves are not printed: they may name victims of whom the case does not know yet.

#include <iosfwd>

#include "cli/output.h"
#include "ingest/mapping/plan.h"

namespace cuibono::cli {

Json plan_json(const ingest::Plan& plan);
void print_plan(std::ostream& out, const ingest::Plan& plan);

} // namespace cuibono::cli
