#pragma once
// Free text (titles, purposes, notes) as it may be shown: names of protected people in it give way to their pseudonyms.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/masks.h"
#include "model/people.h"

namespace cuibono::app {

class Masking {
 public:
  Masking(const model::CaseSnapshot& snapshot, const model::Names& names);

  /// Every occurrence of a hidden name or alias of three letters and more is replaced, ASCII case ignored; so are those
  /// that are sealed, of which the case has only fingerprints.
  std::string operator()(std::string_view text) const;

 private:
  std::vector<std::pair<std::string, std::string>> names_; ///< lower case; the longest first
  model::MaskFinder sealed_;
};

} // namespace cuibono::app
