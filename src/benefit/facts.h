#pragma once
// The facts that money follows, with the exhibits that decide whether each is in or out. Built once from a snapshot; a
// `Selection` then says which facts hold: as the evidence stands, without one lineage, or in one draw.

#include <span>
#include <string>
#include <vector>

#include "benefit/measure.h"
#include "benefit/triangle.h"

namespace cuibono::benefit {

/// How a payment's money goes on; interface.md ("Funds").
enum class Route : std::uint8_t { Flows, Lawful, Movement, KeptByPayer };

/// Payments of one class between the same two parties that rest on the same exhibits: one fact, one edge of the flow.
/// Entity numbers are places in snapshot.entities(); fact numbers are places in Facts::evidence_of.
struct PaymentSeries {
  std::uint32_t payer, payee, fact;
  Route route;
  bool cost; ///< lawful_cost, victim_payment or payroll: taken off first on the net basis
  model::PaymentClass payment_class;
  double amount = 0; ///< what its rows add up to, in the case's currency
};

/// One row of a series.
struct PaymentRow {
  std::uint32_t series;
  double amount; ///< in the case's currency
  const model::Payment* row;
};

/// A row whose amount is only known to lie in a range.
struct UncertainPayment {
  std::uint32_t series;
  Triangle amount;
};

struct ProceedsFact {
  std::uint32_t establishment, fact;
  double turnover; ///< 0 where not stated
  double value;    ///< z on the chosen basis, in whole cents
  /// What the draws vary: z is turnover times share on the gross basis, net on the net basis.
  Triangle turnover_range, share_range, net_range;
  const model::Proceeds* row;

  bool is_certain() const { return turnover_range.is_certain() && share_range.is_certain() && net_range.is_certain(); }
};

struct TieFact {
  std::uint32_t source, target, fact;
  Triangle share; ///< owns: the share; otherwise 1
  const model::Tie* row;
};

/// Why a fact is believed, and how much.
struct FactEvidence {
  double probability = 0;
  bool supported = false;
  bool opposed = false;                ///< an exhibit contradicts or exculpates it
  bool sound = false;                  ///< an exhibit supports it that is not weak (model::is_weak)
  std::vector<std::uint32_t> lineages; ///< places in Facts::lineages that support it, sorted
};

struct Facts {
  const model::CaseSnapshot* snapshot = nullptr;
  std::vector<PaymentSeries> payments;
  std::vector<PaymentRow> rows;            ///< by series
  std::vector<std::size_t> first_row;      ///< of each series, and the end
  std::vector<UncertainPayment> uncertain; ///< by series
  std::vector<ProceedsFact> proceeds;
  std::vector<TieFact> owns, nominees, holders; ///< holders: source holds account target
  std::vector<std::uint32_t> evidence_of;       ///< for each fact, its place in evidence
  std::vector<FactEvidence> evidence;           ///< facts that cite the same exhibits share one
  std::vector<std::string> lineages;
  std::vector<bool> victims;
  std::vector<std::string> remarks; ///< rows that could not take part, and why

  std::size_t count() const { return evidence_of.size(); }
  const FactEvidence& of(std::uint32_t fact) const { return evidence[evidence_of[fact]]; }
  std::span<const PaymentRow> rows_of(std::uint32_t series) const {
    return std::span(rows).subspan(first_row[series], first_row[series + 1] - first_row[series]);
  }
};

/// One flag a fact.
using Selection = std::vector<char>;

/// `snapshot` must outlive the result.
Facts collect_facts(const model::CaseSnapshot& snapshot, Basis basis);

/// What the evidence supports as it stands.
Selection supported_facts(const Facts& facts);

/// The same without what weak exhibits alone support.
Selection sound_facts(const Facts& facts);

/// What is supported, and what no exhibit supports but none opposes.
Selection unopposed_facts(const Facts& facts);

/// What is still supported when some lineages are set aside: places in Facts::lineages, sorted.
bool stands_without(const FactEvidence& evidence, std::span<const std::uint32_t> set_aside);

} // namespace cuibono::benefit
