#pragma once
// How much of a person's wealth lawful income does not explain: domain.md section 4 ("Net worth"). The growth of net
// worth, plus what living cost, less lawful income and gifts.

#include "money/figures.h"

namespace cuibono::money {

/// Unexplained = growth + living - lawful income - gifts, never below zero: wealth that is less than explained proves
/// nothing.
struct NetWorth {
  EntityId person;
  model::Date from, to; ///< the settings window_from and window_to, where stated
  std::string currency;
  Figure unexplained; ///< `rests_on` adds up to the value, unless that is below zero
};

/// The person's own statements stand as columns of its row in entities.csv: opening_net_worth, closing_net_worth,
/// living_cost, lawful_income, gifts (amounts of the window, in the case's currency). They carry no exhibit, and are
/// said to. Where the closing net worth is not stated, growth is the value, less claims, of supported assets that the
/// person or its nominees acquired in the window. Supported payments to the person in the window count as lawful
/// income, or as a gift, only where their own column `lawful`, or `gift`, says yes. Whatever is missing is said, and
/// the figure is then not certain.
NetWorth net_worth(const model::CaseSnapshot& snapshot, EntityId person);

} // namespace cuibono::money
