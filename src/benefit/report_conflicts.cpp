#include "benefit/report_conflicts.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace cuibono::benefit {
namespace {

std::string lineage_of(const model::CaseSnapshot& snapshot, model::ExhibitId id) {
  const auto* exhibit = snapshot.exhibits().find(id);
  return !exhibit || exhibit->lineage.empty() ? "exhibit " + std::to_string(id.value) : exhibit->lineage;
}

} // namespace

ReportConflicts::ReportConflicts(const model::CaseSnapshot& snapshot) : snapshot_(snapshot) {
  for (const auto& tie : snapshot.ties()) {
    if (tie.type != model::TieType::Inspects) continue;
    auto& cited = reports_[tie.source];
    for (const auto& citation : tie.citations)
      if (std::ranges::find(cited, citation.exhibit) == cited.end()) cited.push_back(citation.exhibit);
  }
  for (auto& [inspector, cited] : reports_) std::ranges::sort(cited);
  const auto note = [&](const Row& row, const std::string& finding, const model::Citations& citations) {
    const auto word = base::to_lower(finding);
    for (const auto& citation : citations) {
      if (word == "contradicted") contradicted_[citation.exhibit].push_back(row);
      if (word == "supported") supported_[row.key].push_back(citation.exhibit);
    }
  };
  for (const auto& row : snapshot.of<model::Indicator>())
    note({{row.victim, row.establishment, row.indicator}, true, row.indicator}, row.finding, row.citations);
  for (const auto& row : snapshot.of<model::Element>())
    note({{row.victim, row.accused, row.element + "/" + row.code}, false, row.code}, row.finding, row.citations);
}

std::vector<Contradiction> ReportConflicts::of(EntityId official) const {
  std::vector<Contradiction> found;
  const auto own = reports_.find(official);
  if (own == reports_.end()) return found;
  for (const auto report : own->second) {
    const auto rows = contradicted_.find(report);
    if (rows == contradicted_.end()) continue;
    Contradiction entry{report, 0, 0, 0, {}, {}};
    std::set<std::string> what;
    std::set<model::ExhibitId> others;
    for (const Row& row : rows->second) {
      ++(row.indicator ? entry.indicators : entry.elements);
      what.insert(row.name);
      const auto supporting = supported_.find(row.key);
      if (supporting == supported_.end()) continue;
      bool by_others = false;
      for (const auto exhibit : supporting->second) {
        if (lineage_of(snapshot_, exhibit) == lineage_of(snapshot_, report)) continue;
        by_others = true;
        others.insert(exhibit);
      }
      entry.supported_by_others += by_others;
    }
    entry.what.assign(what.begin(), what.end());
    entry.others.assign(others.begin(), others.end());
    found.push_back(std::move(entry));
  }
  return found;
}

} // namespace cuibono::benefit
