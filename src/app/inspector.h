#pragma once
// What the inspector says of one entity, tie or payment: each fact with every exhibit behind it. Pure functions.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/evidence_lines.h"
#include "app/tables.h"

namespace cuibono::app {

/// One thing the evidence says, in words, and what it rests on.
struct Fact {
  std::string title;  ///< "manages Bluewake Marine Ltd"
  std::string detail; ///< when, how much, share; may be empty
  std::vector<ExhibitLine> exhibits;
  double probability = 0; ///< from the exhibits' grades, 0 to 1
  bool supported = false;
  std::optional<TieId> tie;         ///< the row, where it is a tie
  std::optional<PaymentId> payment; ///< or a payment
};

/// Payments with one other party, of one class and currency.
struct PaymentGroup {
  EntityId other; ///< the holder where the account's is known
  std::string other_name;
  model::PaymentClass payment_class = model::PaymentClass::Other;
  std::string currency; ///< empty: the case's
  base::Money total;
  base::Date first, last;
  std::size_t unsupported = 0;
  std::vector<PaymentId> payments; ///< by date
};

struct EntityDetails {
  EntityId id;
  std::string name;
  std::string key;     ///< as shown: a victim's is the pseudonym
  std::string kind;
  bool identity_withheld = false;
  std::vector<std::pair<std::string, std::string>> properties; ///< label and value; nothing that identifies a victim
  std::vector<Fact> roles, ties, charges, assets, findings;
  std::vector<PaymentGroup> received, paid; ///< of it and its accounts, the largest first
};

/// Nothing where the entity is not in the case.
std::optional<EntityDetails> entity_details(const model::CaseSnapshot& snapshot, const model::Names& names,
                                            const Tables& tables, EntityId id);

/// An exhibit and every tie and payment that rests on it.
struct ExhibitDetails {
  ExhibitLine line;
  std::vector<std::pair<std::string, std::string>> properties;
  std::vector<Fact> facts; ///< at most kMostFacts
  std::size_t cited = 0;   ///< how many ties and payments cite it
};
inline constexpr std::size_t kMostFacts = 200;

std::optional<ExhibitDetails> exhibit_details(const model::CaseSnapshot& snapshot, const model::Names& names,
                                              const Masking& masking, model::ExhibitId id);

std::optional<Fact> tie_fact(const model::CaseSnapshot& snapshot, const model::Names& names, const Masking& masking, TieId id);
std::optional<Fact> payment_fact(const model::CaseSnapshot& snapshot, const model::Names& names, const Masking& masking,
                                 PaymentId id);

} // namespace cuibono::app
