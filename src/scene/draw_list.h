#pragma once
// A picture as plain values: what is drawn where, with no GL and no case data but ids. Positions and sizes are design
// pixels (px at 100 %), x to the right, y down, the origin in the upper left corner of the viewport; whoever draws
// multiplies them by `Viewport::scale`. Drawn in this order: background, lines, nodes, labels, each in order of the list.

#include <cstdint>
#include <string>
#include <vector>

#include "model/rows.h"

namespace cuibono::scene {

using model::EntityId;

/// sRGB, straight alpha, each 0 to 1.
struct Color {
  float r = 0, g = 0, b = 0, a = 1;

  bool operator==(const Color&) const = default;
};

constexpr Color rgb(unsigned value, float alpha = 1) {
  return {static_cast<float>(value >> 16 & 255u) / 255.f, static_cast<float>(value >> 8 & 255u) / 255.f,
          static_cast<float>(value & 255u) / 255.f, alpha};
}
constexpr Color faded(Color color, float factor) { return {color.r, color.g, color.b, color.a * factor}; }
constexpr Color mixed(Color a, Color b, float part) {
  return {a.r + (b.r - a.r) * part, a.g + (b.g - a.g) * part, a.b + (b.b - a.b) * part, a.a + (b.a - a.a) * part};
}

/// Design pixels.
struct Px {
  float x = 0, y = 0;

  bool operator==(const Px&) const = default;
  friend Px operator+(Px a, Px b) { return {a.x + b.x, a.y + b.y}; }
  friend Px operator-(Px a, Px b) { return {a.x - b.x, a.y - b.y}; }
  friend Px operator*(Px a, float k) { return {a.x * k, a.y * k}; }
};

/// Width and height in design pixels; a target of round(width * scale) x round(height * scale) pixels.
struct Viewport {
  double width = 0, height = 0;
  double scale = 1; ///< target pixels per design pixel: 1 = 100 %, 2 = 200 %

  bool operator==(const Viewport&) const = default;
};

/// The viewport of a target of that many pixels.
constexpr Viewport viewport_of_pixels(int width, int height, double scale) { return {width / scale, height / scale, scale}; }

/// Outlines of nodes, one a kind of entity; see symbols.h.
enum class Shape { Circle, Square, Hexagon, House, Boat, Pill, Triangle, Diamond, Card, Gem, Octagon, Shield };

/// Signs inside nodes, one a main role; see symbols.h.
enum class Glyph {
  None, Owner, Broker, Recruiter, Transporter, Harbourer, Guard, Manager, Official, Victim, Nominee, MoneyHandler, Forger,
  Unknown
};

struct Node {
  EntityId entity; ///< none for decoration: not hit
  Px at;
  float radius = 0;     ///< half the square that the shape fills, outer edge of the ring
  Shape shape = Shape::Circle;
  Glyph glyph = Glyph::None;
  Color fill, ring, ink; ///< ink: of the glyph
  float ring_width = 0;  ///< inside the radius
};

enum class Dash { Solid, Dashed, Dotted };
enum class Arrow { None, End, Start, Both };

inline constexpr std::uint32_t kNoLine = 0xFFFFFFFFu;

struct Line {
  std::uint32_t index = kNoLine; ///< place in ChartModel::lines; kNoLine for decoration: not hit
  Px from, to;                   ///< ends as drawn: arrow tips touch them
  float bend = 0;                ///< how far the middle is pushed aside, to the right of the way from -> to
  float width = 1;               ///< below 1 the line is drawn 1 px wide and as much fainter
  Color color;
  Dash dash = Dash::Solid;
  Arrow arrow = Arrow::None;
};

enum class Align { Left, Centre, Right };
enum class Weight { Regular, Bold };

struct Label {
  EntityId entity; ///< whom it names; none for others
  Px at;           ///< left end, centre or right end by align; middle of the height
  Align align = Align::Centre;
  std::string text; ///< UTF-8, one line
  float size = 12;  ///< px, of the em
  Weight weight = Weight::Regular;
  Color color;
  Color halo{0, 0, 0, 0}; ///< alpha 0: none
};

struct DrawList {
  Viewport viewport;
  Color background;
  std::vector<Line> lines;
  std::vector<Node> nodes;
  std::vector<Label> labels;
  std::size_t hidden_labels = 0; ///< labels of entities in view for which there was no room
};

} // namespace cuibono::scene
