#pragma once
// A first mapping for a sheet that no saved one fits, from the names and the values of its columns; for people to correct.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/names.h"
#include "ingest/draft.h"
#include "ingest/mapping/mapping.h"
#include "ingest/mapping/meaning.h"

namespace cuibono::ingest {

/// A statement where there is a date and an amount, calls where there are two numbers, payments where payer and payee have
/// columns, else a list of entities. Dates and amounts that can be read in two ways are left for people to say: then
/// `about` says so.
Mapping propose_mapping(const DraftTable& sheet);

/// Statement: payments from and to one account. Payments: both sides stand in each row. Calls: two numbers. List: entities. Ties:
/// two entities and what is between them.
enum class SheetKind { Statement, Payments, Calls, List, Ties };

/// What each column means, one a column; nothing: it is passed over, or kept as an attribute in a list.
using Meanings = std::vector<std::optional<Meaning>>;

/// Texts that stand for a meaning in every row in which no column says it.
using Constants = std::map<Meaning, std::string>;

/// What the proposal takes the columns for.
Meanings meanings_of(const DraftTable& sheet);
SheetKind kind_of(const Meanings& meanings);

/// The mapping for columns of these meanings; of two columns with one meaning the first counts. Sides of ties and payments are
/// taken for ids where every value is one word with a digit in it, else for names.
Mapping mapping_of(const DraftTable& sheet, SheetKind kind, const Meanings& meanings, const Constants& constants = {});

/// What the kind cannot do without and neither a column nor a constant says: a clause such as "a date", or empty.
std::string missing_meaning(SheetKind kind, const Meanings& meanings, const Constants& constants = {});

} // namespace cuibono::ingest

template <> struct cuibono::base::Names<cuibono::ingest::SheetKind> {
  static constexpr std::array<std::string_view, 5> kNames{"statement", "payments", "calls", "list", "ties"};
};
