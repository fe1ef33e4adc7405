#pragma once
// One open case: its file, its present snapshot, and what the views of it share. Every change goes through commit, which
// is on disk when it returns. Owned by the workspace; one thread at a time.

#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "app/history.h"
#include "app/view_state.h"
#include "model/people.h"
#include "store/case_file.h"

namespace cuibono::app {

/// Seconds-precise UTC time, ISO 8601.
using Clock = std::function<std::string()>;
std::string utc_now();

/// "+07:00 81234.123456": this machine's offset from UTC, and seconds since it started, which no clock can be set back by.
std::string machine_clock();

class Session {
 public:
  static base::Result<Session> create(const std::filesystem::path& path, const store::CaseFile::Settings& settings,
                                      std::string author, Clock clock = utc_now);
  static base::Result<Session> open(const std::filesystem::path& path, std::string author, Clock clock = utc_now,
                                    const std::string& passphrase = {});
  /// The same, but read-only where file or folder may not be written to; see store::CaseFile::is_read_only.
  static base::Result<Session> open_as_can_be(const std::filesystem::path& path, std::string author, Clock clock = utc_now,
                                              const std::string& passphrase = {});

  /// Gives pseudonyms, stamps author and time, applies, stores. A batch without edits does nothing. On failure nothing
  /// has changed.
  base::Result<void> commit(model::EditBatch batch);

  /// Writes a line into the journal that changes nothing: what was done, and why.
  base::Result<void> note(std::string label, std::string reason);

  /// Keeps an exhibit's file as it is; the exhibit that names it is an edit of its own.
  base::Result<store::TakenIn> take_in(const std::filesystem::path& file) { return file_.take_in(file); }

  /// Vouches with the user's key for the journal as it stands; a head that this key has signed already is left.
  base::Result<store::Head> sign(const std::filesystem::path& key_file);

  /// Takes the last edit back, or repeats the last that was taken back; returns its label.
  base::Result<std::string> undo();
  base::Result<std::string> redo();

  /// Labels of what undo and redo would act on; empty when there is nothing.
  std::string undo_label() const { return shown_label(history_.undoable()); }
  std::string redo_label() const { return shown_label(history_.redoable()); }

  const std::filesystem::path& path() const { return file_.path(); }
  const std::string& author() const { return author_; }
  const model::SnapshotPtr& snapshot() const { return snapshot_; }
  const model::Names& names() const { return names_; }
  const store::CaseFile& file() const { return file_; }

  /// The case's title, or its file's name where it has none. A protected name in it gives way to the pseudonym.
  std::string title() const;

  ViewState view; ///< of all panels; any of them may change it through an action

 private:
  Session(store::CaseFile file, model::CaseSnapshot snapshot, std::string author, Clock clock);
  static base::Result<Session> loaded(store::CaseFile file, std::string author, Clock clock);
  base::Result<void> commit_as(model::EditBatch batch, model::BatchKind kind);
  base::Result<std::string> replay(const HistoryStep& step, model::BatchKind kind);
  /// A file's name in it may be a victim's.
  std::string shown_label(const HistoryStep* step) const;
  void forget_what_is_gone();

  store::CaseFile file_;
  model::SnapshotPtr snapshot_;
  model::Names names_;
  std::string author_;
  Clock clock_;
  History history_;
};

} // namespace cuibono::app
