#include "app/words.h"

#include <algorithm>
#include <cctype>
#include <fmt/core.h>

namespace cuibono::app {

std::string words(std::string_view name) {
  if (name.empty()) return "-";
  std::string text(name);
  std::ranges::replace(text, '_', ' ');
  return text;
}

std::string sentence_case(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

std::string percent(double part) { return fmt::format("{:.1f} %", part * 100); }

std::string grade_text(const model::Grade& grade) {
  if (grade.scheme == model::GradeScheme::None || (!grade.reliability && !grade.credibility)) return "ungraded";
  std::string text;
  for (const char axis : {grade.reliability, grade.credibility}) text += axis ? axis : '-';
  if (grade.scheme != model::GradeScheme::Admiralty) text += fmt::format(" ({})", base::name_of(grade.scheme));
  return text;
}

std::string period(base::Date from, base::Date to) {
  if (!from.known() && !to.known()) return {};
  if (from == to || !to.known()) return base::format_date(from);
  if (!from.known()) return "until " + base::format_date(to);
  return base::format_date(from) + " to " + base::format_date(to);
}

std::string amount_text(base::Money amount, const std::string& currency) {
  return currency.empty() ? base::format_money_grouped(amount) : base::format_money_grouped(amount) + " " + currency;
}

std::string counted(std::size_t count, std::string_view singular, std::string_view plural) {
  if (count == 1) return fmt::format("1 {}", singular);
  return plural.empty() ? fmt::format("{} {}s", count, singular) : fmt::format("{} {}", count, plural);
}

} // namespace cuibono::app
