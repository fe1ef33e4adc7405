#include "ingest/graphs/dl.h"

#include <fmt/core.h>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "ingest/cell.h"
#include "ingest/graphs/dl_head.h"
#include "ingest/graphs/graph_rows.h"
#include "ingest/graphs/text_lines.h"

namespace cuibono::ingest {
namespace {

using base::Result;

// The nodes of one mode: places from 0, found by number or by label.
class Mode {
 public:
  Mode(GraphRows& out, std::uint64_t size, std::uint64_t first_id) : out_(out), nodes_(size) {
    for (std::uint64_t i = 0; i < size; ++i) nodes_[i].id = out_.keep(std::to_string(first_id + i));
  }

  std::uint64_t size() const { return nodes_.size(); }
  std::string_view id(std::uint64_t place) const { return nodes_[place].id; }

  void give_labels(const std::vector<DlToken>& labels) {
    for (const auto& label : labels)
      if (labelled_ < nodes_.size()) add(label);
  }
  /// The place of the label, added where it is new and there is room.
  std::optional<std::uint64_t> of_label(const DlToken& token) {
    const auto found = places_.find(base::to_lower(token.text));
    if (found != places_.end()) return found->second;
    return labelled_ < nodes_.size() ? std::optional(add(token)) : std::nullopt;
  }
  std::optional<std::uint64_t> of_number(const DlToken& token) const {
    const auto number = parse_count(token.text);
    return number && *number >= 1 && *number <= nodes_.size() ? std::optional(*number - 1) : std::nullopt;
  }

  void write(std::string_view mode) const {
    for (const auto& node : nodes_) {
      out_.add_node(node.label.line, node.id);
      out_.set_node("name", node.label.text);
      out_.set_node("attribute:mode", mode);
    }
  }

 private:
  struct Node {
    std::string_view id;
    DlToken label;
  };
  std::uint64_t add(const DlToken& label) {
    nodes_[labelled_].label = label;
    places_.try_emplace(base::to_lower(label.text), labelled_);
    return labelled_++;
  }

  GraphRows& out_;
  std::vector<Node> nodes_;
  std::uint64_t labelled_ = 0;
  std::unordered_map<std::string, std::uint64_t> places_;
};

class Reader {
 public:
  Reader(GraphRows& out, DlTokens& tokens, const DlHead& head, base::Progress& progress)
      : out_(out), tokens_(tokens), head_(head), progress_(progress), row_mode_(out, head.rows, 1),
        column_mode_(out, head.columns, head.rows + 1), columns_(head.is_two_mode() ? column_mode_ : row_mode_) {}

  Result<void> read();

 private:
  Result<void> read_matrix();
  Result<std::vector<std::uint64_t>> read_column_labels();
  Result<std::uint64_t> read_matrix_label(Mode& mode, std::vector<bool>& seen);
  Result<void> read_matrix_row(std::uint64_t row, const std::vector<std::uint64_t>& columns, std::vector<bool>& seen);
  Result<void> read_value(std::uint64_t row, std::uint64_t column);
  Result<void> read_lists();
  Result<void> read_list_line(const std::vector<DlToken>& line);
  Result<void> read_edge(const std::vector<DlToken>& line);
  Result<std::optional<std::uint64_t>> find(Mode& mode, bool embedded, const DlToken& token);
  void add_tie(std::uint64_t line, std::uint64_t row, std::uint64_t column, std::string_view weight);

  GraphRows& out_;
  DlTokens& tokens_;
  const DlHead& head_;
  base::Progress& progress_;
  Mode row_mode_, column_mode_;
  Mode& columns_;
  std::uint64_t matrix_ = 0, list_row_ = 0, missing_ = 0;
  std::string_view type_;
};

void Reader::add_tie(std::uint64_t line, std::uint64_t row, std::uint64_t column, std::string_view weight) {
  const bool is_half = head_.layout == DlLayout::UpperHalf || head_.layout == DlLayout::LowerHalf;
  out_.add_tie(line, row_mode_.id(row), columns_.id(column), !is_half && !head_.is_two_mode());
  out_.set_tie("attribute:weight", weight);
  out_.set_tie("type", type_);
}

// A label beyond the number of nodes means that the file is not what its head says; a wrong number is one bad line.
Result<std::optional<std::uint64_t>> Reader::find(Mode& mode, bool embedded, const DlToken& token) {
  const auto place = embedded ? mode.of_label(token) : mode.of_number(token);
  if (place) return place;
  if (embedded)
    return out_.failure(fmt::format("there are more labels than the {} nodes of the head", mode.size()), token.line, "correct the number of nodes");
  out_.issue(token.line, fmt::format("{} is not the number of a node from 1 to {}", in_quotes(token.text), mode.size()));
  return std::optional<std::uint64_t>();
}

Result<void> Reader::read_value(std::uint64_t row, std::uint64_t column) {
  const auto token = tokens_.next_value();
  if (!token) return out_.failure("the data end before the matrix is full", tokens_.line(), "complete the matrix or correct the head");
  const auto value = base::parse_number(token->text);
  const auto word = value ? std::string() : base::to_lower(token->text);
  if (!value && word != "na" && word != ".")
    return out_.failure(fmt::format("{} in the matrix is not a number", in_quotes(token->text)), token->line, "correct it or the head");
  if (!value) ++missing_;
  else if (*value != 0) add_tie(token->line, row, column, token->text);
  return {};
}

// The place of an embedded label, which may stand at one row or column only.
Result<std::uint64_t> Reader::read_matrix_label(Mode& mode, std::vector<bool>& seen) {
  const auto token = tokens_.next_value();
  if (!token) return out_.failure("the data end before the matrix is full", tokens_.line(), "complete the matrix or correct the head");
  const auto place = find(mode, true, *token);
  if (!place) return tl::unexpected(place.error());
  if (seen[**place]) return out_.failure("the matrix has the same label twice", token->line, "give every row and column a label of its own");
  seen[**place] = true;
  return **place;
}

Result<std::vector<std::uint64_t>> Reader::read_column_labels() {
  std::vector<std::uint64_t> places(columns_.size());
  std::vector<bool> seen(columns_.size());
  for (std::uint64_t i = 0; i < places.size(); ++i) {
    const auto place = head_.columns_embedded ? read_matrix_label(columns_, seen) : Result<std::uint64_t>(i);
    if (!place) return tl::unexpected(place.error());
    places[i] = *place;
  }
  return places;
}

Result<void> Reader::read_matrix_row(std::uint64_t row, const std::vector<std::uint64_t>& columns, std::vector<bool>& seen) {
  const auto label = head_.rows_embedded ? read_matrix_label(row_mode_, seen) : Result<std::uint64_t>(row);
  if (!label) return tl::unexpected(label.error());
  const auto first = head_.layout == DlLayout::UpperHalf ? row : 0;
  const auto last = head_.layout == DlLayout::LowerHalf ? row + 1 : columns.size();
  for (auto column = first; column < last; ++column) {
    if (!head_.has_diagonal && column == row) continue;
    if (const auto read = read_value(*label, columns[column]); !read) return read;
  }
  return {};
}

Result<void> Reader::read_matrix() {
  const auto columns = read_column_labels();
  if (!columns) return tl::unexpected(columns.error());
  std::vector<bool> seen(row_mode_.size());
  for (std::uint64_t row = 0; row < row_mode_.size(); ++row) {
    if (progress_.stopped()) return base::fail(base::ErrorKind::Cancelled, "the import was stopped");
    if (const auto read = read_matrix_row(row, *columns, seen); !read) return read;
  }
  return {};
}

Result<void> Reader::read_edge(const std::vector<DlToken>& line) {
  const bool has_value = line.size() == 3;
  if (line.size() < 2 || line.size() > 3 || (has_value && !base::parse_number(line[2].text))) {
    out_.issue(line[0].line, "the line is not two nodes and perhaps a number");
    return {};
  }
  const auto row = find(row_mode_, head_.rows_embedded, line[0]);
  if (!row) return tl::unexpected(row.error());
  if (!*row) return {};
  const auto column = find(columns_, head_.columns_embedded, line[1]);
  if (!column) return tl::unexpected(column.error());
  if (*column) add_tie(line[0].line, **row, **column, has_value ? line[2].text : std::string_view());
  return {};
}

Result<void> Reader::read_list_line(const std::vector<DlToken>& line) {
  std::optional<std::uint64_t> row;
  if (head_.layout == DlLayout::CountedNodeList) {
    if (parse_count(line[0].text) != line.size() - 1 || list_row_ == row_mode_.size())
      return out_.failure("the line does not begin with the number of the nodes on it, or is one too many", line[0].line, "correct it or the head");
    row = list_row_++;
  } else {
    const auto found = find(row_mode_, head_.rows_embedded, line[0]);
    if (!found) return tl::unexpected(found.error());
    row = *found;
  }
  for (std::size_t i = 1; row && i < line.size(); ++i) {
    const auto column = find(columns_, head_.columns_embedded, line[i]);
    if (!column) return tl::unexpected(column.error());
    if (*column) add_tie(line[i].line, *row, **column, {});
  }
  return {};
}

// `!` alone on a line ends the list of one matrix.
Result<void> Reader::read_lists() {
  for (auto line = tokens_.next_line(); !line.empty(); line = tokens_.next_line()) {
    if (progress_.stopped()) return base::fail(base::ErrorKind::Cancelled, "the import was stopped");
    if (line[0].text == "!") return {};
    const auto read = head_.layout == DlLayout::EdgeList ? read_edge(line) : read_list_line(line);
    if (!read) return read;
  }
  return {};
}

Result<void> Reader::read() {
  row_mode_.give_labels(head_.row_labels);
  columns_.give_labels(head_.column_labels);
  const bool is_list = head_.layout >= DlLayout::NodeList;
  for (; matrix_ < head_.matrices; ++matrix_) {
    list_row_ = 0;
    if (matrix_ < head_.matrix_labels.size()) type_ = head_.matrix_labels[matrix_].text;
    else type_ = head_.matrices > 1 ? out_.keep(std::to_string(matrix_ + 1)) : std::string_view();
    if (const auto read = is_list ? read_lists() : read_matrix(); !read) return read;
  }
  if (const auto rest = tokens_.next_value())
    return out_.failure("there are more data than the head says", rest->line, "correct the number of nodes or matrices");
  row_mode_.write(head_.is_two_mode() ? "1" : "");
  if (head_.is_two_mode()) column_mode_.write("2");
  out_.remark(missing_ > 0, fmt::format("{} missing values of matrices were read as no tie", missing_));
  return out_.finish();
}

} // namespace

Fit is_dl(const Sniffed& file) {
  DlTokens tokens(file.text.substr(0, 4096));
  const auto first = tokens.next_of_head(), second = tokens.next_of_head();
  const auto word = second ? base::to_lower(second->text) : std::string();
  const bool begins = first && base::to_lower(first->text) == "dl";
  if (begins && (word == "n" || word == "nr" || word == "nc" || word == "nm" || word == "format")) return Fit::Content;
  return file.extension == "dl" ? Fit::Name : Fit::None;
}

base::Result<void> read_dl(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&, base::Progress& progress) {
  const auto size = bytes.size();
  auto tables = GraphRows::open(draft, path, std::move(bytes));
  if (!tables) return tl::unexpected(tables.error());
  DlTokens tokens(tables->text());
  auto head = read_dl_head(tokens, most_nodes(tables->text()));
  if (!head) {
    head.error().where = path.string() + " " + head.error().where;
    return tl::unexpected(head.error());
  }
  const auto read = Reader(*tables, tokens, *head, progress).read();
  progress.done += size;
  return read;
}

} // namespace cuibono::ingest
