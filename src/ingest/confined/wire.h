#pragma once
// How the process that reads a file hands its draft to the one that asked for it. Whoever took the reader over may write
// anything, so that reading checks every count, length, name and byte again. Values; any thread.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "ingest/draft.h"
#include "ingest/formats.h"
#include "ingest/mapping/mapping.h"

namespace cuibono::ingest::confined {

/// What is to be read, sent to the reader before it sees the file.
struct Request {
  std::string path;   ///< as the user named it; the reader cannot open it
  std::string format; ///< name of formats(), or empty: found from the content and the name
  ReadOptions options;
};

/// A request with the mappings that its options point to.
struct ReceivedRequest {
  Request request;
  std::unique_ptr<const Mapping> mapping;
  std::unique_ptr<std::vector<Mapping>> saved;
};

std::string write_request(const Request& request);
/// Fails as Internal for anything that write_request did not write.
base::Result<ReceivedRequest> read_request(std::string_view bytes);

/// Takes the next bytes; false: no more can be taken.
using Sink = std::function<bool(std::string_view)>;

/// The draft of one file, or why there is none. Cells that are not valid UTF-8 are sent as Windows-1252 means them, with a
/// remark. Returns whether the sink took everything.
bool write_answer(const base::Result<Draft>& answer, const Sink& sink);

/// The draft, or the reader's own error. Cells of sheets point into `bytes`, which live as long as `source`; a long table of
/// rows comes as several, each with a text of its own. Fails for bytes that write_answer did not write, and for a draft that
/// needs more than `most_memory` bytes.
base::Result<Draft> read_answer(std::string_view bytes, std::shared_ptr<const void> source, std::uint64_t most_memory);

} // namespace cuibono::ingest::confined
