#include "ingest/bank/statement.h"

#include <fmt/core.h>
#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "base/sha256.h"
#include "base/text.h"
#include "ingest/bank/reconcile.h"
#include "ingest/party_id.h"

namespace cuibono::ingest {
namespace {

using base::format_money;

// A table whose columns become known while its rows are added.
class GrowingTable {
 public:
  using Row = std::vector<std::pair<std::string_view, std::string>>;

  GrowingTable(std::string_view name, std::size_t file, Standing standing) {
    table_.table = name;
    table_.file = file;
    table_.words = Words::Foreign;
    table_.standing = standing;
  }
  void add(std::uint64_t row_number, const Row& row) {
    auto& cells = rows_.emplace_back();
    for (const auto& [column, text] : row) {
      if (text.empty()) continue;
      const auto [at, is_new] = places_.try_emplace(std::string(column), table_.columns.size());
      if (is_new) table_.columns.emplace_back(column);
      cells.emplace_back(at->second, table_.keep(text));
    }
    table_.row_numbers.push_back(row_number);
  }
  DraftTable finish() && {
    const auto width = table_.columns.size();
    table_.cells.resize(rows_.size() * width);
    for (std::size_t i = 0; i < rows_.size(); ++i)
      for (const auto& [column, text] : rows_[i]) table_.cells[i * width + column] = text;
    return std::move(table_);
  }

 private:
  DraftTable table_;
  std::unordered_map<std::string, std::size_t> places_;
  std::vector<std::vector<std::pair<std::size_t, std::string_view>>> rows_;
};

class Writer {
 public:
  Writer(Draft& draft, std::string file_name)
      : draft_(draft),
        file_name_(std::move(file_name)),
        entities_("entities", draft.files.size() - 1, Standing::Mentions),
        ties_("ties", draft.files.size() - 1, Standing::Mentions),
        payments_("payments", draft.files.size() - 1, Standing::Facts) {}

  void add(const BankStatement& statement, std::size_t number);
  void finish();

 private:
  void add_entry(const BankStatement& statement, const BankEntry& entry, const std::string& locator);
  void add_payment(const BankStatement& statement, const BankEntry& entry, const BankPayment& payment,
                   const std::string& locator);
  std::string other_side(const BankStatement& statement, const BankEntry& entry, const BankPayment& payment,
                         const std::string& locator);
  void add_account(const std::string& id, std::uint64_t line);
  std::string add_party(const BankParty& party, std::uint64_t line);
  void add_holder(const BankParty& party, const std::string& account, std::uint64_t line, const std::string& locator);
  void follow_on(const BankStatement& statement, std::size_t number);
  void remark(std::string sentence) { draft_.remarks.push_back(fmt::format("{}: {}.", file_name_, sentence)); }

  Draft& draft_;
  std::string file_name_;
  GrowingTable entities_, ties_, payments_;
  std::unordered_set<std::string> mentioned_; ///< ids, and names with them, for every spelling is kept
  std::set<std::pair<std::string, std::string>> holders_;
  std::map<std::string, std::pair<std::size_t, Balance>>
      last_; ///< of an account: number of its last statement, closing balance
  std::uint64_t unnamed_ = 0, quarantined_ = 0;
};

std::string title_of(const BankStatement& statement, std::size_t number) {
  return fmt::format("statement {}{} of account {}", number,
                     statement.id.empty() ? "" : fmt::format(" ({})", statement.id), statement.account);
}

// Pages that lie between two statements of one account show as a jump of its balance.
void Writer::follow_on(const BankStatement& statement, std::size_t number) {
  const auto last = last_.find(statement.account);
  if (last != last_.end() && statement.opening && last->second.second.currency == statement.opening->currency &&
      last->second.second.amount != statement.opening->amount)
    remark(fmt::format(
        "statement {} of account {} opens with {} and statement {} before it closes with {}; statements between "
        "them may be missing",
        number, statement.account, format_money(statement.opening->amount), last->second.first,
        format_money(last->second.second.amount)));
  if (statement.closing) last_[statement.account] = {number, *statement.closing};
}

void Writer::add(const BankStatement& statement, std::size_t number) {
  const auto check = reconcile(statement);
  const auto title = title_of(statement, number);
  if (!check.difference.empty())
    ++quarantined_, remark(fmt::format("{} was rejected whole: {}", title, check.difference));
  else if (!check.unchecked.empty())
    remark(fmt::format("{} could not be checked against balances: {}", title, check.unchecked));
  follow_on(statement, number);
  for (std::size_t i = 0; i < statement.entries.size(); ++i) {
    const auto& entry = statement.entries[i];
    auto problem = entry.problem;
    if (problem.empty() && !check.difference.empty())
      problem = fmt::format("{} does not balance: {}", title, check.difference);
    if (problem.empty())
      add_entry(statement, entry, fmt::format("statement {} entry {}", number, i + 1));
    else
      draft_.issues.push_back({draft_.files.size() - 1, entry.line, std::move(problem)});
  }
}

void Writer::add_entry(const BankStatement& statement, const BankEntry& entry, const std::string& locator) {
  add_account(statement.account, entry.line);
  if (!statement.holder.name.empty()) add_holder(statement.holder, statement.account, entry.line, locator);
  for (const auto& payment : entry.payments) add_payment(statement, entry, payment, locator + payment.detail);
}

void Writer::add_account(const std::string& id, std::uint64_t line) {
  if (mentioned_.insert(id).second) entities_.add(line, {{"id", id}, {"kind", "account"}});
}

std::string Writer::add_party(const BankParty& party, std::uint64_t line) {
  auto id = party_id(party.name);
  if (mentioned_.insert(id + party.name).second)
    entities_.add(line, {{"id", id}, {"kind", party.kind}, {"name", party.name}});
  return id;
}

void Writer::add_holder(const BankParty& party, const std::string& account, std::uint64_t line,
                        const std::string& locator) {
  const auto id = add_party(party, line);
  if (holders_.emplace(id, account).second)
    ties_.add(line, {{"id", fmt::format("holds-{}-{}", id, account)},
                     {"type", "holds_account"},
                     {"source", id},
                     {"target", account},
                     {"locator", locator}});
}

// The account where the entry names it, else the party, else an entity that stands for all whom entries do not name.
// Payers and payees of that kind are two, so that no money seems to come back through them.
std::string Writer::other_side(const BankStatement& statement, const BankEntry& entry, const BankPayment& payment,
                               const std::string& locator) {
  const auto& other = payment.other;
  if (!other.account.empty() && other.account != statement.account) {
    add_account(other.account, entry.line);
    if (!other.name.empty()) add_holder(other, other.account, entry.line, locator);
    return other.account;
  }
  if (!other.name.empty()) return add_party(other, entry.line);
  ++unnamed_;
  auto id = fmt::format("{}-unnamed-{}", statement.account, entry.is_credit ? "payer" : "payee");
  if (mentioned_.insert(id).second)
    entities_.add(entry.line, {{"id", id},
                               {"kind", "unknown"},
                               {"name", fmt::format("{} account {}, not named",
                                                    entry.is_credit ? "Payers to" : "Payees of", statement.account)}});
  return id;
}

// The same entry of the same statement has the same id in every file, so that reading it again adds no money.
std::string payment_id(const BankStatement& statement, const BankEntry& entry, const BankPayment& payment,
                       std::string_view place) {
  std::string all;
  for (const std::string_view part :
       {std::string_view(statement.account), std::string_view(statement.id), place, std::string_view(entry.booked),
        std::string_view(entry.value), std::string_view(entry.currency), std::string_view(payment.bank_reference),
        std::string_view(payment.end_to_end_id), std::string_view(payment.purpose)})
    all.append(part).push_back('\n');
  all += fmt::format("{} {}", entry.is_credit ? "credit" : "debit", payment.amount.cents);
  return "entry-" + base::sha256_hex(all).substr(0, 16);
}

void Writer::add_payment(const BankStatement& statement, const BankEntry& entry, const BankPayment& payment,
                         const std::string& locator) {
  const auto other = other_side(statement, entry, payment, locator);
  const auto place =
      locator.substr(locator.find("entry")); // the statement's number in the file may be another in the next
  GrowingTable::Row row{{"id", payment_id(statement, entry, payment, place)},
                        {"date", entry.booked},
                        {"payer", entry.is_credit ? other : statement.account},
                        {"payee", entry.is_credit ? statement.account : other},
                        {"amount", format_money(payment.amount)},
                        {"currency", entry.currency},
                        {"purpose", payment.purpose},
                        {"locator", locator},
                        {"attribute:value_date", entry.value},
                        {"attribute:end_to_end_id", payment.end_to_end_id},
                        {"attribute:bank_reference", payment.bank_reference},
                        {"attribute:transaction_code", payment.transaction_code},
                        {"attribute:counterparty_bank", payment.other.bank}};
  for (const auto& [name, text] : payment.more) row.emplace_back(name, text);
  payments_.add(entry.line, row);
}

void Writer::finish() {
  if (quarantined_ > 0)
    remark(fmt::format("{} {} rejected whole", quarantined_, quarantined_ == 1 ? "statement was" : "statements were"));
  if (unnamed_ > 0)
    remark(fmt::format("{} {} not name the other side; it stands as unknown", unnamed_,
                       unnamed_ == 1 ? "payment does" : "payments do"));
  for (auto* table : {&entities_, &ties_, &payments_}) draft_.tables.push_back(std::move(*table).finish());
}

} // namespace

std::optional<base::Money> parse_bank_amount(std::string_view text, char mark) {
  const auto at = std::min(text.find(mark), text.size());
  const auto whole = text.substr(0, at);
  auto decimals = text.substr(std::min(at + 1, text.size()));
  while (decimals.ends_with('0')) decimals.remove_suffix(1);
  const auto is_digits = [](std::string_view part) {
    return std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
  };
  if (whole.empty() || !is_digits(whole) || !is_digits(decimals) || decimals.size() > 2) return std::nullopt;
  return base::parse_money(decimals.empty() ? std::string(whole) : fmt::format("{}.{}", whole, decimals));
}

std::string account_id(std::string_view text) {
  std::string id;
  for (const char c : text)
    if (static_cast<unsigned char>(c) > ' ' && c != '\x7f') id += c;
  return id;
}

void add_statements(Draft& draft, const std::string& file_name, const std::vector<BankStatement>& statements) {
  Writer writer(draft, file_name);
  for (std::size_t i = 0; i < statements.size(); ++i) writer.add(statements[i], i + 1);
  writer.finish();
}

} // namespace cuibono::ingest
