#include "match/propose.h"

#include <algorithm>
#include <cmath>

#include "match/blocks.h"
#include "match/distinct.h"

namespace cuibono::match {
namespace {

struct Weighed {
  double weight;
  Pair pair;
};

bool is_weightier(const Weighed& a, const Weighed& b) { return a.weight != b.weight ? a.weight > b.weight : a.pair < b.pair; }

} // namespace

std::string_view verdict(double weight) {
  return weight >= kVeryProbably ? "very probably the same" : weight >= kProbably ? "probably the same" : weight >= 0 ? "perhaps the same" : "probably not the same";
}

double probability(double weight) { return 1 / (1 + std::exp2(-weight)); }

base::Result<Proposals> propose(const model::CaseSnapshot& snapshot, const Options& options, base::Progress& progress) {
  const auto records = Records::read(snapshot);
  if (!records) return tl::unexpected(records.error());
  const auto found = candidates(*records, progress, options.from);
  const Weigher weigh(*records);
  const auto apart = distinct_pairs(snapshot);
  const auto is_settled = [&](const Pair& pair) {
    return !apart.empty() && apart.contains(std::minmax(records->all()[pair.a].id, records->all()[pair.b].id));
  };
  progress.total = found.pairs.size();
  std::vector<Weighed> chosen;
  for (const auto& pair : found.pairs) {
    if ((++progress.done & 0xFFF) == 0 && progress.stopped()) break;
    const double weight = weigh(records->all()[pair.a], records->all()[pair.b]);
    if (weight >= options.least && !is_settled(pair)) chosen.push_back({weight, pair});
  }
  if (progress.stopped()) return base::fail(base::ErrorKind::Cancelled, "the comparison was stopped");

  Proposals result{{}, chosen.size(), records->all().size(), found.pairs.size(), found.oversized, found.skipped};
  const auto kept = std::min(options.most, chosen.size());
  std::partial_sort(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(kept), chosen.end(), is_weightier);
  for (const auto& [weight, pair] : std::span(chosen).first(kept)) {
    const auto &a = records->all()[pair.a], &b = records->all()[pair.b];
    Reasons reasons;
    weigh(a, b, &reasons);
    result.list.push_back({a.id, b.id, weight, std::move(reasons.why), std::move(reasons.why_not)});
  }
  return result;
}

} // namespace cuibono::match
