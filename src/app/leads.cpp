#include "app/leads.h"

#include <fmt/core.h>
#include <algorithm>
#include <map>

#include "app/masking.h"
#include "app/words.h"
#include "base/text.h"
#include "graph/paths.h"
#include "model/attributes.h"

namespace cuibono::app {
namespace {

using graph::Layer;
using model::CaseSnapshot;
using model::EntityId;
using model::EntityKind;

constexpr std::size_t kMostHolders = 200; ///< of a neighbour
constexpr std::size_t kMostRare = 20;     ///< of a value or a phone: 1 / ln 20 is a third
constexpr std::size_t kShortestValue = 4; ///< letters of an attribute's value: yes, no and 1 are no find
constexpr std::size_t kMostCollected = 4;

bool is_carrier(EntityKind kind) {
  return kind == EntityKind::Phone || kind == EntityKind::Account || kind == EntityKind::Document ||
         kind == EntityKind::Place || kind == EntityKind::Vehicle;
}

// What holders have in common, beside the list that graph::find_leads reads.
struct Things {
  std::vector<graph::Common> common;
  std::vector<SharedThing> said; ///< one for each
};

Things things_of_neighbours(const graph::Network& network, const graph::Adjacency& tied,
                            graph::NeighbourWeight weight) {
  Things things{graph::neighbours_in_common(tied, weight), {}};
  for (std::size_t v = 0; v < network.nodes.size(); ++v)
    things.said.push_back({.entity = network.nodes[v],
                           .column = {},
                           .value = {},
                           .holders = things.common[v].holders.size(),
                           .weight = things.common[v].weight});
  return things;
}

void add_carriers(const CaseSnapshot& snapshot, const graph::Network& network, const graph::Adjacency& tied,
                  Things& things) {
  for (std::uint32_t v = 0; v < network.nodes.size(); ++v) {
    if (!is_carrier(snapshot.entities().find(network.nodes[v])->kind)) continue;
    const auto holders = tied.of(v);
    things.common.push_back({{holders.begin(), holders.end()}, graph::rarity(holders.size())});
    things.said.push_back({.entity = network.nodes[v],
                           .column = {},
                           .value = {},
                           .holders = holders.size(),
                           .weight = things.common.back().weight});
  }
}

void add_values(const CaseSnapshot& snapshot, const graph::Network& network, const Masking& masking, Things& things) {
  std::map<std::pair<std::string_view, std::string>, std::vector<std::uint32_t>> holders;
  for (std::uint32_t v = 0; v < network.nodes.size(); ++v)
    for (const auto& [column, text] : snapshot.entities().find(network.nodes[v])->attributes) {
      const auto value = base::trim(text);
      if (column == model::kMergedIds || value.size() < kShortestValue) continue;
      auto& of = holders[{column, base::to_lower(value)}];
      if (of.empty() || of.back() != v) of.push_back(v);
    }
  for (auto& [value, who] : holders) {
    if (who.size() < 2) continue;
    const auto weight = graph::rarity(who.size());
    things.said.push_back({.entity = std::nullopt,
                           .column = masking(value.first),
                           .value = masking(value.second),
                           .holders = who.size(),
                           .weight = weight});
    things.common.push_back({std::move(who), weight});
  }
}

// Reasons, and what to collect, in words.
class Sayer {
 public:
  Sayer(const CaseSnapshot& snapshot, const model::Names& names) : snapshot_(snapshot), names_(names) {}

  std::string reason(const LeadLine& lead) const;
  std::vector<std::string> collect(const LeadLine& lead) const;

 private:
  std::string collect_about(const SharedThing& thing, const LeadLine& lead) const;
  EntityKind kind(EntityId id) const { return snapshot_.entities().find(id)->kind; }

  const CaseSnapshot& snapshot_;
  const model::Names& names_;
};

std::string Sayer::reason(const LeadLine& lead) const {
  std::vector<std::string> tied, have;
  for (const auto& thing : lead.shared) {
    if (thing.entity)
      tied.push_back(fmt::format("{} ({} tied to it in all)", names_.shown(*thing.entity), thing.holders));
    else
      have.push_back(fmt::format("{} \"{}\" ({} have it)", words(thing.column), thing.value, thing.holders));
  }
  std::vector<std::string> parts;
  if (!tied.empty()) parts.push_back("both are tied to " + base::join(tied, ", "));
  if (!have.empty()) parts.push_back("both have " + base::join(have, ", "));
  const auto more = lead.more_shared == 0 ? "" : fmt::format(", and {} more in common", lead.more_shared);
  return sentence_case(base::join(parts, "; ")) + more + ".";
}

std::string Sayer::collect_about(const SharedThing& thing, const LeadLine& lead) const {
  if (!thing.entity)
    return fmt::format("where both have {} \"{}\" from: whether it is one and the same thing", words(thing.column),
                       thing.value);
  const auto it = names_.shown(*thing.entity), a = names_.shown(lead.a), b = names_.shown(lead.b);
  if (names_.is_victim(*thing.entity))
    return fmt::format("what {} has already stated, before anybody asks again: whether it puts {} and {} together", it,
                       a, b);
  switch (kind(*thing.entity)) {
    case EntityKind::Phone:
      return fmt::format("subscriber and call records of {}: who used it, and when", it);
    case EntityKind::Account:
      return fmt::format("signature card, powers and statements of {}", it);
    case EntityKind::Document:
      return fmt::format("who applied for {} and who presented it", it);
    case EntityKind::Place:
      return fmt::format("leases, bills and registers of {}: who was there at the same time", it);
    case EntityKind::Vehicle:
    case EntityKind::Vessel:
      return fmt::format("keepers, logs and crew lists of {}", it);
    case EntityKind::Company:
    case EntityKind::Trust:
    case EntityKind::Establishment:
      return fmt::format("the register of {} over time, its officers and its payroll", it);
    default:
      return fmt::format("contacts of {} with both, at the same times and places", it);
  }
}

std::vector<std::string> Sayer::collect(const LeadLine& lead) const {
  std::vector<std::string> list;
  for (const auto& thing : lead.shared)
    if (list.size() + 1 < kMostCollected) list.push_back(collect_about(thing, lead));
  if (kind(lead.a) == EntityKind::Person && kind(lead.b) == EntityKind::Person)
    list.push_back(fmt::format("phones and messages of {} and {}: contact with each other", names_.shown(lead.a),
                               names_.shown(lead.b)));
  else
    list.push_back(fmt::format("papers that name {} and {} together", names_.shown(lead.a), names_.shown(lead.b)));
  return list;
}

Things things_of(const CaseSnapshot& snapshot, const model::Names& names, const graph::Network& network,
                 const graph::Adjacency& tied, LeadMeasure measure) {
  if (measure == LeadMeasure::AdamicAdar)
    return things_of_neighbours(network, tied, graph::NeighbourWeight::AdamicAdar);
  if (measure == LeadMeasure::ResourceAllocation)
    return things_of_neighbours(network, tied, graph::NeighbourWeight::ResourceAllocation);
  if (measure == LeadMeasure::Preferential) return things_of_neighbours(network, tied, graph::NeighbourWeight::Shared);
  Things things;
  add_carriers(snapshot, network, tied, things);
  add_values(snapshot, network, Masking(snapshot, names), things);
  return things;
}

} // namespace

const std::vector<LeadMeasureName>& lead_measures() {
  static const std::vector<LeadMeasureName> kMeasures{
      {LeadMeasure::AdamicAdar, "adamic-adar",
       "neighbours in common, each counting 1 / ln(its ties): a common neighbour of few says more (Adamic and Adar "
       "2003)"},
      {LeadMeasure::ResourceAllocation, "resource-allocation",
       "neighbours in common, each counting 1 / its ties: those of many count for still less (Zhou, Lu, Zhang 2009)"},
      {LeadMeasure::Preferential, "preferential",
       "neighbours in common divided by the ties that degrees alone let expect, d_a d_b / 2m: having many ties is no "
       "lead; pairs with two or more in common (Leicht, Holme, Newman 2006)"},
      {LeadMeasure::Rare, "rare",
       "phones, accounts, documents, places, vehicles and values of attributes in common, each counting 1 / ln(how "
       "many have it)"}};
  return kMeasures;
}

base::Result<LeadsReport> leads(const CaseSnapshot& snapshot, const model::Names& names, const LeadsOptions& options,
                                base::Progress& progress) {
  auto wanted = options.network;
  if (wanted.layers.empty())
    wanted.layers = {Layer::Social, Layer::Command, Layer::Money, Layer::Ownership, Layer::Movement};
  wanted.directed = false;
  const auto network = graph::in_key_order(snapshot, graph::build_network(snapshot, wanted));
  const auto tied = graph::adjacency(network, graph::Ends::Both);
  const auto things = things_of(snapshot, names, network, tied, options.measure);
  std::vector<bool> is_subject;
  for (const auto id : network.nodes) is_subject.push_back(!names.is_victim(id));
  const bool corrected = options.measure == LeadMeasure::Preferential;
  LeadsReport report{.measure = options.measure,
                     .most_holders = options.measure == LeadMeasure::Rare ? kMostRare : kMostHolders,
                     .left_out = network.left_out};
  const auto found = graph::find_leads(tied, things.common, is_subject,
                                       {.limit = options.limit,
                                        .most_holders = report.most_holders,
                                        .least_common = corrected ? 2u : 1u,
                                        .per_expected = corrected},
                                       progress);
  if (!found) return tl::unexpected(found.error());
  report.count = found->count;
  report.passed_over = found->passed_over;
  const Sayer sayer(snapshot, names);
  for (const auto& lead : found->leads) {
    LeadLine line{
        .a = network.nodes[lead.a], .b = network.nodes[lead.b], .score = lead.score, .expected = lead.expected};
    for (const auto thing : lead.common)
      if (line.shared.size() < kMostShared) line.shared.push_back(things.said[thing]);
    line.more_shared = lead.common.size() - line.shared.size();
    line.reason = sayer.reason(line);
    line.collect = sayer.collect(line);
    report.leads.push_back(std::move(line));
  }
  return report;
}

} // namespace cuibono::app
