#include "scene/theme.h"

namespace cuibono::scene {

const Theme& light_theme() {
  static constexpr Theme kLight{
      .background = rgb(0xFBFBFA), .text = rgb(0x1C2530), .muted = rgb(0x5D6976), .halo = rgb(0xFBFBFA, .92f),
      .beneficiary_low = rgb(0xFBD9B5), .beneficiary_high = rgb(0xD55E00), .beneficiary_ring = rgb(0x7A3000),
      .neutral = rgb(0xF1F4F8), .neutral_ring = rgb(0x526070), .movement = rgb(0xDDE3E9), .movement_ring = rgb(0x8C99A6),
      .victim = rgb(0xDCEBF7), .victim_ring = rgb(0x3F83B5),
      .ink = rgb(0x3A4653), .ink_on_strong = rgb(0xFFFFFF),
      .social = rgb(0x8A94A0), .command = rgb(0x7C4A86), .money = rgb(0x00795A), .ownership = rgb(0x0B5C96),
      .movement_tie = rgb(0x9AA7B4), .inferred = rgb(0x8A94A0), .trail = rgb(0xB84E00),
      .selection = rgb(0x0072B2), .grid = rgb(0xD9DDE2)};
  return kLight;
}

const Theme& dark_theme() {
  static constexpr Theme kDark{
      .background = rgb(0x12161C), .text = rgb(0xECEFF3), .muted = rgb(0x9CA8B5), .halo = rgb(0x12161C, .92f),
      .beneficiary_low = rgb(0x6B4422), .beneficiary_high = rgb(0xF0832A), .beneficiary_ring = rgb(0xFFD2A3),
      .neutral = rgb(0x232B35), .neutral_ring = rgb(0xA3AFBC), .movement = rgb(0x262D36), .movement_ring = rgb(0x6C7885),
      .victim = rgb(0x1B3347), .victim_ring = rgb(0x6CB0DE),
      .ink = rgb(0xCBD3DC), .ink_on_strong = rgb(0x1C0E02),
      .social = rgb(0x7B8794), .command = rgb(0xC58FD0), .money = rgb(0x35B892), .ownership = rgb(0x62AEE6),
      .movement_tie = rgb(0x5C6875), .inferred = rgb(0x7B8794), .trail = rgb(0xF09A4C),
      .selection = rgb(0x56B4E9), .grid = rgb(0x2C343F)};
  return kDark;
}

} // namespace cuibono::scene
