#pragma once
// What every view of one case shares: selection, filters, camera. Presentation only; never stored in the case.

#include <optional>
#include <set>
#include <string_view>

#include "app/tables.h"
#include "benefit/measure.h"
#include "scene/camera.h"

namespace cuibono::app {

struct Selection {
  std::set<EntityId> entities;
  std::optional<TieId> tie;
  std::optional<PaymentId> payment;
  std::optional<model::ExhibitId> exhibit;

  bool empty() const { return entities.empty() && !tie && !payment && !exhibit; }
  /// The only entity selected, if exactly one is.
  std::optional<EntityId> single() const {
    return entities.size() == 1 ? std::optional(*entities.begin()) : std::nullopt;
  }
  bool operator==(const Selection&) const = default;
};

enum class How { Replace, Add, Toggle };

inline void select_entity(Selection& selection, EntityId id, How how = How::Replace) {
  if (how == How::Replace) selection = {};
  selection.tie.reset();
  selection.payment.reset();
  selection.exhibit.reset();
  if (how == How::Toggle && selection.entities.erase(id) > 0) return;
  selection.entities.insert(id);
}

inline void select_tie(Selection& selection, TieId id) { selection = {.tie = id}; }
inline void select_payment(Selection& selection, PaymentId id) { selection = {.payment = id}; }
inline void select_exhibit(Selection& selection, model::ExhibitId id) { selection = {.exhibit = id}; }

struct ViewState {
  Selection selection;
  Filters filters;
  benefit::Basis basis = benefit::Basis::Gross;
  scene::Camera camera;
  std::string_view layout = "force"; ///< one of layout::kLayoutNames: what a place on the chart says
  bool legend = false;        ///< over the chart
  bool findings_open = false; ///< the panel below the chart
  std::size_t findings_tab = 0; ///< of findings_kinds()
  bool fit_wanted = true;    ///< the chart is to be fitted as soon as it is laid out
  bool center_wanted = false; ///< the selection is to be brought into sight
};

} // namespace cuibono::app
