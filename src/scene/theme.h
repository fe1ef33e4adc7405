#pragma once
// Colours of the charts. Hues after Okabe and Ito (2008), so that readers with any colour vision tell them apart; shape
// and glyph say the same once more.

#include "scene/draw_list.h"

namespace cuibono::scene {

struct Theme {
  Color background, text, muted, halo;
  Color beneficiary_low, beneficiary_high, beneficiary_ring; ///< fill by share
  Color neutral, neutral_ring, movement, movement_ring, victim, victim_ring;
  Color ink, ink_on_strong;                                  ///< glyphs on light and on strong fills
  Color social, command, money, ownership, movement_tie, inferred;
  Color trail;     ///< money that reaches a beneficiary, highlighted ways
  Color selection; ///< ring of what is selected
  Color grid;
};

const Theme& light_theme();
const Theme& dark_theme();

} // namespace cuibono::scene
