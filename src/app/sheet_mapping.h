#pragma once
// Sheets that were read and wait to be told what their columns mean: the user chooses, sees what would be created, and only
// then imports. Everything the dialog shows is made here, without a window. Main thread, except where it says otherwise.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "ingest/mapping/plan.h"
#include "ingest/mapping/propose.h"

namespace cuibono::app {

enum class RowTest { Contains, DoesNotContain, Is, IsNot, IsFilled, IsEmpty };

/// Which rows are taken: those whose column passes the test. ASCII case is ignored.
struct RowFilter {
  std::string column; ///< empty: every row
  RowTest test = RowTest::Contains;
  std::string word;   ///< empty: every row, unless the test needs none

  bool operator==(const RowFilter&) const = default;
};

/// The condition of the mapping; nothing where every row is taken.
std::optional<ingest::Condition> condition_of(const RowFilter& filter);

/// How the user reads one sheet. While `as_saved`, the saved mapping is taken as it is.
struct SheetReading {
  bool wanted = true; ///< otherwise the sheet is left out
  bool as_saved = false;
  ingest::Mapping saved;
  ingest::SheetKind kind = ingest::SheetKind::List;
  ingest::Meanings meanings;
  ingest::ValueRules values;
  ingest::PlusIs plus_is = ingest::PlusIs::Credit;
  ingest::Constants constants; ///< texts that stand where no column says it
  RowFilter only;              ///< rows that are taken
  std::string name;        ///< under which the mapping is saved

  bool operator==(const SheetReading&) const = default;
};

struct PendingSheets {
  std::shared_ptr<const ingest::Draft> draft; ///< with its sheets
  std::vector<std::size_t> tables;            ///< which of the draft's tables are sheets
  std::vector<SheetReading> readings;         ///< one a sheet
  ingest::Plan plan;                          ///< one a sheet, of readings as they were when it was made
};

/// Readings as the saved mappings and the columns suggest them, and their plan. Any thread.
PendingSheets look_at_sheets(std::shared_ptr<const ingest::Draft> draft, const std::vector<ingest::Mapping>& saved);

/// What the reading comes to. Any thread.
ingest::Mapping mapping_for(const ingest::DraftTable& sheet, const SheetReading& reading);

/// Any thread.
ingest::SheetPlan plan_for(const PendingSheets& sheets, std::size_t sheet, const SheetReading& reading);

/// What keeps the sheet from being imported, a sentence, or empty.
std::string problem_of(const PendingSheets& sheets, std::size_t sheet);

/// "412 payments, 1,204,550.00 XTS; 3 accounts, 41 unknown entities; 412 rows read, 2 rejected": what would be created.
std::string summary(const ingest::SheetPlan& plan);

/// The draft with its sheets as tables. Any thread.
base::Result<ingest::Draft> mapped_draft(const PendingSheets& sheets);

/// Keeps the mapping in the user's own folder, where the next file with this header finds it. Refuses a name that is no file
/// name. Returns the path.
base::Result<std::filesystem::path> save_mapping(const ingest::DraftTable& sheet, const SheetReading& reading);

} // namespace cuibono::app
