#include "model/compare.h"

namespace cuibono::model {
namespace {

template <class Row>
void append_difference(const Table<Row>& earlier, const Table<Row>& later, std::vector<Edit>& changes) {
  auto a = earlier.begin();
  auto b = later.begin();
  while (a != earlier.end() || b != later.end()) {
    if (b == later.end() || (a != earlier.end() && a->id < b->id))
      changes.emplace_back(Change<Row>{*a++, std::nullopt});
    else if (a == earlier.end() || b->id < a->id)
      changes.emplace_back(Change<Row>{std::nullopt, *b++});
    else {
      if (*a != *b) changes.emplace_back(Change<Row>{*a, *b});
      ++a, ++b;
    }
  }
}

} // namespace

std::vector<Edit> difference(const CaseSnapshot& earlier, const CaseSnapshot& later) {
  std::vector<Edit> changes;
  for_each_table(later, [&]<class Row>(const Table<Row>& table) { append_difference(earlier.of<Row>(), table, changes); });
  return changes;
}

} // namespace cuibono::model
