#include "ingest/read_bytes.h"

namespace cuibono::ingest {

base::Result<void> read_bytes(Draft& draft, DraftFile file, std::string bytes, const ReadOptions& options, base::Progress& progress) {
  const auto* format = file.format.empty() ? find_format(file.path, bytes) : format_named(file.format);
  if (!format || !format->read)
    return base::fail(base::ErrorKind::Input, "the file is of no format this product reads", file.path, "see `cuibono formats`");
  file.format = format->name;
  const std::filesystem::path path = file.path;
  draft.files.push_back(std::move(file));
  return format->read(draft, path, std::move(bytes), options, progress);
}

} // namespace cuibono::ingest
