#version 330 core
// Shapes as signed distances, so that every edge is smooth at every size; glyphs from baked distances.
const int kShapes = 12;
const int kMostCorners = 8;
uniform vec2 corners[kShapes * kMostCorners];
uniform int counts[kShapes];
uniform float roundings[kShapes];
uniform sampler2DArray glyphs; // distance to the pen's edge, 0.5 on it, 1/255 = glyph_step radii of the glyph
uniform float glyph_size;      // of the node's radius
uniform float glyph_room;      // half the baked square, in glyph units
uniform float glyph_step;

in vec2 unit;
flat in vec2 size;
flat in uvec2 signs;
flat in vec4 fill_color;
flat in vec4 ring_color;
flat in vec4 ink_color;
out vec4 color;

// After I. Quilez, "2D distance functions".
float shape_distance(int shape, vec2 p) {
  int n = counts[shape];
  if (n == 0) return length(p) - roundings[shape];
  int base = shape * kMostCorners;
  float nearest = 1e9, side = 1.0;
  for (int i = 0, j = n - 1; i < n; j = i++) {
    vec2 a = corners[base + i], b = corners[base + j], e = b - a, w = p - a;
    vec2 off = w - e * clamp(dot(w, e) / dot(e, e), 0.0, 1.0);
    nearest = min(nearest, dot(off, off));
    bvec3 c = bvec3(p.y >= a.y, p.y < b.y, e.x * w.y > e.y * w.x);
    if (all(c) || all(not(c))) side = -side;
  }
  return side * sqrt(nearest) - roundings[shape];
}

vec4 over(vec4 top, vec4 below) { return top + below * (1.0 - top.a); }
vec4 premultiplied(vec4 c, float coverage) { return vec4(c.rgb, 1.0) * c.a * coverage; }

void main() {
  float outside = shape_distance(int(signs.x), unit) * size.x; // px
  float whole = clamp(0.5 - outside, 0.0, 1.0);
  if (whole <= 0.0) discard;
  float inner = clamp(0.5 - (outside + size.y), 0.0, 1.0);
  color = premultiplied(fill_color, size.y > 0.0 ? inner : whole);
  if (size.y > 0.0) color = over(premultiplied(ring_color, whole - inner), color * (inner > 0.0 ? 1.0 : 0.0));
  if (signs.y != 0u) {
    vec2 at = unit / (glyph_size * glyph_room) * 0.5 + 0.5;
    if (all(greaterThan(at, vec2(0.0))) && all(lessThan(at, vec2(1.0)))) {
      float pen = (texture(glyphs, vec3(at, float(signs.y))).r - 0.5) * 255.0 * glyph_step * glyph_size * size.x;
      color = over(premultiplied(ink_color, clamp(pen + 0.5, 0.0, 1.0)), color);
    }
  }
}
