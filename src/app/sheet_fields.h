#pragma once
// The fields that columns of a sheet can be put onto, as the mapping dialog lists them, and what a hand does there: put a column
// onto a field, clear it, let one text stand for all rows. Pure; any thread.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/sheet_mapping.h"

namespace cuibono::app {

struct SheetField {
  ingest::Meaning meaning;
  const char* label;      ///< "Money out"
  bool is_needed = false; ///< the kind of sheet cannot do without, or without what stands for it
};

/// What is filled in together: a payment, a tie, an entity, the exhibit.
struct FieldGroup {
  const char* title;
  std::vector<SheetField> fields;
};

std::span<const FieldGroup> fields_of(ingest::SheetKind kind);

/// The field's label in that kind of sheet; empty where the kind has no use for the meaning: then the column is passed over.
std::string label_of(ingest::SheetKind kind, ingest::Meaning meaning);

/// The column that fills the field.
std::optional<std::size_t> column_of(const SheetReading& reading, ingest::Meaning meaning);

/// A column fills one field, and a field has one column: what either had before is given up.
void fill_field(SheetReading& reading, ingest::Meaning meaning, std::size_t column);

/// Neither a column nor a text fills it any more.
void clear_field(SheetReading& reading, ingest::Meaning meaning);

/// The text stands in every row whose column is empty, or that has none; an empty one is taken away.
void set_constant(SheetReading& reading, ingest::Meaning meaning, const std::string& text);

/// Whether the sheet cannot be imported as long as nothing fills the field.
bool is_missing(const SheetReading& reading, const SheetField& field);

/// Words that alone may stand in the field, as the case tables have them; empty where any text may.
std::vector<std::string> words_for(ingest::Meaning meaning);

/// Offsets from UTC that clocks somewhere show: minutes east, and the name "UTC+06:30 (Yangon)".
struct ZoneChoice {
  int minutes = 0;
  std::string name;
};
const std::vector<ZoneChoice>& zone_choices();

} // namespace cuibono::app
