#include "money/ownership.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "base/text.h"

namespace cuibono::money {
namespace {

using model::CaseSnapshot;
using model::EntityId;
using model::EntityKind;

constexpr double kSmallestShare = 1e-9;
constexpr std::size_t kMostNamed = 20;

// An entity is an end twice over: in its own name at 2n, by nominees at 2n + 1.
constexpr std::uint32_t end_of(std::uint32_t node, bool by_nominee) { return 2 * node + (by_nominee ? 1 : 0); }

std::vector<PassedPart> parts_of(const Holdings& all) {
  std::vector<PassedPart> parts;
  const auto add = [&](std::uint32_t company, std::uint32_t owner, double share) {
    const auto whose = all.counted_for[owner];
    if (whose == kNoNode) return;
    if (all.known_owners[whose])
      parts.push_back({company, whose, share});
    else
      parts.push_back({company, end_of(whose, whose != owner), share, true});
  };
  for (std::uint32_t node = 0; node < all.known_owners.size(); ++node) {
    for (auto at = all.first[node]; at < all.first[node + 1]; ++at) add(node, all.held[at].owner, all.held[at].share);
    if (all.known_owners[node] && all.first[node] == all.first[node + 1])
      add(node, node, 1); // a trust: whoever it is for
  }
  return parts;
}

Column column(const CaseSnapshot& snapshot, std::uint32_t node, const std::vector<EndShare>& ends,
              const Absorption::Rest& rest) {
  const auto& entities = snapshot.entities().rows();
  Column column{entities[node].id, {}, {}, rest.unknown, rest};
  for (std::size_t i = 0; i < ends.size(); ++i) {
    const auto owner = ends[i].end / 2;
    IntegratedShare share{entities[owner].id, ends[i].share, ends[i].end % 2 ? ends[i].share : 0};
    if (i + 1 < ends.size() && ends[i + 1].end / 2 == owner)
      ++i, share.share += ends[i].share, share.through_nominees = ends[i].share;
    auto& list = entities[owner].kind == EntityKind::Person ? column.people : column.others;
    if (share.share >= kSmallestShare)
      list.push_back(share);
    else
      column.unknown += share.share;
  }
  for (auto* list : {&column.people, &column.others})
    std::ranges::stable_sort(*list, [](const auto& a, const auto& b) { return a.share > b.share; });
  return column;
}

void say_companies(std::vector<std::string>& remarks, const CaseSnapshot& snapshot,
                   const std::vector<EntityId>& companies, const char* what) {
  if (companies.empty()) return;
  std::vector<std::string> keys;
  for (const auto id : companies)
    if (keys.size() < kMostNamed) keys.push_back(snapshot.entities().find(id)->key);
  const std::string more =
      companies.size() > keys.size() ? fmt::format(" and {} more", companies.size() - keys.size()) : "";
  remarks.push_back(fmt::format("{}: {}{}", what, base::join(keys, ", "), more));
}

void say_rests(Ownership& ownership, const CaseSnapshot& snapshot, const std::vector<char>& circles) {
  std::vector<EntityId> circling, unlisted, unsolved;
  for (const auto& column : ownership.columns) {
    if (circles[snapshot.entities().position(column.company)]) circling.push_back(column.company);
    if (column.rest.unlisted >= kSmallestShare) unlisted.push_back(column.company);
    if (column.rest.unsolved >= kSmallestShare) unsolved.push_back(column.company);
  }
  say_companies(ownership.remarks, snapshot, circling,
                "companies that wholly own each other, so that nobody is shown behind them");
  say_companies(ownership.remarks, snapshot, unlisted,
                "companies with more owners than are listed; the smallest are left to unknown");
  say_companies(ownership.remarks, snapshot, unsolved,
                "companies in a net of cross-holdings too dense to solve; their owners are left to unknown");
}

// Whoever a registered holder of the company is a nominee for.
std::set<EntityId> nominators(const CaseSnapshot& snapshot, const Holdings& all, EntityId company) {
  std::set<EntityId> found;
  const auto node = snapshot.entities().position(company);
  const auto add = [&](std::uint32_t holder) {
    const auto whose = all.counted_for[holder];
    if (whose != kNoNode && whose != holder) found.insert(snapshot.entities().rows()[whose].id);
  };
  for (auto at = all.first[node]; at < all.first[node + 1]; ++at) add(all.held[at].owner);
  if (all.first[node] == all.first[node + 1]) add(static_cast<std::uint32_t>(node));
  return found;
}

// People who control a company by votes, or as an exhibit shows by other means, by company and person.
using Controllers = std::map<std::pair<EntityId, EntityId>, std::vector<model::Tie::Id>>;

Controllers controllers_by_company(const CaseSnapshot& snapshot, const Ownership& ownership) {
  Controllers found;
  const auto add = [&](EntityId company, EntityId who, const std::vector<model::Tie::Id>& ties) {
    if (snapshot.entities().find(who)->kind != EntityKind::Person) return;
    auto& known = found[{company, who}];
    known.insert(known.end(), ties.begin(), ties.end());
  };
  for (const auto& control : ownership.control) add(control.company, control.controller, control.ties);
  for (const auto id : ownership.holdings.controls) {
    const auto& tie = *snapshot.ties().find(id);
    add(tie.target, tie.source, {id});
  }
  return found;
}

} // namespace

Ownership find_ownership(const CaseSnapshot& snapshot, model::Date on) {
  Ownership ownership{on, collect_holdings(snapshot, on), {}, {}, {}};
  const auto& all = ownership.holdings;
  const auto nodes = snapshot.entities().size();
  const auto absorption = absorb(nodes, 2 * nodes, parts_of(all));
  for (std::uint32_t node = 0; node < nodes; ++node)
    if (all.known_owners[node])
      ownership.columns.push_back(column(snapshot, node, absorption.ends[node], absorption.rest[node]));
  ownership.control = voting_control(snapshot, all);
  ownership.remarks = all.remarks;
  say_rests(ownership, snapshot, absorption.circles);
  return ownership;
}

const Column* column_of(const Ownership& ownership, EntityId company) {
  const auto at = std::ranges::lower_bound(ownership.columns, company, {}, &Column::company);
  return at != ownership.columns.end() && at->company == company ? &*at : nullptr;
}

std::map<EntityId, std::vector<BeneficialOwner>> beneficial_owners(const CaseSnapshot& snapshot,
                                                                   const Ownership& ownership, double threshold) {
  const auto controllers = controllers_by_company(snapshot, ownership);
  std::map<EntityId, std::vector<BeneficialOwner>> found;
  for (const auto& column : ownership.columns) {
    const auto named = nominators(snapshot, ownership.holdings, column.company);
    const auto above = [&](double share) { return share > threshold + kSmallestShare; };
    auto& owners = found[column.company];
    for (const auto& share : column.people) {
      BeneficialOwner owner{share.owner, share.share, share.through_nominees, above(share.share), false, false, {}};
      owner.by_nominee = named.contains(share.owner) || above(share.through_nominees);
      const auto control = controllers.find({column.company, share.owner});
      owner.by_control = control != controllers.end();
      if (owner.by_control) owner.control_ties = control->second;
      if (owner.by_share || owner.by_control || owner.by_nominee) owners.push_back(std::move(owner));
    }
  }
  for (const auto& [key, ties] : controllers) {
    auto& owners = found[key.first];
    if (std::ranges::find(owners, key.second, &BeneficialOwner::person) != owners.end()) continue;
    owners.push_back({key.second, 0, 0, false, true, false, ties}); // without a share: last
  }
  return found;
}

std::string grounds(const BeneficialOwner& owner) {
  std::vector<std::string> words;
  if (owner.by_share) words.emplace_back("share");
  if (owner.by_control) words.emplace_back("control");
  if (owner.by_nominee) words.emplace_back("nominee");
  return base::join(words, ", ");
}

} // namespace cuibono::money
