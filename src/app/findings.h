#pragma once
// What the analyses found, as tables to read: titles, cells with links to entities and exhibits, remarks, and a
// sentence where there is nothing. Filled by pure functions (findings_*.cpp), drawn by one panel. Every name in a cell
// is one that may be shown.

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "app/edits.h"
#include "base/progress.h"
#include "benefit/measure.h"
#include "model/people.h"

namespace cuibono::app {

/// Where a press on a cell leads; nowhere for plain text.
using FindingLink = std::variant<std::monostate, EntityId, model::ExhibitId, TieId, PaymentId>;

struct FindingCell {
  std::string text;
  FindingLink link = {};
};

enum class Align { Left, Right };

struct FindingColumn {
  std::string title;
  float width = 1; ///< in proportion to the others
  Align align = Align::Left;
};

struct FindingRow {
  std::vector<FindingCell> cells;    ///< one a column
  std::vector<FindingCell> exhibits; ///< behind the row; a last column of their keys where any row has some
};

struct FindingTable {
  std::string title;
  std::string note; ///< how to read it; may be empty
  std::vector<FindingColumn> columns;
  std::vector<FindingRow> rows;
  std::string why_empty; ///< a sentence shown instead of a table without rows
};

/// One tab.
struct FindingsPage {
  std::vector<std::string> summary; ///< sentences above the tables; the first is the answer
  std::vector<FindingTable> tables;
  std::vector<std::string> remarks; ///< what was left out and what to mind
};

/// What a page is made of; nothing else may enter, so that it can be kept by (revision, basis).
struct FindingsInput {
  model::SnapshotPtr snapshot;
  model::Names names;
  benefit::Basis basis = benefit::Basis::Gross;
  std::filesystem::path data; ///< folder of rules and jurisdictions; see demo.h
};

/// A tab: its title, what it answers, and who fills it (on a job's thread; fails when stopped or when a file is
/// missing).
struct FindingsKind {
  const char* title;
  const char* question;
  const char* command; ///< its title in menu and palette
  base::Result<FindingsPage> (*make)(const FindingsInput& input, base::Progress& progress);
};

/// In the order of the tabs.
const std::vector<FindingsKind>& findings_kinds();

/// A cell that leads to the entity, under its shown name; empty for no entity.
FindingCell entity_cell(const FindingsInput& input, EntityId id);

/// The keys of the exhibits, each leading to its exhibit.
std::vector<FindingCell> exhibit_cells(const model::CaseSnapshot& snapshot,
                                       const std::vector<model::ExhibitId>& exhibits);

/// The table as text with tabs between cells, exhibits last, for another program's sheet.
std::string tab_separated(const FindingTable& table);

bool has_exhibits(const FindingTable& table);

base::Result<FindingsPage> ownership_page(const FindingsInput& input, base::Progress& progress);
base::Result<FindingsPage> elements_page(const FindingsInput& input, base::Progress& progress);
base::Result<FindingsPage> flags_page(const FindingsInput& input, base::Progress& progress);
base::Result<FindingsPage> losses_page(const FindingsInput& input, base::Progress& progress);
base::Result<FindingsPage> next_page(const FindingsInput& input, base::Progress& progress);
base::Result<FindingsPage> network_page(const FindingsInput& input, base::Progress& progress);
base::Result<FindingsPage> impunity_page(const FindingsInput& input, base::Progress& progress);

} // namespace cuibono::app
