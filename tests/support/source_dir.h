#pragma once
// Where the sources lie, for tests that read data, shaders or documents of the repository.

namespace cuibono::testing {

/// An absolute path without a slash at the end.
const char* source_dir();

} // namespace cuibono::testing
