#include "graph/time_paths.h"

#include <algorithm>
#include <queue>

namespace cuibono::graph {
namespace {

using Gap = std::optional<std::int32_t>;

// Days on which one may be where a path has come to, between its steps. Where unknown days have to be reckoned with for
// certain, `first` is the latest that the first of them may be and `last` the earliest that the last may be.
struct Stay {
  std::int32_t first = kFirstDay, last = kLastDay;
};

std::int32_t later(std::int32_t day, Gap gap) {
  return gap ? static_cast<std::int32_t>(std::min<std::int64_t>(std::int64_t{day} + *gap, kLastDay)) : kLastDay;
}

// Nothing where the contact cannot come next. The conditions on an unknown day are linear in it, so that one that holds
// on its first and its last holds on all.
std::optional<Stay> after(const Stay& stay, const Contact& contact, Gap gap, bool certain) {
  const bool starts = stay.first == kFirstDay && stay.last == kLastDay; // no wait before the first step
  const auto until = starts ? kLastDay : later(stay.last, gap);
  if (contact.standing) {
    const auto opens = certain ? contact.sure_first : contact.first,
               closes = certain ? contact.sure_last : contact.last;
    if (opens > closes || stay.first > closes || opens > until) return std::nullopt;
    return Stay{std::max(stay.first, opens), closes};
  }
  if (certain) {
    if (stay.first > contact.first || contact.last > until) return std::nullopt;
    return Stay{contact.last, contact.first};
  }
  if (stay.first > contact.last || contact.first > until) return std::nullopt;
  return Stay{std::max(stay.first, contact.first), std::min(until, contact.last)};
}

// The way to a node, with what went before it.
struct Label {
  std::uint32_t node, contact, before, steps;
  Stay stay;
};
constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

struct Arc {
  std::uint32_t node, contact;
};

// For each node the contacts that lead on from it.
struct Arcs {
  std::vector<std::uint32_t> first;
  std::vector<Arc> to;

  Arcs(std::uint32_t nodes, const std::vector<Contact>& contacts, bool directed);
};

Arcs::Arcs(std::uint32_t nodes, const std::vector<Contact>& contacts, bool directed) : first(nodes + 1) {
  const auto each = [&](auto&& visit) {
    for (std::uint32_t i = 0; i < contacts.size(); ++i) {
      visit(contacts[i].source, Arc{contacts[i].target, i});
      if (!directed) visit(contacts[i].target, Arc{contacts[i].source, i});
    }
  };
  each([&](std::uint32_t v, Arc) { ++first[v + 1]; });
  for (std::uint32_t v = 0; v < nodes; ++v) first[v + 1] += first[v];
  to.resize(first[nodes]);
  auto place = first;
  each([&](std::uint32_t v, Arc arc) { to[place[v]++] = arc; });
}

// What one search is to find; options of the whole are in TimeOptions.
struct Goal {
  bool fewest = false; ///< steps, then days; otherwise days alone
  Gap gap;
  std::int32_t deadline = kLastDay;
  bool hasty = false; ///< drops partial paths whoever they met, so that the best may be missed
};

class Search {
 public:
  Search(const Arcs& arcs, const std::vector<Contact>& contacts, const TimeOptions& options, const Goal& goal,
         base::Progress& progress)
      : arcs_(arcs),
        contacts_(contacts),
        options_(options),
        goal_(goal),
        progress_(progress),
        kept_(arcs.first.size() - 1),
        soonest_(arcs.first.size() - 1, kLastDay) {}

  base::Result<TimePath> run(std::uint32_t from, std::uint32_t to);

 private:
  /// A label's place among those that wait.
  struct Turn {
    std::int64_t major, minor;
    std::uint32_t label;
    auto operator<=>(const Turn&) const = default;
  };

  void add(Label label);
  bool is_met(std::uint32_t label, std::uint32_t node) const;
  bool met_no_more(std::uint32_t label, std::uint32_t than) const;
  bool is_dominated(std::uint32_t label);
  void extend(std::uint32_t label);
  TimePath path_to(std::uint32_t label) const;

  const Arcs& arcs_;
  const std::vector<Contact>& contacts_;
  const TimeOptions& options_;
  const Goal goal_;
  base::Progress& progress_;
  std::vector<Label> labels_;
  std::vector<std::vector<std::uint32_t>> kept_; ///< of a node: labels that were gone on from
  std::vector<std::int32_t> soonest_;            ///< of a node: the first day among its labels
  std::priority_queue<Turn, std::vector<Turn>, std::greater<>> turns_;
  std::size_t compared_ = 0;
};

// Without a limit of gaps a label that was added before is no worse where it comes no later: it has no more steps, or
// steps do not count.
void Search::add(Label label) {
  if (label.stay.first > goal_.deadline || (!goal_.gap && label.stay.first >= soonest_[label.node])) return;
  soonest_[label.node] = std::min(soonest_[label.node], label.stay.first);
  const auto number = static_cast<std::uint32_t>(labels_.size());
  turns_.push({goal_.fewest ? label.steps : 0, label.stay.first, number});
  labels_.push_back(label);
}

bool Search::is_met(std::uint32_t label, std::uint32_t node) const {
  for (; label != kNone; label = labels_[label].before)
    if (labels_[label].node == node) return true;
  return false;
}

bool Search::met_no_more(std::uint32_t label, std::uint32_t than) const {
  for (; label != kNone; label = labels_[label].before)
    if (!is_met(than, labels_[label].node)) return false;
  return true;
}

// Another way to the same node, no worse so far, from which one can go on wherever one can from this.
bool Search::is_dominated(std::uint32_t label) {
  const auto& stay = labels_[label].stay;
  compared_ += kept_[labels_[label].node].size();
  for (const auto other : kept_[labels_[label].node]) {
    const auto& theirs = labels_[other].stay;
    if (theirs.first > stay.first) continue;
    // Without a limit a way that meets somebody twice has a shorter one within it, so that it does not matter who was
    // met.
    if (!goal_.gap || (theirs.last >= stay.last && (goal_.hasty || met_no_more(other, label)))) return true;
  }
  return false;
}

void Search::extend(std::uint32_t label) {
  const auto at = labels_[label];
  for (auto i = arcs_.first[at.node]; i < arcs_.first[at.node + 1]; ++i) {
    const auto [node, contact] = arcs_.to[i];
    const auto stay = after(at.stay, contacts_[contact], goal_.gap, options_.certain);
    if (stay && !is_met(label, node)) add({node, contact, label, at.steps + 1, *stay});
  }
}

TimePath Search::path_to(std::uint32_t label) const {
  TimePath path{.arrival = labels_[label].stay.first};
  for (; label != kNone; label = labels_[label].before) {
    path.nodes.push_back(labels_[label].node);
    if (labels_[label].before != kNone) path.contacts.push_back(labels_[label].contact);
  }
  std::ranges::reverse(path.nodes);
  std::ranges::reverse(path.contacts);
  return path;
}

base::Result<TimePath> Search::run(std::uint32_t from, std::uint32_t to) {
  add({from, kNone, kNone, 0, {}});
  TimePath none;
  while (!turns_.empty()) {
    const auto label = turns_.top().label;
    turns_.pop();
    if (labels_[label].node == to) return path_to(label);
    if (is_dominated(label)) continue;
    if (progress_.stopped()) return base::fail(base::ErrorKind::Cancelled, "the search for paths was stopped");
    // Only what a limit of gaps makes hard is given up; without one each node's labels come sooner and sooner.
    none.bounded = goal_.gap && (labels_.size() > options_.most_labels || compared_ / 64 > options_.most_labels);
    if (none.bounded) return none;
    kept_[labels_[label].node].push_back(label);
    extend(label);
  }
  return none;
}

Contact contact_of(const model::Tie& tie, const Window& window) {
  Contact contact{.standing = !is_event(tie.type)};
  const auto from = tie.from.known() ? days_of(tie.from) : Days{kFirstDay, kFirstDay};
  auto to = tie.to.known() ? days_of(tie.to) : Days{kLastDay, kLastDay};
  if (!contact.standing && !tie.to.known()) to = from;
  if (!contact.standing && !tie.from.known()) return {.first = to.first, .last = to.last};
  contact.first = from.first;
  contact.last = to.last;
  contact.sure_first = from.last;
  contact.sure_last = to.first;
  if (!contact.standing) return contact;
  if (window.from.known()) {
    contact.first = std::max(contact.first, days_of(window.from).first);
    contact.sure_first = std::max(contact.sure_first, days_of(window.from).first);
  }
  if (window.to.known()) {
    contact.last = std::min(contact.last, days_of(window.to).last);
    contact.sure_last = std::min(contact.sure_last, days_of(window.to).last);
  }
  return contact;
}

// The searches behind one question.
class Finder {
 public:
  Finder(std::uint32_t nodes, const std::vector<Contact>& contacts, std::uint32_t from, std::uint32_t to,
         const TimeOptions& options, base::Progress& progress)
      : arcs_(nodes, contacts, options.directed),
        contacts_(contacts),
        from_(from),
        to_(to),
        options_(options),
        progress_(progress) {}

  base::Result<TimePath> search(Goal goal);
  base::Result<TimePath> soonest(Gap gap);
  base::Result<TimePath> of_smallest_gap();

 private:
  std::int32_t span() const;

  const Arcs arcs_;
  const std::vector<Contact>& contacts_;
  std::uint32_t from_, to_;
  const TimeOptions& options_;
  base::Progress& progress_;
};

// Where the exact search is given up, a hasty one may still find a path; it stays said that there may be a better one.
base::Result<TimePath> Finder::search(Goal goal) {
  const auto run = [&] { return Search(arcs_, contacts_, options_, goal, progress_).run(from_, to_); };
  auto found = run();
  if (!found || !found->bounded) return found;
  goal.hasty = true;
  found = run();
  if (found) found->bounded = true;
  return found;
}

// Standing ties lead round many corners on the same day, so that the soonest is looked for again with fewest steps.
base::Result<TimePath> Finder::soonest(Gap gap) {
  auto found = search({.gap = gap});
  if (!found || found->contacts.empty()) return found;
  auto shorter = search({.fewest = true, .gap = gap, .deadline = found->arrival});
  if (!shorter) return shorter;
  const bool bounded = found->bounded || shorter->bounded;
  if (!shorter->contacts.empty()) found = std::move(shorter);
  found->bounded = bounded;
  return found;
}

// No wait is longer than all days that any date names.
std::int32_t Finder::span() const {
  std::int32_t earliest = kLastDay, latest = kFirstDay;
  for (const auto& contact : contacts_)
    for (const auto day : {contact.first, contact.last}) {
      if (day == kFirstDay || day == kLastDay) continue;
      earliest = std::min(earliest, day);
      latest = std::max(latest, day);
    }
  return std::max(0, latest - earliest);
}

base::Result<TimePath> Finder::of_smallest_gap() {
  auto best = search({.fewest = true, .gap = options_.most_gap});
  if (!best || best->contacts.empty()) return best;
  std::int32_t low = 0, high = std::min(options_.most_gap.value_or(kLastDay), span());
  bool bounded = best->bounded;
  while (low < high) {
    const auto middle = low + (high - low) / 2;
    auto found = search({.fewest = true, .gap = middle});
    if (!found) return found;
    bounded = bounded || found->bounded;
    if (found->contacts.empty()) {
      low = middle + 1;
    } else {
      high = middle;
      best = std::move(found);
    }
  }
  auto found = soonest(high);
  if (!found) return found;
  bounded = bounded || found->bounded;
  if (!found->contacts.empty()) best = std::move(found);
  best->gap = high;
  best->bounded = bounded;
  return best;
}

} // namespace

Contacts contacts_of(const model::CaseSnapshot& snapshot, const Network& network, const Window& window) {
  Contacts contacts;
  for (std::uint32_t i = 0; i < network.links.size(); ++i) {
    const auto [is_payment, row] = network.facts[i];
    const auto* tie = is_payment ? nullptr : &snapshot.ties().rows()[row];
    const auto* payment = is_payment ? &snapshot.payments().rows()[row] : nullptr;
    if (tie ? !tie->from.known() && !tie->to.known() : !payment->date.known()) {
      ++contacts.undated;
      continue;
    }
    auto contact = tie ? contact_of(*tie, window)
                       : Contact{.first = days_of(payment->date).first, .last = days_of(payment->date).last};
    contact.source = network.links[i].source;
    contact.target = network.links[i].target;
    contact.link = i;
    contacts.all.push_back(contact);
  }
  return contacts;
}

base::Result<TimePath> time_path(std::uint32_t nodes, const std::vector<Contact>& contacts, std::uint32_t from,
                                 std::uint32_t to, const TimeOptions& options, base::Progress& progress) {
  Finder finder(nodes, contacts, from, to, options, progress);
  if (options.prefer == Prefer::Gap) return finder.of_smallest_gap();
  if (options.prefer == Prefer::Fewest) return finder.search({.fewest = true, .gap = options.most_gap});
  return finder.soonest(options.most_gap);
}

bool holds_in_order(const std::vector<Contact>& steps, std::optional<std::int32_t> most_gap, bool certain) {
  Stay stay;
  for (const auto& step : steps) {
    const auto next = after(stay, step, most_gap, certain);
    if (!next) return false;
    stay = *next;
  }
  return true;
}

} // namespace cuibono::graph
