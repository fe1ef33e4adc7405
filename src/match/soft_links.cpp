#include "match/soft_links.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/text.h"
#include "match/records.h"
#include "model/attributes.h"

namespace cuibono::match {
namespace {

using model::EntityId;
using model::Tie;
using model::TieType;

std::optional<TieType> tie_for(ValueType type) {
  switch (type) {
    case ValueType::Phone: return TieType::SamePhone;
    case ValueType::Address: return TieType::SameAddress;
    case ValueType::Device: return TieType::SameDevice;
    case ValueType::Account: case ValueType::Email: return TieType::Associate;
    case ValueType::Document: case ValueType::Registration: case ValueType::Plate: return std::nullopt; // of one person: see propose.h
  }
  return std::nullopt;
}

bool can_share(Group group) { return group == Group::Person || group == Group::Company || group == Group::Unknown; }

struct Holder {
  ValueType type;
  Value value;
  EntityId entity;
};

std::vector<Holder> holders(const Records& records) {
  std::vector<Holder> all;
  for (const Record& record : records.all()) {
    if (!can_share(record.group)) continue;
    for (const Value& value : records.values(record))
      if (tie_for(value.type)) all.push_back({value.type, value, record.id});
  }
  std::ranges::stable_sort(all, {}, [](const Holder& one) { return std::tuple(one.type, one.value.key, one.entity); });
  return all;
}

class Linker {
 public:
  explicit Linker(const model::CaseSnapshot& snapshot) : snapshot_(snapshot), next_(snapshot.ties().next_id()) {
    for (const auto& exhibit : snapshot.exhibits()) exhibits_.emplace(exhibit.key, exhibit.id);
    for (const Tie& tie : snapshot.ties()) linked_.insert(pair_of(tie.type, tie.source, tie.target));
    links_.batch.label = "Add inferred links";
  }

  // All of one value; of a phone some may have another country's.
  void add(std::span<const Holder> all) {
    std::set<EntityId> entities;
    for (const auto& holder : all) entities.insert(holder.entity);
    if (entities.size() < 2) return;
    if (entities.size() > kMostHolders) return void(++links_.too_common);
    for (std::size_t i = 0; i < all.size(); ++i)
      for (std::size_t j = i + 1; j < all.size(); ++j)
        if (all[i].entity != all[j].entity && is_same(all[i].value, all[j].value)) add_link(all[i], all[j], entities.size());
  }

  SoftLinks take() { return std::move(links_); }

 private:
  static std::tuple<TieType, EntityId, EntityId> pair_of(TieType type, EntityId a, EntityId b) { return {type, std::min(a, b), std::max(a, b)}; }

  void add_link(const Holder& a, const Holder& b, std::size_t holders) {
    const auto type = *tie_for(a.type);
    if (!linked_.insert(pair_of(type, a.entity, b.entity)).second) return;
    Tie tie;
    tie.id = next_;
    ++next_.value;
    tie.type = type;
    tie.source = a.entity, tie.target = b.entity;
    tie.assessment = true;
    tie.citations = citations(a.entity, b.entity);
    tie.attributes = {{"inferred", "yes"},
                      {"shared", std::string(words_for(a.type))},
                      {"holders", std::to_string(holders)},
                      {"weight", base::format_number(1 / static_cast<double>(holders - 1))}};
    links_.batch.edits.emplace_back(model::Change<Tie>{std::nullopt, std::move(tie)});
    ++links_.links;
  }

  model::Citations cited_by(EntityId id) const {
    model::Citations cited;
    for (const auto& key : base::split_list(model::attribute(snapshot_.entities().find(id)->attributes, "exhibits")))
      if (const auto found = exhibits_.find(key); found != exhibits_.end()) cited.push_back({found->second, ""});
    return cited;
  }

  model::Citations citations(EntityId a, EntityId b) const {
    auto both = cited_by(a);
    const auto other = cited_by(b);
    if (both.empty() || other.empty()) return {};
    for (const auto& citation : other)
      if (!std::ranges::count(both, citation)) both.push_back(citation);
    return both;
  }

  const model::CaseSnapshot& snapshot_;
  Tie::Id next_;
  std::map<std::string, model::ExhibitId, std::less<>> exhibits_;
  std::set<std::tuple<TieType, EntityId, EntityId>> linked_;
  SoftLinks links_;
};

} // namespace

base::Result<SoftLinks> soft_links(const model::CaseSnapshot& snapshot) {
  const auto records = Records::read(snapshot);
  if (!records) return tl::unexpected(records.error());
  const auto all = holders(*records);
  Linker linker(snapshot);
  for (std::size_t first = 0; first < all.size();) {
    auto last = first;
    while (last < all.size() && all[last].type == all[first].type && all[last].value.key == all[first].value.key) ++last;
    linker.add(std::span(all).subspan(first, last - first));
    first = last;
  }
  return linker.take();
}

} // namespace cuibono::match
