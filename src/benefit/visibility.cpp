#include "benefit/visibility.h"

#include <fmt/core.h>
#include <algorithm>
#include <array>

#include "base/text.h"
#include "benefit/permutation.h"
#include "model/people.h"

namespace cuibono::benefit {
namespace {

using model::CaseSnapshot;

constexpr std::size_t kLongestRange = 1'000;

std::string lineage_of(const model::Exhibit& exhibit) {
  return exhibit.lineage.empty() ? exhibit.key : exhibit.lineage;
}

bool has_any(const std::string& text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return base::contains_ignoring_case(text, word); });
}

// The numbers of a locator, "forms 1-3, 7" giving 1, 2, 3, 7; the text itself where it has none; nothing where it is
// empty.
std::set<std::string> places(const std::string& locator) {
  std::set<std::string> found;
  std::size_t number = 0, digits = 0;
  std::optional<std::size_t> from;
  for (std::size_t i = 0; i <= locator.size(); ++i) {
    const char c = i < locator.size() ? locator[i] : ' ';
    if (c >= '0' && c <= '9') {
      if (++digits <= 9) number = number * 10 + static_cast<std::size_t>(c - '0');
      continue;
    }
    if (digits == 0) {
      if (c != ' ') from.reset();
      continue;
    }
    const auto first = from && *from < number && number - *from < kLongestRange ? *from : number;
    for (auto n = first; n <= number; ++n) found.insert(std::to_string(n));
    from = c == '-' ? std::optional(number) : std::nullopt;
    number = digits = 0;
  }
  if (found.empty() && !base::trim(locator).empty()) found.emplace(base::trim(locator));
  return found;
}

// Who is named where, while rows are read.
class Register {
 public:
  Register(const CaseSnapshot& snapshot, const std::set<std::string>& lineages)
      : snapshot_(snapshot), lineages_(lineages) {}

  void note(EntityId who, const model::Citations& citations) {
    for (const auto& citation : citations) {
      const auto* exhibit = snapshot_.exhibits().find(citation.exhibit);
      if (!exhibit || !exhibit->declared || !lineages_.contains(lineage_of(*exhibit))) continue;
      named_[who][citation.exhibit].merge(places(citation.locator));
    }
  }

  void fill(Mentioned& person) const {
    const auto at = named_.find(person.id);
    if (at == named_.end()) return;
    std::map<std::string, std::size_t> most;
    for (const auto& [exhibit, where] : at->second) {
      person.exhibits.push_back(exhibit);
      auto& count = most[lineage_of(*snapshot_.exhibits().find(exhibit))];
      count = std::max({count, where.size(), std::size_t{1}});
    }
    for (const auto& [lineage, count] : most) person.mentions += count;
  }

  const auto& named() const { return named_; }

 private:
  const CaseSnapshot& snapshot_;
  const std::set<std::string>& lineages_;
  std::map<EntityId, std::map<model::ExhibitId, std::set<std::string>>> named_;
};

Register read_register(const CaseSnapshot& snapshot, const std::set<std::string>& lineages) {
  Register names(snapshot, lineages);
  for (const auto& tie : snapshot.ties()) {
    names.note(tie.source, tie.citations);
    if (tie.target != tie.source) names.note(tie.target, tie.citations);
  }
  for (const auto& element : snapshot.of<model::Element>()) names.note(element.accused, element.citations);
  for (const auto& role : snapshot.roles()) names.note(role.entity, role.citations);
  return names;
}

void correlate(Visibility& result, int permutations, std::uint64_t seed) {
  std::vector<double> charged, mentions, shares;
  for (const auto& person : result.people) {
    charged.push_back(person.charged);
    mentions.push_back(static_cast<double>(person.mentions));
    shares.push_back(person.share);
  }
  result.charged_with_mentions = rank_correlation(mentions, charged);
  result.charged_with_share = rank_correlation(shares, charged);
  result.p_mentions = correlation_p(mentions, charged, permutations, seed);
  result.p_share = correlation_p(shares, charged, permutations, seed);
}

void label(Visibility& result) {
  const auto n = result.people.size();
  if (result.lineages.empty())
    result.no_label_because = "no exhibit is known to be victims' testimony";
  else if (n < kFewestToLabel)
    result.no_label_because = fmt::format("{} people are too few for a label, {} are needed", n, kFewestToLabel);
  else if (!result.charged_with_mentions || !result.charged_with_share)
    result.no_label_because = "charges, mentions or shares do not differ between people";
  else
    result.explained_by_visibility =
        *result.charged_with_mentions > 0 && result.p_mentions <= kSignificant && result.p_share > kSignificant;
}

} // namespace

std::set<std::string> victim_lineages(const CaseSnapshot& snapshot) {
  const auto stated = base::split_list(model::setting(snapshot, "victim_lineages"));
  if (!stated.empty()) return {stated.begin(), stated.end()};
  std::set<std::string> found;
  for (const auto& exhibit : snapshot.exhibits()) {
    const std::string words = exhibit.kind + " " + exhibit.lineage;
    if (has_any(words, {"interview", "testimon", "shelter", "hotline", "victim"}) &&
        !has_any(words, {"suspect", "accused", "defence", "defense", "defendant"}))
      found.insert(lineage_of(exhibit));
  }
  return found;
}

Visibility visibility(const CaseSnapshot& snapshot, const std::set<EntityId>& charged,
                      const std::map<EntityId, double>& shares, int permutations, std::uint64_t seed) {
  const auto lineages = victim_lineages(snapshot);
  const auto names = read_register(snapshot, lineages);
  std::set<EntityId> subjects = charged;
  for (const auto& [id, share] : shares)
    if (share > 0) subjects.insert(id);
  for (const auto& [id, where] : names.named()) subjects.insert(id);
  for (const auto& element : snapshot.of<model::Element>()) subjects.insert(element.accused);

  Visibility result{{lineages.begin(), lineages.end()}, {}, {}, {}, {}, 1, 1, {}, {}};
  result.stated = !model::setting(snapshot, "victim_lineages").empty();
  const auto victims = model::victims(snapshot);
  for (const auto id : subjects) {
    const auto* entity = snapshot.entities().find(id);
    if (!entity || entity->kind != model::EntityKind::Person || victims[snapshot.entities().position(id)]) continue;
    Mentioned person{id, 0, 0, charged.contains(id), {}};
    if (const auto share = shares.find(id); share != shares.end()) person.share = share->second;
    names.fill(person);
    result.people.push_back(std::move(person));
  }
  std::ranges::stable_sort(result.people, [](const auto& a, const auto& b) { return a.mentions > b.mentions; });
  correlate(result, permutations, seed);
  label(result);
  return result;
}

} // namespace cuibono::benefit
