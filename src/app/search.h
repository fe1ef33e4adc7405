#pragma once
// Finding by typing: entities by id, shown name and alias, exhibits by id and title. A protected person is found by
// pseudonym alone.

#include <string>
#include <variant>
#include <vector>

#include "app/masking.h"

namespace cuibono::app {

struct Hit {
  std::variant<model::EntityId, model::ExhibitId> what;
  std::string label;  ///< the shown name or the exhibit's title
  std::string detail; ///< "person, O1" or "exhibit E02"
  int rank = 0;       ///< 0 is best: the whole text, then a beginning, a word's beginning, anywhere
};

/// Everything that can be found in one snapshot; made once a revision.
class SearchIndex {
 public:
  SearchIndex() = default;
  SearchIndex(const model::CaseSnapshot& snapshot, const model::Names& names);

  /// By rank, entities before exhibits, then by label; at most `most`. An empty query finds nothing.
  std::vector<Hit> find(std::string_view query, std::size_t most = 50) const;

 private:
  struct Entry {
    Hit hit;
    std::vector<std::string> texts; ///< lower case
  };
  std::vector<Entry> entries_;
};

} // namespace cuibono::app
