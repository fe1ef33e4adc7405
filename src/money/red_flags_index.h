#pragma once
// The payments of a case as the detectors of red flags read them: supported, dated, in the case's currency, by party
// and day. Built once, in time linear in the case but for one sort by day; memory linear. Holds views into the
// snapshot, which must outlive it.

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/rates.h"
#include "model/snapshot.h"

namespace cuibono::money {

/// A party is a place in snapshot.entities(): an account with one supported holder stands for the holder, everybody
/// else for themselves.
using Party = std::uint32_t;

/// One payment that takes part.
struct FlagRow {
  std::uint32_t place; ///< in snapshot.payments()
  std::int32_t day;    ///< days since 1970-01-01
  Party payer, payee;
  std::int64_t cents;            ///< in the case's currency, more than 0
  std::uint32_t purpose, method; ///< places in FlagIndex::purposes and methods; 0: none
  model::PaymentClass payment_class;
};

/// Numbers of rows for each party, in order of day.
class RowsByParty {
 public:
  RowsByParty() = default;
  RowsByParty(std::size_t parties, const std::vector<FlagRow>& rows, Party FlagRow::*side);
  std::span<const std::uint32_t> of(Party party) const {
    return std::span(rows_).subspan(starts_[party], starts_[party + 1] - starts_[party]);
  }

 private:
  std::vector<std::size_t> starts_;
  std::vector<std::uint32_t> rows_;
};

struct FlagIndex {
  explicit FlagIndex(const model::CaseSnapshot& snapshot);

  const model::CaseSnapshot& snapshot;
  model::Rates rates;
  std::vector<FlagRow> rows; ///< in order of day
  RowsByParty in, out;
  std::vector<std::string_view> purposes{""}; ///< distinct texts
  std::vector<std::string> methods{""};       ///< distinct, in small letters: of the column `method`, else `channel`
  std::vector<Party> party;                   ///< of each entity
  std::vector<std::vector<Party>>
      holders; ///< of each account: supported holders; more than one leave it a party of its own
  std::vector<model::EntityId> victim; ///< of each party: the victim whose account it is, or who it is; none: nobody's
  std::vector<std::string> remarks;    ///< payments that take no part, and why

  std::size_t parties() const { return party.size(); }
  model::EntityId id(Party of) const { return snapshot.entities().rows()[of].id; }
  const model::Entity& entity(Party of) const { return snapshot.entities().rows()[of]; }
  const model::Payment& payment(const FlagRow& row) const { return snapshot.payments().rows()[row.place]; }
  /// The party of an entity, or parties() where there is no such entity.
  Party party_of(model::EntityId entity) const;

 private:
  void find_holders();
  void find_victims();
  void read_payments();
};

/// Joins parties that some tie relates; used to tell unrelated people.
class Groups {
 public:
  explicit Groups(std::size_t size);
  Party of(Party party) const; ///< the group's least party
  void join(Party a, Party b);

 private:
  mutable std::vector<Party> parent_;
};

/// Groups over every tie of the types whose own polarity is `supports`, exhibits or none: one that is merely said is
/// enough not to call people unrelated.
Groups related(const FlagIndex& index, std::span<const model::TieType> types);

} // namespace cuibono::money
