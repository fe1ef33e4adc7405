#include <cmath>
#include <nlohmann/json.hpp>

#include "base/names.h"
#include "cli/structure_output.h"

namespace cuibono::cli {
namespace {

using graph::BrokerKind;

Json optional_number(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

Json number(const app::Column& column, std::size_t node) {
  if (column.value.empty() || std::isnan(column.value[node])) return nullptr;
  return column.measure->whole ? Json(static_cast<std::int64_t>(column.value[node])) : Json(column.value[node]);
}

Json kinds_json(const std::array<std::uint64_t, 5>& counts) {
  Json kinds = Json::object();
  for (std::size_t i = 0; i < counts.size(); ++i) kinds[std::string(base::name_of(static_cast<BrokerKind>(i)))] = counts[i];
  return kinds;
}

class Document {
 public:
  Document(const OpenedCase& opened, const app::Structure& built) : opened_(opened), built_(built) {
    for (const auto id : built.network.nodes) keys_.push_back(printed_key(opened, id));
  }

  Json measures() const;
  Json ranks() const;
  Json communities() const;
  Json core() const;
  Json articulation() const;
  Json bridges() const;
  Json tie_betweenness() const;
  Json not_ranked() const;

 private:
  Json node(std::size_t i) const;
  // One member a node, without the search for its name that operator[] makes.
  template <class ValueOf>
  Json by_node(ValueOf value_of) const {
    Json::object_t members;
    for (std::size_t i = 0; i < keys_.size(); ++i)
      if (auto value = value_of(i); !value.is_discarded()) members.emplace_back(keys_[i], std::move(value));
    return members;
  }

  const OpenedCase& opened_;
  const app::Structure& built_;
  std::vector<std::string> keys_;
};

Json Document::node(std::size_t i) const {
  const auto& measures = built_.measures;
  Json node = Json::object();
  for (const auto& column : measures.columns) node[std::string(column.measure->name)] = number(column, i);
  if (!measures.by_role.empty()) node["brokerage_role"] = kinds_json(measures.by_role[i]);
  if (!measures.by_stage.empty()) node["brokerage_stage"] = kinds_json(measures.by_stage[i]);
  if (measures.sampled) node["betweenness_bound"] = measures.sampled->error[i];
  if (built_.communities) node["community"] = built_.communities->of_node[i];
  node["component"] = built_.components.of_node[i];
  return node;
}

Json Document::measures() const {
  return by_node([&](std::size_t i) { return node(i); });
}

Json Document::ranks() const {
  Json ranks = Json::object();
  for (const auto& one : built_.ranks) {
    const auto draws = one.interval.draws;
    if (draws == 0) continue; // no rank without its interval
    ranks[std::string(one.measure->name)] = {{"question", one.measure->question}, {"caution", one.measure->caution}, {"draws", draws},
      {"nodes", by_node([&](std::size_t i) {
        if (one.rank[i] == 0) return Json(Json::value_t::discarded);
        const auto& drawn = one.interval.of_node[i];
        return Json{{"rank", one.rank[i]}, {"p05", drawn.p05}, {"p50", drawn.p50}, {"p95", drawn.p95}, {"first", drawn.first}};
      })}};
  }
  return ranks;
}

Json Document::communities() const {
  Json communities = Json::array();
  if (!built_.communities) return communities;
  for (std::uint32_t c = 0; c < built_.communities->count; ++c) communities.push_back(Json::array());
  for (std::size_t i = 0; i < keys_.size(); ++i) communities[built_.communities->of_node[i]].push_back(keys_[i]);
  return communities;
}

Json Document::core() const {
  Json core = Json::array();
  for (std::size_t i = 0; i < built_.core.in_core.size(); ++i)
    if (built_.core.in_core[i]) core.push_back(keys_[i]);
  return {
      {"core", core}, {"fit", built_.core.fit}, {"null_mean", built_.core.null_mean}, {"p", built_.core.p}, {"draws", built_.core.draws}};
}

Json Document::articulation() const {
  const auto* column = built_.measures.find("articulation");
  if (!column) return nullptr;
  Json points = Json::array();
  for (std::size_t i = 0; i < keys_.size(); ++i)
    if (column->value[i] > 0 && built_.ranked[i]) points.push_back(keys_[i]);
  return points;
}

Json Document::bridges() const {
  if (!built_.bridges) return nullptr;
  Json list = Json::array();
  for (const auto& link : *built_.bridges) list.push_back({{"source", keys_[link.source]}, {"target", keys_[link.target]}});
  return list;
}

Json Document::tie_betweenness() const {
  if (!built_.tie_betweenness) return nullptr;
  Json list = Json::array();
  for (const auto& [link, value] : *built_.tie_betweenness)
    list.push_back({{"source", keys_[link.source]}, {"target", keys_[link.target]}, {"value", value}});
  return list;
}

Json Document::not_ranked() const {
  Json list = Json::array();
  for (std::size_t i = 0; i < keys_.size(); ++i)
    if (!built_.ranked[i]) list.push_back(keys_[i]);
  return list;
}

} // namespace

Json left_out_json(const graph::LeftOut& left_out) {
  return {{"outside", left_out.outside},
          {"undated", left_out.undated},
          {"unsupported", left_out.unsupported},
          {"no_amount", left_out.no_amount}};
}

Json structure_json(const OpenedCase& opened, const app::Structure& built, const StructurePrint& print) {
  const Document document(opened, built);
  Json whole{
      {"nodes", built.network.nodes.size()},
      {"edges", built.network.links.size()},
      {"density", built.density},
      {"degree_centralisation", built.degree_centralisation},
      {"components", built.components.count},
      {"connectedness", built.hierarchy.connectedness},
      {"hierarchy", optional_number(built.hierarchy.hierarchy)},
      {"efficiency", built.hierarchy.efficiency},
      {"lub", optional_number(built.hierarchy.lub)},
      {"modularity", built.communities ? Json(built.communities->modularity) : Json(nullptr)},
      {"communities", document.communities()},
      {"core_periphery", document.core()},
      {"measures", document.measures()},
      {"organised",
       {{"label", built.organised.label.empty() ? Json(nullptr) : Json(built.organised.label)}, {"reasons", built.organised.reasons}}},
      {"assortativity",
       {{"degree", optional_number(built.assortativity.degree)},
        {"role", optional_number(built.assortativity.role)},
        {"stage", optional_number(built.assortativity.stage)}}},
      {"articulation_points", document.articulation()},
      {"bridges", document.bridges()},
      {"tie_betweenness", document.tie_betweenness()},
      {"ranks", document.ranks()},
      {"not_ranked", document.not_ranked()},
      {"left_out", left_out_json(built.network.left_out)},
      {"notes", built.notes}};
  if (print.timing) whole["timing"] = built.seconds;
  return whole;
}

} // namespace cuibono::cli
