#include "purses.h"

#include <algorithm>

namespace cuibono::validation {

double Purses::has(const std::string& who) const {
  double sum = 0;
  if (const auto at = purses_.find(who); at != purses_.end())
    for (const auto& [from, amount] : at->second) sum += amount;
  return sum;
}

double Purses::move(const std::string& payer, const std::string& payee, double amount) {
  const double all = has(payer), part = all > 0 ? std::clamp(amount / all, 0.0, 1.0) : 0;
  auto& to = purses_[payee];
  for (auto& [from, held] : purses_[payer]) to[from] += held * part, held *= 1 - part;
  return all * part;
}

void wind_up(Purses& purses, const Register& owners) {
  for (int round = 0; round < 200; ++round)
    for (const auto& [company, parts] : owners) {
      const double all = purses.has(company);
      for (const auto& [owner, part] : parts) purses.move(company, owner, all * part);
    }
}

} // namespace cuibono::validation
