#include <fmt/core.h>
#include <cmath>
#include <nlohmann/json.hpp>
#include <ostream>

#include "app/edits.h"
#include "app/merges.h"
#include "app/settings.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/output.h"
#include "match/distinct.h"
#include "match/propose.h"
#include "match/soft_links.h"

namespace cuibono::cli {
namespace {

using base::ErrorKind;
using base::fail;

struct MatchOptions {
  Reading reading;
  double least = 0;
  std::uint64_t most = 1000;
  std::vector<std::string> merge, distinct;
  std::string split, reason;
  bool soft_links = false;
};

// Beside a protected person the other's name is kept back too: it may be hers.
std::string name_beside(const OpenedCase& opened, model::EntityId id, model::EntityId other) {
  const bool is_withheld = opened.names.is_hidden(other) && !opened.names.is_hidden(id);
  return is_withheld ? "(name withheld)" : opened.names.shown(id);
}

Json proposal_json(const OpenedCase& opened, const match::Proposal& of) {
  return {{"a", printed_key(opened, of.a)},
          {"b", printed_key(opened, of.b)},
          {"name_a", name_beside(opened, of.a, of.b)},
          {"name_b", name_beside(opened, of.b, of.a)},
          {"weight", std::round(of.weight * 10) / 10},
          {"probability", std::round(match::probability(of.weight) * 1e4) / 1e4},
          {"verdict", match::verdict(of.weight)},
          {"why", of.why},
          {"why_not", of.why_not}};
}

void print_json_of(std::ostream& out, const OpenedCase& opened, const match::Proposals& found) {
  Json list = Json::array();
  for (const auto& one : found.list) list.push_back(proposal_json(opened, one));
  print_json(out, {{"records", found.records}, {"compared", found.compared}, {"skipped", found.skipped}, {"found", found.found},
                   {"proposals", std::move(list)}});
}

void print_text(std::ostream& out, const OpenedCase& opened, const match::Proposals& found) {
  for (const auto& one : found.list) {
    out << fmt::format("{} {}  |  {} {}: {} ({:+.1f} bits)\n", printed_key(opened, one.a), name_beside(opened, one.a, one.b), printed_key(opened, one.b),
                       name_beside(opened, one.b, one.a), match::verdict(one.weight), one.weight);
    for (const auto& why : one.why) out << "  for: " << why << '\n';
    for (const auto& why : one.why_not) out << "  against: " << why << '\n';
  }
  out << fmt::format("{} of {} pairs that were compared may be one and the same; nothing is merged by itself\n", found.found, found.compared);
}

Outcome show_proposals(const MatchOptions& options, const Environment& environment) {
  const auto opened = open_case(options.reading);
  if (!opened) return tl::unexpected(opened.error());
  base::Progress progress;
  const auto found = match::propose(*opened->snapshot, {options.least, options.most}, progress);
  if (!found) return tl::unexpected(found.error());
  if (options.reading.json) print_json_of(environment.out, *opened, *found);
  else print_text(environment.out, *opened, *found);
  if (found->skipped > 0)
    environment.err << fmt::format("note: {} keys are shared by so many records that {} pairs were left out; a rarer key may have brought them\n",
                                   found->oversized, found->skipped);
  if (found->found > found->list.size())
    environment.err << fmt::format("note: the {} weightiest are shown; --most shows more\n", found->list.size());
  return 0;
}

OpenedCase opened_of(const app::Session& session) { return {session.snapshot(), session.names(), session.snapshot()}; }

// The two ids of an option such as --merge.
base::Result<std::pair<model::EntityId, model::EntityId>> find_two(const OpenedCase& opened, const std::vector<std::string>& ids) {
  if (ids.size() != 2) return fail(ErrorKind::Usage, "this takes two ids", "", "write --merge LEAD OTHER or --distinct ONE OTHER");
  const auto first = find_entity(opened, ids[0]), second = find_entity(opened, ids[1]);
  if (!first) return tl::unexpected(first.error());
  if (!second) return tl::unexpected(second.error());
  return std::pair{*first, *second};
}

base::Result<void> commit(app::Session& session, model::EditBatch batch, const MatchOptions& options, const Environment& environment) {
  batch.reason = options.reason;
  if (const auto done = session.commit(std::move(batch)); !done) return done;
  if (const auto head = session.sign(app::signing_key_path()); !head)
    environment.err << "note: the journal is not signed: " << base::sentence(head.error()) << '\n';
  return {};
}

Outcome merge(app::Session& session, const MatchOptions& options, const Environment& environment) {
  const auto opened = opened_of(session);
  const auto two = find_two(opened, options.merge);
  if (!two) return tl::unexpected(two.error());
  const auto [lead, other] = *two;
  auto batch = app::merge(*session.snapshot(), lead, other);
  if (!batch) return tl::unexpected(batch.error());
  const auto key = key_of(*opened.snapshot, other), shown = printed_key(opened, other);
  if (const auto done = commit(session, std::move(*batch), options, environment); !done) return tl::unexpected(done.error());
  environment.out << fmt::format("{} is merged into {}; --split {} takes it back at any time\n", shown, printed_key(opened_of(session), lead),
                                 shown == key ? key : "with its id");
  return 0;
}

Outcome keep_apart(app::Session& session, const MatchOptions& options, const Environment& environment) {
  const auto opened = opened_of(session);
  const auto two = find_two(opened, options.distinct);
  if (!two) return tl::unexpected(two.error());
  auto batch = match::say_distinct(*session.snapshot(), two->first, two->second);
  if (!batch) return tl::unexpected(batch.error());
  if (const auto done = commit(session, std::move(*batch), options, environment); !done) return tl::unexpected(done.error());
  environment.out << fmt::format("{} and {} are not the same: the pair is no longer proposed\n", printed_key(opened, two->first), printed_key(opened, two->second));
  return 0;
}

Outcome split(app::Session& session, const MatchOptions& options, const Environment& environment) {
  auto parted = app::split_merged(session, options.split);
  if (!parted) return tl::unexpected(parted.error());
  if (const auto done = commit(session, std::move(parted->batch), options, environment); !done) return tl::unexpected(done.error());
  environment.out << fmt::format("split off again: {} rows name the record as they did; {} are no longer in the case, {} name somebody else by now\n",
                                 parted->given_back, parted->deleted, parted->changed);
  return 0;
}

Outcome link(app::Session& session, const MatchOptions& options, const Environment& environment) {
  auto links = match::soft_links(*session.snapshot());
  if (!links) return tl::unexpected(links.error());
  if (const auto done = commit(session, std::move(links->batch), options, environment); !done) return tl::unexpected(done.error());
  environment.out << fmt::format("{} inferred links were added, each an assessment that enters no figure; {} values that more than {} have link nobody\n",
                                 links->links, links->too_common, match::kMostHolders);
  return 0;
}

Outcome run_match(const MatchOptions& options, const Environment& environment) {
  const int asked = !options.merge.empty() + !options.split.empty() + !options.distinct.empty() + options.soft_links;
  if (asked == 0) return show_proposals(options, environment);
  if (asked > 1) return fail(ErrorKind::Usage, "one thing at a time", "", "give --merge, --split, --distinct or --soft-links alone");
  if (base::trim(options.reason).empty() && !options.soft_links)
    return fail(ErrorKind::Usage, "what is merged, split or kept apart needs a reason, which goes to the journal", "", "give --reason TEXT");
  auto session = open_session(options.reading);
  if (!session) return tl::unexpected(session.error());
  if (!options.distinct.empty()) return keep_apart(*session, options, environment);
  if (options.soft_links) return link(*session, options, environment);
  return options.merge.empty() ? split(*session, options, environment) : merge(*session, options, environment);
}

} // namespace

void add_match_commands(Program& program) {
  auto command = add_subcommand<MatchOptions>(program, "match", "Who may be one and the same, with the reasons; merge two, split them again", run_match);
  add_reading(command.app, command.options->reading);
  command.app.add_option("--least", command.options->least, "Bits of evidence from which a pair is shown; 0: as likely as not").shows_default();
  command.app.add_option("--most", command.options->most, "How many pairs are shown").shows_default();
  command.app.add_option("--merge", command.options->merge, "LEAD OTHER: what is said of OTHER is said of LEAD from now on").type_name("LEAD OTHER");
  command.app.add_option("--distinct", command.options->distinct, "ONE OTHER: they are not the same, and the pair is no longer proposed").type_name("ONE OTHER");
  command.app.add_option("--split", command.options->split, "Id of a merged record: takes its merge back");
  command.app.add_flag("--soft-links", command.options->soft_links, "Link those who share a phone, address, device or account, visibly inferred");
  command.app.add_option("--reason", command.options->reason, "Why, for the journal");
}

} // namespace cuibono::cli
