#pragma once
// Who may be one and the same, as the window shows it: proposals, records that were merged, and pairs that were told apart.
// Pure functions of a snapshot, safe on any thread. Beside a protected person the other's name is withheld too: it may be hers.

#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "model/people.h"

namespace cuibono::app {

/// One of two records, as it may be shown.
struct RecordName {
  model::EntityId id;
  std::string name;
  std::string detail;       ///< "person, P7"; of a protected one the kind alone
  bool is_withheld = false; ///< the name or what it stands beside is protected: it must lead to no place that shows it
};

struct ProposalRow {
  RecordName lead, other; ///< lead came into the case first
  double weight = 0;      ///< bits: the odds are 2 to its power
  std::string verdict;    ///< "probably the same"
  std::vector<std::string> why, why_not; ///< quote no name and no value
};

/// A record under a lead; `key` is what it is split off by.
struct MergedRow {
  RecordName lead;
  std::string key;
  std::string shown; ///< the key; of a protected lead "record 1"
};

struct ApartRow {
  RecordName one, other;
};

struct WhoIsWho {
  std::uint64_t revision = 0;
  std::vector<ProposalRow> proposals; ///< the weightiest first, at most kMostProposals
  std::uint64_t found = 0;            ///< those and the ones that did not fit
  std::uint64_t records = 0, compared = 0;
  std::uint64_t skipped = 0; ///< pairs of too common keys that were not compared
  std::vector<MergedRow> merged;
  std::vector<ApartRow> apart;
};
inline constexpr std::size_t kMostProposals = 2000;

/// Fails where ICU's data is missing, and as cancelled when asked to stop.
base::Result<WhoIsWho> find_who_is_who(const model::SnapshotPtr& snapshot, const model::Names& names, base::Progress& progress);

/// From which verdict on pairs are listed; its weight in bits.
enum class LeastVerdict { VeryProbably, Probably, Perhaps };
double least_weight(LeastVerdict verdict);

/// What both records say of one thing, name and id apart. Of a protected record, and of one beside it, only the kind and the country.
struct ComparedValue {
  enum class Agreement { Same, Differs, OneSided }; ///< OneSided: also of what says nothing, such as the kind unknown
  std::string label, lead, other;
  Agreement agreement = Agreement::OneSided;
};

/// Nothing where one of the two is not in the case.
std::vector<ComparedValue> compare_records(const model::CaseSnapshot& snapshot, const model::Names& names, model::EntityId lead, model::EntityId other);

/// "3,400 to 1", "1 to 4": the odds of a weight in bits, for people.
std::string odds_text(double weight);

} // namespace cuibono::app
