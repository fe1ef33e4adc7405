#include "render/shaping.h"

#include <algorithm>
#include <fribidi.h>
#include <memory>

namespace cuibono::render {
namespace {

struct Character {
  char32_t code = 0;
  FriBidiLevel level = 0;
  hb_script_t script = HB_SCRIPT_COMMON;
  int font = 0;
};

struct Run {
  std::size_t from = 0, to = 0;
  FriBidiLevel level = 0;
};

constexpr char32_t kReplacement = 0xFFFD;

// One character of UTF-8 from `at` on; moves on by at least a byte.
char32_t decode(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const unsigned lead = byte(at++);
  if (lead < 0x80) return lead;
  const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
  if (lead < 0xC2 || lead > 0xF4) return kReplacement;
  char32_t code = lead & (0x3Fu >> more);
  for (std::size_t i = 0; i < more; ++i) {
    if ((byte(at) & 0xC0u) != 0x80u) return kReplacement;
    code = code << 6 | (byte(at++) & 0x3Fu);
  }
  return code;
}

void set_levels(std::vector<Character>& text) {
  const auto count = static_cast<FriBidiStrIndex>(text.size());
  std::vector<FriBidiChar> codes;
  for (const Character& c : text) codes.push_back(c.code);
  std::vector<FriBidiCharType> types(text.size());
  std::vector<FriBidiBracketType> brackets(text.size());
  std::vector<FriBidiLevel> levels(text.size());
  fribidi_get_bidi_types(codes.data(), count, types.data());
  fribidi_get_bracket_types(codes.data(), count, types.data(), brackets.data());
  FriBidiParType direction = FRIBIDI_PAR_ON;
  if (fribidi_get_par_embedding_levels_ex(types.data(), brackets.data(), count, &direction, levels.data()) == 0) return; // no memory: left to right
  for (std::size_t i = 0; i < text.size(); ++i) text[i].level = levels[i];
}

// Digits, blanks and marks take the script and, where it has them, the font of what stands before them.
void set_scripts_and_fonts(std::vector<Character>& text, Fonts& fonts, Weight weight) {
  hb_unicode_funcs_t* unicode = hb_unicode_funcs_get_default();
  hb_script_t script = HB_SCRIPT_COMMON;
  int font = -1;
  for (Character& c : text) {
    const hb_script_t own = hb_unicode_script(unicode, c.code);
    const bool follows = own == HB_SCRIPT_COMMON || own == HB_SCRIPT_INHERITED;
    if (!follows) script = own;
    c.script = script;
    font = c.font = fonts.font_for(c.code, weight, follows ? font : -1);
  }
}

std::vector<Run> runs_of(const std::vector<Character>& text) {
  std::vector<Run> runs;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool same = i > 0 && text[i].level == text[i - 1].level && text[i].script == text[i - 1].script && text[i].font == text[i - 1].font;
    if (same) runs.back().to = i + 1;
    else runs.push_back({i, i + 1, text[i].level});
  }
  return runs;
}

// Rule L2 of Unicode's bidirectional algorithm, on runs.
void set_in_visual_order(std::vector<Run>& runs) {
  FriBidiLevel highest = 0;
  for (const Run& run : runs) highest = std::max(highest, run.level);
  for (FriBidiLevel level = highest; level > 0; --level) {
    for (auto from = runs.begin(); from != runs.end();) {
      from = std::find_if(from, runs.end(), [&](const Run& r) { return r.level >= level; });
      const auto to = std::find_if(from, runs.end(), [&](const Run& r) { return r.level < level; });
      std::reverse(from, to);
      from = to;
    }
  }
}

struct FreeBuffer {
  void operator()(hb_buffer_t* buffer) const { hb_buffer_destroy(buffer); }
};

void shape_run(const std::vector<Character>& text, const Run& run, const Font& font, ShapedText& shaped) {
  const std::unique_ptr<hb_buffer_t, FreeBuffer> buffer(hb_buffer_create());
  for (std::size_t i = run.from; i < run.to; ++i) hb_buffer_add(buffer.get(), text[i].code, static_cast<unsigned>(i));
  hb_buffer_set_content_type(buffer.get(), HB_BUFFER_CONTENT_TYPE_UNICODE);
  hb_buffer_set_direction(buffer.get(), run.level % 2 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  hb_buffer_set_script(buffer.get(), text[run.from].script == HB_SCRIPT_COMMON ? HB_SCRIPT_LATIN : text[run.from].script);
  hb_buffer_set_language(buffer.get(), hb_language_from_string("und", -1));
  hb_shape(font.shaper, buffer.get(), nullptr, 0);
  unsigned count = 0;
  const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer.get(), &count);
  const hb_glyph_position_t* places = hb_buffer_get_glyph_positions(buffer.get(), &count);
  for (unsigned i = 0; i < count; ++i) {
    const float x = shaped.width + static_cast<float>(places[i].x_offset) / 64, y = -static_cast<float>(places[i].y_offset) / 64;
    shaped.glyphs.push_back({text[run.from].font, infos[i].codepoint, x, y});
    shaped.width += static_cast<float>(places[i].x_advance) / 64;
  }
}

} // namespace

ShapedText shape(Fonts& fonts, std::string_view text, Weight weight, int size_64) {
  std::vector<Character> characters;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t code = decode(text, at);
    if (code >= 0x20 && code != 0x7F) characters.push_back({.code = code});
  }
  ShapedText shaped;
  if (characters.empty()) return shaped;
  set_levels(characters);
  set_scripts_and_fonts(characters, fonts, weight);
  auto runs = runs_of(characters);
  set_in_visual_order(runs);
  for (const Run& run : runs)
    if (const Font* font = fonts.at_size(characters[run.from].font, size_64)) shape_run(characters, run, *font, shaped);
  return shaped;
}

} // namespace cuibono::render
