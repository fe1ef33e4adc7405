#pragma once
// The red-flag rules that come with the program or that the agency keeps: data/rules/*.json; see
// money/red_flags_rules.h.

#include <filesystem>

#include "money/red_flags_rules.h"

namespace cuibono::app {

/// Every rule of the folder with that jurisdiction's thresholds in place. Fails, with the file and the reason, where
/// one cannot be read: a rule that is skipped in silence would look like a rule without hits.
base::Result<std::vector<money::RedFlagRule>> red_flag_rules(const std::filesystem::path& data,
                                                             const model::Jurisdiction& jurisdiction);

} // namespace cuibono::app
