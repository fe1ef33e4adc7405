#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "app/demo.h"
#include "app/jurisdictions.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/output.h"
#include "money/chains.h"

namespace cuibono::cli {
namespace {

using model::EntityId;

constexpr std::size_t kMostWork = 5'000'000; // steps of chains looked at in all

struct Options {
  Reading reading;
  std::string company;
  std::string on;
};

struct Owned {
  OpenedCase opened;
  model::Jurisdiction jurisdiction;
  money::Ownership ownership;
  std::map<EntityId, std::vector<money::BeneficialOwner>> owners; // the companies asked for
  std::map<EntityId, std::map<EntityId, std::vector<money::OwnershipChain>>> chains;

  const model::CaseSnapshot& snapshot() const { return *opened.snapshot; }
  bool is_person(EntityId id) const { return snapshot().entities().find(id)->kind == model::EntityKind::Person; }
};

base::Result<model::Date> day(const std::string& text) {
  if (text.empty()) return model::Date{};
  const auto date = base::parse_date(text);
  if (!date)
    return base::fail(base::ErrorKind::Usage, "this is no date: " + text, "--on", "write 2031-06-30, 2031-06 or 2031");
  return *date;
}

base::Result<void> choose_company(Owned& owned, const std::string& key) {
  const auto company = find_entity(owned.opened, key);
  if (!company) return tl::unexpected(company.error());
  if (!owned.owners.contains(*company) && owned.is_person(*company))
    return base::fail(base::ErrorKind::Usage, "this is a person, and nobody owns a person", key,
                      "name a company or a thing that is owned");
  std::erase_if(owned.owners, [&](const auto& entry) { return entry.first != *company; });
  if (owned.owners.empty()) owned.ownership.remarks.push_back("no exhibit shows who owns or controls " + key);
  owned.owners[*company];
  return {};
}

void find_chains(Owned& owned) {
  money::ChainLimits limits{.most_work = kMostWork};
  for (const auto& [company, owners] : owned.owners) {
    if (owners.empty()) continue;
    const auto left = limits.most_work;
    limits.most_work = std::min(left, std::size_t{1'000'000});
    const auto given = limits.most_work;
    owned.chains[company] = money::ownership_chains(owned.snapshot(), owned.ownership.holdings, company, limits);
    limits.most_work = left - (given - limits.most_work);
  }
  if (limits.most_work == 0)
    owned.ownership.remarks.push_back(
        "the chains of some companies are left out, there being too many: ask for one company");
}

// A registered holder who is a victim may hold for whoever holds the victim.
void remark_on_victims(Owned& owned) {
  for (const auto& [company, owners] : owned.owners)
    for (const auto& owner : owners)
      if (owned.opened.names.is_victim(owner.person))
        owned.ownership.remarks.push_back(
            fmt::format("{}, shown as an owner of {}, is a victim or protected: look for whom the holding is held",
                        printed_key(owned.opened, owner.person), printed_key(owned.opened, company)));
}

base::Result<Owned> find_owners(const Options& options) {
  const auto on = day(options.on);
  if (!on) return tl::unexpected(on.error());
  auto opened = open_case(options.reading);
  if (!opened) return tl::unexpected(opened.error());
  auto jurisdiction = app::jurisdiction_of(*opened->snapshot, app::data_folder());
  if (!jurisdiction) return tl::unexpected(jurisdiction.error());
  auto ownership = money::find_ownership(*opened->snapshot, *on);
  auto owners = money::beneficial_owners(*opened->snapshot, ownership, jurisdiction->ownership_threshold);
  Owned owned{std::move(*opened), std::move(*jurisdiction), std::move(ownership), std::move(owners), {}};
  if (!options.company.empty())
    if (const auto chosen = choose_company(owned, options.company); !chosen) return tl::unexpected(chosen.error());
  find_chains(owned);
  remark_on_victims(owned);
  return owned;
}

std::vector<money::OwnershipChain> chains_of(const Owned& owned, EntityId company, EntityId person) {
  const auto found = owned.chains.find(company);
  if (found == owned.chains.end() || !found->second.contains(person)) return {};
  return found->second.at(person);
}

// Everything an owner's figures rest on.
std::vector<model::ExhibitId> exhibits_behind(const Owned& owned, EntityId company,
                                              const money::BeneficialOwner& owner) {
  auto ties = owner.control_ties;
  for (const auto& chain : chains_of(owned, company, owner.person))
    for (const auto& step : chain.steps) ties.insert(ties.end(), step.ties.begin(), step.ties.end());
  return money::exhibits_of(owned.snapshot(), ties);
}

Json step_json(const Owned& owned, const money::OwnershipStep& step) {
  Json ties = Json::array();
  for (const auto id : step.ties) ties.push_back(owned.snapshot().ties().find(id)->key);
  return {{"from", printed_key(owned.opened, step.from)},
          {"to", printed_key(owned.opened, step.to)},
          {"kind", base::name_of(step.kind)},
          {"share", step.share},
          {"ties", std::move(ties)},
          {"exhibits", exhibit_keys(owned.snapshot(), money::exhibits_of(owned.snapshot(), step.ties))}};
}

Json owner_json(const Owned& owned, EntityId company, const money::BeneficialOwner& owner) {
  Json chains = Json::array();
  for (const auto& chain : chains_of(owned, company, owner.person)) {
    Json steps = Json::array();
    for (const auto& step : chain.steps) steps.push_back(step_json(owned, step));
    chains.push_back({{"share", chain.share}, {"steps", std::move(steps)}});
  }
  Json control = Json::array();
  for (const auto id : owner.control_ties) control.push_back(owned.snapshot().ties().find(id)->key);
  return {{"person", printed_key(owned.opened, owner.person)},
          {"share", owner.share},
          {"by", money::grounds(owner)},
          {"name", owned.opened.names.shown(owner.person)},
          {"through_nominees", owner.through_nominees},
          {"control_ties", std::move(control)},
          {"exhibits", exhibit_keys(owned.snapshot(), exhibits_behind(owned, company, owner))},
          {"chains", std::move(chains)}};
}

// {OWNER: {COMPANY: share}} of people, or of the other ends.
Json shares_json(const Owned& owned, std::vector<money::IntegratedShare> money::Column::*list) {
  std::map<EntityId, std::map<EntityId, double>> by_owner;
  for (const auto& column : owned.ownership.columns)
    if (owned.owners.contains(column.company))
      for (const auto& share : column.*list) by_owner[share.owner][column.company] = share.share;
  Json shares = Json::object();
  for (const auto& [owner, companies] : by_owner)
    for (const auto& [company, share] : companies)
      shares[printed_key(owned.opened, owner)][printed_key(owned.opened, company)] = share;
  return shares;
}

Json unknown_json(const Owned& owned) {
  Json unknown = Json::object();
  for (const auto& column : owned.ownership.columns)
    if (owned.owners.contains(column.company)) unknown[printed_key(owned.opened, column.company)] = column.unknown;
  return unknown;
}

Json votes_json(const Owned& owned, bool votes) {
  Json control = Json::object();
  for (const auto& held : owned.ownership.control) {
    if (!owned.is_person(held.controller) || !owned.owners.contains(held.company)) continue;
    auto& of = control[printed_key(owned.opened, held.controller)];
    if (votes)
      of[printed_key(owned.opened, held.company)] = held.votes;
    else
      of.push_back(printed_key(owned.opened, held.company));
  }
  return control;
}

Json document(const Owned& owned) {
  Json beneficial = Json::object();
  for (const auto& [company, owners] : owned.owners) {
    auto& list = beneficial[printed_key(owned.opened, company)] = Json::array();
    for (const auto& owner : owners) list.push_back(owner_json(owned, company, owner));
  }
  const auto& on = owned.ownership.on;
  return {{"integrated", shares_json(owned, &money::Column::people)},
          {"control", votes_json(owned, false)},
          {"beneficial_owners", std::move(beneficial)},
          {"votes", votes_json(owned, true)},
          {"other_ends", shares_json(owned, &money::Column::others)},
          {"unknown", unknown_json(owned)},
          {"on", on.known() ? Json(base::format_date(on)) : Json(nullptr)},
          {"jurisdiction", owned.jurisdiction.id},
          {"jurisdiction_name", owned.jurisdiction.name},
          {"threshold", owned.jurisdiction.ownership_threshold},
          {"remarks", owned.ownership.remarks}};
}

TextTable owners_table(const Owned& owned) {
  TextTable table{{{"company"},
                   {"person"},
                   {"name"},
                   {"share", Side::Right},
                   {"through nominees", Side::Right},
                   {"by"},
                   {"exhibits"}},
                  {}};
  for (const auto& [company, owners] : owned.owners)
    for (const auto& owner : owners) {
      const Json exhibits = exhibit_keys(owned.snapshot(), exhibits_behind(owned, company, owner));
      table.rows.push_back({printed_key(owned.opened, company), printed_key(owned.opened, owner.person),
                            owned.opened.names.shown(owner.person), base::format_number(owner.share),
                            base::format_number(owner.through_nominees), money::grounds(owner),
                            base::join(exhibits.get<std::vector<std::string>>(), ";")});
    }
  return table;
}

std::string step_text(const Owned& owned, const money::OwnershipStep& step) {
  const auto exhibits =
      exhibit_keys(owned.snapshot(), money::exhibits_of(owned.snapshot(), step.ties)).get<std::vector<std::string>>();
  const auto& names = owned.opened.names;
  const std::string does =
      step.kind == model::TieType::NomineeFor ? "is nominee for" : "owns " + percent(step.share) + " of";
  return fmt::format("{} {} {} [{}]", names.shown(step.from), does, names.shown(step.to), base::join(exhibits, ", "));
}

void print_chains(std::ostream& out, const Owned& owned, EntityId company, const money::BeneficialOwner& owner) {
  double listed = 0;
  const auto chains = chains_of(owned, company, owner.person);
  for (const auto& chain : chains) {
    listed += chain.share;
    std::vector<std::string> steps;
    for (const auto& step : chain.steps) steps.push_back(step_text(owned, step));
    out << fmt::format("    {:>8}  {}\n", percent(chain.share), base::join(steps, "; "));
  }
  if (owner.share - listed > 5e-4)
    out << fmt::format("    {:>8}  round loops, and by smaller chains\n", percent(owner.share - listed));
}

void print_company(std::ostream& out, const Owned& owned, EntityId company,
                   const std::vector<money::BeneficialOwner>& owners) {
  const auto& names = owned.opened.names;
  out << fmt::format("\n{} ({})\n", names.shown(company), printed_key(owned.opened, company));
  if (owners.empty()) out << "  no beneficial owner is shown\n";
  for (const auto& owner : owners) {
    out << fmt::format("  {} ({}): {}, by {}\n", names.shown(owner.person), printed_key(owned.opened, owner.person),
                       percent(owner.share), money::grounds(owner));
    print_chains(out, owned, company, owner);
  }
  const auto* column = money::column_of(owned.ownership, company);
  if (!column) return;
  for (const auto& other : column->others)
    out << fmt::format("  {} ({}): {}, and nothing shows who is behind it\n", names.shown(other.owner),
                       printed_key(owned.opened, other.owner), percent(other.share));
  if (column->unknown > 5e-4) out << fmt::format("  unknown: {}\n", percent(column->unknown));
}

void print_owned(std::ostream& out, const Owned& owned) {
  const auto& on = owned.ownership.on;
  out << fmt::format(
      "Beneficial owners: more than {} of a company in the end, or control of it, or a nominee in it ({}){}\n",
      percent(owned.jurisdiction.ownership_threshold), owned.jurisdiction.name,
      on.known() ? ", on " + base::format_date(on) : "");
  for (const auto& [company, owners] : owned.owners) print_company(out, owned, company, owners);
  if (!owned.ownership.remarks.empty()) out << '\n';
  for (const auto& remark : owned.ownership.remarks) out << "Note: " << remark << ".\n";
}

Outcome ownership(const Options& options, const Environment& environment) {
  const auto owned = find_owners(options);
  if (!owned) return tl::unexpected(owned.error());
  if (options.reading.json)
    print_json(environment.out, document(*owned));
  else if (options.reading.csv)
    print_csv(environment.out, owners_table(*owned));
  else
    print_owned(environment.out, *owned);
  return 0;
}

} // namespace

void add_ownership_commands(Program& program) {
  auto who = add_report<Options>(
      program, "ownership", "Who owns and controls the companies in the end, through chains, loops and nominees",
      ownership);
  add_reading(who.app, who.options->reading);
  add_csv(who.app, who.options->reading);
  who.app.add_option("COMPANY", who.options->company, "The id of one company; else all");
  who.app.add_option("--on", who.options->on, "Only ties in force on that day, month or year").type_name("DATE");
}

} // namespace cuibono::cli
