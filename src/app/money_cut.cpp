#include "app/money_cut.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "app/words.h"
#include "graph/flow.h"
#include "model/evidence.h"
#include "model/rates.h"

namespace cuibono::app {
namespace {

using base::ErrorKind;
using base::fail;
using model::CaseSnapshot;
using model::TieType;

struct Paid {
  double units = 0;
  std::vector<model::Payment::Id> payments;
  std::set<model::ExhibitId> exhibits;
};

class Cutter {
 public:
  Cutter(const CaseSnapshot& snapshot, const model::Names& names, const MoneyCutOptions& options, base::Progress& progress)
      : snapshot_(snapshot),
        names_(names),
        options_(options),
        progress_(progress),
        spared_(spared(snapshot)),
        victims_(model::victims(snapshot)) {}

  base::Result<MoneyCut> cut();

 private:
  std::uint32_t place(EntityId id) const { return static_cast<std::uint32_t>(snapshot_.entities().position(id)); }
  bool is_account(std::size_t at) const { return snapshot_.entities().rows()[at].kind == model::EntityKind::Account; }
  bool is_source(EntityId id) const { return std::ranges::count(made_.from, id) > 0; }
  base::Result<void> choose_ends();
  void collect_payments();
  void collect_channels();
  base::Result<void> cut_ties();
  base::Result<FrozenAccounts> fewest(const std::set<std::uint32_t>& untouchable);
  std::set<std::uint32_t> paying_victims() const;
  base::Result<graph::Flow> flow(const std::vector<std::pair<graph::Link, double>>& ways, std::size_t nodes);
  void say();

  const CaseSnapshot& snapshot_;
  const model::Names& names_;
  const MoneyCutOptions& options_;
  base::Progress& progress_;
  const std::vector<bool> spared_, victims_;
  std::map<graph::Link, Paid> paid_; ///< by places in entities()
  std::set<graph::Link> channels_;   ///< along which money changes no hands
  double total_ = 0;
  std::size_t no_rate_ = 0, undated_ = 0, unsupported_ = 0, left_out_ = 0;
  MoneyCut made_;
};

base::Result<void> Cutter::choose_ends() {
  made_.from = options_.from;
  made_.to = options_.to;
  if (made_.from.empty())
    for (const auto& row : snapshot_.of<model::Proceeds>())
      if (snapshot_.entities().find(row.establishment)) made_.from.push_back(row.establishment);
  if (made_.to.empty()) {
    const auto report = benefit::who_benefits(
        snapshot_, {.basis = options_.basis, .draws = 0, .sensitivity = false, .centrality = benefit::Options::Centrality::Never},
        progress_);
    if (!report) return tl::unexpected(report.error());
    for (const auto& person : report->people) made_.to.push_back(person.id);
  }
  for (auto* ends : {&made_.from, &made_.to}) {
    std::ranges::sort(*ends);
    ends->erase(std::ranges::unique(*ends).begin(), ends->end());
  }
  for (const auto id : made_.to)
    if (victims_[place(id)])
      return fail(ErrorKind::Refused, names_.shown(id) + " is a victim, and what reaches victims is not to be cut off", "--to",
                  "name who benefits");
  left_out_ = std::erase_if(made_.to, [&](EntityId id) { return is_source(id); });
  if (made_.from.empty())
    return fail(ErrorKind::Input, "no establishment has proceeds, so that it is not known where the money comes from", {},
                "name it with --from");
  if (made_.to.empty())
    return fail(ErrorKind::Input, "the measure names nobody whom the money reaches", {}, "name whom it reaches with --to");
  return {};
}

void Cutter::collect_payments() {
  const model::Rates rates(snapshot_);
  for (const auto& row : snapshot_.payments()) {
    if (row.polarity != model::Polarity::Supports || row.payer == row.payee) continue;
    if (!options_.window.open()) {
      const auto when = graph::when_of(row, options_.window);
      if (when == graph::When::Outside) continue;
      undated_ += when == graph::When::Undated;
    }
    const double units = base::units(row.amount) * rates.of(row.currency, row.date).value_or(0);
    if (units <= 0) {
      ++no_rate_;
      continue;
    }
    auto& paid = paid_[{place(row.payer), place(row.payee)}];
    paid.units += units;
    paid.payments.push_back(row.id);
    for (const auto& citation : row.citations) paid.exhibits.insert(citation.exhibit);
    total_ += units;
  }
}

void Cutter::collect_channels() {
  for (const auto& tie : snapshot_.ties()) {
    if (!model::is_supported(snapshot_, tie.citations, tie.polarity) || tie.source == tie.target) continue;
    const auto source = place(tie.source), target = place(tie.target);
    if (tie.type == TieType::HoldsAccount) channels_.insert({source, target}), channels_.insert({target, source});
    if (tie.type == TieType::NomineeFor && !is_source(tie.source)) channels_.insert({source, target});
    if (tie.type == TieType::Owns && tie.share.value_or(0) > 0 && !is_source(tie.target)) channels_.insert({target, source});
  }
}

base::Result<graph::Flow> Cutter::flow(const std::vector<std::pair<graph::Link, double>>& ways, std::size_t nodes) {
  graph::Network network{.directed = true};
  for (std::uint32_t i = 0; i < nodes; ++i) network.nodes.push_back({i + 1});
  auto sorted = ways;
  std::ranges::sort(sorted);
  for (const auto& [link, capacity] : sorted) network.links.push_back(link), network.weights.push_back(capacity);
  std::vector<std::uint32_t> sources, sinks;
  for (const auto id : made_.from) sources.push_back(place(id));
  for (const auto id : made_.to) sinks.push_back(place(id));
  auto found = graph::max_flow(network, sources, sinks, progress_);
  if (!found) return tl::unexpected(found.error());
  for (auto& link : found->cut) // into places in `ways`, which may be in another order
    link = static_cast<std::uint32_t>(std::ranges::find(ways, sorted[link]) - ways.begin());
  return found;
}

base::Result<void> Cutter::cut_ties() {
  std::vector<std::pair<graph::Link, double>> ways;
  const double endless = 2 * total_ + 1;
  for (const auto& [link, paid] : paid_) ways.emplace_back(link, paid.units);
  for (const auto& link : channels_) ways.emplace_back(link, endless);
  const auto found = flow(ways, snapshot_.entities().size());
  if (!found) return tl::unexpected(found.error());
  if (found->value >= endless)
    return fail(
        ErrorKind::Input,
        "holding or owning alone joins where the money comes from to whom it reaches, so that no payment can be frozen between them", {},
        "name other ends with --from and --to");
  for (const auto i : found->cut) {
    const auto& [link, paid] = *std::next(paid_.begin(), i);
    CutTie tie{snapshot_.entities().rows()[link.source].id,
               snapshot_.entities().rows()[link.target].id,
               {std::llround(paid.units * 100)},
               paid.payments,
               {paid.exhibits.begin(), paid.exhibits.end()}};
    unsupported_ += tie.exhibits.empty();
    made_.value += tie.amount;
    made_.ties.push_back(std::move(tie));
  }
  std::ranges::stable_sort(made_.ties, [](const CutTie& a, const CutTie& b) { return a.amount > b.amount; });
  return {};
}

// Each account that may be frozen is two nodes with one way between them that carries 1; every other way carries more than all
// accounts together.
base::Result<FrozenAccounts> Cutter::fewest(const std::set<std::uint32_t>& untouchable) {
  const auto entities = static_cast<std::uint32_t>(snapshot_.entities().size());
  std::vector<std::pair<graph::Link, double>> ways;
  std::vector<std::uint32_t> accounts, leaves(entities);
  for (std::uint32_t at = 0; at < entities; ++at) {
    leaves[at] = at;
    const bool end = is_source(snapshot_.entities().rows()[at].id) || std::ranges::count(made_.to, snapshot_.entities().rows()[at].id) > 0;
    if (!is_account(at) || spared_[at] || untouchable.contains(at) || end) continue;
    leaves[at] = entities + static_cast<std::uint32_t>(accounts.size());
    ways.push_back({{at, leaves[at]}, 1});
    accounts.push_back(at);
  }
  const double endless = static_cast<double>(accounts.size()) + 1;
  for (const auto& [link, paid] : paid_) ways.push_back({{leaves[link.source], link.target}, endless});
  for (const auto& link : channels_) ways.push_back({{leaves[link.source], link.target}, endless});
  const auto found = flow(ways, entities + accounts.size());
  if (!found) return tl::unexpected(found.error());
  if (found->value >= endless) return FrozenAccounts{};
  std::vector<EntityId> frozen;
  for (const auto i : found->cut) frozen.push_back(snapshot_.entities().rows()[accounts[i]].id);
  std::ranges::sort(frozen);
  return FrozenAccounts(std::move(frozen));
}

std::set<std::uint32_t> Cutter::paying_victims() const {
  std::set<std::uint32_t> payers;
  for (const auto& [link, paid] : paid_)
    if (spared_[link.target]) payers.insert(link.source);
  return payers;
}

void Cutter::say() {
  auto& words = made_.words;
  if (made_.ties.empty())
    words.push_back("No payment leads from where the money comes from to those it reaches: there is nothing to freeze.");
  words.push_back(
      "Money is followed along payments, to and from an account's holder, from nominees to nominators and from companies to their owners.");
  words.push_back("What the establishments keep themselves reaches their owners without a payment, and no freezing of payments stops it.");
  words.push_back("It rests on the payments of the past: whoever is cut off looks for another way.");
  if (!made_.accounts)
    words.push_back("No set of accounts stops everything: some of it is paid past any known account, or by accounts of victims.");
  else if (!made_.gentle_accounts)
    words.push_back("No set of accounts that pay no victim stops everything.");
  if (left_out_ > 0)
    words.push_back(fmt::format("{} at both ends and left out of those to be cut off.",
                                left_out_ == 1 ? "1 stands" : fmt::format("{} stand", left_out_)));
  if (unsupported_ > 0) words.push_back(fmt::format("{} in the cut rests on no exhibit.", counted(unsupported_, "tie")));
  if (undated_ > 0) words.push_back(fmt::format("{} without a date counted as inside the window.", counted(undated_, "payment")));
  if (no_rate_ > 0)
    words.push_back(fmt::format("{} without an amount, or in a currency without a rate, left out.", counted(no_rate_, "payment")));
}

base::Result<MoneyCut> Cutter::cut() {
  if (const auto chosen = choose_ends(); !chosen) return tl::unexpected(chosen.error());
  made_.currency = model::setting(snapshot_, "currency");
  collect_payments();
  collect_channels();
  if (const auto done = cut_ties(); !done) return tl::unexpected(done.error());
  auto accounts = fewest({});
  if (!accounts) return tl::unexpected(accounts.error());
  made_.accounts = std::move(*accounts);
  auto gentle = fewest(paying_victims());
  if (!gentle) return tl::unexpected(gentle.error());
  made_.gentle_accounts = std::move(*gentle);
  Removed pairs;
  for (const auto& tie : made_.ties) pairs.pairs.emplace_back(tie.payer, tie.payee);
  made_.tie_warnings = harm_warnings(snapshot_, names_, pairs);
  if (made_.accounts) made_.account_warnings = harm_warnings(snapshot_, names_, {*made_.accounts});
  say();
  return std::move(made_);
}

} // namespace

base::Result<MoneyCut> money_cut(const CaseSnapshot& snapshot, const model::Names& names, const MoneyCutOptions& options,
                                 base::Progress& progress) {
  return Cutter(snapshot, names, options, progress).cut();
}

} // namespace cuibono::app
