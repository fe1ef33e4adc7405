#version 330 core
uniform sampler2D atlas;
in vec2 texel;
flat in vec4 text_color;
out vec4 color;

void main() {
  float coverage = texelFetch(atlas, ivec2(texel), 0).r;
  color = vec4(text_color.rgb, 1.0) * text_color.a * coverage;
}
