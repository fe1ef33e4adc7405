// Detectors that slide a window over one party's payments, a day at a time, so that the order of a day's rows does not
// matter.

#include <fmt/core.h>
#include <algorithm>
#include <cmath>
#include <functional>
#include <unordered_map>

#include "base/text.h"
#include "model/attributes.h"
#include "money/red_flags_detect.h"

namespace cuibono::money {
namespace {

// A row, and whom or what it counts for.
struct Event {
  std::uint32_t row;
  std::uint64_t key;
};

// What is inside the window.
struct Inside {
  std::size_t rows = 0;
  std::int64_t cents = 0;
  std::unordered_map<std::uint64_t, std::size_t> keys;

  void add(const FlagRow& row, std::uint64_t key) { ++rows, cents += row.cents, ++keys[key]; }
  void remove(const FlagRow& row, std::uint64_t key) {
    --rows, cents -= row.cents;
    if (const auto found = keys.find(key); --found->second == 0) keys.erase(found);
  }
};

/// Calls run(first, last) for each longest run of windows of `days` days that overlap in an event and satisfy
/// is_hit(inside, last day). `events` are in order of day.
void for_each_run(const Detection& detection, const std::vector<Event>& events, double days,
                  const std::function<bool(const Inside&, std::int32_t)>& is_hit,
                  const std::function<void(std::size_t, std::size_t)>& run) {
  const auto day = [&](std::size_t i) { return detection.row(events[i].row).day; };
  Inside inside;
  std::size_t left = 0, run_first = 0, run_end = 0; // the run is empty while both are equal
  for (std::size_t i = 0; i < events.size(); ++i) {
    inside.add(detection.row(events[i].row), events[i].key);
    for (; day(i) - day(left) >= days; ++left) inside.remove(detection.row(events[left].row), events[left].key);
    const bool is_last_of_day = i + 1 == events.size() || day(i + 1) != day(i);
    if (!is_last_of_day || !is_hit(inside, day(i))) continue;
    if (run_end > run_first && left >= run_end) run(run_first, run_end), run_first = run_end;
    if (run_end == run_first) run_first = left;
    run_end = i + 1;
  }
  if (run_end > run_first) run(run_first, run_end);
}

std::vector<std::uint32_t> rows_of(const std::vector<Event>& events, std::size_t first, std::size_t end) {
  std::vector<std::uint32_t> rows;
  for (std::size_t i = first; i < end; ++i) rows.push_back(events[i].row);
  return rows;
}

std::size_t distinct(const std::vector<Event>& events, std::size_t first, std::size_t end) {
  std::vector<std::uint64_t> keys;
  for (std::size_t i = first; i < end; ++i) keys.push_back(events[i].key);
  std::ranges::sort(keys);
  return static_cast<std::size_t>(std::unique(keys.begin(), keys.end()) - keys.begin());
}

constexpr std::uint64_t kOfText = std::uint64_t{1} << 40, kOfRow = std::uint64_t{1} << 41;

// Numbers for the values of attribute columns.
class TextKeys {
 public:
  std::uint64_t of(std::string_view text) {
    return kOfText | numbers_.try_emplace(std::string(text), numbers_.size()).first->second;
  }

 private:
  std::unordered_map<std::string, std::uint64_t> numbers_;
};

constexpr std::array kRelations{model::TieType::Family,    model::TieType::Associate,  model::TieType::Employs,
                                model::TieType::Owns,      model::TieType::NomineeFor, model::TieType::SameAddress,
                                model::TieType::SamePhone, model::TieType::SameDevice, model::TieType::HoldsAccount};

// What a window counts: payments, groups of related payers or payees, or the values of a column.
class Keys {
 public:
  explicit Keys(const Detection& detection)
      : detection_(detection),
        wanted_(detection.rule.distinct),
        groups_(by_party() ? related(detection.index, kRelations) : Groups(0)) {}

  bool by_party() const { return wanted_ == "payer" || wanted_ == "payee"; }
  bool counts_rows() const { return wanted_.empty(); }
  std::size_t without_value() const { return without_value_; }

  std::uint64_t of(std::uint32_t number) {
    const auto& row = detection_.row(number);
    if (wanted_.empty()) return 0;
    if (by_party()) return groups_.of(wanted_ == "payer" ? row.payer : row.payee);
    const auto text = base::trim(model::attribute(detection_.index.payment(row).attributes, wanted_));
    if (!text.empty()) return texts_.of(text);
    ++without_value_;
    return kOfRow | number;
  }

 private:
  const Detection& detection_;
  std::string wanted_;
  Groups groups_;
  TextKeys texts_;
  std::size_t without_value_ = 0;
};

// The thresholds of one window rule.
struct Thresholds {
  double days, count;
  Amount sum_above, least_amount, most_amount, least_mean, most_mean;

  explicit Thresholds(const Detection& d)
      : days(d.rule.number("window_days")),
        count(d.rule.find("least_count") ? d.rule.number("least_count") : 1),
        sum_above(d.index, d.rule.find("sum_above")),
        least_amount(d.index, d.rule.find("least_amount")),
        most_amount(d.index, d.rule.find("most_amount")),
        least_mean(d.index, d.rule.find("least_mean")),
        most_mean(d.index, d.rule.find("most_mean")) {}

  bool have_rates_on(std::int32_t day) const {
    for (const auto* amount : {&sum_above, &least_amount, &most_amount, &least_mean, &most_mean})
      if (amount->is_stated() && !amount->cents_on(day)) return false;
    return true;
  }
  bool takes(const FlagRow& row) const {
    const auto cents = static_cast<double>(row.cents);
    return (!least_amount.is_stated() || at_least(cents, *least_amount.cents_on(row.day))) &&
           (!most_amount.is_stated() || at_least(*most_amount.cents_on(row.day), cents));
  }
  bool are_met(const Inside& inside, bool counts_rows, std::int32_t day) const {
    if (static_cast<double>(counts_rows ? inside.rows : inside.keys.size()) < count) return false;
    const auto cents = static_cast<double>(inside.cents), mean = cents / static_cast<double>(inside.rows);
    if (sum_above.is_stated() && !above(cents, *sum_above.cents_on(day))) return false;
    if (least_mean.is_stated() && !at_least(mean, *least_mean.cents_on(day))) return false;
    return !most_mean.is_stated() || at_least(*most_mean.cents_on(day), mean);
  }
};

std::string window_text(const Detection& detection, const Keys& keys, const std::vector<Event>& events,
                        std::size_t first, std::size_t end, std::int64_t cents) {
  const auto span = detection.row(events[end - 1].row).day - detection.row(events[first].row).day + 1;
  std::string what =
      fmt::format("{} {} within {}, {} together", count_text(end - first, "payment"),
                  detection.rule.direction == "in" ? "received" : "made",
                  count_text(static_cast<std::size_t>(span), "day"), amount_text(detection.index, cents));
  if (keys.by_party())
    what += fmt::format(", {} {}s with no tie between them", distinct(events, first, end), detection.rule.distinct);
  else if (!keys.counts_rows())
    what += fmt::format(", {} by {}", distinct(events, first, end), detection.rule.distinct);
  return what;
}

} // namespace

void detect_window(Detection& detection) {
  if (!detection.has_word_rows() || !detection.has_class_rows() || !has_rates(detection)) return;
  const Thresholds thresholds(detection);
  Keys keys(detection);
  std::vector<Event> events;
  const bool incoming = detection.rule.direction == "in";
  for (Party party = 0; party < detection.index.parties(); ++party) {
    if (!detection.is_of_kind(party)) continue;
    events.clear();
    const auto unknown_before = keys.without_value();
    for (const auto number : incoming ? detection.in(party) : detection.out(party)) {
      const auto& row = detection.row(number);
      if (!detection.matches(row)) continue;
      if (!thresholds.have_rates_on(row.day))
        detection.count_without_rate();
      else if (thresholds.takes(row))
        events.push_back({number, keys.of(number)});
    }
    const auto unknown = keys.without_value() - unknown_before;
    for_each_run(
        detection, events, thresholds.days,
        [&](const Inside& inside, std::int32_t day) { return thresholds.are_met(inside, keys.counts_rows(), day); },
        [&](std::size_t first, std::size_t end) {
          Found found{.party = party, .rows = rows_of(events, first, end)};
          found.what = window_text(detection, keys, events, first, end, sum_of(detection.index, found.rows));
          if (!keys.counts_rows() && !keys.by_party() && unknown)
            found.missing.push_back(
                fmt::format("{} of the subject's payments do not state \"{}\" and each counted as one", unknown,
                            detection.rule.distinct));
          detection.found.push_back(std::move(found));
        });
  }
}

// --- shared payee: the pay of several workers reaches one account
// -------------------------------------------------------

namespace {

// For each row, whether its payer, a person, had received pay at most `days` before. Two fingers over each payer's
// days.
std::vector<char> follows_pay(const Detection& detection, double days) {
  std::vector<char> follows(detection.index.rows.size());
  for (Party party = 0; party < detection.index.parties(); ++party) {
    if (detection.index.entity(party).kind != model::EntityKind::Person &&
        detection.index.entity(party).kind != model::EntityKind::Account)
      continue;
    const auto in = detection.in(party);
    std::size_t next = 0;
    std::optional<std::int32_t> last;
    for (const auto number : detection.out(party)) {
      const auto day = detection.row(number).day;
      for (; next < in.size() && detection.row(in[next]).day <= day; ++next)
        if (detection.is_of_classes(detection.row(in[next]))) last = detection.row(in[next]).day;
      follows[number] = last && day - *last <= days;
    }
  }
  return follows;
}

// Of pay: the worker that a column names, else the holders together; of what follows pay: the payer.
std::optional<std::uint64_t> worker_of(const Detection& detection, const std::vector<char>& follows, TextKeys& texts,
                                       std::uint32_t number) {
  const auto& row = detection.row(number);
  if (detection.is_of_classes(row)) {
    for (const auto& column : detection.rule.columns)
      if (const auto text = base::trim(model::attribute(detection.index.payment(row).attributes, column));
          !text.empty())
        return texts.of(text);
    return std::nullopt;
  }
  if (follows[number]) return row.payer;
  return std::nullopt;
}

} // namespace

void detect_shared_payee(Detection& detection) {
  if (!detection.has_class_rows()) return;
  const auto follows = follows_pay(detection, detection.rule.number("within_days"));
  const double least = detection.rule.number("least_count");
  TextKeys texts;
  for (Party party = 0; party < detection.index.parties(); ++party) {
    if (!detection.is_of_kind(party)) continue;
    std::vector<Event> events;
    const auto holders = detection.index.holders[party].size();
    for (const auto number : detection.in(party)) {
      if (const auto worker = worker_of(detection, follows, texts, number))
        events.push_back({number, *worker});
      else if (static_cast<double>(holders) >= least && detection.is_of_classes(detection.row(number)))
        for (std::size_t i = 0; i < holders && static_cast<double>(i) < least; ++i)
          events.push_back({number, detection.index.holders[party][i]});
    }
    for_each_run(
        detection, events, detection.rule.number("window_days"),
        [&](const Inside& inside, std::int32_t) { return static_cast<double>(inside.keys.size()) >= least; },
        [&](std::size_t first, std::size_t end) {
          Found found{.party = party, .rows = rows_of(events, first, end)};
          found.rows.erase(std::unique(found.rows.begin(), found.rows.end()), found.rows.end());
          const auto workers = std::max(distinct(events, first, end), holders);
          found.what = fmt::format("pay of {} workers, {}, reached one account", workers,
                                   amount_text(detection.index, sum_of(detection.index, found.rows)));
          found.missing.push_back("whether the workers chose this account, and whether they can draw on it");
          detection.found.push_back(std::move(found));
        });
  }
}

// --- card takings: a large part is round, or out of hours
// ----------------------------------------------------------------

namespace {

// Hour of the column `time` (HH:MM or HH:MM:SS); nothing where it is missing or no time.
std::optional<int> hour_of(const model::Payment& payment) {
  const auto text = base::trim(model::attribute(payment.attributes, "time"));
  if (text.size() < 4) return std::nullopt;
  const auto hour = base::parse_number(text.substr(0, text.find(':')));
  return text.find(':') <= 2 && hour && *hour >= 0 && *hour <= 23 ? std::optional<int>(static_cast<int>(*hour))
                                                                  : std::nullopt;
}

bool is_between_hours(int hour, double from, double to) {
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}

} // namespace

void detect_card_takings(Detection& detection) {
  if (!detection.has_word_rows() || !detection.has_class_rows()) return;
  const auto& rule = detection.rule;
  const auto round_to = std::max<std::int64_t>(1, std::llround(rule.number("round_to") * 100));
  for (Party party = 0; party < detection.index.parties(); ++party) {
    if (!detection.is_of_kind(party)) continue;
    std::vector<Event> events;
    std::size_t untimed = 0;
    for (const auto number : detection.in(party)) {
      const auto& row = detection.row(number);
      if (!detection.matches(row)) continue;
      const auto& payment = detection.index.payment(row);
      const auto hour = hour_of(payment);
      untimed += !hour;
      const bool odd = payment.amount.cents % round_to == 0 ||
                       (hour && is_between_hours(*hour, rule.number("from_hour"), rule.number("to_hour")));
      events.push_back({number, odd ? kOfRow | number : 0});
    }
    const auto odd_of = [](const Inside& inside) { return inside.keys.size() - inside.keys.count(0); };
    for_each_run(
        detection, events, rule.number("window_days"),
        [&](const Inside& inside, std::int32_t) {
          return static_cast<double>(inside.rows) >= rule.number("least_count") &&
                 at_least(static_cast<double>(odd_of(inside)),
                          rule.number("least_share") * static_cast<double>(inside.rows));
        },
        [&](std::size_t first, std::size_t end) {
          Found found{.party = party, .rows = rows_of(events, first, end)};
          const auto odd = std::count_if(events.begin() + static_cast<std::ptrdiff_t>(first),
                                         events.begin() + static_cast<std::ptrdiff_t>(end),
                                         [](const Event& event) { return event.key != 0; });
          found.what =
              fmt::format("{} of {} are round sums or out of hours", odd, count_text(end - first, "card taking"));
          if (untimed)
            found.missing.push_back(fmt::format("{} of the subject's card takings have no time of day", untimed));
          detection.found.push_back(std::move(found));
        });
  }
}

} // namespace cuibono::money
