#version 330 core
// One quad a straight piece of a line, or an arrow head (half widths from wide to 0). Target pixels.
layout(location = 0) in vec4 ends;        // from, to
layout(location = 1) in vec2 half_widths; // at from and to
layout(location = 2) in vec3 dash;        // length along the line at from; dash and period, 0: solid
layout(location = 3) in vec4 color;

uniform vec2 target;

out vec3 place; // along the line, across it, half width here
flat out vec2 pattern;
flat out vec4 line_color;

void main() {
  vec2 way = ends.zw - ends.xy;
  float len = max(length(way), 1e-4);
  vec2 along = way / len, aside = vec2(-along.y, along.x);
  float t = float(gl_VertexID & 1), side = float(gl_VertexID >> 1) * 2.0 - 1.0;
  float thin = min(half_widths.x * 2.0, 1.0); // below 1 px: 1 px wide, as much fainter
  vec2 halves = half_widths.x < 0.5 ? vec2(0.5) : half_widths;
  // Half a pixel of soft edge; a quarter will do for faint hair lines, of which there are many: filling is what costs.
  float soft = thin * color.a < 0.25 ? 0.25 : 0.5;
  float reach = max(halves.x, halves.y) + soft;
  place = vec3(dash.x + t * len, side * reach, mix(halves.x, halves.y, t));
  pattern = dash.yz;
  line_color = vec4(color.rgb, color.a * thin);
  gl_Position = vec4((mix(ends.xy, ends.zw, t) + aside * side * reach) / target * 2.0 - 1.0, 0.0, 1.0);
}
