#pragma once
// The elements of trafficking in persons (Palermo Protocol, Art. 3) for each accused and victim: what was done, by what means,
// for what purpose, and what the evidence says of each. domain.md section 1. A matrix of questions: it never says that
// somebody is guilty, or a victim.

#include <array>
#include <string>
#include <vector>

#include "base/names.h"
#include "law/figures.h"
#include "model/jurisdiction.h"

namespace cuibono::law {

enum class Part { Act, Means, Purpose };

/// In order of strength. How several rows make one finding: decision 32.
enum class Finding { NoEvidence, Alleged, Contradicted, Supported };

/// Ties are read only where no row of the table of elements speaks of the same accused, victim and part.
enum class Origin { Rows, Ties };

/// What is said of one code, such as `recruitment`.
struct CodeFinding {
  std::string code;
  Finding finding = Finding::NoEvidence;
  Origin origin = Origin::Rows;
  model::Citations supporting, against; ///< each place once, of described exhibits
  int lineages = 0;                     ///< independent sources among `supporting`
};

struct Cell {
  Finding finding = Finding::NoEvidence; ///< the strongest of its codes: one act, means or purpose is enough
  std::vector<CodeFinding> codes;        ///< by code
};

enum class Age { Adult, Child, Unknown };

/// The victim's age on the day of the act, as far as both dates are known.
struct AgeReading {
  Age age = Age::Unknown;
  Date on;            ///< the earliest date known of an act
  std::string source; ///< of that date; empty where there is none
};

struct Pair {
  EntityId accused;
  EntityId victim; ///< none where a row names no victim
  std::array<Cell, 3> cells; ///< by Part
  AgeReading age;
  bool from_ties_only = false; ///< no row of the table of elements names this pair
  std::vector<Part> open_if_adult, open_if_child; ///< not supported as it stands; under age the means is never among them

  const Cell& cell(Part part) const { return cells[static_cast<std::size_t>(part)]; }
  bool needs_means() const { return age.age != Age::Child; } ///< on at least one reading
};

/// Something to obtain or to assess.
struct Gap {
  EntityId accused, victim;
  std::string element; ///< act, means, purpose, age, or `all` where only ties speak
  std::string obtain;
};

struct Matrix {
  std::vector<Pair> pairs; ///< by number of accused, then victim
  std::vector<Gap> gaps;   ///< in the same order
  std::vector<std::string> remarks;
};

/// Codes of the Protocol for a part, in its order. Another code is kept and said.
const std::vector<std::string>& protocol_codes(Part part);

/// The age on a day; dates of any precision on both sides give an age on every reading or Unknown.
Age age_on(Date birth, Date on, int adult_age);

Matrix elements(const model::CaseSnapshot& snapshot, const model::Jurisdiction& jurisdiction);

} // namespace cuibono::law

namespace cuibono::base {
template <> struct Names<law::Part> {
  static constexpr std::array<std::string_view, 3> kNames{"act", "means", "purpose"};
};
template <> struct Names<law::Finding> {
  static constexpr std::array<std::string_view, 4> kNames{"no evidence", "alleged", "contradicted", "supported"};
};
template <> struct Names<law::Age> {
  static constexpr std::array<std::string_view, 3> kNames{"adult", "child", "unknown"};
};
} // namespace cuibono::base
