#include "app/exhibits.h"

#include <algorithm>
#include <map>

#include "model/references.h"

namespace cuibono::app {
namespace {

using base::ErrorKind;
using base::fail;
using model::Change;
using model::Custody;
using model::Exhibit;
using model::ExhibitId;

// Facts that say of themselves that they are not so.
template <class Row>
bool is_against(const Row& row) {
  if constexpr (requires { row.polarity; row.citations; }) return row.polarity != model::Polarity::Supports;
  return false;
}

struct Uses {
  std::size_t cited = 0;
  bool against = false;
};

std::map<ExhibitId, Uses> uses_of_exhibits(const model::CaseSnapshot& snapshot) {
  std::map<ExhibitId, Uses> uses;
  model::for_each_table(snapshot, [&]<class Row>(const model::Table<Row>& table) {
    if constexpr (!std::is_same_v<Row, Custody> && !std::is_same_v<Row, model::Disclosure>)
      for (const Row& row : table)
        model::for_each_citation(row, [&](const model::Citation& cited) {
          auto& use = uses[cited.exhibit];
          ++use.cited;
          use.against = use.against || is_against(row);
        });
  });
  return uses;
}

void add_review(DisclosureLine& line, const model::CaseSnapshot& snapshot, const Masking& masking) {
  for (const auto& review : snapshot.of<model::Disclosure>())
    for (const auto& cited : review.citations) {
      if (cited.exhibit != line.exhibit) continue;
      line.relevant = masking(review.relevant);
      line.effect = masking(review.effect);
      line.sensitive = review.sensitive;
      line.reviewer = masking(review.reviewer);
      line.reviewed_on = base::format_date(review.reviewed_on);
    }
}

// Undermining before unused before the rest.
int rank(const DisclosureLine& line) {
  if (line.because.empty()) return 2;
  return line.because.front() == "unused" ? 1 : 0;
}

} // namespace

base::Result<model::EditBatch> register_exhibit(const model::CaseSnapshot& snapshot, Exhibit row, const std::string& author,
                                                const std::string& time) {
  const Exhibit* has = model::find_exhibit(snapshot, row.key);
  if (row.key.empty()) return fail(ErrorKind::Usage, "the exhibit needs a number", "", "give it one, such as E17");
  if (has && (has->declared || !has->sha256.empty()))
    return fail(ErrorKind::Usage, "there is an exhibit of the number " + row.key + " already", "", "give it another number");
  model::EditBatch batch;
  batch.label = "Take in exhibit " + row.key;
  row.id = has ? has->id : snapshot.exhibits().next_id();
  batch.edits.emplace_back(Change<Exhibit>{has ? model::Held<Exhibit>(*has) : std::nullopt, row});
  Custody event;
  event.time = time;
  event.action = "taken in";
  event.from_whom = row.collected_by;
  event.to_whom = author;
  event.place = row.collected_place;
  auto custody = record_custody(snapshot, row.id, std::move(event));
  batch.edits.push_back(std::move(custody.edits.front()));
  return batch;
}

model::EditBatch record_custody(const model::CaseSnapshot& snapshot, ExhibitId exhibit, Custody event) {
  model::EditBatch batch;
  batch.label = "Record custody";
  event.id = snapshot.of<Custody>().next_id();
  event.citations = {{exhibit, {}}};
  batch.edits.emplace_back(Change<Custody>{std::nullopt, std::move(event)});
  return batch;
}

std::vector<DisclosureLine> disclosure_schedule(const model::CaseSnapshot& snapshot, const Masking& masking) {
  const auto uses = uses_of_exhibits(snapshot);
  std::vector<DisclosureLine> lines;
  for (const Exhibit& exhibit : snapshot.exhibits()) {
    DisclosureLine line;
    line.exhibit = exhibit.id;
    line.key = exhibit.key;
    line.title = masking(exhibit.title);
    const auto use = uses.contains(exhibit.id) ? uses.at(exhibit.id) : Uses{};
    line.cited = use.cited;
    if (exhibit.polarity != model::Polarity::Supports) line.because.emplace_back(base::name_of(exhibit.polarity));
    if (use.against) line.because.emplace_back("cited against a fact");
    if (use.cited == 0) line.because.emplace_back("unused");
    add_review(line, snapshot, masking);
    lines.push_back(std::move(line));
  }
  std::ranges::stable_sort(lines, {}, rank);
  return lines;
}

} // namespace cuibono::app
