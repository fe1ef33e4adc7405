#include <array>
#include <fontconfig/fontconfig.h>
#include <memory>
#include <misc/freetype/imgui_freetype.h>
#include <string>

#include "ui/theme.h"

namespace cuibono::ui {
namespace {

struct PatternDeleter {
  void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};
using Pattern = std::unique_ptr<FcPattern, PatternDeleter>;

enum class Weight { Regular, Bold };

struct FontFile {
  std::string path; ///< empty: the family is not installed
  int index = 0;    ///< in a collection
};

FontFile find_font(const char* family, Weight weight) {
  const Pattern wanted(FcPatternCreate());
  FcPatternAddString(wanted.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(family));
  FcPatternAddInteger(wanted.get(), FC_WEIGHT, weight == Weight::Bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
  FcConfigSubstitute(nullptr, wanted.get(), FcMatchPattern);
  FcDefaultSubstitute(wanted.get());
  FcResult outcome{};
  const Pattern found(FcFontMatch(nullptr, wanted.get(), &outcome));
  if (!found) return {};
  FcChar8* got_family = nullptr;
  FcChar8* path = nullptr;
  FontFile file;
  if (FcPatternGetString(found.get(), FC_FAMILY, 0, &got_family) != FcResultMatch) return {};
  if (std::string(reinterpret_cast<const char*>(got_family)) != family) return {}; // a substitute
  if (FcPatternGetString(found.get(), FC_FILE, 0, &path) != FcResultMatch) return {};
  FcPatternGetInteger(found.get(), FC_INDEX, 0, &file.index);
  file.index &= 0xFFFF; // the upper half names an instance of a variable font
  file.path = reinterpret_cast<const char*>(path);
  return file;
}

constexpr std::array kScripts{"Noto Sans Thai", "Noto Sans Lao", "Noto Sans Khmer", "Noto Sans Myanmar", "Noto Sans Arabic",
                              "Noto Sans Devanagari", "Noto Sans Bengali", "Noto Sans CJK SC", "Noto Sans Symbols2"};

ImFont* add_font(Weight weight) {
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  ImFontConfig config;
  config.FontLoaderFlags = ImGuiFreeTypeLoaderFlags_LightHinting;
  ImFont* font = nullptr;
  const auto latin = find_font("Noto Sans", weight);
  if (!latin.path.empty()) font = atlas->AddFontFromFileTTF(latin.path.c_str(), 15, &config);
  if (!font) return atlas->AddFontDefault();
  config.MergeMode = true;
  for (const char* family : kScripts) {
    const auto script = find_font(family, weight);
    config.FontNo = static_cast<ImU32>(script.index);
    if (!script.path.empty()) atlas->AddFontFromFileTTF(script.path.c_str(), 15, &config);
  }
  return font;
}

} // namespace

Fonts load_fonts() {
  ImGui::GetIO().Fonts->SetFontLoader(ImGuiFreeType::GetFontLoader());
  Fonts fonts;
  fonts.regular = add_font(Weight::Regular);
  fonts.bold = add_font(Weight::Bold);
  ImGui::GetIO().FontDefault = fonts.regular;
  return fonts;
}

} // namespace cuibono::ui
