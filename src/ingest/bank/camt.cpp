#include "ingest/bank/camt.h"

#include <fmt/core.h>
#include <algorithm>
#include <array>

#include "base/text.h"
#include "ingest/bank/camt_entry.h"
#include "ingest/bank/statement.h"
#include "ingest/cell.h"
#include "ingest/xml_text.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::array<std::string_view, 3> kMessages{"BkToCstmrStmt", "BkToCstmrAcctRpt", "BkToCstmrDbtCdtNtfctn"};
constexpr std::array<std::string_view, 3> kStatements{"Stmt", "Rpt", "Ntfctn"};

bool is_message(std::string_view name) {
  return std::ranges::any_of(
      kMessages, [&](std::string_view known) { return name.starts_with(known); }); // V01 follows in the first version
}

bool is_statement(pugi::xml_node element) {
  return std::ranges::find(kStatements, local_name(element)) != kStatements.end();
}

// OPBD, CLBD and the like; the first version has the code one step higher.
std::string_view balance_code(pugi::xml_node balance) {
  const auto code = base::trim(element_at(balance, {"Tp", "CdOrPrtry", "Cd"}).child_value());
  return code.empty() ? base::trim(element_at(balance, {"Tp", "Cd"}).child_value()) : code;
}

void take_balance(pugi::xml_node element, const XmlText& xml, std::optional<Balance>& balance,
                  BankStatement& statement) {
  auto amount = amount_of(child_named(element, "Amt"));
  const auto direction = text_of(element, "CdtDbtInd");
  if (!amount || (direction != "CRDT" && direction != "DBIT")) {
    statement.flaw = fmt::format("its balance in line {} cannot be read", xml.line(element));
    return;
  }
  if (direction == "DBIT") amount->amount.cents = -amount->amount.cents;
  balance = amount;
}

// Opening: OPBD, else PRCD, the closing balance before. Closing: CLBD. Of a page among several (ITBD), the first and
// the last.
void read_balances(pugi::xml_node element, const XmlText& xml, BankStatement& statement) {
  std::vector<pugi::xml_node> opening, closing, previous, interim;
  for (const auto child : element.children()) {
    if (local_name(child) != "Bal") continue;
    const auto code = balance_code(child);
    if (code == "OPBD")
      opening.push_back(child);
    else if (code == "CLBD")
      closing.push_back(child);
    else if (code == "PRCD")
      previous.push_back(child);
    else if (code == "ITBD")
      interim.push_back(child);
  }
  if (opening.empty()) opening = previous;
  const bool has_two = interim.size() >= 2;
  if (opening.empty() && has_two) opening = {interim.front()};
  if (closing.empty() && (has_two || !opening.empty()) && !interim.empty()) closing = {interim.back()};
  if (!opening.empty()) take_balance(opening.front(), xml, statement.opening, statement);
  if (!closing.empty()) take_balance(closing.back(), xml, statement.closing, statement);
}

void read_total(pugi::xml_node total, StatedTotal& into) {
  const auto count = base::parse_number(text_of(total, "NbOfNtries"));
  if (count && *count >= 0 && *count < 1e9) into.count = static_cast<std::uint64_t>(*count);
  into.sum = parse_bank_amount(text_of(total, "Sum"), '.');
}

BankStatement read_statement(pugi::xml_node element, const XmlText& xml, std::uint64_t& other_batches) {
  BankStatement statement;
  statement.id = text_of(element, "Id");
  const auto account = child_named(element, "Acct");
  statement.account = account_of(account);
  if (statement.account.empty()) statement.flaw = fmt::format("it names no account (line {})", xml.line(element));
  statement.holder = party_of(child_named(account, "Ownr"));
  read_balances(element, xml, statement);
  for (const auto child : element.children())
    if (local_name(child) == "Ntry")
      statement.entries.push_back(read_camt_entry(child, xml.line(child), other_batches));
  const bool all_booked = std::ranges::all_of(statement.entries, &BankEntry::is_booked);
  const auto summary = child_named(element, "TxsSummry");
  if (all_booked) { // the bank's totals count pending entries as well
    read_total(child_named(summary, "TtlCdtNtries"), statement.credits);
    read_total(child_named(summary, "TtlDbtNtries"), statement.debits);
  }
  return statement;
}

base::Result<pugi::xml_node> find_message(const XmlText& xml, const std::string& path) {
  auto message = xml.root();
  if (!is_message(local_name(message)))
    message = message.find_child([](pugi::xml_node child) { return is_message(local_name(child)); });
  if (message) return message;
  return fail(ErrorKind::Input, "this XML is not CAMT.052, CAMT.053 or CAMT.054",
              fmt::format("{} line {}", path, xml.line(xml.root())), "see `cuibono formats` for what is read");
}

} // namespace

Fit is_camt(const Sniffed& file) {
  if (!base::trim(file.text.substr(0, 4096)).starts_with('<')) return Fit::None;
  const bool is_named = file.text.find("camt.05") != file.text.npos;
  const bool has_message =
      std::ranges::any_of(kMessages, [&](std::string_view name) { return file.text.find(name) != file.text.npos; });
  return is_named || has_message ? Fit::Content : Fit::None;
}

base::Result<void> read_camt(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                             base::Progress& progress) {
  const auto size = bytes.size();
  const auto name = path.filename().string();
  const auto xml = XmlText::parse(path, std::move(bytes));
  if (!xml) return tl::unexpected(xml.error());
  if (!xml->remark().empty()) draft.remarks.push_back(fmt::format("{} {}.", name, xml->remark()));
  const auto message = find_message(*xml, path.string());
  if (!message) return tl::unexpected(message.error());
  std::vector<BankStatement> statements;
  std::uint64_t other_batches = 0;
  for (const auto child : message->children())
    if (is_statement(child)) statements.push_back(read_statement(child, *xml, other_batches));
  if (statements.empty())
    return fail(ErrorKind::Input, "the message holds no statement (Stmt, Rpt or Ntfctn)",
                fmt::format("{} line {}", path.string(), xml->line(*message)), "ask the bank for the whole file");
  add_statements(draft, name, statements);
  if (other_batches > 0)
    draft.remarks.push_back(fmt::format("{}: {} of several details that do not add up {} taken as one payment each.",
                                        name,
                                        other_batches == 1 ? "an entry" : fmt::format("{} entries", other_batches),
                                        other_batches == 1 ? "was" : "were"));
  progress.done += size;
  return {};
}

} // namespace cuibono::ingest
