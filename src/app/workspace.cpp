#include "app/workspace.h"

#include <algorithm>
#include <fmt/core.h>

#include "app/demo.h"
#include "app/words.h"
#include "store/container.h"
#include "store/network.h"

namespace cuibono::app {
namespace {

using base::Error;
using base::Result;

constexpr double kToastSeconds = 5;
constexpr double kProblemSeconds = 15;
constexpr std::size_t kMostToasts = 4;

void add_toast(Workspace& workspace, std::string text, Tone tone) {
  const double seconds = tone == Tone::Problem ? kProblemSeconds : kToastSeconds;
  workspace.toasts.push_back({std::move(text), tone, workspace.now + seconds});
  if (workspace.toasts.size() > kMostToasts) workspace.toasts.erase(workspace.toasts.begin());
}

Jobs::Failure complaining(Workspace& workspace) {
  return [&workspace](const Error& error) { complain(workspace, error); };
}

enum class Remember { Yes, No };

void sign_off(Workspace& workspace);

void take_session(Workspace& workspace, Session session, Remember remember) {
  sign_off(workspace);
  workspace.vault.close();
  workspace.derived.clear(workspace.jobs);
  clear_matching(workspace);
  workspace.session.emplace(std::move(session));
  workspace.pending_import.reset();
  if (workspace.dialog != Dialog::RecoveryCode) workspace.dialog = Dialog::None; // it must be seen
  if (workspace.session->file().is_read_only()) tell(workspace, "The case lies where nothing may be written: it is open read-only.");
  else if (store::is_on_network(workspace.session->path())) tell(workspace, sentence_case(store::kOnNetwork) + ".");
  if (remember == Remember::Yes)
    change_settings(workspace, [&](Settings& settings) { remember_case(settings, workspace.session->path()); });
}

// The journal's head is signed when work on it ends; a failure of that must not keep anybody from closing.
void sign_off(Workspace& workspace) {
  if (!workspace.session || workspace.session->file().is_read_only()) return;
  if (const auto head = workspace.session->sign(signing_key_path()); !head) complain(workspace, head.error());
}

using MakeSession = std::function<Result<Session>(base::Progress&)>;

void open_in_background(Workspace& workspace, std::string title, MakeSession make, Remember remember, Jobs::Failure failure = {}) {
  workspace.jobs.start("case", std::move(title),
                       [&workspace, make = std::move(make), remember](base::Progress& progress) -> Result<Jobs::Delivery> {
                         auto session = make(progress);
                         if (!session) return tl::unexpected(session.error());
                         auto shared = std::make_shared<Session>(std::move(*session)); // a Delivery must be copyable
                         return [&workspace, shared, remember] { take_session(workspace, std::move(*shared), remember); };
                       },
                       failure ? std::move(failure) : complaining(workspace));
}

} // namespace

Workspace::Workspace(std::filesystem::path settings, std::string who, std::function<void()> wake)
    : settings_file(std::move(settings)),
      author(std::move(who)),
      settings(load_settings(settings_file)),
      jobs(std::move(wake)) {}

void tell(Workspace& workspace, std::string text) { add_toast(workspace, std::move(text), Tone::Done); }

void complain(Workspace& workspace, const Error& error) { add_toast(workspace, sentence_case(base::sentence(error)), Tone::Problem); }

void open_case(Workspace& workspace, const std::filesystem::path& path, const std::string& passphrase) {
  const auto ask_or_complain = [&workspace, path, was_given = !passphrase.empty()](const Error& error) {
    if (error.kind != base::ErrorKind::Refused || !store::is_encrypted(path)) return complain(workspace, error);
    workspace.locked_case = path;
    workspace.dialog = Dialog::Passphrase;
    if (was_given) complain(workspace, error);
  };
  open_in_background(workspace, "Opening the case",
                     [path, passphrase, author = workspace.author](base::Progress&) {
                       return Session::open_as_can_be(path, author, utc_now, passphrase);
                     },
                     Remember::Yes, ask_or_complain);
}

void lock_case(Workspace& workspace) {
  if (!workspace.session || !workspace.session->file().is_encrypted()) return;
  workspace.locked_case = workspace.session->path();
  close_case(workspace);
  workspace.dialog = Dialog::Passphrase;
}

void open_vault(Workspace& workspace, const std::string& passphrase) {
  if (!workspace.session) return;
  const auto lock = workspace.session->file().vault_lock();
  if (!lock) return complain(workspace, lock.error());
  workspace.jobs.start("vault", "Opening the vault",
                       [&workspace, lock = *lock, passphrase](base::Progress&) -> Result<Jobs::Delivery> {
                         auto keys = store::unlock(lock, passphrase);
                         if (!keys) return tl::unexpected(keys.error());
                         return [&workspace, keys = std::move(*keys), where = lock.where] {
                           if (!workspace.session || workspace.session->path() != where) return; // another case by now
                           workspace.vault.open(keys, workspace.now);
                           tell(workspace, "The vault is open. Each identity is shown for a reason, which goes to the journal.");
                         };
                       },
                       complaining(workspace));
}

void close_vault(Workspace& workspace) {
  workspace.jobs.cancel_channel("vault");
  if (!workspace.vault.is_open()) return;
  workspace.vault.close();
  tell(workspace, "The vault is closed.");
}

void show_identity(Workspace& workspace, const std::string& reason) {
  if (!workspace.session) return;
  const auto id = workspace.session->view.selection.single();
  const auto* entity = id ? workspace.session->snapshot()->entities().find(*id) : nullptr;
  if (!entity || !workspace.session->names().is_victim(*id)) return;
  if (!workspace.vault.is_open()) return complain(workspace, {base::ErrorKind::Refused, "the vault is closed", "", "open it first"});
  const auto label = "Identity of " + workspace.session->names().shown(*id) + " shown";
  if (const auto written = workspace.session->note(label, reason); !written) return complain(workspace, written.error());
  const auto& snapshot = *workspace.session->snapshot();
  const auto shown = workspace.vault.show(*snapshot.entities().find(*id), snapshot.case_id, workspace.now);
  if (!shown) complain(workspace, shown.error());
}

void create_case(Workspace& workspace, const NewCase& wanted) {
  store::CaseFile::Settings settings;
  const auto add = [&](const char* key, const std::string& value) { if (!value.empty()) settings.emplace_back(key, value); };
  add("title", wanted.title);
  add("currency", wanted.currency);
  add("jurisdiction", wanted.jurisdiction);
  if (wanted.passphrase.empty()) {
    auto session = Session::create(wanted.path, settings, workspace.author);
    if (!session) return complain(workspace, session.error());
    take_session(workspace, std::move(*session), Remember::Yes);
    return tell(workspace, "The case is made. It is not encrypted.");
  }
  workspace.jobs.start("case", "Making the case",
                       [&workspace, wanted, settings, author = workspace.author](base::Progress&) -> Result<Jobs::Delivery> {
                         std::string code;
                         const auto made = store::CaseFile::create_encrypted(wanted.path, settings, {author, utc_now()},
                                                                             {author, wanted.passphrase, {}}, code);
                         if (!made) return tl::unexpected(made.error());
                         return [&workspace, wanted, code] {
                           workspace.recovery_code = code;
                           workspace.dialog = Dialog::RecoveryCode;
                           open_case(workspace, wanted.path, wanted.passphrase);
                         };
                       },
                       complaining(workspace));
}

void open_demo(Workspace& workspace, const std::string& name) {
  const Demo* demo = find_demo(name);
  if (!demo) return;
  open_in_background(workspace, "Opening the demonstration",
                     [demo, author = workspace.author](base::Progress& progress) {
                       return open_demo_case(*demo, data_folder(), demo_path(*demo), author, progress);
                     },
                     Remember::No);
}

void close_case(Workspace& workspace) {
  workspace.jobs.cancel_channel("import");
  workspace.jobs.cancel_channel("vault");
  workspace.vault.close();
  workspace.derived.clear(workspace.jobs);
  clear_matching(workspace);
  workspace.pending_import.reset();
  forget_sheets(workspace);
  sign_off(workspace);
  workspace.session.reset();
}

bool perform(Workspace& workspace, Result<model::EditBatch> batch) {
  if (!workspace.session) return false;
  if (!batch) {
    complain(workspace, batch.error());
    return false;
  }
  if (const auto done = workspace.session->commit(std::move(*batch)); !done) {
    complain(workspace, done.error());
    return false;
  }
  return true;
}

void undo(Workspace& workspace) {
  if (!workspace.session) return;
  const auto label = workspace.session->undo();
  if (label) tell(workspace, "Undone: " + *label);
  else complain(workspace, label.error());
}

void redo(Workspace& workspace) {
  if (!workspace.session) return;
  const auto label = workspace.session->redo();
  if (label) tell(workspace, "Done again: " + *label);
  else complain(workspace, label.error());
}

bool tick(Workspace& workspace) {
  if (workspace.now - workspace.last_input > kLockSeconds) lock_case(workspace);
  bool changed = workspace.jobs.drain();
  update_matching(workspace);
  if (workspace.vault.tick(workspace.now)) {
    tell(workspace, "The vault was not used for five minutes and is closed.");
    changed = true;
  }
  if (workspace.session) changed |= workspace.derived.update(*workspace.session, workspace.jobs, complaining(workspace));
  changed |= std::erase_if(workspace.toasts, [&](const Toast& toast) { return toast.until <= workspace.now; }) > 0;
  return changed;
}

void change_settings(Workspace& workspace, const std::function<void(Settings&)>& change) {
  const Settings before = workspace.settings;
  change(workspace.settings);
  if (workspace.settings == before) return;
  if (const auto saved = save_settings(workspace.settings, workspace.settings_file); !saved) complain(workspace, saved.error());
}

} // namespace cuibono::app
