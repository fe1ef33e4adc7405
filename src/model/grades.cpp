#include "model/grades.h"

#include <algorithm>
#include <span>

namespace cuibono::model {
namespace {

struct Step {
  char from, to;
  const char* loses = nullptr;
};

constexpr const char* kNotUsually = "\"not usually reliable\" and \"unreliable\" become one";
constexpr const char* kOneReliable = "how reliable is not told apart any more";
constexpr const char* kSometimes = "\"fairly\" or \"sometimes\" reliable counts as not reliable";
constexpr const char* kUnknownReliable = "\"reliable\" may be always or mostly: the lower stands";
constexpr const char* kUnknownUnreliable = "\"not reliable\" may be sometimes or never: the lower stands";
constexpr const char* kOtherQuestion = "one scheme says how likely it is, the other how it is known";
constexpr const char* kDoubtful = "\"doubtful\" and \"improbable\" become suspected to be false";
constexpr const char* kOneKnown = "that it is known to be true, not only to the source, is not told apart any more";
constexpr const char* kIndirectly = "that the source knows it indirectly is not told apart from what cannot be judged";

constexpr Step kSourceAdmiraltyTo5[] = {
    {'A', 'A'}, {'B', 'B'}, {'C', 'C'}, {'D', 'D', kNotUsually}, {'E', 'D', kNotUsually}, {'F', 'E'}};
constexpr Step kSourceAdmiraltyTo3[] = {{'A', '1', kOneReliable}, {'B', '1', kOneReliable}, {'C', '3', kSometimes},
                                        {'D', '3', kNotUsually},  {'E', '3', kNotUsually},  {'F', '2'}};
constexpr Step kSource5ToAdmiralty[] = {{'A', 'A'}, {'B', 'B'}, {'C', 'C'}, {'D', 'E'}, {'E', 'F'}};
constexpr Step kSource5To3[] = {
    {'A', '1', kOneReliable}, {'B', '1', kOneReliable}, {'C', '3', kSometimes}, {'D', '3'}, {'E', '2'}};
constexpr Step kSource3ToAdmiralty[] = {{'1', 'B', kUnknownReliable}, {'2', 'F'}, {'3', 'E', kUnknownUnreliable}};
constexpr Step kSource3To5[] = {{'1', 'B', kUnknownReliable}, {'2', 'E'}, {'3', 'D', kUnknownUnreliable}};

constexpr Step kInfoAdmiraltyTo5[] = {
    {'1', '1'}, {'2', '2', kOtherQuestion}, {'3', '3', kOtherQuestion}, {'4', '5', kDoubtful}, {'5', '5', kDoubtful},
    {'6', '4'}};
constexpr Step kInfoAdmiraltyTo3[] = {{'1', 'A', kOtherQuestion}, {'2', 'B', kOtherQuestion},
                                      {'3', 'C', kOtherQuestion}, {'4', 'E', kDoubtful},
                                      {'5', 'E', kDoubtful},      {'6', 'D'}};
constexpr Step kInfo5ToAdmiralty[] = {
    {'1', '1'}, {'2', '2', kOtherQuestion}, {'3', '3', kOtherQuestion}, {'4', '6'}, {'5', '5'}};
constexpr Step kInfo5To3[] = {{'1', 'A', kOneKnown}, {'2', 'A', kOneKnown}, {'3', 'B'}, {'4', 'D'}, {'5', 'E'}};
constexpr Step kInfo3ToAdmiralty[] = {
    {'A', '1', kOtherQuestion}, {'B', '2', kOtherQuestion}, {'C', '3', kOtherQuestion}, {'D', '6'}, {'E', '5'}};
constexpr Step kInfo3To5[] = {{'A', '2'}, {'B', '3'}, {'C', '4', kIndirectly}, {'D', '4', kIndirectly}, {'E', '5'}};

struct Axes {
  std::span<const Step> source, information;
};

Axes axes(GradeScheme from, GradeScheme to) {
  if (from == GradeScheme::Admiralty && to == GradeScheme::Uk5x5x5) return {kSourceAdmiraltyTo5, kInfoAdmiraltyTo5};
  if (from == GradeScheme::Admiralty && to == GradeScheme::Uk3x5x2) return {kSourceAdmiraltyTo3, kInfoAdmiraltyTo3};
  if (from == GradeScheme::Uk5x5x5 && to == GradeScheme::Admiralty) return {kSource5ToAdmiralty, kInfo5ToAdmiralty};
  if (from == GradeScheme::Uk5x5x5 && to == GradeScheme::Uk3x5x2) return {kSource5To3, kInfo5To3};
  if (from == GradeScheme::Uk3x5x2 && to == GradeScheme::Admiralty) return {kSource3ToAdmiralty, kInfo3ToAdmiralty};
  if (from == GradeScheme::Uk3x5x2 && to == GradeScheme::Uk5x5x5) return {kSource3To5, kInfo3To5};
  return {};
}

// A code that is not of its scheme has no counterpart.
char converted(std::span<const Step> steps, char code, std::vector<std::string>& loses) {
  const auto step = std::ranges::find(steps, code, &Step::from);
  if (step == steps.end()) return 0;
  if (step->loses) loses.emplace_back(step->loses);
  return step->to;
}

} // namespace

ShownGrade shown_in(const Grade& grade, GradeScheme scheme) {
  if (grade.scheme == scheme || grade.scheme == GradeScheme::None || scheme == GradeScheme::None) return {grade, {}};
  const auto [source, information] = axes(grade.scheme, scheme);
  ShownGrade shown{{scheme, 0, 0}, {}};
  shown.grade.reliability = converted(source, grade.reliability, shown.loses);
  shown.grade.credibility = converted(information, grade.credibility, shown.loses);
  return shown;
}

} // namespace cuibono::model
