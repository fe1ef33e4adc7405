#include "benefit/impunity.h"

#include <fmt/core.h>
#include <algorithm>
#include <cmath>

#include "benefit/control.h"
#include "benefit/impunity_parts.h"
#include "benefit/uncertainty.h"

namespace cuibono::benefit {
namespace {

// 1/2 (sum |J - S| + U); both J and S + U add up to 1.
double index_of(const std::map<EntityId, double>& sentences, const std::map<EntityId, double>& shares,
                double unattributed) {
  double sum = unattributed;
  for (const auto& [id, share] : shares) {
    const auto sentence = sentences.find(id);
    sum += std::abs(share - (sentence == sentences.end() ? 0 : sentence->second));
  }
  for (const auto& [id, sentence] : sentences)
    if (!shares.contains(id)) sum += sentence;
  return std::clamp(sum / 2, 0.0, 1.0);
}

std::map<EntityId, double> sentence_shares(const std::vector<Charged>& charged) {
  std::map<EntityId, double> found;
  for (const auto& who : charged)
    if (who.sentence_share > 0) found[who.id] = who.sentence_share;
  return found;
}

Index central_index(const std::vector<Charged>& charged, const std::map<EntityId, double>& shares,
                    const Report& report) {
  Index index;
  const auto sentences = sentence_shares(charged);
  if (charged.empty())
    index.none_because = "nobody is charged";
  else if (sentences.empty())
    index.none_because = "nobody has been sentenced yet, or no sentence states its months";
  else if (report.attributed.cents + report.unattributed.cents == 0)
    index.none_because = "no benefit is measured";
  if (!index.none_because.empty()) return index;
  index.value = index_of(sentences, shares, report.unattributed_share);
  index.least = std::max(0.0, *index.value - report.unattributed_share);
  return index;
}

void fill_figures(const model::CaseSnapshot& snapshot, const Report& report, const std::map<EntityId, double>& shares,
                  std::vector<Charged>& charged) {
  const auto control = control_facts(snapshot);
  for (auto& who : charged) {
    if (who.victim || snapshot.entities().find(who.id)->kind != model::EntityKind::Person) continue;
    const auto share = shares.find(who.id);
    who.share = who.share_p95 = share == shares.end() ? 0 : share->second;
    const auto person = std::ranges::find(report.people, who.id, &Person::id);
    if (person != report.people.end()) who.share_p95 = person->share_p95;
    const auto facts = control.find(who.id);
    who.control = facts == control.end() ? 0 : control_score(facts->second);
  }
}

// The draws of the measure once more, for the index and for everybody charged: also those whom the central figures give
// nothing, such as a nominee, whose nominator may fall away in a draw.
base::Result<void> fill_draws(const model::CaseSnapshot& snapshot, const Report& report, const ImpunityOptions& options,
                              Index& index, std::vector<Charged>& charged, base::Progress& progress) {
  if (options.draws <= 0 || charged.empty()) return {};
  const auto& entities = snapshot.entities();
  std::vector<double> sentences(entities.size(), 0), indices;
  for (const auto& who : charged) sentences[entities.position(who.id)] = who.sentence_share;
  std::vector<std::vector<double>> drawn(charged.size());
  const Facts facts = collect_facts(snapshot, report.basis);
  Options how{.basis = report.basis, .draws = options.draws, .seed = options.seed};
  const auto done = for_each_draw(facts, how, progress, [&](std::size_t, const Shares& shares) {
    double sum = shares.unattributed, any = shares.unattributed;
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      sum += std::abs(sentences[i] - shares.of_node[i]);
      any += shares.of_node[i];
    }
    if (any > 0) indices.push_back(std::clamp(sum / 2, 0.0, 1.0)); // a draw without benefit has no index
    for (std::size_t i = 0; i < charged.size(); ++i)
      drawn[i].push_back(shares.of_node[entities.position(charged[i].id)]);
  });
  if (!done) return tl::unexpected(done.error());
  for (std::size_t i = 0; i < charged.size(); ++i)
    if (charged[i].share_p95) charged[i].share_p95 = order_statistic(drawn[i], .95);
  if (!index.value || indices.empty()) return {};
  index.p05 = order_statistic(indices, .05);
  index.p95 = order_statistic(indices, .95);
  index.draws = static_cast<int>(indices.size());
  return {};
}

void say_what_it_rests_on(Impunity& result, const ImpunityOptions& options) {
  auto& remarks = result.remarks;
  if (result.unattributed_share > 0 && result.index.value)
    remarks.push_back(
        fmt::format("{:.1f} % of the benefit is unattributed; the index counts it as reaching nobody sentenced, "
                    "and would be {:.3f} if all of it had reached them",
                    100 * result.unattributed_share, result.index.least));
  if (options.draws <= 0)
    remarks.emplace_back(
        "without draws the upper share is the central one, and more people fall below the line of the review");
  if (std::ranges::any_of(result.charged, &Charged::victim))
    remarks.emplace_back("a victim is among those charged: sentence months count, share and control are not shown");
  if (!result.collusion.officials.empty())
    remarks.emplace_back(
        "an official is named: restrict who can open this case, and see whether anybody with access works "
        "with them");
}

} // namespace

base::Result<Impunity> impunity(const model::CaseSnapshot& snapshot, const Report& report,
                                const ImpunityOptions& options, base::Progress& progress) {
  Impunity result;
  std::map<EntityId, double> shares;
  for (const auto& person : report.people) shares[person.id] = person.share;
  result.unattributed_share = report.unattributed_share;
  result.charged = read_charges(snapshot, result.remarks);
  fill_figures(snapshot, report, shares, result.charged);
  result.index = central_index(result.charged, shares, report);
  if (const auto done = fill_draws(snapshot, report, options, result.index, result.charged, progress); !done)
    return tl::unexpected(done.error());
  std::set<EntityId> charged;
  for (const auto& who : result.charged) {
    charged.insert(who.id);
    result.coverage += who.share.value_or(0);
  }
  result.assets = asset_gap(snapshot, report, result.remarks);
  result.visibility = visibility(snapshot, charged, shares, options.permutations, options.seed);
  result.reviews = scapegoat_reviews(snapshot, shares, result.charged);
  for (auto& review : non_punishment_reviews(snapshot)) result.reviews.push_back(std::move(review));
  auto officials = collusion(snapshot, shares, options.permutations, options.seed, progress);
  if (!officials) return tl::unexpected(officials.error());
  result.collusion = std::move(*officials);
  say_what_it_rests_on(result, options);
  return result;
}

} // namespace cuibono::benefit
