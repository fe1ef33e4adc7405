#pragma once
// The parts that impunity.cpp puts together; nobody else needs them.

#include <map>

#include "benefit/impunity.h"

namespace cuibono::benefit {

/// Everybody charged or convicted, with months and J; shares and control are filled in later. Remarks on rows set
/// aside.
std::vector<Charged> read_charges(const model::CaseSnapshot& snapshot, std::vector<std::string>& remarks);

AssetGap asset_gap(const model::CaseSnapshot& snapshot, const Report& report, std::vector<std::string>& remarks);

/// Scapegoat reviews; writes into each `unmet` why there is none.
std::vector<Review> scapegoat_reviews(const model::CaseSnapshot& snapshot, const std::map<EntityId, double>& shares,
                                      std::vector<Charged>& charged);

/// One review a victim who is charged, accused or assessed as more than a victim.
std::vector<Review> non_punishment_reviews(const model::CaseSnapshot& snapshot);

/// Sorted, each once.
void tidy(std::vector<model::ExhibitId>& exhibits);

} // namespace cuibono::benefit
