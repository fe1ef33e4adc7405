#pragma once
// The rows of a case that hold books and findings: proceeds, wages, debts, elements, indicators, charges, assets; and where
// the investigator put things on the chart. Plain values, like those of rows.h.

#include "model/rows.h"

namespace cuibono::model {

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

/// One step in the life of an exhibit: who had it from whom, when, where and why.
struct Custody {
  using Id = base::StrongId<Custody>;
  static constexpr const char* kTable = "custody";
  Id id;
  Citations citations; ///< the exhibits concerned
  std::string time;    ///< ISO 8601
  std::string action;  ///< collected, received, opened, examined, copied, returned, ...
  std::string from_whom, to_whom, place, purpose;
  Attributes attributes;

  bool operator==(const Custody&) const = default;
};

/// A reviewer's decision about exhibits for the disclosure schedule.
struct Disclosure {
  using Id = base::StrongId<Disclosure>;
  static constexpr const char* kTable = "disclosure";
  Id id;
  Citations citations;
  std::string relevant;   ///< yes, no, or empty while undecided
  std::string effect;     ///< undermines, assists, neutral, or empty
  bool sensitive = false; ///< to be withheld unless a court orders otherwise
  std::string reviewer;
  Date reviewed_on;
  std::string notes;
  Attributes attributes;

  bool operator==(const Disclosure&) const = default;
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
