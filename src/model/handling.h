#pragma once
// What may leave the case, by the handling codes of its exhibits. Policy, not cryptography: whoever can open the case
// can read everything. UK 5x5x5 (HMRC's manual MLR3C14000) has codes 1 to 5, UK 3x5x2 has P and C; Admiralty has none,
// so that either vocabulary may stand beside its grade. A pure function of the exhibits.

#include <string>
#include <string_view>
#include <vector>

#include "model/snapshot.h"

namespace cuibono::model {

/// For whom an output is made.
enum class Audience {
  LawEnforcement, ///< another law enforcement or prosecuting agency of the same state
  ForeignAgency,  ///< a law enforcement agency of another state
  Outside         ///< anybody else: a charity, a bank, the press, the public
};

/// Empty where the exhibit may go to that audience, else why not: "handling 4: within the originating agency only".
/// No code forbids nothing. A code outside the vocabulary of the exhibit's scheme is taken for the most restrictive.
std::string why_withheld(const Exhibit& exhibit, Audience audience);

struct Withheld {
  std::string key; ///< the exhibit's number
  std::string why;

  bool operator==(const Withheld&) const = default;
};

struct Released {
  CaseSnapshot snapshot;
  std::vector<Withheld> withheld; ///< in order of exhibit
};

/// The case as it may leave. Of an exhibit that may not, the number, kind, source, grade, handling, date, hash and
/// polarity stay, so that every figure and its evidence stay what they are; the title says why it is withheld; notes,
/// file name, who collected it, where and how, further columns, the custody record's persons and places, and the
/// locators of every citation are empty. Rows that nothing is withheld of are shared with the case.
Released released(const CaseSnapshot& snapshot, Audience audience);

} // namespace cuibono::model

namespace cuibono::base {

template <>
struct Names<model::Audience> {
  static constexpr std::array<string_view, 3> kNames{"law-enforcement", "foreign-agency", "outside"};
};

} // namespace cuibono::base
