// How often the measure is right on invented cases whose truth is known, beside other ways of ranking the same people.
// The long form (CB_LONG=1, or ctest -C Long) prints the table that docs/method.md shows.

#include <gtest/gtest.h>

#include <cstdlib>
#include <fmt/core.h>

#include "benefit/measure.h"
#include "generator.h"
#include "rankings.h"

namespace cuibono::validation {
namespace {

bool is_long() { return std::getenv("CB_LONG") != nullptr; }
int cases() { return is_long() ? 1000 : 40; }

struct Level {
  const char* name;
  Missing missing;
  double part;
};
constexpr Level kLevels[] = {{"nothing missing", Missing::AtRandom, 0},      {"10 % at random", Missing::AtRandom, .1},
                             {"20 % at random", Missing::AtRandom, .2},      {"40 % at random", Missing::AtRandom, .4},
                             {"20 % of owners' side", Missing::OnTheOwnersSide, .2}, {"40 % of owners' side", Missing::OnTheOwnersSide, .4},
                             {"80 % of owners' side", Missing::OnTheOwnersSide, .8}};

// Of all cases; `first` and the others of the cases with a crime.
struct Score {
  int crimes = 0, innocent = 0;
  int right = 0, wrong = 0, nobody = 0; ///< whom the measure names, where there is a crime
  int first = 0;                        ///< the largest share is the principal's, named or not
  int named_innocent = 0;
  int inflow = 0, degree = 0, betweenness = 0, page_rank = 0;

  double part(int of) const { return crimes ? static_cast<double>(of) / crimes : 0; }
  double wrong_of_named() const { return right + wrong ? static_cast<double>(wrong) / (right + wrong) : 0; }
};

benefit::Report measure(const model::CaseSnapshot& snapshot, int draws) {
  base::Progress progress;
  return *benefit::who_benefits(snapshot, {.draws = draws, .sensitivity = false, .threads = 1, .centrality = benefit::Options::Centrality::Never}, progress);
}

void score_one(const Invented& invented, const model::CaseSnapshot& left, Score& score) {
  const auto report = measure(left, 200);
  if (!invented.principal) {
    ++score.innocent;
    score.named_innocent += report.leader.has_value();
    return;
  }
  ++score.crimes;
  if (!report.leader) ++score.nobody;
  else if (report.leader == invented.principal) ++score.right;
  else ++score.wrong;
  const auto top = std::ranges::max_element(report.people, {}, &benefit::Person::share);
  score.first += top != report.people.end() && top->id == invented.principal;
  score.inflow += first_by_inflow(left) == invented.principal;
  score.degree += first_by(left, Centrality::Degree) == invented.principal;
  score.betweenness += first_by(left, Centrality::Betweenness) == invented.principal;
  score.page_rank += first_by(left, Centrality::PageRank) == invented.principal;
}

Score score_level(const Level& level) {
  Score score;
  for (int i = 0; i < cases(); ++i) {
    const auto seed = static_cast<std::uint64_t>(i) + 1;
    const auto invented = invent(seed);
    score_one(invented, lose(invented, level.missing, level.part, seed * 7919 + 13), score);
  }
  return score;
}

const std::vector<Score>& scores() {
  static const std::vector<Score> all = [] {
    std::vector<Score> found;
    for (const auto& level : kLevels) found.push_back(score_level(level));
    return found;
  }();
  return all;
}

TEST(Validation, The_table) {
  fmt::print("{:<22} {:>6} {:>6} {:>6} {:>11} {:>6} {:>7} {:>7} {:>7} {:>7} {:>9}\n", "missing", "right", "wrong", "nobody", "wrong/named", "first",
             "inflow", "degree", "betw.", "PageR.", "innocent");
  for (std::size_t i = 0; i < std::size(kLevels); ++i) {
    const auto& s = scores()[i];
    fmt::print("{:<22} {:>6.3f} {:>6.3f} {:>6.3f} {:>11.3f} {:>6.3f} {:>7.3f} {:>7.3f} {:>7.3f} {:>7.3f} {:>4}/{}\n", kLevels[i].name, s.part(s.right),
               s.part(s.wrong), s.part(s.nobody), s.wrong_of_named(), s.part(s.first), s.part(s.inflow), s.part(s.degree), s.part(s.betweenness),
               s.part(s.page_rank), s.named_innocent, s.innocent);
    EXPECT_EQ(s.named_innocent, 0) << "where there is no crime nobody is named";
  }
}

TEST(Validation, With_all_the_evidence_the_principal_is_named) {
  const auto& all = scores()[0];
  EXPECT_EQ(all.wrong, 0);
  EXPECT_GE(all.part(all.right), .9);
}

TEST(Validation, The_measure_is_ahead_of_adding_up_inflows_up_to_forty_per_cent_missing_at_random) {
  for (std::size_t i = 0; i < 4; ++i) EXPECT_GE(scores()[i].first, scores()[i].inflow) << kLevels[i].name;
}

TEST(Validation, Whom_the_measure_names_is_wrong_no_more_than_once_in_ten_up_to_forty_per_cent_missing) {
  // Not with four fifths of the owners' side lost: docs/method.md says so. The short form has too few cases to tell one in
  // ten from one in seven.
  for (std::size_t i = 0; i < std::size(kLevels); ++i) {
    if (kLevels[i].part > .4) continue;
    EXPECT_LE(scores()[i].wrong_of_named(), is_long() ? .10 : .20) << kLevels[i].name;
  }
}

} // namespace
} // namespace cuibono::validation
