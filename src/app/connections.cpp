#include "app/connections.h"

#include <fmt/core.h>
#include <algorithm>
#include <map>
#include <set>

#include "app/tie_words.h"
#include "app/words.h"
#include "model/evidence.h"

namespace cuibono::app {
namespace {

using base::ErrorKind;
using model::CaseSnapshot;
using model::EntityId;

const std::set<graph::Layer> kAllLayers{graph::Layer::Social, graph::Layer::Command, graph::Layer::Money,
                                        graph::Layer::Ownership, graph::Layer::Movement};

std::vector<std::string> keys_of(const CaseSnapshot& snapshot, const model::Citations& citations) {
  std::vector<std::string> keys;
  for (const auto& citation : citations)
    if (const auto* exhibit = snapshot.exhibits().find(citation.exhibit);
        exhibit && std::ranges::find(keys, exhibit->key) == keys.end())
      keys.push_back(exhibit->key);
  return keys;
}

StepFact fact_of(const CaseSnapshot& snapshot, graph::Fact fact, EntityId from) {
  StepFact made{.fact = fact};
  const auto take = [&](const auto& row) {
    made.exhibits = keys_of(snapshot, row.citations);
    made.probability = model::probability(snapshot, row.citations, row.polarity);
  };
  if (fact.is_payment) {
    const auto& payment = snapshot.payments().rows()[fact.row];
    made.forward = payment.payer == from;
    made.words = payment_words(payment, model::setting(snapshot, "currency"), made.forward);
    made.from = made.to = payment.date;
    take(payment);
    return made;
  }
  const auto& tie = snapshot.ties().rows()[fact.row];
  made.forward = tie.source == from;
  made.words = tie_words(tie.type, made.forward);
  made.from = tie.from;
  made.to = tie.to;
  take(tie);
  return made;
}

Step step_of(const CaseSnapshot& snapshot, EntityId from, EntityId to, std::span<const graph::Fact> facts) {
  Step step{.from = from, .to = to};
  double none_holds = 1;
  for (const auto fact : facts) {
    step.facts.push_back(fact_of(snapshot, fact, from));
    none_holds *= 1 - step.facts.back().probability;
  }
  step.probability = 1 - none_holds;
  std::ranges::stable_sort(step.facts, std::greater<>(), &StepFact::probability);
  if (step.facts.size() > kMostFacts) {
    step.more_facts = step.facts.size() - kMostFacts;
    step.facts.resize(kMostFacts);
  }
  return step;
}

Connection connection_of(std::vector<Step> steps) {
  Connection made{.steps = std::move(steps), .probability = 1};
  std::map<std::string, std::size_t> behind;
  for (std::size_t i = 0; i < made.steps.size(); ++i) {
    made.probability *= made.steps[i].probability;
    if (made.steps[i].probability < made.steps[made.weakest].probability) made.weakest = i;
    std::set<std::string> keys;
    for (const auto& fact : made.steps[i].facts) keys.insert(fact.exhibits.begin(), fact.exhibits.end());
    for (const auto& key : keys) ++behind[key];
  }
  for (const auto& [key, steps_behind] : behind)
    if (steps_behind > 1) made.repeated.push_back(key);
  return made;
}

std::optional<std::uint32_t> place_of(const graph::Network& network, EntityId id) {
  const auto found = std::ranges::find(network.nodes, id);
  if (found == network.nodes.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - network.nodes.begin());
}

const char* words_of(graph::Prefer prefer) {
  switch (prefer) {
    case graph::Prefer::Fewest:
      return "fewest steps";
    case graph::Prefer::Gap:
      return "shortest longest wait";
    case graph::Prefer::Arrival:
      break;
  }
  return "arrives soonest";
}

class Finder {
 public:
  Finder(const CaseSnapshot& snapshot, const ConnectionOptions& options, base::Progress& progress)
      : snapshot_(snapshot), options_(options), progress_(progress) {
    options_.network.keep_parallel = true;
    const bool by_evidence = options.shortness == graph::Shortness::Evidence &&
                             (options.ask == Ask::Shortest || options.ask == Ask::KShortest);
    options_.network.weigh = by_evidence ? graph::Weigh::Evidence : graph::Weigh::Same;
    if (options_.network.layers.empty()) options_.network.layers = kAllLayers;
  }

  base::Result<Connections> find(const model::Names& names, EntityId from, EntityId to);

 private:
  base::Result<void> look(std::uint32_t from, std::uint32_t to);
  base::Result<void> look_in_time(std::uint32_t from, std::uint32_t to);
  base::Result<graph::TimePath> add_in_time(const graph::Contacts& contacts, std::uint32_t from, std::uint32_t to,
                                            graph::Prefer prefer, bool certain);
  base::Result<void> say_what_else(EntityId from, EntityId to);
  void count_other_layers();

  const CaseSnapshot& snapshot_;
  ConnectionOptions options_;
  base::Progress& progress_;
  graph::Network network_;
  Connections found_;
};

base::Result<void> Finder::look(std::uint32_t from, std::uint32_t to) {
  const auto graph =
      graph::path_graph(network_, options_.network.weigh == graph::Weigh::Evidence ? graph::Shortness::Evidence
                                                                                   : graph::Shortness::Steps);
  const auto paths = options_.ask == Ask::Simple
                         ? graph::simple_paths(graph, from, to,
                                               {.most_steps = options_.most_steps, .listed = options_.limit}, progress_)
                     : options_.ask == Ask::KShortest
                         ? graph::k_shortest(graph, from, to, options_.limit, progress_)
                         : graph::shortest_paths(graph, from, to, options_.limit, progress_);
  if (!paths) return tl::unexpected(paths.error());
  if (options_.ask != Ask::KShortest) found_.count = paths->count;
  found_.more = paths->count_is_least;
  for (const auto& path : paths->paths) {
    std::vector<Step> steps;
    for (std::size_t i = 0; i + 1 < path.nodes.size(); ++i)
      steps.push_back(step_between(snapshot_, network_, path.nodes[i], path.nodes[i + 1]));
    found_.paths.push_back(connection_of(std::move(steps)));
  }
  return {};
}

// The path found, added to those there are unless it is one of them already.
base::Result<graph::TimePath> Finder::add_in_time(const graph::Contacts& contacts, std::uint32_t from, std::uint32_t to,
                                                  graph::Prefer prefer, bool certain) {
  auto path = graph::time_path(
      static_cast<std::uint32_t>(network_.nodes.size()), contacts.all, from, to,
      {.prefer = prefer, .most_gap = options_.most_gap, .certain = certain, .directed = network_.directed}, progress_);
  if (!path || path->contacts.empty()) return path;
  std::vector<Step> steps;
  std::vector<graph::Contact> used;
  for (std::size_t i = 0; i < path->contacts.size(); ++i) {
    used.push_back(contacts.all[path->contacts[i]]);
    const auto fact = network_.facts[used.back().link];
    steps.push_back(step_of(snapshot_, network_.nodes[path->nodes[i]], network_.nodes[path->nodes[i + 1]], {&fact, 1}));
  }
  auto made = connection_of(std::move(steps));
  auto same = std::ranges::find(found_.paths, made.steps, &Connection::steps);
  if (same == found_.paths.end()) {
    made.certain = graph::holds_in_order(used, options_.most_gap, true);
    if (path->arrival > graph::kFirstDay) made.arrival = base::date_from_day_number(path->arrival);
    same = found_.paths.insert(same, std::move(made));
  }
  same->best_by.push_back(std::string(words_of(prefer)) + (certain ? ", of those in order for certain" : ""));
  if (path->gap) same->longest_wait = path->gap;
  return path;
}

base::Result<void> Finder::look_in_time(std::uint32_t from, std::uint32_t to) {
  const auto contacts = graph::contacts_of(snapshot_, network_, options_.network.window);
  found_.left_out.undated = contacts.undated;
  bool has_certain = true, certain_given_up = false;
  for (const auto prefer : options_.prefer) {
    const auto path = add_in_time(contacts, from, to, prefer, false);
    if (!path) return tl::unexpected(path.error());
    found_.more = found_.more || path->bounded;
    std::vector<graph::Contact> used;
    for (const auto i : path->contacts) used.push_back(contacts.all[i]);
    if (graph::holds_in_order(used, options_.most_gap, true)) continue;
    const auto sure = add_in_time(contacts, from, to, prefer, true);
    if (!sure) return tl::unexpected(sure.error());
    has_certain = has_certain && !sure->contacts.empty();
    certain_given_up = certain_given_up || sure->bounded;
  }
  if (found_.more)
    found_.remarks.push_back(
        "The search was given up before all paths with such waits were tried: there may be a better one.");
  if (certain_given_up)
    found_.remarks.push_back("Whether a path is in order for certain was not found out: that search was given up.");
  else if (!has_certain)
    found_.remarks.push_back("No path is in order for certain: some days are known to the month or the year only.");
  return {};
}

void Finder::count_other_layers() {
  const auto& layers = options_.network.layers;
  for (const auto& tie : snapshot_.ties()) found_.other_layers += !layers.contains(graph::layer_of(tie.type));
  if (!layers.contains(graph::Layer::Money)) found_.other_layers += snapshot_.payments().size();
}

// Where there is none: whether what was left out would make one.
base::Result<void> Finder::say_what_else(EntityId from, EntityId to) {
  const auto network = graph::in_key_order(snapshot_, graph::build_network(snapshot_, {.layers = kAllLayers}));
  const auto all = graph::shortest_paths(graph::path_graph(network, graph::Shortness::Steps), *place_of(network, from),
                                         *place_of(network, to), 1, progress_);
  if (!all) return tl::unexpected(all.error());
  if (all->paths.empty())
    found_.remarks.push_back("Nor is there one when every tie and payment of the case is counted.");
  else
    found_.remarks.push_back(
        fmt::format("There is one of {} when every tie and payment counts, of any layer, date, direction and support.",
                    counted(all->paths[0].cost.steps, "step")));
  return {};
}

base::Result<Connections> Finder::find(const model::Names& names, EntityId from, EntityId to) {
  if (from == to)
    return base::fail(ErrorKind::Usage, "both ends are " + names.shown(from), "", "name two different ones");
  for (const auto end : {from, to})
    if (options_.network.without_victims && names.is_victim(end))
      return base::fail(ErrorKind::Usage, names.shown(end) + " is a victim, and victims are left out", "",
                        "ask without leaving victims out");
  network_ = graph::in_key_order(snapshot_, graph::build_network(snapshot_, options_.network));
  found_.left_out = network_.left_out;
  count_other_layers();
  const auto a = *place_of(network_, from), b = *place_of(network_, to);
  if (const auto looked = options_.ask == Ask::InTime ? look_in_time(a, b) : look(a, b); !looked)
    return tl::unexpected(looked.error());
  if (found_.paths.empty() && !found_.more)
    if (const auto said = say_what_else(from, to); !said) return tl::unexpected(said.error());
  return std::move(found_);
}

} // namespace

Step step_between(const CaseSnapshot& snapshot, const graph::Network& network, std::uint32_t from, std::uint32_t to) {
  const auto link = network.directed || from < to ? graph::Link{from, to} : graph::Link{to, from};
  const auto same = std::ranges::equal_range(network.links, link);
  const auto first = static_cast<std::size_t>(same.begin() - network.links.begin());
  return step_of(snapshot, network.nodes[from], network.nodes[to],
                 std::span(network.facts).subspan(first, same.size()));
}

base::Result<Connections> connections(const CaseSnapshot& snapshot, const model::Names& names, EntityId from,
                                      EntityId to, const ConnectionOptions& options, base::Progress& progress) {
  return Finder(snapshot, options, progress).find(names, from, to);
}

} // namespace cuibono::app
