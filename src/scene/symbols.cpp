#include "scene/symbols.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace cuibono::scene {
namespace {

constexpr Px kSquare[]{{-.68f, -.68f}, {.68f, -.68f}, {.68f, .68f}, {-.68f, .68f}};
constexpr Px kHexagon[]{{-.88f, 0}, {-.44f, -.762f}, {.44f, -.762f}, {.88f, 0}, {.44f, .762f}, {-.44f, .762f}};
constexpr Px kHouse[]{{0, -.86f}, {.74f, -.2f}, {.74f, .74f}, {-.74f, .74f}, {-.74f, -.2f}};
constexpr Px kBoat[]{{-.9f, -.46f}, {.9f, -.46f}, {.52f, .56f}, {-.52f, .56f}};
constexpr Px kPill[]{{-.45f, -.1f}, {.45f, -.1f}, {.45f, .1f}, {-.45f, .1f}};
constexpr Px kTriangle[]{{-.76f, -.58f}, {.76f, -.58f}, {0, .82f}};
constexpr Px kDiamond[]{{0, -.9f}, {.9f, 0}, {0, .9f}, {-.9f, 0}};
constexpr Px kCard[]{{-.52f, -.78f}, {.52f, -.78f}, {.52f, .78f}, {-.52f, .78f}};
constexpr Px kGem[]{{-.5f, -.68f}, {.5f, -.68f}, {.88f, -.18f}, {0, .84f}, {-.88f, -.18f}};
constexpr Px kOctagon[]{{-.83f, -.344f}, {-.344f, -.83f}, {.344f, -.83f}, {.83f, -.344f},
                        {.83f, .344f}, {.344f, .83f}, {-.344f, .83f}, {-.83f, .344f}};
constexpr Px kShield[]{{-.68f, -.72f}, {.68f, -.72f}, {.68f, .1f}, {.4f, .56f}, {0, .84f}, {-.4f, .56f}, {-.68f, .1f}};

constexpr Px kCrown[]{{-.85f, .65f}, {-.85f, -.5f}, {-.4f, .05f}, {0, -.7f}, {.4f, .05f}, {.85f, -.5f}, {.85f, .65f}, {-.85f, .65f}};
constexpr Px kAway[]{{-.8f, -.4f}, {.8f, -.4f}, {.35f, -.8f}};
constexpr Px kBack[]{{.8f, .4f}, {-.8f, .4f}, {-.35f, .8f}};
constexpr Px kAcross[]{{-.8f, 0}, {.8f, 0}};
constexpr Px kUpright[]{{0, -.8f}, {0, .8f}};
constexpr Px kFirstChevron[]{{-.65f, -.7f}, {0, 0}, {-.65f, .7f}};
constexpr Px kSecondChevron[]{{.1f, -.7f}, {.75f, 0}, {.1f, .7f}};
constexpr Px kRoof[]{{-.9f, 0}, {0, -.8f}, {.9f, 0}};
constexpr Px kWalls[]{{-.6f, 0}, {-.6f, .75f}, {.6f, .75f}, {.6f, 0}};
constexpr Px kLock[]{{-.65f, -.05f}, {.65f, -.05f}, {.65f, .8f}, {-.65f, .8f}, {-.65f, -.05f}};
constexpr Px kShackle[]{{-.4f, -.1f}, {-.4f, -.55f}, {-.2f, -.82f}, {.2f, -.82f}, {.4f, -.55f}, {.4f, -.1f}};
constexpr Px kTreeTop[]{{0, -.75f}, {0, 0}};
constexpr Px kTreeArms[]{{-.75f, .75f}, {-.75f, 0}, {.75f, 0}, {.75f, .75f}};
constexpr Px kStar[]{{0, -.9f}, {.25f, -.28f}, {.88f, -.25f}, {.4f, .16f}, {.55f, .78f}, {0, .44f},
                     {-.55f, .78f}, {-.4f, .16f}, {-.88f, -.25f}, {-.25f, -.28f}, {0, -.9f}};
constexpr Px kHead[]{{0, -.8f}, {.3f, -.62f}, {.3f, -.3f}, {0, -.14f}, {-.3f, -.3f}, {-.3f, -.62f}, {0, -.8f}};
constexpr Px kShoulders[]{{-.68f, .78f}, {-.6f, .4f}, {-.3f, .2f}, {.3f, .2f}, {.6f, .4f}, {.68f, .78f}};
constexpr Px kLeftRing[]{{-.3f, -.6f}, {.1f, -.35f}, {.22f, 0}, {.1f, .35f}, {-.3f, .6f}, {-.7f, .35f}, {-.85f, 0}, {-.7f, -.35f}, {-.3f, -.6f}};
constexpr Px kRightRing[]{{.3f, -.6f}, {.7f, -.35f}, {.85f, 0}, {.7f, .35f}, {.3f, .6f}, {-.1f, .35f}, {-.22f, 0}, {-.1f, -.35f}, {.3f, -.6f}};
constexpr Px kCoin[]{{0, -.85f}, {.6f, -.6f}, {.85f, 0}, {.6f, .6f}, {0, .85f}, {-.6f, .6f}, {-.85f, 0}, {-.6f, -.6f}, {0, -.85f}};
constexpr Px kCoinBar[]{{0, -.3f}, {0, .3f}};
constexpr Px kPen[]{{-.8f, .8f}, {-.6f, .25f}, {.45f, -.8f}, {.8f, -.45f}, {-.25f, .6f}, {-.8f, .8f}};
constexpr Px kHook[]{{-.45f, -.45f}, {-.2f, -.8f}, {.2f, -.8f}, {.45f, -.5f}, {.35f, -.15f}, {0, .1f}, {0, .3f}};
constexpr Px kDot[]{{0, .78f}, {0, .8f}};

constexpr Stroke kOwnerStrokes[]{kCrown};
constexpr Stroke kBrokerStrokes[]{kAway, kBack};
constexpr Stroke kRecruiterStrokes[]{kAcross, kUpright};
constexpr Stroke kTransporterStrokes[]{kFirstChevron, kSecondChevron};
constexpr Stroke kHarbourerStrokes[]{kRoof, kWalls};
constexpr Stroke kGuardStrokes[]{kLock, kShackle};
constexpr Stroke kManagerStrokes[]{kTreeTop, kTreeArms};
constexpr Stroke kOfficialStrokes[]{kStar};
constexpr Stroke kVictimStrokes[]{kHead, kShoulders};
constexpr Stroke kNomineeStrokes[]{kLeftRing, kRightRing};
constexpr Stroke kMoneyStrokes[]{kCoin, kCoinBar};
constexpr Stroke kForgerStrokes[]{kPen};
constexpr Stroke kUnknownStrokes[]{kHook, kDot};

constexpr std::array<std::span<const Stroke>, kGlyphs> kStrokes{
    std::span<const Stroke>{}, kOwnerStrokes, kBrokerStrokes, kRecruiterStrokes, kTransporterStrokes, kHarbourerStrokes,
    kGuardStrokes, kManagerStrokes, kOfficialStrokes, kVictimStrokes, kNomineeStrokes, kMoneyStrokes, kForgerStrokes,
    kUnknownStrokes};

constexpr std::array<Outline, kShapes> kOutlines{
    Outline{}, {kSquare, .2f}, {kHexagon, .1f}, {kHouse, .12f}, {kBoat, .1f}, {kPill, .5f}, {kTriangle, .15f},
    {kDiamond, .1f}, {kCard, .14f}, {kGem, .1f}, {kOctagon, .1f}, {kShield, .14f}};

constexpr std::array<std::string_view, kShapes> kShapeWords{
    "person", "company", "trust", "establishment", "vessel", "vehicle", "place", "account", "phone or document", "asset",
    "other or unknown", "victim (by pseudonym)"};
constexpr std::array<std::string_view, kGlyphs> kGlyphWords{
    "", "owner", "broker", "recruiter", "transporter", "harbourer", "guard", "manager, employer", "official, protector",
    "victim", "nominee", "handles money", "forger", "not known"};

// After I. Quilez, "2D distance functions": nearest edge, sign by crossings.
float polygon_distance(std::span<const Px> v, Px p) {
  float nearest = (p.x - v[0].x) * (p.x - v[0].x) + (p.y - v[0].y) * (p.y - v[0].y);
  float sign = 1;
  for (std::size_t i = 0, j = v.size() - 1; i < v.size(); j = i++) {
    const Px e = v[j] - v[i], w = p - v[i];
    const float t = std::clamp((w.x * e.x + w.y * e.y) / (e.x * e.x + e.y * e.y), 0.f, 1.f);
    const Px b = w - e * t;
    nearest = std::min(nearest, b.x * b.x + b.y * b.y);
    const bool below = p.y >= v[i].y, above = p.y < v[j].y, left = e.x * w.y > e.y * w.x;
    if ((below && above && left) || (!below && !above && !left)) sign = -sign;
  }
  return sign * std::sqrt(nearest);
}

constexpr std::size_t kDirections = 128;
using Borders = std::array<std::array<float, kDirections>, kShapes>;

float find_border(Shape shape, Px direction) {
  float inside = 0, outside = 1.5f;
  for (int i = 0; i < 20; ++i) {
    const float middle = (inside + outside) / 2;
    (signed_distance(shape, direction * middle) < 0 ? inside : outside) = middle;
  }
  return inside;
}

Borders find_borders() {
  Borders borders{};
  for (std::size_t s = 0; s < kShapes; ++s)
    for (std::size_t i = 0; i < kDirections; ++i) {
      const float angle = 2 * std::numbers::pi_v<float> * static_cast<float>(i) / kDirections;
      borders[s][i] = find_border(static_cast<Shape>(s), {std::cos(angle), std::sin(angle)});
    }
  return borders;
}

} // namespace

Outline outline(Shape shape) { return kOutlines[static_cast<std::size_t>(shape)]; }

float signed_distance(Shape shape, Px at) {
  const Outline line = outline(shape);
  const float inner = line.corners.empty() ? std::hypot(at.x, at.y) : polygon_distance(line.corners, at);
  return inner - line.rounding;
}

float border_distance(Shape shape, Px direction) {
  if (shape == Shape::Circle) return 1;
  static const Borders kBorders = find_borders();
  const float turn = std::atan2(direction.y, direction.x) / (2 * std::numbers::pi_v<float>);
  const auto index = static_cast<int>(std::lround((turn + 1) * kDirections)) % static_cast<int>(kDirections);
  return kBorders[static_cast<std::size_t>(shape)][static_cast<std::size_t>(index)];
}

std::span<const Stroke> strokes(Glyph glyph) { return kStrokes[static_cast<std::size_t>(glyph)]; }

Shape shape_of(model::EntityKind kind) {
  using enum model::EntityKind;
  switch (kind) {
    case Person: return Shape::Circle;
    case Company: return Shape::Square;
    case Trust: return Shape::Hexagon;
    case Establishment: return Shape::House;
    case Vessel: return Shape::Boat;
    case Vehicle: return Shape::Pill;
    case Place: return Shape::Triangle;
    case Account: return Shape::Diamond;
    case Phone: case Document: return Shape::Card;
    case Asset: return Shape::Gem;
    case Post: case Event: case Unknown: break;
  }
  return Shape::Octagon;
}

std::string_view words(Shape shape) { return kShapeWords[static_cast<std::size_t>(shape)]; }
std::string_view words(Glyph glyph) { return kGlyphWords[static_cast<std::size_t>(glyph)]; }

} // namespace cuibono::scene
