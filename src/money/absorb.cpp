#include "money/absorb.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <numeric>
#include <queue>
#include <utility>

#include "money/loops.h"

namespace cuibono::money {
namespace {

constexpr double kRounding = 1e-9; // parts that miss 1 by less make up the whole
constexpr double kNegligible = 1e-13;
constexpr std::size_t kFewestKept = 16;

using Shares = std::vector<EndShare>;

// After the caller's ends come these.
enum Special : std::uint32_t { Nowhere, Circling, Unlisted, Unsolved };

// How many of the caller's ends a sum keeps, and from where on the ends are special.
struct Keep {
  std::size_t most;
  std::uint32_t special;
};

// A sum of share vectors, compressed now and then, so that many small additions stay cheap.
class Sum {
 public:
  void add(const Shares& shares, double factor) {
    for (const auto& share : shares) add(share.end, share.share * factor);
  }
  void add(std::uint32_t end, double share) {
    shares_.push_back({end, share});
    if (shares_.size() >= 2 * compressed_ + 16) compress();
  }
  // In order of end, each divided by `whole`, which is their sum; what is not kept, as `Unlisted`.
  Shares take(double whole, Keep keep) {
    trim(whole, keep);
    for (auto& share : shares_) share.share /= whole;
    return std::exchange(shares_, {});
  }
  const Shares& trimmed(double whole, Keep keep) {
    trim(whole, keep);
    return shares_;
  }

 private:
  void compress() {
    if (shares_.size() == compressed_) return;
    std::ranges::stable_sort(shares_, {}, &EndShare::end); // equal ends add up in the order in which they came
    std::size_t kept = 0;
    for (const auto& share : shares_) {
      if (kept > 0 && shares_[kept - 1].end == share.end)
        shares_[kept - 1].share += share.share;
      else
        shares_[kept++] = share;
    }
    shares_.resize(kept);
    compressed_ = kept;
  }

  void trim(double whole, Keep keep) {
    compress();
    const auto specials = std::ranges::lower_bound(shares_, keep.special, {}, &EndShare::end);
    const auto small = [&](const EndShare& share) { return share.share < kNegligible * whole; };
    if (specials - shares_.begin() <= static_cast<std::ptrdiff_t>(keep.most) &&
        std::none_of(shares_.begin(), specials, small))
      return;
    std::sort(shares_.begin(), specials,
              [](const auto& a, const auto& b) { return std::pair(b.share, a.end) < std::pair(a.share, b.end); });
    auto kept = shares_.begin() + std::min(specials - shares_.begin(), static_cast<std::ptrdiff_t>(keep.most));
    while (kept != shares_.begin() && small(*(kept - 1))) --kept;
    double others = 0;
    for (auto at = kept; at != specials; ++at) others += at->share;
    shares_.erase(kept, specials);
    shares_.push_back({keep.special + Unlisted, others});
    compressed_ = 0;
    compress();
  }

  Shares shares_;
  std::size_t compressed_ = 0;
};

class Solver {
 public:
  Solver(std::size_t nodes, std::size_t ends, const std::vector<PassedPart>& parts, const AbsorbLimits& limits)
      : ends_(static_cast<std::uint32_t>(ends)),
        updates_left_(limits.most_updates),
        most_(std::max(kFewestKept, limits.most_shares / (nodes + 1))),
        parts_(parts),
        first_(nodes + 1, 0),
        solved_(nodes),
        circles_(nodes, 0),
        local_(nodes, 0) {
    std::ranges::stable_sort(parts_, {}, &PassedPart::from);
    for (const auto& part : parts_) ++first_[part.from + 1];
    std::partial_sum(first_.begin(), first_.end(), first_.begin());
    find_circles();
  }

  Absorption solve() && {
    std::vector<Link> links;
    for (const auto& part : parts_)
      if (!part.stops && !circles_[part.from]) links.push_back({part.from, part.to});
    for (const auto& group : loops(solved_.size(), links)) solve_group(group);
    Absorption result;
    result.rest.resize(solved_.size());
    for (std::size_t i = 0; i < solved_.size(); ++i) split(solved_[i], result.rest[i]);
    result.ends = std::move(solved_);
    result.circles = std::move(circles_);
    return result;
  }

 private:
  // One node of a loop while the loop is being solved.
  struct Row {
    std::map<std::uint32_t, double> inside; // parts that go to nodes of the loop, by place in it
    std::vector<std::uint32_t> from;        // places whose `inside` may name this one
    Sum outside;                            // what leaves the loop, by end
    double leaves = 0;                      // its sum
    double whole = 0;                       // once eliminated: what its parts to others add up to
  };

  std::uint32_t special(Special which) const { return ends_ + which; }

  double missing(std::uint32_t node) const {
    double sum = 0;
    for (auto at = first_[node]; at < first_[node + 1]; ++at) sum += parts_[at].part;
    return sum < 1 - kRounding ? 1 - sum : 0;
  }

  // Backwards from every node that has an end or a missing part.
  void find_circles() {
    const auto nodes = static_cast<std::uint32_t>(solved_.size());
    std::vector<std::vector<std::uint32_t>> into(nodes);
    std::vector<char> reaches(nodes, 0);
    std::vector<std::uint32_t> open;
    for (std::uint32_t node = 0; node < nodes; ++node) reaches[node] = missing(node) > 0;
    for (const auto& part : parts_) {
      if (part.stops)
        reaches[part.from] = 1;
      else
        into[part.to].push_back(part.from);
    }
    for (std::uint32_t node = 0; node < nodes; ++node)
      if (reaches[node]) open.push_back(node);
    while (!open.empty()) {
      const auto node = open.back();
      open.pop_back();
      for (const auto before : into[node])
        if (!reaches[before]) reaches[before] = 1, open.push_back(before);
    }
    for (std::uint32_t node = 0; node < nodes; ++node) circles_[node] = !reaches[node];
  }

  void solve_group(const std::vector<std::uint32_t>& group) {
    if (circles_[group.front()]) {
      solved_[group.front()] = {{special(Circling), 1}};
      return;
    }
    std::vector<Row> rows(group.size());
    for (std::size_t i = 0; i < group.size(); ++i) local_[group[i]] = static_cast<std::uint32_t>(i + 1);
    for (std::uint32_t i = 0; i < group.size(); ++i) fill(rows, i, group[i]);
    for (const auto node : group) local_[node] = 0;
    const auto order = eliminate(rows);
    if (order.size() < rows.size()) {
      for (const auto node : group) solved_[node] = {{special(Unsolved), 1}};
      return;
    }
    for (auto at = order.rbegin(); at != order.rend(); ++at) {
      Row& row = rows[*at];
      for (const auto& [to, part] : row.inside) row.outside.add(solved_[group[to]], part);
      solved_[group[*at]] = row.outside.take(row.whole, {most_, ends_});
    }
  }

  void fill(std::vector<Row>& rows, std::uint32_t place, std::uint32_t node) {
    Row& row = rows[place];
    for (auto at = first_[node]; at < first_[node + 1]; ++at) {
      const PassedPart& part = parts_[at];
      if (!part.stops && local_[part.to] > 0) {
        const auto to = local_[part.to] - 1;
        if (to != place && row.inside.try_emplace(to, 0).second) rows[to].from.push_back(place);
        if (to != place) row.inside[to] += part.part;
        continue; // a part that a node keeps comes back to it: dividing by what the others add up to says the same
      }
      if (part.stops)
        row.outside.add(part.to, part.part);
      else
        row.outside.add(solved_[part.to], part.part);
      row.leaves += part.part;
    }
    if (const double rest = missing(node); rest > 0) row.outside.add(special(Nowhere), rest), row.leaves += rest;
  }

  // The least connected first; shorter than `rows` where the updates ran out.
  std::vector<std::uint32_t> eliminate(std::vector<Row>& rows) {
    using Cost = std::pair<std::size_t, std::uint32_t>;
    std::priority_queue<Cost, std::vector<Cost>, std::greater<>> cheapest;
    const auto cost = [&](std::uint32_t place) { return rows[place].inside.size() * rows[place].from.size(); };
    for (std::uint32_t i = 0; i < rows.size(); ++i) cheapest.push({cost(i), i});
    std::vector<std::uint32_t> order;
    std::vector<char> gone(rows.size(), 0);
    while (!cheapest.empty()) {
      const auto [was, place] = cheapest.top();
      cheapest.pop();
      if (gone[place]) continue;
      std::erase_if(rows[place].from, [&](auto before) { return gone[before]; });
      if (const auto now = cost(place); now > was) {
        cheapest.push({now, place});
        continue;
      }
      gone[place] = 1;
      order.push_back(place);
      if (!pass_on(rows, place)) break;
    }
    return order;
  }

  // Whoever passed something to `gone` passes it to where `gone` passed it. False: the updates ran out.
  bool pass_on(std::vector<Row>& rows, std::uint32_t gone) {
    Row& out = rows[gone];
    const Shares& outside = out.outside.trimmed(out.leaves, {most_, ends_});
    out.whole = out.leaves;
    for (const auto& [to, part] : out.inside) out.whole += part;
    const std::size_t updates = out.inside.size() + outside.size();
    for (const auto before : out.from) {
      Row& in = rows[before];
      const auto found = in.inside.find(gone);
      if (found == in.inside.end()) continue;
      if (updates > updates_left_) return false;
      updates_left_ -= updates;
      const double factor = found->second / out.whole;
      in.inside.erase(found);
      in.outside.add(outside, factor);
      in.leaves += out.leaves * factor;
      for (const auto& [to, part] : out.inside) {
        if (to == before) continue; // what would return to it: see fill
        const auto [at, is_new] = in.inside.try_emplace(to, 0);
        at->second += part * factor;
        if (is_new) rows[to].from.push_back(before);
      }
    }
    return true;
  }

  void split(Shares& shares, Absorption::Rest& rest) const {
    const auto own = std::ranges::find_if(shares, [&](const EndShare& share) { return share.end >= ends_; });
    for (auto at = own; at != shares.end(); ++at) {
      rest.unknown += at->share;
      if (at->end == special(Circling)) rest.circling = at->share;
      if (at->end == special(Unlisted)) rest.unlisted = at->share;
      if (at->end == special(Unsolved)) rest.unsolved = at->share;
    }
    shares.erase(own, shares.end());
  }

  std::uint32_t ends_;
  std::size_t updates_left_, most_;
  std::vector<PassedPart> parts_;
  std::vector<std::size_t> first_;
  std::vector<Shares> solved_;
  std::vector<char> circles_;
  std::vector<std::uint32_t> local_; // place in the loop being solved, plus 1
};

} // namespace

Absorption absorb(std::size_t nodes, std::size_t ends, const std::vector<PassedPart>& parts,
                  const AbsorbLimits& limits) {
  return Solver(nodes, ends, parts, limits).solve();
}

} // namespace cuibono::money
