#pragma once
// Who is protected, and the one name under which anybody may be shown.

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "model/edit.h"

namespace cuibono::model {

/// For each row of entities(), whether it is a victim: role `victim`, or protected.
std::vector<bool> victims(const CaseSnapshot& snapshot);

/// The victims that there will be once the batch is done, without carrying it out.
std::set<EntityId> victims_after(const CaseSnapshot& before, const EditBatch& batch);

/// `Pseudonyms` is the default everywhere; `Revealed` only after a reason was written to the journal.
enum class Reveal { Pseudonyms, Revealed };

/// The names of one snapshot as they may be shown. Cheap to copy; safe on any thread.
class Names {
 public:
  explicit Names(SnapshotPtr snapshot, Reveal reveal = Reveal::Pseudonyms);

  /// A victim's pseudonym (`V-07`), otherwise the name, or the key where there is none.
  std::string shown(EntityId id) const;

  bool is_victim(EntityId id) const;
  /// Whether name, aliases, birth date and notes must be kept back.
  bool is_hidden(EntityId id) const { return reveal_ == Reveal::Pseudonyms && is_victim(id); }
  Reveal reveal() const { return reveal_; }

 private:
  SnapshotPtr snapshot_;
  std::shared_ptr<const std::vector<bool>> victims_;
  Reveal reveal_;
};

/// `V-07`
std::string pseudonym_text(int number);

} // namespace cuibono::model
