#pragma once
// Who was charged and sentenced, held against who benefits: domain.md section 6. Describes how a case was prosecuted;
// it is no measure of anybody's guilt, and what it asks for is a review. docs/impunity.md says what it must not be used
// for. Pure functions of a snapshot and its report: any thread, no state.

#include <optional>
#include <string>
#include <vector>

#include "benefit/collusion.h"
#include "benefit/hierarchy.h"
#include "benefit/measure.h"
#include "benefit/visibility.h"

namespace cuibono::benefit {

inline constexpr double kReviewShare = .05;  ///< review only where the upper share (95 %) is below
inline constexpr double kReviewControl = .3; ///< and control is below

/// Somebody charged or convicted. Victims among them are never scored: no share, no control.
struct Charged {
  EntityId id;
  bool convicted = false;
  bool victim = false;                             ///< a victim is charged: see the non-punishment review
  double months = 0;                               ///< of sentences
  double sentence_share = 0;                       ///< J: of all sentence months
  std::optional<double> share, share_p95, control; ///< S, its 95th percentile over the draws, C; none for victims
  std::vector<model::Charge::Id> charges;
  std::vector<model::ExhibitId> exhibits; ///< behind the charges, by id
  std::vector<std::string> unmet; ///< which condition of the scapegoat review fails; empty where a review is prompted
};

/// IGI = 1/2 (sum |J - S| + U) over people, U being the unattributed share, which no sentence answers: 0 where
/// sentences follow benefit, 1 where nobody sentenced benefits. The least it could be is `value - U`: if all that is
/// unattributed had reached those sentenced, as their sentences are.
struct Index {
  std::optional<double> value;
  std::string none_because;
  double least = 0;               ///< value - U; `value` is the most
  std::optional<double> p05, p95; ///< over the draws
  int draws = 0;
};

/// Part of the benefit that nobody has restrained: 1 - restrained / benefit, at least 0. Restrained is the value less
/// prior claims of assets marked as restrained and not `unrelated`; benefit is people's and unattributed.
struct AssetGap {
  std::optional<double> gap;
  std::string none_because;
  Money restrained, benefit;
  std::vector<model::Asset::Id> assets; ///< those restrained
  std::vector<model::ExhibitId> exhibits;
};

enum class ReasonKind { FixedFee, Instructed, SignedForOthers, DualStatus };

/// One reason for a review, with what it rests on. A reason without an exhibit still prompts, and says so:
/// docs/decisions/0041-a-prompt-may-rest-on-less.md
struct Reason {
  ReasonKind kind = ReasonKind::FixedFee;
  EntityId by;                            ///< the payer, whoever instructs, whose account; none for dual status
  std::size_t count = 0;                  ///< payments, ties, roles
  Money amount;                           ///< of one payment
  std::string currency;                   ///< empty: the case's
  bool supported = false;                 ///< an exhibit supports it
  std::vector<model::ExhibitId> exhibits; ///< by id
};

/// Somebody above the person, not charged, with a greater share.
struct Superior {
  EntityId id;
  double share = 0;
  bool supported = false;  ///< every step is supported by an exhibit
  std::vector<Link> chain; ///< from the person up
};

enum class ReviewKind {
  Scapegoat,    ///< charged, hardly benefits, hardly controls, acted for others, who are not charged
  NonPunishment ///< a victim who is charged or accused, or holds another role than victim or witness
};

struct Review {
  ReviewKind kind = ReviewKind::Scapegoat;
  EntityId person;
  std::vector<Reason> reasons;
  std::vector<Superior> superiors; ///< scapegoat: greatest share first
};

struct Impunity {
  Index index;
  double coverage = 0; ///< sum of S over those charged
  double unattributed_share = 0;
  std::vector<Charged> charged; ///< most months first, then by key
  AssetGap assets;
  Visibility visibility;
  std::vector<Review> reviews; ///< scapegoat reviews first, each kind by key
  Collusion collusion;
  std::vector<std::string> remarks;
};

struct ImpunityOptions {
  int draws = 2000; ///< 0: no interval of the index, and the 95th percentiles of the report
  std::uint64_t seed = 1;
  int permutations = kPermutations;
};

/// `report` must be of the same snapshot. Fails only when stopped (Cancelled).
base::Result<Impunity> impunity(const model::CaseSnapshot& snapshot, const Report& report,
                                const ImpunityOptions& options, base::Progress& progress);

} // namespace cuibono::benefit
