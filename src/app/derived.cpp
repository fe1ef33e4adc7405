#include "app/derived.h"

#include <algorithm>

#include "app/layout_cache.h"
#include "app/picture.h"
#include "layout/named.h"

namespace cuibono::app {
namespace {

constexpr double kNodeRoom = 22;   // chart units: a large node and part of its name
constexpr double kLinkLength = 60; // short, so that a whole case fits the window with names legible

scene::ChartFilter chart_filter(const Filters& filters) {
  scene::ChartFilter filter;
  filter.hidden_kinds = filters.hidden_kinds;
  filter.hide_victims = !filters.victims;
  filter.hide_bystanders = !filters.bystanders;
  filter.accounts = filters.accounts == AccountsAs::Holders ? scene::Accounts::StandForHolder : scene::Accounts::Show;
  return filter;
}

bool same(const graph::Network& a, const graph::Network& b) { return a.nodes == b.nodes && a.links == b.links; }

// What is pinned does not move; neither does what was there before, unless most of the chart is new.
layout::ForceOptions layout_options(const graph::Network& network, const scene::Positions& before, const scene::Positions& pins) {
  layout::ForceOptions options;
  options.link_length = kLinkLength;
  options.radius.assign(network.nodes.size(), kNodeRoom);
  options.pinned.resize(network.nodes.size());
  options.start.resize(network.nodes.size());
  const auto known = std::ranges::count_if(network.nodes, [&](EntityId id) { return before.contains(id); });
  const bool hold = 2 * static_cast<std::size_t>(known) > network.nodes.size();
  for (std::size_t i = 0; i < network.nodes.size(); ++i) {
    const EntityId id = network.nodes[i];
    if (const auto at = pins.find(id); at != pins.end()) options.pinned[i] = at->second;
    else if (const auto old = before.find(id); old != before.end()) (hold ? options.pinned : options.start)[i] = old->second;
  }
  return options;
}

} // namespace

struct Derived::LayoutTask {
  graph::Network network;
  layout::ForceOptions options;
  LayoutCache cache;
  std::string_view name; ///< of layout::kLayoutNames
  model::SnapshotPtr snapshot;

  // Only the force layout takes so long that it is kept, and sketched.
  bool is_force() const { return name == "force"; }
  base::Result<std::vector<layout::Point>> lay_out(base::Progress& progress) const {
    if (is_force()) return cached_layout(cache, network, options, progress);
    return layout::named_layout(name, *snapshot, network, options, progress);
  }
};

void Derived::clear(Jobs& jobs) {
  jobs.cancel_channel("benefit");
  jobs.cancel_channel("layout");
  findings_.clear(jobs);
  Derived fresh;
  fresh.tables_version_ = tables_version_ + 1;
  fresh.benefit_version_ = benefit_version_ + 1;
  fresh.chart_version_ = chart_version_ + 1;
  fresh.positions_version_ = positions_version_ + 1;
  fresh.findings_ = std::move(findings_);
  *this = std::move(fresh);
}

bool Derived::update(const Session& session, Jobs& jobs, const Failure& failed) {
  const auto before = std::tuple(tables_version_, benefit_version_, chart_version_, positions_version_, findings_.version());
  const bool new_tables = update_tables(session);
  update_benefit(session, jobs, failed);
  update_chart(session);
  if (new_tables) show_positions(session);
  update_layout(session, jobs, failed);
  findings_.update(session, jobs);
  return before != std::tuple(tables_version_, benefit_version_, chart_version_, positions_version_, findings_.version());
}

bool Derived::update_tables(const Session& session) {
  const TablesKey key{session.snapshot()->revision, session.view.filters};
  if (tables_key_ == key) return false;
  const model::CaseSnapshot& snapshot = *session.snapshot();
  if (!tables_key_ || tables_key_->revision != key.revision) {
    masking_.emplace(snapshot, session.names());
    search_ = SearchIndex(snapshot, session.names());
    currency_ = model::setting(snapshot, "currency");
  }
  tables_key_ = key;
  tables_ = build_tables(snapshot, session.names(), key.filters);
  counts_ = count_rows(snapshot, session.names(), tables_);
  ++tables_version_;
  return true;
}

void Derived::update_benefit(const Session& session, Jobs& jobs, const Failure& failed) {
  const BenefitKey key{session.snapshot()->revision, session.view.basis};
  if (benefit_key_ == key) return;
  benefit_key_ = key;
  jobs.start("benefit", "Measuring who benefits",
             [this, &session, snapshot = session.snapshot(), key](base::Progress& progress) -> base::Result<Jobs::Delivery> {
               benefit::Options options;
               options.basis = key.basis;
               auto report = benefit::who_benefits(*snapshot, options, progress);
               if (!report) return tl::unexpected(report.error());
               return [this, &session, key, made = std::move(*report)]() mutable {
                 take_report(session, std::move(made), key.revision);
               };
             },
             failed);
}

void Derived::take_report(const Session& session, benefit::Report report, std::uint64_t revision) {
  BenefitView made;
  made.revision = revision;
  made.rows = benefit_rows(report, session.names());
  made.bar = value_bar(report);
  made.headline = headline(report, session.names(), *masking_);
  made.report = std::make_shared<const benefit::Report>(std::move(report));
  benefit_ = std::move(made);
  ++benefit_version_;
}

bool Derived::update_chart(const Session& session) {
  const ChartKey key{tables_version_, benefit_version_};
  if (chart_key_ == key) return false;
  chart_key_ = key;
  scene::ChartInputs inputs{chart_filter(session.view.filters), {}};
  if (benefit_) inputs.emphasis = emphasis(*benefit_->report);
  chart_ = scene::build_chart(session.snapshot(), session.names(), inputs);
  ++chart_version_;
  return true;
}

void Derived::update_layout(const Session& session, Jobs& jobs, const Failure& failed) {
  const bool other = laid_out_as_ != session.view.layout;
  if (layout_key_ == tables_version_ && !other && !(laid_out_.nodes.empty() && !chart_.nodes.empty())) return;
  layout_key_ = tables_version_;
  laid_out_as_ = session.view.layout;
  const auto shown = chart_filter(session.view.filters);
  scene::ChartInputs everything; // a filter must not move what stays
  everything.filter.accounts = shown.accounts;
  auto network = chart_network(shown == everything.filter ? chart_ : scene::build_chart(session.snapshot(), session.names(), everything));
  if (same(network, laid_out_) && !other && laid_out_as_ == "force") return;
  laid_out_ = network;
  auto task = std::make_shared<LayoutTask>(LayoutTask{std::move(network), {}, layout_cache(session), laid_out_as_, session.snapshot()});
  // Where a place has a meaning nobody keeps his old one, and coming back to ties nobody keeps a place that meant something else.
  const auto before = other || !task->is_force() ? scene::Positions() : positions_;
  task->options = layout_options(task->network, before, pinned_places(*session.snapshot()));
  const bool is_large_and_new = task->is_force() && task->network.nodes.size() >= kNodesWorthSketch && before.size() < task->network.nodes.size() / 2;
  start_layout(session, jobs, failed, std::move(task), is_large_and_new ? layout::Finish::Rough : layout::Finish::Clear);
}

// Rough: a sketch, and when it shows, the layout itself; the layout at once where it is kept.
void Derived::start_layout(const Session& session, Jobs& jobs, const Failure& failed, std::shared_ptr<const LayoutTask> task,
                           layout::Finish finish) {
  jobs.start("layout", "Laying out the chart",
             [this, &session, &jobs, failed, task, finish](base::Progress& progress) -> base::Result<Jobs::Delivery> {
               auto kept = finish == layout::Finish::Rough ? recall_layout(task->cache, layout_fingerprint(task->network, task->options)) : std::nullopt;
               const bool sketches = finish == layout::Finish::Rough && !kept;
               auto points = kept       ? base::Result<std::vector<layout::Point>>(std::move(*kept))
                             : sketches ? layout::force_layout(task->network, layout::sketch_of(task->options), progress)
                                        : task->lay_out(progress);
               if (!points) return tl::unexpected(points.error());
               return [this, &session, &jobs, failed, task, sketches, made = std::move(*points)] {
                 take_layout(session, task->network, made);
                 if (sketches) start_layout(session, jobs, failed, task, layout::Finish::Clear);
               };
             },
             failed);
}

void Derived::take_layout(const Session& session, const graph::Network& network, const std::vector<layout::Point>& points) {
  for (std::size_t i = 0; i < points.size(); ++i) positions_[network.nodes[i]] = points[i];
  show_positions(session);
}

void Derived::show_positions(const Session& session) {
  auto places = positions_;
  for (const auto& [id, at] : pinned_places(*session.snapshot())) places[id] = at;
  if (places == shown_positions_) return;
  shown_positions_ = std::move(places);
  ++positions_version_;
}

} // namespace cuibono::app
