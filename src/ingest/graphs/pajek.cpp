#include "ingest/graphs/pajek.h"

#include <algorithm>
#include <array>
#include <deque>
#include <fmt/core.h>
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/text.h"
#include "ingest/cell.h"
#include "ingest/graphs/graph_rows.h"
#include "ingest/graphs/text_lines.h"

namespace cuibono::ingest {
namespace {

using base::Result;

enum class Section { Before, Vertices, Lines, Lists, Matrix, Values, Unread };

// Of a vertex or a line; `l`, the label of a line, and unknown ones are kept.
constexpr std::array<std::string_view, 30> kDrawing{"x_fact", "y_fact", "s_size", "size", "phi", "r", "q", "ic", "bc", "bw",
                                                    "lc", "la", "lp", "lr", "lphi", "fos", "font", "w", "c", "p",
                                                    "s", "a", "a1", "a2", "k1", "k2", "ap", "h1", "h2", "url"};
constexpr std::array<std::string_view, 9> kShapes{"ellipse", "box", "diamond", "triangle", "cross", "empty", "house", "man", "woman"};

using Parameters = std::vector<std::pair<std::string_view, std::string_view>>;

struct Vertex {
  std::string_view label;
  std::uint64_t line = 0; ///< 0: the file has no line for it
  Parameters parameters;
  std::string_view id;
};

struct Network {
  std::vector<Vertex> vertices;
  std::uint64_t first_mode = 0; ///< vertices of the first mode; 0: one mode
  std::uint64_t line = 0;       ///< of *Vertices
};

// What two networks of the same vertices have in common; empty where a vertex has no label.
std::string labels_of(const Network& network) {
  auto labels = fmt::format("{}", network.first_mode);
  for (const auto& vertex : network.vertices) {
    if (vertex.label.empty()) return {};
    labels.append("\n").append(vertex.label);
  }
  return labels;
}

class Reader {
 public:
  Reader(GraphRows& tables, base::Progress& progress) : out_(tables), progress_(progress) {}

  Result<void> read();

 private:
  Result<void> read_keyword(std::string_view line);
  Result<void> start_vertices(std::string_view rest);
  void start_lines(std::string_view keyword, std::string_view rest);
  Result<void> end_section();
  void settle_vertices();
  void give_id(Vertex& vertex, std::size_t network, std::size_t number);
  Result<void> read_line(std::string_view line);
  Result<void> read_vertex(std::string_view line);
  void read_tie(std::string_view line);
  void read_list(std::string_view line);
  Result<void> read_matrix_row(std::string_view line);
  void read_value(std::string_view line);
  Parameters read_parameters(std::string_view rest);
  std::string_view text_of(const Word& word) { return word.text.find('\\') == word.text.npos ? word.text : out_.keep(unescaped(word.text)); }
  const Vertex* vertex(std::string_view number) const;
  void add_tie(const Vertex& source, const Vertex& target, std::string_view weight, std::string_view relation);
  void add_vertices();
  void add_remarks();
  std::uint64_t line_number() const { return line_number_; }

  GraphRows& out_;
  base::Progress& progress_;
  std::uint64_t line_number_ = 0;
  Section section_ = Section::Before;
  std::deque<Network> networks_;
  Network* network_ = nullptr; ///< whose lines are read
  std::unordered_map<std::string, std::size_t> by_labels_;
  std::unordered_map<std::uint64_t, std::size_t> by_size_; ///< the last of that many vertices
  std::unordered_set<std::string_view> ids_;
  bool vertices_open_ = false; ///< its vertices are still being read
  bool is_directed_ = true;
  std::string_view relation_;
  std::map<std::string_view, std::string_view> relation_names_; ///< of the network, by number
  std::uint64_t matrix_rows_ = 0, declared_ = 0;
  std::string values_column_;
  std::uint64_t value_index_ = 0;
  bool expects_values_ = false; ///< *Partition or *Vector was read; the next *Vertices is its
  std::vector<std::string> unread_;
  std::uint64_t before_ = 0, coordinates_ = 0, drawing_ = 0, words_ = 0, beyond_ = 0, unread_lines_ = 0, lone_values_ = 0, named_ = 0;
  std::uint64_t shared_ = 0; ///< networks whose vertices are those of an earlier one
};

const Vertex* Reader::vertex(std::string_view number) const {
  const auto value = parse_count(number);
  return value && *value >= 1 && *value <= network_->vertices.size() ? &network_->vertices[*value - 1] : nullptr;
}

Parameters Reader::read_parameters(std::string_view rest) {
  Parameters parameters;
  for (auto word = next_word(rest); word; word = next_word(rest)) {
    if (!word->is_quoted && word->text.starts_with('[')) {
      parameters.emplace_back("time", word->text);
      continue;
    }
    const auto name = base::to_lower(word->text);
    if (std::ranges::find(kShapes, name) != kShapes.end()) {
      ++drawing_;
      continue;
    }
    const auto value = next_word(rest);
    if (!value) ++words_;
    else if (std::ranges::find(kDrawing, name) != kDrawing.end()) ++drawing_;
    else parameters.emplace_back(name == "l" ? std::string_view("label") : word->text, text_of(*value));
  }
  return parameters;
}

Result<void> Reader::read_vertex(std::string_view line) {
  const auto number = next_word(line);
  const auto value = number ? parse_count(number->text) : std::nullopt;
  const auto size = network_->vertices.size();
  if (!value || *value < 1 || *value > size)
    return out_.failure(fmt::format("{} is not a number of a vertex from 1 to {}", in_quotes(number ? number->text : ""), size),
                        line_number(), "correct the number of vertices or the line");
  auto& vertex = network_->vertices[*value - 1];
  if (vertex.line > 0) {
    out_.issue(line_number(), fmt::format("vertex {} was described on line {} already", *value, vertex.line));
    return {};
  }
  const auto label = next_word(line);
  if (label && !label->is_closed)
    return out_.failure("a quote is opened and never closed", line_number(), "close it on the same line");
  vertex.line = line_number();
  if (label) vertex.label = text_of(*label);
  for (auto rest = line; const auto word = next_word(rest);) {
    if (!base::parse_number(word->text)) break;
    ++coordinates_;
    line = rest;
  }
  vertex.parameters = read_parameters(line);
  return {};
}

// A later network of the same labels is about the same vertices. Any other gets ids of its own.
void Reader::settle_vertices() {
  if (!std::exchange(vertices_open_, false)) return;
  const auto index = networks_.size() - 1;
  if (auto labels = labels_of(*network_); !labels.empty()) {
    const auto [same, is_new] = by_labels_.emplace(std::move(labels), index);
    if (!is_new) {
      ++shared_;
      networks_.pop_back();
      network_ = &networks_[same->second];
      return;
    }
  }
  by_size_[network_->vertices.size()] = index;
  for (std::size_t i = 0; i < network_->vertices.size(); ++i) give_id(network_->vertices[i], index, i + 1);
}

// What the parameter `id` says, where no other vertex has it, else the number.
void Reader::give_id(Vertex& vertex, std::size_t network, std::size_t number) {
  const auto own = std::ranges::find(vertex.parameters, "id", &Parameters::value_type::first);
  if (own != vertex.parameters.end() && !own->second.empty() && ids_.insert(own->second).second) {
    vertex.id = own->second;
    vertex.parameters.erase(own);
    if (vertex.label == vertex.id) vertex.label = {}; // a label that says no more
    return;
  }
  auto id = network == 0 ? std::to_string(number) : fmt::format("{}:{}", network + 1, number);
  while (ids_.contains(id)) id += "'";
  vertex.id = out_.keep(std::move(id));
  ids_.insert(vertex.id);
}

Result<void> Reader::start_vertices(std::string_view rest) {
  const auto count = next_word(rest), first = next_word(rest);
  const auto size = count ? parse_count(count->text) : std::nullopt;
  if (!size) return out_.failure("*Vertices gives no number", line_number(), "write how many vertices there are");
  const auto first_mode = first ? parse_count(first->text) : std::optional<std::uint64_t>(0);
  if (!first_mode || *first_mode > *size)
    return out_.failure(fmt::format("of {} vertices, {} are said to be of the first mode", *size, in_quotes(first->text)), line_number(),
                        "correct the second number");
  if (std::exchange(expects_values_, false)) {
    section_ = Section::Values;
    value_index_ = 0;
    const auto fits = by_size_.find(*size);
    network_ = fits == by_size_.end() ? nullptr : &networks_[fits->second];
    return {};
  }
  declared_ += *size;
  if (declared_ > most_nodes(out_.text()))
    return out_.failure(fmt::format("the file declares {} vertices, more than it can describe", declared_), line_number(),
                        "correct the number of vertices");
  networks_.push_back({std::vector<Vertex>(*size), *first_mode, line_number()});
  network_ = &networks_.back();
  vertices_open_ = true;
  relation_names_.clear();
  section_ = Section::Vertices;
  return {};
}

// `*Arcs :2 "employs"` names relation 2; a number without colon is how many lines follow.
void Reader::start_lines(std::string_view keyword, std::string_view rest) {
  section_ = keyword.ends_with("list") ? Section::Lists : keyword == "matrix" ? Section::Matrix : Section::Lines;
  is_directed_ = keyword.starts_with("arcs") || (keyword == "matrix" && network_->first_mode == 0);
  relation_ = {};
  matrix_rows_ = 0;
  const auto number = next_word(rest);
  if (!number || !number->text.starts_with(':')) return;
  relation_ = number->text.substr(1);
  if (const auto name = next_word(rest); name && !name->text.empty()) relation_names_[relation_] = text_of(*name);
}

Result<void> Reader::end_section() {
  if (section_ != Section::Matrix) return {};
  const auto size = network_->first_mode > 0 ? network_->first_mode : network_->vertices.size();
  if (matrix_rows_ == size) return {};
  return out_.failure(fmt::format("the matrix has {} rows and not {}", matrix_rows_, size), line_number(), "complete the matrix");
}

Result<void> Reader::read_keyword(std::string_view line) {
  if (const auto ended = end_section(); !ended) return ended;
  auto rest = line.substr(1);
  const auto word = next_word(rest);
  const auto keyword = base::to_lower(word ? word->text : "");
  if (keyword == "vertices") {
    if (!expects_values_) settle_vertices();
    return start_vertices(rest);
  }
  const bool has_lines = keyword == "arcs" || keyword == "edges" || keyword == "arcslist" || keyword == "edgeslist" || keyword == "matrix";
  if (has_lines && (networks_.empty() || !network_))
    return out_.failure(fmt::format("*{} stands before any *Vertices", keyword), line_number(), "put the vertices first");
  settle_vertices();
  expects_values_ = keyword == "partition" || keyword == "vector";
  section_ = Section::Unread;
  if (has_lines) {
    start_lines(keyword, rest);
  } else if (expects_values_) {
    const auto name = base::trim(rest);
    values_column_ = GraphRows::node_column(name.empty() ? keyword : name);
    if (!values_column_.starts_with(kAttributePrefix)) values_column_ = std::string(kAttributePrefix) + values_column_;
  } else if (keyword == "network") {
    if (!base::trim(rest).empty()) ++named_;
  } else {
    unread_.push_back("*" + std::string(word ? word->text : ""));
  }
  return {};
}

void Reader::add_tie(const Vertex& source, const Vertex& target, std::string_view weight, std::string_view relation) {
  out_.add_tie(line_number(), source.id, target.id, is_directed_);
  out_.set_tie("attribute:weight", weight);
  if (relation.empty()) return;
  const auto name = relation_names_.find(relation);
  out_.set_tie("type", name == relation_names_.end() ? relation : name->second);
}

void Reader::read_tie(std::string_view line) {
  auto relation = relation_;
  auto first = next_word(line);
  if (first && first->text.ends_with(':')) { // `2: 1 3` is a line of relation 2
    relation = first->text.substr(0, first->text.size() - 1);
    first = next_word(line);
  }
  const auto second = next_word(line);
  const auto* source = first ? vertex(first->text) : nullptr;
  const auto* target = second ? vertex(second->text) : nullptr;
  if (!source || !target) {
    const auto& wrong = source ? second : first;
    return out_.issue(line_number(), fmt::format("{} is not the number of a vertex of the network", in_quotes(wrong ? wrong->text : "")));
  }
  std::string_view weight;
  if (auto rest = line; const auto word = next_word(rest))
    if (!word->is_quoted && base::parse_number(word->text)) weight = word->text, line = rest;
  add_tie(*source, *target, weight, relation);
  for (const auto& [name, value] : read_parameters(line))
    out_.set_tie(name == "id" ? std::string("id") : GraphRows::tie_column(name), value);
}

void Reader::read_list(std::string_view line) {
  const Vertex* source = nullptr;
  for (auto word = next_word(line); word; word = next_word(line)) {
    const auto* found = vertex(word->text);
    if (!found) out_.issue(line_number(), fmt::format("{} is not the number of a vertex of the network", in_quotes(word->text)));
    if (!found && !source) return;
    if (!source) source = found;
    else if (found) add_tie(*source, *found, {}, relation_);
  }
}

Result<void> Reader::read_matrix_row(std::string_view line) {
  const auto first_column = network_->first_mode; // in two modes the columns are the second
  const auto width = network_->vertices.size() - first_column;
  if (matrix_rows_ == (first_column > 0 ? first_column : width))
    return out_.failure("the matrix has more rows than there are vertices for them", line_number(), "take the row out");
  const auto& source = network_->vertices[matrix_rows_++];
  std::size_t column = 0;
  for (auto word = next_word(line); word; word = next_word(line), ++column) {
    const auto value = base::parse_number(word->text);
    if (!value)
      return out_.failure(fmt::format("{} in the matrix is not a number", in_quotes(word->text)), line_number(), "correct it");
    if (column >= width) ++beyond_;
    else if (*value != 0) add_tie(source, network_->vertices[first_column + column], word->text, relation_);
  }
  if (column >= width) return {};
  return out_.failure(fmt::format("the row of the matrix has {} values and not {}", column, width), line_number(), "complete the row");
}

void Reader::read_value(std::string_view line) {
  if (!network_ || value_index_ >= network_->vertices.size()) {
    ++lone_values_;
    return;
  }
  network_->vertices[value_index_++].parameters.emplace_back(out_.keep(values_column_), base::trim(line));
}

Result<void> Reader::read_line(std::string_view line) {
  switch (section_) {
    case Section::Before: ++before_; return {};
    case Section::Vertices: return read_vertex(line);
    case Section::Lines: read_tie(line); return {};
    case Section::Lists: read_list(line); return {};
    case Section::Matrix: return read_matrix_row(line);
    case Section::Values: read_value(line); return {};
    case Section::Unread: ++unread_lines_; return {};
  }
  return {};
}

void Reader::add_vertices() {
  for (const auto& network : networks_)
    for (std::size_t i = 0; i < network.vertices.size(); ++i) {
      const auto& vertex = network.vertices[i];
      out_.add_node(vertex.line > 0 ? vertex.line : network.line, vertex.id);
      out_.set_node("name", vertex.label);
      if (network.first_mode > 0) out_.set_node("attribute:mode", i < network.first_mode ? "1" : "2");
      for (const auto& [name, value] : vertex.parameters)
        out_.set_node(name.starts_with(kAttributePrefix) ? std::string(name) : GraphRows::node_column(name), value);
    }
}

void Reader::add_remarks() {
  out_.remark(before_ > 0, fmt::format("{} lines before the first section were left out", before_));
  out_.remark(coordinates_ > 0, fmt::format("{} coordinates of vertices were left out; the layout is computed anew", coordinates_));
  out_.remark(drawing_ > 0, fmt::format("{} parameters that say how to draw were left out", drawing_));
  out_.remark(words_ > 0, fmt::format("{} words at the end of lines, parameters without a value, were left out", words_));
  out_.remark(beyond_ > 0, fmt::format("{} values beyond the last column of a matrix were left out", beyond_));
  out_.remark(named_ > 0, "names of networks were left out");
  out_.remark(lone_values_ > 0, fmt::format("{} values of partitions or vectors fit no network and were left out", lone_values_));
  out_.remark(shared_ > 0, fmt::format("{} later networks have the vertices of an earlier one, and their lines were added to it", shared_));
  out_.remark(networks_.size() > 1, fmt::format("the file has {} networks of different vertices; ids of the later ones begin with the "
                                                "network's number", networks_.size()));
  out_.remark(!unread_.empty(), fmt::format("sections that are no network, {} in all with {} lines, were left out, {} first",
                                            unread_.size(), unread_lines_, unread_.empty() ? "" : in_quotes(unread_[0])));
}

Result<void> Reader::read() {
  TextLines lines(out_.text());
  while (const auto line = lines.next()) {
    line_number_ = lines.number();
    if (line_number_ % 4096 == 0 && progress_.stopped()) return base::fail(base::ErrorKind::Cancelled, "the import was stopped");
    const auto content = base::trim(*line);
    if (content.empty() || content.starts_with('%') || content.starts_with("/*")) continue;
    const auto read = content.starts_with('*') ? read_keyword(content) : read_line(content);
    if (!read) return read;
  }
  if (const auto ended = end_section(); !ended) return ended;
  if (networks_.empty()) return out_.failure("this is no Pajek network: it has no *Vertices", 0, "see `cuibono formats` for what is read");
  settle_vertices();
  add_vertices();
  add_remarks();
  return out_.finish();
}

} // namespace

Fit is_pajek(const Sniffed& file) {
  TextLines lines(file.text);
  while (const auto line = lines.next()) {
    auto content = base::trim(*line);
    if (content.empty() || content.starts_with('%') || content.starts_with("/*")) continue;
    if (skip_word(content, "*vertices") || skip_word(content, "*network")) return Fit::Content;
    break;
  }
  return file.extension == "net" || file.extension == "paj" ? Fit::Name : Fit::None;
}

base::Result<void> read_pajek(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                              base::Progress& progress) {
  const auto size = bytes.size();
  auto tables = GraphRows::open(draft, path, std::move(bytes));
  if (!tables) return tl::unexpected(tables.error());
  const auto read = Reader(*tables, progress).read();
  progress.done += size;
  return read;
}

} // namespace cuibono::ingest
