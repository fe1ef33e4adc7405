#include "ingest/row_rules.h"

#include <algorithm>
#include <cassert>
#include <fmt/core.h>

#include "base/text.h"
#include "ingest/cell.h"
#include "ingest/resolve.h"

namespace cuibono::ingest {
namespace {

using model::Grade;
using model::GradeScheme;

constexpr std::array<TableRule, 16> kRules{{{"case", "key", {"key"}},
                                            {"exhibits", "id", {"id"}},
                                            {"entities", "id", {"id"}},
                                            {"roles", "", {"entity", "role"}},
                                            {"ties", "id", {"source", "target"}},
                                            {"payments", "id", {"payer", "payee", "amount"}},
                                            {"proceeds", "", {"establishment"}},
                                            {"wages", "", {"victim", "month"}},
                                            {"debts", "", {"victim", "month"}},
                                            {"elements", "", {"accused", "element"}},
                                            {"indicators", "", {"victim", "indicator"}},
                                            {"charges", "", {"accused", "offence"}},
                                            {"assets", "id", {"id"}},
                                            {"custody", "", {"exhibits", "action"}},
                                            {"disclosure", "", {"exhibits"}},
                                            {"pins", "entity", {"entity", "x", "y"}}}};

// Letters and digits of the scales; domain.md section 3.
struct Scale {
  GradeScheme scheme;
  std::string_view name, reliability, credibility;
};
constexpr std::array<Scale, 3> kScales{{{GradeScheme::Admiralty, "admiralty", "ABCDEF", "123456"},
                                        {GradeScheme::Uk5x5x5, "5x5x5", "ABCDE", "12345"},
                                        {GradeScheme::Uk3x5x2, "3x5x2", "123", "ABCDE"}}};

bool fits(const Scale& scale, const Grade& grade) {
  return (grade.reliability == 0 || scale.reliability.find(grade.reliability) != std::string_view::npos) &&
         (grade.credibility == 0 || scale.credibility.find(grade.credibility) != std::string_view::npos);
}

// Compared as far as both are known: 2031 is not after 2031-02.
std::string period_problem(base::Date from, base::Date to) {
  if (!from.known() || !to.known()) return {};
  if (from.month == 0 || to.month == 0) from.month = to.month = 0;
  if (from.month == 0 || from.day == 0 || to.day == 0) from.day = to.day = 0;
  if (from <= to) return {};
  return fmt::format("from {} is after to {}", base::format_date(from), base::format_date(to));
}

} // namespace

const TableRule& rule_of(std::string_view table) {
  const auto* rule = std::ranges::find(kRules, table, &TableRule::table);
  assert(rule != kRules.end());
  return *rule;
}

std::string row_problem(const model::Setting& row) {
  const auto number = base::parse_number(row.value);
  if (row.key == "exploited_basis" && row.value != "gross" && row.value != "net")
    return fmt::format("exploited_basis {} is not gross or net", in_quotes(row.value));
  if (row.key.starts_with("fx:") && !(number && *number > 0))
    return fmt::format("{} {} is not a rate above zero", row.key, in_quotes(row.value));
  return {};
}

std::string row_problem(const model::Exhibit& row) {
  if (row.key.find(';') != row.key.npos) return fmt::format("id {} contains `;`, which parts exhibits", in_quotes(row.key));
  return grade_problem(row.grade);
}

std::string row_problem(const model::RoleFact& row) { return period_problem(row.from, row.to); }
std::string row_problem(const model::Tie& row) { return period_problem(row.from, row.to); }
std::string row_problem(const model::Proceeds& row) {
  if (row.turnover && row.turnover->cents < 0) return "turnover is below zero";
  return period_problem(row.from, row.to);
}

std::string row_problem(const model::Payment& row) {
  if (row.amount.cents >= 0) return {};
  return fmt::format("amount {} is below zero; swap payer and payee", base::format_money(row.amount));
}

void infer_scheme(Grade& grade) {
  if (grade.scheme == GradeScheme::None && grade.reliability && grade.credibility && fits(kScales[0], grade))
    grade.scheme = GradeScheme::Admiralty;
}

std::string grade_problem(const Grade& grade) {
  const auto* scale = std::ranges::find(kScales, grade.scheme, &Scale::scheme);
  if (scale == kScales.end() || fits(*scale, grade)) return {};
  return fmt::format("grade {}{} is not on the {} scale (reliability {}, credibility {})", write_cell(grade.reliability),
                     write_cell(grade.credibility), scale->name, scale->reliability, scale->credibility);
}

std::optional<Grade> parse_grade(std::string_view text) {
  Grade grade;
  if (const auto colon = text.find(':'); colon != text.npos) {
    const auto scheme = word_value<GradeScheme>(text.substr(0, colon));
    if (!scheme) return std::nullopt;
    grade.scheme = *scheme;
    text.remove_prefix(colon + 1);
  }
  if (text.size() != 2) return std::nullopt;
  const auto problem = read_cell("", text.substr(0, 1), grade.reliability) + read_cell("", text.substr(1), grade.credibility);
  const bool digit_first = grade.reliability >= '0' && grade.reliability <= '9';
  if (grade.scheme == GradeScheme::None) grade.scheme = digit_first ? GradeScheme::Uk3x5x2 : GradeScheme::Admiralty;
  if (!problem.empty() || !grade_problem(grade).empty()) return std::nullopt;
  return grade;
}

} // namespace cuibono::ingest
