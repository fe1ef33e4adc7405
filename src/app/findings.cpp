#include "app/findings.h"

#include <algorithm>

#include "base/text.h"

namespace cuibono::app {
namespace {

// A cell's own tabs and line ends would shift the columns; a leading sign would make a sheet compute it.
std::string sheet_cell(std::string text) {
  for (char& c : text)
    if (c == '\t' || c == '\n' || c == '\r') c = ' ';
  const bool formula = !text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos;
  return formula ? "'" + text : text;
}

} // namespace

const std::vector<FindingsKind>& findings_kinds() {
  static const std::vector<FindingsKind> kKinds{
      {"Ownership", "Who owns and controls the companies in the end, through chains, loops and nominees.",
       "Show ownership: who is behind the companies", ownership_page},
      {"Elements", "Act, means and purpose for each accused and victim, and what is still to be obtained.",
       "Show elements: act, means, purpose", elements_page},
      {"Victims' losses", "What each victim is owed in wages, interest and fees; debts that were claimed.",
       "Show victims' losses", losses_page},
      {"Red flags", "Patterns in payments and wages that ask a question; what is missing to answer it.",
       "Show red flags", flags_page},
      {"Impunity", "Who was charged, held against who benefits; whom to review; officials.",
       "Show impunity: charged against benefiting", impunity_page},
      {"Network", "Who connects the others, who holds them together, which groups there are, and which ties to look for.",
       "Show the network: who connects whom", network_page},
      {"Evidence next", "Which missing evidence would say most about who benefits, and whom to ask.",
       "Show what evidence to obtain next", next_page},
  };
  return kKinds;
}

FindingCell entity_cell(const FindingsInput& input, EntityId id) {
  return id ? FindingCell{input.names.shown(id), id} : FindingCell{};
}

std::vector<FindingCell> exhibit_cells(const model::CaseSnapshot& snapshot,
                                       const std::vector<model::ExhibitId>& exhibits) {
  std::vector<FindingCell> cells;
  for (const auto id : exhibits)
    if (const auto* exhibit = snapshot.exhibits().find(id)) cells.push_back({exhibit->key, id});
  return cells;
}

bool has_exhibits(const FindingTable& table) {
  return std::ranges::any_of(table.rows, [](const FindingRow& row) { return !row.exhibits.empty(); });
}

std::string tab_separated(const FindingTable& table) {
  const bool exhibits = has_exhibits(table);
  std::string text;
  for (std::size_t i = 0; i < table.columns.size(); ++i) text += (i ? "\t" : "") + table.columns[i].title;
  text += exhibits ? "\tExhibits\n" : "\n";
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) text += (i ? "\t" : "") + sheet_cell(row.cells[i].text);
    std::vector<std::string> keys;
    for (const auto& cell : row.exhibits) keys.push_back(sheet_cell(cell.text));
    text += (exhibits ? "\t" + base::join(keys, ", ") : "") + "\n";
  }
  return text;
}

} // namespace cuibono::app
