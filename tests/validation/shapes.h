#pragma once
// How differently built the invented cases are. A shape says how often and how much of everything there is; the inventor
// (inventor.cpp) draws within it. All of it is debatable and none of it measured: no data set of cases with a known truth
// exists. Parts and chances are between 0 and 1.

#include <span>

namespace cuibono::validation {

struct Range {
  double low, high;
};

struct Shape {
  const char* name;
  Range places;            ///< establishments
  Range holdings;          ///< companies above them
  Range owners;            ///< people who own
  double behind_nominee;   ///< an owner's share stands under another name
  double behind_two;       ///< and that one is a nominee of a nominee
  double behind_trust;     ///< else under a trust's
  double cross_held;       ///< the group owns a part of itself
  double first_also_drives;
  double passive;          ///< owners other than the first decide nothing
  double draws_out;        ///< companies pay their owners
  Range fee;               ///< of each mover, in parts of the turnover
  double carrier;          ///< movers have lawful customers too, with a turnover like the establishment's
  Range manager;           ///< pay, in parts of the turnover
  double in_cash;          ///< a flow is cash: weaker exhibits, an amount known within a range only
  double unseen;           ///< a drawing of which no exhibit ever tells
  bool own_owners;         ///< each establishment has owners of its own
};

/// What the measure was first tried on is the first.
std::span<const Shape> shapes();

} // namespace cuibono::validation
