#pragma once
// The actions that several panels offer.

#include "ui/frame.h"

namespace cuibono::ui {

/// Ctrl adds or takes away, Shift adds, otherwise it replaces.
inline app::How how_to_select() {
  const ImGuiIO& io = ImGui::GetIO();
  return io.KeyCtrl ? app::How::Toggle : io.KeyShift ? app::How::Add : app::How::Replace;
}

enum class Reveal { No, Center };

/// Selects an entity everywhere; Center also brings it into sight on the chart.
inline void select_entity(Actions& actions, app::EntityId id, app::How how = app::How::Replace, Reveal reveal = Reveal::No) {
  actions.push_back([=](app::Workspace& workspace) {
    if (!workspace.session) return;
    app::select_entity(workspace.session->view.selection, id, how);
    if (reveal == Reveal::Center) workspace.session->view.center_wanted = true;
  });
}

inline void select_tie(Actions& actions, app::TieId id) {
  actions.push_back([=](app::Workspace& workspace) {
    if (workspace.session) app::select_tie(workspace.session->view.selection, id);
  });
}

inline void select_payment(Actions& actions, app::PaymentId id) {
  actions.push_back([=](app::Workspace& workspace) {
    if (workspace.session) app::select_payment(workspace.session->view.selection, id);
  });
}

inline void select_exhibit(Actions& actions, model::ExhibitId id) {
  actions.push_back([=](app::Workspace& workspace) {
    if (workspace.session) app::select_exhibit(workspace.session->view.selection, id);
  });
}

/// Runs a command of the table, if it is enabled.
inline void run_command(Actions& actions, const FrameView& view, const char* id) {
  actions.push_back([&commands = view.commands, id](app::Workspace& workspace) { app::run_command(commands, id, workspace); });
}

} // namespace cuibono::ui
