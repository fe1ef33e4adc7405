#pragma once
// The program's state without its window: at most one open case, what is derived from it, long work, and what the user
// is being asked or told. Main thread only.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/derived.h"
#include "app/jobs.h"
#include "app/matching.h"
#include "app/session.h"
#include "app/settings.h"
#include "app/sheet_mapping.h"
#include "app/vault_session.h"
#include "ingest/import.h"
#include "ingest/resolve.h"

namespace cuibono::app {

/// What is asked of the user; one thing at a time.
enum class Dialog {
  None, Palette, OpenCase, Passphrase, NewCase, RecoveryCode, ImportFiles, MapSheets, ReviewImport, AddEntity, ChangeEntity, AddTie, ChangeTie,
  CiteExhibit, Merge, Delete, OpenVault, ShowIdentity, Shortcuts, About
};

enum class Tone { Done, Problem };

struct Toast {
  std::string text;
  Tone tone = Tone::Done;
  double until = 0; ///< seconds of Workspace::now
};

/// Read but not yet part of the case: the analyst confirms it first.
using PendingImport = ingest::Resolution;

struct Workspace {
  Workspace(std::filesystem::path settings_file, std::string author, std::function<void()> wake = {});

  std::filesystem::path settings_file;
  std::string author;
  std::filesystem::path reader;            ///< reads evidence in confined processes, see ingest/confined; empty: in this one
  Settings settings;
  std::optional<Session> session;
  Derived derived;
  std::vector<Toast> toasts;               ///< the oldest first
  Dialog dialog = Dialog::None;
  std::vector<std::filesystem::path> offered_files; ///< dropped on the window, of which the import dialog asks
  std::optional<PendingImport> pending_import;
  std::optional<PendingSheets> pending_sheets; ///< whose columns the user is asked about
  Matching matching;                       ///< who may be one and the same
  ingest::ImportOptions import_about;          ///< what was said of the files that pending_sheets came from
  std::filesystem::path locked_case;       ///< whose passphrase is asked for
  VaultSession vault;                      ///< of the case that is open; closes by itself
  std::string recovery_code;               ///< of a case just made, until it is closed by the user
  double last_input = 0;                   ///< seconds of now
  double now = 0;                          ///< seconds since the start; set by the frame loop
  bool quit = false;
  Jobs jobs;                               ///< last: its threads end before the rest goes
};

/// What a panel wants done; applied between frames.
using Action = std::function<void(Workspace&)>;

void tell(Workspace& workspace, std::string text);
/// One sentence with what went wrong, where, and what to do; stays longer.
void complain(Workspace& workspace, const base::Error& error);

/// Opens a case in the background and remembers it among the recent ones. For an encrypted one the passphrase is asked
/// for, again where it was wrong.
void open_case(Workspace& workspace, const std::filesystem::path& path, const std::string& passphrase = {});

/// An encrypted case is shut, and its passphrase asked for, after so many seconds without a key or a mouse.
inline constexpr double kLockSeconds = 15 * 60;
void lock_case(Workspace& workspace);

/// Tries the passphrase in the background. Closed again after kVaultSeconds without use, and with the case.
void open_vault(Workspace& workspace, const std::string& passphrase);
void close_vault(Workspace& workspace);

/// Writes the reason into the journal, then shows what the vault keeps of the one victim who is selected.
void show_identity(Workspace& workspace, const std::string& reason);

struct NewCase {
  std::filesystem::path path;
  std::string title, currency, jurisdiction;
  std::string passphrase; ///< empty: the case is not encrypted
};
void create_case(Workspace& workspace, const NewCase& wanted);

/// Opens a demonstration case by its name (see app/demo.h), in the background.
void open_demo(Workspace& workspace, const std::string& name);

void close_case(Workspace& workspace);

/// Asks which exhibit these files rest on, as Case, Import evidence does; one answer for all of them. Refused without a case,
/// and while something else is asked or read.
void offer_files(Workspace& workspace, const std::vector<std::filesystem::path>& paths);

/// Reads files or folders of case tables in the background; asks what the columns of sheets mean, where there are any; then
/// asks for confirmation. `about`: the exhibit that rows without one rest on; without it they support nothing.
void import_files(Workspace& workspace, const std::vector<std::filesystem::path>& paths, const ingest::ImportOptions& about = {});
void confirm_import(Workspace& workspace);

/// The sheet is read like this from now on; what would be created is worked out in the background.
void change_reading(Workspace& workspace, std::size_t sheet, SheetReading reading);
/// Whether what some sheet would create is still being worked out.
bool is_planning(const Workspace& workspace);
void forget_sheets(Workspace& workspace);
/// Turns the sheets into tables in the background, then asks for confirmation.
void import_sheets(Workspace& workspace);

/// Commits an edit, or says why not. Returns whether it was done.
bool perform(Workspace& workspace, base::Result<model::EditBatch> batch);

void undo(Workspace& workspace);
void redo(Workspace& workspace);

/// Once a frame, before drawing: finished jobs, stale values, old toasts. True if anything that shows has changed.
bool tick(Workspace& workspace);

/// Changes the settings and keeps them.
void change_settings(Workspace& workspace, const std::function<void(Settings&)>& change);

} // namespace cuibono::app
