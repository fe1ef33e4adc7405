#version 330 core
// One quad a node; sizes are target pixels.
layout(location = 0) in vec2 at;
layout(location = 1) in vec2 radius_ring; // radius, width of the ring
layout(location = 2) in uvec2 sign;       // shape, glyph
layout(location = 3) in vec4 fill;
layout(location = 4) in vec4 ring;
layout(location = 5) in vec4 ink;

uniform vec2 target;

out vec2 unit; // -1 to 1 at the radius
flat out vec2 size;
flat out uvec2 signs;
flat out vec4 fill_color;
flat out vec4 ring_color;
flat out vec4 ink_color;

void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
  float reach = radius_ring.x + 0.75; // room for the soft edge
  unit = corner * reach / radius_ring.x;
  size = radius_ring;
  signs = sign;
  fill_color = fill;
  ring_color = ring;
  ink_color = ink;
  gl_Position = vec4((at + corner * reach) / target * 2.0 - 1.0, 0.0, 1.0);
}
