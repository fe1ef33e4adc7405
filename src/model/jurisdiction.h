#pragma once
// What one jurisdiction's law makes a setting of the product: thresholds, rules allowed, rates, the age of majority, the words
// of its reports. Plain values, read from data/jurisdictions/NAME.json, which an agency may change without a compiler. Not
// legal advice: whoever uses a file answers for it, and every output names the file that it used.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace cuibono::model {

struct Jurisdiction {
  std::string id = "default"; ///< name of the file without `.json`
  std::string name = "no jurisdiction stated";
  double ownership_threshold = .25; ///< a beneficial owner holds more than this integrated share
  /// Rules a court there may apply, in the order in which they are preferred: fifo, lifo, pro-rata, last-out, first-out,
  /// poison, pari-passu.
  std::vector<std::string> tracing_rules{"fifo", "lifo", "pro-rata", "last-out", "first-out", "poison", "pari-passu"};
  std::string same_day_order = "as-listed"; ///< of one day's payments: as-listed, inflows-first or outflows-first
  double interest_rate = 0;                 ///< simple, a year, on wages owed; .05 is 5 %
  double overtime_factor = 1.5;             ///< where a wage row states none
  int adult_age = 18;                       ///< under it no means need be proved (Palermo Protocol, Art. 3 (c) and (d))
  double reporting_threshold = 10'000;      ///< cash above it is reported, in units of the case's currency
  /// Parameters of red-flag rules that differ from the rule's own file: "RULE.PARAMETER" to value.
  std::map<std::string, double> red_flags;
  /// Words used in reports where they differ: "recoverable_sum" to "confiscation order", ...
  std::map<std::string, std::string> words;
  std::string source; ///< where the settings come from, for the reader of a report

  bool operator==(const Jurisdiction&) const = default;
};

/// Reads one file's text; `where` names it in an error. Refuses an unknown member, a value of the wrong kind or out of
/// range: a misspelt threshold must not pass for the default. Bounded depth.
base::Result<Jurisdiction> parse_jurisdiction(std::string_view json, const std::string& where);

/// The word for `key` in that jurisdiction's reports, else `usual`.
std::string word(const Jurisdiction& jurisdiction, const std::string& key, std::string_view usual);

} // namespace cuibono::model
