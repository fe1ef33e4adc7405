#pragma once
// Who stands above whom: who gives orders to, manages, employs, pays or owns it, step by step, with the exhibits of
// each step. What the scapegoat review and the collusion check climb. Built once from a snapshot; values only.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/snapshot.h"

namespace cuibono::benefit {

using model::EntityId;

/// One step up. A series of payments or acts of one kind is one link.
struct Link {
  EntityId lower, upper;
  std::string kind;       ///< a tie type, "pays", or "serves" for acts against people whom `upper` employs
  bool supported = false; ///< an exhibit supports every tie or payment relied on
  std::vector<model::Tie::Id> ties;
  std::vector<model::Payment::Id> payments;
  std::vector<model::ExhibitId> exhibits; ///< by id
};

/// Which facts count as a step.
enum class Steps { Supported, All };

class Hierarchy {
 public:
  /// Upwards: instructs, manages, directs, controls, sets_pay, sets_debt and employs lead to their source, `owns` where
  /// the share is at least a half, holds_account to the holder, nominee_for to whom the nominee stands for; a fee or a
  /// salary to its payer; recruiting, moving, harbouring, guarding or holding papers of a victim to the victim's
  /// employer. Victims are nobody's superior here. A tie or payment whose own polarity is not `supports` is no step.
  explicit Hierarchy(const model::CaseSnapshot& snapshot);

  /// Everybody and everything above `from`, nearest first, each with the shortest chain that leads there (from the
  /// bottom); places in `links()`. No chain is longer than kMostSteps. Linear in the links.
  static constexpr std::size_t kMostSteps = 24;
  struct Reached {
    EntityId who;
    std::vector<std::size_t> chain;
  };
  std::vector<Reached> above(EntityId from, Steps steps) const;

  const std::vector<Link>& links() const { return links_; }

 private:
  std::vector<Link> links_;
  std::map<EntityId, std::vector<std::size_t>> up_; ///< places in links_ by lower
};

} // namespace cuibono::benefit
