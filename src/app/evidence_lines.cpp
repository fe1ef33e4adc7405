#include "app/evidence_lines.h"

#include <set>

#include "app/words.h"

namespace cuibono::app {

std::vector<ExhibitLine> exhibit_lines(const model::CaseSnapshot& snapshot, const Masking& masking,
                                       const model::Citations& citations, model::Polarity fact) {
  std::vector<ExhibitLine> lines;
  std::set<std::string> lineages;
  for (const model::Citation& citation : citations) {
    const model::Exhibit* exhibit = snapshot.exhibits().find(citation.exhibit);
    if (!exhibit) continue;
    ExhibitLine line;
    line.id = exhibit->id;
    line.key = exhibit->key;
    line.title = masking(exhibit->title);
    line.kind = exhibit->kind;
    line.grade = grade_text(exhibit->grade);
    line.lineage = masking(exhibit->lineage);
    line.locator = masking(citation.locator);
    line.polarity = model::effective_polarity(fact, *exhibit);
    line.declared = exhibit->declared;
    line.supports = line.declared && line.polarity == model::Polarity::Supports;
    line.repeats_lineage = !exhibit->lineage.empty() && !lineages.insert(exhibit->lineage).second;
    lines.push_back(std::move(line));
  }
  return lines;
}

} // namespace cuibono::app
