#pragma once
// The rows of a case: who there is, what ties them, what was paid, and the exhibits; the books and findings are in
// ledger_rows.h. Plain values; every fact carries the exhibits it rests on. Each row type lists its fields once, in
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
  std::vector<std::string> sealed; ///< a victim's identity, encrypted for the vault; see app/vault.h
  std::vector<std::string> masks;  ///< fingerprints of the sealed names, by which free text hides them; see model/masks.h
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
  Polarity polarity = Polarity::Supports;
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
  std::string collected_place;
  std::string collected_how;
  std::string derived_from; ///< key of the exhibit that this one was made from
  std::string file;         ///< the original's name, as data: never opened
  std::string sha256;       ///< of the file taken in, 64 hexadecimal digits; empty: none was
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
  bool assessment = false; ///< somebody's reading of the evidence, not a fact that it shows
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
  Polarity polarity = Polarity::Supports;
  bool assessment = false;
  Citations citations;
  Attributes attributes;

  bool operator==(const Payment&) const = default;
};

} // namespace cuibono::model
