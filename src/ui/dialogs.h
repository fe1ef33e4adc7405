#pragma once
// What the user is asked, one dialog at a time; each is a function of its own. Which one is open is the workspace's.

#include <string>

#include "app/import_report.h"
#include "ui/file_chooser.h"
#include "ui/frame.h"

namespace cuibono::ui {

struct EntityForm {
  model::Entity row;
  std::string aliases; ///< parted by semicolons
};

struct TieForm {
  model::Tie row;
  std::string share; ///< in percent; empty: none
  std::string from, to;
  model::ExhibitId exhibit;
  std::string locator;
};

struct DialogState {
  app::Dialog open = app::Dialog::None; ///< that the forms below were filled for
  FileChooserState chooser;
  app::NewCase new_case;
  std::string passphrase, again; ///< as typed; forgotten with the dialog
  std::string reason; ///< why an identity is to be shown
  bool unencrypted = false;
  EntityForm entity;
  TieForm tie;
  model::Citation citation;
  bool keep_second = false; ///< of a merge
  std::string filter;       ///< of a list to choose from
  app::AboutFiles about;     ///< of an import
  bool were_offered = false; ///< its files were dropped on the window
  std::size_t sheet = 0;    ///< whose columns are shown
  bool save_mappings = true; ///< for the next file with the same columns
  std::string problem;      ///< why the form cannot be taken as it is
  std::string command;      ///< typed into the palette
  int chosen = 0;           ///< line of the palette
};

void draw_dialogs(const FrameView& view, DialogState& state, Actions& actions);

} // namespace cuibono::ui
