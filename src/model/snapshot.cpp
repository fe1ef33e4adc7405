#include "model/snapshot.h"

namespace cuibono::model {
namespace {

template <class Row>
const Row* find_by_key(const Table<Row>& table, std::string_view key) {
  for (const Row& row : table)
    if (row.key == key) return &row;
  return nullptr;
}

} // namespace

std::string setting(const CaseSnapshot& snapshot, std::string_view key) {
  const auto* found = find_by_key(snapshot.of<Setting>(), key);
  return found ? found->value : std::string();
}

const Entity* find_entity(const CaseSnapshot& snapshot, std::string_view key) { return find_by_key(snapshot.entities(), key); }
const Exhibit* find_exhibit(const CaseSnapshot& snapshot, std::string_view key) { return find_by_key(snapshot.exhibits(), key); }

} // namespace cuibono::model
