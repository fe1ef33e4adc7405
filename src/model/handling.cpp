#include "model/handling.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "model/references.h"

namespace cuibono::model {
namespace {

struct Code {
  GradeScheme scheme;
  std::string_view code, means;
  std::array<bool, 3> may_go; ///< by Audience
};

constexpr std::array<Code, 7> kCodes{{
    {GradeScheme::Uk5x5x5, "1", "within law enforcement agencies of the state", {true, false, false}},
    {GradeScheme::Uk5x5x5, "2", "also to parties that do not prosecute", {true, false, true}},
    {GradeScheme::Uk5x5x5, "3", "also to foreign law enforcement agencies", {true, true, false}},
    {GradeScheme::Uk5x5x5, "4", "within the originating agency only", {false, false, false}},
    {GradeScheme::Uk5x5x5, "5", "only under the conditions that its originator set", {false, false, false}},
    {GradeScheme::Uk3x5x2, "P", "sharing is permitted", {true, true, true}},
    {GradeScheme::Uk3x5x2, "C", "only under the conditions that its originator set", {false, false, false}},
}};

// Of the exhibit's own scheme; a scheme without a vocabulary takes either.
const Code* find_code(GradeScheme scheme, std::string_view code) {
  const bool any = scheme == GradeScheme::None || scheme == GradeScheme::Admiralty;
  const auto found = std::ranges::find_if(kCodes, [&](const Code& entry) {
    return (any || entry.scheme == scheme) && base::to_lower(entry.code) == base::to_lower(code);
  });
  return found == kCodes.end() ? nullptr : &*found;
}

void withhold(Exhibit& row, const std::string& why) {
  row.title = "withheld (" + why + ")";
  for (auto* text : {&row.notes, &row.file, &row.collected_by, &row.collected_place, &row.collected_how}) text->clear();
  row.attributes.clear();
}

// Whether anything had to go. Locators say what stands where in a withheld exhibit; custody says who handed it over.
template <class Row>
bool withhold_in(Row& row, const std::set<ExhibitId>& closed) {
  bool changed = false;
  for_each_citation(row, [&](Citation& cited) {
    if (cited.locator.empty() || !closed.contains(cited.exhibit)) return;
    changed = true;
    cited.locator.clear();
  });
  if constexpr (std::is_same_v<Row, Custody>) {
    for (auto* text : {&row.from_whom, &row.to_whom, &row.place, &row.purpose}) text->clear();
    row.attributes.clear();
    return true;
  } else if constexpr (std::is_same_v<Row, Disclosure>) {
    row.notes.clear();
    row.attributes.clear();
    return true;
  }
  return changed;
}

template <class Row>
bool cites_any(const Row& row, const std::set<ExhibitId>& closed) {
  bool found = false;
  for_each_citation(row, [&](const Citation& cited) { found = found || closed.contains(cited.exhibit); });
  return found;
}

template <class Row>
void withhold_in_table(Table<Row>& table, const std::set<ExhibitId>& closed) {
  const auto before = table; // shares the rows
  for (const Row& row : before) {
    if (!cites_any(row, closed)) continue;
    Row open = row;
    if (withhold_in(open, closed)) table.put(std::move(open));
  }
}

} // namespace

std::string why_withheld(const Exhibit& exhibit, Audience audience) {
  const auto code = base::trim(exhibit.handling);
  if (code.empty()) return {};
  const Code* known = find_code(exhibit.grade.scheme, code);
  if (!known) return "handling " + std::string(code) + ": not a code of its scheme, taken for the most restrictive";
  if (known->may_go[static_cast<std::size_t>(audience)]) return {};
  return "handling " + std::string(known->code) + ": " + std::string(known->means);
}

Released released(const CaseSnapshot& snapshot, Audience audience) {
  Released result{snapshot, {}};
  std::set<ExhibitId> closed;
  for (const Exhibit& exhibit : snapshot.exhibits()) {
    const auto why = why_withheld(exhibit, audience);
    if (why.empty()) continue;
    closed.insert(exhibit.id);
    result.withheld.push_back({exhibit.key, why});
    Exhibit row = exhibit;
    withhold(row, why);
    result.snapshot.of<Exhibit>().put(std::move(row));
  }
  if (closed.empty()) return result;
  for_each_table(result.snapshot, [&]<class Row>(Table<Row>& table) { withhold_in_table(table, closed); });
  return result;
}

} // namespace cuibono::model
