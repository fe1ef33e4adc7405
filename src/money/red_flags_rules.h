#pragma once
// A red-flag rule as data: data/rules/NN-name.json, one rule a file, which an agency edits or adds without a compiler.
// A rule names one of a closed set of detectors and gives it thresholds, words and classes. Plain values; see
// docs/red-flags.md.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "model/jurisdiction.h"
#include "model/vocabulary.h"

namespace cuibono::money {

/// What a rule can look for; what each reads and takes: docs/red-flags.md.
enum class Detector {
  QuickOut,
  SharedPayee,
  SharedContact,
  ClassRatio,
  Deductions,
  ThirdPartyControl,
  NoLivingCosts,
  Funnel,
  Window,
  AfterPayroll,
  NearInspection,
  Corridor,
  CardTakings,
  UnexplainedWealth
};

/// `Units`: whole units of the payment's own currency. `Money`: an amount in a stated currency, or in the case's.
enum class Unit { Days, Count, Share, Ratio, Hour, Units, Money };

struct Parameter {
  double value = 0;
  Unit unit = Unit::Count;
  std::string currency; ///< of Unit::Money; empty: the case's
  bool of_reporting_threshold =
      false; ///< value is a part of the jurisdiction's reporting threshold until that is put in
  std::string from = "the rule's file"; ///< who set the value

  bool operator==(const Parameter&) const = default;
};

struct RedFlagRule {
  int id = 0; ///< 1 to 9999, unique
  std::string title, why, source;
  Detector detector = Detector::Window;
  std::map<std::string, Parameter> parameters;
  std::vector<model::PaymentClass> classes; ///< empty: every class
  std::vector<std::string> words;           ///< of purposes, all languages together; empty: every purpose
  std::vector<std::string> methods;         ///< of the columns `method` and `channel`
  std::vector<model::TieType> ties, links;
  std::vector<model::EntityKind> kinds; ///< of the subject; empty: every kind
  std::vector<std::string> columns;     ///< names of attribute columns
  std::string direction;                ///< in or out
  std::string distinct; ///< payer, payee, or an attribute column whose values are counted instead of payments
  std::vector<std::string> benign; ///< innocent explanations, shown with every hit
  std::vector<std::string> needs;  ///< what data the rule needs

  /// Of a parameter that the detector requires.
  double number(const std::string& parameter) const { return parameters.at(parameter).value; }
  const Parameter* find(const std::string& parameter) const {
    const auto found = parameters.find(parameter);
    return found == parameters.end() ? nullptr : &found->second;
  }

  bool operator==(const RedFlagRule&) const = default;
};

/// Reads one file's text; `where` names it in an error. Refuses an unknown member, a member named twice, a parameter or
/// list that the detector does not take or that is missing, a wrong type, unit or range: a misspelt threshold must not
/// pass for none. Depth, length of lists and of texts are bounded.
base::Result<RedFlagRule> parse_red_flag_rule(std::string_view json, const std::string& where);

/// In order of id, with the jurisdiction's thresholds in place of the files': "RULE.PARAMETER", an amount being in the
/// case's currency, and `reporting_threshold`. Refuses two rules of one id, more than 64 rules, and a setting that
/// names no parameter of a rule.
base::Result<std::vector<RedFlagRule>> rules_for(std::vector<RedFlagRule> rules,
                                                 const model::Jurisdiction& jurisdiction);

/// What one detector takes.
struct ParameterFace {
  std::string_view name;
  Unit unit;
  bool required;
  double least, most;
};
struct DetectorFace {
  std::vector<ParameterFace> parameters;
  std::vector<std::string_view> required,
      allowed; ///< lists and texts: classes, words, methods, ties, links, kinds, ...
};
const DetectorFace& face_of(Detector detector);

} // namespace cuibono::money

namespace cuibono::base {

template <>
struct Names<money::Detector> {
  static constexpr std::array<string_view, 14> kNames{
      "quick-out",    "shared-payee",        "shared-contact",  "class-ratio",
      "deductions",   "third-party-control", "no-living-costs", "funnel",
      "window",       "after-payroll",       "near-inspection", "corridor",
      "card-takings", "unexplained-wealth"};
};
template <>
struct Names<money::Unit> {
  static constexpr std::array<string_view, 7> kNames{"days", "count", "share", "ratio", "hour", "units", "money"};
};

} // namespace cuibono::base
