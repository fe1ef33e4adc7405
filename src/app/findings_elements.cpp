#include <fmt/core.h>

#include <map>
#include <set>

#include "app/findings.h"
#include "app/jurisdictions.h"
#include "app/masking.h"
#include "app/words.h"
#include "base/text.h"
#include "law/elements.h"

namespace cuibono::app {
namespace {

constexpr std::size_t kNamed = 3; // victims in one line

void note(std::set<model::ExhibitId>& exhibits, const law::Cell& cell) {
  for (const auto& code : cell.codes)
    for (const auto* side : {&code.supporting, &code.against})
      for (const auto& citation : *side) exhibits.insert(citation.exhibit);
}

// "supported: harbouring"; what only ties say is marked.
std::string cell_text(const Masking& masked, const law::Cell& cell) {
  std::vector<std::string> codes;
  for (const auto& code : cell.codes) {
    std::string text = words(masked(code.code));
    if (cell.codes.size() > 1 && code.finding != cell.finding) text += " " + std::string(base::name_of(code.finding));
    if (!code.against.empty()) text += ", contradicted by some";
    if (code.origin == law::Origin::Ties) text += " (from ties, to be assessed)";
    codes.push_back(std::move(text));
  }
  return std::string(base::name_of(cell.finding)) + (codes.empty() ? "" : ": " + base::join(codes, "; "));
}

std::string means_text(const Masking& masked, const law::Pair& pair) {
  const auto& cell = pair.cell(law::Part::Means);
  const auto text = cell_text(masked, cell);
  if (!pair.needs_means()) return cell.codes.empty() ? "not needed" : "not needed; " + text;
  return pair.age.age == law::Age::Unknown ? text + "; needed if adult" : text;
}

FindingTable matrix_table(const FindingsInput& input, const Masking& masked, const law::Matrix& matrix) {
  FindingTable table{"Act, means and purpose",
                     "For each accused and victim; a matrix of questions, which says of nobody that they are guilty.",
                     {{"Accused", 3}, {"Victim", 2}, {"Age", 2}, {"Act", 5}, {"Means", 5}, {"Purpose", 5}},
                     {},
                     "No element is assessed (elements.csv) and no tie speaks of an act against a victim."};
  for (const auto& pair : matrix.pairs) {
    std::set<model::ExhibitId> exhibits;
    for (const auto& cell : pair.cells) note(exhibits, cell);
    table.rows.push_back({{entity_cell(input, pair.accused),
                           entity_cell(input, pair.victim),
                           {std::string(base::name_of(pair.age.age))},
                           {cell_text(masked, pair.cell(law::Part::Act))},
                           {means_text(masked, pair)},
                           {cell_text(masked, pair.cell(law::Part::Purpose))}},
                          exhibit_cells(*input.snapshot, {exhibits.begin(), exhibits.end()})});
  }
  return table;
}

// One line for each accused and thing to obtain, with the victims whom it concerns.
FindingTable gap_table(const FindingsInput& input, const Masking& masked, const law::Matrix& matrix) {
  FindingTable table{"To obtain",
                     "",
                     {{"Accused", 3}, {"Element", 2}, {"Victims", 4}, {"What", 9}},
                     {},
                     "Nothing is open in the matrix above."};
  std::map<std::tuple<EntityId, std::string, std::string>, std::vector<std::string>> grouped;
  for (const auto& gap : matrix.gaps)
    grouped[{gap.accused, gap.element, gap.obtain}].push_back(gap.victim ? input.names.shown(gap.victim)
                                                                         : "nobody named");
  for (auto& [key, victims] : grouped) {
    const auto more = victims.size() > kNamed ? victims.size() - kNamed : 0;
    victims.resize(victims.size() - more);
    table.rows.push_back({{entity_cell(input, std::get<0>(key)),
                           {words(masked(std::get<1>(key)))},
                           {base::join(victims, ", ") + (more > 0 ? fmt::format(" and {} more", more) : "")},
                           {masked(std::get<2>(key))}},
                          {}});
  }
  return table;
}

} // namespace

base::Result<FindingsPage> elements_page(const FindingsInput& input, base::Progress&) {
  const auto jurisdiction = jurisdiction_of(*input.snapshot, input.data);
  if (!jurisdiction) return tl::unexpected(jurisdiction.error());
  const auto matrix = law::elements(*input.snapshot, *jurisdiction);
  const Masking masked(*input.snapshot, input.names);
  FindingsPage page;
  std::size_t complete = 0;
  for (const auto& pair : matrix.pairs) {
    const auto& open = pair.age.age == law::Age::Child ? pair.open_if_child : pair.open_if_adult;
    complete += open.empty() && !pair.from_ties_only;
  }
  page.summary.push_back(fmt::format("{} of {} of an accused and a victim have every needed element supported.",
                                     complete, counted(matrix.pairs.size(), "pair")));
  page.summary.push_back("Where the age is not known, the means counts as needed. Jurisdiction: " + jurisdiction->name +
                         ".");
  page.tables = {gap_table(input, masked, matrix), matrix_table(input, masked, matrix)};
  for (const auto& remark : matrix.remarks) page.remarks.push_back(masked(remark));
  return page;
}

} // namespace cuibono::app
