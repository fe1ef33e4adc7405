#pragma once
// One pass of the money: from the sources through payments to whoever keeps it, and from companies and nominees to
// people. Linear, so that every figure is a sum over paths; what cannot be followed further is unattributed, never
// lost. domain.md section 5, steps 1 to 3.

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "benefit/plan.h"

namespace cuibono::benefit {

/// How a holder's payments share in the value that reached the holder, over the whole time of the case. Pro rata is the
/// measure's rule; in the other two value leaves as early or as late as the holder's funds allow: whatever the order of
/// the payments was, the value that left lies between them.
enum class Tracing { ProRata, FirstOut, LastOut };

/// The money of one selection of facts. Made once for a plan and run many times without allocating: one for each
/// thread.
class Flow {
 public:
  explicit Flow(const FlowPlan& plan);

  /// Chooses the facts that hold, at their stated amounts.
  void hold(const Selection& chosen);
  void hold_if(const std::function<bool(std::uint32_t fact)>& holds);
  /// Draws them, and amounts within their ranges: the same for the same seed and number whatever was drawn before.
  void draw(std::uint64_t seed, std::uint64_t number);

  /// Changes one fact of the plan after either.
  void set(std::uint32_t plan_fact, bool holds) { chosen_[plan_fact] = holds; }
  /// What nobody is known to have at that node is taken for one unknown person's; kNowhere: no longer.
  void suppose_person(std::uint32_t node) { supposed_ = node; }

  /// Follows the money. What is still under way when it is less than `tolerance` of the sources counts as circulating.
  void run(double tolerance = kExact, Tracing tracing = Tracing::ProRata);
  static constexpr double kExact = 1e-13;
  static constexpr double kClose = 1e-9; ///< enough to compare who leads

  const FlowPlan& plan() const { return plan_; }
  bool holds(std::uint32_t plan_fact) const { return chosen_[plan_fact]; }

  /// Where the value ended, in currency units, by node of the plan; sums to the source but for rounding of doubles.
  const std::vector<double>& benefit() const { return benefit_; }                 ///< a person's
  const std::vector<double>& unattributed_at() const { return unattributed_at_; } ///< where it stopped
  double circulating() const { return circulating_; } ///< goes round without end; unattributed too
  double movement() const { return movement_total_; }
  double lawful() const { return lawful_total_; }
  double source() const { return source_total_; }
  double attributed() const { return attributed_; }
  double unattributed() const { return unattributed_; }

  /// benefit / (attributed + unattributed); 0 where there is neither.
  double share(std::uint32_t node) const { return whole_ > 0 ? benefit_[node] / whole_ : 0; }
  double unattributed_share() const { return whole_ > 0 ? unattributed_ / whole_ : 0; }

  /// The node with the largest share if that exceeds the unattributed share and no other share equals it.
  std::optional<std::uint32_t> leader() const;
  double top_benefit() const;

  /// What the paths need: how value passed each node.
  std::uint32_t stands_for(std::uint32_t node) const {
    return holder_[node];
  } ///< itself or the one known holder of the account it is
  std::vector<std::uint32_t> accounts_of(std::uint32_t holder) const; ///< the holder first
  double reached(std::uint32_t node) const { return reached_[node]; }
  double received(std::uint32_t node) const { return inflow_[node]; } ///< all payments to it, of whatever class
  double source_at(std::uint32_t node) const { return source_[node]; }
  double kept_part(std::uint32_t node) const { return kept_[node]; }
  double part_per_unit(std::uint32_t node) const {
    return per_unit_[node];
  } ///< part of a node's value that a unit paid out takes along
  End end(std::uint32_t node) const { return end_[node]; }
  struct Part {
    double part;
    std::uint32_t to;
  };
  std::span<const Part> rollup(std::uint32_t node) const;

 private:
  struct Live {
    double amount;
    std::uint32_t to;
  };

  void find_holders();
  void add_up_sources();
  void add_up_payments();
  void add_up_node(std::uint32_t node);
  void set_parts(Tracing tracing);
  void find_ends();
  void build_rollup();
  void spread_payments(double tolerance);
  void roll_up(double tolerance);
  void add_up_ends();

  const FlowPlan& plan_;
  std::vector<char> chosen_;
  bool drawn_ = false;
  std::uint32_t supposed_ = kNowhere;
  std::uint64_t state_ = 0;            ///< of the draw
  std::vector<FlowPlan::Out> own_out_; ///< where amounts vary
  std::vector<FlowPlan::In> own_in_;
  const FlowPlan::Out* out_;
  const FlowPlan::In* in_;

  std::vector<std::uint32_t> holder_, only_holder_,
      next_account_; ///< accounts of one holder are a chain that starts at the holder
  std::vector<double> source_, turnover_, inflow_, outflow_, costs_, lawful_, movement_, carried_; ///< by holder
  std::vector<double> per_unit_, kept_;
  std::vector<Live> live_;
  std::vector<std::size_t> first_live_;
  std::vector<End> end_;
  std::vector<std::uint32_t> nominator_;
  std::vector<double> owned_, unowned_;
  std::vector<Part> rollup_;
  std::vector<std::pair<std::size_t, std::size_t>> rollup_of_;
  std::vector<double> arrived_, reached_, rolled_, benefit_, unattributed_at_;
  double circulating_ = 0, movement_total_ = 0, lawful_total_ = 0, source_total_ = 0, attributed_ = 0,
         unattributed_ = 0, whole_ = 0;
};

/// Why value that stops at this node is nobody's; for people.
std::string why_unattributed(const Flow& flow, std::uint32_t node);

} // namespace cuibono::benefit
