#include <fmt/core.h>

#include "app/findings.h"
#include "app/masking.h"
#include "app/words.h"
#include "benefit/evidence_next.h"

namespace cuibono::app {
namespace {

constexpr std::size_t kMostItems = 200; // listed; the rest is counted in a remark

FindingTable item_table(const FindingsInput& input, const Masking& masked, const benefit::EvidenceNext& next) {
  FindingTable table{"What to obtain next",
                     "Expected falls over the outcomes that each row assumes; no guess at what will be found.",
                     {{"Missing", 4.6f},
                      {"About", 2.9f},
                      {"And", 2.9f},
                      {"Ask for", 6},
                      {"Unattributed falls by", 4, Align::Right},
                      {"Interval narrows by", 2.5f, Align::Right},
                      {"At stake", 2.5f, Align::Right},
                      {"Assumes", 4.5f}},
                     {},
                     "Nothing is missing that the program could name."};
  for (const auto& item : next.items) {
    if (table.rows.size() == kMostItems) break;
    table.rows.push_back({{{benefit::words(item.missing)},
                           entity_cell(input, item.about),
                           item.other ? entity_cell(input, *item.other) : FindingCell{},
                           {masked(item.of_whom.empty() ? item.ask : item.ask + "; of " + item.of_whom)},
                           {percent(item.unattributed_fall)},
                           {percent(item.width_fall)},
                           {percent(item.at_stake) + (item.leader_may_change ? ", the leader may change" : "")},
                           {masked(item.assumption)}},
                          exhibit_cells(*input.snapshot, item.exhibits)});
  }
  return table;
}

} // namespace

base::Result<FindingsPage> next_page(const FindingsInput& input, base::Progress& progress) {
  const auto next = benefit::evidence_next(*input.snapshot, {.basis = input.basis}, progress);
  if (!next) return tl::unexpected(next.error());
  const Masking masked(*input.snapshot, input.names);
  FindingsPage page;
  page.summary.push_back(fmt::format("{} of the benefit is unattributed{}.", percent(next->unattributed_share),
                                     next->subject
                                         ? fmt::format("; the interval of {}'s share is {} wide",
                                                       input.names.shown(*next->subject), percent(next->width))
                                         : ""));
  page.tables = {item_table(input, masked, *next)};
  for (const auto& remark : next->remarks) page.remarks.push_back(masked(remark));
  if (next->items.size() > kMostItems)
    page.remarks.push_back(fmt::format("{} more items are not listed", next->items.size() - kMostItems));
  return page;
}

} // namespace cuibono::app
