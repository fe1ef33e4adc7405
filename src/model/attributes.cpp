#include "model/attributes.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace cuibono::model {

std::string_view attribute(const Attributes& attributes, std::string_view column) {
  const auto found = std::ranges::find(attributes, column, &Attributes::value_type::first);
  return found == attributes.end() ? std::string_view{} : std::string_view{found->second};
}

std::optional<Money> money_attribute(const Attributes& attributes, std::string_view column) {
  return base::parse_money(attribute(attributes, column));
}

std::optional<double> number_attribute(const Attributes& attributes, std::string_view column) {
  return base::parse_number(std::string(attribute(attributes, column)));
}

} // namespace cuibono::model
