#include "ingest/mapping/apply.h"

#include <algorithm>
#include <fmt/core.h>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "base/sha256.h"
#include "base/text.h"
#include "ingest/mapping/balance.h"
#include "ingest/mapping/evidence.h"
#include "ingest/mapping/preamble.h"
#include "ingest/mapping/record.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;
using Outcome = MadeRow::Outcome;

constexpr std::size_t kMostEvidence = 50'000; ///< rows that are looked at to find out how dates and amounts are written
constexpr std::size_t kMostAround = 1000;     ///< left-out rows that are searched for labels

// One record with the table it fills.
struct Output {
  BoundRecord record;
  DraftTable table;
  std::unordered_set<std::string> seen;             ///< of rows that stand once
  std::unordered_map<std::string, unsigned> repeats; ///< of rows without an id: how often each content came
  std::vector<std::string_view> last;               ///< cells of the last row, kept once where they repeat
};

class Applier {
 public:
  Applier(const DraftTable& sheet, const Mapping& mapping, std::string_view file) : sheet_(sheet), mapping_(mapping), file_(file) {}

  base::Result<MappedSheet> run();

 private:
  base::Result<void> bind();
  base::Result<void> leave_out(const PlaceNames& names);
  base::Result<void> settle_rules();
  template <class Evidence> Evidence gather(FieldKind kind) const;
  base::Result<void> check_balance();
  std::optional<base::Money> labelled(std::string_view name) const;
  std::string make_row(const SheetRow& row);
  void add_row(Output& output, const MadeRow& made, std::uint64_t row);
  std::string place() const { return sheet_.sheet.empty() ? file_ : fmt::format("{} sheet {}", file_, sheet_.sheet); }
  // Rows of a workbook say in which sheet they stand; an entity cites nothing, and a mapping may say where itself.
  bool has_locator(const Output& output) const {
    const auto& own = output.record.columns();
    return !sheet_.sheet.empty() && output.record.table() != "entities" && std::ranges::find(own, "locator") == own.end();
  }
  SheetRow row(std::size_t i) const { return {sheet_.row(i), sheet_.row_numbers[i]}; }

  const DraftTable& sheet_;
  const Mapping& mapping_;
  std::string file_;
  std::vector<Output> outputs_;
  std::vector<bool> left_out_;
  std::map<std::string, std::string, std::less<>> preamble_;
  std::unordered_map<std::uint64_t, std::string> broken_; ///< rows set aside by their balance
  MappedSheet result_;
};

// Left-out rows may be closing balances, so that labels are looked for in them too.
base::Result<void> Applier::leave_out(const PlaceNames& names) {
  left_out_.assign(sheet_.rows(), false);
  const auto only = names.bind(mapping_.only), skip = names.bind(mapping_.skip);
  if (!only) return tl::unexpected(only.error());
  if (!skip) return tl::unexpected(skip.error());
  for (std::size_t i = 0; i < sheet_.rows(); ++i) {
    const auto is = [&](const BoundCondition& condition) { return holds(condition, row(i), mapping_.values).value_or(false); };
    left_out_[i] = std::ranges::any_of(*skip, is) || !std::ranges::all_of(*only, is);
    result_.left_out += left_out_[i];
  }
  return {};
}

base::Result<void> Applier::bind() {
  auto names = PlaceNames::of(sheet_, mapping_, file_);
  if (!names) return tl::unexpected(names.error());
  for (const auto& [name, labels] : mapping_.preamble) names->set(base::to_lower(name), {});
  if (auto done = leave_out(*names); !done) return done;

  auto around = sheet_.around;
  for (std::size_t i = 0; i < sheet_.rows() && around.size() < kMostAround; ++i) {
    if (!left_out_[i]) continue;
    auto& line = around.emplace_back();
    for (const auto cell : sheet_.row(i))
      if (!base::trim(cell).empty()) line.emplace_back(base::trim(cell));
  }
  for (const auto& [name, labels] : mapping_.preamble) {
    preamble_[name] = text_beside(around, labels);
    if (!preamble_[name].empty()) names->set(base::to_lower(name), preamble_[name]);
  }
  for (const auto& record : mapping_.records) {
    auto bound = BoundRecord::bind(record, *names, mapping_);
    if (!bound) {
      auto error = bound.error();
      if (error.where.empty()) error.where = fmt::format("mapping {}", mapping_.name);
      return tl::unexpected(std::move(error));
    }
    outputs_.push_back({std::move(*bound), {}, {}, {}, {}});
  }
  return {};
}

template <class Evidence>
Evidence Applier::gather(FieldKind kind) const {
  Evidence evidence;
  for (const auto& output : outputs_)
    for (const auto* field : output.record.fields_of(kind))
      for (std::size_t i = 0, seen = 0; i < sheet_.rows() && seen < kMostEvidence; ++i)
        if (!left_out_[i]) evidence.add(fill(*field, row(i), mapping_.values).value_or("")), ++seen;
  return evidence;
}

// What the mapping leaves open is taken from the values where they leave no doubt, and said.
base::Result<void> Applier::settle_rules() {
  result_.rules = mapping_.values;
  if (mapping_.values.date_order == DateOrder::Unknown) {
    const auto dates = gather<DateEvidence>(FieldKind::Date);
    const auto chosen = dates.values() > 0 ? dates : gather<DateEvidence>(FieldKind::Month);
    if (chosen.is_open())
      return fail(ErrorKind::Input, "the dates can be read in two ways: " + chosen.sentence(), place(),
                  "say `date_order` dmy, mdy or ymd under `values` of the mapping");
    result_.rules.date_order = chosen.order();
    if (chosen.order() != DateOrder::Unknown) result_.remarks.push_back("dates are read " + chosen.sentence());
  }
  if (!mapping_.values.decimal) {
    const auto amounts = gather<AmountEvidence>(FieldKind::Amount);
    if (amounts.is_open())
      return fail(ErrorKind::Input, "the amounts can be read in two ways: " + amounts.sentence(), place(),
                  "say `decimal` . or , under `values` of the mapping");
    result_.rules.decimal = amounts.decimal();
    if (amounts.decimal() == ',') result_.remarks.push_back("amounts are read with a " + amounts.sentence());
  }
  return {};
}

std::optional<base::Money> Applier::labelled(std::string_view name) const {
  const auto found = preamble_.find(name);
  if (found == preamble_.end() || found->second.empty()) return std::nullopt;
  const auto amount = parse_amount(found->second, result_.rules);
  if (!amount) return std::nullopt;
  return amount->side == Side::Debit ? base::Money{-amount->money.cents} : amount->money;
}

base::Result<void> Applier::check_balance() {
  const auto opening = labelled("opening_balance"), closing = labelled("closing_balance");
  const auto output = std::ranges::find_if(outputs_, [&](const Output& one) {
    return one.record.table() == "payments" && (one.record.has_balance() || opening || closing);
  });
  if (output == outputs_.end()) return {};
  std::map<std::string, std::vector<BalanceLine>> accounts;
  std::vector<BalanceLine>* current = nullptr;
  for (std::size_t i = 0; i < sheet_.rows(); ++i) {
    if (left_out_[i]) continue;
    const auto made = output->record.make(row(i), result_.rules);
    if (made.outcome == Outcome::Made) current = &accounts[made.account];
    if (current && made.outcome != Outcome::None)
      current->push_back({sheet_.row_numbers[i], made.change, made.balance, made.outcome == Outcome::Made});
  }
  const bool alone = accounts.size() == 1;
  for (auto& [account, lines] : accounts) {
    auto check = check_balances(std::move(lines), alone ? opening : std::nullopt, alone ? closing : std::nullopt);
    if (!check.ends_problem.empty() && mapping_.on_break == OnBreak::Reject)
      return fail(ErrorKind::Input, check.ends_problem, place(),
                  "hold the file against the bank's original, or set `balance_breaks` of the mapping to remark");
    if (!check.ends_problem.empty()) result_.remarks.push_back(check.ends_problem);
    if (!check.breaks.empty() && mapping_.on_break == OnBreak::Remark)
      result_.remarks.push_back(fmt::format("{} rows break the running balance, the first is row {}", check.breaks.size(), check.breaks[0].row));
    if (mapping_.on_break == OnBreak::Reject)
      for (auto& broken : check.breaks) broken_.emplace(broken.row, std::move(broken.reason));
    if (check.checked > 0) result_.remarks.push_back(fmt::format("{} running balances were held against the movements, {} break", check.checked, check.breaks.size()));
  }
  return {};
}

void Applier::add_row(Output& output, const MadeRow& made, std::uint64_t number) {
  auto cells = made.cells;
  const auto& record = output.record;
  const auto content = base::join(cells, "\x1f");
  if (record.once() && !output.seen.insert(content).second) return;
  if (record.needs_id()) {
    const auto repeat = record.once() ? 0 : output.repeats[content]++;
    const auto hash = base::sha256_hex(fmt::format("{}\x1f{}\x1f{}", base::join(record.columns(), ","), content, repeat));
    cells.back() = (record.table() == "ties" ? "tie-" : "pay-") + hash.substr(0, 16);
  }
  if (has_locator(output)) cells.push_back(fmt::format("sheet {} row {}", sheet_.sheet, number));
  output.last.resize(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i] != output.last[i]) output.last[i] = cells[i].empty() ? std::string_view() : output.table.keep(std::move(cells[i]));
    output.table.cells.push_back(output.last[i]);
  }
  output.table.row_numbers.push_back(number);
}

// What is wrong with the row, or empty: then it is in the tables.
std::string Applier::make_row(const SheetRow& row) {
  if (const auto broken = broken_.find(row.number); broken != broken_.end()) return broken->second;
  std::vector<MadeRow> made;
  for (const auto& output : outputs_) {
    made.push_back(output.record.make(row, result_.rules));
    if (made.back().outcome == Outcome::Wrong) return made.back().reason;
  }
  if (std::ranges::all_of(made, [](const MadeRow& one) { return one.outcome == Outcome::None; }))
    return std::ranges::all_of(row.cells, [](std::string_view cell) { return base::trim(cell).empty(); }) ? "the row is empty"
                                                                                                         : "no record of the mapping takes the row";
  for (std::size_t i = 0; i < outputs_.size(); ++i)
    if (made[i].outcome == Outcome::Made) add_row(outputs_[i], made[i], row.number);
  return {};
}

base::Result<MappedSheet> Applier::run() {
  if (auto done = bind(); !done) return tl::unexpected(done.error());
  if (auto done = settle_rules(); !done) return tl::unexpected(done.error());
  if (auto done = check_balance(); !done) return tl::unexpected(done.error());
  for (auto& output : outputs_) {
    output.table.table = output.record.table();
    output.table.file = sheet_.file;
    output.table.words = Words::Foreign;
    output.table.standing = output.record.standing();
    output.table.columns = output.record.columns();
    if (has_locator(output)) output.table.columns.push_back("locator");
  }
  for (std::size_t i = 0; i < sheet_.rows(); ++i) {
    if (left_out_[i]) continue;
    auto problem = make_row(row(i));
    if (problem.empty()) ++result_.rows;
    else result_.issues.push_back({sheet_.file, sheet_.row_numbers[i], std::move(problem)});
  }
  if (result_.left_out > 0) result_.remarks.push_back(fmt::format("{} rows were left out as the mapping says", result_.left_out));
  for (auto& output : outputs_) result_.tables.push_back(std::move(output.table));
  return std::move(result_);
}

} // namespace

base::Result<MappedSheet> apply_mapping(const DraftTable& sheet, const Mapping& mapping, std::string_view file) {
  return Applier(sheet, mapping, file).run();
}

} // namespace cuibono::ingest
