#pragma once
// The facts that money follows, with the exhibits that decide whether each is in or out. Built once from a snapshot; a
// `Selection` then says which facts hold: as the evidence stands, without one lineage, or in one draw.

#include <string>
#include <vector>

#include "benefit/measure.h"

namespace cuibono::benefit {

/// How a payment's money goes on; interface.md ("Funds").
enum class Route { Flows, Lawful, Movement, KeptByPayer };

/// Node numbers are places in snapshot.entities(); fact numbers are places in Facts::evidence.
struct PaymentFact {
  std::uint32_t payer, payee, fact;
  Route route;
  bool cost; ///< lawful_cost, victim_payment or payroll: taken off first on the net basis
  double amount; ///< in the case's currency
  const model::Payment* row;
};
struct ProceedsFact {
  std::uint32_t establishment, fact;
  double turnover; ///< 0 where not stated
  double value;    ///< z on the chosen basis
  const model::Proceeds* row;
};
struct TieFact {
  std::uint32_t source, target, fact;
  double share; ///< owns: the share; otherwise 1
  const model::Tie* row;
};

/// Why a fact is believed, and how much.
struct FactEvidence {
  double probability = 0;
  bool supported = false;
  std::vector<std::uint32_t> lineages; ///< places in Facts::lineages that support it, sorted
};

struct Facts {
  const model::CaseSnapshot* snapshot = nullptr;
  std::vector<PaymentFact> payments;
  std::vector<ProceedsFact> proceeds;
  std::vector<TieFact> owns, nominees, holders; ///< holders: source holds account target
  std::vector<FactEvidence> evidence;
  std::vector<std::string> lineages;
  std::vector<bool> victims;
  std::vector<std::string> remarks; ///< rows that could not take part, and why
};

/// One flag a fact.
using Selection = std::vector<char>;

/// `snapshot` must outlive the result.
Facts collect_facts(const model::CaseSnapshot& snapshot, Basis basis);

/// What the evidence supports as it stands.
Selection supported_facts(const Facts& facts);

/// What is still supported when one lineage is set aside.
Selection without_lineage(const Facts& facts, std::uint32_t lineage);

} // namespace cuibono::benefit
