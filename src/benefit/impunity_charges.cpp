#include <fmt/core.h>
#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "benefit/impunity_parts.h"
#include "model/people.h"
#include "model/rates.h"

namespace cuibono::benefit {
namespace {

constexpr double kLongestSentence = 1'200; // months; more is a slip, and a life sentence is entered by its tariff

enum class Standing { Charged, Convicted, Ended, NotUnderstood };

Standing standing(const std::string& status) {
  const auto word = base::to_lower(base::trim(status));
  const auto is = [&](std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
  };
  if (is({"charged", "indicted", "on trial", "on_trial", "accused", "prosecuted"})) return Standing::Charged;
  if (is({"convicted", "sentenced", "guilty", "pleaded guilty", "pleaded_guilty"})) return Standing::Convicted;
  if (is({"acquitted", "dismissed", "withdrawn", "discontinued", "quashed", "overturned", "not charged", "uncharged",
          "investigated", "arrested", "suspected"}))
    return Standing::Ended;
  return Standing::NotUnderstood;
}

void add_row(Charged& who, const model::Charge& row, bool convicted) {
  who.charges.push_back(row.id);
  for (const auto& citation : row.citations) who.exhibits.push_back(citation.exhibit);
  if (!convicted) return;
  who.convicted = true;
  const double months = row.sentence_months.value_or(0);
  if (months > 0) who.months += std::min(months, kLongestSentence);
}

bool is_yes(const std::string& text) {
  const auto word = base::to_lower(base::trim(text));
  constexpr std::array<std::string_view, 6> kYes{"yes", "y", "true", "1", "restrained", "frozen"};
  return std::ranges::find(kYes, word) != kYes.end() || base::parse_date(word).has_value();
}

/// Value less prior claims, in the case's currency; nothing where value or rate is not stated.
std::optional<double> free_value(const model::Asset& asset, const model::Rates& rates) {
  const auto rate = rates.of(asset.currency, asset.acquired);
  if (!asset.value || !rate) return std::nullopt;
  const double claims = asset.claim_amount ? base::units(*asset.claim_amount) : 0;
  return std::max(0.0, base::units(*asset.value) - claims) * *rate;
}

} // namespace

void tidy(std::vector<model::ExhibitId>& exhibits) {
  std::ranges::sort(exhibits);
  const auto repeats = std::ranges::unique(exhibits);
  exhibits.erase(repeats.begin(), repeats.end());
}

std::vector<Charged> read_charges(const model::CaseSnapshot& snapshot, std::vector<std::string>& remarks) {
  std::map<EntityId, Charged> found;
  std::size_t not_understood = 0, ended = 0, uncited = 0, several = 0;
  const auto victims = model::victims(snapshot);
  for (const auto& row : snapshot.of<model::Charge>()) {
    const auto is = standing(row.status);
    if (is == Standing::NotUnderstood) ++not_understood;
    if (is == Standing::Ended) ++ended;
    if (is == Standing::NotUnderstood || is == Standing::Ended || !snapshot.entities().find(row.accused)) continue;
    if (row.citations.empty()) ++uncited;
    auto& who = found[row.accused];
    who.id = row.accused;
    who.victim = victims[snapshot.entities().position(row.accused)];
    if (who.months > 0 && row.sentence_months.value_or(0) > 0) ++several;
    add_row(who, row, is == Standing::Convicted);
  }
  const auto say = [&](std::size_t count, const char* what) {
    if (count > 0) remarks.push_back(fmt::format("{}: {}", what, count));
  };
  say(not_understood, "charges whose status is not understood, left out (charged, convicted, acquitted, ... are)");
  say(ended, "charges that ended without a conviction or were never brought, left out");
  say(uncited, "charges that cite no exhibit; cite the indictment or the judgment");
  say(several, "sentences beside another of the same person, added up; enter concurrent sentences once");

  std::vector<Charged> charged;
  double all = 0;
  for (const auto& [id, who] : found) all += who.months;
  for (auto& [id, who] : found) {
    tidy(who.exhibits);
    if (all > 0) who.sentence_share = who.months / all;
    charged.push_back(std::move(who));
  }
  std::ranges::sort(charged, [&](const auto& a, const auto& b) {
    if (a.months != b.months) return a.months > b.months;
    return snapshot.entities().find(a.id)->key < snapshot.entities().find(b.id)->key;
  });
  return charged;
}

AssetGap asset_gap(const model::CaseSnapshot& snapshot, const Report& report, std::vector<std::string>& remarks) {
  AssetGap result;
  result.benefit = report.attributed + report.unattributed;
  const model::Rates rates(snapshot);
  std::size_t unrelated = 0, unvalued = 0;
  double restrained = 0;
  for (const auto& asset : snapshot.of<model::Asset>()) {
    if (!is_yes(asset.restrained)) continue;
    const auto value = free_value(asset, rates);
    const bool apart = base::to_lower(base::trim(asset.part)) == "unrelated";
    if (apart)
      ++unrelated;
    else if (!value)
      ++unvalued;
    if (apart || !value) continue;
    restrained += *value;
    result.assets.push_back(asset.id);
    for (const auto& citation : asset.citations) result.exhibits.push_back(citation.exhibit);
  }
  tidy(result.exhibits);
  result.restrained.cents = std::llround(std::min(restrained * 100, 9e18));
  if (unrelated > 0) remarks.push_back(fmt::format("restrained assets marked unrelated, not counted: {}", unrelated));
  if (unvalued > 0)
    remarks.push_back(fmt::format("restrained assets without a value or a rate, not counted: {}", unvalued));
  if (result.benefit.cents > 0)
    result.gap = std::max(0.0, 1 - base::units(result.restrained) / base::units(result.benefit));
  else
    result.none_because = "no benefit is measured";
  return result;
}

} // namespace cuibono::benefit
