#pragma once
// What the impunity figures say in words, with the exhibits behind each line: one wording for the command, the window
// and the report. Names are those that may be shown.

#include <string>
#include <vector>

#include "app/masking.h"
#include "benefit/impunity.h"

namespace cuibono::app {

struct FindingLine {
  std::string text;
  std::vector<model::ExhibitId> exhibits; ///< by id; empty: none is cited
  bool supported = false;                 ///< an exhibit supports all of it
  model::EntityId entity;                 ///< whom it speaks of, besides the person it is about; may be none
};

class ImpunityWords {
 public:
  ImpunityWords(model::SnapshotPtr snapshot, model::Names names);

  /// "scapegoat review", "non-punishment review".
  static std::string title(benefit::ReviewKind kind);

  /// The reasons, then each superior with the steps that lead there.
  std::vector<FindingLine> of(const benefit::Review& review) const;

  /// What there is to look at around one official.
  std::vector<FindingLine> of(const benefit::Official& official) const;

  /// "charges follow who was named, not who profits", ... or why there is no label.
  std::string of(const benefit::Visibility& visibility) const;

  /// How the dates were moved, and how many tests there were.
  std::string method(const benefit::Collusion& collusion) const;

  /// " [E01, E10]", " [no exhibit]".
  std::string cited(const std::vector<model::ExhibitId>& exhibits) const;

 private:
  std::string reason(const benefit::Reason& reason) const;
  std::string step(const benefit::Link& link) const;
  std::string pattern(const benefit::Pattern& pattern, std::size_t inspections, bool calls) const;
  FindingLine protection(const benefit::Protection& protection) const;
  FindingLine contradiction(const benefit::Contradiction& contradiction) const;

  model::SnapshotPtr snapshot_;
  model::Names names_;
  Masking masking_;
  std::string currency_;
};

} // namespace cuibono::app
