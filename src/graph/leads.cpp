#include "graph/leads.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <queue>
#include <utility>

namespace cuibono::graph {
namespace {

struct Better {
  bool operator()(const Lead& one, const Lead& other) const {
    if (one.score != other.score) return one.score > other.score;
    return std::pair(one.a, one.b) < std::pair(other.a, other.b);
  }
};

// Which things each node has, of those that are not too common.
std::vector<std::vector<std::uint32_t>> things_of(const std::vector<Common>& common, std::size_t nodes,
                                                  std::size_t most_holders, std::size_t& passed_over) {
  std::vector<std::vector<std::uint32_t>> things(nodes);
  for (std::uint32_t i = 0; i < common.size(); ++i) {
    if (common[i].holders.size() < 2) continue;
    if (common[i].holders.size() > most_holders) {
      ++passed_over;
      continue;
    }
    for (const auto holder : common[i].holders) things[holder].push_back(i);
  }
  return things;
}

// Scores of one node's pairs with later ones, in arrays that are reused.
class Scorer {
 public:
  Scorer(const Adjacency& tied, const std::vector<Common>& common, const std::vector<bool>& is_subject,
         const LeadOptions& options)
      : tied_(tied),
        common_(common),
        is_subject_(is_subject),
        options_(options),
        things_(things_of(common, tied.size(), options.most_holders, found_.passed_over)),
        score_(tied.size()),
        number_(tied.size()) {
    twice_links_ = static_cast<double>(tied.to.size());
  }

  void score_pairs_of(std::uint32_t a);
  Leads finish();

 private:
  void consider(std::uint32_t a, std::uint32_t b);

  const Adjacency& tied_;
  const std::vector<Common>& common_;
  const std::vector<bool>& is_subject_;
  const LeadOptions& options_;
  Leads found_;
  std::vector<std::vector<std::uint32_t>> things_;
  std::vector<double> score_;
  std::vector<std::uint32_t> number_, touched_;
  double twice_links_ = 0;
  std::priority_queue<Lead, std::vector<Lead>, Better> best_; ///< the worst on top
};

void Scorer::consider(std::uint32_t a, std::uint32_t b) {
  if (number_[b] < options_.least_common || tied_.has(a, b)) return;
  Lead lead{.a = a, .b = b, .score = score_[b]};
  if (twice_links_ > 0) lead.expected = tied_.degree(a) * static_cast<double>(tied_.degree(b)) / twice_links_;
  if (options_.per_expected && lead.expected > 0) lead.score /= lead.expected;
  ++found_.count;
  if (best_.size() == options_.limit && (options_.limit == 0 || !Better()(lead, best_.top()))) return;
  if (best_.size() == options_.limit) best_.pop();
  best_.push(std::move(lead));
}

void Scorer::score_pairs_of(std::uint32_t a) {
  if (!is_subject_[a]) return;
  for (const auto thing : things_[a]) {
    const auto& holders = common_[thing].holders;
    for (auto b = std::ranges::upper_bound(holders, a); b != holders.end(); ++b) {
      if (!is_subject_[*b]) continue;
      if (number_[*b]++ == 0) touched_.push_back(*b);
      score_[*b] += common_[thing].weight;
    }
  }
  for (const auto b : touched_) {
    consider(a, b);
    score_[b] = 0;
    number_[b] = 0;
  }
  touched_.clear();
}

Leads Scorer::finish() {
  for (; !best_.empty(); best_.pop()) found_.leads.push_back(best_.top());
  std::ranges::reverse(found_.leads);
  for (auto& lead : found_.leads) {
    std::ranges::set_intersection(things_[lead.a], things_[lead.b], std::back_inserter(lead.common));
    std::ranges::stable_sort(lead.common, std::greater<>(), [&](std::uint32_t thing) { return common_[thing].weight; });
  }
  return std::move(found_);
}

} // namespace

double rarity(std::size_t holders) { return holders < 2 ? 0 : 1 / std::log(static_cast<double>(holders)); }

std::vector<Common> neighbours_in_common(const Adjacency& tied, NeighbourWeight weight) {
  std::vector<Common> common(tied.size());
  for (std::uint32_t v = 0; v < common.size(); ++v) {
    const auto neighbours = tied.of(v);
    common[v].holders.assign(neighbours.begin(), neighbours.end());
    if (weight == NeighbourWeight::AdamicAdar) common[v].weight = rarity(neighbours.size());
    if (weight == NeighbourWeight::ResourceAllocation)
      common[v].weight = neighbours.empty() ? 0 : 1 / static_cast<double>(neighbours.size());
  }
  return common;
}

base::Result<Leads> find_leads(const Adjacency& tied, const std::vector<Common>& common,
                               const std::vector<bool>& is_subject, const LeadOptions& options,
                               base::Progress& progress) {
  Scorer scorer(tied, common, is_subject, options);
  progress.total = tied.size();
  for (std::uint32_t v = 0; v < tied.size(); ++v) {
    if (progress.stopped()) return base::fail(base::ErrorKind::Cancelled, "the search for leads was stopped");
    scorer.score_pairs_of(v);
    progress.done = v + 1;
  }
  return scorer.finish();
}

} // namespace cuibono::graph
