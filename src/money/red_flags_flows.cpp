// Detectors that hold what one party receives against what it pays: pay that leaves at once, pay without living costs,
// deposits in many places, turnover without pay, and transfers to the owners' firm after payroll.

#include <fmt/core.h>
#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>

#include "base/text.h"
#include "model/attributes.h"
#include "model/evidence.h"
#include "money/red_flags_detect.h"

namespace cuibono::money {
namespace {

// One day's rows of one party.
struct Day {
  std::int32_t day;
  std::int64_t cents;
  std::vector<std::uint32_t> rows;
};

template <class Takes>
std::vector<Day> days_of(const Detection& detection, std::span<const std::uint32_t> list, Takes&& takes) {
  std::vector<Day> days;
  for (const auto number : list) {
    const auto& row = detection.row(number);
    if (!takes(row)) continue;
    if (days.empty() || days.back().day != row.day) days.push_back({row.day, 0, {}});
    days.back().cents += row.cents;
    days.back().rows.push_back(number);
  }
  return days;
}

void append(std::vector<std::uint32_t>& to, const std::vector<std::uint32_t>& rows) {
  to.insert(to.end(), rows.begin(), rows.end());
}

constexpr const char* kNoTime = "the time of day: two rows a day apart may be up to 48 hours apart";

// --- quick out
// ---------------------------------------------------------------------------------------------------------

// A run of receipts most of which left; what left is counted once, for the earliest receipt that it can belong to.
struct Run {
  std::size_t receipts = 0;
  std::int64_t in = 0, out = 0;
  std::vector<std::uint32_t> rows;
};

class QuickOut {
 public:
  QuickOut(Detection& detection, Party party)
      : detection_(detection),
        party_(party),
        in_(days_of(detection, detection.in(party), [&](const FlagRow& row) { return detection.is_of_classes(row); })),
        out_(days_of(detection, detection.out(party), [&](const FlagRow& row) { return detection.has_word(row); })) {}

  void find() {
    for (const auto& receipt : in_) {
      const auto [taken, first, end] = take(receipt);
      if (!at_least(static_cast<double>(taken),
                    detection_.rule.number("least_share") * static_cast<double>(receipt.cents))) {
        flush();
        continue;
      }
      ++run_.receipts, run_.in += receipt.cents, run_.out += taken;
      append(run_.rows, receipt.rows);
      for (std::size_t i = std::max(first, listed_); i < end; ++i) append(run_.rows, out_[i].rows);
      listed_ = std::max(listed_, end);
    }
    flush();
  }

 private:
  struct Taken {
    std::int64_t cents;
    std::size_t first, end; ///< days of out_ that it was taken from
  };

  Taken take(const Day& receipt) {
    while (next_ < out_.size() && (out_[next_].day < receipt.day || out_[next_].cents == 0)) ++next_;
    Taken taken{0, next_, next_};
    const double within = detection_.rule.number("within_days");
    for (std::size_t i = next_; i < out_.size() && out_[i].day - receipt.day <= within && taken.cents < receipt.cents;
         ++i) {
      const auto part = std::min(out_[i].cents, receipt.cents - taken.cents);
      out_[i].cents -= part, taken.cents += part, taken.end = i + 1;
    }
    return taken;
  }

  void flush() {
    if (static_cast<double>(run_.receipts) >= detection_.rule.number("least_count")) {
      const double share = static_cast<double>(run_.out) / static_cast<double>(run_.in);
      Found found{.party = party_, .rows = std::move(run_.rows), .cents = run_.out};
      found.what = fmt::format("{} of the {} received ({}) left within {}, over {} with receipts",
                               amount_text(detection_.index, run_.out), amount_text(detection_.index, run_.in),
                               percent_text(share),
                               count_text(static_cast<std::size_t>(detection_.rule.number("within_days")), "day"),
                               count_text(run_.receipts, "day"));
      found.missing = {kNoTime, "who decided on these payments, and for whom the money was"};
      detection_.found.push_back(std::move(found));
    }
    run_ = {};
    listed_ = 0;
  }

  Detection& detection_;
  Party party_;
  std::vector<Day> in_, out_;
  std::size_t next_ = 0, listed_ = 0;
  Run run_;
};

} // namespace

void detect_quick_out(Detection& detection) {
  if (!detection.has_class_rows() || !detection.has_word_rows()) return;
  for (Party party = 0; party < detection.index.parties(); ++party)
    if (detection.is_of_kind(party) && !detection.out(party).empty()) QuickOut(detection, party).find();
}

// --- no living costs
// -----------------------------------------------------------------------------------------------------

namespace {

// Stretches between one living cost and the next, from the first pay to the last row of the statement.
void living_gaps(Detection& detection, Party party, const std::vector<Day>& pay) {
  const auto costs =
      days_of(detection, detection.out(party), [&](const FlagRow& row) { return detection.has_word(row); });
  const auto last =
      std::max(detection.row(detection.in(party).back()).day, detection.row(detection.out(party).back()).day);
  std::int32_t start = pay.front().day;
  std::size_t next_pay = 0, next_cost = 0;
  while (start < last) {
    while (next_cost < costs.size() && costs[next_cost].day <= start) ++next_cost;
    const auto end = next_cost < costs.size() ? costs[next_cost].day : last;
    Found found{.party = party};
    std::size_t receipts = 0;
    for (; next_pay < pay.size() && pay[next_pay].day <= end; ++next_pay) {
      ++receipts;
      append(found.rows, pay[next_pay].rows);
    }
    if (end - start >= detection.rule.number("least_days") &&
        static_cast<double>(receipts) >= detection.rule.number("least_count")) {
      found.what =
          fmt::format("no payment that looks like a living cost for {} with {} of pay",
                      count_text(static_cast<std::size_t>(end - start), "day"), count_text(receipts, "receipt"));
      found.missing.push_back("other accounts and cash: what the holder lives on");
      detection.found.push_back(std::move(found));
    }
    start = end;
  }
}

} // namespace

void detect_no_living_costs(Detection& detection) {
  if (!detection.has_class_rows() || !detection.has_word_rows()) return;
  std::size_t no_statement = 0;
  for (Party party = 0; party < detection.index.parties(); ++party) {
    if (!detection.is_of_kind(party)) continue;
    const auto pay =
        days_of(detection, detection.in(party), [&](const FlagRow& row) { return detection.is_of_classes(row); });
    if (pay.empty()) continue;
    const auto says_what_for = [&](std::uint32_t number) {
      return detection.row(number).purpose || detection.row(number).method;
    };
    if (std::ranges::none_of(detection.out(party), says_what_for))
      ++no_statement;
    else
      living_gaps(detection, party, pay);
  }
  if (no_statement)
    detection.remarks.push_back(
        fmt::format("{} of pay {} no outgoing payment with a purpose or a method in the case: no statement "
                    "of theirs seems to be held, so that living costs "
                    "cannot be judged",
                    count_text(no_statement, "recipient"), no_statement == 1 ? "has" : "have"));
}

// --- funnel
// ----------------------------------------------------------------------------------------------------------------

namespace {

std::string place_of(const Detection& detection, std::uint32_t number) {
  return base::to_lower(
      base::trim(model::attribute(detection.index.payment(detection.row(number)).attributes, "place")));
}

// The rows of one day's funnel: deposits in enough places, and what left elsewhere in time; empty: none.
std::vector<std::uint32_t> funnel_rows(const Detection& detection, Party party, const Day& deposits,
                                       std::size_t& places_seen) {
  std::set<std::string> places;
  std::vector<std::uint32_t> rows;
  for (const auto number : deposits.rows)
    if (auto place = place_of(detection, number); !place.empty())
      places.insert(std::move(place)), rows.push_back(number);
  places_seen = places.size();
  if (static_cast<double>(places.size()) < detection.rule.number("least_count")) return {};
  const auto out = detection.out(party);
  const auto [first, end] =
      days_between(detection.index, out, deposits.day,
                   deposits.day + static_cast<std::int32_t>(detection.rule.number("within_days")));
  const auto deposited = rows.size();
  for (auto i = first; i < end; ++i)
    if (const auto place = place_of(detection, out[i]); !place.empty() && !places.contains(place))
      rows.push_back(out[i]);
  return rows.size() > deposited ? rows : std::vector<std::uint32_t>{};
}

bool has_column(const FlagIndex& index, std::string_view column) {
  return std::ranges::any_of(
      index.rows, [&](const FlagRow& row) { return !model::attribute(index.payment(row).attributes, column).empty(); });
}

} // namespace

void detect_funnel(Detection& detection) {
  if (!detection.has_rows()) return;
  if (!has_column(detection.index, "place")) {
    detection.why_not = "no payment has a place";
    return;
  }
  if (!detection.has_word_rows()) return;
  for (Party party = 0; party < detection.index.parties(); ++party) {
    if (!detection.is_of_kind(party)) continue;
    Found run{.party = party};
    std::size_t days = 0, most = 0;
    const auto flush = [&] {
      if (days) {
        std::ranges::sort(run.rows);
        run.rows.erase(std::unique(run.rows.begin(), run.rows.end()), run.rows.end());
        run.what = fmt::format("deposits in up to {} places a day, and money out elsewhere in time, on {}", most,
                               count_text(days, "day"));
        run.missing.push_back("who made the deposits");
        detection.found.push_back(run);
      }
      run.rows.clear(), run.missing.clear(), days = most = 0;
    };
    for (const auto& deposits :
         days_of(detection, detection.in(party), [&](const FlagRow& row) { return detection.has_word(row); })) {
      std::size_t places = 0;
      const auto rows = funnel_rows(detection, party, deposits, places);
      if (rows.empty())
        flush();
      else
        append(run.rows, rows), ++days, most = std::max(most, places);
    }
    flush();
  }
}

// --- turnover without pay
// ------------------------------------------------------------------------------------------------

void detect_class_ratio(Detection& detection) {
  if (!detection.has_rows()) return;
  const auto is_revenue = [](const FlagRow& row) { return row.payment_class == model::PaymentClass::Revenue; };
  if (std::ranges::none_of(detection.index.rows, is_revenue)) {
    detection.why_not = "no payment is of class revenue";
    return;
  }
  // Either tells pay: the class, or a word of the purpose.
  const auto pays = [&](const FlagRow& row) {
    return detection.is_of_classes(row) || (!detection.rule.words.empty() && detection.has_word(row));
  };
  for (Party party = 0; party < detection.index.parties(); ++party) {
    if (!detection.is_of_kind(party)) continue;
    Found found{.party = party};
    for (const auto number : detection.in(party))
      if (is_revenue(detection.row(number))) found.rows.push_back(number);
    if (found.rows.empty() || static_cast<double>(found.rows.size()) < detection.rule.number("least_count")) continue;
    if (detection.row(found.rows.back()).day - detection.row(found.rows.front()).day <
        detection.rule.number("least_days"))
      continue;
    const auto turnover = sum_of(detection.index, found.rows);
    std::int64_t pay = 0;
    for (const auto number : detection.out(party))
      if (pays(detection.row(number))) pay += detection.row(number).cents, found.rows.push_back(number);
    if (at_least(static_cast<double>(pay), detection.rule.number("least_share") * static_cast<double>(turnover)))
      continue;
    found.cents = turnover;
    found.what = fmt::format("pay of {} for a turnover of {} ({})", amount_text(detection.index, pay),
                             amount_text(detection.index, turnover),
                             percent_text(static_cast<double>(pay) / static_cast<double>(turnover)));
    found.missing.push_back("payroll filings, staff lists and other accounts from which pay may come");
    detection.found.push_back(std::move(found));
  }
}

// --- after payroll: a transfer to a firm of the same owners
// --------------------------------------------------------------

namespace {

constexpr std::size_t kMostAbove = 64, kMostLevels = 4;

// Who stands above a party by ownership, direction, control or as the one a nominee stands for.
class Owners {
 public:
  explicit Owners(const Detection& detection) {
    for (const auto& tie : detection.index.snapshot.ties()) {
      if (std::ranges::find(detection.rule.ties, tie.type) == detection.rule.ties.end()) continue;
      if (!model::is_supported(detection.index.snapshot, tie.citations, tie.polarity)) continue;
      const Party source = detection.index.party_of(tie.source), target = detection.index.party_of(tie.target);
      if (source == target || source >= detection.index.parties() || target >= detection.index.parties()) continue;
      const bool upwards = tie.type == model::TieType::NomineeFor;
      above_[upwards ? source : target].push_back({upwards ? target : source, &tie});
    }
    for (auto& [below, above] : above_)
      std::ranges::sort(above, [](const Above& a, const Above& b) {
        return std::tie(a.party, a.tie->key, a.tie->id) < std::tie(b.party, b.tie->key, b.tie->id);
      });
  }

  bool empty() const { return above_.empty(); }

  /// The ties that join both under one party, which may be either of them; nothing where none does within a few levels.
  std::optional<std::vector<const model::Tie*>> link(Party a, Party b) {
    const auto &of_a = reach(a), &of_b = reach(b);
    std::optional<std::pair<Party, std::size_t>> best;
    for (const auto& [party, step] : of_a) {
      const auto other = of_b.find(party);
      if (other == of_b.end()) continue;
      const auto levels = step.level + other->second.level;
      if (!best || std::pair(levels, party) < std::pair(best->second, best->first)) best = {party, levels};
    }
    if (!best) return std::nullopt;
    std::vector<const model::Tie*> ties;
    for (const auto* reached : {&of_a, &of_b})
      for (auto step = reached->at(best->first); step.tie; step = reached->at(step.below)) ties.push_back(step.tie);
    return ties;
  }

 private:
  struct Above {
    Party party;
    const model::Tie* tie;
  };
  struct Step {
    std::size_t level = 0;
    Party below = 0;
    const model::Tie* tie = nullptr;
  };
  using Reach = std::unordered_map<Party, Step>;

  const Reach& reach(Party from) {
    const auto [found, is_new] = reached_.try_emplace(from);
    auto& reach = found->second;
    if (!is_new) return reach;
    std::vector<Party> queue{from};
    reach[from] = {};
    for (std::size_t i = 0; i < queue.size() && queue.size() < kMostAbove; ++i) {
      const auto level = reach[queue[i]].level;
      const auto above = above_.find(queue[i]);
      if (above == above_.end() || level == kMostLevels) continue;
      for (const auto& next : above->second)
        if (queue.size() < kMostAbove && reach.try_emplace(next.party, Step{level + 1, queue[i], next.tie}).second)
          queue.push_back(next.party);
    }
    return reach;
  }

  std::unordered_map<Party, std::vector<Above>> above_;
  std::unordered_map<Party, Reach> reached_;
};

std::vector<std::int32_t> payroll_days(const Detection& detection, Party party) {
  std::vector<std::int32_t> days;
  for (const auto list : {detection.in(party), detection.out(party)})
    for (const auto number : list)
      if (is_pay(detection.row(number).payment_class)) days.push_back(detection.row(number).day);
  std::ranges::sort(days);
  return days;
}

// For each payee, the rows of the rule's words that follow a payroll day in time.
std::map<Party, std::vector<std::uint32_t>> soon_after(const Detection& detection, Party payer,
                                                       const std::vector<std::int32_t>& payroll) {
  std::map<Party, std::vector<std::uint32_t>> by_payee;
  for (const auto number : detection.out(payer)) {
    const auto& row = detection.row(number);
    if (!detection.matches(row) || detection.index.entity(row.payee).kind == model::EntityKind::Person) continue;
    const auto after = std::ranges::upper_bound(payroll, row.day);
    if (after != payroll.begin() && row.day - *(after - 1) <= detection.rule.number("within_days"))
      by_payee[row.payee].push_back(number);
  }
  return by_payee;
}

} // namespace

void detect_after_payroll(Detection& detection) {
  if (!detection.has_class_rows() || !detection.has_word_rows()) return;
  Owners owners(detection);
  if (owners.empty()) {
    detection.why_not = "no tie with an exhibit says who owns, directs or controls a firm";
    return;
  }
  for (Party payer = 0; payer < detection.index.parties(); ++payer) {
    if (!detection.is_of_kind(payer) || detection.out(payer).empty()) continue;
    const auto payroll = payroll_days(detection, payer);
    if (payroll.empty()) continue;
    for (auto& [payee, rows] : soon_after(detection, payer, payroll)) {
      if (static_cast<double>(rows.size()) < detection.rule.number("least_count")) continue;
      const auto ties = owners.link(payer, payee);
      if (!ties) continue;
      Found found{.party = payer, .rows = std::move(rows), .others = {payee}};
      found.what = fmt::format("{} to a firm of the same owners within {} of payroll, {} together",
                               count_text(found.rows.size(), "transfer"),
                               count_text(static_cast<std::size_t>(detection.rule.number("within_days")), "day"),
                               amount_text(detection.index, sum_of(detection.index, found.rows)));
      for (const auto* tie : *ties) add_exhibits(found.exhibits, tie->citations);
      found.missing = {kNoTime, "contracts and work products behind the payments"};
      detection.found.push_back(std::move(found));
    }
  }
}

} // namespace cuibono::money
