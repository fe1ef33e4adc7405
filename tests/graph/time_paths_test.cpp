#include "graph/time_paths.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "base/random.h"
#include "build.h"
#include "case_builder.h"

namespace cuibono::graph {
namespace {

using model::TieType;

Contact on(std::uint32_t a, std::uint32_t b, std::int32_t day) {
  return {.source = a, .target = b, .first = day, .last = day};
}
Contact within(std::uint32_t a, std::uint32_t b, std::int32_t first, std::int32_t last) {
  return {.source = a, .target = b, .first = first, .last = last};
}
Contact stands(std::uint32_t a, std::uint32_t b, std::int32_t first, std::int32_t last) {
  return {
      .source = a, .target = b, .first = first, .last = last, .sure_first = first, .sure_last = last, .standing = true};
}

TimePath find(std::uint32_t nodes, const std::vector<Contact>& contacts, const TimeOptions& options = {}) {
  base::Progress progress;
  return time_path(nodes, contacts, 0, nodes - 1, options, progress).value();
}

TEST(TimePaths, A_step_is_not_earlier_than_the_one_before) {
  EXPECT_TRUE(find(3, {on(0, 1, 5), on(1, 2, 4)}).contacts.empty());
  EXPECT_EQ(find(3, {on(0, 1, 5), on(1, 2, 5)}).nodes, (std::vector<std::uint32_t>{0, 1, 2}));
}

TEST(TimePaths, The_soonest_the_shortest_and_the_one_of_least_waiting_differ) {
  // By 1 on days 1, 2, 4 through two; direct on day 30; by 3 on days 10 and 11.
  const std::vector<Contact> contacts{on(0, 1, 1), on(1, 2, 4), on(2, 4, 9), on(0, 4, 30), on(0, 3, 10), on(3, 4, 12)};
  const auto soonest = find(5, contacts);
  EXPECT_EQ(soonest.arrival, 9);
  EXPECT_EQ(soonest.nodes, (std::vector<std::uint32_t>{0, 1, 2, 4}));
  EXPECT_EQ(find(5, contacts, {.prefer = Prefer::Fewest}).nodes, (std::vector<std::uint32_t>{0, 4}));
  const auto least = find(4, {on(0, 1, 1), on(1, 3, 9), on(0, 2, 10), on(2, 3, 12)}, {.prefer = Prefer::Gap});
  EXPECT_EQ(least.nodes, (std::vector<std::uint32_t>{0, 2, 3}));
  EXPECT_EQ(least.gap, 2);
}

TEST(TimePaths, A_wait_longer_than_allowed_breaks_a_path) {
  const std::vector<Contact> contacts{on(0, 1, 1), on(1, 2, 9)};
  EXPECT_TRUE(find(3, contacts, {.most_gap = 7}).contacts.empty());
  EXPECT_EQ(find(3, contacts, {.most_gap = 8}).contacts.size(), 2u);
}

TEST(TimePaths, Nobody_waits_within_a_standing_tie) {
  EXPECT_EQ(find(4, {on(0, 1, 1), stands(1, 2, 0, 100), on(2, 3, 90)}, {.most_gap = 0}).contacts.size(), 3u);
  EXPECT_TRUE(find(4, {on(0, 1, 1), stands(1, 2, 5, 100), on(2, 3, 90)}, {.most_gap = 3}).contacts.empty())
      << "four days before it begins";
}

TEST(TimePaths, Days_that_are_not_known_make_an_order_possible_and_not_certain) {
  const std::vector<Contact> contacts{within(0, 1, 1, 31), on(1, 2, 15)};
  const auto found = find(3, contacts);
  EXPECT_EQ(found.contacts.size(), 2u);
  EXPECT_TRUE(holds_in_order(contacts, {}, false));
  EXPECT_FALSE(holds_in_order(contacts, {}, true));
  EXPECT_TRUE(find(3, contacts, {.certain = true}).contacts.empty());
  EXPECT_EQ(find(3, {within(0, 1, 1, 31), on(1, 2, 31)}, {.certain = true}).arrival, 31);
}

// Nine rows of three, each tied to all of the next row on that row's day: 3^9 ways, none of which meets fewer than
// another.
TEST(TimePaths, A_search_that_is_given_up_still_tells_of_a_path_and_that_there_may_be_a_better_one) {
  std::vector<Contact> contacts;
  for (const std::uint32_t first : {1u, 2u, 3u}) contacts.push_back(on(0, first, 0));
  for (std::uint32_t row = 1; row < 9; ++row)
    for (std::uint32_t a = 1; a <= 3; ++a)
      for (std::uint32_t b = 1; b <= 3; ++b)
        contacts.push_back(on(3 * row - 3 + a, 3 * row + b, static_cast<std::int32_t>(row)));
  for (std::uint32_t a = 25; a <= 27; ++a) contacts.push_back(on(a, 28, 9));
  const auto found = find(29, contacts, {.most_gap = 1, .most_labels = 3000});
  EXPECT_EQ(found.contacts.size(), 10u);
  EXPECT_TRUE(found.bounded);
}

TEST(TimePaths, Directed_contacts_are_followed_one_way) {
  EXPECT_TRUE(find(2, {on(1, 0, 1)}, {.directed = true}).contacts.empty());
  EXPECT_EQ(find(2, {on(1, 0, 1)}).contacts.size(), 1u);
}

TEST(TimePaths, A_search_that_is_given_up_says_so) {
  std::vector<Contact> contacts;
  for (std::uint32_t a = 0; a < 11; ++a)
    for (std::uint32_t b = a + 1; b < 11; ++b)
      for (std::int32_t day = 0; day < 12; ++day)
        contacts.push_back(within(a, b, day, day + static_cast<std::int32_t>(a + b) % 3));
  contacts.push_back(on(10, 11, 400));
  const auto found = find(12, contacts, {.most_gap = 3, .most_labels = 500});
  EXPECT_TRUE(found.contacts.empty());
  EXPECT_TRUE(found.bounded);
  EXPECT_FALSE(find(12, contacts).bounded) << "without a limit of gaps it is easy";
}

model::Date date(const char* text) { return *base::parse_date(text); }

TEST(TimePaths, Contacts_are_the_days_that_rows_may_mean_and_undated_ones_are_counted) {
  testing::CaseBuilder built;
  built.tie(TieType::Calls, "A", "B").from = date("2031-03");
  auto& employs = built.tie(TieType::Employs, "A", "C");
  employs.from = date("2031");
  employs.to = date("2032-02");
  built.tie(TieType::Family, "A", "D");
  built.pays("A", "B", 5, model::PaymentClass::Transfer);
  built.tie(TieType::Associate, "B", "C").to = date("2031-03-05");
  const auto network =
      build_network(built.snapshot, {.layers = {Layer::Social, Layer::Command, Layer::Money}, .keep_parallel = true});
  const auto contacts = contacts_of(built.snapshot, network);
  EXPECT_EQ(contacts.undated, 2u);
  ASSERT_EQ(contacts.all.size(), 3u);
  const auto day = [](const char* text) { return base::day_number(date(text)); };
  EXPECT_EQ(contacts.all[0].first, day("2031-03-01"));
  EXPECT_EQ(contacts.all[0].last, day("2031-03-31"));
  EXPECT_FALSE(contacts.all[0].standing);
  EXPECT_EQ(contacts.all[1].sure_first, day("2031-12-31"));
  EXPECT_EQ(contacts.all[1].sure_last, day("2032-02-01"));
  EXPECT_EQ(contacts.all[1].last, day("2032-02-29"));
  EXPECT_EQ(contacts.all[2].first, kFirstDay);
  const auto cut = contacts_of(built.snapshot, network, {.from = date("2032"), .to = {}});
  EXPECT_EQ(cut.all[1].first, day("2032-01-01"));
}

// Every way to fall of the days, every choice of days of standing ties: what the search must agree with.
class BruteForce {
 public:
  BruteForce(const std::vector<Contact>& contacts, const TimeOptions& options)
      : contacts_(contacts), options_(options) {}

  // Calls visit(nodes, contacts) for each path that holds.
  void each(std::uint32_t from, std::uint32_t to, const std::function<void(const std::vector<Contact>&)>& visit) {
    nodes_ = {from};
    steps_.clear();
    extend(to, visit);
  }
  // A standing tie is entered on one day and left on another.
  static bool choose(const std::vector<Contact>& steps, std::size_t i, const std::vector<std::int32_t>& days,
                     std::int32_t now, bool started, std::optional<std::int32_t> gap, bool sure) {
    if (i == steps.size()) return true;
    const auto fits = [&](std::int32_t day) { return day >= now && (!started || !gap || day - now <= *gap); };
    if (!steps[i].standing) return fits(days[i]) && choose(steps, i + 1, days, days[i], true, gap, sure);
    const auto opens = sure ? steps[i].sure_first : steps[i].first, closes = sure ? steps[i].sure_last : steps[i].last;
    for (auto enters = opens; enters <= closes; ++enters)
      for (auto leaves = enters; fits(enters) && leaves <= closes; ++leaves)
        if (choose(steps, i + 1, days, leaves, true, gap, sure)) return true;
    return false;
  }
  static bool holds(const std::vector<Contact>& steps, std::optional<std::int32_t> gap, bool certain) {
    std::vector<std::int32_t> days(steps.size());
    const std::function<bool(std::size_t)> fall = [&](std::size_t i) {
      if (i == steps.size()) return choose(steps, 0, days, kFirstDay, false, gap, certain);
      if (steps[i].standing) return fall(i + 1);
      for (days[i] = steps[i].first; days[i] <= steps[i].last; ++days[i])
        if (fall(i + 1) != certain) return !certain;
      return certain;
    };
    return fall(0);
  }

 private:
  void extend(std::uint32_t to, const std::function<void(const std::vector<Contact>&)>& visit) {
    if (nodes_.back() == to) {
      if (holds(steps_, options_.most_gap, options_.certain)) visit(steps_);
      return;
    }
    for (const auto& contact : contacts_)
      for (const auto& [here, there] :
           {std::pair(contact.source, contact.target), std::pair(contact.target, contact.source)}) {
        if (here != nodes_.back() || std::ranges::find(nodes_, there) != nodes_.end()) continue;
        nodes_.push_back(there);
        steps_.push_back(contact);
        extend(to, visit);
        nodes_.pop_back();
        steps_.pop_back();
      }
  }

  const std::vector<Contact>& contacts_;
  const TimeOptions& options_;
  std::vector<std::uint32_t> nodes_;
  std::vector<Contact> steps_;
};

// The earliest day D so that the path still holds when its last step is over by D.
std::int32_t arrival(std::vector<Contact> steps, std::optional<std::int32_t> gap, bool certain) {
  for (std::int32_t day = 0;; ++day) {
    auto cut = steps;
    auto& last = cut.back();
    if (certain && !last.standing) {
      if (last.last <= day) return day;
      continue;
    }
    last.last = std::min(last.last, day);
    last.sure_last = std::min(last.sure_last, day);
    if (last.first <= last.last && BruteForce::holds(cut, gap, certain)) return day;
  }
}

std::vector<Contact> random_contacts(base::Random& random) {
  std::vector<Contact> contacts;
  const auto number = 4 + random.next() % 6;
  for (std::uint64_t i = 0; i < number; ++i) {
    const auto a = static_cast<std::uint32_t>(random.next() % 5), b = static_cast<std::uint32_t>(random.next() % 5);
    if (a == b) continue;
    const auto first = static_cast<std::int32_t>(random.next() % 7),
               length = static_cast<std::int32_t>(random.next() % 3);
    auto contact =
        random.next() % 3 == 0 ? stands(a, b, first, first + length + 1) : within(a, b, first, first + length);
    if (contact.standing && random.next() % 2 == 0) ++contact.sure_first;
    contacts.push_back(contact);
  }
  return contacts;
}

struct Best {
  std::optional<std::int32_t> arrival, gap;
  std::optional<std::size_t> steps;
};

Best by_brute_force(const std::vector<Contact>& contacts, const TimeOptions& options) {
  Best best;
  BruteForce(contacts, options).each(0, 4, [&](const std::vector<Contact>& steps) {
    best.steps = std::min(best.steps.value_or(99), steps.size());
    best.arrival = std::min(best.arrival.value_or(99), arrival(steps, options.most_gap, options.certain));
    for (std::int32_t gap = 0; gap < best.gap.value_or(99); ++gap)
      if (BruteForce::holds(steps, gap, options.certain)) best.gap = gap;
  });
  return best;
}

TEST(TimePaths, Agree_with_brute_force_on_random_contacts_with_unknown_days_and_standing_ties) {
  std::size_t found = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    base::Random random(seed);
    const auto contacts = random_contacts(random);
    TimeOptions options;
    if (seed % 2 == 0) options.most_gap = static_cast<std::int32_t>(random.next() % 4);
    options.certain = seed % 3 == 0;
    SCOPED_TRACE(::testing::Message() << "seed " << seed);
    const auto best = by_brute_force(contacts, options);
    found += best.steps.has_value();
    const auto soonest = find(5, contacts, options);
    options.prefer = Prefer::Fewest;
    const auto fewest = find(5, contacts, options);
    options.prefer = Prefer::Gap;
    const auto least = find(5, contacts, options);
    ASSERT_EQ(best.steps.has_value(), !soonest.contacts.empty());
    if (!best.steps) continue;
    EXPECT_EQ(soonest.arrival, *best.arrival);
    EXPECT_EQ(fewest.contacts.size(), *best.steps);
    EXPECT_EQ(least.gap, best.gap);
    for (const auto& path : {soonest, fewest, least}) {
      std::vector<Contact> steps;
      for (const auto i : path.contacts) steps.push_back(contacts[i]);
      EXPECT_TRUE(BruteForce::holds(steps, options.most_gap, options.certain));
      EXPECT_EQ(std::set(path.nodes.begin(), path.nodes.end()).size(), path.nodes.size()) << "somebody twice";
      for (const bool certain : {false, true})
        EXPECT_EQ(holds_in_order(steps, options.most_gap, certain),
                  BruteForce::holds(steps, options.most_gap, certain));
    }
    if (HasFailure()) break;
  }
  EXPECT_GT(found, 60u) << "hardly any path: this test proves little";
}

} // namespace
} // namespace cuibono::graph
