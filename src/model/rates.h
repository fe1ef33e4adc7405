#pragma once
// What a unit of another currency is worth in the case's, on a date: from the settings `fx:USD` (any date) and
// `fx:USD@2031-05-01` (from that day on, until the next dated rate). Built once from a snapshot; values only.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/snapshot.h"

namespace cuibono::model {

class Rates {
 public:
  explicit Rates(const CaseSnapshot& snapshot);

  /// Units of the case's currency per unit of `currency`: the dated rate last in force on `on`, else the undated one, else,
  /// for a date that is not known, nothing but the undated one. No currency is the case's own. Nothing: no rate is stated.
  std::optional<double> of(const std::string& currency, Date on = {}) const;

 private:
  struct Rate {
    Date from; ///< not known: any date
    double value;
  };
  std::string own_;
  std::map<std::string, std::vector<Rate>> rates_; ///< by date, the undated first
};

} // namespace cuibono::model
