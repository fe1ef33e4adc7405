#include "app/match_remark.h"

#include <fmt/core.h>
#include <algorithm>

#include "match/propose.h"

namespace cuibono::app {

std::string match_remark(const model::CaseSnapshot& after, model::EntityId first_new, std::string_view see, base::Progress& progress) {
  if (after.entities().next_id() == first_new) return {};
  if (after.entities().size() > kMostToMatch)
    return fmt::format("The case has {} entities; which of them may be one and the same was not looked at: see {}.", after.entities().size(), see);
  const auto found = match::propose(after, {.from = first_new}, progress);
  if (!found || found->found == 0) return {};
  const auto probably = std::ranges::count_if(found->list, [](const match::Proposal& one) { return one.weight >= match::kProbably; });
  return fmt::format("{} {} of records may be one and the same, {} of them probably; nothing was merged: see {}.", found->found,
                     found->found == 1 ? "pair" : "pairs", probably, see);
}

std::string match_remark(const model::CaseSnapshot& after, model::EntityId first_new) {
  base::Progress progress;
  return match_remark(after, first_new, "cuibono match CASE", progress);
}

} // namespace cuibono::app
