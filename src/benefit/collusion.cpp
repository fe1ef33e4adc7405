#include "benefit/collusion.h"

#include <fmt/core.h>
#include <algorithm>
#include <set>

#include "base/text.h"
#include "benefit/hierarchy.h"
#include "benefit/report_conflicts.h"
#include "model/evidence.h"
#include "model/people.h"

namespace cuibono::benefit {
namespace {

using model::CaseSnapshot;
using model::Date;
using model::Polarity;
using model::Tie;
using model::TieType;

constexpr std::int32_t kLongestWindow = 40'000; // days; longer is a slip of the pen in some date
constexpr double kMostMoves = 2e8;              // dates moved in all tests together
constexpr int kFewestPermutations = 99;

bool to_the_day(Date date) { return date.known() && date.month != 0 && date.day != 0; }

// The one day of a tie; nothing where it is not known or the tie spans several.
std::optional<std::int32_t> day_of(const Tie& tie) {
  if (!to_the_day(tie.from) || (tie.to.known() && tie.to != tie.from)) return std::nullopt;
  return base::day_number(tie.from);
}

// One official while the tables are read.
struct Working {
  Official result;
  std::set<EntityId> circle; // the official, the members, their accounts
  std::set<EntityId> side;   // whom the official looks after: establishments, who is above them, their accounts
  std::set<EntityId> establishments;
  std::vector<std::int32_t> days; // of inspections, sorted, each once
  std::vector<std::int32_t> paid, called;
};

// Whether one of the sorted days lies in the span.
bool any_within(const std::vector<std::int32_t>& days, std::int32_t from, std::int32_t to) {
  const auto at = std::ranges::lower_bound(days, from);
  return at != days.end() && *at <= to;
}

class Reader {
 public:
  Reader(const CaseSnapshot& snapshot, const std::map<EntityId, double>& shares)
      : snapshot_(snapshot), shares_(shares), victims_(model::victims(snapshot)) {}

  std::vector<Working> read() {
    find_officials();
    gather_circles();
    gather_accounts();
    gather_sides();
    read_payments();
    read_calls();
    return std::move(working_);
  }

  std::vector<std::string> remarks() const {
    std::vector<std::string> said;
    const auto say = [&](std::size_t count, const char* what) {
      if (count > 0) said.push_back(fmt::format("{}: {}", what, count));
    };
    say(other_payers_,
        "payments to officials or their circle by payers with no shown tie to what they look after, not counted");
    say(unsupported_, "payments or calls that no exhibit supports, not counted");
    say(undated_, "payments or calls not dated to one day, not counted");
    return said;
  }

 private:
  bool is_victim(EntityId id) const {
    const auto at = snapshot_.entities().position(id);
    return at < victims_.size() && victims_[at];
  }

  bool is_person(EntityId id) const {
    const auto* entity = snapshot_.entities().find(id);
    return entity && entity->kind == model::EntityKind::Person && !is_victim(id);
  }

  bool supported(const Tie& tie) const { return model::is_supported(snapshot_, tie.citations, tie.polarity); }

  Working& official(EntityId id) {
    const auto [at, is_new] = places_.try_emplace(id, working_.size());
    if (is_new) {
      working_.emplace_back().result.id = id;
      working_.back().circle.insert(id);
      if (const auto share = shares_.find(id); share != shares_.end()) working_.back().result.share = share->second;
    }
    return working_[at->second];
  }

  void find_officials() {
    std::set<EntityId> found;
    for (const auto& role : snapshot_.roles())
      if ((role.role == model::Role::Official || role.role == model::Role::Protector) &&
          role.polarity == Polarity::Supports && is_person(role.entity))
        found.insert(role.entity);
    for (const Tie& tie : snapshot_.ties())
      if ((tie.type == TieType::Inspects || tie.type == TieType::Protects) && tie.polarity == Polarity::Supports &&
          is_person(tie.source))
        found.insert(tie.source);
    for (const auto id : found) official(id);
    for (const Tie& tie : snapshot_.ties()) {
      if (tie.type != TieType::Inspects && tie.type != TieType::Protects) continue;
      if (tie.polarity != Polarity::Supports || !places_.contains(tie.source)) continue;
      auto& who = official(tie.source);
      who.establishments.insert(tie.target);
      if (tie.type == TieType::Protects)
        add_protection(who.result, tie);
      else
        add_inspection(who, tie);
    }
    for (auto& who : working_) {
      std::ranges::stable_sort(who.result.inspections, {}, [&](Tie::Id id) { return snapshot_.ties().find(id)->from; });
      std::ranges::sort(who.days);
      const auto repeats = std::ranges::unique(who.days);
      who.days.erase(repeats.begin(), repeats.end());
    }
  }

  void add_inspection(Working& who, const Tie& tie) {
    const auto day = day_of(tie);
    if (!day) {
      ++who.result.undated_inspections;
      return;
    }
    who.days.push_back(*day);
    who.result.inspections.push_back(tie.id);
  }

  void add_protection(Official& who, const Tie& tie) {
    Protection found{tie.id, tie.target, tie.count.value_or(1), false, supported(tie), {}};
    std::string words = tie.notes;
    for (const auto& citation : tie.citations) {
      const auto* exhibit = snapshot_.exhibits().find(citation.exhibit);
      if (exhibit) words += " " + citation.locator + " " + exhibit->title;
      found.exhibits.push_back(citation.exhibit);
    }
    for (const char* word : {"vote", "licen", "permit"}) found.vote |= base::contains_ignoring_case(words, word);
    who.protections.push_back(std::move(found));
  }

  void gather_circles() {
    for (const Tie& tie : snapshot_.ties()) {
      if (tie.polarity != Polarity::Supports) continue;
      if (tie.type == TieType::Family) {
        add_member(tie.source, tie.target, tie);
        add_member(tie.target, tie.source, tie);
      }
      if (tie.type == TieType::NomineeFor) add_member(tie.target, tie.source, tie);
    }
    for (std::size_t i = 0; i < working_.size(); ++i)
      for (const auto id : working_[i].circle) in_circle_[id].push_back(i);
  }

  void gather_accounts() {
    for (const Tie& tie : snapshot_.ties()) {
      if (tie.type != TieType::HoldsAccount || !supported(tie)) continue;
      accounts_[tie.source].push_back(tie.target);
      const auto at = in_circle_.find(tie.source);
      if (at == in_circle_.end()) continue;
      for (const auto i : std::vector(at->second))
        if (working_[i].circle.insert(tie.target).second) in_circle_[tie.target].push_back(i);
    }
  }

  void add_member(EntityId official_id, EntityId member, const Tie& tie) {
    const auto at = places_.find(official_id);
    if (at == places_.end() || member == official_id || is_victim(member)) return;
    auto& who = working_[at->second];
    who.circle.insert(member);
    who.result.circle.push_back({member, std::string(base::name_of(tie.type)), tie.id, supported(tie)});
  }

  void gather_sides() {
    const Hierarchy hierarchy(snapshot_);
    for (auto& who : working_) {
      who.side = who.establishments;
      for (const auto id : who.establishments)
        for (const auto& above : hierarchy.above(id, Steps::Supported)) who.side.insert(above.who);
      for (const auto id : std::set(who.side))
        if (const auto held = accounts_.find(id); held != accounts_.end())
          who.side.insert(held->second.begin(), held->second.end());
      for (const auto id : who.circle) who.side.erase(id);
    }
  }

  void read_payments() {
    const std::string own = model::setting(snapshot_, "currency");
    for (const auto& payment : snapshot_.payments()) {
      const auto at = in_circle_.find(payment.payee);
      if (at == in_circle_.end() || payment.polarity != Polarity::Supports) continue;
      for (const auto i : at->second) {
        auto& who = working_[i];
        if (who.circle.contains(payment.payer)) continue;
        if (!who.side.contains(payment.payer))
          ++other_payers_;
        else if (!model::is_supported(snapshot_, payment.citations))
          ++unsupported_;
        else if (!to_the_day(payment.date))
          ++undated_;
        else
          add_payment(who, payment, payment.currency.empty() || payment.currency == own);
      }
    }
  }

  void add_payment(Working& who, const model::Payment& payment, bool own_currency) {
    const auto day = base::day_number(payment.date);
    auto& pattern = who.result.payments;
    ++pattern.total;
    if (own_currency) pattern.amount += payment.amount;
    who.paid.push_back(day);
    if (!any_within(who.days, day - kDaysAroundInspection, day + kDaysAroundInspection)) return;
    ++pattern.near;
    if (own_currency) pattern.amount_near += payment.amount;
    pattern.payments.push_back(payment.id);
    cite(pattern, payment.citations);
  }

  void read_calls() {
    for (const Tie& tie : snapshot_.ties()) {
      if ((tie.type != TieType::Calls && tie.type != TieType::Messages) || tie.polarity != Polarity::Supports) continue;
      for (const auto& [one, other] : {std::pair(tie.source, tie.target), std::pair(tie.target, tie.source)}) {
        const auto at = in_circle_.find(one);
        if (at == in_circle_.end()) continue;
        for (const auto i : at->second)
          if (working_[i].side.contains(other)) add_call(working_[i], tie);
      }
    }
  }

  void add_call(Working& who, const Tie& tie) {
    const auto day = day_of(tie);
    if (!day)
      ++undated_;
    else if (!supported(tie))
      ++unsupported_;
    if (!day || !supported(tie)) return;
    auto& pattern = who.result.calls;
    const auto calls = static_cast<std::size_t>(std::clamp(tie.count.value_or(1), 1.0, 1e9));
    pattern.total += calls;
    who.called.push_back(*day);
    if (!any_within(who.days, *day, *day + kDaysBeforeInspection)) return;
    pattern.near += calls;
    pattern.ties.push_back(tie.id);
    cite(pattern, tie.citations);
  }

  void cite(Pattern& pattern, const model::Citations& citations) {
    for (const auto& citation : citations) pattern.exhibits.push_back(citation.exhibit);
  }

  const CaseSnapshot& snapshot_;
  const std::map<EntityId, double>& shares_;
  std::vector<bool> victims_;
  std::vector<Working> working_;
  std::map<EntityId, std::size_t> places_;
  std::map<EntityId, std::vector<std::size_t>> in_circle_; // places in working_
  std::map<EntityId, std::vector<EntityId>> accounts_;     // by holder, as exhibits show
  std::size_t other_payers_ = 0, unsupported_ = 0, undated_ = 0;
};

// The case's own window, else from its first to its last day with a payment or a tie; wide enough for every inspection.
void set_window(const CaseSnapshot& snapshot, const std::vector<Working>& working, Collusion& result) {
  const auto from = base::parse_date(model::setting(snapshot, "window_from"));
  const auto to = base::parse_date(model::setting(snapshot, "window_to"));
  result.window_stated = from && to && to_the_day(*from) && to_the_day(*to) && *from <= *to;
  if (result.window_stated) result.from = *from, result.to = *to;
  const auto widen = [&](Date date) {
    if (!to_the_day(date)) return;
    if (!result.from.known() || date < result.from) result.from = date;
    if (!result.to.known() || date > result.to) result.to = date;
  };
  if (!result.window_stated) {
    for (const auto& payment : snapshot.payments()) widen(payment.date);
    for (const auto& tie : snapshot.ties()) widen(tie.from), widen(tie.to);
  }
  for (const auto& who : working)
    for (const auto day : who.days) widen(base::date_from_day_number(day));
}

// Days of the window on which an inspection would have an event near: events up to `before` days earlier, `after`
// later.
Window near_days(const Collusion& result, const std::vector<std::int32_t>& events, int before, int after) {
  Window window{base::day_number(result.from), {}};
  window.near.resize(static_cast<std::size_t>(base::day_number(result.to) - window.first + 1));
  const auto last = static_cast<std::int32_t>(window.near.size()) - 1;
  for (const auto event : events)
    for (auto day = std::max(event - after - window.first, 0); day <= std::min(event + before - window.first, last);
         ++day)
      window.near[static_cast<std::size_t>(day)] = 1;
  return window;
}

class Tester {
 public:
  Tester(const std::vector<Working>& working, Collusion& result, int permutations, std::uint64_t seed)
      : result_(result), seed_(seed) {
    double dates = 1;
    for (const auto& who : working) dates += 2 * static_cast<double>(who.days.size());
    permutations_ = std::max(kFewestPermutations, std::min(permutations, static_cast<int>(kMostMoves / dates)));
    if (permutations_ < permutations)
      result_.remarks.push_back(fmt::format("so many inspections that dates were moved {} times only", permutations_));
  }

  base::Result<void> run(Pattern& pattern, const std::vector<std::int32_t>& inspections,
                         const std::vector<std::int32_t>& events, int before, int after, base::Progress& progress) {
    std::ranges::sort(pattern.exhibits);
    const auto repeats = std::ranges::unique(pattern.exhibits);
    pattern.exhibits.erase(repeats.begin(), repeats.end());
    if (inspections.empty())
      pattern.no_test_because = "no inspection is dated to the day";
    else if (pattern.total == 0)
      pattern.no_test_because = "there is nothing to compare with the inspections";
    else if (inspections.size() < kFewestInspections)
      pattern.no_test_because = fmt::format("fewer than {} dated inspections", kFewestInspections);
    else if (base::day_number(result_.to) - base::day_number(result_.from) >= kLongestWindow)
      pattern.no_test_because = "the dates of the case span more than a century";
    if (inspections.empty() || base::day_number(result_.to) - base::day_number(result_.from) >= kLongestWindow)
      return {};
    const auto window = near_days(result_, events, before, after);
    for (const auto day : inspections)
      pattern.inspections += window.near[static_cast<std::size_t>(day - window.first)] != 0;
    if (!pattern.no_test_because.empty()) return {};
    auto test = move_dates(inspections, window, permutations_, seed_, progress);
    if (!test) return tl::unexpected(test.error());
    pattern.test = *test;
    if (!pattern.test) pattern.no_test_because = "so many inspections that their dates could hardly be moved";
    return {};
  }

 private:
  Collusion& result_;
  int permutations_ = 0;
  std::uint64_t seed_;
};

// Every test of the report pays for the others.
void adjust(Collusion& result) {
  std::vector<Pattern*> tested;
  std::vector<double> p;
  for (auto& official : result.officials)
    for (auto* pattern : {&official.calls, &official.payments})
      if (pattern->test) tested.push_back(pattern), p.push_back(pattern->test->p);
  const auto adjusted = holm(p);
  for (std::size_t i = 0; i < tested.size(); ++i) tested[i]->p_holm = adjusted[i];
  result.tests = tested.size();
}

} // namespace

base::Result<Collusion> collusion(const CaseSnapshot& snapshot, const std::map<EntityId, double>& shares,
                                  int permutations, std::uint64_t seed, base::Progress& progress) {
  Reader reader(snapshot, shares);
  auto working = reader.read();
  Collusion result;
  result.remarks = reader.remarks();
  set_window(snapshot, working, result);
  Tester tester(working, result, permutations, seed);
  const ReportConflicts conflicts(snapshot);
  for (auto& who : working) {
    auto& official = who.result;
    auto done = tester.run(official.calls, who.days, who.called, kDaysBeforeInspection, 0, progress);
    if (done)
      done = tester.run(official.payments, who.days, who.paid, kDaysAroundInspection, kDaysAroundInspection, progress);
    if (!done) return tl::unexpected(done.error());
    official.contradictions = conflicts.of(official.id);
    result.officials.push_back(std::move(official));
  }
  adjust(result);
  return result;
}

} // namespace cuibono::benefit
