// Evidence on its way into the case: offered, read, its sheets explained, reviewed, confirmed.

#include <algorithm>
#include <fmt/core.h>

#include "app/import_report.h"
#include "app/mappings.h"
#include "app/match_remark.h"
#include "app/words.h"
#include "app/workspace.h"

namespace cuibono::app {
namespace {

using base::Error;
using base::Result;

Jobs::Failure complaining(Workspace& workspace) {
  return [&workspace](const Error& error) { complain(workspace, error); };
}

std::string import_summary(const ingest::Resolution& resolution) {
  std::uint64_t accepted = 0, rejected = 0;
  for (const auto& file : resolution.files) {
    accepted += file.accepted;
    rejected += file.rejected;
  }
  return fmt::format("Imported {}; {} rejected", counted(accepted, "row"), rejected);
}

// What the draft comes to, for the user to confirm.
Result<Jobs::Delivery> reviewed(Workspace& workspace, const model::CaseSnapshot& snapshot, const ingest::Draft& draft,
                                const ingest::ImportOptions& about, base::Progress& progress) {
  auto resolution = ingest::resolve(snapshot, draft, about);
  auto after = model::apply(snapshot, resolution.batch);
  if (!after) return tl::unexpected(after.error());
  auto pairs = match_remark(*after, snapshot.entities().next_id(), "Edit, Who is who", progress);
  if (!pairs.empty()) resolution.remarks.push_back(std::move(pairs));
  hide_names(resolution, std::make_shared<const model::CaseSnapshot>(std::move(*after)));
  return [&workspace, resolution = std::move(resolution)]() mutable {
    forget_sheets(workspace);
    workspace.pending_import = std::move(resolution);
    workspace.dialog = Dialog::ReviewImport;
  };
}

// One a sheet, so that a change of one does not stop the work on another.
std::string plan_channel(std::size_t sheet) { return fmt::format("plan {}", sheet); }

// Names of protected people stand in evidence as it comes.
void hide_names_in(ingest::SheetPlan& plan, const Masking& masked) {
  for (auto& row : plan.preview)
    for (auto& cell : row) cell = masked(cell);
  for (auto& column : plan.columns) column.example = masked(column.example);
  for (auto& reject : plan.rejects) reject.reason = masked(reject.reason);
  plan.problem = masked(plan.problem);
}

} // namespace

void offer_files(Workspace& workspace, const std::vector<std::filesystem::path>& paths) {
  if (paths.empty()) return;
  const auto refuse = [&](const char* what, const char* remedy) { complain(workspace, {base::ErrorKind::Usage, what, {}, remedy}); };
  if (!workspace.session) return refuse("no case is open to import these files into", "open or make a case first");
  const bool is_asked = workspace.dialog == Dialog::ImportFiles;
  if ((workspace.dialog != Dialog::None && !is_asked) || workspace.jobs.busy("import"))
    return refuse("these files came while something else was being asked or read", "answer that first, then drop them again");
  for (const auto& path : paths)
    if (std::ranges::find(workspace.offered_files, path) == workspace.offered_files.end()) workspace.offered_files.push_back(path);
  workspace.dialog = Dialog::ImportFiles;
}

bool is_planning(const Workspace& workspace) {
  for (std::size_t i = 0; workspace.pending_sheets && i < workspace.pending_sheets->tables.size(); ++i)
    if (workspace.jobs.busy(plan_channel(i))) return true;
  return false;
}

void forget_sheets(Workspace& workspace) {
  for (std::size_t i = 0; workspace.pending_sheets && i < workspace.pending_sheets->tables.size(); ++i) workspace.jobs.cancel_channel(plan_channel(i));
  workspace.pending_sheets.reset();
}

void import_files(Workspace& workspace, const std::vector<std::filesystem::path>& paths, const ingest::ImportOptions& about) {
  if (!workspace.session || paths.empty()) return;
  workspace.import_about = about;
  workspace.offered_files.clear();
  workspace.jobs.start("import", "Reading evidence",
                       [&workspace, paths, about, reader = workspace.reader, snapshot = workspace.session->snapshot()](base::Progress& progress) -> Result<Jobs::Delivery> {
                         ingest::ReadOptions reading;
                         reading.keep_sheets = true;
                         auto read = ingest::read_paths(paths, {}, progress, reading, reader);
                         if (!read) return tl::unexpected(read.error());
                         const auto draft = std::make_shared<const ingest::Draft>(std::move(*read));
                         auto sheets = look_at_sheets(draft, saved_mappings().mappings);
                         if (sheets.tables.empty()) return reviewed(workspace, *snapshot, *draft, about, progress);
                         const Masking masked(*snapshot, model::Names(snapshot));
                         for (auto& plan : sheets.plan) hide_names_in(plan, masked);
                         return [&workspace, sheets = std::move(sheets)]() mutable {
                           forget_sheets(workspace);
                           workspace.pending_sheets = std::move(sheets);
                           workspace.dialog = Dialog::MapSheets;
                         };
                       },
                       complaining(workspace));
}

void change_reading(Workspace& workspace, std::size_t sheet, SheetReading reading) {
  if (!workspace.session || !workspace.pending_sheets) return;
  auto& pending = *workspace.pending_sheets;
  pending.readings[sheet] = std::move(reading);
  workspace.jobs.start(plan_channel(sheet), "Working out what would be created",
                       [&workspace, pending, sheet, snapshot = workspace.session->snapshot()](base::Progress&) -> Result<Jobs::Delivery> {
                         auto plan = plan_for(pending, sheet, pending.readings[sheet]);
                         hide_names_in(plan, Masking(*snapshot, model::Names(snapshot)));
                         return [&workspace, sheet, plan = std::move(plan)]() mutable {
                           if (workspace.pending_sheets && sheet < workspace.pending_sheets->plan.size()) workspace.pending_sheets->plan[sheet] = std::move(plan);
                         };
                       },
                       complaining(workspace));
}

void import_sheets(Workspace& workspace) {
  if (!workspace.session || !workspace.pending_sheets) return;
  workspace.dialog = Dialog::None;
  workspace.jobs.start("import", "Reading evidence",
                       [&workspace, pending = *workspace.pending_sheets, about = workspace.import_about,
                        snapshot = workspace.session->snapshot()](base::Progress& progress) -> Result<Jobs::Delivery> {
                         const auto draft = mapped_draft(pending);
                         if (!draft) return tl::unexpected(draft.error());
                         return reviewed(workspace, *snapshot, *draft, about, progress);
                       },
                       [&workspace](const Error& error) {
                         complain(workspace, error);
                         if (workspace.pending_sheets) workspace.dialog = Dialog::MapSheets; // for another try
                       });
}

void confirm_import(Workspace& workspace) {
  if (!workspace.session || !workspace.pending_import) return;
  const auto pending = std::move(*workspace.pending_import);
  workspace.pending_import.reset();
  if (pending.batch.edits.empty()) return tell(workspace, "Nothing new in these files.");
  if (!perform(workspace, pending.batch)) return;
  workspace.session->view.fit_wanted = true;
  tell(workspace, import_summary(pending));
}

} // namespace cuibono::app
