#include "ui/file_chooser.h"

#include <algorithm>
#include <misc/cpp/imgui_stdlib.h>

#include "base/text.h"
#include "ui/widgets.h"

namespace cuibono::ui {
namespace {

namespace fs = std::filesystem;
constexpr const char* kExtension = ".cuibono";
constexpr std::size_t kMostEntries = 2000;

fs::path folder_of(const std::string& typed) {
  const fs::path path = typed;
  std::error_code failed;
  return typed.ends_with('/') || fs::is_directory(path, failed) ? path : path.parent_path();
}

// What is typed behind the last folder: narrows the listing.
std::string beginning(const FileChooserState& state) {
  return state.path.ends_with('/') || fs::path(state.path) == state.listed ? std::string() : fs::path(state.path).filename().string();
}

void list_folder(FileChooserState& state, const fs::path& folder) {
  state.listed = folder;
  state.entries.clear();
  std::error_code failed;
  for (auto entry = fs::directory_iterator(folder, fs::directory_options::skip_permission_denied, failed);
       !failed && entry != fs::directory_iterator() && state.entries.size() < kMostEntries; entry.increment(failed)) {
    const std::string name = entry->path().filename().string();
    std::error_code unknown;
    if (!name.starts_with('.')) state.entries.push_back({name, entry->is_directory(unknown)});
  }
  std::ranges::sort(state.entries, [](const auto& a, const auto& b) {
    return std::tuple(!a.is_folder, base::to_lower(a.name)) < std::tuple(!b.is_folder, base::to_lower(b.name));
  });
}

bool fits(const FileChooserState::Entry& entry, Choose what, const std::string& start) {
  if (!base::to_lower(entry.name).starts_with(base::to_lower(start))) return false;
  return entry.is_folder || what == Choose::Evidence || entry.name.ends_with(kExtension);
}

// One line of the listing; true when it was double clicked and is what is looked for.
bool draw_entry(FileChooserState& state, const FileChooserState::Entry& entry, Choose what) {
  const std::string label = entry.is_folder ? entry.name + "/" : entry.name;
  const bool pressed = ImGui::Selectable(label.c_str(), fs::path(state.path).filename() == entry.name,
                                         ImGuiSelectableFlags_AllowDoubleClick | ImGuiSelectableFlags_NoAutoClosePopups);
  if (!pressed) return false;
  const bool twice = ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
  const bool enters = entry.is_folder && (twice || what != Choose::Evidence);
  state.path = (state.listed / entry.name).string() + (enters ? "/" : "");
  return twice && !entry.is_folder;
}

} // namespace

void reset_chooser(FileChooserState& state, const app::Settings& settings) {
  std::error_code failed;
  const fs::path home = app::environment("HOME", "/");
  fs::path start = settings.recent.empty() ? home : settings.recent.front().parent_path();
  if (!fs::is_directory(start, failed)) start = home;
  state = {};
  state.path = start.string() + (start == "/" ? "" : "/");
}

fs::path chosen_path(const FileChooserState& state, Choose what) {
  fs::path path(std::string(base::trim(state.path)));
  if (what == Choose::NewCaseFile && path.extension() != kExtension && path.has_filename()) path += kExtension;
  return path;
}

bool draw_chooser(const FrameView& view, FileChooserState& state, Choose what) {
  muted_text(view, what == Choose::Evidence ? "File, or folder of case tables" : "Case file (.cuibono)");
  if (state.focus) ImGui::SetKeyboardFocusHere();
  state.focus = false;
  ImGui::SetNextItemWidth(-1);
  bool chosen = ImGui::InputText("##path", &state.path, ImGuiInputTextFlags_EnterReturnsTrue);
  const auto folder = folder_of(state.path);
  if (folder != state.listed) list_folder(state, folder);
  const float height = std::min(view.grid(56), ImGui::GetMainViewport()->WorkSize.y * .26f); // so that the buttons below stay in sight
  if (ImGui::BeginChild("listing", {0, height}, ImGuiChildFlags_Borders)) {
    const std::string start = beginning(state);
    if (state.listed.has_parent_path() && ImGui::Selectable("..", false, ImGuiSelectableFlags_NoAutoClosePopups)) {
      const auto up = (state.path.ends_with('/') ? state.listed.parent_path() : state.listed).parent_path();
      state.path = up.string() + (up == "/" ? "" : "/");
    }
    int place = 0;
    for (const auto& entry : state.entries) {
      ImGui::PushID(place++);
      if (fits(entry, what, start) && draw_entry(state, entry, what)) chosen = true;
      ImGui::PopID();
    }
  }
  ImGui::EndChild();
  return chosen && !chosen_path(state, what).empty();
}

} // namespace cuibono::ui
