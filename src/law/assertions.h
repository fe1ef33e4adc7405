#pragma once
// What the tables say about an element or an indicator, before it is put together: one assertion a row or tie.

#include <map>
#include <string>
#include <vector>

#include "law/elements.h"

namespace cuibono::law {

/// Collects the assertions about one code or indicator and says what they come to; decision 32:
/// something speaks against it, by an exhibit or by an assessor's `contradicted`: contradicted; an assessor's `supported`
/// behind which an exhibit stands: supported; anything else that claims it: alleged. The order of rows does not matter.
class Weighing {
 public:
  void claim(const model::CaseSnapshot& snapshot, const model::Citations& citations, model::Polarity polarity, bool as_supported);
  void deny(const model::CaseSnapshot& snapshot, const model::Citations& citations);

  Finding finding() const;
  model::Citations supporting() const; ///< each place once, by exhibit
  model::Citations against() const;

 private:
  model::Citations supporting_, against_;
  bool claimed_ = false, supported_ = false, denied_ = false;
};

/// Reads a row's word: supported, alleged, contradicted, no evidence. Another word is taken as alleged; false says so.
bool weigh(Weighing& into, const model::CaseSnapshot& snapshot, std::string_view finding, const model::Citations& citations);

/// Distinct sources; an exhibit without a lineage is one of its own.
int lineages(const model::CaseSnapshot& snapshot, const model::Citations& citations);

/// One reading of ties and ledgers as an element, to be assessed.
struct TieReading {
  EntityId accused, victim;
  Part part;
  std::string code;
  const model::Tie* tie;
  model::Citations ledger; ///< exhibits of the wages or debts that the reading needs
};

/// Ties whose source is no victim and whose target is one, or is the employer or creditor of some. `remarks` says what could
/// not be read.
std::vector<TieReading> read_ties(const model::CaseSnapshot& snapshot, const model::Jurisdiction& jurisdiction,
                                  std::vector<std::string>& remarks);

} // namespace cuibono::law
