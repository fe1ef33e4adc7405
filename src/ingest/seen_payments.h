#pragma once
// A transfer between two accounts stands in the statements of both. Read from the second it is the same payment, which
// then cites both exhibits, and not money that moved twice. docs/decisions/0091-one-transfer-two-statements.md

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <unordered_set>
#include <vector>

#include "model/snapshot.h"

namespace cuibono::ingest {

/// The case's payments as they were before an import whose rows cite `exhibit`. Lives for one resolve.
class SeenPayments {
 public:
  SeenPayments(const model::CaseSnapshot& before, model::ExhibitId exhibit);

  enum class Seen { No, Here, Elsewhere };
  struct Sighting {
    Seen seen = Seen::No;
    model::Payment::Id payment; ///< which one, unless No
  };

  /// Here: the case has the row from the same place of the same exhibit. Elsewhere: from other exhibits only, and no
  /// row of this import was held to be it before. Equal are day, payer, payee, amount and currency.
  Sighting find(const model::Payment& row);

 private:
  using Key = std::tuple<base::Date, std::uint32_t, std::uint32_t, std::int64_t, std::string>;
  Key key_of(const model::Payment& row) const;

  const model::CaseSnapshot& before_;
  model::ExhibitId exhibit_;
  std::string case_currency_;
  std::map<Key, std::vector<model::Payment::Id>> payments_;
  std::unordered_set<std::uint32_t> taken_;
};

/// The payment as both exhibits tell it: what the case has stands, the row adds its citation and what was not known.
model::Payment with_sighting(model::Payment has, const model::Payment& row);

} // namespace cuibono::ingest
