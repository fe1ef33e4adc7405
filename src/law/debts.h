#pragma once
// Debt bondage in two ledgers: the one that a creditor claims, and the fair one, in which the reasonably assessed value of the
// work pays back what was really advanced. domain.md section 1; Supplementary Convention on the Abolition of Slavery of 1956,
// Art. 1 (a). Only rows that an exhibit supports count. Nothing here says that somebody was held in bondage.

#include <span>
#include <string>
#include <vector>

#include "law/figures.h"

namespace cuibono::law {

/// What a creditor claims for one month, in units of the case's currency; `rate` a month, .03 is 3 %.
struct DebtTerms {
  double rate = 0, charges = 0, fines = 0, credited = 0;
};

/// B(t+1) = B(t) (1 + i) + charges + fines - credited. A balance below zero (more credited than owed) bears no interest.
double next_balance(double balance, const DebtTerms& terms);

/// The opening above which the debt only grows: (credited - charges - fines) / i. Nothing without interest.
std::optional<double> amortising_threshold(const DebtTerms& terms);

/// The debt is above zero and a month on these terms does not lessen it: i B0 >= credited - charges - fines, which is the
/// threshold, and holds for i = 0 too. At equality it stands still for ever.
bool never_amortises(double opening, const DebtTerms& terms);

/// The month, from 1, in which fair wage - living cost, added up, has repaid the advance; 0 where nothing was advanced; nothing
/// where a hundred years would not do. The last of `surplus` (units, one a month) stands for all later months.
std::optional<int> fair_liquidation(double advance, std::span<const double> surplus);

/// What one creditor claims from one victim.
struct DebtLedger {
  EntityId victim;
  EntityId creditor; ///< may be none
  Date from;         ///< the first month with a row
  std::optional<Money> opening;
  std::vector<Date> months;   ///< with a row, in order
  std::vector<Money> claimed; ///< the balance at the end of each of `months`; shorter, or empty, where it cannot be worked out
  bool never_amortises = false;   ///< on the opening and the average terms of `months`
  std::optional<Money> threshold; ///< of those terms
  std::optional<Money> advance;   ///< documented
  std::optional<int> fair_months; ///< see fair_liquidation
  int months_held = 0;            ///< calendar months from `from` to the last supported debt or wage row of the victim
  std::optional<int> excess_months; ///< months held after the one in which the debt was fairly repaid
  bool held_after_fair_liquidation = false;
  std::vector<std::string> flags; ///< what the 1956 Convention asks about, in words
  Sides exhibits;
  std::vector<Date> unsupported; ///< months whose rows no exhibit supports: claimed, in no figure
  std::vector<std::string> remarks;
};

/// One for each victim and creditor with a debt row, by number of victim, then creditor.
std::vector<DebtLedger> debts(const model::CaseSnapshot& snapshot);

} // namespace cuibono::law
