#pragma once
// The chart of a case: which entities and bundled lines are shown, and how. build_chart reads the snapshot, once a
// revision or filter; compose_chart lays the picture out for one camera, once a frame that changes. Pure functions of
// values, any thread. Victims appear only under model::Names::shown.

#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "graph/network.h"
#include "model/people.h"
#include "scene/camera.h"
#include "scene/theme.h"

namespace cuibono::scene {

/// Neutral: nothing known that sets the entity apart. Movement: recruits, moves, harbours or earns movement fees.
enum class Standing { Neutral, Beneficiary, Movement, Victim };

struct Emphasis {
  double share = 0;   ///< benefit share S, 0 to 1
  double control = 0; ///< control C, 0 to 1
  Standing standing = Standing::Neutral;

  bool operator==(const Emphasis&) const = default;
};
using EmphasisMap = std::unordered_map<EntityId, Emphasis>;

/// The layer of a bundle of ties; Inferred: same_address, same_phone, same_device.
enum class LineKind { Social, Command, Money, Ownership, Movement, Inferred };

/// StandForHolder: an account whose holder is known is drawn as its holder, as the beneficiary measure reads it.
enum class Accounts { StandForHolder, Show };

struct ChartFilter {
  std::set<model::EntityKind> hidden_kinds;
  std::set<LineKind> hidden_lines;
  Accounts accounts = Accounts::StandForHolder;
  bool hide_victims = false;
  bool hide_bystanders = false; ///< whoever is tied to others only by lawful costs, revenue and asset purchases
  std::unordered_set<EntityId> hidden_entities;

  bool operator==(const ChartFilter&) const = default;
};

struct ChartInputs {
  ChartFilter filter;
  EmphasisMap emphasis; ///< whoever is not in it: a victim by model::Names, movement by role, otherwise neutral
};

struct ChartNode {
  EntityId id;
  model::EntityKind kind = model::EntityKind::Unknown;
  Shape shape = Shape::Circle;
  Glyph glyph = Glyph::None;
  Emphasis emphasis;
  std::string label; ///< as it may be shown
  std::string role_word; ///< a role outside the vocabulary, which has no glyph; its initial stands inside the node
  bool takes_benefit = false; ///< a beneficiary, or an account that a beneficiary holds
  std::size_t lines = 0;      ///< drawn lines that end here
};

/// What most of the money of a line is, by payment class: lawful costs, revenue, purchases and victims' pay; fees of
/// movement; or what can become benefit.
enum class Flow { None, Lawful, Movement, Benefit };

/// Everything of one layer between two entities, drawn as one line; a.value < b.value.
struct ChartLine {
  EntityId a, b;
  LineKind kind = LineKind::Social;
  std::vector<model::Tie::Id> ties;
  std::vector<model::Payment::Id> payments;
  base::Money total;       ///< payments and amounts of ties; 0 where currencies are mixed
  std::string currency;    ///< of total; empty where currencies are mixed or there is no amount
  Flow flow = Flow::None;
  bool supported = false;  ///< at least one of them is supported by an exhibit
  bool forward = false;    ///< something goes a -> b
  bool backward = false;   ///< something goes b -> a

  std::size_t count() const { return ties.size() + payments.size(); }
};

/// What the filter keeps from view; folded: accounts that stand for their holder.
struct Hidden {
  std::size_t entities = 0, victims = 0, bystanders = 0, folded = 0;
  std::size_t ties = 0, payments = 0;
};

/// Nodes in order of entity id; lines in order of (a, b, kind).
struct ChartModel {
  std::vector<ChartNode> nodes;
  std::vector<ChartLine> lines;
  Hidden hidden;

  const ChartNode* find(EntityId id) const;
};

/// Self-loops are left out (and counted hidden where folding an account made them).
ChartModel build_chart(const model::SnapshotPtr& snapshot, const model::Names& names, const ChartInputs& inputs = {});

/// Radius in chart units at zoom 1, for layouts and for drawing: area of a beneficiary grows with its share.
double node_radius(const ChartNode& node);

/// Chart units. Entities without one are not drawn.
using Positions = std::unordered_map<EntityId, Point>;

struct Selection {
  std::unordered_set<EntityId> entities;
  EntityId hovered;
  std::uint32_t hovered_line = kNoLine; ///< place in ChartModel::lines
  std::uint32_t selected_line = kNoLine;
};

/// A way to bring out, such as the money path to a person; the rest is dimmed when any of it is given.
struct Highlight {
  std::unordered_set<EntityId> entities;
  std::unordered_set<model::Tie::Id> ties;
  std::unordered_set<model::Payment::Id> payments;

  bool empty() const { return entities.empty() && ties.empty() && payments.empty(); }
};

struct ComposeOptions {
  const Theme* theme = nullptr; ///< the light one where null
  Highlight highlight;
  bool labels = true;
};

/// The picture of the chart. Lines end at the borders of nodes; parallel lines part; labels do not overlap nodes or each
/// other, and those without room are counted in hidden_labels.
DrawList compose_chart(const ChartModel& chart, const Positions& positions, const Camera& camera, const Viewport& viewport,
                       const Selection& selection = {}, const ComposeOptions& options = {});

} // namespace cuibono::scene
