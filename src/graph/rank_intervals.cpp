#include "graph/rank_intervals.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <numeric>
#include <optional>

#include "base/random.h"
#include "graph/parallel.h"
#include "graph/together.h"
#include "model/evidence.h"

namespace cuibono::graph {
namespace {

constexpr double kEqual = 1e-9;

using Ranks = std::vector<std::uint32_t>;

template <class Row>
double probability_of(const model::CaseSnapshot& snapshot, const Row& row) {
  const auto is_described = [&](const model::Citation& citation) {
    const auto* exhibit = snapshot.exhibits().find(citation.exhibit);
    return exhibit && exhibit->declared;
  };
  const bool cites = std::ranges::any_of(row.citations, is_described);
  if (!cites && row.polarity == model::Polarity::Supports) return kUnsupportedTie;
  return model::probability(snapshot, row.citations, row.polarity);
}

std::size_t place_at(double q, std::size_t count) {
  return static_cast<std::size_t>(std::ceil(q * static_cast<double>(count))) - 1;
}

// `drawn` is the ranks of one draw after another; the draws without ranks are empty.
RankIntervals summed_up(const std::vector<Ranks>& drawn, const std::vector<bool>& ranked) {
  RankIntervals result{std::vector<RankInterval>(ranked.size()), 0};
  std::vector<const Ranks*> there;
  std::vector<bool> tells_apart;
  for (const auto& ranks : drawn) {
    if (ranks.empty()) continue;
    there.push_back(&ranks);
    tells_apart.push_back(std::ranges::any_of(ranks, [](auto rank) { return rank > 1; }));
  }
  result.draws = there.size();
  Ranks of_node(there.size());
  for (std::size_t v = 0; v < ranked.size() && !there.empty(); ++v) {
    if (!ranked[v]) continue;
    double first = 0;
    for (std::size_t i = 0; i < there.size(); ++i) {
      of_node[i] = (*there[i])[v];
      first += of_node[i] == 1 && tells_apart[i];
    }
    std::ranges::sort(of_node);
    const auto at = [&](double q) { return of_node[place_at(q, of_node.size())]; };
    result.of_node[v] = {at(.05), at(.5), at(.95), first / static_cast<double>(there.size())};
  }
  return result;
}

} // namespace

std::vector<std::uint32_t> ranks(std::span<const double> values, const std::vector<bool>& ranked) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t v = 0; v < values.size(); ++v)
    if (ranked[v] && !std::isnan(values[v])) order.push_back(v);
  if (order.empty()) return {};
  std::ranges::sort(order, [&](auto a, auto b) { return values[a] > values[b]; });
  std::vector<std::uint32_t> result(values.size());
  std::uint32_t rank = 1;
  double best = values[order.front()]; // of those who share the rank
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    const double value = values[order[i]];
    if (best - value > kEqual * std::max(std::abs(best), 1e-3)) rank = i + 1, best = value;
    result[order[i]] = rank;
  }
  for (std::uint32_t v = 0; v < values.size(); ++v)
    if (ranked[v] && std::isnan(values[v])) result[v] = static_cast<std::uint32_t>(order.size()) + 1;
  return result;
}

DoubtfulNetwork doubtful_network(const model::CaseSnapshot& snapshot, NetworkOptions options) {
  options.keep_parallel = true;
  DoubtfulNetwork result{build_network(snapshot, options), {}, options.weigh};
  const auto& ties = snapshot.ties().rows();
  const auto& payments = snapshot.payments().rows();
  for (const auto& fact : result.facts.facts)
    result.probability.push_back(fact.is_payment ? probability_of(snapshot, payments[fact.row]) : probability_of(snapshot, ties[fact.row]));
  return result;
}

Network drawn_network(const DoubtfulNetwork& network, std::uint64_t seed, std::size_t draw) {
  base::Random random(base::Random(seed).next() + draw);
  const auto& facts = network.facts;
  Network drawn{.nodes = facts.nodes, .directed = facts.directed};
  for (std::size_t i = 0; i < facts.links.size(); ++i) {
    if (random.unit() >= network.probability[i]) continue;
    const bool again = !drawn.links.empty() && drawn.links.back() == facts.links[i];
    if (!again) drawn.links.push_back(facts.links[i]);
    if (facts.weights.empty()) continue;
    if (!again) drawn.weights.push_back(facts.weights[i]);
    else drawn.weights.back() = together(network.weigh, drawn.weights.back(), facts.weights[i]);
  }
  return drawn;
}

base::Result<std::vector<RankIntervals>> rank_intervals(const DoubtfulNetwork& network, const std::vector<bool>& ranked,
                                                        const ColumnsOf& columns_of, const DrawOptions& options, base::Progress& progress) {
  std::vector<std::vector<Ranks>> drawn(options.draws); // a draw: its columns
  std::optional<base::Error> failed;
  std::mutex failing;
  progress.total = options.draws;
  for_each_chunk(options.draws, options.threads, [&](std::size_t draw) {
    if (progress.stopped()) return;
    const auto columns = columns_of(drawn_network(network, options.seed, draw));
    if (!columns) {
      const std::scoped_lock lock(failing);
      failed = columns.error();
      return;
    }
    for (const auto& values : *columns) drawn[draw].push_back(values.empty() ? Ranks() : ranks(values, ranked));
    ++progress.done;
  });
  if (progress.stopped()) return base::fail(base::ErrorKind::Cancelled, "the draws of ties were stopped");
  if (failed) return tl::unexpected(*failed);
  std::vector<RankIntervals> result;
  for (std::size_t column = 0; column < (drawn.empty() ? 0 : drawn.front().size()); ++column) {
    std::vector<Ranks> of_column(drawn.size());
    for (std::size_t draw = 0; draw < drawn.size(); ++draw) of_column[draw] = std::move(drawn[draw][column]);
    result.push_back(summed_up(of_column, ranked));
  }
  return result;
}

} // namespace cuibono::graph
