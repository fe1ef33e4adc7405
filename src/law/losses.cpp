#include "law/losses.h"

#include <algorithm>
#include <map>

namespace cuibono::law {

std::vector<Losses> losses(const model::CaseSnapshot& snapshot, const model::Jurisdiction& jurisdiction, Date until) {
  std::map<EntityId, Losses> by_victim;
  for (auto& one : wages(snapshot, jurisdiction, until)) by_victim[one.victim].wages = std::move(one);
  for (auto& debt : debts(snapshot)) by_victim[debt.victim].debts.push_back(std::move(debt));
  std::vector<Losses> result;
  for (auto& [victim, one] : by_victim) {
    one.victim = one.wages.victim = victim;
    std::ranges::stable_sort(one.debts, std::ranges::greater{}, &DebtLedger::opening);
    result.push_back(std::move(one));
  }
  return result;
}

} // namespace cuibono::law
