#include "money/tracing_chains.h"

#include <algorithm>
#include <numeric>
#include <queue>
#include <set>

#include "model/evidence.h"

namespace cuibono::money::tracing {
namespace {

// Keeps the links that carried most; the chain stays in order.
void shorten(AssetUnderRule& traced) {
  if (traced.chain.size() <= kLongestChain) return;
  traced.chain_left_out = traced.chain.size() - kLongestChain;
  std::vector<std::size_t> largest(traced.chain.size());
  std::iota(largest.begin(), largest.end(), std::size_t{0});
  std::ranges::nth_element(largest, largest.begin() + kLongestChain, [&](std::size_t a, std::size_t b) {
    return std::pair(-traced.chain[a].tainted, a) < std::pair(-traced.chain[b].tainted, b);
  });
  largest.resize(kLongestChain);
  std::ranges::sort(largest);
  std::vector<ChainLink> kept;
  for (const auto i : largest) kept.push_back(traced.chain[i]);
  traced.chain = std::move(kept);
}

} // namespace

Inflows::Inflows(const TracingFacts& facts, const std::vector<std::uint32_t>& order, const std::vector<char>& ends)
    : first_(facts.ledgers.size() + 1) {
  for (const auto payment : order)
    if (!ends[payment]) ++first_[facts.payee[payment] + 1];
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
  places_.resize(first_.back());
  auto next = first_;
  for (std::uint32_t place = 0; place < order.size(); ++place)
    if (!ends[order[place]]) places_[next[facts.payee[order[place]]]++] = place;
}

Chains::Chains(const model::CaseSnapshot& snapshot, const TracingFacts& facts, const std::vector<std::uint32_t>& order,
               const std::vector<char>& ends, std::size_t budget)
    : snapshot_(snapshot),
      facts_(facts),
      order_(order),
      place_of_(order.size()),
      inflows_(facts, order, ends),
      budget_(budget) {
  for (std::uint32_t place = 0; place < order.size(); ++place) place_of_[order[place]] = place;
}

// Backwards in time, so that a ledger's later payments are met before its earlier ones. What a payment drew on came in
// between `since` and itself. Those stretches of one ledger are alike at their beginning or do not overlap: each inflow
// is looked at once.
std::vector<std::uint32_t> Chains::links(const Carried& carried, const std::vector<std::uint32_t>& purchases,
                                         bool& complete) {
  std::priority_queue<std::uint32_t> open;
  for (const auto payment : purchases)
    if (carried.tainted[place_of_[payment]] > 0) open.push(place_of_[payment]);
  std::unordered_map<std::uint32_t, std::uint32_t> looked_from; // of a ledger: the first place of the stretch done last
  std::vector<std::uint32_t> found;
  while (!open.empty()) {
    const auto place = open.top();
    open.pop();
    if (budget_ == 0) {
      complete = false;
      break;
    }
    --budget_;
    found.push_back(place);
    const auto payment = order_[place], ledger = facts_.payer[payment];
    if (facts_.fixed[payment] != kCarried) continue; // tainted by itself or by its source: here the chain begins
    const auto since = carried.since[place];
    const auto [done, is_new] = looked_from.try_emplace(ledger, since);
    if (!is_new && done->second <= since) continue;
    done->second = since;
    const auto inflows = inflows_.of(ledger);
    for (auto at = std::ranges::lower_bound(inflows, since); at != inflows.end() && *at < place; ++at)
      if (carried.tainted[*at] > 0) open.push(*at);
  }
  std::ranges::reverse(found);
  return found;
}

std::vector<model::ExhibitId> Chains::exhibits(const std::vector<std::uint32_t>& places) const {
  std::set<model::ExhibitId> all;
  std::set<std::uint32_t> sources;
  for (const auto place : places) {
    const auto payment = order_[place];
    const auto& row = snapshot_.payments().rows()[facts_.row[payment]];
    for (const auto& citation : row.citations)
      if (!all.contains(citation.exhibit) && model::is_supported(snapshot_, {citation}, row.polarity))
        all.insert(citation.exhibit);
    if (facts_.reason[payment] == TaintReason::Source) sources.insert(facts_.payer[payment]);
  }
  for (const auto ledger : sources)
    for (const auto exhibit : source_exhibits(snapshot_, facts_, ledger)) all.insert(exhibit);
  return {all.begin(), all.end()};
}

AssetUnderRule Chains::follow(const Carried& carried, const std::vector<std::uint32_t>& purchases) {
  AssetUnderRule traced;
  traced.rule = carried.rule;
  for (const auto payment : purchases) traced.traced += carried.tainted[place_of_[payment]];
  const auto places = links(carried, purchases, traced.followed);
  for (const auto place : places) traced.chain.push_back({order_[place], carried.tainted[place]});
  traced.exhibits = exhibits(places);
  shorten(traced);
  return traced;
}

} // namespace cuibono::money::tracing
