#include "ingest/bank/camt_entry.h"

#include <fmt/core.h>
#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"
#include "ingest/cell.h"
#include "ingest/day_text.h"
#include "ingest/xml_text.h"

namespace cuibono::ingest {
namespace {

std::vector<pugi::xml_node> children_named(pugi::xml_node parent, std::string_view name) {
  std::vector<pugi::xml_node> found;
  for (const auto child : parent.children())
    if (local_name(child) == name) found.push_back(child);
  return found;
}

std::string text_at(pugi::xml_node from, std::initializer_list<std::string_view> path) {
  return std::string(base::trim(element_at(from, path).child_value()));
}

void append(std::string& text, std::string_view part) {
  if (part.empty()) return;
  if (!text.empty()) text += ' ';
  text += part;
}

// `PMNT/RCDT/DMCT`, else the bank's own code.
std::string transaction_code(pugi::xml_node element) {
  const auto code = child_named(element, "BkTxCd");
  const auto domain = text_at(code, {"Domn", "Cd"});
  if (domain.empty()) return text_at(code, {"Prtry", "Cd"});
  return fmt::format("{}/{}/{}", domain, text_at(code, {"Domn", "Fmly", "Cd"}),
                     text_at(code, {"Domn", "Fmly", "SubFmlyCd"}));
}

// Free remittance text; a creditor's reference where there is none.
std::string remittance(pugi::xml_node detail) {
  const auto information = child_named(detail, "RmtInf");
  std::string text;
  for (const auto part : children_named(information, "Ustrd")) append(text, base::trim(part.child_value()));
  for (const auto part : children_named(information, "Strd")) {
    append(text, text_at(part, {"CdtrRefInf", "Ref"}));
    append(text, text_at(part, {"CdtrRefInf", "CdtrRef"}));
    for (const auto more : children_named(part, "AddtlRmtInf")) append(text, base::trim(more.child_value()));
  }
  return text;
}

void note(BankPayment& payment, std::string_view name, std::string text) {
  if (!text.empty()) payment.more.emplace_back(fmt::format("attribute:{}", name), std::move(text));
}

// The bank of a party by its BIC, else by its name.
std::string agent_of(pugi::xml_node agents, std::string_view name) {
  const auto bank = element_at(agents, {name, "FinInstnId"});
  for (const auto* way : {"BICFI", "BIC"})
    if (auto id = text_at(bank, {way}); !id.empty()) return id;
  return text_at(bank, {"Nm"});
}

// `side` is Dbtr or Cdtr. Whom the payment is made for in the end is named where nobody else is.
BankParty party_on_side(pugi::xml_node detail, const std::string& side) {
  const auto parties = child_named(detail, "RltdPties");
  auto party = party_of(child_named(parties, side));
  if (party.name.empty()) party = party_of(child_named(parties, "Ultmt" + side));
  const auto account = child_named(parties, side + "Acct");
  party.account = account_of(account);
  if (party.name.empty() && !party.account.empty()) party.name = text_at(account, {"Nm"});
  party.bank = agent_of(child_named(detail, "RltdAgts"), side + "Agt");
  return party;
}

std::string charges_of(pugi::xml_node element) {
  const auto charges = child_named(element, "Chrgs");
  auto total = amount_of(child_named(charges, "TtlChrgsAndTaxAmt"));
  if (!total) total = amount_of(child_named(charges, "Amt"));
  if (!total || total->amount.cents == 0) return {};
  return fmt::format("{} {}", base::format_money(total->amount), total->currency);
}

// What the detail says but for the amount. An empty node says nothing.
BankPayment read_detail(pugi::xml_node detail, const std::string& other_side) {
  BankPayment payment;
  payment.other = party_on_side(detail, other_side);
  payment.purpose = remittance(detail);
  const auto references = child_named(detail, "Refs");
  payment.end_to_end_id = text_of(references, "EndToEndId");
  if (payment.end_to_end_id == "NOTPROVIDED") payment.end_to_end_id.clear();
  payment.bank_reference = text_of(references, "AcctSvcrRef");
  payment.transaction_code = transaction_code(detail);
  note(payment, "uetr", std::string(text_of(references, "UETR")));
  note(payment, "mandate_id", std::string(text_of(references, "MndtId")));
  note(payment, "purpose_code", text_at(detail, {"Purp", "Cd"}));
  note(payment, "charges", charges_of(detail));
  note(payment, "return_reason", text_at(detail, {"RtrInf", "Rsn", "Cd"}));
  const auto parties = child_named(detail, "RltdPties");
  const auto last = party_of(child_named(parties, "Ultmt" + other_side));
  if (last.name != payment.other.name) note(payment, "ultimate_party", last.name);
  note(payment, "additional_information", std::string(text_of(detail, "AddtlTxInf")));
  return payment;
}

// A detail's amount in the entry's currency.
std::optional<base::Money> detail_amount(pugi::xml_node detail, const std::string& currency) {
  for (const auto& amount :
       {child_named(detail, "Amt"), element_at(detail, {"AmtDtls", "TxAmt", "Amt"}),
        element_at(detail, {"AmtDtls", "CntrValAmt", "Amt"}), element_at(detail, {"AmtDtls", "InstdAmt", "Amt"})})
    if (const auto read = amount_of(amount); read && read->currency == currency) return read->amount;
  return std::nullopt;
}

bool add_up(const std::vector<pugi::xml_node>& details, const BankEntry& entry, const std::string& entry_direction) {
  base::Money sum;
  for (const auto& detail : details) {
    const auto amount = detail_amount(detail, entry.currency);
    const auto direction = text_of(detail, "CdtDbtInd");
    if (!amount || (!direction.empty() && direction != entry_direction)) return false;
    sum += *amount;
  }
  return sum == entry.amount;
}

void complete_from_entry(BankPayment& payment, pugi::xml_node entry) {
  if (payment.bank_reference.empty()) payment.bank_reference = text_of(entry, "AcctSvcrRef");
  if (payment.transaction_code.empty()) payment.transaction_code = transaction_code(entry);
  if (payment.purpose.empty())
    payment.purpose = text_of(entry, "AddtlNtryInf");
  else
    note(payment, "entry_information", std::string(text_of(entry, "AddtlNtryInf")));
  note(payment, "entry_charges", charges_of(entry));
  if (text_of(entry, "RvslInd") == "true") note(payment, "reversal", "yes");
}

// Several details that do not add up: one payment, to the party that all of them name, else to nobody named.
BankPayment whole_batch(const std::vector<pugi::xml_node>& details, const std::string& other_side) {
  BankPayment payment = read_detail(details.front(), other_side);
  for (std::size_t i = 1; i < details.size(); ++i) {
    const auto next = read_detail(details[i], other_side);
    if (next.other.name != payment.other.name || next.other.account != payment.other.account) payment.other = {};
    append(payment.purpose, next.purpose);
  }
  payment.end_to_end_id.clear();
  note(payment, "batch", fmt::format("{} details that do not add up to the entry", details.size()));
  return payment;
}

void read_payments(BankEntry& entry, pugi::xml_node element, std::uint64_t& other_batches) {
  const bool is_reversal = text_of(element, "RvslInd") == "true";
  const std::string other_side = entry.is_credit != is_reversal ? "Dbtr" : "Cdtr";
  std::vector<pugi::xml_node> details;
  for (const auto group : children_named(element, "NtryDtls"))
    std::ranges::copy(children_named(group, "TxDtls"), std::back_inserter(details));
  if (details.empty())
    std::ranges::copy(children_named(element, "TxDtls"), std::back_inserter(details)); // the first version
  if (details.size() > 1 && add_up(details, entry, std::string(text_of(element, "CdtDbtInd")))) {
    for (std::size_t i = 0; i < details.size(); ++i) {
      auto& payment = entry.payments.emplace_back(read_detail(details[i], other_side));
      payment.amount = *detail_amount(details[i], entry.currency);
      payment.detail = fmt::format(" detail {}", i + 1);
    }
  } else if (details.size() > 1) {
    ++other_batches;
    entry.payments.push_back(whole_batch(details, other_side));
    entry.payments.front().amount = entry.amount;
  } else {
    entry.payments.push_back(read_detail(details.empty() ? pugi::xml_node() : details.front(), other_side));
    entry.payments.front().amount = entry.amount;
  }
  for (auto& payment : entry.payments) complete_from_entry(payment, element);
}

std::string status_problem(const std::string& status) {
  if (status.empty() || status == "BOOK") return {};
  const auto* what = status == "PDNG"   ? "pending"
                     : status == "INFO" ? "for information"
                     : status == "FUTR" ? "in the future"
                                        : "of another state";
  return fmt::format("the entry is {} ({}) and not booked: no money has moved yet", what, in_quotes(status));
}

} // namespace

pugi::xml_node element_at(pugi::xml_node from, std::initializer_list<std::string_view> path) {
  for (const auto name : path) from = child_named(from, name);
  return from;
}

std::string account_of(pugi::xml_node account) {
  const auto id = child_named(account, "Id");
  for (const auto& way : {child_named(id, "IBAN"), element_at(id, {"Othr", "Id"}), element_at(id, {"PrtryAcct", "Id"}),
                          child_named(id, "BBAN"), child_named(id, "UPIC")})
    if (auto text = account_id(way.child_value()); !text.empty()) return text;
  return {};
}

BankParty party_of(pugi::xml_node party) {
  BankParty read;
  const auto inner = child_named(party, "Pty") ? child_named(party, "Pty") : party;
  read.name = text_of(inner, "Nm");
  if (element_at(inner, {"Id", "PrvtId"}))
    read.kind = "person";
  else if (element_at(inner, {"Id", "OrgId"}))
    read.kind = "company";
  if (read.name.empty() && child_named(party, "Agt")) {
    read.name = text_at(party, {"Agt", "FinInstnId", "Nm"});
    read.kind = "company";
  }
  return read;
}

std::optional<Balance> amount_of(pugi::xml_node amount) {
  const auto read = parse_bank_amount(base::trim(amount.child_value()), '.');
  if (!read) return std::nullopt;
  return Balance{*read, amount.attribute("Ccy").value()};
}

std::string day_of(pugi::xml_node date) {
  for (const auto* way : {"Dt", "DtTm"})
    if (const auto text = text_of(date, way); !text.empty()) return std::string(day_text(text));
  return {};
}

BankEntry read_camt_entry(pugi::xml_node element, std::uint64_t line, std::uint64_t& other_batches) {
  BankEntry entry;
  entry.line = line;
  const auto amount = amount_of(child_named(element, "Amt"));
  const auto direction = text_of(element, "CdtDbtInd");
  auto status = std::string(text_of(element, "Sts"));
  if (status.empty()) status = text_at(element, {"Sts", "Cd"});
  if (!amount)
    entry.problem =
        fmt::format("the entry's amount {} is not a decimal number of whole cents", in_quotes(text_of(element, "Amt")));
  else if (direction != "CRDT" && direction != "DBIT")
    entry.problem = "the entry does not say whether it is a credit (CRDT) or a debit (DBIT)";
  if (!entry.problem.empty()) return entry;
  entry.problem = status_problem(status);
  entry.is_booked = entry.problem.empty();
  entry.is_credit = direction == "CRDT";
  entry.amount = amount->amount;
  entry.currency = amount->currency;
  entry.value = day_of(child_named(element, "ValDt"));
  entry.booked = day_of(child_named(element, "BookgDt"));
  if (entry.booked.empty()) entry.booked = entry.value;
  read_payments(entry, element, other_batches);
  return entry;
}

} // namespace cuibono::ingest
