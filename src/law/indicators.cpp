#include "law/indicators.h"

#include <algorithm>
#include <fmt/core.h>
#include <set>

#include "base/text.h"
#include "law/assertions.h"
#include "model/attributes.h"

namespace cuibono::law {
namespace {

using model::CaseSnapshot;
using model::Indicator;

// Compared without case, surrounding space and the difference between a space and an underscore.
std::string plain(std::string_view text) {
  auto word = base::to_lower(base::trim(text));
  std::ranges::replace(word, '_', ' ');
  return word;
}

// Where in the operational list a row belongs: dimension, and the indicator's title and strength there.
struct Place {
  std::size_t dimension;
  std::string title;
  Strength strength;

  auto key() const { return std::tie(dimension, title); }
  bool operator<(const Place& other) const { return key() < other.key(); }
};

class List {
 public:
  explicit List(const OperationalList& list) {
    for (std::size_t i = 0; i < list.dimensions.size(); ++i) {
      const auto& dimension = list.dimensions[i];
      dimensions_[plain(dimension.id)] = dimensions_[plain(dimension.title)] = i;
      for (const auto& indicator : dimension.indicators) {
        by_title_.emplace(plain(indicator.title), Place{i, indicator.title, indicator.strength});
        if (!indicator.eleven.empty()) by_eleven_.emplace(plain(indicator.eleven), Place{i, indicator.title, indicator.strength});
      }
    }
  }

  // Nothing, with the reason in `why`, where the list has no one place for the row.
  std::vector<Place> places(const Indicator& row, std::string& why) const {
    const auto name = plain(row.indicator);
    const auto stated = plain(model::attribute(row.attributes, "dimension"));
    if (!stated.empty()) return in_dimension(row, stated, name, why);
    const auto [first, last] = by_title_.equal_range(name);
    if (std::distance(first, last) == 1) return {first->second};
    std::vector<Place> read;
    for (auto [at, end] = by_eleven_.equal_range(name); at != end; ++at) read.push_back(at->second);
    if (read.empty()) why = first == last ? "not in the operational list: in no dimension" : "in several dimensions of the operational list: state which in a column `dimension`";
    return read;
  }

 private:
  std::vector<Place> in_dimension(const Indicator& row, const std::string& stated, const std::string& name, std::string& why) const {
    const auto dimension = dimensions_.find(stated);
    if (dimension == dimensions_.end()) {
      why = "the dimension stated is not one of the operational list";
      return {};
    }
    for (auto [at, end] = by_title_.equal_range(name); at != end; ++at)
      if (at->second.dimension == dimension->second) return {at->second};
    if (const auto strength = base::from_name<Strength>(plain(row.strength))) return {{dimension->second, row.indicator, *strength}};
    why = "not in the operational list, and no strength is stated: in no dimension";
    return {};
  }

  std::map<std::string, std::size_t> dimensions_;
  std::multimap<std::string, Place> by_title_, by_eleven_;
};

struct Named {
  Weighing weighing;
  std::set<std::string> strengths;
};

IndicatorFinding finding_of(const CaseSnapshot& snapshot, const std::string& name, const Named& named) {
  const auto supporting = named.weighing.supporting();
  return {name, named.weighing.finding(), {named.strengths.begin(), named.strengths.end()}, supporting, named.weighing.against(),
          lineages(snapshot, supporting)};
}

const std::string_view* one_of_eleven(const std::string& name) {
  const auto* found = std::ranges::find_if(kElevenIndicators, [&](std::string_view one) { return plain(one) == plain(name); });
  return found == kElevenIndicators.end() ? nullptr : found;
}

void count(Tally& tally, Strength strength) {
  ++(strength == Strength::Strong ? tally.strong : strength == Strength::Medium ? tally.medium : tally.weak);
}

std::vector<DimensionTally> tally_up(const OperationalList& list, const std::map<Place, Weighing>& places) {
  std::vector<DimensionTally> result;
  for (const auto& dimension : list.dimensions) result.push_back({dimension.id, dimension.title, {}, false, {}, {}});
  for (const auto& [place, weighing] : places) {
    auto& into = result[place.dimension];
    if (weighing.finding() == Finding::NoEvidence) continue;
    const bool counts = weighing.finding() == Finding::Supported;
    (counts ? into.counted : into.not_counted).push_back(place.title);
    if (counts) count(into.tally, place.strength);
  }
  for (auto& one : result) one.positive = is_positive(one.tally);
  return result;
}

VictimIndicators read_rows(const CaseSnapshot& snapshot, const OperationalList& list, const List& index, const std::vector<const Indicator*>& rows) {
  VictimIndicators result{.victim = rows.front()->victim, .establishment = rows.front()->establishment};
  std::map<std::string_view, Named> eleven;
  std::map<std::string, Named> others;
  std::map<Place, Weighing> places;
  std::set<std::string> remarks;
  for (const auto* row : rows) {
    const auto* known = one_of_eleven(row->indicator);
    auto& named = known ? eleven[*known] : others[row->indicator];
    if (!weigh(named.weighing, snapshot, row->finding, row->citations)) remarks.insert("a finding is not supported, alleged or contradicted: taken as alleged");
    if (!row->strength.empty()) named.strengths.insert(row->strength);
    std::string why;
    for (const auto& place : index.places(*row, why)) {
      weigh(places[place], snapshot, row->finding, row->citations);
      if (const auto stated = base::from_name<Strength>(plain(row->strength)); stated && *stated != place.strength)
        remarks.insert(fmt::format("{}: counted as {}, the list's strength, not as {}", place.title, base::name_of(place.strength), base::name_of(*stated)));
    }
    if (!why.empty()) remarks.insert(fmt::format("{}: {}", known ? std::string(*known) : row->indicator, why));
  }
  for (const auto name : kElevenIndicators)
    if (const auto found = eleven.find(name); found != eleven.end()) result.eleven.push_back(finding_of(snapshot, std::string(name), found->second));
  for (const auto& [name, named] : others) result.others.push_back(finding_of(snapshot, name, named));
  result.dimensions = tally_up(list, places);
  result.remarks.assign(remarks.begin(), remarks.end());
  return result;
}

} // namespace

std::vector<VictimIndicators> indicators(const CaseSnapshot& snapshot, const OperationalList& list) {
  std::map<std::pair<EntityId, EntityId>, std::vector<const Indicator*>> by_place;
  for (const auto& row : snapshot.of<Indicator>()) by_place[{row.victim, row.establishment}].push_back(&row);
  const List index(list);
  std::vector<VictimIndicators> result;
  for (const auto& [key, rows] : by_place) result.push_back(read_rows(snapshot, list, index, rows));
  return result;
}

} // namespace cuibono::law
