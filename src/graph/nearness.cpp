#include <algorithm>
#include <array>
#include <numeric>
#include <span>
#include <utility>

#include "graph/adjacency.h"
#include "graph/centrality.h"
#include "graph/parallel.h"
#include "graph/wide.h"

namespace cuibono::graph {
namespace {

constexpr std::size_t kSearches = 256; ///< at once, a bit each
typedef std::uint64_t Word __attribute__((vector_size(32)));
struct alignas(32) Bits { Word word; }; // in a struct, because a vector of bare register types forgets its alignment

inline bool is_zero(const Word& w) { return (w[0] | w[1] | w[2] | w[3]) == 0; }
inline bool is_full(const Word& w) { return (w[0] & w[1] & w[2] & w[3]) == ~std::uint64_t{0}; }

// Counts, for each bit, in how many words it is set. Digit k of the counts of all bits is one word: eight words are added by
// seven adders of whole words (Harley and Seal; Mula, Kurz, Lemire 2018).
class BitCounts {
 public:
  void add(const Bits* eight) {
    Word two_a, two_b, four_a, four_b, eights;
    const auto sum = [&](Word& carry, int digit, const Word& a, const Word& b) {
      auto& own = digits_[digit].word;
      const Word half = a ^ b;
      carry = (a & b) | (half & own);
      own ^= half;
    };
    sum(two_a, 0, eight[0].word, eight[1].word);
    sum(two_b, 0, eight[2].word, eight[3].word);
    sum(four_a, 1, two_a, two_b);
    sum(two_a, 0, eight[4].word, eight[5].word);
    sum(two_b, 0, eight[6].word, eight[7].word);
    sum(four_b, 1, two_a, two_b);
    sum(eights, 2, four_a, four_b);
    std::size_t k = 3;
    for (; k < digits_.size() && !is_zero(eights); ++k) {
      const Word carry = digits_[k].word & eights;
      digits_[k].word ^= eights;
      eights = carry;
    }
    used_ = std::max(used_, k);
  }
  std::uint32_t count(std::size_t bit) const {
    std::uint32_t sum = 0;
    for (std::size_t k = 0; k < used_; ++k) sum |= static_cast<std::uint32_t>(digits_[k].word[bit / 64] >> (bit % 64) & 1) << k;
    return sum;
  }
  void clear() {
    digits_.fill(Bits{});
    used_ = 0;
  }

 private:
  std::array<Bits, 32> digits_{};
  std::size_t used_ = 0;
};

struct Arcs {
  const std::uint32_t *first, *to;
};

// What each node's neighbours reached on the last level, without what it had. Returns how many nodes are new to some search.
CB_WIDE std::uint32_t gather(const Arcs& in, std::uint32_t nodes, const Bits* fresh, Bits* seen, Bits* found) {
  std::uint32_t changed = 0;
  for (std::uint32_t v = 0; v < nodes; ++v) {
    Word sum = {};
    if (!is_full(seen[v].word)) {
      for (auto arc = in.first[v]; arc < in.first[v + 1]; ++arc) sum |= fresh[in.to[arc]].word;
      sum &= ~seen[v].word;
      seen[v].word |= sum;
      changed += !is_zero(sum);
    }
    found[v].word = sum;
  }
  return changed;
}

CB_WIDE void count(const Bits* words, std::size_t size, BitCounts& counts) {
  std::size_t i = 0;
  for (; i + 8 <= size; i += 8) counts.add(words + i);
  std::array<Bits, 8> rest{};
  std::copy(words + i, words + size, rest.begin());
  counts.add(rest.data());
}

// Breadth-first searches from up to kSearches sources at once (Then et al. 2014, "The More the Merrier"). While few nodes are
// new these look for their neighbours; otherwise all look among theirs for who is (Beamer, Asanovic, Patterson 2012). For one thread.
class WideSearches {
 public:
  WideSearches(const Adjacency& out, const Adjacency& in)
      : out_(out), in_(in), seen_(out.size()), fresh_(out.size()), found_(out.size()), is_next_(out.size()), next_(out.size() + 1) {}

  /// Calls visit(level, counts) for levels from 1 as long as some search reaches a node; counts.count(i) is how many nodes the
  /// search from sources[i] reaches there.
  void run(std::span<const std::uint32_t> sources, auto&& visit) {
    begin(sources);
    for (std::uint32_t level = 1; step(); ++level) {
      visit(level, std::as_const(counts_));
      counts_.clear();
    }
    end();
  }

 private:
  void begin(std::span<const std::uint32_t> sources);
  bool step() { return many_ ? gather_all() : push(); }
  bool push();
  bool gather_all();
  void end();
  bool are_many(std::size_t nodes) const { return nodes > seen_.size() / 8; }

  const Adjacency &out_, &in_;
  std::vector<Bits> seen_, fresh_, found_; ///< a node: by whom it was reached, on the last level, on this one
  std::vector<char> is_next_;
  std::vector<std::uint32_t> next_, front_; ///< front_: whose fresh_ is not 0, unless they are many
  std::vector<std::uint32_t> reached_;      ///< while nothing was gathered
  std::vector<Bits> new_;
  bool many_ = false, gathered_ = false;
  BitCounts counts_;
};

// Bits that no source has follow the first one, so that a node is full when all have reached it.
void WideSearches::begin(std::span<const std::uint32_t> sources) {
  for (std::size_t i = 0; i < kSearches; ++i) {
    const auto v = sources[i < sources.size() ? i : 0];
    if (is_zero(fresh_[v].word)) front_.push_back(v);
    fresh_[v].word[i / 64] |= std::uint64_t{1} << (i % 64);
    seen_[v] = fresh_[v];
  }
  reached_ = front_;
  many_ = are_many(front_.size());
  gathered_ = false;
}

bool WideSearches::push() {
  std::size_t filled = 0;
  for (const auto v : front_)
    for (const auto u : out_.of(v)) {
      next_[filled] = u; // written in any case: a branch would be guessed wrongly half the time
      filled += !is_next_[u];
      is_next_[u] = 1;
      found_[u].word |= fresh_[v].word;
    }
  for (const auto v : front_) fresh_[v] = Bits{};
  front_.clear();
  new_.clear();
  for (std::size_t i = 0; i < filled; ++i) {
    const auto u = next_[i];
    const Bits fresh{found_[u].word & ~seen_[u].word};
    is_next_[u] = 0;
    found_[u] = Bits{};
    if (is_zero(fresh.word)) continue;
    fresh_[u] = fresh;
    seen_[u].word |= fresh.word;
    front_.push_back(u);
    new_.push_back(fresh);
  }
  if (!gathered_) reached_.insert(reached_.end(), front_.begin(), front_.end());
  count(new_.data(), new_.size(), counts_);
  many_ = are_many(front_.size());
  return !front_.empty();
}

bool WideSearches::gather_all() {
  const auto nodes = static_cast<std::uint32_t>(seen_.size());
  const auto changed = gather({in_.first.data(), in_.to.data()}, nodes, fresh_.data(), seen_.data(), found_.data());
  fresh_.swap(found_);
  count(fresh_.data(), nodes, counts_);
  gathered_ = true;
  many_ = are_many(changed);
  if (many_) return true;
  front_.clear();
  for (std::uint32_t v = 0; v < nodes; ++v)
    if (!is_zero(fresh_[v].word)) front_.push_back(v);
  std::ranges::fill(found_, Bits{});
  return changed > 0;
}

void WideSearches::end() {
  if (gathered_) std::ranges::fill(seen_, Bits{});
  for (const auto v : reached_) seen_[v] = Bits{};
}

// The distances from up to kSearches sources, summed up.
class Sums {
 public:
  void add(std::uint32_t level, const BitCounts& counts, std::size_t sources) {
    for (std::size_t i = 0; i < sources; ++i) {
      const double count = counts.count(i);
      reached_[i] += count;
      distance_[i] += count * level;
      harmonic_[i] += count / level;
      if (count > 0) farthest_[i] = level;
    }
  }
  void put(std::size_t i, std::uint32_t node, Nearness& result) const {
    const double r = reached_[i], others = static_cast<double>(result.closeness.size()) - 1;
    result.closeness[node] = r > 0 ? r / distance_[i] * (r / others) : 0;
    result.harmonic[node] = harmonic_[i];
    result.farthest[node] = farthest_[i];
  }

 private:
  std::array<double, kSearches> reached_{}, distance_{}, harmonic_{};
  std::array<std::uint32_t, kSearches> farthest_{};
};

} // namespace

base::Result<Nearness> nearness(const Network& network, base::Progress& progress, unsigned threads) {
  const auto both = adjacency(network, Ends::Both);
  const auto order = local_order(both); // neighbours are reached at the same levels
  const auto out = reversed(network.directed ? adjacency(network, Ends::In) : both, order);
  const auto in = network.directed ? reversed(adjacency(network, Ends::Out), order) : Adjacency{};
  const auto count = network.nodes.size(), batches = (count + kSearches - 1) / kSearches;
  const auto shares = std::min<std::size_t>(batches, 16);
  Nearness result{std::vector<double>(count), std::vector<double>(count), std::vector<std::uint32_t>(count)};
  progress.total = count;
  std::vector<std::uint32_t> all(count);
  std::iota(all.begin(), all.end(), 0u);
  for_each_chunk(shares, threads, [&](std::size_t share) {
    WideSearches searches(out, network.directed ? in : out);
    for (auto batch = batches * share / shares; batch < batches * (share + 1) / shares && !progress.stopped(); ++batch) {
      const auto begin = batch * kSearches;
      const auto sources = std::span(all).subspan(begin, std::min(kSearches, count - begin));
      Sums sums;
      searches.run(sources, [&](std::uint32_t level, const BitCounts& counts) { sums.add(level, counts, sources.size()); });
      for (std::size_t i = 0; i < sources.size(); ++i) sums.put(i, order[sources[i]], result);
      progress.done += sources.size();
    }
  });
  if (progress.stopped()) return base::fail(base::ErrorKind::Cancelled, "the closeness was stopped");
  return result;
}

} // namespace cuibono::graph
