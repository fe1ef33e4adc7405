#pragma once
// Choosing a file or folder inside the window: a path to type, and a listing that completes it.

#include <filesystem>
#include <string>
#include <vector>

#include "ui/frame.h"

namespace cuibono::ui {

enum class Choose { ExistingCase, NewCaseFile, Evidence };

struct FileChooserState {
  std::string path;                  ///< as typed
  std::filesystem::path listed;      ///< folder of `entries`
  struct Entry {
    std::string name;
    bool is_folder = false;
  };
  std::vector<Entry> entries;
  bool focus = true;
};

/// Starts in the folder of the newest recent case, else in the home folder.
void reset_chooser(FileChooserState& state, const app::Settings& settings);

/// Draws the field and the listing; true when a file (for evidence: or a folder) was chosen by Enter or double click.
bool draw_chooser(const FrameView& view, FileChooserState& state, Choose what);

/// What is typed, as a path.
std::filesystem::path chosen_path(const FileChooserState& state, Choose what);

} // namespace cuibono::ui
