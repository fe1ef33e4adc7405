#include "app/matching.h"

#include <fmt/core.h>

#include "app/edits.h"
#include "app/match_remark.h"
#include "app/merges.h"
#include "app/words.h"
#include "app/workspace.h"
#include "base/text.h"
#include "match/distinct.h"

namespace cuibono::app {
namespace {

constexpr const char* kChannel = "match";

bool commit_decision(Workspace& workspace, base::Result<model::EditBatch> batch, const std::string& reason) {
  if (!workspace.session) return false;
  const auto trimmed = base::trim(reason);
  if (trimmed.empty()) {
    complain(workspace, {base::ErrorKind::Usage, "this needs a reason, which goes to the journal", {}, "type it below the two records"});
    return false;
  }
  if (batch) batch->reason = trimmed;
  return perform(workspace, std::move(batch));
}

} // namespace

void open_who_is_who(Workspace& workspace) {
  if (workspace.session) workspace.matching.is_open = true;
}

void look_who_is_who(Workspace& workspace) {
  if (!workspace.session) return;
  const auto snapshot = workspace.session->snapshot();
  workspace.matching.asked = snapshot->revision;
  workspace.matching.problem.clear();
  workspace.jobs.start(kChannel, "Comparing records",
                       [&workspace, snapshot, names = workspace.session->names()](base::Progress& progress) -> base::Result<Jobs::Delivery> {
                         auto found = find_who_is_who(snapshot, names, progress);
                         if (!found) return tl::unexpected(found.error());
                         return [&workspace, found = std::move(*found)]() mutable { workspace.matching.found = std::move(found); };
                       },
                       [&workspace](const base::Error& error) { workspace.matching.problem = sentence_case(base::sentence(error)); });
}

bool looks_by_itself(const Workspace& workspace) {
  return workspace.session && workspace.session->snapshot()->entities().size() <= kMostToMatch;
}

void update_matching(Workspace& workspace) {
  const auto& matching = workspace.matching;
  if (!matching.is_open || !looks_by_itself(workspace)) return;
  if (matching.asked != workspace.session->snapshot()->revision) look_who_is_who(workspace);
}

void clear_matching(Workspace& workspace) {
  workspace.jobs.cancel_channel(kChannel);
  workspace.matching = {};
}

bool merge_records(Workspace& workspace, model::EntityId lead, model::EntityId other, const std::string& reason) {
  if (!workspace.session) return false;
  if (!commit_decision(workspace, merge(*workspace.session->snapshot(), lead, other), reason)) return false;
  auto& selected = workspace.session->view.selection;
  if (selected.entities.erase(other) > 0) selected.entities.insert(lead);
  tell(workspace, "Merged into " + workspace.session->names().shown(lead) + ". It can be split off again at any time.");
  return true;
}

bool split_record(Workspace& workspace, const std::string& key, const std::string& reason) {
  if (!workspace.session) return false;
  auto parted = split_merged(*workspace.session, key);
  if (!parted) return commit_decision(workspace, tl::unexpected(parted.error()), reason);
  const auto [given_back, deleted, changed] = std::tuple(parted->given_back, parted->deleted, parted->changed);
  if (!commit_decision(workspace, std::move(parted->batch), reason)) return false;
  auto text = fmt::format("Split off again: {} as before.", given_back == 1 ? "1 row names the record" : fmt::format("{} rows name the record", given_back));
  if (deleted > 0) text += fmt::format(" {} no longer in the case.", counted(deleted, "row is", "rows are"));
  if (changed > 0) text += fmt::format(" {} somebody else by now.", counted(changed, "row names", "rows name"));
  tell(workspace, std::move(text));
  return true;
}

bool keep_apart(Workspace& workspace, model::EntityId one, model::EntityId other, const std::string& reason) {
  return workspace.session && commit_decision(workspace, match::say_distinct(*workspace.session->snapshot(), one, other), reason);
}

bool propose_again(Workspace& workspace, model::EntityId one, model::EntityId other, const std::string& reason) {
  return workspace.session && commit_decision(workspace, match::unsay_distinct(*workspace.session->snapshot(), one, other), reason);
}

} // namespace cuibono::app
