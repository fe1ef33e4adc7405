#include "ingest/graphs/dl_head.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>

#include "base/text.h"
#include "ingest/cell.h"
#include "ingest/graphs/text_lines.h"

namespace cuibono::ingest {
namespace {

using base::Result;

struct Layout {
  std::string_view name;
  DlLayout layout;
  bool two_modes = false;
};
constexpr std::array<Layout, 18> kLayouts{{{"fullmatrix", DlLayout::FullMatrix}, {"fm", DlLayout::FullMatrix}, {"full", DlLayout::FullMatrix},
                                           {"upperhalf", DlLayout::UpperHalf}, {"uh", DlLayout::UpperHalf},
                                           {"lowerhalf", DlLayout::LowerHalf}, {"lh", DlLayout::LowerHalf},
                                           {"nodelist1", DlLayout::NodeList}, {"nl1", DlLayout::NodeList}, {"nodelist", DlLayout::NodeList},
                                           {"nodelist2", DlLayout::NodeList, true}, {"nl2", DlLayout::NodeList, true},
                                           {"nodelist1b", DlLayout::CountedNodeList}, {"nl1b", DlLayout::CountedNodeList},
                                           {"edgelist1", DlLayout::EdgeList}, {"el1", DlLayout::EdgeList},
                                           {"edgelist2", DlLayout::EdgeList, true}, {"el2", DlLayout::EdgeList, true}}};

tl::unexpected<base::Error> failure(std::string what, std::uint64_t line, std::string remedy = "correct the head of the file") {
  return base::fail(base::ErrorKind::Input, std::move(what), fmt::format("line {}", line), std::move(remedy));
}

class HeadReader {
 public:
  HeadReader(DlTokens& tokens, std::uint64_t most) : tokens_(tokens), most_(most) {}

  Result<DlHead> read();

 private:
  Result<void> read_item(const DlToken& token, std::string_view word);
  Result<void> read_number(std::uint64_t& number, std::string_view name);
  Result<void> read_layout();
  Result<void> read_labels(std::string_view whose);
  Result<void> read_list(std::vector<DlToken>& labels, std::uint64_t count);
  Result<void> read_diagonal();
  Result<DlHead> finish();
  std::string next_word();

  DlTokens& tokens_;
  std::uint64_t most_;
  DlHead head_;
  std::uint64_t nodes_ = 0, row_count_ = 0, column_count_ = 0;
  bool says_two_modes_ = false;
};

std::string HeadReader::next_word() {
  const auto token = tokens_.next_of_head();
  return token ? base::to_lower(token->text) : std::string();
}

Result<void> HeadReader::read_number(std::uint64_t& number, std::string_view name) {
  const auto token = tokens_.next_of_head();
  const auto value = token ? parse_count(token->text) : std::nullopt;
  if (!value) return failure(fmt::format("{} has no number", name), tokens_.line());
  if (*value > most_) return failure(fmt::format("{} is {}, more than the file can describe", name, *value), tokens_.line());
  number = *value;
  return {};
}

Result<void> HeadReader::read_layout() {
  const auto name = next_word();
  const auto* known = std::ranges::find(kLayouts, name, &Layout::name);
  if (known == kLayouts.end())
    return failure(fmt::format("the format {} is none that this product reads", in_quotes(name)), tokens_.line(),
                   "save it as fullmatrix, nodelist1 or edgelist1");
  head_.layout = known->layout;
  says_two_modes_ = known->two_modes;
  return {};
}

Result<void> HeadReader::read_list(std::vector<DlToken>& labels, std::uint64_t count) {
  if (count == 0) return failure("labels stand before the number of nodes", tokens_.line(), "put N=, or NR= and NC=, first");
  labels.clear();
  while (labels.size() < count) {
    auto before = tokens_;
    auto token = tokens_.next_value();
    if (!token) return failure(fmt::format("there are {} labels and not {}", labels.size(), count), tokens_.line());
    if (base::to_lower(token->text) == "data:") { // fewer labels than nodes: the rest has none
      tokens_ = before;
      return {};
    }
    labels.push_back(*token);
  }
  return {};
}

// After `labels`: either `embedded`, or the list.
Result<void> HeadReader::read_labels(std::string_view whose) {
  const auto before = tokens_;
  if (next_word() == "embedded") {
    head_.rows_embedded = head_.rows_embedded || whose != "column";
    head_.columns_embedded = head_.columns_embedded || whose != "row";
    return {};
  }
  tokens_ = before;
  if (whose == "matrix") return read_list(head_.matrix_labels, head_.matrices);
  if (whose == "column") return read_list(head_.column_labels, column_count_ > 0 ? column_count_ : nodes_);
  return read_list(head_.row_labels, row_count_ > 0 ? row_count_ : nodes_);
}

Result<void> HeadReader::read_diagonal() {
  const auto word = next_word();
  if (word != "absent" && word != "present") return failure("the diagonal is neither present nor absent", tokens_.line());
  head_.has_diagonal = word == "present";
  return {};
}

Result<void> HeadReader::read_item(const DlToken& token, std::string_view word) {
  if (word == "n") return read_number(nodes_, "N");
  if (word == "nr") return read_number(row_count_, "NR");
  if (word == "nc") return read_number(column_count_, "NC");
  if (word == "nm") return read_number(head_.matrices, "NM");
  if (word == "format") return read_layout();
  if (word == "diagonal") return read_diagonal();
  if (word == "labels") return read_labels({});
  for (const auto& [name, whose] : {std::pair<std::string_view, std::string_view>{"row", "row"}, {"rows", "row"}, {"column", "column"},
                                    {"columns", "column"}, {"col", "column"}, {"matrix", "matrix"}, {"level", "matrix"}})
    if (word == name && next_word() == "labels") return read_labels(whose);
  return failure(fmt::format("{} is no word of the head of a DL file", in_quotes(token.text)), token.line);
}

Result<DlHead> HeadReader::finish() {
  if (nodes_ == 0 && (row_count_ == 0 || column_count_ == 0))
    return failure("the head does not say how many nodes there are", tokens_.line(), "give N=, or NR= and NC=");
  const bool two_modes = says_two_modes_ || (row_count_ > 0 && column_count_ > 0);
  if (two_modes && (row_count_ == 0 || column_count_ == 0))
    return failure("data of two modes need the numbers of rows and columns", tokens_.line(), "give NR= and NC=");
  if (two_modes && (head_.layout == DlLayout::UpperHalf || head_.layout == DlLayout::LowerHalf))
    return failure("half a matrix cannot have two modes", tokens_.line());
  head_.rows = two_modes ? row_count_ : nodes_;
  head_.columns = two_modes ? column_count_ : 0;
  head_.has_diagonal = head_.has_diagonal || two_modes;
  return head_;
}

Result<DlHead> HeadReader::read() {
  if (next_word() != "dl") return failure("this is no DL file: it does not begin with `dl`", tokens_.line(), "see `cuibono formats` for what is read");
  while (const auto token = tokens_.next_of_head()) {
    const auto word = base::to_lower(token->text);
    if (word == "data") return finish();
    if (const auto read = read_item(*token, word); !read) return tl::unexpected(read.error());
  }
  return failure("the head is not followed by `data:`", tokens_.line(), "put `data:` before the data");
}

} // namespace

void DlTokens::skip(std::string_view separators) {
  while (at_ < text_.size() && separators.find(text_[at_]) != separators.npos) {
    const bool ends_line = text_[at_] == '\n' || (text_[at_] == '\r' && (at_ + 1 == text_.size() || text_[at_ + 1] != '\n'));
    if (ends_line) ++line_;
    ++at_;
  }
}

std::optional<DlToken> DlTokens::next(std::string_view separators) {
  skip(separators);
  if (at_ == text_.size()) return {};
  DlToken token{{}, line_};
  const auto begin = at_;
  if (text_[at_] == '"') {
    const auto end = std::min(text_.find_first_of("\"\r\n", begin + 1), text_.size());
    token.text = text_.substr(begin + 1, end - begin - 1);
    at_ = std::min(end + (end < text_.size() && text_[end] == '"' ? 1 : 0), text_.size());
    return token;
  }
  at_ = std::min(text_.find_first_of(separators, begin), text_.size());
  token.text = text_.substr(begin, at_ - begin);
  return token;
}

std::optional<DlToken> DlTokens::next_of_head() {
  const auto token = next(" \t\r\n\f\v,=:");
  const auto colon = text_.find_first_not_of(" \t", at_);
  if (colon != text_.npos && text_[colon] == ':') at_ = colon + 1;
  return token;
}

std::vector<DlToken> DlTokens::next_line() {
  std::vector<DlToken> tokens;
  skip(" \t\r\n\f\v,=");
  const auto line = line_;
  while (at_ < text_.size() && line_ == line) {
    if (auto token = next(" \t\r\n\f\v,=")) tokens.push_back(*token);
    skip(" \t\r\n\f\v,=");
  }
  return tokens;
}

Result<DlHead> read_dl_head(DlTokens& tokens, std::uint64_t most) { return HeadReader(tokens, most).read(); }

} // namespace cuibono::ingest
