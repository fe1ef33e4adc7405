#pragma once
// Numbers, grades and vocabulary as people read them, the same in every panel.

#include <string>
#include <string_view>
#include <type_traits>

#include "base/date.h"
#include "base/money.h"
#include "base/names.h"
#include "model/rows.h"

namespace cuibono::app {

/// `withholds_document` becomes `withholds document`; an empty name a dash.
std::string words(std::string_view name);

template <class Enum>
  requires std::is_enum_v<Enum>
std::string words(Enum value) {
  return words(base::name_of(value));
}

/// With a capital: "Withholds document".
std::string sentence_case(std::string text);

/// `49.3 %`
std::string percent(double part);

/// `B2`, `B2 (5x5x5)`, `ungraded`.
std::string grade_text(const model::Grade& grade);

/// `2031-02-01`, `2031-02-01 to 2032-03-31`, empty where nothing is known.
std::string period(base::Date from, base::Date to);

/// Grouped, with the currency behind where there is one: `1,200.50 XTS`.
std::string amount_text(base::Money amount, const std::string& currency);

/// `1 payment`, `28 payments`; `plural` where an s will not do.
std::string counted(std::size_t count, std::string_view singular, std::string_view plural = {});

} // namespace cuibono::app
