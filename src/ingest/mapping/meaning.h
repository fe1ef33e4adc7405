#pragma once
// What a column's name seems to mean, in the languages that files of this work come in.

#include <optional>
#include <string_view>

#include "base/names.h"

namespace cuibono::ingest {

enum class Meaning {
  Date, Time, Description, Debit, Credit, Amount, Direction, Balance, Currency, OwnAccount, OtherAccount, OtherName, Payer, Payee,
  Reference, Caller, Callee, Duration, Mast, Latitude, Longitude, CallType, Name, Id, Kind, Aliases, Country, BirthDate, Sector, Notes,
  Source, Target, TieType, Until, Share, Count, Class, Exhibit, Locator
};

/// By the longest known word that the name is or contains; English, Thai, Vietnamese, Khmer, Indonesian, German, French,
/// Spanish. Nothing where it contains none. Meanings of lists and ties have few words or none: they are chosen by people.
std::optional<Meaning> meaning_of(std::string_view column);

} // namespace cuibono::ingest

template <> struct cuibono::base::Names<cuibono::ingest::Meaning> {
  static constexpr std::array<std::string_view, 39> kNames{
      "date", "time", "description", "debit", "credit", "amount", "direction", "balance", "currency", "own_account", "other_account",
      "other_name", "payer", "payee", "reference", "caller", "callee", "duration", "mast", "latitude", "longitude", "call_type", "name", "id",
      "kind", "aliases", "country", "birth_date", "sector", "notes", "source", "target", "tie_type", "until", "share", "count", "class",
      "exhibit", "locator"};
};
