#pragma once
// Ties and payments as verbs, read from either end: "employs", "is employed by".

#include <string>
#include <string_view>

#include "model/rows.h"

namespace cuibono::app {

/// From the tie's source, or (not `forward`) from its target. Ties without a direction read the same from both.
std::string_view tie_words(model::TieType type, bool forward);

/// "pays 1,200.00 XTS to", "is paid 1,200.00 XTS by"; `currency` is the case's, where the payment has none.
std::string payment_words(const model::Payment& payment, const std::string& currency, bool forward);

} // namespace cuibono::app
