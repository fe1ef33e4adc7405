#pragma once
// What stands inside single fields of MT940 and MT942.

#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "ingest/bank/statement.h"
#include "ingest/bank/swift_fields.h"

namespace cuibono::ingest {

/// `C170101PLN3503,60`: balance fields :60: and :62:.
std::optional<Balance> read_balance(std::string_view text);

/// `2NZD5020,`: fields :90D: and :90C:.
std::optional<StatedTotal> read_total(std::string_view text);

/// YYMMDD; years from 80 are of the twentieth century.
base::Date read_short_date(std::string_view text);

/// MMDD beside a value date: the year is whichever brings the two closest, so that 1231 beside 2 January is of the year
/// before.
base::Date read_entry_date(std::string_view text, base::Date value);

struct EntryLine {
  BankEntry entry; ///< with one payment, without its details
  bool is_reversal = false;
};

/// Field :61:, whose second line is supplementary. Where it cannot be read, the entry says so in `problem`.
EntryLine read_entry(const SwiftField& field);

} // namespace cuibono::ingest
