#version 330 core
in vec3 place;
flat in vec2 pattern;
flat in vec4 line_color;
out vec4 color;

void main() {
  float coverage = clamp(place.z + 0.5 - abs(place.y), 0.0, 1.0);
  if (pattern.y > 0.0) {
    float at = mod(place.x, pattern.y) - pattern.x * 0.5;
    at = min(abs(at), pattern.y - abs(at)); // to the middle of the nearest dash
    coverage *= clamp(pattern.x * 0.5 + 0.5 - at, 0.0, 1.0);
  }
  color = vec4(line_color.rgb, 1.0) * line_color.a * coverage;
}
