#include "score.h"

#include <algorithm>
#include <cmath>

#include "benefit/uncertainty.h"
#include "rankings.h"

namespace cuibono::validation {
namespace {

constexpr double kZ = 1.959964; ///< 97.5 % of the normal distribution
constexpr double kRounding = 5e-4; ///< a twentieth of a per cent; payments are whole cents of their currency

benefit::Report measure(const model::CaseSnapshot& snapshot, int draws) {
  base::Progress progress;
  return *benefit::who_benefits(snapshot, {.draws = draws, .sensitivity = false, .threads = 1, .centrality = benefit::Options::Centrality::Never}, progress);
}

// The shares in a world in which each fact is as often false as its exhibits' grades say.
benefit::Shares drawn(const benefit::Facts& facts) {
  benefit::Shares shares;
  base::Progress progress;
  (void)benefit::for_each_draw(facts, {.draws = 1, .seed = 4711}, progress, [&](std::size_t, const benefit::Shares& one) { shares = one; });
  return shares;
}

void count_intervals(const Invented& invented, const model::CaseSnapshot& left, const benefit::Report& report, Score& score) {
  const auto within = [](const benefit::Person& person, double share) { return person.share_p05 - kRounding <= share && share <= person.share_p95 + kRounding; };
  const auto facts = benefit::collect_facts(left, report.basis);
  const auto other = drawn(facts);
  for (const auto& person : report.people) {
    const auto at = invented.shares.find(person.id);
    const double truth = at == invented.shares.end() ? 0 : at->second;
    ++score.intervals, score.within += within(person, truth);
    score.drawn_within += within(person, other.of_node[left.entities().position(person.id)]);
    if (person.id == invented.principal) ++score.principal_intervals, score.principal_within += within(person, truth);
  }
}

} // namespace

Score& Score::operator+=(const Score& other) {
  for (const auto member : {&Score::crimes, &Score::innocent, &Score::named_innocent, &Score::right, &Score::wrong, &Score::nobody, &Score::first,
                            &Score::inflow, &Score::degree, &Score::betweenness, &Score::page_rank, &Score::only_first, &Score::only_inflow,
                            &Score::inflow_where_named, &Score::within, &Score::intervals, &Score::principal_within, &Score::principal_intervals,
                            &Score::drawn_within})
    this->*member += other.*member;
  return *this;
}

Score score(const Invented& invented, const Level& level, std::uint64_t seed, int draws) {
  Score score;
  const auto left = lose(level.planted ? plant(invented, seed + 1) : invented, level.missing, level.part, seed);
  const auto report = measure(left, draws);
  if (!invented.principal) {
    score.innocent = 1, score.named_innocent = report.leader.has_value();
    return score;
  }
  score.crimes = 1;
  (!report.leader ? score.nobody : report.leader == invented.principal ? score.right : score.wrong) = 1;
  const auto top = std::ranges::max_element(report.people, {}, &benefit::Person::share);
  score.first = top != report.people.end() && top->id == invented.principal;
  score.inflow = first_by_inflow(left) == invented.principal;
  score.only_first = score.first && !score.inflow, score.only_inflow = score.inflow && !score.first;
  score.inflow_where_named = report.leader && score.inflow;
  score.degree = first_by(left, Centrality::Degree) == invented.principal;
  score.betweenness = first_by(left, Centrality::Betweenness) == invented.principal;
  score.page_rank = first_by(left, Centrality::PageRank) == invented.principal;
  count_intervals(invented, left, report, score);
  return score;
}

Interval wilson(int of, int all) {
  if (all == 0) return {0, 1};
  const double n = all, p = of / n, centre = (p + kZ * kZ / (2 * n)) / (1 + kZ * kZ / n);
  const double half = kZ / (1 + kZ * kZ / n) * std::sqrt(p * (1 - p) / n + kZ * kZ / (4 * n * n));
  return {std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

Interval paired_difference(int only_one, int only_other, int all) {
  if (all == 0) return {-1, 1};
  const double n = all, difference = (only_one - only_other) / n;
  const double half = kZ * std::sqrt((only_one + only_other) / n - difference * difference) / std::sqrt(n);
  return {difference - half, difference + half};
}

} // namespace cuibono::validation
