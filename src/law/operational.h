#pragma once
// The operational indicators of trafficking that the ILO and the European Commission had experts agree on in 2009, adults in
// labour: six dimensions, each with indicators that are strong, medium or weak. The list is data
// (data/vocabularies/ilo_operational.json), which an agency may change. domain.md section 1.

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/names.h"

namespace cuibono::law {

enum class Strength { Weak, Medium, Strong };

struct OperationalIndicator {
  std::string title;
  Strength strength = Strength::Weak;
  std::string eleven; ///< the name among the ILO's eleven that is read as this indicator; empty: none
};

struct Dimension {
  std::string id, title;
  std::vector<OperationalIndicator> indicators;
};

struct OperationalList {
  std::string name, source;
  std::vector<Dimension> dimensions;
};

/// Reads the file's text; `where` names it in an error. Refuses an unknown member, an empty title and a word that is no
/// strength. Bounded depth.
base::Result<OperationalList> parse_operational_list(std::string_view json, const std::string& where);

/// Indicators found in one dimension.
struct Tally {
  int strong = 0, medium = 0, weak = 0;

  bool operator==(const Tally&) const = default;
};

/// 2 strong; or 1 strong and 1 medium or weak; or 3 medium; or 2 medium and 1 weak.
bool is_positive(const Tally& tally);

} // namespace cuibono::law

namespace cuibono::base {
template <> struct Names<law::Strength> {
  static constexpr std::array<std::string_view, 3> kNames{"weak", "medium", "strong"};
};
} // namespace cuibono::base
