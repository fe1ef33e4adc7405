#pragma once
// Lists of words that come as data; see law/operational.h.

#include <filesystem>

#include "law/operational.h"

namespace cuibono::app {

/// data/vocabularies/ilo_operational.json; an empty list where there is none. Fails where the file cannot be read.
base::Result<law::OperationalList> operational_list(const std::filesystem::path& data);

} // namespace cuibono::app
