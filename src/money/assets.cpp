#include "money/assets.h"

#include <algorithm>

#include "base/text.h"
#include "model/attributes.h"
#include "model/evidence.h"
#include "money/chains.h"

namespace cuibono::money {
namespace {

using model::Asset;
using model::CaseSnapshot;

AssetPart part_of(const std::string& text) {
  const auto word = base::to_lower(text);
  if (word == "proceeds") return AssetPart::Proceeds;
  if (word == "instrumentality") return AssetPart::Instrumentality;
  if (word == "gift" || word == "tainted_gift") return AssetPart::Gift;
  return AssetPart::Other;
}

class Valuing {
 public:
  explicit Valuing(const CaseSnapshot& snapshot)
      : snapshot_(snapshot), rates_(snapshot), holdings_(collect_holdings(snapshot)) {}

  AssetFigures of(const Asset& row) const {
    AssetFigures figures{.row = &row,
                         .key = row.key,
                         .owner = row.owner,
                         .occupier = row.occupier,
                         .part = part_of(row.part),
                         .supported = model::is_supported(snapshot_, row.citations),
                         .acquired = row.acquired};
    figures.gift = figures.part == AssetPart::Gift;
    if (!figures.supported) figures.remarks.emplace_back("no exhibit supports it");
    std::vector<model::Tie::Id> ties;
    find_whose(figures, ties);
    figures.exhibits = exhibits_of(snapshot_, ties);
    for (const auto& citation : row.citations) figures.exhibits.push_back(citation.exhibit);
    std::ranges::sort(figures.exhibits);
    figures.exhibits.erase(std::ranges::unique(figures.exhibits).begin(), figures.exhibits.end());
    find_value(figures);
    return figures;
  }

 private:
  void find_whose(AssetFigures& figures, std::vector<model::Tie::Id>& ties) const {
    if (figures.gift) {
      const auto* giver = model::find_entity(snapshot_, model::attribute(figures.row->attributes, "given_by"));
      if (giver)
        figures.whose = giver->id;
      else
        figures.remarks.emplace_back("who gave it is not stated: column given_by");
      return;
    }
    if (!figures.owner) return figures.remarks.emplace_back("nobody is stated as its owner"), void();
    auto at = static_cast<std::uint32_t>(snapshot_.entities().position(figures.owner));
    const auto whose = holdings_.counted_for[at];
    figures.by_nominee = whose != at;
    if (whose == kNoNode)
      return figures.remarks.emplace_back("its owner holds for somebody whom no exhibit shows"), void();
    figures.whose = snapshot_.entities().rows()[whose].id;
    for (; at != whose; at = holdings_.nominator[at])
      ties.insert(ties.end(), holdings_.nominee_ties[at].begin(), holdings_.nominee_ties[at].end());
  }

  void find_value(AssetFigures& figures) const {
    const Asset& row = *figures.row;
    const auto day = base::parse_date(model::attribute(row.attributes, "valued_on")).value_or(model::Date{});
    if (row.value) figures.value = converted(rates_, *row.value, row.currency, day);
    if (!row.value || row.value->cents < 0)
      return figures.value.reset(), figures.remarks.emplace_back("its value is not stated"), void();
    if (!figures.value) return figures.remarks.push_back("the case states no rate for " + row.currency), void();
    figures.realisable = figures.value;
    if (!row.claim_amount || row.claim_amount->cents <= 0) return;
    if (base::to_lower(model::attribute(row.attributes, "claim_good_faith")) == "no") {
      figures.remarks.emplace_back("the claim in it is marked as not in good faith, and is set aside");
      return;
    }
    figures.claim = converted(rates_, *row.claim_amount, row.currency, day);
    if (!figures.claim)
      return figures.realisable.reset(), figures.remarks.push_back("the claim in it is too large to reckon"), void();
    figures.realisable = Money{std::max<std::int64_t>(0, figures.value->cents - figures.claim->cents)};
    if (figures.claim > figures.value) figures.remarks.emplace_back("the claim in it is larger than its value");
    if (row.claim_holder == figures.whose || row.claim_holder == figures.owner)
      figures.remarks.emplace_back(
          "the claim in it is held by the owner or whoever stands behind: its good faith needs proof");
  }

  const CaseSnapshot& snapshot_;
  model::Rates rates_;
  Holdings holdings_;
};

} // namespace

Assets assets(const CaseSnapshot& snapshot) {
  Assets result{model::setting(snapshot, "currency"), {}};
  const Valuing valuing(snapshot);
  for (const auto& row : snapshot.of<Asset>()) result.assets.push_back(valuing.of(row));
  return result;
}

} // namespace cuibono::money
