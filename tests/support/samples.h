#pragma once
// Public sample files of other tools' test suites, where they have been put beside the sources.

#include <cstdlib>
#include <filesystem>
#include <string>

#include "source_dir.h"

namespace cuibono::testing {

/// `path` below the folder that CUIBONO_SHARED_DATA names, else below shared/data beside the checkout. May not be there.
inline std::filesystem::path sample(const std::string& path) {
  const char* named = std::getenv("CUIBONO_SHARED_DATA");
  return (named ? std::filesystem::path(named) : std::filesystem::path(source_dir()) / "../shared/data") / path;
}

} // namespace cuibono::testing

/// Ends the test as skipped where the sample file or folder is not there.
#define CB_NEEDS_SAMPLE(path) \
  if (!std::filesystem::exists(cuibono::testing::sample(path))) GTEST_SKIP() << "set CUIBONO_SHARED_DATA to the folder of sample files"
