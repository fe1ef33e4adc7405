// Pairs of company names in Latin, Chinese, Japanese and Korean letters, 71 of 127 the same company (sample `company-names`),
// beside edit distance at the threshold that suits it best.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>

#include "base/text.h"
#include "match/distance.h"
#include "match/name_similarity.h"
#include "samples.h"

namespace cuibono::match {
namespace {

struct Pair {
  std::string a, b;
  bool is_match = false;
};

// Quoted cells without quotes inside, as the sample has them.
std::vector<Pair> pairs() {
  std::ifstream file(cuibono::testing::sample("company-names/test_data.csv"));
  std::vector<Pair> result;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const auto middle = line.find("\",\""), end = line.rfind("\",");
    if (middle == line.npos) continue;
    result.push_back({line.substr(1, middle - 1), line.substr(middle + 3, end - middle - 3), line.substr(end + 2, 1) == "1"});
  }
  return result;
}

struct Quality {
  double threshold = 0, precision = 0, recall = 0, f1 = 0;
};

Quality quality(const std::vector<Pair>& all, const std::vector<double>& scores, double threshold) {
  double found = 0, right = 0, there = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    there += all[i].is_match;
    found += scores[i] >= threshold;
    right += all[i].is_match && scores[i] >= threshold;
  }
  const double precision = found > 0 ? right / found : 1, recall = right / there;
  return {threshold, precision, recall, right > 0 ? 2 * precision * recall / (precision + recall) : 0};
}

Quality best(const std::vector<Pair>& all, const std::vector<double>& scores) {
  Quality best;
  for (const double threshold : scores)
    if (const auto now = quality(all, scores, threshold); now.f1 > best.f1) best = now;
  return best;
}

void print(const char* what, const Quality& of) {
  std::printf("%-28s threshold %.3f precision %.3f recall %.3f F1 %.3f\n", what, of.threshold, of.precision, of.recall, of.f1);
}

TEST(CompanyNames, Are_told_apart_better_than_edit_distance_can) {
  CB_NEEDS_SAMPLE("company-names/test_data.csv");
  const auto all = pairs();
  ASSERT_EQ(all.size(), 127u);
  ASSERT_EQ(std::ranges::count(all, true, &Pair::is_match), 71);
  const auto reader = NameReader::create();
  ASSERT_TRUE(reader);
  const auto latin = Latin::create();
  ASSERT_TRUE(latin);
  std::vector<double> ours, distance, folded, transliterated;
  for (const auto& [a, b, is_match] : all) {
    ours.push_back(compare_names(reader->read(a, NameKind::Organisation), reader->read(b, NameKind::Organisation), NameKind::Organisation).score);
    distance.push_back(levenshtein_ratio(a, b));
    folded.push_back(levenshtein_ratio(base::to_lower(a), base::to_lower(b)));
    transliterated.push_back(levenshtein_ratio((*latin)(a), (*latin)(b)));
    if (is_match != (ours.back() >= kSameName)) std::printf("missed: %s | %s %.3f\n", a.c_str(), b.c_str(), ours.back());
  }
  const auto own = quality(all, ours, kSameName), theirs = best(all, distance), theirs_folded = best(all, folded), theirs_latin = best(all, transliterated);
  print("names", own);
  print("names, best threshold", best(all, ours));
  print("Levenshtein, best", theirs);
  print("same, case ignored, best", theirs_folded);
  print("same, in Latin letters, best", theirs_latin);
  EXPECT_GE(own.precision, .95);
  EXPECT_GE(own.recall, .90);
  EXPECT_GT(own.f1, theirs.f1 + .05);
  EXPECT_GT(own.f1, theirs_folded.f1 + .05);
  EXPECT_GT(own.f1, theirs_latin.f1 + .05);
}

} // namespace
} // namespace cuibono::match
