#pragma once
// The records of a JSON text, parsed one at a time, so that a register of millions never stands in memory as a tree.

#include <cstdint>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/progress.h"

namespace cuibono::ingest {

/// What happens to each record; `number` counts them from 1, the broken ones too.
struct RecordSink {
  std::function<void(const nlohmann::json& record, std::uint64_t number)> take;
  std::function<void(std::uint64_t number, std::string reason)> reject; ///< a line that is not JSON
};

/// The elements of an array; or the lines, a value each (JSON lines), blank ones passed over; or the one value there is.
/// A broken line is rejected, as a file may be cut off; broken JSON of the other shapes, a file without any record, and one
/// of which no line is JSON fail, with the record and the place in it. `where` is the file's name for errors.
base::Result<void> for_each_record(std::string_view text, const std::string& where, const RecordSink& sink, base::Progress& progress);

/// Names and texts of the members of the object that `text` is; none where it is no object. Unescaped names only.
std::vector<std::pair<std::string_view, std::string_view>> members_of(std::string_view text);
/// The text of that member's value; empty where there is none.
std::string_view member_text(std::string_view text, std::string_view member);

/// Whether the text begins as JSON with an object or an array does.
bool looks_like_json(std::string_view text);

} // namespace cuibono::ingest
