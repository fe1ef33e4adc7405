#include <algorithm>
#include <fmt/core.h>
#include <imgui.h>
#include <misc/cpp/imgui_stdlib.h>

#include "app/words.h"
#include "ui/dialog_parts.h"
#include "ui/widgets.h"

namespace cuibono::ui {
namespace {

void draw_open(const FrameView& view, DialogState& state, Actions& actions) {
  const bool chosen = draw_chooser(view, state.chooser, Choose::ExistingCase);
  if (!accept_row(view, state, "Open", actions) && !chosen) return;
  actions.push_back([path = chosen_path(state.chooser, Choose::ExistingCase)](app::Workspace& workspace) {
    workspace.dialog = app::Dialog::None;
    app::open_case(workspace, path);
  });
}

void draw_passphrase(const FrameView& view, DialogState& state, Actions& actions) {
  muted_text(view, view.workspace.locked_case.filename().string() + " is encrypted. Your own passphrase opens it, or the recovery code.");
  field_label(view, "Passphrase");
  if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
  const bool entered = ImGui::InputText("##passphrase", &state.passphrase, ImGuiInputTextFlags_Password | ImGuiInputTextFlags_EnterReturnsTrue);
  if (!accept_row(view, state, "Unlock", actions) && !entered) return;
  if (state.passphrase.empty()) return void(state.problem = "Type the passphrase.");
  actions.push_back([passphrase = state.passphrase](app::Workspace& workspace) {
    workspace.dialog = app::Dialog::None;
    app::open_case(workspace, workspace.locked_case, passphrase);
  });
  state.passphrase.assign(state.passphrase.size(), ' ');
  state.passphrase.clear();
}

void draw_recovery_code(const FrameView& view, Actions& actions) {
  bold_text(view, view.workspace.recovery_code);
  ImGui::Spacing();
  muted_text(view, "It opens the case and its vault of victims' names if every passphrase is lost. Keep it locked away. It is shown this once and kept nowhere.");
  ImGui::Spacing();
  if (!ImGui::Button("I have written it down")) return;
  actions.push_back([](app::Workspace& workspace) {
    workspace.recovery_code.clear();
    workspace.dialog = app::Dialog::None;
  });
}

void draw_new_passphrase(const FrameView& view, DialogState& state) {
  ImGui::BeginDisabled(state.unencrypted);
  field_label(view, "Passphrase");
  ImGui::InputTextWithHint("##passphrase", "8 characters or more: several words do well", &state.passphrase, ImGuiInputTextFlags_Password);
  field_label(view, "The same again");
  ImGui::InputText("##again", &state.again, ImGuiInputTextFlags_Password);
  ImGui::EndDisabled();
  ImGui::Checkbox("Do not encrypt: for demonstration and training data only", &state.unencrypted);
}

// What is wrong with it, or empty.
std::string passphrase_problem(const DialogState& state) {
  if (state.unencrypted) return {};
  if (state.passphrase.size() < protect::kShortestPassphrase) return "The passphrase needs 8 characters or more.";
  return state.passphrase == state.again ? std::string() : std::string("The two passphrases differ.");
}

void draw_new(const FrameView& view, DialogState& state, Actions& actions) {
  field_label(view, "Title");
  ImGui::InputText("##title", &state.new_case.title);
  field_label(view, "Currency");
  ImGui::InputTextWithHint("##currency", "ISO 4217, such as EUR", &state.new_case.currency);
  field_label(view, "Jurisdiction");
  ImGui::InputTextWithHint("##jurisdiction", "Country code", &state.new_case.jurisdiction);
  ImGui::Spacing();
  draw_chooser(view, state.chooser, Choose::NewCaseFile);
  draw_new_passphrase(view, state);
  if (!accept_row(view, state, "Create", actions)) return;
  state.new_case.path = chosen_path(state.chooser, Choose::NewCaseFile);
  if (!state.new_case.path.has_filename() || state.chooser.path.ends_with('/')) {
    state.problem = "The case needs a file name; type one behind the folder.";
    return;
  }
  state.problem = passphrase_problem(state);
  if (!state.problem.empty()) return;
  state.new_case.passphrase = state.unencrypted ? std::string() : state.passphrase;
  actions.push_back([wanted = state.new_case](app::Workspace& workspace) { app::create_case(workspace, wanted); });
}

// The exhibit that rows without one will rest on.
void draw_about(const FrameView& view, app::AboutFiles& about) {
  field_label(view, "Exhibit");
  ImGui::InputTextWithHint("##exhibit", "Its id, such as E17; without one, what the file says supports nothing", &about.exhibit);
  field_label(view, "Lineage");
  ImGui::InputTextWithHint("##lineage", "The original source, such as Bank-A1", &about.lineage);
  field_label(view, "Grade");
  ImGui::InputTextWithHint("##grade", "Such as B2", &about.grade);
  field_label(view, "Handling");
  ImGui::InputTextWithHint("##handling", "Such as P, or C", &about.handling);
  ImGui::Spacing();
}

// The files that were dropped; any of them can be left out again.
void draw_offered(const FrameView& view, Actions& actions) {
  const auto& files = view.workspace.offered_files;
  bold_text(view, app::counted(files.size(), "file or folder", "files and folders"));
  const float row = ImGui::GetFrameHeightWithSpacing(), most = std::min(view.grid(56), ImGui::GetMainViewport()->WorkSize.y * .26f);
  if (ImGui::BeginChild("offered", {0, std::min(most, row * static_cast<float>(files.size()) + view.grid(3))}, ImGuiChildFlags_Borders)) {
    for (std::size_t i = 0; i < files.size(); ++i) {
      ImGui::PushID(static_cast<int>(i));
      if (ImGui::SmallButton("Leave out")) actions.push_back([i](app::Workspace& workspace) {
        if (i < workspace.offered_files.size()) workspace.offered_files.erase(workspace.offered_files.begin() + static_cast<std::ptrdiff_t>(i));
      });
      ImGui::SameLine();
      cell_text(files[i].filename().empty() ? files[i].string() : files[i].filename().string());
      ImGui::PopID();
    }
  }
  ImGui::EndChild();
}

void draw_import(const FrameView& view, DialogState& state, Actions& actions) {
  state.were_offered = state.were_offered || !view.workspace.offered_files.empty();
  if (state.were_offered && view.workspace.offered_files.empty()) return close_dialog(actions); // all were left out
  bool chosen = false;
  if (state.were_offered) draw_offered(view, actions);
  else chosen = draw_chooser(view, state.chooser, Choose::Evidence);
  ImGui::Spacing();
  draw_about(view, state.about);
  muted_text(view, std::string(view.workspace.offered_files.size() > 1 ? "The exhibit is that of all these files: drop files of another exhibit by themselves. " : "") +
                       "Nothing enters the case before you have seen what was read and confirmed it.");
  if (!accept_row(view, state, "Read", actions) && !chosen) return;
  const auto about = app::import_options(state.about);
  if (!about) return void(state.problem = base::sentence(about.error()));
  const auto paths = state.were_offered ? view.workspace.offered_files : std::vector{chosen_path(state.chooser, Choose::Evidence)};
  actions.push_back([about = *about, paths](app::Workspace& workspace) {
    workspace.dialog = app::Dialog::None;
    app::import_files(workspace, paths, about);
  });
}

void draw_file_report(const FrameView& view, const ingest::FileReport& file) {
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  cell_text(std::filesystem::path(file.path).filename().string());
  ImGui::TableNextColumn();
  cell_text(file.format);
  for (const auto count : {file.rows, file.accepted, file.rejected}) {
    ImGui::TableNextColumn();
    cell_number(fmt::format("{}", count));
  }
  constexpr std::size_t kMostRejects = 20;
  for (std::size_t i = 0; i < file.rejects.size() && i < kMostRejects; ++i) {
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    wrapped_text(fmt::format("row {}: {}", file.rejects[i].row, file.rejects[i].reason), view.palette.bad);
  }
}

void draw_review(const FrameView& view, DialogState& state, Actions& actions) {
  if (!view.workspace.pending_import) return close_dialog(actions);
  const auto& pending = *view.workspace.pending_import;
  muted_text(view, "This was read. It becomes one step of the journal, which can be undone.");
  constexpr ImGuiTableFlags kFlags = ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersOuterH | ImGuiTableFlags_ScrollY | ImGuiTableFlags_Resizable;
  if (ImGui::BeginTable("files", 5, kFlags, {0, std::min(view.grid(60), ImGui::GetMainViewport()->WorkSize.y * .45f)})) {
    ImGui::TableSetupScrollFreeze(0, 1);
    ImGui::TableSetupColumn("File", ImGuiTableColumnFlags_WidthStretch, 3);
    ImGui::TableSetupColumn("Format", ImGuiTableColumnFlags_WidthStretch, 1);
    for (const char* title : {"Rows", "Accepted", "Rejected"}) ImGui::TableSetupColumn(title, ImGuiTableColumnFlags_WidthFixed | ImGuiTableColumnFlags_NoHeaderLabel, view.grid(19));
    headers_row();
    for (const auto& file : pending.files) draw_file_report(view, file);
    ImGui::EndTable();
  }
  for (const auto& remark : pending.remarks) muted_text(view, remark);
  if (accept_row(view, state, "Import", actions))
    actions.push_back([](app::Workspace& workspace) {
      app::confirm_import(workspace);
      workspace.dialog = app::Dialog::None;
    });
}

} // namespace

void draw_case_dialogs(const FrameView& view, DialogState& state, Actions& actions) {
  if (state.open == app::Dialog::OpenCase) draw_open(view, state, actions);
  if (state.open == app::Dialog::Passphrase) draw_passphrase(view, state, actions);
  if (state.open == app::Dialog::RecoveryCode) draw_recovery_code(view, actions);
  if (state.open == app::Dialog::NewCase) draw_new(view, state, actions);
  if (state.open == app::Dialog::ImportFiles) draw_import(view, state, actions);
  if (state.open == app::Dialog::ReviewImport) draw_review(view, state, actions);
}

} // namespace cuibono::ui
