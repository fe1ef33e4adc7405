#include "ui/test_hooks.h"

#include <fmt/core.h>
#include <imgui.h>
#include <imgui_internal.h>

#include "base/file.h"

namespace cuibono::ui {

void UiMap::clear() {
  items_.clear();
  place_of_.clear();
  early_.clear();
}

void UiMap::place(unsigned id, const MappedItem& item) {
  place_of_[id] = items_.size();
  items_.emplace_back(id, item);
  if (const auto label = early_.find(id); label != early_.end()) items_.back().second.label = label->second;
}

void UiMap::name(unsigned id, const char* label) {
  if (!label) return;
  const auto at = place_of_.find(id);
  if (at != place_of_.end()) items_[at->second].second.label = label;
  else early_[id] = label;
}

const char* UiMap::label_of(unsigned id) const {
  const auto at = place_of_.find(id);
  return at == place_of_.end() ? "" : items_[at->second].second.label.c_str();
}

void UiMap::add(MappedItem item) { items_.emplace_back(0, std::move(item)); }

std::vector<MappedItem> UiMap::items() const {
  std::vector<MappedItem> named;
  for (const auto& [id, item] : items_)
    if (!item.label.empty()) named.push_back(item);
  return named;
}

const MappedItem* UiMap::find(const std::string& label) const {
  for (const auto& [id, item] : items_)
    if (!item.label.empty() && (item.label == label || item.label.substr(0, item.label.find("##")) == label)) return &item;
  return nullptr;
}

void UiMap::write(const std::filesystem::path& path) {
  std::string text;
  for (const MappedItem& item : items())
    text += fmt::format("{}\t{:.0f}\t{:.0f}\t{:.0f}\t{:.0f}\t{}\n", item.label, item.x, item.y, item.width, item.height, item.window);
  if (text == written_) return;
  if (base::write_file(path, text)) written_ = std::move(text);
}

#ifdef IMGUI_ENABLE_TEST_ENGINE

void attach(ImGuiContext* context, UiMap* map) {
  context->TestEngine = map;
  context->TestEngineHookItems = map != nullptr;
}

void report_item(const std::string& label, float x, float y, float width, float height) {
  const ImGuiContext* context = ImGui::GetCurrentContext();
  if (context && context->TestEngine) static_cast<UiMap*>(context->TestEngine)->add({label, "chart", x, y, width, height});
}

#else

void attach(ImGuiContext*, UiMap*) {}
void report_item(const std::string&, float, float, float, float) {}

#endif

} // namespace cuibono::ui

#ifdef IMGUI_ENABLE_TEST_ENGINE

// The four functions that Dear ImGui calls; their names and types are its own.
void ImGuiTestEngineHook_ItemAdd(ImGuiContext* ctx, ImGuiID id, const ImRect& bb, const ImGuiLastItemData*) {
  auto* map = static_cast<cuibono::ui::UiMap*>(ctx->TestEngine);
  const ImGuiWindow* window = ctx->CurrentWindow;
  if (!map || id == 0 || !window) return;
  ImRect visible = bb;
  visible.ClipWithFull(window->ClipRect);
  if (visible.GetWidth() < 1 || visible.GetHeight() < 1) return; // cannot be pressed
  map->place(id, {"", window->Name, visible.Min.x, visible.Min.y, visible.GetWidth(), visible.GetHeight()});
}

void ImGuiTestEngineHook_ItemInfo(ImGuiContext* ctx, ImGuiID id, const char* label, ImGuiItemStatusFlags) {
  if (auto* map = static_cast<cuibono::ui::UiMap*>(ctx->TestEngine)) map->name(id, label);
}

void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}

const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext* ctx, ImGuiID id) {
  const auto* map = static_cast<const cuibono::ui::UiMap*>(ctx->TestEngine);
  return map ? map->label_of(id) : "";
}

#endif
