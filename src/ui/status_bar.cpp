#include <algorithm>
#include <fmt/core.h>

#include "app/words.h"
#include "ui/shell.h"
#include "ui/widgets.h"

namespace cuibono::ui {
namespace {

void draw_jobs(const FrameView& view, Actions& actions) {
  for (const auto& job : view.workspace.jobs.running()) {
    ImGui::PushID(job.id);
    ImGui::TextUnformatted(job.title.c_str());
    ImGui::SameLine();
    const float fraction = job.fraction < 0 ? static_cast<float>(-ImGui::GetTime()) : static_cast<float>(job.fraction);
    ImGui::ProgressBar(fraction, {view.grid(30), ImGui::GetTextLineHeight()}, "");
    ImGui::SameLine();
    if (ImGui::SmallButton("Stop")) actions.push_back([id = job.id](app::Workspace& workspace) { workspace.jobs.cancel(id); });
    ImGui::SameLine(0, view.grid(4));
    ImGui::PopID();
  }
}

std::string right_text(const FrameView& view) {
  const auto& session = *view.workspace.session;
  const auto& vault = view.workspace.vault;
  return fmt::format("{}revision {}   {}   {}", vault.is_open() ? app::vault_text(vault.seconds_left(view.workspace.now)) + "   " : "",
                     session.snapshot()->revision, session.author(), session.file().is_read_only()  ? "read-only"
                     : session.file().is_encrypted() ? "encrypted"
                                                     : "not encrypted");
}

std::string left_text(const FrameView& view, std::size_t hidden_labels) {
  std::string text = app::counts_text(view.workspace.derived.counts());
  const auto& hidden = view.workspace.derived.chart().hidden;
  if (hidden.folded > 0) text += fmt::format("; {} drawn as their holder", app::counted(hidden.folded, "account"));
  if (hidden_labels > 0) text += fmt::format("; {} without room", app::counted(hidden_labels, "label"));
  return text;
}

} // namespace

float status_bar_height(const FrameView& view) { return ImGui::GetTextLineHeight() + view.grid(3); }

void draw_status_bar(const FrameView& view, float height, std::size_t hidden_labels, Actions& actions) {
  const ImGuiViewport* viewport = ImGui::GetMainViewport();
  ImGui::SetNextWindowPos({viewport->WorkPos.x, viewport->WorkPos.y + viewport->WorkSize.y - height});
  ImGui::SetNextWindowSize({viewport->WorkSize.x, height});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {view.grid(3), view.grid(1.5f)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, {1, 1});
  ImGui::PushStyleColor(ImGuiCol_WindowBg, view.palette.raised);
  ImGui::PushStyleColor(ImGuiCol_Text, view.palette.muted);
  ImGui::Begin("status", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
  draw_jobs(view, actions);
  if (view.workspace.session) {
    const std::string right = right_text(view);
    const float right_x = ImGui::GetWindowWidth() - ImGui::CalcTextSize(right.c_str()).x - view.grid(3);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::PushClipRect(at, {ImGui::GetWindowPos().x + right_x - view.grid(4), at.y + height}, true);
    const std::string left = left_text(view, hidden_labels);
    ImGui::TextUnformatted(left.c_str());
    ImGui::PopClipRect();
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", left.c_str());
    ImGui::SameLine(right_x);
    ImGui::TextUnformatted(right.c_str());
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", view.workspace.session->path().c_str());
  } else if (!view.workspace.jobs.busy()) {
    ImGui::TextUnformatted("No case is open");
  }
  ImGui::End();
  ImGui::PopStyleColor(2);
  ImGui::PopStyleVar(3);
}

void draw_toasts(const FrameView& view, Actions& actions) {
  const ImGuiViewport* viewport = ImGui::GetMainViewport();
  float bottom = viewport->WorkPos.y + viewport->WorkSize.y - status_bar_height(view) - view.grid(4);
  const float left = viewport->WorkPos.x + viewport->WorkSize.x * .5f;
  for (std::size_t i = view.workspace.toasts.size(); i-- > 0;) {
    const auto& toast = view.workspace.toasts[i];
    const bool problem = toast.tone == app::Tone::Problem;
    ImGui::SetNextWindowPos({left, bottom}, ImGuiCond_Always, {.5f, 1});
    ImGui::SetNextWindowSizeConstraints({0, 0}, {view.grid(150), 1000});
    ImGui::PushStyleColor(ImGuiCol_Border, problem ? view.palette.bad : view.palette.good);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {view.grid(4), view.grid(2.5f)});
    ImGui::Begin(fmt::format("toast {}", i).c_str(), nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoFocusOnAppearing);
    ImGui::PushTextWrapPos(view.grid(140));
    ImGui::TextColored(problem ? view.palette.bad : view.palette.text, "%s", toast.text.c_str());
    ImGui::PopTextWrapPos();
    if (ImGui::IsWindowHovered() && ImGui::IsMouseClicked(ImGuiMouseButton_Left))
      actions.push_back([text = toast.text](app::Workspace& workspace) {
        std::erase_if(workspace.toasts, [&](const app::Toast& other) { return other.text == text; });
      });
    bottom -= ImGui::GetWindowHeight() + view.grid(2);
    ImGui::End();
    ImGui::PopStyleVar();
    ImGui::PopStyleColor();
  }
}

} // namespace cuibono::ui
