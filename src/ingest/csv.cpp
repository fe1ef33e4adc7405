#include "ingest/csv.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <fmt/core.h>

#include "base/text.h"

namespace cuibono::ingest {
namespace {

constexpr std::array<std::uint16_t, 32> kWindows1252{
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178}; // 0x80 to 0x9F

void append_utf8(std::string& out, std::uint32_t code) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80u | (code >> shift & 0x3Fu)); };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0u | code >> 6);
    tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0u | code >> 12);
    tail(6), tail(0);
  } else {
    out += static_cast<char>(0xF0u | code >> 18);
    tail(12), tail(6), tail(0);
  }
}

// A surrogate without its partner becomes U+FFFD.
std::string from_utf16(std::string_view bytes, bool little_endian) {
  std::string out;
  out.reserve(bytes.size());
  const auto unit = [&](std::size_t i) {
    const auto first = static_cast<unsigned char>(bytes[i]), second = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<std::uint32_t>(little_endian ? first | second << 8 : first << 8 | second);
  };
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const auto code = unit(i);
    const bool leads = code >= 0xD800 && code < 0xDC00;
    const auto next = leads && i + 3 < bytes.size() ? unit(i + 2) : 0;
    if (leads && next >= 0xDC00 && next < 0xE000) {
      append_utf8(out, 0x10000 + ((code - 0xD800) << 10) + (next - 0xDC00));
      i += 2;
    } else {
      append_utf8(out, code >= 0xD800 && code < 0xE000 ? 0xFFFD : code);
    }
  }
  return out;
}

std::string from_windows_1252(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(out, byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80] : byte);
  }
  return out;
}

bool is_ascii(std::string_view text) {
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, 8);
    if (eight & 0x8080808080808080u) return false;
  }
  for (; at < text.size(); ++at)
    if (static_cast<unsigned char>(text[at]) >= 0x80) return false;
  return true;
}

} // namespace

DecodedText decode_text(std::string bytes) {
  const std::string_view view = bytes;
  if (view.starts_with("\xFF\xFE")) return {from_utf16(view.substr(2), true), {}};
  if (view.starts_with("\xFE\xFF")) return {from_utf16(view.substr(2), false), {}};
  if (view.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  if (is_ascii(bytes) || base::is_valid_utf8(bytes)) return {std::move(bytes), {}};
  return {from_windows_1252(bytes), "is not valid UTF-8 and was read as Windows-1252; check letters with accents"};
}

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
    if (c == '"') {
      if (at_ + 1 == text_.size() || text_[at_ + 1] != '"') break;
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
    const bool quoted = !at_end() && text_[at_] == '"';
    const auto cell = quoted ? quoted_cell() : plain_cell();
    if (cells.size() - count < kMostCells) cells.push_back(cell);
    else reason_ = fmt::format("the row has more than {} cells", kMostCells);
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
