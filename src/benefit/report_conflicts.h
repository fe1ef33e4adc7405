#pragma once
// An official's own reports against what others say: indicators and elements that the exhibits behind the official's
// inspections contradict, and who supports them. Part of collusion.h.

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "benefit/collusion.h"

namespace cuibono::benefit {

class ReportConflicts {
 public:
  /// `snapshot` must outlive this.
  explicit ReportConflicts(const model::CaseSnapshot& snapshot);

  /// One entry for each exhibit that an `inspects` tie of the official cites and that a `contradicted` row cites too.
  std::vector<Contradiction> of(EntityId official) const;

 private:
  /// Victim, establishment or accused, and what: rows of one key speak of the same thing.
  using Key = std::tuple<EntityId, EntityId, std::string>;
  struct Row {
    Key key;
    bool indicator;
    std::string name;
  };

  const model::CaseSnapshot& snapshot_;
  std::map<EntityId, std::vector<model::ExhibitId>> reports_; ///< exhibits of each inspector's inspections, by id
  std::map<model::ExhibitId, std::vector<Row>> contradicted_; ///< rows found contradicted, by exhibit
  std::map<Key, std::vector<model::ExhibitId>> supported_;    ///< exhibits of rows found supported
};

} // namespace cuibono::benefit
