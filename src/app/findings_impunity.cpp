#include <fmt/core.h>
#include <algorithm>

#include "app/findings.h"
#include "app/impunity_words.h"
#include "app/words.h"
#include "base/text.h"
#include "benefit/impunity.h"

namespace cuibono::app {
namespace {

std::string figure(const std::optional<double>& value) { return value ? percent(*value) : "not scored"; }

void summarise(const benefit::Impunity& found, FindingsPage& page) {
  const auto& index = found.index;
  if (!index.value)
    page.summary.push_back("No impunity index: " + index.none_because + ".");
  else
    page.summary.push_back(
        fmt::format("Impunity index {:.3f} of 1{}{}: {}", *index.value,
                    index.p05 ? fmt::format(", {:.3f} to {:.3f} in nine of ten draws", *index.p05, *index.p95) : "",
                    index.least < *index.value ? fmt::format(", {:.3f} at the least", index.least) : "",
                    "0 if sentences followed benefit, 1 if nobody sentenced benefits."));
  page.summary.push_back(fmt::format(
      "Those charged have {} of the benefit.{}", percent(found.coverage),
      found.assets.gap ? fmt::format(" {} of the benefit is not restrained.", percent(*found.assets.gap)) : ""));
}

FindingTable charged_table(const FindingsInput& input, const benefit::Impunity& found) {
  FindingTable table{
      "Charged or convicted",
      "",
      {{"Who", 3},
       {"Status", 2},
       {"Months", 1.4f, Align::Right},
       {"Of all", 1.4f, Align::Right},
       {"Share", 1.6f, Align::Right},
       {"At most", 1.6f, Align::Right},
       {"Control", 1.6f, Align::Right},
       {"Scapegoat review", 7}},
      {},
      "Nobody is charged. Enter charges in charges.csv: accused, offence, status, date, sentence_months."};
  for (const auto& who : found.charged)
    table.rows.push_back({{entity_cell(input, who.id),
                           {who.convicted ? "convicted" : "charged"},
                           {who.months > 0 ? base::format_number(who.months) : "none"},
                           {percent(who.sentence_share)},
                           {figure(who.share)},
                           {figure(who.share_p95)},
                           {who.control ? fmt::format("{:.2f}", *who.control) : "not scored"},
                           {who.unmet.empty() ? "prompted, see below" : "no: " + base::join(who.unmet, "; ")}},
                          exhibit_cells(*input.snapshot, who.exhibits)});
  return table;
}

FindingTable review_table(const FindingsInput& input, const ImpunityWords& words, const benefit::Impunity& found) {
  FindingTable table{"For review",
                     "Prompts to look again, no findings. What no exhibit supports says so.",
                     {{"Who", 3}, {"Review", 3}, {"Because", 12}},
                     {},
                     "Nobody meets the conditions of a review; the table above says which condition fails."};
  for (const auto& review : found.reviews) {
    bool first = true;
    for (const auto& line : words.of(review)) {
      FindingCell who = first ? entity_cell(input, review.person) : FindingCell{};
      table.rows.push_back({{std::move(who),
                             {first ? ImpunityWords::title(review.kind) : ""},
                             {line.text + (line.supported ? "" : " (no exhibit supports it)"), {}}},
                            exhibit_cells(*input.snapshot, line.exhibits)});
      first = false;
    }
  }
  return table;
}

FindingTable visibility_table(const FindingsInput& input, const ImpunityWords& words, const benefit::Impunity& found) {
  const auto& seen = found.visibility;
  const auto rho = [](const std::optional<double>& value) {
    return value ? fmt::format("{:.2f}", *value) : std::string("none");
  };
  FindingTable table{
      "Named by victims, charged, benefiting",
      fmt::format("{} people. Rank correlation of charges with mentions {}, with shares {}; {}.", seen.people.size(),
                  rho(seen.charged_with_mentions), rho(seen.charged_with_share), words.of(seen)),
      {{"Who", 4}, {"Named in testimony", 2, Align::Right}, {"Share", 2, Align::Right}, {"Charged", 2}},
      {},
      "Nobody is charged, accused, named in testimony or shown to benefit."};
  for (const auto& person : seen.people)
    table.rows.push_back({{entity_cell(input, person.id),
                           {counted(person.mentions, "place")},
                           {percent(person.share)},
                           {person.charged ? "charged" : "not charged"}},
                          exhibit_cells(*input.snapshot, person.exhibits)});
  return table;
}

FindingTable official_table(const FindingsInput& input, const ImpunityWords& words, const benefit::Impunity& found) {
  FindingTable table{
      "Officials",
      words.method(found.collusion),
      {{"Who", 3}, {"What there is to look at", 13}},
      {},
      "No official, protector or inspector is in the case (roles official and protector, ties inspects and protects)."};
  for (const auto& official : found.collusion.officials) {
    bool first = true;
    auto lines = words.of(official);
    if (lines.empty()) lines.push_back({"nothing beside the role", {}, true, {}});
    for (const auto& line : lines) {
      FindingCell who = first ? entity_cell(input, official.id) : FindingCell{};
      FindingLink link;
      if (line.entity && line.entity != official.id) link = line.entity;
      table.rows.push_back({{std::move(who), {line.text + (line.supported ? "" : " (no exhibit supports it)"), link}},
                            exhibit_cells(*input.snapshot, line.exhibits)});
      first = false;
    }
  }
  return table;
}

} // namespace

base::Result<FindingsPage> impunity_page(const FindingsInput& input, base::Progress& progress) {
  const auto report =
      benefit::who_benefits(*input.snapshot, {.basis = input.basis, .draws = 0, .sensitivity = false}, progress);
  if (!report) return tl::unexpected(report.error());
  const auto found = benefit::impunity(*input.snapshot, *report, {}, progress);
  if (!found) return tl::unexpected(found.error());
  const ImpunityWords words(input.snapshot, input.names);
  FindingsPage page;
  summarise(*found, page);
  page.tables = {charged_table(input, *found), review_table(input, words, *found), official_table(input, words, *found),
                 visibility_table(input, words, *found)};
  page.remarks = found->remarks;
  page.remarks.insert(page.remarks.end(), found->collusion.remarks.begin(), found->collusion.remarks.end());
  return page;
}

} // namespace cuibono::app
