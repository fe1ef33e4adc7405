#include "app/session.h"

#include <fmt/core.h>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <unistd.h>

#include "app/masking.h"
#include "base/clock.h"
#include "store/vault.h"

namespace cuibono::app {

using base::fail;
using base::Result;
using model::BatchKind;

std::string utc_now() { return base::utc_now(); }

std::string machine_clock() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::localtime_r(&now, &parts);
  timespec since_start{};
  ::clock_gettime(CLOCK_BOOTTIME, &since_start);
  const long minutes = parts.tm_gmtoff / 60;
  return fmt::format("{}{:02}:{:02} {}.{:06}", minutes < 0 ? '-' : '+', std::abs(minutes) / 60, std::abs(minutes) % 60,
                     since_start.tv_sec, since_start.tv_nsec / 1000);
}

Session::Session(store::CaseFile file, model::CaseSnapshot snapshot, std::string author, Clock clock)
    : file_(std::move(file)),
      snapshot_(std::make_shared<const model::CaseSnapshot>(std::move(snapshot))),
      names_(snapshot_),
      author_(std::move(author)),
      clock_(std::move(clock)) {
  view.basis = benefit::default_basis(*snapshot_);
}

Result<Session> Session::loaded(store::CaseFile file, std::string author, Clock clock) {
  auto snapshot = file.load();
  if (!snapshot) return tl::unexpected(snapshot.error());
  auto headings = file.journal_headings();
  if (!headings) return tl::unexpected(headings.error());
  Session session(std::move(file), std::move(*snapshot), std::move(author), std::move(clock));
  for (const auto& record : *headings) session.history_.append(record.revision, record.batch);
  return session;
}

Result<Session> Session::create(const std::filesystem::path& path, const store::CaseFile::Settings& settings,
                                std::string author, Clock clock) {
  auto file = store::CaseFile::create(path, settings, {author, clock()});
  if (!file) return tl::unexpected(file.error());
  return loaded(std::move(*file), std::move(author), std::move(clock));
}

Result<Session> Session::open(const std::filesystem::path& path, std::string author, Clock clock,
                              const std::string& passphrase) {
  auto file = store::CaseFile::open(path, {.passphrase = passphrase});
  if (!file) return tl::unexpected(file.error());
  return loaded(std::move(*file), std::move(author), std::move(clock));
}

Result<Session> Session::open_as_can_be(const std::filesystem::path& path, std::string author, Clock clock, const std::string& passphrase) {
  const auto folder = std::filesystem::absolute(path).parent_path();
  const bool may_write = ::access(path.c_str(), W_OK) == 0 && ::access(folder.c_str(), W_OK) == 0;
  std::error_code ignored;
  if (may_write || !std::filesystem::exists(path, ignored)) return open(path, std::move(author), std::move(clock), passphrase);
  auto file = store::CaseFile::open(path, {.read_only = true, .passphrase = passphrase});
  if (!file) return tl::unexpected(file.error());
  return loaded(std::move(*file), std::move(author), std::move(clock));
}

Result<void> Session::commit(model::EditBatch batch) {
  model::give_pseudonyms(*snapshot_, batch);
  if (const auto sealed = store::seal_identities(*snapshot_, batch, file_.vault_seal_with()); !sealed) return sealed;
  return commit_as(std::move(batch), BatchKind::Edit);
}

Result<void> Session::commit_as(model::EditBatch batch, BatchKind kind) {
  if (batch.edits.empty() && kind != BatchKind::Note) return {};
  batch.kind = kind;
  batch.author = author_;
  batch.time = clock_();
  batch.clock = machine_clock();
  auto next = model::apply(*snapshot_, batch);
  if (!next) return tl::unexpected(next.error());
  if (const auto stored = file_.commit(batch, *next); !stored) return tl::unexpected(stored.error());
  snapshot_ = std::make_shared<const model::CaseSnapshot>(std::move(*next));
  names_ = model::Names(snapshot_, names_.reveal());
  history_.append(snapshot_->revision, batch);
  forget_what_is_gone();
  return {};
}

Result<void> Session::note(std::string label, std::string reason) {
  model::EditBatch batch;
  batch.label = std::move(label);
  batch.reason = std::move(reason);
  return commit_as(std::move(batch), BatchKind::Note);
}

Result<store::Head> Session::sign(const std::filesystem::path& key_file) {
  const auto signer = protect::Signer::open_or_create(key_file);
  if (!signer) return tl::unexpected(signer.error());
  return file_.sign_head(*signer, author_, clock_());
}

Result<std::string> Session::replay(const HistoryStep& step, BatchKind kind) {
  const std::string label = step.label;
  auto record = file_.journal_record(step.revision);
  if (!record) return tl::unexpected(record.error());
  auto batch = kind == BatchKind::Undo ? model::inverse(record->batch) : std::move(record->batch);
  batch.label = label;
  if (const auto done = commit_as(std::move(batch), kind); !done) return tl::unexpected(done.error());
  return Masking(*snapshot_, names_)(label);
}

Result<std::string> Session::undo() {
  if (!history_.undoable()) return fail(base::ErrorKind::Usage, "there is nothing to undo");
  return replay(*history_.undoable(), BatchKind::Undo);
}

Result<std::string> Session::redo() {
  if (!history_.redoable()) return fail(base::ErrorKind::Usage, "there is nothing to redo");
  return replay(*history_.redoable(), BatchKind::Redo);
}

std::string Session::shown_label(const HistoryStep* step) const {
  return step ? Masking(*snapshot_, names_)(step->label) : std::string();
}

std::string Session::title() const {
  const std::string title = model::setting(*snapshot_, "title");
  return Masking(*snapshot_, names_)(title.empty() ? path().stem().string() : title);
}

void Session::forget_what_is_gone() {
  Selection& selection = view.selection;
  std::erase_if(selection.entities, [&](EntityId id) { return !snapshot_->entities().find(id); });
  if (selection.tie && !snapshot_->ties().find(*selection.tie)) selection.tie.reset();
  if (selection.payment && !snapshot_->payments().find(*selection.payment)) selection.payment.reset();
  if (selection.exhibit && !snapshot_->exhibits().find(*selection.exhibit)) selection.exhibit.reset();
}

} // namespace cuibono::app
