#pragma once
// What a court can order and what victims can be paid of it: domain.md section 4 ("Value order", "Compensation"). Pure
// functions; every figure names its assets, and they their exhibits. Not legal advice.

#include "money/assets.h"
#include "money/ownership.h"

namespace cuibono::money {

/// min(benefit, free assets + tainted gifts), never below zero.
Money value_order(Money benefit, Money free_assets, Money tainted_gifts);

/// What each claim is paid: in full where there is enough, else pro rata to the cent, the odd cents to the largest
/// remainders. Adds up to the lesser of `available` and all claims. Claims below zero are nothing.
std::vector<Money> share_out(Money available, const std::vector<Money>& claims);

/// One person's order. Places are those of Assets::assets.
struct Order {
  EntityId person;
  Money benefit;       ///< as asked with
  Money free_assets;   ///< realisable; proceeds among them, instrumentalities not
  Money tainted_gifts; ///< realisable
  Money order;         ///< value_order of these
  Money shortfall;     ///< benefit - order
  Money proceeds; ///< of free_assets, what is marked as proceeds: where it is taken as such, it must not count again
  Money instrumentalities;         ///< realisable; taken as objects or not at all, in no sum here
  std::vector<std::size_t> assets; ///< every supported asset of the person, in a sum or not
  std::vector<std::string> remarks;
};

/// An asset of a company, with the people behind the company: it is theirs only where a court looks through the
/// company.
struct CompanyAsset {
  std::size_t asset;
  std::vector<IntegratedShare> owners; ///< largest first
};

struct Recovery {
  Assets assets;
  std::vector<Order> orders; ///< of whoever benefits or has assets, the largest benefit first; victims have none
  std::vector<CompanyAsset> company_assets;
  std::vector<std::string> remarks;
};

/// `benefits` by person, in the case's currency. `snapshot` must outlive the result.
Recovery recovery(const model::CaseSnapshot& snapshot, const std::map<EntityId, Money>& benefits);

} // namespace cuibono::money
