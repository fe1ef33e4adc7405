#include "render/fonts.h"

#include <algorithm>
#include <array>
#include <fontconfig/fontconfig.h>
#include <hb-ft.h>
#include <string>
#include <string_view>
#include <unordered_map>

namespace cuibono::render {
namespace {

struct FreeCharSet {
  void operator()(FcCharSet* set) const { FcCharSetDestroy(set); }
};

struct Candidate {
  std::string path;
  int index = 0; ///< in a collection
  bool is_noto_sans = false;
  std::unique_ptr<FcCharSet, FreeCharSet> characters;
  Font font;
  int size_64 = 0;
  bool failed = false;
};

std::string family_of(FcPattern* pattern) {
  FcChar8* family = nullptr;
  return FcPatternGetString(pattern, FC_FAMILY, 0, &family) == FcResultMatch ? reinterpret_cast<const char*>(family) : "";
}

void add_candidate(FcPattern* pattern, std::vector<Candidate>& candidates) {
  FcChar8* path = nullptr;
  FcCharSet* characters = nullptr;
  FcBool scalable = FcFalse;
  FcPatternGetBool(pattern, FC_SCALABLE, 0, &scalable);
  if (!scalable || FcPatternGetString(pattern, FC_FILE, 0, &path) != FcResultMatch ||
      FcPatternGetCharSet(pattern, FC_CHARSET, 0, &characters) != FcResultMatch)
    return;
  Candidate candidate{.path = reinterpret_cast<const char*>(path)};
  FcPatternGetInteger(pattern, FC_INDEX, 0, &candidate.index);
  candidate.is_noto_sans = family_of(pattern).starts_with("Noto Sans");
  candidate.characters.reset(FcCharSetCopy(characters));
  candidates.push_back(std::move(candidate));
}

// Nearest to Noto Sans of that weight first; among fallbacks, its sisters before serifs and others.
std::vector<Candidate> find_fonts(FcConfig* config, Weight weight) {
  std::vector<Candidate> candidates;
  FcPattern* wanted = FcPatternCreate();
  FcPatternAddString(wanted, FC_FAMILY, reinterpret_cast<const FcChar8*>("Noto Sans"));
  FcPatternAddInteger(wanted, FC_WEIGHT, weight == Weight::Bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
  FcPatternAddInteger(wanted, FC_SLANT, FC_SLANT_ROMAN);
  FcConfigSubstitute(config, wanted, FcMatchPattern);
  FcDefaultSubstitute(wanted);
  FcResult outcome{};
  if (FcFontSet* found = FcFontSort(config, wanted, FcFalse, nullptr, &outcome)) {
    for (int i = 0; i < found->nfont; ++i) add_candidate(found->fonts[i], candidates);
    FcFontSetDestroy(found);
  }
  FcPatternDestroy(wanted);
  if (!candidates.empty()) std::stable_partition(candidates.begin() + 1, candidates.end(), [](const Candidate& c) { return c.is_noto_sans; });
  return candidates;
}

} // namespace

struct Fonts::Parts {
  FT_Library library = nullptr;
  std::vector<Candidate> candidates; ///< regular ones, then bold ones
  std::array<int, 2> first{};        ///< of each weight
  std::unordered_map<std::uint64_t, int> by_character;

  ~Parts() {
    for (Candidate& c : candidates) {
      if (c.font.shaper) hb_font_destroy(c.font.shaper);
      if (c.font.face) FT_Done_Face(c.font.face);
    }
    if (library) FT_Done_FreeType(library);
  }
};

base::Result<Fonts> Fonts::open() {
  auto parts = std::make_unique<Parts>();
  if (FT_Init_FreeType(&parts->library) != 0) return base::fail(base::ErrorKind::Internal, "FreeType does not start");
  FcConfig* config = FcInitLoadConfigAndFonts();
  for (const Weight weight : {Weight::Regular, Weight::Bold}) {
    parts->first[static_cast<std::size_t>(weight)] = static_cast<int>(parts->candidates.size());
    for (Candidate& candidate : find_fonts(config, weight)) parts->candidates.push_back(std::move(candidate));
  }
  FcConfigDestroy(config);
  if (parts->candidates.empty()) return base::fail(base::ErrorKind::Internal, "no font is installed", "fontconfig", "install fonts-noto-core");
  return Fonts(std::move(parts));
}

Fonts::Fonts(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Fonts::Fonts(Fonts&&) noexcept = default;
Fonts& Fonts::operator=(Fonts&&) noexcept = default;
Fonts::~Fonts() = default;

int Fonts::font_for(char32_t character, Weight weight, int preferred) {
  const auto has = [&](int i) { return FcCharSetHasChar(parts_->candidates[static_cast<std::size_t>(i)].characters.get(), character); };
  if (preferred >= 0 && has(preferred)) return preferred;
  const auto place = static_cast<std::size_t>(weight);
  const auto [known, is_new] = parts_->by_character.emplace(std::uint64_t{character} << 1 | place, parts_->first[place]);
  if (!is_new) return known->second;
  const int end = weight == Weight::Regular ? parts_->first[1] : static_cast<int>(parts_->candidates.size());
  for (int i = parts_->first[place]; i < end; ++i)
    if (has(i)) return known->second = i;
  return known->second;
}

const Font* Fonts::at_size(int font, int size_64) {
  Candidate& c = parts_->candidates[static_cast<std::size_t>(font)];
  if (!c.font.face && !c.failed) {
    c.failed = FT_New_Face(parts_->library, c.path.c_str(), c.index, &c.font.face) != 0;
    if (!c.failed) c.font.shaper = hb_ft_font_create(c.font.face, nullptr);
    if (!c.failed) hb_ft_font_set_load_flags(c.font.shaper, FT_LOAD_TARGET_LIGHT | FT_LOAD_NO_BITMAP);
  }
  if (c.failed) return nullptr;
  if (c.size_64 != size_64) {
    FT_Set_Char_Size(c.font.face, size_64, size_64, 72, 72);
    hb_ft_font_changed(c.font.shaper);
    c.size_64 = size_64;
  }
  return &c.font;
}

FT_Library Fonts::library() const { return parts_->library; }

} // namespace cuibono::render
