#pragma once
// Where labels go: the most important first, each beside its node, never over another label or a node. Pure.

#include <string>
#include <string_view>
#include <vector>

#include "scene/draw_list.h"

namespace cuibono::scene {

/// A rectangle of design pixels.
struct Box {
  float left = 0, top = 0, right = 0, bottom = 0;

  bool overlaps(const Box& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
};

/// Estimated from the advance widths of Noto Sans, on the generous side; other scripts by the square.
float text_width(std::string_view text, float size, Weight weight);

/// The room a label takes, without its halo.
Box label_box(const Label& label);

/// The text in at most `most` characters, the last an ellipsis where something was cut.
std::string elided(const std::string& text, std::size_t most);

/// One or more lines of text around one anchor, set as a block.
struct LabelBlock {
  std::vector<Label> lines; ///< entity, text, size, weight and colours; place is found here
  Px anchor;                ///< middle of the node, or of the line
  float gap = 0;            ///< how far the block stays from the anchor; below 0: the block lies on the anchor
};

/// What takes room before any label is set, and the labels that found room.
class LabelPlacer {
 public:
  explicit LabelPlacer(const Viewport& viewport);

  void block_out(const Box& box);
  /// A line that labels had better not hide; `weight` counts against a place that crosses it.
  void avoid(Px from, Px to, float weight);
  /// Appends the block's labels to `labels` at the free place that hides least; false where the viewport has none.
  bool place(const LabelBlock& block, std::vector<Label>& labels);

 private:
  struct Avoided {
    Px at;
    float weight;
  };

  bool is_free(const Box& box) const;
  float cost(const Box& box) const;
  template <class Visit> void for_each_cell(const Box& box, Visit&& visit) const;

  Viewport viewport_;
  int columns_, rows_;
  std::vector<std::vector<Box>> cells_;
  std::vector<std::vector<Avoided>> avoided_; ///< points along lines, by cell
};

} // namespace cuibono::scene
