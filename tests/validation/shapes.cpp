#include "shapes.h"

namespace cuibono::validation {

std::span<const Shape> shapes() {
  static constexpr Shape kMixed{.name = "mixed",
                                .places = {1, 2},
                                .holdings = {0, 2},
                                .owners = {1, 3},
                                .behind_nominee = .35,
                                .behind_two = .15,
                                .behind_trust = .15,
                                .cross_held = .3,
                                .first_also_drives = .15,
                                .passive = .4,
                                .draws_out = .9,
                                .fee = {.005, .04},
                                .carrier = 0,
                                .manager = {.02, .06},
                                .in_cash = 0,
                                .unseen = 0,
                                .own_owners = false};
  static constexpr auto changed = [](const char* name, auto change) {
    Shape shape = kMixed;
    shape.name = name;
    change(shape);
    return shape;
  };
  static constexpr Shape kShapes[] = {
      kMixed,
      changed("nominees", [](Shape& s) { s.behind_nominee = .8, s.behind_two = .4, s.behind_trust = .1; }),
      changed("loops", [](Shape& s) { s.holdings = {2, 4}, s.cross_held = 1; }),
      changed("small", [](Shape& s) { s.places = {1, 1}, s.holdings = {0, 0}, s.owners = {1, 2}, s.behind_nominee = .15, s.behind_trust = 0, s.cross_held = 0, s.first_also_drives = .3, s.manager = {.05, .2}; }),
      changed("cash", [](Shape& s) { s.in_cash = .6, s.unseen = .5; }),
      changed("venues", [](Shape& s) { s.places = {3, 5}, s.holdings = {0, 0}, s.owners = {3, 5}, s.cross_held = 0, s.own_owners = true; }),
      changed("carriers", [](Shape& s) { s.fee = {.02, .08}, s.carrier = .8; }),
  };
  return kShapes;
}

} // namespace cuibono::validation
