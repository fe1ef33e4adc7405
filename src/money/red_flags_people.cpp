// Detectors that read ties and wages beside the payments: shared contacts, deductions, who has the power over an
// account.

#include <fmt/core.h>
#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "model/attributes.h"
#include "model/evidence.h"
#include "money/red_flags_detect.h"
#include "money/red_flags_words.h"

namespace cuibono::money {
namespace {

bool by_key(const Detection& detection, Party a, Party b) {
  const auto &first = detection.index.entity(a).key, &second = detection.index.entity(b).key;
  return first != second ? first < second : a < b;
}

// --- shared contact
// ------------------------------------------------------------------------------------------------------

// Whoever holds an account, or pays or is paid.
std::vector<char> customers(const FlagIndex& index) {
  std::vector<char> flags(index.parties());
  for (const auto& row : index.rows) flags[row.payer] = flags[row.payee] = 1;
  for (const auto& holders : index.holders)
    for (const auto holder : holders) flags[holder] = 1;
  return flags;
}

struct Sharers {
  std::vector<Party> members;
  std::vector<model::ExhibitId> exhibits;
};

void report_sharers(Detection& detection, std::string_view what, Sharers& group) {
  if (static_cast<double>(group.members.size()) < detection.rule.number("least_count")) return;
  std::ranges::sort(group.members, [&](Party a, Party b) { return by_key(detection, a, b); });
  // A group with a victim in it is a reason to look after the victim.
  const auto victim = std::ranges::find_if(
      group.members, [&](Party member) { return static_cast<bool>(detection.index.victim[member]); });
  Found found{.party = victim == group.members.end() ? group.members.front() : *victim,
              .others = group.members,
              .exhibits = std::move(group.exhibits)};
  std::erase(found.others, found.party);
  found.what = fmt::format("{} customers share one {}", group.members.size(), what);
  found.missing.push_back("who entered the contact with the bank, and when");
  detection.found.push_back(std::move(found));
}

void sharers_by_tie(Detection& detection, const std::vector<char>& is_customer, model::TieType type) {
  Groups groups(detection.index.parties());
  const auto ends = [&](const model::Tie& tie) {
    return std::pair(detection.index.party_of(tie.source), detection.index.party_of(tie.target));
  };
  const auto counts = [&](const model::Tie& tie) {
    const auto [a, b] = ends(tie);
    return tie.type == type && a < detection.index.parties() && b < detection.index.parties() &&
           is_supported(detection, tie);
  };
  for (const auto& tie : detection.index.snapshot.ties())
    if (counts(tie)) groups.join(ends(tie).first, ends(tie).second);
  std::map<Party, Sharers> shared;
  for (const auto& tie : detection.index.snapshot.ties())
    if (counts(tie)) add_exhibits(shared[groups.of(ends(tie).first)].exhibits, tie.citations);
  for (Party party = 0; party < detection.index.parties(); ++party)
    if (is_customer[party])
      if (const auto found = shared.find(groups.of(party)); found != shared.end())
        found->second.members.push_back(party);
  const std::string word(base::name_of(type));
  for (auto& [root, group] : shared)
    report_sharers(detection, word.starts_with("same_") ? word.substr(5) : word, group);
}

bool sharers_by_column(Detection& detection, const std::vector<char>& is_customer, const std::string& column) {
  std::map<std::string, Sharers> shared;
  for (Party party = 0; party < detection.index.parties(); ++party) {
    const auto value = base::trim(model::attribute(detection.index.entity(party).attributes, column));
    if (!value.empty() && is_customer[party]) shared[folded(value)].members.push_back(party);
  }
  for (auto& [value, group] : shared) report_sharers(detection, column, group);
  return !shared.empty();
}

} // namespace

void detect_shared_contact(Detection& detection) {
  const auto is_customer = customers(detection.index);
  bool any = std::ranges::any_of(detection.index.snapshot.ties(),
                                 [&](const model::Tie& tie) { return contains(detection.rule.ties, tie.type); });
  for (const auto type : detection.rule.ties) sharers_by_tie(detection, is_customer, type);
  for (const auto& column : detection.rule.columns) any |= sharers_by_column(detection, is_customer, column);
  if (!any)
    detection.why_not = fmt::format("no tie is of type {}, and no customer has a column {}", words(detection.rule.ties),
                                    base::join(detection.rule.columns, ", "));
}

// --- deductions
// ----------------------------------------------------------------------------------------------------------

namespace {

struct WageLine {
  const model::Wage* wage;
  double gross, deducted; ///< cents
};

std::optional<WageLine> wage_line(const Detection& detection, const model::Wage& wage) {
  const auto cents = [](const std::optional<model::Money>& money) {
    return money ? static_cast<double>(money->cents) : 0;
  };
  WageLine line{&wage, 0, cents(wage.lawful_deductions) + cents(wage.illegal_deductions)};
  if (wage.rate && wage.regular_hours)
    line.gross = cents(wage.rate) *
                 (*wage.regular_hours + wage.overtime_hours.value_or(0) *
                                            wage.overtime_factor.value_or(detection.rule.number("overtime_factor")));
  else if (wage.received)
    line.gross = cents(wage.received) + line.deducted;
  else
    return std::nullopt;
  if (!(line.gross > 0)) return std::nullopt;
  return line;
}

// Wage rows of one employer: those whose deductions are large, and those equal for several workers in one month.
void deductions_of(Detection& detection, Party employer, const std::vector<WageLine>& lines) {
  std::map<std::pair<model::Date, std::int64_t>, std::set<model::EntityId>> equal;
  const auto amount = [](const WageLine& line) { return static_cast<std::int64_t>(line.deducted); };
  for (const auto& line : lines) equal[{line.wage->month, amount(line)}].insert(line.wage->victim);
  Found found{.party = employer};
  std::size_t large = 0, identical = 0;
  double deducted = 0;
  for (const auto& line : lines) {
    const bool is_large = above(line.deducted, detection.rule.number("share_above") * line.gross);
    const bool is_identical =
        line.deducted > 0 && at_least(line.deducted, detection.rule.number("identical_least_share") * line.gross) &&
        static_cast<double>(equal[{line.wage->month, amount(line)}].size()) >= detection.rule.number("least_count");
    if (!is_large && !is_identical) continue;
    large += is_large, identical += is_identical, deducted += line.deducted;
    found.wages.push_back(line.wage);
  }
  if (found.wages.empty()) return;
  found.cents = std::llround(deducted);
  found.what = fmt::format("{} deducted in {}: above {} of gross pay in {}, the same amount for several workers in {}",
                           amount_text(detection.index, *found.cents), count_text(found.wages.size(), "wage row"),
                           percent_text(detection.rule.number("share_above")), large, identical);
  found.missing.push_back("contracts and consent for each deduction, and what the worker got for it");
  detection.found.push_back(std::move(found));
}

} // namespace

void detect_deductions(Detection& detection) {
  const auto& wages = detection.index.snapshot.of<model::Wage>();
  if (wages.empty()) detection.why_not = "there is no wage row";
  std::map<Party, std::vector<WageLine>> by_employer;
  std::size_t unsupported = 0, incomplete = 0;
  for (const auto& wage : wages) {
    const auto employer = detection.index.party_of(wage.employer);
    const auto line = wage_line(detection, wage);
    if (employer >= detection.index.parties() || !model::is_supported(detection.index.snapshot, wage.citations))
      ++unsupported;
    else if (!line)
      ++incomplete;
    else
      by_employer[employer].push_back(*line);
  }
  if (unsupported)
    detection.remarks.push_back(fmt::format("{} left out: no exhibit supports it, or it names no employer",
                                            count_text(unsupported, "wage row")));
  if (incomplete)
    detection.remarks.push_back(fmt::format("{} left out: neither hours and rate nor what was received is stated",
                                            count_text(incomplete, "wage row")));
  for (const auto& [employer, lines] : by_employer) deductions_of(detection, employer, lines);
}

// --- who signs
// ------------------------------------------------------------------------------------------------------------

namespace {

std::uint64_t pair_key(Party a, Party b) { return std::uint64_t{a} << 32 | b; }

// Owners and directors of a firm sign for it as a matter of course.
std::unordered_set<std::uint64_t> organs(const FlagIndex& index) {
  std::unordered_set<std::uint64_t> pairs;
  for (const auto& tie : index.snapshot.ties())
    if ((tie.type == model::TieType::Owns || tie.type == model::TieType::Directs) &&
        tie.polarity == model::Polarity::Supports)
      pairs.insert(pair_key(index.party_of(tie.source), index.party_of(tie.target)));
  return pairs;
}

void report_signatory(Detection& detection, const model::Tie& tie, Party party, Party other) {
  Found found{.party = party, .others = {other}};
  for (const auto number : detection.out(party)) {
    const auto& payment = detection.index.payment(detection.row(number));
    const bool of_account = payment.payer == tie.target || payment.payer == detection.index.id(party);
    const bool in_time = (!tie.from.known() || payment.date >= tie.from) && (!tie.to.known() || payment.date <= tie.to);
    if (of_account && in_time) found.rows.push_back(number);
  }
  found.what = fmt::format(
      "somebody who is neither holder, owner nor director has the power over the account ({}); {} out of it meanwhile",
      base::name_of(tie.type), count_text(found.rows.size(), "payment"));
  found.from = tie.from, found.to = tie.to;
  add_exhibits(found.exhibits, tie.citations);
  found.missing.push_back("the mandate, and who in fact gave the orders");
  detection.found.push_back(std::move(found));
}

bool signatories(Detection& detection) {
  const auto& index = detection.index;
  const auto own = organs(index);
  bool any = false;
  for (const auto& tie : index.snapshot.ties()) {
    const auto* target = index.snapshot.entities().find(tie.target);
    if (!target || !contains(detection.rule.ties, tie.type)) continue;
    if (tie.type != model::TieType::SignatoryOn && target->kind != model::EntityKind::Account) continue;
    any = true;
    const Party party = index.party_of(tie.target), other = index.party_of(tie.source);
    const auto& holders = index.holders[index.snapshot.entities().position(tie.target)];
    const auto is_own = [&](Party holder) { return holder == other || own.contains(pair_key(other, holder)); };
    if (other >= index.parties() || !is_supported(detection, tie) || is_own(party) ||
        std::ranges::any_of(holders, is_own))
      continue;
    report_signatory(detection, tie, party, other);
  }
  return any;
}

bool shared_column(Detection& detection, const std::string& column) {
  std::map<std::string_view, std::map<Party, std::vector<std::uint32_t>>> by_value;
  for (std::uint32_t number = 0; number < detection.index.rows.size(); ++number) {
    const auto& row = detection.row(number);
    const auto value = base::trim(model::attribute(detection.index.payment(row).attributes, column));
    if (!value.empty()) by_value[value][row.payer].push_back(number);
  }
  for (auto& [value, payers] : by_value) {
    if (static_cast<double>(payers.size()) < detection.rule.number("least_count")) continue;
    for (auto& [payer, rows] : payers) {
      Found found{.party = payer, .rows = std::move(rows)};
      found.what = fmt::format("one {} gave the orders for {} different holders' accounts", column, payers.size());
      found.missing.push_back(
          fmt::format("whose {} it is: a shared network or an agent's counter looks the same", column));
      detection.found.push_back(std::move(found));
    }
  }
  return !by_value.empty();
}

} // namespace

void detect_third_party_control(Detection& detection) {
  bool any = signatories(detection);
  for (const auto& column : detection.rule.columns) any |= shared_column(detection, column);
  if (!any)
    detection.why_not = fmt::format("no tie is of type {} to an account, and no payment has a column {}",
                                    words(detection.rule.ties), base::join(detection.rule.columns, ", "));
}

} // namespace cuibono::money
