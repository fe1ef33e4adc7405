#pragma once
// What the detectors of red flags share: a rule at work on a case, and what it found. Inside money only.

#include <optional>
#include <span>

#include "base/text.h"
#include "money/red_flags_index.h"
#include "money/red_flags_rules.h"

namespace cuibono::money {

/// One pattern, before it is ordered, capped and put into words for the reader.
struct Found {
  Party party = 0;
  std::vector<std::uint32_t> rows;   ///< of FlagIndex::rows, in any order, each once
  std::optional<std::int64_t> cents; ///< what `what` sums; else the rows' sum
  std::string what;
  std::vector<Party> others;
  std::vector<std::string> missing;
  std::vector<const model::Wage*> wages;
  std::vector<model::ExhibitId> exhibits; ///< of ties and assets; those of rows and wages are added
  model::Date from, to;                   ///< where neither rows nor wages have dates
};

/// A rule, its words already looked for, and what it finds.
struct Detection {
  const FlagIndex& index;
  const RedFlagRule& rule;
  std::span<const std::uint64_t> purposes, methods; ///< for each distinct text, a bit for each rule
  std::uint64_t bit;                                ///< this rule's

  std::vector<Found> found;
  std::string why_not; ///< set: the rule was not applied
  std::vector<std::string> remarks;

  /// Its class is one of the rule's, and its purpose or its method has one of the rule's words.
  bool matches(const FlagRow& row) const { return is_of_classes(row) && has_word(row); }
  bool is_of_classes(const FlagRow& row) const;
  bool has_word(const FlagRow& row) const;
  bool is_of_kind(Party party) const;
  std::span<const std::uint32_t> in(Party party) const { return index.in.of(party); }
  std::span<const std::uint32_t> out(Party party) const { return index.out.of(party); }
  const FlagRow& row(std::uint32_t number) const { return index.rows[number]; }

  /// Says so in why_not and gives false where the case has no row that the rule could read.
  bool has_rows();
  bool has_word_rows();
  bool has_class_rows();
  void count_without_rate() { ++windows_without_rate; }
  std::size_t windows_without_rate = 0;
};

/// A threshold of money on a day, in cents of the case's currency.
class Amount {
 public:
  Amount(const FlagIndex& index, const Parameter* parameter) : index_(&index), parameter_(parameter) {}

  bool is_stated() const { return parameter_; }
  /// Nothing where no rate is in force; only for one that is stated.
  std::optional<double> cents_on(std::int32_t day) const;

 private:
  const FlagIndex* index_;
  const Parameter* parameter_;
  mutable std::optional<std::int32_t> day_; ///< of the rate kept
  mutable std::optional<double> rate_;
};

/// False, with why_not set, where a threshold's currency has no rate on the case's last day.
bool has_rates(Detection& detection);

/// a >= b and a > b for sums that were multiplied by shares and rates: equal to twelve digits is equal.
bool at_least(double a, double b);
inline bool above(double a, double b) { return !at_least(b, a); }

/// "1,200 XTS", "87.5 %", "3 payments".
std::string amount_text(const FlagIndex& index, std::int64_t cents);
std::string percent_text(double part);
std::string count_text(std::size_t count, std::string_view thing);

/// Classes of pay, whoever records it.
bool is_pay(model::PaymentClass payment_class);

std::int64_t sum_of(const FlagIndex& index, std::span<const std::uint32_t> rows);

/// The same for exhibits of a tie or row.
void add_exhibits(std::vector<model::ExhibitId>& to, const model::Citations& citations);

/// First and one past the last of `list` (in order of day) with first_day <= day <= last_day.
std::pair<std::size_t, std::size_t> days_between(const FlagIndex& index, std::span<const std::uint32_t> list,
                                                 std::int32_t first_day, std::int32_t last_day);

/// The words of the vocabulary, parted by commas.
template <class Enum>
std::string words(const std::vector<Enum>& values) {
  std::vector<std::string> all;
  for (const auto value : values) all.emplace_back(base::name_of(value));
  return base::join(all, ", ");
}

bool contains(const std::vector<model::TieType>& types, model::TieType type);
bool is_supported(const Detection& detection, const model::Tie& tie);

// One function a detector; each appends to detection.found, or sets why_not. docs/red-flags.md says what each looks
// for.
void detect_quick_out(Detection&);
void detect_shared_payee(Detection&);
void detect_shared_contact(Detection&);
void detect_class_ratio(Detection&);
void detect_deductions(Detection&);
void detect_third_party_control(Detection&);
void detect_no_living_costs(Detection&);
void detect_funnel(Detection&);
void detect_window(Detection&);
void detect_after_payroll(Detection&);
void detect_near_inspection(Detection&);
void detect_corridor(Detection&);
void detect_card_takings(Detection&);
void detect_unexplained_wealth(Detection&);

} // namespace cuibono::money
