#pragma once
// What the panels show of a session, each value made once for its key (revision, parameters) and never patched. The
// beneficiary measure and the layout are jobs; until they are done the last values stay. A large chart that is laid out
// for the first time gets a rough layout first. Main thread only.

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "app/benefit_rows.h"
#include "app/findings_view.h"
#include "app/jobs.h"
#include "app/search.h"
#include "app/session.h"
#include "scene/chart.h"

namespace cuibono::app {

/// A benefit report and what is read out of it.
struct BenefitView {
  std::uint64_t revision = 0;
  std::shared_ptr<const benefit::Report> report;
  std::vector<BenefitRow> rows;
  std::array<ValueBarPart, 4> bar;
  std::string headline;
};

class Derived {
 public:
  using Failure = Jobs::Failure;

  /// Brings everything to the session's revision and view, starting jobs where needed. True if anything has changed.
  bool update(const Session& session, Jobs& jobs, const Failure& failed);

  /// Everything forgotten and its jobs stopped, as before another case is opened. Versions go on growing.
  void clear(Jobs& jobs);

  /// Lays the whole chart out anew; only what the investigator pinned stays.
  void lay_out_again() { positions_.clear(); laid_out_ = {}; }

  const Tables& tables() const { return tables_; }
  std::uint64_t tables_version() const { return tables_version_; } ///< grows with each change; 0: none yet
  const Counts& counts() const { return counts_; }
  const SearchIndex& search() const { return search_; }
  const Masking* masking() const { return masking_ ? &*masking_ : nullptr; }
  const std::string& currency() const { return currency_; }

  /// Null until the first report is there.
  const BenefitView* benefit() const { return benefit_ ? &*benefit_ : nullptr; }
  std::uint64_t benefit_version() const { return benefit_version_; }

  const FindingsView& findings() const { return findings_; }

  const scene::ChartModel& chart() const { return chart_; }
  std::uint64_t chart_version() const { return chart_version_; }
  const scene::Positions& positions() const { return shown_positions_; }
  std::uint64_t positions_version() const { return positions_version_; }

 private:
  bool update_tables(const Session& session);
  void update_benefit(const Session& session, Jobs& jobs, const Failure& failed);
  bool update_chart(const Session& session);
  void update_layout(const Session& session, Jobs& jobs, const Failure& failed);
  struct LayoutTask;
  void start_layout(const Session& session, Jobs& jobs, const Failure& failed, std::shared_ptr<const LayoutTask> task, layout::Finish finish);
  void take_layout(const Session& session, const graph::Network& network, const std::vector<layout::Point>& points);
  void take_report(const Session& session, benefit::Report report, std::uint64_t revision);
  void show_positions(const Session& session);

  struct TablesKey { std::uint64_t revision = 0; Filters filters; bool operator==(const TablesKey&) const = default; };
  struct BenefitKey { std::uint64_t revision = 0; benefit::Basis basis{}; bool operator==(const BenefitKey&) const = default; };
  struct ChartKey {
    std::uint64_t tables = 0, benefit = 0;
    bool operator==(const ChartKey&) const = default;
  };

  std::optional<TablesKey> tables_key_;
  Tables tables_;
  std::uint64_t tables_version_ = 0;
  Counts counts_;
  SearchIndex search_;
  std::optional<Masking> masking_;
  std::string currency_;

  std::optional<BenefitKey> benefit_key_; ///< of the report wanted, at work or there
  std::optional<BenefitView> benefit_;
  std::uint64_t benefit_version_ = 0;

  FindingsView findings_;

  std::optional<ChartKey> chart_key_;
  scene::ChartModel chart_;
  std::uint64_t chart_version_ = 0;

  graph::Network laid_out_;    ///< what positions_ is, or will be, the layout of
  std::uint64_t layout_key_ = 0; ///< tables version for which laid_out_ was compared
  std::string_view laid_out_as_ = "force"; ///< name of that layout
  scene::Positions positions_; ///< of the layout
  scene::Positions shown_positions_; ///< and where pins are
  std::uint64_t positions_version_ = 0;
};

} // namespace cuibono::app
