#include "cli/structure_output.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <numeric>
#include <ostream>

#include "base/text.h"

namespace cuibono::cli {
namespace {

constexpr std::size_t kMostTies = 20; ///< bridges and ties that are listed for people

const app::RankedMeasure* ranks_of(const app::Structure& built, std::string_view name) {
  const auto found = std::ranges::find_if(built.ranks, [&](const app::RankedMeasure& one) { return one.measure->name == name; });
  return found == built.ranks.end() ? nullptr : &*found;
}

// No rank is printed without its interval.
bool prints_ranks(const app::RankedMeasure* one) { return one && one->interval.draws > 0; }

// "3 (1-7)": the rank, and where nine draws in ten put it.
std::string rank_text(const app::RankedMeasure& one, std::size_t node) {
  if (one.rank[node] == 0) return "not ranked";
  const auto& drawn = one.interval.of_node[node];
  return fmt::format("{} ({}-{})", one.rank[node], drawn.p05, drawn.p95);
}

std::string number_text(const app::Column& column, std::size_t node) {
  if (column.value.empty() || std::isnan(column.value[node])) return "";
  const double value = column.value[node];
  if (column.measure->whole) return fmt::format("{:.0f}", value);
  return fmt::format("{:.4g}", value);
}

// Who is ranked first, by the measure; then the others. Equal ones in the network's order.
std::vector<std::size_t> printed_order(const app::Structure& built, const app::RankedMeasure* by) {
  std::vector<std::size_t> order(built.network.nodes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return std::pair(!built.ranked[i], by ? by->rank[i] : 0u); });
  return order;
}

// The measures in the table for people: those named, or the usual few.
std::vector<const app::Column*> columns_for_people(const app::Structure& built, const StructurePrint& print) {
  static const std::vector<std::string> kUsual{"betweenness", "degree", "closeness", "pagerank", "constraint", "k_core"};
  std::vector<const app::Column*> columns;
  for (const auto& name : print.named.empty() ? kUsual : print.named)
    if (const auto* column = built.measures.find(name)) columns.push_back(column);
  return columns;
}

const app::RankedMeasure* first_ranked(const app::Structure& built, const std::vector<const app::Column*>& columns) {
  for (const auto* column : columns)
    if (const auto* ranks = ranks_of(built, column->measure->name)) return ranks;
  return nullptr;
}

void print_nodes(std::ostream& out, const OpenedCase& opened, const app::Structure& built, const StructurePrint& print) {
  const auto columns = columns_for_people(built, print);
  TextTable table{{{"id"}, {"name"}}, {}};
  for (const auto* column : columns) {
    table.columns.push_back({std::string(column->measure->name), Side::Right});
    if (prints_ranks(ranks_of(built, column->measure->name))) table.columns.push_back({"rank"});
  }
  table.columns.insert(table.columns.end(), {{"community", Side::Right}, {"component", Side::Right}});
  const auto order = printed_order(built, first_ranked(built, columns));
  for (const auto i : order) {
    if (print.most > 0 && table.rows.size() == print.most) break;
    std::vector<std::string> row{printed_key(opened, built.network.nodes[i]), opened.names.shown(built.network.nodes[i])};
    for (const auto* column : columns) {
      const auto* ranks = ranks_of(built, column->measure->name);
      row.push_back(built.ranked[i] ? number_text(*column, i) : "");
      if (prints_ranks(ranks)) row.push_back(rank_text(*ranks, i));
    }
    row.push_back(built.communities ? std::to_string(built.communities->of_node[i] + 1) : "");
    row.push_back(std::to_string(built.components.of_node[i] + 1));
    table.rows.push_back(std::move(row));
  }
  print_table(out, table);
  if (table.rows.size() < order.size())
    out << fmt::format("... and {} more: --most 0 or --json lists all\n", order.size() - table.rows.size());
  out << '\n';
  for (const auto* column : columns)
    out << fmt::format("{}: {} {}\n", column->measure->name, column->measure->question, column->measure->caution);
}

void print_reading_of_ranks(std::ostream& out, const app::Structure& built) {
  const auto drawn = std::ranges::find_if(built.ranks, [](const app::RankedMeasure& one) { return one.interval.draws > 0; });
  if (drawn != built.ranks.end())
    out << fmt::format(
        "\nrank 1 (1-4): first by the ties that are known; between 1 and 4 in nine of ten of {} draws in which each tie holds as likely "
        "as\n"
        "its exhibits say ({} where none is cited). Ties that nobody has found are in no draw.\n",
        drawn->interval.draws, graph::kUnsupportedTie);
  const auto victims = std::ranges::count(built.ranked, false);
  if (victims > 0) out << fmt::format("{} victims are not ranked; their ties count (--without-victims leaves them out).\n", victims);
}

void print_ties(std::ostream& out, const OpenedCase& opened, const app::Structure& built) {
  const auto shown = [&](std::uint32_t node) { return opened.names.shown(built.network.nodes[node]); };
  if (built.bridges && !built.bridges->empty()) {
    std::vector<std::string> texts;
    for (const auto& link : *built.bridges)
      if (texts.size() < kMostTies) texts.push_back(shown(link.source) + " - " + shown(link.target));
    if (texts.size() < built.bridges->size()) texts.push_back(fmt::format("{} more not shown", built.bridges->size() - texts.size()));
    out << fmt::format("Which ties alone hold parts together? ({}) {}\n", built.bridges->size(), base::join(texts, "; "));
  }
  if (!built.tie_betweenness || built.tie_betweenness->empty()) return;
  std::vector<std::string> texts;
  for (const auto& [link, value] : *built.tie_betweenness)
    if (texts.size() < 5) texts.push_back(fmt::format("{} - {} ({:.4g})", shown(link.source), shown(link.target), value));
  out << fmt::format("Which ties carry most of the connections? {}\n", base::join(texts, "; "));
}

void print_points(std::ostream& out, const OpenedCase& opened, const app::Structure& built) {
  const auto* column = built.measures.find("articulation");
  if (!column) return;
  std::vector<std::string> names;
  std::size_t all = 0;
  for (std::size_t i = 0; i < column->value.size(); ++i) {
    if (column->value[i] <= 0 || !built.ranked[i]) continue;
    if (++all <= kMostTies) names.push_back(opened.names.shown(built.network.nodes[i]));
  }
  if (all > names.size()) names.push_back(fmt::format("{} more not shown", all - names.size()));
  out << fmt::format("Without whom does the network fall apart? {}\n", names.empty() ? "nobody alone" : base::join(names, ", "));
}

void print_brokers(std::ostream& out, const OpenedCase& opened, const app::Structure& built, const char* name,
                   const app::BrokerCounts& counts) {
  const auto* ranks = ranks_of(built, name);
  if (counts.empty() || !ranks) return;
  TextTable table{{{"name"}}, {}};
  for (const auto word : base::Names<graph::BrokerKind>::kNames) table.columns.push_back({std::string(word), Side::Right});
  if (prints_ranks(ranks)) table.columns.push_back({"rank"});
  for (const auto i : printed_order(built, ranks)) {
    if (!built.ranked[i] || table.rows.size() == 10 || std::accumulate(counts[i].begin(), counts[i].end(), std::uint64_t{0}) == 0) break;
    std::vector<std::string> row{opened.names.shown(built.network.nodes[i])};
    for (const auto count : counts[i]) row.push_back(std::to_string(count));
    if (prints_ranks(ranks)) row.push_back(rank_text(*ranks, i));
    table.rows.push_back(std::move(row));
  }
  if (table.rows.empty()) return;
  out << fmt::format("\n{} {}\n", ranks->measure->question, ranks->measure->caution);
  print_table(out, table);
}

std::string value_text(const std::optional<double>& value) { return value ? fmt::format("{:.2f}", *value) : "undefined"; }

void print_whole(std::ostream& out, const app::Structure& built) {
  out << fmt::format("{} nodes, {} edges, {} components, density {:.4f}, degree centralisation {:.4f}\n", built.network.nodes.size(),
                     built.network.links.size(), built.components.count, built.density, built.degree_centralisation);
  if (built.communities) out << fmt::format("{} communities, modularity {:.3f}\n", built.communities->count, built.communities->modularity);
  if (built.core.draws > 0)
    out << fmt::format("core and rim: fit {:.2f}, chance alone {:.2f} (p {:.2f} of {} draws)\n", built.core.fit, built.core.null_mean,
                       built.core.p, built.core.draws);
  const auto& mixing = built.assortativity;
  if (mixing.degree || mixing.role || mixing.stage)
    out << fmt::format("like to like (1 only equals are tied, 0 as by chance): by number of ties {}, by role {}, by stage {}\n",
                       value_text(mixing.degree), value_text(mixing.role), value_text(mixing.stage));
  out << "how organised: " << (built.organised.label.empty() ? "no label" : built.organised.label) << '\n';
  for (const auto& reason : built.organised.reasons) out << "  " << reason << '\n';
}

} // namespace

void print_structure(std::ostream& out, const OpenedCase& opened, const app::Structure& built, const StructurePrint& print) {
  print_whole(out, built);
  print_points(out, opened, built);
  print_ties(out, opened, built);
  out << '\n';
  print_nodes(out, opened, built, print);
  print_brokers(out, opened, built, "brokerage_role", built.measures.by_role);
  print_brokers(out, opened, built, "brokerage_stage", built.measures.by_stage);
  print_reading_of_ranks(out, built);
}

TextTable structure_csv(const OpenedCase& opened, const app::Structure& built) {
  TextTable table{{{"id"}, {"name"}}, {}};
  for (const auto& column : built.measures.columns) table.columns.push_back({std::string(column.measure->name)});
  for (const auto& one : built.ranks) {
    if (!prints_ranks(&one)) continue;
    for (const char* what : {"_rank", "_p05", "_p50", "_p95"}) table.columns.push_back({std::string(one.measure->name) + what});
  }
  table.columns.insert(table.columns.end(), {{"community"}, {"component"}});
  for (const auto i : printed_order(built, built.ranks.empty() ? nullptr : &built.ranks.front())) {
    std::vector<std::string> row{printed_key(opened, built.network.nodes[i]), opened.names.shown(built.network.nodes[i])};
    for (const auto& column : built.measures.columns) row.push_back(built.ranked[i] ? number_text(column, i) : "");
    for (const auto& one : built.ranks) {
      if (!prints_ranks(&one)) continue;
      row.push_back(one.rank[i] ? std::to_string(one.rank[i]) : "not ranked");
      const auto& drawn = one.interval.of_node[i];
      for (const auto rank : {drawn.p05, drawn.p50, drawn.p95}) row.push_back(rank ? std::to_string(rank) : "");
    }
    row.push_back(built.communities ? std::to_string(built.communities->of_node[i]) : "");
    row.push_back(std::to_string(built.components.of_node[i]));
    table.rows.push_back(std::move(row));
  }
  return table;
}

TextTable explained_measures() {
  TextTable table{{{"measure"}, {"question"}, {"mind"}, {"weights"}}, {}};
  for (const auto& measure : app::measure_names()) {
    const char* weights = measure.weighed == app::Weighed::Counts    ? "count"
                          : measure.weighed == app::Weighed::Lengths ? "as lengths 1/w"
                                                                     : "no weighted form";
    table.rows.push_back({std::string(measure.name), std::string(measure.question), std::string(measure.caution), weights});
  }
  return table;
}

} // namespace cuibono::cli
