#pragma once
// Who is who in the window: looking for proposals in the background, and what a person decides of them. Main thread only.

#include <optional>
#include <string>

#include "app/who_is_who.h"

namespace cuibono::app {

struct Workspace;

/// What the window of that name shows; in the workspace.
struct Matching {
  bool is_open = false;
  std::optional<WhoIsWho> found; ///< of the revision it names; older ones stay until the next is there
  std::uint64_t asked = 0;       ///< revision that was last looked for, at work or done
  std::string problem;           ///< why the last look failed, a sentence
};

void open_who_is_who(Workspace& workspace);

/// Compares the records of the case in the background.
void look_who_is_who(Workspace& workspace);

/// Whether it is looked anew by itself after each change: not in a large case, where that takes a minute of a processor.
bool looks_by_itself(const Workspace& workspace);

/// Once a frame: looks where the window is open and the case has changed.
void update_matching(Workspace& workspace);

/// Everything forgotten, as before another case is opened.
void clear_matching(Workspace& workspace);

/// What a person decides, each one step of the journal with its reason; done by the functions that `cuibono match` uses.
/// Complain where there is no reason or it cannot be done; return whether it was.
bool merge_records(Workspace& workspace, model::EntityId lead, model::EntityId other, const std::string& reason);
bool split_record(Workspace& workspace, const std::string& key, const std::string& reason);
bool keep_apart(Workspace& workspace, model::EntityId one, model::EntityId other, const std::string& reason);
bool propose_again(Workspace& workspace, model::EntityId one, model::EntityId other, const std::string& reason);

} // namespace cuibono::app
