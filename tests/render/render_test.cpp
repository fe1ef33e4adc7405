#include "render/renderer.h"

#include <gmock/gmock.h>

#include <cmath>
#include <cstdlib>
#include <optional>

#include "base/file.h"
#include "render/offscreen.h"
#include "render/png.h"
#include "source_dir.h"

// Mesa and fontconfig keep memory until the process ends.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libEGL\nleak:libGL\nleak:swrast\nleak:libgallium\nleak:libLLVM\nleak:libfontconfig\nleak:libepoxy\nleak:libdrm\nleak:<unknown module>\n";
}

namespace cuibono::render {
namespace {

using namespace scene;

constexpr Color kWhite = rgb(0xFFFFFF), kRed = rgb(0xFF0000), kBlack = rgb(0x000000);

struct Rgb {
  int r, g, b;
  bool operator==(const Rgb&) const = default;
};

Rgb pixel(const Image& image, int x, int y) {
  const auto at = (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x)) * 4;
  return {image.rgba[at], image.rgba[at + 1], image.rgba[at + 2]};
}

// How many pixels are darker than the white ground, and the box they lie in.
struct Inked {
  int count = 0, left = 100000, top = 100000, right = -1, bottom = -1;
};

Inked inked(const Image& image) {
  Inked found;
  for (int y = 0; y < image.height; ++y)
    for (int x = 0; x < image.width; ++x) {
      if (pixel(image, x, y).g > 200) continue;
      ++found.count;
      found.left = std::min(found.left, x);
      found.right = std::max(found.right, x);
      found.top = std::min(found.top, y);
      found.bottom = std::max(found.bottom, y);
    }
  return found;
}

DrawList blank(double scale = 1) { return {.viewport = {200, 100, scale}, .background = kWhite}; }

class Render : public ::testing::Test {
 protected:
  void SetUp() override {
    auto context = Offscreen::create();
    if (!context && context.error().what.find("no EGL display") != std::string::npos) GTEST_SKIP() << "no EGL on this machine";
    ASSERT_TRUE(context) << base::sentence(context.error());
    context_ = std::move(*context);
    auto renderer = Renderer::create(std::string(cuibono::testing::source_dir()) + "/shaders");
    ASSERT_TRUE(renderer) << base::sentence(renderer.error());
    renderer_ = std::move(*renderer);
  }

  Image drawn(const DrawList& list) {
    const auto done = renderer_->draw(list);
    EXPECT_TRUE(done) << base::sentence(done.error());
    const auto image = renderer_->read();
    EXPECT_TRUE(image);
    return *image;
  }

  Inked text(const std::string& words, double scale = 1) {
    DrawList list = blank(scale);
    list.labels = {{.at = {100, 50}, .text = words, .size = 20, .color = kBlack}};
    return inked(drawn(list));
  }

  std::optional<Offscreen> context_;
  std::optional<Renderer> renderer_;
};

TEST_F(Render, A_red_circle_is_red_in_its_middle_and_leaves_the_corners_alone) {
  DrawList list = blank();
  list.nodes = {{.at = {100, 50}, .radius = 30, .fill = kRed}};
  const Image image = drawn(list);
  EXPECT_EQ(pixel(image, 100, 50), (Rgb{255, 0, 0}));
  EXPECT_EQ(pixel(image, 2, 2), (Rgb{255, 255, 255}));
  EXPECT_EQ(pixel(image, 197, 97), (Rgb{255, 255, 255}));
  EXPECT_NEAR(inked(image).count, 3.14159 * 30 * 30, 60);
}

TEST_F(Render, The_first_row_is_the_top) {
  DrawList list = blank();
  list.nodes = {{.at = {20, 15}, .radius = 8, .fill = kRed}};
  EXPECT_EQ(pixel(drawn(list), 20, 15), (Rgb{255, 0, 0}));
}

TEST_F(Render, A_ring_lies_inside_the_radius) {
  DrawList list = blank();
  list.nodes = {{.at = {100, 50}, .radius = 30, .fill = kRed, .ring = kBlack, .ring_width = 5}};
  const Image image = drawn(list);
  EXPECT_EQ(pixel(image, 127, 50), (Rgb{0, 0, 0}));
  EXPECT_EQ(pixel(image, 120, 50), (Rgb{255, 0, 0}));
  EXPECT_EQ(pixel(image, 132, 50), (Rgb{255, 255, 255}));
}

TEST_F(Render, A_square_fills_corners_that_a_circle_leaves) {
  DrawList list = blank();
  list.nodes = {{.at = {100, 50}, .radius = 40, .shape = Shape::Square, .fill = kRed}};
  EXPECT_EQ(pixel(drawn(list), 130, 80), (Rgb{255, 0, 0}));
  list.nodes[0].shape = Shape::Diamond;
  EXPECT_EQ(pixel(drawn(list), 130, 80), (Rgb{255, 255, 255}));
}

TEST_F(Render, A_glyph_marks_the_middle_in_its_ink) {
  DrawList list = blank();
  list.nodes = {{.at = {100, 50}, .radius = 40, .glyph = Glyph::Recruiter, .fill = kRed, .ink = kBlack}}; // a plus
  const Image image = drawn(list);
  EXPECT_EQ(pixel(image, 100, 50), (Rgb{0, 0, 0}));
  EXPECT_EQ(pixel(image, 100, 62), (Rgb{0, 0, 0}));
  EXPECT_EQ(pixel(image, 112, 62), (Rgb{255, 0, 0}));
}

TEST_F(Render, A_dashed_line_has_gaps_and_a_solid_one_none) {
  const auto gaps = [&](Dash dash) {
    DrawList list = blank();
    list.lines = {{.from = {10, 50.5}, .to = {190, 50.5}, .width = 3, .color = kBlack, .dash = dash}};
    const Image image = drawn(list);
    int changes = 0;
    for (int x = 13; x < 186; ++x) changes += (pixel(image, x, 50).g < 128) != (pixel(image, x - 1, 50).g < 128);
    return changes;
  };
  EXPECT_EQ(gaps(Dash::Solid), 0);
  EXPECT_GT(gaps(Dash::Dashed), 20);
  EXPECT_GT(gaps(Dash::Dotted), gaps(Dash::Dashed));
}

TEST_F(Render, An_arrow_head_is_wide_behind_its_tip_at_the_named_end) {
  const auto height_at = [&](Arrow arrow, int x) {
    DrawList list = blank();
    list.lines = {{.from = {20, 50}, .to = {180, 50}, .width = 4, .color = kBlack, .arrow = arrow}};
    const Image image = drawn(list);
    int height = 0;
    for (int y = 0; y < image.height; ++y) height += pixel(image, x, y).g < 128;
    return height;
  };
  EXPECT_GT(height_at(Arrow::End, 170), 6);
  EXPECT_EQ(height_at(Arrow::End, 30), 4);
  EXPECT_GT(height_at(Arrow::Start, 30), 6);
  EXPECT_LT(height_at(Arrow::End, 178), height_at(Arrow::End, 170));
  EXPECT_EQ(height_at(Arrow::End, 183), 0);
}

TEST_F(Render, A_bent_line_passes_aside_of_the_middle) {
  DrawList list = blank();
  list.lines = {{.from = {20, 50}, .to = {180, 50}, .bend = 20, .width = 3, .color = kBlack}};
  const Image image = drawn(list);
  EXPECT_LT(pixel(image, 100, 70).g, 128);
  EXPECT_GT(pixel(image, 100, 50).g, 250);
}

TEST_F(Render, Text_is_drawn_around_its_anchor) {
  const Inked ink = text("HHHHH");
  ASSERT_GT(ink.count, 100);
  EXPECT_NEAR((ink.left + ink.right) / 2., 100, 2);
  EXPECT_NEAR((ink.top + ink.bottom) / 2., 50, 2);
}

TEST_F(Render, Scripts_of_the_region_broken_bytes_and_mixed_directions_do_no_harm) {
  for (const char* words : {"สมชาย", "សុខា", "မောင်", "سالم Mark עברית 12", "陳大文", "Nguyễn", "\xff\xfe\xc3", "a\x01\nb"}) EXPECT_GT(text(words).count, 20) << words;
  EXPECT_EQ(text("").count, 0);
}

TEST_F(Render, Arabic_is_shaped_joined_letters_are_narrower_than_apart) {
  const auto width = [&](const char* words) { const Inked ink = text(words); return ink.right - ink.left; };
  EXPECT_LT(width("ببب"), width("ب\u200cب\u200cب"));
}

TEST_F(Render, A_halo_clears_what_lies_behind_the_text) {
  DrawList list = blank();
  list.nodes = {{.at = {100, 50}, .radius = 45, .fill = kRed}};
  list.labels = {{.at = {100, 50}, .text = "II", .size = 24, .color = kBlack, .halo = kWhite}};
  const Image image = drawn(list);
  int white = 0;
  for (int x = 80; x < 120; ++x) white += pixel(image, x, 50).g > 200;
  EXPECT_GE(white, 4);
}

TEST_F(Render, Scale_2_draws_everything_twice_as_large) {
  DrawList list = blank(2);
  list.nodes = {{.at = {100, 50}, .radius = 30, .fill = kRed}};
  const Image image = drawn(list);
  EXPECT_EQ(image.width, 400);
  EXPECT_EQ(image.height, 200);
  EXPECT_NEAR(inked(image).count, 3.14159 * 60 * 60, 120);
  const Inked once = text("Hamburg"), twice = text("Hamburg", 2);
  EXPECT_NEAR(twice.right - twice.left, 2 * (once.right - once.left), 5);
}

TEST_F(Render, The_same_picture_gives_the_same_bytes) {
  DrawList list = blank();
  list.labels = {{.at = {100, 50}, .text = "Bluewake", .color = kBlack, .halo = kWhite}};
  const auto first = encode_png(drawn(list)), second = encode_png(drawn(list));
  ASSERT_TRUE(first && second);
  EXPECT_EQ(*first, *second);
  EXPECT_TRUE(first->starts_with("\x89PNG"));
}

TEST_F(Render, An_empty_or_absurd_size_is_refused_with_a_sentence) {
  DrawList list = blank();
  list.viewport = {0, 100, 1};
  EXPECT_FALSE(renderer_->draw(list));
  list.viewport = {1e9, 100, 1};
  EXPECT_FALSE(renderer_->draw(list));
  EXPECT_TRUE(renderer_->draw(blank()));
}

TEST_F(Render, A_broken_shader_says_what_the_compiler_said) {
  const auto folder = std::filesystem::temp_directory_path() / "cuibono-broken-shaders";
  std::filesystem::create_directories(folder);
  for (const char* name : {"line.vert", "line.frag"}) ASSERT_TRUE(base::write_file(folder / name, "#version 330 core\nvoid main() { nonsense; }\n"));
  const auto renderer = Renderer::create(folder);
  std::filesystem::remove_all(folder);
  ASSERT_FALSE(renderer);
  EXPECT_THAT(renderer.error().what, ::testing::HasSubstr("nonsense"));
}

} // namespace
} // namespace cuibono::render
