#include "ingest/graphs/vna.h"

#include <algorithm>
#include <fmt/core.h>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "ingest/csv.h"
#include "ingest/graphs/graph_rows.h"
#include "ingest/graphs/text_lines.h"

namespace cuibono::ingest {
namespace {

using base::Result;
using Words = std::vector<std::string_view>;

enum class Section { None, NodeData, NodeProperties, TieData, Unread };

Words words_of(GraphRows& out, std::string_view line) {
  Words words;
  while (const auto word = next_word(line))
    words.push_back(word->text.find('\\') == word->text.npos ? word->text : out.keep(unescaped(word->text)));
  return words;
}

class Reader {
 public:
  explicit Reader(GraphRows& out) : out_(out) {}

  Result<void> read(base::Progress& progress);

 private:
  struct Node {
    std::uint64_t line;
    std::string_view id;
    std::vector<std::pair<std::size_t, std::string_view>> values; ///< by column of the table of nodes
  };

  void start_section(std::string_view line);
  Result<void> read_head(const Words& words, std::uint64_t line);
  Result<void> read_line(std::string_view text, std::uint64_t line);
  Node& node(std::string_view id, std::uint64_t line);
  void read_node(const Words& words, std::uint64_t line);
  void read_tie(const Words& words, std::uint64_t line);

  GraphRows& out_;
  Section section_ = Section::None;
  bool expects_head_ = false;
  std::vector<std::string> columns_; ///< of the section, as its head names them
  std::vector<std::size_t> places_;  ///< of the columns in the table of nodes or ties; kLeftOut: not read
  std::size_t source_ = 0, target_ = 0;
  std::vector<Node> nodes_;
  std::unordered_map<std::string_view, std::size_t> by_id_;
  std::uint64_t drawing_ = 0, unread_ = 0;

  static constexpr std::size_t kLeftOut = static_cast<std::size_t>(-1);
};

std::size_t place_of(const std::vector<std::string>& columns, std::string_view name) {
  return static_cast<std::size_t>(std::ranges::find_if(columns, [&](const auto& own) { return base::to_lower(own) == name; }) - columns.begin());
}

Reader::Node& Reader::node(std::string_view id, std::uint64_t line) {
  const auto [known, is_new] = by_id_.try_emplace(id, nodes_.size());
  if (is_new) nodes_.push_back({line, id, {}});
  return nodes_[known->second];
}

void Reader::start_section(std::string_view line) {
  auto rest = line;
  section_ = Section::Unread;
  if (skip_word(rest, "*node")) section_ = skip_word(rest, "data") ? Section::NodeData : skip_word(rest, "properties") ? Section::NodeProperties : section_;
  else if (skip_word(rest, "*tie") && skip_word(rest, "data")) section_ = Section::TieData;
  expects_head_ = true;
}

Result<void> Reader::read_head(const Words& words, std::uint64_t line) {
  expects_head_ = false;
  columns_.assign(words.begin(), words.end());
  places_.clear();
  if (words.size() > kMostCells) return out_.failure("the section has too many columns", line, "take columns out");
  const bool is_tie = section_ == Section::TieData;
  source_ = place_of(columns_, is_tie ? "from" : "id");
  target_ = is_tie ? place_of(columns_, "to") : source_;
  if (source_ == columns_.size() || target_ == columns_.size())
    return out_.failure(is_tie ? "the head of the ties lacks `from` or `to`" : "the head of the nodes lacks `ID`", line, "name the columns");
  const bool has_weight = place_of(columns_, "weight") < columns_.size();
  for (const auto& column : columns_) {
    const auto lower = base::to_lower(column);
    if (section_ == Section::NodeProperties) places_.push_back(lower == "shortlabel" ? out_.node_place("name") : kLeftOut);
    else if (is_tie && lower == "strength" && !has_weight) places_.push_back(out_.tie_place("attribute:weight"));
    else places_.push_back(is_tie ? out_.tie_place(GraphRows::tie_column(column)) : out_.node_place(GraphRows::node_column(column)));
  }
  return {};
}

void Reader::read_node(const Words& words, std::uint64_t line) {
  auto& found = node(words[source_], line);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i == source_) continue;
    const bool is_own_id = section_ == Section::NodeProperties && words[i] == words[source_]; // a label that says no more
    if (places_[i] == kLeftOut) ++drawing_;
    else if (!is_own_id) found.values.emplace_back(places_[i], words[i]);
  }
}

void Reader::read_tie(const Words& words, std::uint64_t line) {
  node(words[source_], line);
  node(words[target_], line);
  out_.add_tie(line, words[source_], words[target_], true);
  for (std::size_t i = 0; i < words.size(); ++i)
    if (i != source_ && i != target_) out_.set_tie(places_[i], words[i]);
}

Result<void> Reader::read_line(std::string_view text, std::uint64_t line) {
  if (section_ == Section::None) return out_.failure("data stand before any section", line, "begin with *Node data or *Tie data");
  if (section_ == Section::Unread) {
    ++unread_;
    return {};
  }
  const auto words = words_of(out_, text);
  if (expects_head_) return read_head(words, line);
  const auto needed = std::max(source_, target_);
  if (words.size() <= needed || words[source_].empty() || words[target_].empty()) {
    out_.issue(line, section_ == Section::TieData ? "the tie lacks one of its ends" : "the node has no id");
  } else if (words.size() > columns_.size()) {
    out_.issue(line, fmt::format("the row has {} values, the head {} columns", words.size(), columns_.size()));
  } else if (section_ == Section::TieData) {
    read_tie(words, line);
  } else {
    read_node(words, line);
  }
  return {};
}

Result<void> Reader::read(base::Progress& progress) {
  TextLines lines(out_.text());
  while (const auto line = lines.next()) {
    if (lines.number() % 4096 == 0 && progress.stopped()) return base::fail(base::ErrorKind::Cancelled, "the import was stopped");
    const auto text = base::trim(*line);
    if (text.empty()) continue;
    if (text.starts_with('*')) start_section(text);
    else if (const auto read = read_line(text, lines.number()); !read) return read;
  }
  for (const auto& known : nodes_) {
    out_.add_node(known.line, known.id);
    for (const auto& [column, value] : known.values) out_.set_node(column, value);
  }
  out_.remark(drawing_ > 0, fmt::format("{} properties that say how to draw were left out", drawing_));
  out_.remark(unread_ > 0, fmt::format("{} lines of sections that hold neither nodes nor ties were left out", unread_));
  return out_.finish();
}

} // namespace

Fit is_vna(const Sniffed& file) {
  auto rest = base::trim(file.text.substr(0, 256));
  const bool is_node = skip_word(rest, "*node"), is_tie = !is_node && skip_word(rest, "*tie");
  rest = rest.substr(0, std::min(rest.find_first_of("\r\n"), rest.size()));
  if ((is_node || is_tie) && (skip_word(rest, "data") || skip_word(rest, "properties"))) return Fit::Content;
  return file.extension == "vna" ? Fit::Name : Fit::None;
}

base::Result<void> read_vna(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&, base::Progress& progress) {
  const auto size = bytes.size();
  auto rows = GraphRows::open(draft, path, std::move(bytes));
  if (!rows) return tl::unexpected(rows.error());
  const auto read = Reader(*rows).read(progress);
  progress.done += size;
  return read;
}

} // namespace cuibono::ingest
