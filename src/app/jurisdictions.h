#pragma once
// The settings of the jurisdiction that a case names; see model/jurisdiction.h.

#include <filesystem>

#include "model/jurisdiction.h"
#include "model/snapshot.h"

namespace cuibono::app {

/// data/jurisdictions/NAME.json, NAME being the case's setting `jurisdiction`; default.json where the case names none or there
/// is no file for it, which `name` then says. Fails where the file cannot be read.
base::Result<model::Jurisdiction> jurisdiction_of(const model::CaseSnapshot& snapshot, const std::filesystem::path& data);

} // namespace cuibono::app
