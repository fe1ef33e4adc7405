#pragma once
// Values that the case tables have no column for and that came in a column of their own: `amount_low`, `amount_high`, ...

#include <optional>
#include <string_view>

#include "model/rows.h"

namespace cuibono::model {

/// Attribute of an entity: the ids, parted by `;`, of the records that were merged into it. Rows that name one of them
/// are about this entity.
inline constexpr const char* kMergedIds = "merged ids";

/// The text of the column, or empty.
std::string_view attribute(const Attributes& attributes, std::string_view column);

/// The column as an amount or a number; nothing where it is missing or is neither.
std::optional<Money> money_attribute(const Attributes& attributes, std::string_view column);
std::optional<double> number_attribute(const Attributes& attributes, std::string_view column);

} // namespace cuibono::model
