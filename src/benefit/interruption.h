#pragma once
// The money of a case when somebody is taken out of it: what still reaches whom it reached, and what is stopped. Nothing finds
// another way: whoever is left passes on the same parts of what reaches them as before, and what would have gone through whoever is
// gone stops there. docs/decisions/0126-stopped-not-diverted.md. Pure; one object can be asked from any thread, one at a time.

#include <memory>
#include <utility>
#include <vector>

#include "benefit/measure.h"

namespace cuibono::benefit {

struct Interruption {
  /// Gone altogether, with the accounts that are theirs. Of an account alone: what is received on it, what arises from that, and
  /// what is paid out of it.
  std::vector<EntityId> entities;
  /// Between the two nothing is paid any more, either way.
  std::vector<std::pair<EntityId, EntityId>> unpaid = {};
  /// Between the two no share, nominee or account is held any more, either way.
  std::vector<std::pair<EntityId, EntityId>> unheld = {};
};

/// Currency units. The five parts add up to `source`, up to rounding of doubles.
struct Interrupted {
  double source = 0; ///< what arose before, the same whoever is gone
  double attributed = 0, unattributed = 0, movement = 0, lawful = 0, stopped = 0;
  std::vector<std::pair<EntityId, double>> people; ///< whom it still reaches and with how much, by number; victims are lawful
};

class MoneyWithout {
 public:
  /// Of what the evidence supports, at its stated amounts. `snapshot` must outlive this.
  MoneyWithout(const model::CaseSnapshot& snapshot, Basis basis);
  ~MoneyWithout();
  MoneyWithout(const MoneyWithout&) = delete;
  MoneyWithout& operator=(const MoneyWithout&) = delete;

  Interrupted without(const Interruption& interruption) const;

  /// What one answer costs, in nodes and ways of the money, each as often as the money passes: for bounds on how often to ask. Money
  /// that goes round long makes it large.
  double work() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

} // namespace cuibono::benefit
