#pragma once
// Templates bound to the columns of one sheet, so that a row is filled in without looking names up. A value; refers to no
// sheet, only to places of columns.

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "ingest/draft.h"
#include "ingest/mapping/mapping.h"

namespace cuibono::ingest {

enum class Filter { PartyId, Compact, Digits, Lower, Upper, Date, Month, Time, Amount, Duration };

/// One piece of a template: fixed text, or a cell.
struct Piece {
  std::string text;             ///< where there is no column
  std::size_t column;           ///< kFixed, kRow, or of the sheet
  std::vector<Filter> filters;  ///< in order
  bool is_place = false;        ///< whether it was written as {NAME}
};
inline constexpr std::size_t kFixed = static_cast<std::size_t>(-1), kRow = static_cast<std::size_t>(-2);

using Bound = std::vector<Piece>;

struct BoundRule {
  std::vector<std::string> words; ///< in lower case
  Bound then;
};
struct BoundValue {
  std::vector<Bound> templates;
  Bound of;
  std::vector<BoundRule> rules;
  Bound otherwise;
};
struct BoundCondition {
  Bound value;
  std::vector<std::string> is, contains; ///< in lower case
  std::optional<bool> filled;
  bool negated = false;
};

/// One row of a sheet under way.
struct SheetRow {
  std::span<const std::string_view> cells;
  std::uint64_t number = 0;
};

/// What the names in templates stand for.
class PlaceNames {
 public:
  /// `file` is the file's name without its ending. Fails where the sheet lacks a column that the mapping needs.
  static base::Result<PlaceNames> of(const DraftTable& sheet, const Mapping& mapping, std::string_view file);

  void set(std::string name, std::string text) { fixed_[std::move(name)] = std::move(text); }
  /// Fails for a name that stands for nothing, and for an unknown filter.
  base::Result<Bound> bind(const Template& text) const;
  base::Result<BoundValue> bind(const FieldValue& value) const;
  base::Result<std::vector<BoundCondition>> bind(const std::vector<Condition>& conditions) const;

 private:
  base::Result<Piece> place(std::string_view inside, const Template& text) const;

  std::string mapping_, sheet_;
  std::map<std::string, std::size_t, std::less<>> columns_; ///< of the mapping's own names and, in lower case, of the headers
  std::map<std::string, std::string, std::less<>> fixed_;
};

/// The text; what is wrong with a value that a filter cannot read.
Value<std::string> fill(const Bound& bound, const SheetRow& row, const ValueRules& rules);
Value<std::string> fill(const BoundValue& value, const SheetRow& row, const ValueRules& rules);
Value<bool> holds(const BoundCondition& condition, const SheetRow& row, const ValueRules& rules);

} // namespace cuibono::ingest
