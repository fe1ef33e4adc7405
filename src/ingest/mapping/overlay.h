#pragma once
// A mapping over rows that a format gave by itself: what a bank statement does not say of its payments, such as their
// class, by the words that it does say.

#include <string_view>

#include "base/error.h"
#include "ingest/draft.h"
#include "ingest/mapping/mapping.h"

namespace cuibono::ingest {

/// Sets in every row of the mapping's table the fields of its records whose conditions hold; templates name the columns
/// of the table (`{purpose}`, `{payee}`, `{attribute:transaction_code}`). An empty text sets nothing. `file`: the name
/// without ending. Fails where a template names no column that the table has.
base::Result<void> apply_overlay(DraftTable& table, const Mapping& mapping, std::string_view file);

} // namespace cuibono::ingest
