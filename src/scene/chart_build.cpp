#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

#include "model/by_id.h"
#include "model/evidence.h"
#include "scene/chart.h"
#include "scene/symbols.h"

namespace cuibono::scene {
namespace {

using model::CaseSnapshot;
using model::EntityKind;
using model::PaymentClass;
using model::Role;
using model::TieType;

// Which of several roles of one entity is drawn: the most telling first.
constexpr std::array kRolesByWeight{
    Role::Victim, Role::BeneficialOwner, Role::Nominee, Role::Owner, Role::Manager, Role::Employer, Role::Protector,
    Role::Official, Role::MoneyHandler, Role::Guard, Role::Broker, Role::Facilitator, Role::Recruiter, Role::Transporter,
    Role::Harbourer, Role::Forger, Role::DebtHolder, Role::Guarantor, Role::Scapegoat, Role::Witness, Role::Other};

Glyph glyph_of(Role role) {
  switch (role) {
    case Role::Victim: return Glyph::Victim;
    case Role::BeneficialOwner: case Role::Owner: return Glyph::Owner;
    case Role::Nominee: return Glyph::Nominee;
    case Role::Manager: case Role::Employer: return Glyph::Manager;
    case Role::Protector: case Role::Official: return Glyph::Official;
    case Role::MoneyHandler: case Role::DebtHolder: case Role::Guarantor: return Glyph::MoneyHandler;
    case Role::Guard: return Glyph::Guard;
    case Role::Broker: case Role::Facilitator: return Glyph::Broker;
    case Role::Recruiter: return Glyph::Recruiter;
    case Role::Transporter: return Glyph::Transporter;
    case Role::Harbourer: return Glyph::Harbourer;
    case Role::Forger: return Glyph::Forger;
    case Role::Scapegoat: case Role::Witness: case Role::Other: break;
  }
  return Glyph::None;
}

bool is_movement(Glyph glyph) {
  return glyph == Glyph::Broker || glyph == Glyph::Recruiter || glyph == Glyph::Transporter || glyph == Glyph::Harbourer ||
         glyph == Glyph::Forger;
}

std::size_t weight_of(Role role) {
  return static_cast<std::size_t>(std::ranges::find(kRolesByWeight, role) - kRolesByWeight.begin());
}

std::unordered_map<EntityId, const model::RoleFact*> main_roles(const CaseSnapshot& snapshot) {
  std::unordered_map<EntityId, const model::RoleFact*> roles;
  for (const model::RoleFact& fact : snapshot.roles()) {
    const auto [at, is_new] = roles.emplace(fact.entity, &fact);
    if (!is_new && weight_of(fact.role) < weight_of(at->second->role)) at->second = &fact;
  }
  return roles;
}

// Account -> holder, for accounts that a supported tie gives a holder.
model::ById<EntityId> holders(const CaseSnapshot& snapshot) {
  model::ById<EntityId> result(snapshot);
  for (const model::Tie& tie : snapshot.ties()) {
    if (tie.type != TieType::HoldsAccount || !model::is_supported(snapshot, tie.citations, tie.polarity)) continue;
    const model::Entity* account = snapshot.entities().find(tie.target);
    if (account && account->kind == EntityKind::Account && !result[tie.target]) result[tie.target] = tie.source;
  }
  return result;
}

LineKind line_kind(TieType type) {
  if (type == TieType::SameAddress || type == TieType::SamePhone || type == TieType::SameDevice) return LineKind::Inferred;
  switch (graph::layer_of(type)) {
    case graph::Layer::Command: return LineKind::Command;
    case graph::Layer::Money: return LineKind::Money;
    case graph::Layer::Ownership: return LineKind::Ownership;
    case graph::Layer::Movement: return LineKind::Movement;
    case graph::Layer::Social: break;
  }
  return LineKind::Social;
}

Flow flow_of(PaymentClass payment_class) {
  switch (payment_class) {
    case PaymentClass::Revenue: case PaymentClass::LawfulCost: case PaymentClass::VictimPayment:
    case PaymentClass::AssetPurchase:
      return Flow::Lawful;
    case PaymentClass::MovementFee: return Flow::Movement;
    default: return Flow::Benefit;
  }
}

// One tie or payment on its way into a bundle.
struct Piece {
  EntityId from, to;
  LineKind kind;
  model::Tie::Id tie;
  model::Payment::Id payment;

  auto bundle() const { return std::tuple(std::min(from, to), std::max(from, to), kind); }
};

struct Sums {
  std::map<std::string, base::Money> by_currency;
  std::array<double, 4> by_flow{};
};

class Builder {
 public:
  Builder(const CaseSnapshot& snapshot, const model::Names& names, const ChartInputs& inputs)
      : snapshot_(snapshot), names_(names), inputs_(inputs), currency_(model::setting(snapshot, "currency")) {
    folded_ = model::ById<EntityId>(snapshot);
    holders_ = holders(snapshot);
    if (inputs.filter.accounts == Accounts::StandForHolder) std::swap(folded_, holders_);
  }

  ChartModel build() {
    take_nodes();
    take_lines(pieces());
    if (inputs_.filter.hide_bystanders) drop_bystanders();
    for (const ChartLine& line : chart_.lines) {
      ++node(line.a)->lines;
      ++node(line.b)->lines;
    }
    return std::move(chart_);
  }

 private:
  /// The node of the entity, or null.
  ChartNode* node(EntityId id) { return place_[id] > 0 ? &chart_.nodes[place_[id] - 1] : nullptr; }

  void note_places() {
    place_ = model::ById<std::uint32_t>(snapshot_);
    for (std::size_t i = 0; i < chart_.nodes.size(); ++i) place_[chart_.nodes[i].id] = static_cast<std::uint32_t>(i + 1);
  }

  EntityId drawn_as(EntityId id) const { return folded_[id] ? folded_[id] : id; }

  bool is_kept(const model::Entity& entity) {
    if (folded_[entity.id]) return ++chart_.hidden.folded, false;
    if (inputs_.filter.hide_victims && names_.is_victim(entity.id)) return ++chart_.hidden.victims, false;
    if (inputs_.filter.hidden_kinds.contains(entity.kind) || inputs_.filter.hidden_entities.contains(entity.id))
      return ++chart_.hidden.entities, false;
    return true;
  }

  void take_nodes() {
    const auto roles = main_roles(snapshot_);
    for (const model::Entity& entity : snapshot_.entities()) {
      if (!is_kept(entity)) continue;
      const auto role = roles.find(entity.id);
      ChartNode node{.id = entity.id, .kind = entity.kind, .shape = shape_of(entity.kind), .label = names_.shown(entity.id)};
      if (role != roles.end()) node.glyph = glyph_of(role->second->role);
      if (role != roles.end() && role->second->role == Role::Other) node.role_word = role->second->label;
      if (node.glyph == Glyph::None && entity.kind == EntityKind::Unknown) node.glyph = Glyph::Unknown;
      set_standing(node);
      chart_.nodes.push_back(std::move(node));
    }
    note_places();
    for (ChartNode& node : chart_.nodes) node.takes_benefit = is_beneficiary(node.id) || is_beneficiary(holders_[node.id]);
  }

  bool is_beneficiary(EntityId id) {
    const ChartNode* node = this->node(id);
    return node && node->emphasis.standing == Standing::Beneficiary;
  }

  void set_standing(ChartNode& node) const {
    const auto given = inputs_.emphasis.find(node.id);
    if (given != inputs_.emphasis.end()) node.emphasis = given->second;
    else if (is_movement(node.glyph)) node.emphasis.standing = Standing::Movement;
    if (!names_.is_victim(node.id)) return;
    // Whoever is protected is drawn as a victim, whatever else is said of them.
    node.emphasis.standing = Standing::Victim;
    node.shape = Shape::Shield;
    node.glyph = Glyph::Victim;
    node.role_word.clear();
  }

  bool add(std::vector<Piece>& pieces, Piece piece) {
    piece.from = drawn_as(piece.from);
    piece.to = drawn_as(piece.to);
    const bool drawn = piece.from != piece.to && !inputs_.filter.hidden_lines.contains(piece.kind) && node(piece.from) && node(piece.to);
    if (drawn) pieces.push_back(piece);
    return drawn;
  }

  std::vector<Piece> pieces() {
    std::vector<Piece> result;
    for (const model::Tie& tie : snapshot_.ties())
      if (!add(result, {tie.source, tie.target, line_kind(tie.type), tie.id, {}})) ++chart_.hidden.ties;
    for (const model::Payment& payment : snapshot_.payments())
      if (!add(result, {payment.payer, payment.payee, LineKind::Money, {}, payment.id})) ++chart_.hidden.payments;
    std::ranges::stable_sort(result, {}, &Piece::bundle);
    return result;
  }

  void take_lines(const std::vector<Piece>& pieces) {
    for (std::size_t i = 0; i < pieces.size();) {
      ChartLine line{.a = std::get<0>(pieces[i].bundle()), .b = std::get<1>(pieces[i].bundle()), .kind = pieces[i].kind};
      Sums sums;
      const auto bundle = pieces[i].bundle();
      for (; i < pieces.size() && pieces[i].bundle() == bundle; ++i) take(line, sums, pieces[i]);
      finish(line, sums);
      chart_.lines.push_back(std::move(line));
    }
  }

  void take(ChartLine& line, Sums& sums, const Piece& piece) const {
    (piece.from == line.a ? line.forward : line.backward) = true;
    if (piece.tie) {
      const model::Tie& tie = *snapshot_.ties().find(piece.tie);
      line.ties.push_back(tie.id);
      line.supported = line.supported || model::is_supported(snapshot_, tie.citations, tie.polarity);
      if (tie.amount) sums.by_currency[tie.currency.empty() ? currency_ : tie.currency] += *tie.amount;
      return;
    }
    const model::Payment& payment = *snapshot_.payments().find(piece.payment);
    line.payments.push_back(payment.id);
    line.supported = line.supported || model::is_supported(snapshot_, payment.citations, payment.polarity);
    sums.by_currency[payment.currency.empty() ? currency_ : payment.currency] += payment.amount;
    sums.by_flow[static_cast<std::size_t>(flow_of(payment.payment_class))] += base::units(payment.amount);
  }

  static void finish(ChartLine& line, const Sums& sums) {
    if (sums.by_currency.size() == 1) {
      line.currency = sums.by_currency.begin()->first;
      line.total = sums.by_currency.begin()->second;
    }
    const auto most = std::ranges::max_element(sums.by_flow);
    if (*most > 0) line.flow = static_cast<Flow>(most - sums.by_flow.begin());
  }

  void drop_bystanders() {
    std::unordered_set<EntityId> involved;
    for (const ChartLine& line : chart_.lines)
      if (line.kind != LineKind::Money || line.flow != Flow::Lawful) involved.insert({line.a, line.b});
    const auto is_bystander = [&](const ChartNode& n) {
      return n.emphasis.standing == Standing::Neutral && n.glyph == Glyph::None && !involved.contains(n.id);
    };
    chart_.hidden.bystanders = std::erase_if(chart_.nodes, is_bystander);
    note_places();
    std::erase_if(chart_.lines, [&](const ChartLine& line) {
      if (node(line.a) && node(line.b)) return false;
      chart_.hidden.ties += line.ties.size();
      chart_.hidden.payments += line.payments.size();
      return true;
    });
  }

  const CaseSnapshot& snapshot_;
  const model::Names& names_;
  const ChartInputs& inputs_;
  std::string currency_;
  model::ById<EntityId> folded_;  // accounts drawn as their holders
  model::ById<EntityId> holders_; // of accounts drawn as themselves
  ChartModel chart_;
  model::ById<std::uint32_t> place_; // of each entity in chart_.nodes, from 1; 0: not drawn
};

} // namespace

const ChartNode* ChartModel::find(EntityId id) const {
  const auto at = std::ranges::lower_bound(nodes, id, {}, &ChartNode::id);
  return at != nodes.end() && at->id == id ? &*at : nullptr;
}

ChartModel build_chart(const model::SnapshotPtr& snapshot, const model::Names& names, const ChartInputs& inputs) {
  return Builder(*snapshot, names, inputs).build();
}

double node_radius(const ChartNode& node) {
  constexpr double kPlain = 12, kWhole = 36; // of a share of nothing and of all
  switch (node.emphasis.standing) {
    case Standing::Beneficiary: {
      const double share = std::clamp(node.emphasis.share, 0., 1.);
      return std::sqrt(kPlain * kPlain + share * (kWhole * kWhole - kPlain * kPlain));
    }
    case Standing::Movement: return 8.5;
    case Standing::Victim: return 9.5;
    case Standing::Neutral: break;
  }
  if (node.kind == model::EntityKind::Account) return 8;
  return node.kind == model::EntityKind::Person || node.kind == model::EntityKind::Company ? 11.5 : 10.5;
}

} // namespace cuibono::scene
