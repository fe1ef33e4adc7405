#include "app/structure_notes.h"

#include <algorithm>
#include <fmt/core.h>

#include "base/text.h"

namespace cuibono::app {
namespace {

std::string facts(std::size_t count) { return count == 1 ? "1 tie or payment" : fmt::format("{} ties or payments", count); }

const char* is_are(std::size_t count) { return count == 1 ? "is" : "are"; }

std::string group_note(const char* what, const graph::Grouping& grouping) {
  const auto unknown = std::ranges::count(grouping.of_node, graph::kNoGroup);
  return unknown == 0 ? std::string()
                      : fmt::format("Brokerage by {0}: {1} of {2} have no known {0}, and no chain with one of them is counted.", what,
                                    unknown, grouping.of_node.size());
}

} // namespace

std::vector<std::string> left_out_notes(const graph::LeftOut& left_out, const graph::NetworkOptions& options) {
  std::vector<std::string> notes;
  if (left_out.outside > 0)
    notes.push_back(fmt::format("{} outside the window {} left out.", facts(left_out.outside), is_are(left_out.outside)));
  if (left_out.undated > 0)
    notes.push_back(fmt::format("{} without a date {} kept: nobody knows when.", facts(left_out.undated), is_are(left_out.undated)));
  if (left_out.unsupported > 0)
    notes.push_back(fmt::format("{} that no exhibit supports {} left out.", facts(left_out.unsupported), is_are(left_out.unsupported)));
  if (left_out.no_amount > 0)
    notes.push_back(
        fmt::format("{} without an amount in a known currency {} left out.", facts(left_out.no_amount), is_are(left_out.no_amount)));
  if (options.weigh != graph::Weigh::Same)
    notes.push_back("Weights: of paths, a tie of weight w is 1/w long, so that a stronger tie is a shorter one.");
  return notes;
}

std::vector<std::string> measure_notes(const Wanted& wanted, const graph::NetworkOptions& options) {
  std::vector<std::string> unweighed, undirected, notes;
  for (const auto& name : wanted) {
    const auto* measure = find_measure(name);
    if (!measure) continue;
    if (measure->weighed == Weighed::Never) unweighed.push_back(name);
    if (measure->directed) undirected.push_back(name);
  }
  if (options.weigh != graph::Weigh::Same && !unweighed.empty())
    notes.push_back(fmt::format("No weighted form, each tie counts 1: {}.", base::join(unweighed, ", ")));
  if (!options.directed && !undirected.empty())
    notes.push_back(fmt::format("Directions are not followed, so these say nothing of their own: {} (--directed follows them).",
                                base::join(undirected, ", ")));
  return notes;
}

std::vector<std::string> result_notes(const NodeMeasures& measures, const Groupings& groupings) {
  std::vector<std::string> notes;
  if (!measures.unsettled.empty()) notes.push_back(fmt::format("Did not settle, and left out: {}.", base::join(measures.unsettled, ", ")));
  if (const auto& sampled = measures.sampled; sampled && !sampled->error.empty())
    notes.push_back(fmt::format(
        "Betweenness is estimated from {} of {} sources: with 95 % each value is off by no more than its bound, at most {:.1f}.",
        sampled->sources, sampled->value.size(), std::ranges::max(sampled->error)));
  if (!measures.by_role.empty())
    if (const auto note = group_note("role", groupings.role); !note.empty()) notes.push_back(note);
  if (!measures.by_stage.empty())
    if (const auto note = group_note("stage", groupings.stage); !note.empty()) notes.push_back(note);
  return notes;
}

} // namespace cuibono::app
