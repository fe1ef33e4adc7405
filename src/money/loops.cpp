#include "money/loops.h"

#include <algorithm>
#include <numeric>

namespace cuibono::money {
namespace {

class Tarjan {
 public:
  Tarjan(std::size_t nodes, const std::vector<Link>& links)
      : first_(nodes + 1, 0), to_(links.size()), seen_(nodes, 0), low_(nodes, 0) {
    for (const Link& link : links) ++first_[link.from + 1];
    std::partial_sum(first_.begin(), first_.end(), first_.begin());
    auto next = first_;
    for (const Link& link : links) to_[next[link.from]++] = link.to;
  }

  std::vector<std::vector<std::uint32_t>> groups() && {
    for (std::uint32_t node = 0; node < seen_.size(); ++node)
      if (seen_[node] == 0) walk(node);
    return std::move(groups_);
  }

 private:
  static constexpr std::uint32_t kGrouped = 0xFFFFFFFF;

  void enter(std::uint32_t node) {
    seen_[node] = low_[node] = ++time_;
    open_.push_back(node);
    path_.push_back({node, first_[node]});
  }

  void walk(std::uint32_t root) {
    enter(root);
    while (!path_.empty()) {
      auto& [node, next] = path_.back();
      if (next < first_[node + 1]) {
        const auto to = to_[next++];
        if (seen_[to] == 0)
          enter(to);
        else
          low_[node] = std::min(low_[node], low_[to]);
        continue;
      }
      const auto left = node;
      path_.pop_back();
      if (!path_.empty()) low_[path_.back().first] = std::min(low_[path_.back().first], low_[left]);
      if (low_[left] == seen_[left]) close(left);
    }
  }

  void close(std::uint32_t root) {
    auto at = std::ranges::find(open_.rbegin(), open_.rend(), root).base() - 1;
    groups_.emplace_back(at, open_.end());
    for (const auto node : groups_.back()) low_[node] = kGrouped;
    open_.erase(at, open_.end());
  }

  std::vector<std::size_t> first_;
  std::vector<std::uint32_t> to_;
  std::vector<std::uint32_t> seen_, low_;
  std::uint32_t time_ = 0;
  std::vector<std::uint32_t> open_;
  std::vector<std::pair<std::uint32_t, std::size_t>> path_;
  std::vector<std::vector<std::uint32_t>> groups_;
};

} // namespace

std::vector<std::vector<std::uint32_t>> loops(std::size_t nodes, const std::vector<Link>& links) {
  return Tarjan(nodes, links).groups();
}

} // namespace cuibono::money
