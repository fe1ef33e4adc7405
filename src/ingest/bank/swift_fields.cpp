#include "ingest/bank/swift_fields.h"

#include "base/text.h"

namespace cuibono::ingest {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Length of `:61:`, `:60F:` or `:NS:` at the start of the line, or 0.
std::size_t tag_length(std::string_view line) {
  if (line.starts_with(":NS:")) return 4;
  if (line.size() < 4 || line[0] != ':' || !is_digit(line[1]) || !is_digit(line[2])) return 0;
  if (line[3] == ':') return 4;
  return line.size() > 4 && line[3] >= 'A' && line[3] <= 'Z' && line[4] == ':' ? 5 : 0;
}

class Splitter {
 public:
  void take(std::string_view line, std::uint64_t number);
  SwiftFields finish() && { return std::move(result_); }

 private:
  SwiftFields result_;
  bool open_ = false; ///< whether a line may continue the last field
};

void Splitter::take(std::string_view line, std::uint64_t number) {
  if (line.starts_with("-}") || line == "-") {
    open_ = false;
    return;
  }
  if (line.starts_with('{')) {
    open_ = false;
    const auto text_block = line.rfind("{4:");
    if (text_block == line.npos || text_block + 3 == line.size()) return;
    line.remove_prefix(text_block + 3);
  }
  if (const auto length = tag_length(line); length > 0) {
    result_.fields.push_back({line.substr(1, length - 2), {line.substr(length)}, number});
    open_ = true;
  } else if (base::trim(line).empty()) {
    return;
  } else if (open_) {
    result_.fields.back().lines.push_back(line);
  } else {
    ++result_.stray;
  }
}

} // namespace

std::size_t SwiftField::size() const {
  std::size_t size = 0;
  for (const auto part : lines) size += part.size();
  return size;
}

SwiftFields swift_fields(std::string_view text) {
  Splitter splitter;
  std::uint64_t number = 0;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    splitter.take(line, ++number);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return std::move(splitter).finish();
}

} // namespace cuibono::ingest
