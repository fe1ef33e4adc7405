#pragma once
// A case into a file of any format the product writes.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "ingest/formats.h"

namespace cuibono::ingest {

struct Exported {
  std::string_view format; ///< name of formats()
  std::uint64_t bytes = 0; ///< of the file, or of all files of a folder
  std::vector<std::string> losses; ///< what the format does not hold: whole sentences with counts
};

/// Writes the case to `target` in the format `named`; where that is empty, in the one to which the target's extension belongs,
/// and as a folder of case tables where it has none. Written aside and renamed: a failure leaves nothing half-written.
/// Fails with Usage where no such format is written.
base::Result<Exported> export_case(const CaseToWrite& what, const std::filesystem::path& target, std::string_view named);

} // namespace cuibono::ingest
