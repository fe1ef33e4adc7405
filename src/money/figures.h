#pragma once
// What every sum of money in this folder is made of: lines with the exhibits behind them, in the case's currency; and
// the few questions about accounts, dates and currencies that all of them ask.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/rates.h"

namespace cuibono::money {

using base::Money;
using model::EntityId;

/// One line of a reckoning.
struct Line {
  std::string what;
  Money amount;         ///< in the case's currency; what is taken off is below zero
  std::size_t rows = 0; ///< how many rows make it up; 0: a statement of the case without a row
  std::vector<model::ExhibitId> exhibits;
};

/// A sum with what it rests on and what it lacks.
struct Figure {
  std::optional<Money> value; ///< nothing: cannot be worked out
  std::vector<Line> rests_on; ///< adds up to `value` where there is one, unless a comment says otherwise
  std::vector<std::string> missing;

  bool certain() const { return value && missing.empty(); }
};

/// The sum of the lines, and its value.
Money sum(const std::vector<Line>& lines);

/// The nearest cent of a number of units; nothing beyond what an amount can hold.
std::optional<Money> whole_cents(double units);

/// An amount of another currency in the case's, to the cent; nothing where no rate is stated.
std::optional<Money> converted(const model::Rates& rates, Money amount, const std::string& currency,
                               model::Date on = {});

/// Whose an account is: its one supported holder, else the account itself. Entities that are no accounts are
/// themselves.
class Holders {
 public:
  explicit Holders(const model::CaseSnapshot& snapshot);
  EntityId of(EntityId id) const;

 private:
  std::map<EntityId, EntityId> holder_;
};

/// Rows added into one line: amounts, their number, and every exhibit once.
class LineOf {
 public:
  explicit LineOf(std::string what) : line_{std::move(what), {}, 0, {}} {}
  void add(Money amount, const model::Citations& citations);
  bool empty() const { return line_.rows == 0; }
  Line line() const;

 private:
  Line line_;
};

} // namespace cuibono::money
