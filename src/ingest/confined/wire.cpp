#include "ingest/confined/wire.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <type_traits>
#include <utility>

#include "base/text.h"
#include "ingest/confined/wire_text.h"
#include "ingest/tables/encoding.h"
#include "model/snapshot.h"

namespace cuibono::ingest::confined {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::string_view kMagic = "CBWIRE-1";
constexpr std::string_view kEnd = "CBWIRE-E";
enum class Kind : std::uint64_t { Failure, Draft };

// Numbers of rows mostly grow by one; a step back is sent as an odd number.
std::uint64_t folded(std::uint64_t step) { return (step << 1) ^ (step >> 63 ? ~std::uint64_t{0} : 0); }
std::uint64_t unfolded(std::uint64_t step) { return (step >> 1) ^ (step & 1 ? ~std::uint64_t{0} : 0); }

bool is_known_table(std::string_view name) {
  return std::apply([&]<class... Row>(const model::Table<Row>&...) { return name.empty() || ((name == Row::kTable) || ...); },
                    decltype(model::CaseSnapshot::tables){});
}

// The cells as they may be sent: the reader's own, or repaired copies where they are no text.
class Cells {
 public:
  explicit Cells(const std::vector<std::string_view>& cells) : cells_(cells) {
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (!is_ascii(cells[i]) && !base::is_valid_utf8(cells[i])) repaired_.emplace_back(i, decode_text(std::string(cells[i])).utf8);
  }
  bool any_repaired() const { return !repaired_.empty(); }

  template <class Function>
  void each(const Function& function) const {
    auto repaired = repaired_.begin();
    for (std::size_t i = 0; i < cells_.size(); ++i)
      function(repaired != repaired_.end() && repaired->first == i ? std::string_view((repaired++)->second) : cells_[i]);
  }

 private:
  const std::vector<std::string_view>& cells_;
  std::vector<std::pair<std::size_t, std::string>> repaired_;
};

void write_texts(WireWriter& out, const std::vector<std::string>& texts) {
  out.number(texts.size());
  for (const auto& text : texts) out.text(text);
}

// Whether a cell had to be repaired.
bool write_table(WireWriter& out, const DraftTable& sent) {
  // Every field of a table is named here, so that a new one cannot be forgotten.
  const auto& [table, file, words, standing, read_sheet, sheet, columns, cells, row_numbers, text, source, headerless, around] = sent;
  out.text(table);
  out.number(file);
  out.number(words == Words::Foreign ? 1 : 0);
  out.number(standing == Standing::Mentions ? 1 : 0);
  out.number(read_sheet == kNoSheet ? 0 : read_sheet + 1);
  out.text(sheet);
  out.number(headerless ? 1 : 0);
  write_texts(out, columns);
  out.number(around.size());
  for (const auto& line : around) write_texts(out, line);
  out.number(row_numbers.size());
  std::uint64_t before = 0;
  for (const auto number : row_numbers) out.number(folded(number - std::exchange(before, number)));
  const Cells valid(cells);
  valid.each([&](std::string_view cell) { out.number(cell.size()); });
  valid.each([&](std::string_view cell) { out.bytes(cell); });
  return valid.any_repaired();
}

void write_draft(WireWriter& out, const Draft& sent) {
  const auto& [files, tables, read_sheets, issues, remarks] = sent;
  out.number(files.size());
  for (const auto& [path, format, sha256] : files) out.text(path), out.text(format), out.text(sha256);
  bool repaired = false;
  out.number(tables.size());
  for (const auto& table : tables) repaired = write_table(out, table) || repaired;
  out.number(read_sheets.size());
  for (const auto& [file, rows] : read_sheets) out.number(file), out.number(rows);
  out.number(issues.size());
  for (const auto& [file, row, reason] : issues) out.number(file), out.number(row), out.text(reason);
  out.number(remarks.size() + (repaired ? 1 : 0));
  for (const auto& remark : remarks) out.text(remark);
  if (repaired) out.text("Text that is not valid UTF-8 was read as Windows-1252; check letters with accents.");
}

// The cells, which stand one after another in `text`, in a copy of it.
void give_own_text(DraftTable& table, std::string_view text) {
  const auto own = std::make_shared<const std::string>(text);
  for (auto& cell : table.cells) cell = std::string_view(*own).substr(static_cast<std::size_t>(cell.data() - text.data()), cell.size());
  table.source = own;
}

class AnswerReader {
 public:
  AnswerReader(std::string_view bytes, std::shared_ptr<const void> source, std::uint64_t most_memory)
      : in_(bytes), source_(std::move(source)), memory_left_(most_memory) {}

  base::Result<Draft> read();

 private:
  base::Error read_failure();
  void read_file(Draft& draft);
  void read_table(Draft& draft);
  void read_row_numbers(DraftTable& table, std::size_t rows);
  void read_cells(Draft& draft, DraftTable table);
  void add_in_parts(Draft& draft, DraftTable table, WireReader lengths, std::string_view text);
  void read_sheets(Draft& draft);
  bool read_choice();
  void read_issue(Draft& draft);
  template <class Function> void repeat(std::size_t memory_each, const Function& function);
  void take_memory(std::uint64_t count, std::uint64_t each);

  WireReader in_;
  std::shared_ptr<const void> source_;
  std::uint64_t memory_left_;
  bool too_large_ = false;
};

void AnswerReader::take_memory(std::uint64_t count, std::uint64_t each) {
  if (count <= memory_left_ / each) {
    memory_left_ -= count * each;
    return;
  }
  too_large_ = true;
  in_.give_up();
}

// So often as the next number says, each time with so much memory for what is made.
template <class Function>
void AnswerReader::repeat(std::size_t memory_each, const Function& function) {
  const auto count = in_.count();
  take_memory(count, memory_each);
  for (std::size_t i = 0; i < count && in_.holds(); ++i) function();
}

base::Error AnswerReader::read_failure() {
  base::Error error;
  const auto kind = in_.number();
  if (kind > static_cast<std::uint64_t>(ErrorKind::Internal)) in_.give_up();
  else error.kind = static_cast<ErrorKind>(kind);
  error.what = in_.text(), error.where = in_.text(), error.remedy = in_.text();
  if (error.what.empty()) in_.give_up();
  return error;
}

void AnswerReader::read_file(Draft& draft) {
  DraftFile file;
  file.path = in_.text(), file.format = in_.text(), file.sha256 = in_.text();
  if (!format_named(file.format)) in_.give_up();
  draft.files.push_back(std::move(file));
}

void AnswerReader::read_row_numbers(DraftTable& table, std::size_t rows) {
  table.row_numbers.reserve(rows);
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < rows && in_.holds(); ++i) table.row_numbers.push_back(number += unfolded(in_.number()));
}

// Text that is valid as a whole, cut only where a character begins, is valid in every cell.
void AnswerReader::read_cells(Draft& draft, DraftTable table) {
  const auto columns = table.columns.size();
  if (columns > 0 && table.rows() > in_.left() / columns) return in_.give_up(); // each cell takes a byte at least
  const auto count = table.rows() * columns;
  take_memory(count, sizeof(std::string_view));
  const auto lengths = in_;
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < count && in_.holds(); ++i) {
    const auto length = in_.number();
    if (length > in_.left() || (total += length) > in_.left()) in_.give_up();
  }
  const auto text = in_.bytes(total);
  if (!is_ascii(text) && !base::is_valid_utf8(text)) in_.give_up();
  if (in_.holds()) add_in_parts(draft, std::move(table), lengths, text);
}

// A long table becomes several with texts of their own, each of which can be let go when its rows are resolved. A sheet stays
// whole, in the text that came, for its mapping.
void AnswerReader::add_in_parts(Draft& draft, DraftTable table, WireReader lengths, std::string_view text) {
  constexpr std::size_t kRowsOfPart = 65'536;
  const auto numbers = std::exchange(table.row_numbers, {});
  const bool is_sheet = table.table.empty();
  if (is_sheet) table.source = source_;
  const auto rows_of_part = is_sheet ? std::max<std::size_t>(numbers.size(), 1) : kRowsOfPart;
  std::size_t row = 0;
  do {
    auto& part = draft.tables.emplace_back(table);
    const auto rows = std::min(rows_of_part, numbers.size() - row);
    const auto cells = rows * table.columns.size();
    part.row_numbers.assign(numbers.begin() + static_cast<std::ptrdiff_t>(row), numbers.begin() + static_cast<std::ptrdiff_t>(row + rows));
    part.cells.reserve(cells);
    std::size_t size = 0;
    for (std::size_t i = 0; i < cells; ++i) {
      part.cells.push_back(text.substr(size, lengths.number()));
      size += part.cells.back().size();
      if (!part.cells.back().empty() && (static_cast<unsigned char>(part.cells.back()[0]) & 0xC0u) == 0x80u) in_.give_up();
    }
    if (!is_sheet) give_own_text(part, text.substr(0, size));
    text.remove_prefix(size);
    row += rows;
  } while (row < numbers.size());
}

bool AnswerReader::read_choice() {
  const auto choice = in_.number();
  if (choice > 1) in_.give_up();
  return choice == 1;
}

// Sheets that became tables: what a table names must be there.
void AnswerReader::read_sheets(Draft& draft) {
  repeat(sizeof(ReadSheet), [&] {
    const auto& sheet = draft.read_sheets.emplace_back(ReadSheet{in_.number(), in_.number()});
    if (sheet.file >= draft.files.size() || sheet.rows > std::numeric_limits<std::uint32_t>::max()) in_.give_up();
  });
  for (const auto& table : draft.tables)
    if (table.read_sheet != kNoSheet && table.read_sheet >= draft.read_sheets.size()) in_.give_up();
}

void AnswerReader::read_table(Draft& draft) {
  DraftTable table;
  table.table = in_.text();
  table.file = in_.number();
  table.words = read_choice() ? Words::Foreign : Words::CaseTables;
  table.standing = read_choice() ? Standing::Mentions : Standing::Facts;
  table.read_sheet = in_.number() - 1; // 0 is kNoSheet
  table.sheet = in_.text();
  table.headerless = read_choice();
  if (table.file >= draft.files.size() || !is_known_table(table.table)) in_.give_up();
  repeat(sizeof(std::string), [&] { table.columns.push_back(in_.text()); });
  repeat(sizeof(std::vector<std::string>), [&] {
    auto& line = table.around.emplace_back();
    repeat(sizeof(std::string), [&] { line.push_back(in_.text()); });
  });
  const auto rows = in_.count();
  take_memory(rows, sizeof(std::uint64_t));
  read_row_numbers(table, in_.holds() ? rows : 0);
  if (in_.holds()) read_cells(draft, std::move(table));
}

void AnswerReader::read_issue(Draft& draft) {
  Issue issue;
  issue.file = in_.number(), issue.row = in_.number(), issue.reason = in_.text();
  if (issue.file >= draft.files.size()) in_.give_up();
  take_memory(issue.reason.size(), 1);
  draft.issues.push_back(std::move(issue));
}

base::Result<Draft> AnswerReader::read() {
  const bool begins = in_.bytes(kMagic.size()) == kMagic;
  const auto kind = in_.number();
  base::Error error;
  Draft draft;
  if (!begins || kind > static_cast<std::uint64_t>(Kind::Draft)) in_.give_up();
  else if (kind == static_cast<std::uint64_t>(Kind::Failure)) error = read_failure();
  else {
    repeat(sizeof(DraftFile), [&] { read_file(draft); });
    if (draft.files.empty()) in_.give_up();
    repeat(sizeof(DraftTable), [&] { read_table(draft); });
    read_sheets(draft);
    repeat(sizeof(Issue), [&] { read_issue(draft); });
    repeat(sizeof(std::string), [&] { draft.remarks.push_back(in_.text()); });
  }
  const bool ends = in_.bytes(kEnd.size()) == kEnd && in_.left() == 0;
  if (too_large_) return fail(ErrorKind::Input, "what the file says needs more memory than is allowed for its size", {}, "split it into smaller files");
  if (!ends || !in_.holds())
    return fail(ErrorKind::Input, "the process that read the file gave an answer that does not hold together", {},
                "do not trust the file; report it with its format");
  if (!error.what.empty()) return tl::unexpected(std::move(error));
  return draft;
}

} // namespace

std::string write_request(const Request& request) {
  const auto& [path, format, options] = request;
  const auto& [as_of, mapping, saved, keep_sheets] = options;
  std::string bytes;
  {
    WireWriter out([&](std::string_view piece) { return bytes += piece, true; });
    out.raw_text(path); // a path is bytes
    out.text(format), out.text(base::format_date(as_of));
    out.text(mapping ? format_mapping(*mapping) : std::string());
    out.number(saved ? saved->size() + 1 : 0);
    for (const auto& one : saved ? *saved : std::vector<Mapping>()) out.text(format_mapping(one));
    out.number(keep_sheets ? 1 : 0);
  }
  return bytes;
}

base::Result<ReceivedRequest> read_request(std::string_view bytes) {
  const auto wrong = fail(ErrorKind::Internal, "the reader was started without a request it understands", {}, "this is started by cuibono itself");
  WireReader in(bytes);
  ReceivedRequest received;
  auto& [request, mapping, saved] = received;
  request.path = in.raw_text(), request.format = in.text();
  if (const auto as_of = in.text(); !as_of.empty()) {
    const auto date = base::parse_date(as_of);
    if (!date) return wrong;
    request.options.as_of = *date;
  }
  if (const auto text = in.text(); !text.empty()) {
    auto parsed = parse_mapping(text, "mapping");
    if (!parsed) return tl::unexpected(parsed.error());
    mapping = std::make_unique<const Mapping>(std::move(*parsed));
  }
  const auto count = in.count();
  if (count > 0) saved = std::make_unique<std::vector<Mapping>>();
  for (std::size_t i = 1; i < count; ++i) {
    auto parsed = parse_mapping(in.text(), "mapping");
    if (!parsed) return tl::unexpected(parsed.error());
    saved->push_back(std::move(*parsed));
  }
  request.options.keep_sheets = in.number() == 1;
  if (!in.holds() || in.left() > 0) return wrong;
  request.options.mapping = mapping.get();
  request.options.saved = saved.get();
  return received;
}

bool write_answer(const base::Result<Draft>& answer, const Sink& sink) {
  WireWriter out(sink);
  out.bytes(kMagic);
  if (answer) {
    out.number(static_cast<std::uint64_t>(Kind::Draft));
    write_draft(out, *answer);
  } else {
    const auto& [kind, what, where, remedy] = answer.error();
    out.number(static_cast<std::uint64_t>(Kind::Failure));
    out.number(static_cast<std::uint64_t>(kind));
    out.text(what), out.text(where), out.text(remedy);
  }
  out.bytes(kEnd);
  return out.finish();
}

base::Result<Draft> read_answer(std::string_view bytes, std::shared_ptr<const void> source, std::uint64_t most_memory) {
  return AnswerReader(bytes, std::move(source), most_memory).read();
}

} // namespace cuibono::ingest::confined
