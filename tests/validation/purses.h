#pragma once
// Who has how much in truth, and which establishment it came from.

#include <map>
#include <string>

namespace cuibono::validation {

/// Money by the establishment whose sales it came from; "" for lawful money from elsewhere.
using Purse = std::map<std::string, double>;

class Purses {
 public:
  double has(const std::string& who) const;
  void earn(const std::string& who, const std::string& from, double amount) { purses_[who][from] += amount; }
  /// At most what the payer has; what was paid. Of every origin the same part goes along.
  double move(const std::string& payer, const std::string& payee, double amount);
  /// Money that leaves the people and companies for good: costs and fees.
  double spend(const std::string& payer, double amount) { return move(payer, "\x1f" "away", amount); }
  const std::map<std::string, Purse>& all() const { return purses_; }

 private:
  std::map<std::string, Purse> purses_;
};

/// What each owner would have if every company paid out all it has, again and again, to whoever holds it.
using Register = std::map<std::string, std::map<std::string, double>>; ///< company -> owner -> part
void wind_up(Purses& purses, const Register& owners);

} // namespace cuibono::validation
