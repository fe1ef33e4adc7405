#include "source_dir.h"

namespace cuibono::testing {

const char* source_dir() { return CB_SOURCE_DIR; }

} // namespace cuibono::testing
