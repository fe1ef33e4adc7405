#include "money/red_flags.h"

#include <fmt/core.h>
#include <algorithm>
#include <array>
#include <tuple>

#include "money/red_flags_detect.h"
#include "money/red_flags_words.h"

namespace cuibono::money {
namespace {

using Detect = void (*)(Detection&);

constexpr std::array<Detect, base::kCount<Detector>> kDetectors{
    detect_quick_out,    detect_shared_payee,        detect_shared_contact,  detect_class_ratio,
    detect_deductions,   detect_third_party_control, detect_no_living_costs, detect_funnel,
    detect_window,       detect_after_payroll,       detect_near_inspection, detect_corridor,
    detect_card_takings, detect_unexplained_wealth};

// For each distinct text the rules that have a word in it: each text is read once, whatever the number of rules.
template <class Text>
std::vector<std::uint64_t> matches(const std::vector<RedFlagRule>& rules,
                                   const std::vector<std::string> RedFlagRule::*list, const std::vector<Text>& texts) {
  std::vector<std::vector<std::string>> lists;
  for (const auto& rule : rules) lists.push_back(rule.*list);
  const WordMatcher matcher(lists);
  std::vector<std::uint64_t> found;
  found.reserve(texts.size());
  for (const auto& text : texts) found.push_back(matcher.match(text));
  return found;
}

// Puts what the detectors found into hits: ordered, capped, with every exhibit.
class Report {
 public:
  Report(const FlagIndex& index, const RedFlagLimits& limits, RedFlagReport& report)
      : index_(index), limits_(limits), report_(report) {}

  void add(std::size_t rule, Detection& detection) {
    auto& outcome = report_.outcomes[rule];
    outcome.applied = detection.why_not.empty();
    outcome.why_not = detection.why_not;
    for (auto& found : detection.found) order_rows(found);
    std::vector<Found> hits, safeguarding;
    for (auto& found : detection.found) (index_.victim[found.party] ? safeguarding : hits).push_back(std::move(found));
    outcome.hits = hits.size(), outcome.safeguarding = safeguarding.size();
    std::ranges::sort(hits, [&](const Found& a, const Found& b) { return larger(a, b); });
    std::ranges::sort(safeguarding, [&](const Found& a, const Found& b) { return by_victim(a, b); });
    for (const auto& remark : detection.remarks) remark_of(rule, remark);
    if (detection.windows_without_rate)
      remark_of(rule, fmt::format("{} not judged: no rate is in force for its threshold on their day",
                                  count_text(detection.windows_without_rate, "payment")));
    list(rule, hits, report_.hits, "hits");
    list(rule, safeguarding, report_.safeguarding, "safeguarding notes");
  }

 private:
  const std::string& key(Party party) const { return index_.entity(party).key; }
  const std::string& row_key(std::uint32_t row) const { return index_.payment(index_.rows[row]).key; }
  std::int64_t cents(const Found& found) const { return found.cents.value_or(sum_of(index_, found.rows)); }

  void order_rows(Found& found) const {
    std::ranges::sort(found.rows, [&](std::uint32_t a, std::uint32_t b) {
      return std::tie(index_.rows[a].day, row_key(a), index_.rows[a].cents, a) <
             std::tie(index_.rows[b].day, row_key(b), index_.rows[b].cents, b);
    });
    std::ranges::sort(found.wages, [&](const model::Wage* a, const model::Wage* b) {
      return std::tuple(a->month, wage_key(*a), a->id) < std::tuple(b->month, wage_key(*b), b->id);
    });
    std::ranges::sort(found.others, [&](Party a, Party b) { return key(a) < key(b); });
    if (!found.cents) found.cents = sum_of(index_, found.rows);
    set_dates(found);
  }

  std::string wage_key(const model::Wage& wage) const {
    const auto* victim = index_.snapshot.entities().find(wage.victim);
    return victim ? victim->key : "";
  }

  void set_dates(Found& found) const {
    if (!found.rows.empty()) {
      found.from = base::date_from_day_number(index_.rows[found.rows.front()].day),
      found.to = base::date_from_day_number(index_.rows[found.rows.back()].day);
    } else if (!found.wages.empty()) {
      found.from = found.wages.front()->month, found.to = found.wages.back()->month;
    }
  }

  // The last parts only part hits that would else be equal, so that the order of the rows never shows.
  auto place(const Found& found) const {
    return std::tuple(found.from, key(found.party), found.to, found.what,
                      found.rows.empty() ? std::string() : row_key(found.rows.front()));
  }
  bool larger(const Found& a, const Found& b) const {
    return cents(a) != cents(b) ? cents(a) > cents(b) : place(a) < place(b);
  }
  bool by_victim(const Found& a, const Found& b) const {
    const auto number = [&](const Found& found) {
      return index_.snapshot.entities().find(index_.victim[found.party])->pseudonym;
    };
    return number(a) != number(b) ? number(a) < number(b) : place(a) < place(b);
  }

  void remark_of(std::size_t rule, const std::string& text) {
    report_.remarks.push_back(fmt::format("rule {}: {}", report_.rules[rule].id, text));
  }

  void list(std::size_t rule, const std::vector<Found>& all, std::vector<RedFlagHit>& to, const char* what) {
    const auto listed = std::min(all.size(), limits_.hits_a_rule);
    for (std::size_t i = 0; i < listed; ++i) to.push_back(hit(rule, all[i]));
    if (listed < all.size()) remark_of(rule, fmt::format("the first {} of {} {} are listed", listed, all.size(), what));
  }

  RedFlagHit hit(std::size_t rule, const Found& found) const {
    RedFlagHit made{.rule = rule,
                    .subject = index_.id(found.party),
                    .victim = index_.victim[found.party],
                    .from = found.from,
                    .to = found.to,
                    .amount = {cents(found)},
                    .what = found.what,
                    .payments_in_all = found.rows.size(),
                    .wages_in_all = found.wages.size(),
                    .exhibits = found.exhibits,
                    .missing = found.missing};
    for (const auto other : found.others) made.others.push_back(index_.id(other));
    for (const auto row : found.rows) {
      const auto& payment = index_.payment(index_.rows[row]);
      if (made.payments.size() < limits_.rows_a_hit) made.payments.push_back(payment.id);
      add_exhibits(made.exhibits, payment.citations);
    }
    for (const auto* wage : found.wages) {
      if (made.wages.size() < limits_.rows_a_hit) made.wages.push_back(wage->id);
      add_exhibits(made.exhibits, wage->citations);
    }
    order_exhibits(made.exhibits);
    return made;
  }

  void order_exhibits(std::vector<model::ExhibitId>& exhibits) const {
    std::ranges::sort(exhibits);
    exhibits.erase(std::unique(exhibits.begin(), exhibits.end()), exhibits.end());
    std::erase_if(exhibits, [&](model::ExhibitId id) { return !index_.snapshot.exhibits().find(id); });
    std::ranges::sort(exhibits, {}, [&](model::ExhibitId id) { return index_.snapshot.exhibits().find(id)->key; });
  }

  const FlagIndex& index_;
  const RedFlagLimits& limits_;
  RedFlagReport& report_;
};

} // namespace

RedFlagReport red_flags(const model::CaseSnapshot& snapshot, std::vector<RedFlagRule> rules,
                        const std::string& jurisdiction, base::Progress& progress, const RedFlagLimits& limits) {
  RedFlagReport report{
      .jurisdiction = jurisdiction, .currency = model::setting(snapshot, "currency"), .rules = std::move(rules)};
  const FlagIndex index(snapshot);
  report.remarks = index.remarks;
  const auto purposes = matches(report.rules, &RedFlagRule::words, index.purposes);
  const auto methods = matches(report.rules, &RedFlagRule::methods, index.methods);
  report.outcomes.resize(report.rules.size());
  Report into(index, limits, report);
  progress.total = report.rules.size();
  for (std::size_t i = 0; i < report.rules.size(); ++i) {
    report.outcomes[i].rule = i;
    Detection detection{.index = index,
                        .rule = report.rules[i],
                        .purposes = purposes,
                        .methods = methods,
                        .bit = std::uint64_t{1} << i};
    if (progress.stopped())
      detection.why_not = "the work was stopped before it";
    else
      kDetectors[static_cast<std::size_t>(detection.rule.detector)](detection);
    into.add(i, detection);
    ++progress.done;
  }
  return report;
}

} // namespace cuibono::money
