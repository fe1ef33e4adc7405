#include "ingest/bank/mt940.h"

#include <algorithm>
#include <fmt/core.h>
#include <set>

#include "base/text.h"
#include "ingest/bank/mt940_details.h"
#include "ingest/bank/mt940_fields.h"
#include "ingest/bank/statement.h"
#include "ingest/bank/swift_fields.h"
#include "ingest/cell.h"
#include "ingest/csv.h"

namespace cuibono::ingest {
namespace {

bool is_code(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

using base::ErrorKind;
using base::fail;

constexpr std::uint64_t kLargestStatements = std::uint64_t{512} << 20;
constexpr std::size_t kLargestField = std::size_t{64} << 10; // banks write somewhat more than the standard's 390 characters

// Statements under way: the fields come in order.
class Assembler {
 public:
  void take(const SwiftField& field);
  std::vector<BankStatement> finish() &&;
  const std::set<std::string>& left_out() const { return left_out_; }

 private:
  void start(std::string reference);
  void end();
  void close_entry();
  void take_balance(const SwiftField& field, std::optional<Balance>& balance);
  void take_total(const SwiftField& field, StatedTotal& total);
  void take_entry(const SwiftField& field);
  void take_bank_text(const SwiftField& field);
  void flaw(std::string text) {
    if (statement_.flaw.empty()) statement_.flaw = std::move(text);
  }

  std::vector<BankStatement> done_;
  BankStatement statement_;
  bool open_ = false;
  std::string currency_;
  bool has_entry_ = false; ///< whether :86: belongs to `last_`
  EntryLine last_;
  std::vector<std::string_view> details_;
  std::set<std::string> left_out_;
};

void Assembler::close_entry() {
  if (!has_entry_) return;
  if (!last_.entry.payments.empty()) {
    const bool ordered_by_other = last_.entry.is_credit != last_.is_reversal;
    read_details(details_, ordered_by_other ? Orderer::Other : Orderer::Holder, last_.entry.payments.front());
  }
  statement_.entries.push_back(std::move(last_.entry));
  details_.clear();
  has_entry_ = false;
}

void Assembler::start(std::string reference) {
  end();
  statement_ = {};
  statement_.id = std::move(reference);
  currency_.clear();
  open_ = true;
}

void Assembler::end() {
  close_entry();
  if (!open_) return;
  if (statement_.account.empty()) flaw("it names no account (:25:)");
  if (statement_.account.size() > 3 && !currency_.empty() && statement_.account.ends_with(currency_))
    statement_.account.resize(statement_.account.size() -
                              currency_.size()); // IBAN and currency in one, as some banks write it
  for (auto& entry : statement_.entries) entry.currency = currency_;
  done_.push_back(std::move(statement_));
  open_ = false;
}

void Assembler::take_balance(const SwiftField& field, std::optional<Balance>& balance) {
  const auto read = read_balance(field.first());
  if (!read) return flaw(fmt::format("its balance :{}: in line {} cannot be read", field.tag, field.line));
  balance = read;
  if (currency_.empty()) currency_ = read->currency;
}

void Assembler::take_total(const SwiftField& field, StatedTotal& total) {
  const auto read = read_total(field.first());
  if (!read) return flaw(fmt::format("its total :{}: in line {} cannot be read", field.tag, field.line));
  total = *read;
}

void Assembler::take_entry(const SwiftField& field) {
  last_ = read_entry(field);
  has_entry_ = true;
}

void Assembler::take_bank_text(const SwiftField& field) {
  if (last_.entry.payments.empty()) return;
  std::vector<std::string> lines;
  for (const auto line : field.lines) lines.emplace_back(base::trim(line));
  last_.entry.payments.front().more.emplace_back("attribute:bank_text", base::join(lines, " "));
}

void Assembler::take(const SwiftField& field) {
  const auto tag = field.tag;
  if (tag == "86" && has_entry_) {
    details_.insert(details_.end(), field.lines.begin(), field.lines.end());
    return;
  }
  if (tag == "NS" && has_entry_) return take_bank_text(field);
  close_entry();
  if (tag == "20" || !open_) start(tag == "20" ? std::string(base::trim(field.first())) : std::string());
  if (tag == "25" || tag == "25P")
    statement_.account = account_id(field.first());
  else if (tag == "60F" || tag == "60M")
    take_balance(field, statement_.opening);
  else if (tag == "62F" || tag == "62M")
    take_balance(field, statement_.closing);
  else if (tag == "90C")
    take_total(field, statement_.credits);
  else if (tag == "90D")
    take_total(field, statement_.debits);
  else if (tag == "61")
    take_entry(field);
  else if (tag == "34F" && currency_.empty() && is_code(field.first().substr(0, 3)))
    currency_ = field.first().substr(0, 3);
  else if (tag == "28" || tag == "28C")
    statement_.id = base::trim(field.first());
  else if (tag == "86" || tag == "NS")
    left_out_.emplace("text for the account holder");
}

std::vector<BankStatement> Assembler::finish() && {
  end();
  return std::move(done_);
}

bool has_line(std::string_view text, std::string_view tag) {
  return text.starts_with(tag) || text.find("\n" + std::string(tag)) != text.npos;
}

} // namespace

Fit is_mt940(const Sniffed& file) {
  const auto text = file.text;
  const bool has_account = has_line(text, ":25:") || has_line(text, ":25P:");
  const bool has_body =
      has_line(text, ":60F:") || has_line(text, ":60M:") || has_line(text, ":28C:") || has_line(text, ":34F:");
  return has_account && has_body ? Fit::Content : Fit::None;
}

base::Result<void> read_mt940(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                              base::Progress& progress) {
  const auto size = bytes.size();
  if (size > kLargestStatements)
    return fail(ErrorKind::Input, "the file is larger than 512 MiB", path.string(), "split it by statements");
  const auto name = path.filename().string();
  const auto decoded = decode_text(std::move(bytes));
  if (!decoded.remark.empty()) draft.remarks.push_back(fmt::format("{} {}.", name, decoded.remark));
  const auto read = swift_fields(decoded.utf8);
  if (const auto endless = std::ranges::find_if(read.fields, [](const auto& field) { return field.size() > kLargestField; }); endless != read.fields.end())
    return fail(ErrorKind::Input, fmt::format("the field `:{}:` never ends; the standard allows six lines", endless->tag),
                fmt::format("{} line {}", path.string(), endless->line), "do not trust the file; ask the bank for it again");
  Assembler assembler;
  for (const auto& field : read.fields) assembler.take(field);
  const auto left_out = assembler.left_out();
  const auto statements = std::move(assembler).finish();
  if (statements.empty())
    return fail(ErrorKind::Input, "the file has no field `:20:` or `:25:`, so that no statement begins",
                path.string() + " line 1", "name its format with --as");
  add_statements(draft, name, statements);
  if (read.stray > 0)
    draft.remarks.push_back(fmt::format("{}: {} lines outside any field were left out.", name, read.stray));
  for (const auto& what : left_out) draft.remarks.push_back(fmt::format("{}: {} was left out.", name, what));
  progress.done += size;
  return {};
}

} // namespace cuibono::ingest
