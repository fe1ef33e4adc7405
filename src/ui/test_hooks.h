#pragma once
// Where every widget of the last frame is, by its label: tests press real buttons with it. Compiled only when Dear ImGui
// has its test hooks (CUIBONO_UI_HOOKS); otherwise the functions are there and do nothing.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

struct ImGuiContext;

namespace cuibono::ui {

struct MappedItem {
  std::string label;  ///< as passed to the widget, `##` part included
  std::string window; ///< of the window it is in
  float x = 0, y = 0, width = 0, height = 0; ///< pixels from the window's upper left
};

/// One frame's items. Owned by whoever attaches it to a context, and must outlive the context's last frame.
class UiMap {
 public:
  /// Before each frame.
  void clear();

  void place(unsigned id, const MappedItem& item);
  void name(unsigned id, const char* label);
  const char* label_of(unsigned id) const;

  /// A thing that is drawn and can be pressed but is no widget, such as an entity on the chart.
  void add(MappedItem item);

  /// In the order in which they were drawn; items without a label are left out.
  std::vector<MappedItem> items() const;

  /// The first item with that label, or with that text before `##`; null when there is none.
  const MappedItem* find(const std::string& label) const;

  /// Writes `label TAB x TAB y TAB width TAB height TAB window` lines if they changed since the last time.
  void write(const std::filesystem::path& path);

 private:
  std::vector<std::pair<unsigned, MappedItem>> items_;
  std::map<unsigned, std::size_t> place_of_;
  std::map<unsigned, std::string> early_; ///< labels that were told before the place, as tabs do
  std::string written_;
};

/// From now on the context's widgets report to `map` (null: no longer).
void attach(ImGuiContext* context, UiMap* map);

/// Reports something drawn that is no widget, if a map is attached to the current context.
void report_item(const std::string& label, float x, float y, float width, float height);

} // namespace cuibono::ui
