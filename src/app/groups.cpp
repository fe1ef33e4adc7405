#include "app/groups.h"

#include <fmt/core.h>

#include "app/structure_notes.h"

namespace cuibono::app {
namespace {

std::string limit_note(const char* what, const graph::FoundGroups& found) {
  if (!found.complete)
    return fmt::format(
        "The search for {} was stopped at its limit after {} were met; there may be more and larger ones (--work raises the limit, a "
        "larger --size helps).",
        what, found.found);
  if (found.found > found.groups.size())
    return fmt::format("{} more {} are not shown; the largest are.", found.found - found.groups.size(), what);
  return {};
}

class Builder {
 public:
  Builder(const GroupsOptions& options, base::Progress& progress) : options_(options), progress_(progress) {}

  base::Result<Groups> build(const model::CaseSnapshot& snapshot) {
    made_.network = graph::build_network(snapshot, options_.network);
    made_.notes = left_out_notes(made_.network.left_out, options_.network);
    if (const auto done = find_communities(); !done) return tl::unexpected(done.error());
    if (const auto done = find_dense(); !done) return tl::unexpected(done.error());
    if (wants("equivalent")) made_.equivalent = graph::equivalent_nodes(made_.network);
    if (const auto done = find_blocks(); !done) return tl::unexpected(done.error());
    if (options_.network.weigh != graph::Weigh::Same)
      made_.notes.push_back("Weights count for communities alone; in the others a tie is there or not.");
    return std::move(made_);
  }

 private:
  bool wants(std::string_view kind) const { return options_.kinds.empty() || options_.kinds.contains(kind); }

  base::Result<void> find_communities() {
    if (!wants("community")) return {};
    auto found = graph::leiden(made_.network, {.resolution = options_.resolution, .seed = options_.seed}, progress_);
    if (!found) return tl::unexpected(found.error());
    made_.communities = std::move(*found);
    return {};
  }

  base::Result<void> find_dense() {
    const auto take = [&](base::Result<graph::FoundGroups> found, const char* what,
                          std::optional<graph::FoundGroups>& into) -> base::Result<void> {
      if (!found) return tl::unexpected(found.error());
      if (const auto note = limit_note(what, *found); !note.empty()) made_.notes.push_back(note);
      into = std::move(*found);
      return {};
    };
    if (wants("clique"))
      if (auto done = take(graph::maximal_cliques(made_.network, options_.limits, progress_), "cliques", made_.cliques); !done) return done;
    if (wants("plex"))
      return take(graph::maximal_plexes(made_.network, options_.misses, options_.limits, progress_), "plexes", made_.plexes);
    return {};
  }

  base::Result<void> find_blocks() {
    if (!wants("block")) return {};
    auto found = graph::blocks(made_.network, options_.alike, progress_);
    if (found) made_.blocks = std::move(*found);
    else if (found.error().kind == base::ErrorKind::Cancelled) return tl::unexpected(found.error());
    else made_.notes.push_back("No blocks: " + base::sentence(found.error()));
    return {};
  }

  const GroupsOptions& options_;
  base::Progress& progress_;
  Groups made_;
};

} // namespace

const std::vector<GroupKind>& group_kinds() {
  static const std::vector<GroupKind> kKinds{
      {"community", "Who is tied among themselves more than chance would have it?", "Groups are a reading of ties, not membership."},
      {"clique", "Where does everybody know everybody?", "One call list makes a clique of strangers; one missing tie unmakes one."},
      {"plex", "Where does nearly everybody know everybody?", "A family or a crew is one too."},
      {"equivalent", "Who is tied to the very same others, and could stand in for another?",
       "Standing in the same place is not doing the same."},
      {"block", "Who is tied to much the same others, and which such blocks are tied to which?",
       "The likeness at which blocks part is a choice."}};
  return kKinds;
}

base::Result<Groups> groups_of(const model::CaseSnapshot& snapshot, const GroupsOptions& options, base::Progress& progress) {
  return Builder(options, progress).build(snapshot);
}

} // namespace cuibono::app
