#include "ingest/csv.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>

#include "base/text.h"

namespace cuibono::ingest {

namespace {

// Gephi writes `Source Target Type` with blanks between.
bool is_edge_header(std::string_view row) {
  const auto words = base::split_list(base::to_lower(row), ' ');
  return std::ranges::find(words, "source") != words.end() && std::ranges::find(words, "target") != words.end();
}

} // namespace

char find_delimiter(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of("\r\n"), text.size()));
  constexpr std::string_view kCandidates = ",;\t|";
  std::array<std::size_t, kCandidates.size()> counts{};
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') break;
    if (const auto at = kCandidates.find(c); at != std::string_view::npos) ++counts[at];
  }
  std::size_t best = 0;
  for (std::size_t i = 1; i < counts.size(); ++i)
    if (counts[i] > counts[best]) best = i;
  if (counts[best] == 0 && is_edge_header(text.substr(0, text.find_first_of("\r\n")))) return ' ';
  return kCandidates[best];
}

void CsvReader::skip_line_end() {
  if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
  ++at_;
  ++line_;
}

void CsvReader::skip_to_delimiter() {
  while (!at_end() && text_[at_] != delimiter_ && !at_line_end()) ++at_;
}

std::string_view CsvReader::plain_cell() {
  const auto begin = at_;
  skip_to_delimiter();
  return {text_.data() + begin, at_ - begin};
}

// A doubled quote shortens the cell, so that what is written never overtakes what is read.
std::string_view CsvReader::quoted_cell() {
  const auto begin = ++at_;
  auto out = begin;
  for (; !at_end(); ++at_) {
    const char c = text_[at_];
    if (c == quote_) {
      if (at_ + 1 == text_.size() || text_[at_ + 1] != quote_) break;
      ++at_;
    }
    if (c == '\n') ++line_;
    text_[out++] = c;
  }
  if (at_end()) {
    reason_ = fmt::format("a quote is opened and never closed, so that lines {} to {} could not be read", row_line_, line_);
    return {};
  }
  ++at_;
  if (!at_end() && text_[at_] != delimiter_ && !at_line_end()) {
    reason_ = "there is text after a closing quote; a quote inside a quoted cell is written twice";
    skip_to_delimiter();
  }
  return {text_.data() + begin, out - begin};
}

bool CsvReader::next_cell_follows() {
  if (at_end()) return false;
  if (text_[at_] == delimiter_) {
    ++at_;
    return true;
  }
  skip_line_end();
  return false;
}

CsvReader::Outcome CsvReader::next(std::vector<std::string_view>& cells) {
  while (!at_end() && at_line_end()) skip_line_end();
  if (at_end()) return Outcome::End;
  reason_.clear();
  row_line_ = line_;
  const auto begin = at_, count = cells.size();
  do {
    const bool quoted = !at_end() && text_[at_] == quote_;
    const auto cell = quoted ? quoted_cell() : plain_cell();
    if (cells.size() - count < most_cells_) cells.push_back(cell);
    else reason_ = fmt::format("the row has more than {} cells", most_cells_);
  } while (next_cell_follows());

  const std::string_view row(text_.data() + begin, at_ - begin);
  if (reason_.empty() && row.size() > kLongestRow) reason_ = fmt::format("the row is longer than {} bytes", kLongestRow);
  if (reason_.empty() && row.find('\0') != row.npos) reason_ = "the row contains a NUL byte, which is not text";
  if (reason_.empty()) return Outcome::Row;
  cells.resize(count);
  return Outcome::Rejected;
}

void append_csv_cell(std::string& out, std::string_view cell) {
  const bool outer_blank = !cell.empty() && (cell.front() == ' ' || cell.back() == ' ');
  if (!outer_blank && cell.find_first_of(",;\t|\"\r\n") == cell.npos) {
    out += cell;
    return;
  }
  out += '"';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append_csv_row(std::string& out, const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ',';
    append_csv_cell(out, cells[i]);
  }
  out += '\n';
}

} // namespace cuibono::ingest
