#pragma once
// What a column's name seems to mean, in the languages that files of this work come in.

#include <optional>
#include <string_view>

namespace cuibono::ingest {

enum class Meaning {
  Date, Time, Description, Debit, Credit, Amount, Direction, Balance, Currency, OwnAccount, OtherAccount, OtherName, Payer, Payee,
  Reference, Caller, Callee, Duration, Mast, Latitude, Longitude, CallType, Name, Id
};

/// By the longest known word that the name is or contains; English, Thai, Vietnamese, Khmer, Indonesian, German, French,
/// Spanish. Nothing where it contains none.
std::optional<Meaning> meaning_of(std::string_view column);

} // namespace cuibono::ingest
