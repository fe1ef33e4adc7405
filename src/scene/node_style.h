#pragma once
// How an entity looks: beneficiaries large and warm, whoever moves people small and cool, victims calm. Pure.

#include "scene/chart.h"

namespace cuibono::scene {

/// Radius 1 at the origin; the caller places and sizes it.
Node node_style(const ChartNode& node, const Theme& theme);

/// Name, and below it the share of a beneficiary; without a place.
std::vector<Label> node_label(const ChartNode& node, const Theme& theme);

/// The first letter of a role word, as a capital; stands inside the node where a glyph would.
std::string initial(const std::string& word);

/// Whose label finds room first; larger is sooner.
float label_importance(const ChartNode& node);

/// "83 %", "<1 %", "0 %" of a share from 0 to 1.
std::string percent(double share);

} // namespace cuibono::scene
