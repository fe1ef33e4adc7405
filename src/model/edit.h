#pragma once
// What an investigator does to a case, as values: a change holds the row before and after, so that its inverse undoes it.
// One batch is one step of the journal and of undo.

#include <string>
#include <variant>
#include <vector>

#include "base/error.h"
#include "model/held.h"
#include "model/snapshot.h"

namespace cuibono::model {

/// Nothing before: the row is new. Nothing after: the row is deleted. Both have the same id.
template <class Row>
struct Change {
  Held<Row> before;
  Held<Row> after;

  bool operator==(const Change&) const = default;
};

using Edit = std::variant<Change<Setting>, Change<Exhibit>, Change<Entity>, Change<RoleFact>, Change<Tie>, Change<Payment>,
                          Change<Proceeds>, Change<Wage>, Change<Debt>, Change<Element>, Change<Indicator>, Change<Charge>,
                          Change<Asset>, Change<Custody>, Change<Disclosure>, Change<Pin>>;

/// Note: a line of the journal without edits, such as why protected names were shown; undo passes over it.
enum class BatchKind { Edit, Undo, Redo, Note };

struct EditBatch {
  std::string label;  ///< what was done, without names of protected people: "Add tie", "Import ties.csv"
  std::string author; ///< who did it
  std::string reason; ///< why; may be empty
  std::string time;   ///< UTC, ISO 8601 with seconds; stamped by the session
  BatchKind kind = BatchKind::Edit;
  std::vector<Edit> edits;
  std::string clock = {}; ///< the author's offset from UTC and seconds since the machine started: "+07:00 81234.123"
};

/// The batch that takes this one back: each change reversed, in reverse order.
EditBatch inverse(const EditBatch& batch);

/// The next snapshot (revision + 1). Refuses, and changes nothing, when a row is not as `before` says, or when a row
/// would refer to an entity or exhibit that is not there.
base::Result<CaseSnapshot> apply(const CaseSnapshot& snapshot, const EditBatch& batch);

/// `V-n` for whoever becomes protected by this batch and has no number yet: appends the changes that give it.
/// A key of the form V12 asks for its own number.
void give_pseudonyms(const CaseSnapshot& before, EditBatch& batch);

/// Everything that names `gone` names `kept` instead, ties between the two and `gone` itself go; its names become
/// aliases of `kept`. Both must exist.
EditBatch merge_entities(const CaseSnapshot& snapshot, EntityId kept, EntityId gone);

/// The entity and every row that refers to it.
EditBatch delete_entity(const CaseSnapshot& snapshot, EntityId id);

} // namespace cuibono::model
