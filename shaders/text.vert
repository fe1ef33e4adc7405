#version 330 core
// One quad a glyph, pixel on pixel with the atlas.
layout(location = 0) in vec4 box;  // left, top, width, height, in target pixels
layout(location = 1) in vec2 from; // in the atlas
layout(location = 2) in vec4 color;

uniform vec2 target;

out vec2 texel;
flat out vec4 text_color;

void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  texel = from + corner * box.zw;
  text_color = color;
  gl_Position = vec4((box.xy + corner * box.zw) / target * 2.0 - 1.0, 0.0, 1.0);
}
