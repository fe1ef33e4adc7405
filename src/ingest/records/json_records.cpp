#include "ingest/records/json_records.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "ingest/json_text.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::string_view kBlank = " \t\r\n";

std::size_t skip_blanks(std::string_view text, std::size_t at) { return std::min(text.find_first_not_of(kBlank, at), text.size()); }

// Where the string that begins at `at` ends, its closing quote included.
std::size_t string_end(std::string_view text, std::size_t at) {
  for (++at; at < text.size(); ++at) {
    if (text[at] == '\\') ++at;
    else if (text[at] == '"') return at + 1;
  }
  return text.size();
}

// Where the value that begins at `at` ends: at the comma or bracket outside of it. Only brackets are counted; the parser says
// what is wrong with a value.
std::size_t value_end(std::string_view text, std::size_t at) {
  for (std::size_t depth = 0; at < text.size();) {
    const char c = text[at];
    if (c == '"') {
      at = string_end(text, at);
      continue;
    }
    const bool closes = c == ']' || c == '}';
    if (depth == 0 && (closes || c == ',')) return at;
    if (c == '[' || c == '{') ++depth;
    if (closes) --depth;
    ++at;
  }
  return text.size();
}

class Walk {
 public:
  Walk(std::string_view text, const std::string& where, const RecordSink& sink, base::Progress& progress)
      : text_(text), where_(where), sink_(sink), progress_(progress) {}

  base::Result<void> whole() { return one(text_); }
  base::Result<void> array();
  base::Result<void> lines();

 private:
  base::Result<void> one(std::string_view record);
  base::Result<void> broken(std::size_t at) const {
    return fail(ErrorKind::Input, "the JSON is broken: an array does not end, or its elements are not parted by commas",
                fmt::format("{} after record {} (byte {})", where_, number_, at), "save it again from the program that wrote it");
  }

  std::string_view text_;
  const std::string& where_;
  const RecordSink& sink_;
  base::Progress& progress_;
  std::uint64_t number_ = 0;
};

base::Result<void> Walk::one(std::string_view record) {
  ++number_;
  if (number_ % 1024 == 0 && progress_.stopped()) return fail(ErrorKind::Cancelled, "the import was stopped");
  const auto parsed = parse_json(record, fmt::format("{} record {}", where_, number_));
  if (!parsed) return tl::unexpected(parsed.error());
  sink_.take(*parsed, number_);
  return {};
}

base::Result<void> Walk::array() {
  auto at = skip_blanks(text_, text_.find('[') + 1);
  while (at < text_.size() && text_[at] != ']') {
    const auto end = value_end(text_, at);
    if (const auto taken = one(text_.substr(at, end - at)); !taken) return taken;
    if (end == text_.size() || text_[end] == '}') return broken(end);
    const bool more = text_[end] == ',';
    at = more ? skip_blanks(text_, end + 1) : end;
    if (more && at < text_.size() && text_[at] == ']') return broken(at); // [1,]
  }
  if (at == text_.size() || skip_blanks(text_, at + 1) != text_.size()) return broken(at);
  return {};
}

base::Result<void> Walk::lines() {
  std::uint64_t sound = 0;
  base::Error first;
  for (std::size_t at = skip_blanks(text_, 0); at < text_.size(); at = skip_blanks(text_, at)) {
    const auto end = std::min(text_.find('\n', at), text_.size());
    const auto taken = one(text_.substr(at, end - at));
    if (!taken && taken.error().kind == ErrorKind::Cancelled) return taken;
    if (taken) {
      ++sound;
    } else {
      if (first.what.empty()) first = taken.error();
      sink_.reject(number_, "the line cannot be read: " + taken.error().what);
    }
    at = end;
  }
  if (sound == 0) return tl::unexpected(first);
  return {};
}

} // namespace

base::Result<void> for_each_record(std::string_view text, const std::string& where, const RecordSink& sink, base::Progress& progress) {
  const auto begin = skip_blanks(text, 0);
  if (begin == text.size()) return fail(ErrorKind::Input, "the file is empty", where, "choose a file with records");
  Walk walk(text, where, sink, progress);
  if (text[begin] == '[') return walk.array();
  const auto line_end = std::min(text.find('\n', begin), text.size());
  const auto line = base::trim(text.substr(begin, line_end - begin));
  const bool is_one_line = skip_blanks(text, line_end) == text.size();
  const bool ends_with_line = text[begin] == '{' && line.ends_with('}') && value_end(line, 0) == line.size();
  return !is_one_line && ends_with_line ? walk.lines() : walk.whole();
}

std::vector<std::pair<std::string_view, std::string_view>> members_of(std::string_view text) {
  std::vector<std::pair<std::string_view, std::string_view>> members;
  auto at = skip_blanks(text, 0);
  if (at == text.size() || text[at] != '{') return {};
  for (at = skip_blanks(text, at + 1); at < text.size() && text[at] == '"'; at = skip_blanks(text, at + 1)) {
    const auto name_end = string_end(text, at);
    const auto colon = skip_blanks(text, name_end);
    if (colon == text.size() || text[colon] != ':') break;
    const auto begin = skip_blanks(text, colon + 1), end = value_end(text, begin);
    members.emplace_back(text.substr(at + 1, name_end - at - 2), base::trim(text.substr(begin, end - begin)));
    if (end == text.size() || text[end] != ',') break;
    at = end;
  }
  return members;
}

std::string_view member_text(std::string_view text, std::string_view member) {
  for (const auto& [name, value] : members_of(text))
    if (name == member) return value;
  return {};
}

bool looks_like_json(std::string_view text) {
  const auto at = skip_blanks(text, 0);
  if (at == text.size() || (text[at] != '[' && text[at] != '{')) return false;
  const auto next = skip_blanks(text, at + 1);
  constexpr std::string_view kInArray = "[{]\"-0123456789tfn";
  return next < text.size() && (text[at] == '{' ? text[next] == '"' || text[next] == '}' : kInArray.find(text[next]) != kInArray.npos);
}

} // namespace cuibono::ingest
