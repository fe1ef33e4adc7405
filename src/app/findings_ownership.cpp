#include <fmt/core.h>

#include "app/findings.h"
#include "app/jurisdictions.h"
#include "app/masking.h"
#include "app/words.h"
#include "money/chains.h"

namespace cuibono::app {
namespace {

constexpr std::size_t kMostWork = 1'000'000; // steps of chains looked at, for one company
constexpr double kShown = 5e-4;              // a smaller share prints as nothing

struct Owned {
  const FindingsInput& input;
  money::Ownership ownership;
  std::map<EntityId, std::vector<money::BeneficialOwner>> owners;
};

// Everything an owner's figures rest on.
std::vector<model::ExhibitId> exhibits_behind(const Owned& owned,
                                              const std::map<EntityId, std::vector<money::OwnershipChain>>& chains,
                                              const money::BeneficialOwner& owner) {
  auto ties = owner.control_ties;
  if (const auto found = chains.find(owner.person); found != chains.end())
    for (const auto& chain : found->second)
      for (const auto& step : chain.steps) ties.insert(ties.end(), step.ties.begin(), step.ties.end());
  return money::exhibits_of(*owned.input.snapshot, ties);
}

FindingTable owner_table(const Owned& owned, double threshold, const std::string& jurisdiction) {
  FindingTable table{"Beneficial owners",
                     fmt::format("More than {} of a company in the end, or control of it, or a nominee in it ({}).",
                                 percent(threshold), jurisdiction),
                     {{"Company", 4},
                      {"Who", 4},
                      {"Share in the end", 2, Align::Right},
                      {"Through nominees", 2, Align::Right},
                      {"By", 3}},
                     {},
                     "No exhibit shows who owns or controls a company; ties of type owns with a share are needed."};
  for (const auto& [company, owners] : owned.owners) {
    if (owners.empty()) continue;
    money::ChainLimits limits{.most_work = kMostWork};
    const auto chains = money::ownership_chains(*owned.input.snapshot, owned.ownership.holdings, company, limits);
    for (const auto& owner : owners)
      table.rows.push_back({{entity_cell(owned.input, company),
                             entity_cell(owned.input, owner.person),
                             {percent(owner.share)},
                             {percent(owner.through_nominees)},
                             {money::grounds(owner)}},
                            exhibit_cells(*owned.input.snapshot, exhibits_behind(owned, chains, owner))});
  }
  return table;
}

FindingTable share_table(const Owned& owned) {
  FindingTable table{"Who owns what in the end",
                     "Through companies, loops and nominees; each company adds up to 100 %.",
                     {{"Company", 4}, {"Who", 4}, {"Share", 2, Align::Right}, {"What is known", 6}},
                     {},
                     "No ownership is shown."};
  const auto add = [&](EntityId company, FindingCell who, double share, const char* known) {
    if (share < kShown) return;
    table.rows.push_back({{entity_cell(owned.input, company), std::move(who), {percent(share)}, {known}}, {}});
  };
  for (const auto& column : owned.ownership.columns) {
    for (const auto& part : column.people)
      add(column.company, entity_cell(owned.input, part.owner), part.share,
          part.through_nominees > kShown ? "a person, partly or wholly through nominees" : "a person");
    for (const auto& part : column.others)
      add(column.company, entity_cell(owned.input, part.owner), part.share, "nothing shows who is behind it");
    add(column.company, {"unknown", {}}, column.unknown, "no exhibit shows whose");
  }
  return table;
}

} // namespace

base::Result<FindingsPage> ownership_page(const FindingsInput& input, base::Progress&) {
  const auto jurisdiction = jurisdiction_of(*input.snapshot, input.data);
  if (!jurisdiction) return tl::unexpected(jurisdiction.error());
  Owned owned{input, money::find_ownership(*input.snapshot), {}};
  owned.owners = money::beneficial_owners(*input.snapshot, owned.ownership, jurisdiction->ownership_threshold);
  FindingsPage page;
  page.tables = {owner_table(owned, jurisdiction->ownership_threshold, jurisdiction->name), share_table(owned)};
  std::size_t companies = 0;
  for (const auto& [company, owners] : owned.owners) companies += !owners.empty();
  page.summary.push_back(fmt::format("{} a beneficial owner who can be shown.",
                                     companies == 1 ? "One company has" : fmt::format("{} companies have", companies)));
  const Masking masked(*input.snapshot, input.names);
  for (const auto& remark : owned.ownership.remarks) page.remarks.push_back(masked(remark));
  for (const auto& [company, owners] : owned.owners)
    for (const auto& owner : owners)
      if (input.names.is_victim(owner.person))
        page.remarks.push_back(
            fmt::format("{}, shown as an owner of {}, is a victim or protected: look for whom the "
                        "holding is held",
                        input.names.shown(owner.person), input.names.shown(company)));
  return page;
}

} // namespace cuibono::app
