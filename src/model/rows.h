#pragma once
// The rows of a case. Plain values; every fact carries the exhibits it rests on. Each row type lists its fields once, in
// `fields`, in the order and under the names of the case tables: the store, the journal and the case tables all read
// that one list.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/money.h"
#include "model/vocabulary.h"

namespace cuibono::model {

using base::Date;
using base::Money;

/// Columns of the source that the product does not know, kept as they came.
using Attributes = std::vector<std::pair<std::string, std::string>>;

struct Exhibit;
struct Entity;
using ExhibitId = base::StrongId<Exhibit>;
using EntityId = base::StrongId<Entity>;

/// One exhibit behind a fact and the place in it: page, row, cell or time.
struct Citation {
  ExhibitId exhibit;
  std::string locator;

  bool operator==(const Citation&) const = default;
};
using Citations = std::vector<Citation>;

/// One line of case.csv: title, currency, jurisdiction, exploited_basis, `fx:USD` (case currency per unit), ...
struct Setting {
  using Id = base::StrongId<Setting>;
  static constexpr const char* kTable = "case";
  Id id;
  std::string key;
  std::string value;

  bool operator==(const Setting&) const = default;
};

struct Entity {
  using Id = EntityId;
  static constexpr const char* kTable = "entities";
  Id id;
  std::string key; ///< the id the investigator typed or the evidence gave; unique in the case, no white space
  EntityKind kind = EntityKind::Unknown;
  std::string name; ///< may be a victim's: show model::Names::shown instead
  std::vector<std::string> aliases;
  std::string country;
  std::string sector;
  std::optional<double> latitude;  ///< degrees, -90 to 90
  std::optional<double> longitude; ///< degrees, -180 to 180
  Date birth_date;
  bool is_protected = false;
  int pseudonym = 0; ///< n of `V-n`, given once; 0 for whoever was never protected
  std::string notes;
  Attributes attributes;

  bool operator==(const Entity&) const = default;
};

/// A dated, evidenced assessment; one person may hold several.
struct RoleFact {
  using Id = base::StrongId<RoleFact>;
  static constexpr const char* kTable = "roles";
  Id id;
  EntityId entity;
  Role role = Role::Other;
  std::string label; ///< the word as it came, where role is Other
  Date from, to;
  Citations citations;
  std::string assessor;
  bool fact = false; ///< a fact; otherwise an assessment
  Attributes attributes;

  bool operator==(const RoleFact&) const = default;
};

/// Two axes of a grade in its own scheme; 0: not graded.
struct Grade {
  GradeScheme scheme = GradeScheme::None;
  char reliability = 0;
  char credibility = 0;

  bool operator==(const Grade&) const = default;
};

struct Exhibit {
  using Id = ExhibitId;
  static constexpr const char* kTable = "exhibits";
  Id id;
  std::string key;
  std::string title;
  std::string kind;
  std::string lineage; ///< the original source; a repeat of one lineage does not corroborate
  Grade grade;
  std::string handling;
  Date collected_on;
  std::string collected_by;
  std::string file;
  Polarity polarity = Polarity::Supports;
  std::string notes;
  bool declared = true; ///< false: cited by a row, described by none; supports nothing until it is described
  Attributes attributes;

  bool operator==(const Exhibit&) const = default;
};

struct Tie {
  using Id = base::StrongId<Tie>;
  static constexpr const char* kTable = "ties";
  Id id;
  std::string key; ///< may be empty
  TieType type = TieType::Associate;
  EntityId source, target;
  Stage stage = Stage::None;
  Date from, to;
  std::optional<double> share; ///< 0 to 1, for owns
  std::optional<double> count; ///< how many calls, trips, ...
  std::optional<Money> amount;
  std::string currency;
  Polarity polarity = Polarity::Supports;
  Citations citations;
  std::string notes;
  Attributes attributes;

  bool operator==(const Tie&) const = default;
};

struct Payment {
  using Id = base::StrongId<Payment>;
  static constexpr const char* kTable = "payments";
  Id id;
  std::string key; ///< may be empty
  Date date;
  EntityId payer, payee;
  Money amount;
  std::string currency; ///< empty: the case's
  PaymentClass payment_class = PaymentClass::Other;
  std::string purpose;
  std::optional<double> taint; ///< 0 to 1
  Citations citations;
  Attributes attributes;

  bool operator==(const Payment&) const = default;
};

/// Exploitation value arising at an establishment; see domain.md section 4.
struct Proceeds {
  using Id = base::StrongId<Proceeds>;
  static constexpr const char* kTable = "proceeds";
  Id id;
  EntityId establishment;
  Date from, to;
  std::optional<Money> turnover;
  std::optional<double> exploited_share; ///< 0 to 1
  std::optional<Money> net_value;
  std::string currency;
  Citations citations;
  Attributes attributes;

  bool operator==(const Proceeds&) const = default;
};

/// One victim, one employer, one month.
struct Wage {
  using Id = base::StrongId<Wage>;
  static constexpr const char* kTable = "wages";
  Id id;
  EntityId victim, employer;
  Date month;
  std::optional<double> regular_hours, overtime_hours;
  std::optional<Money> rate; ///< a regular hour
  std::optional<double> overtime_factor;
  std::optional<Money> received, lawful_deductions, illegal_deductions, fee_paid;
  Citations citations;
  Attributes attributes;

  bool operator==(const Wage&) const = default;
};

/// One victim, one creditor, one month of the ledger the creditor claims.
struct Debt {
  using Id = base::StrongId<Debt>;
  static constexpr const char* kTable = "debts";
  Id id;
  EntityId victim, creditor;
  Date month;
  std::optional<Money> opening;
  std::optional<double> monthly_rate;
  std::optional<Money> charges, fines, credited, advance, fair_wage, living_cost;
  Citations citations;
  Attributes attributes;

  bool operator==(const Debt&) const = default;
};

/// One element of the offence (act, means, purpose) for one accused and one victim.
struct Element {
  using Id = base::StrongId<Element>;
  static constexpr const char* kTable = "elements";
  Id id;
  EntityId accused, victim;
  std::string element, code, finding;
  Citations citations;
  Attributes attributes;

  bool operator==(const Element&) const = default;
};

/// One forced-labour indicator for one victim at one establishment.
struct Indicator {
  using Id = base::StrongId<Indicator>;
  static constexpr const char* kTable = "indicators";
  Id id;
  EntityId victim, establishment;
  std::string indicator, strength, finding;
  Citations citations;
  Attributes attributes;

  bool operator==(const Indicator&) const = default;
};

struct Charge {
  using Id = base::StrongId<Charge>;
  static constexpr const char* kTable = "charges";
  Id id;
  EntityId accused;
  std::string offence, status;
  Date date;
  std::optional<double> sentence_months;
  Citations citations;
  Attributes attributes;

  bool operator==(const Charge&) const = default;
};

struct Asset {
  using Id = base::StrongId<Asset>;
  static constexpr const char* kTable = "assets";
  Id id;
  std::string key;
  std::string kind;
  EntityId owner, occupier;
  std::optional<Money> value;
  std::string currency;
  Date acquired;
  EntityId claim_holder;
  std::optional<Money> claim_amount;
  std::string part; ///< proceeds, instrumentality, unrelated, ...
  std::string restrained;
  Citations citations;
  Attributes attributes;

  bool operator==(const Asset&) const = default;
};

/// Where the investigator fixed an entity on the chart, in chart units.
struct Pin {
  using Id = base::StrongId<Pin>;
  static constexpr const char* kTable = "pins";
  Id id;
  EntityId entity;
  double x = 0, y = 0;

  bool operator==(const Pin&) const = default;
};

} // namespace cuibono::model
