#include <cstdlib>
#include <pwd.h>
#include <unistd.h>

#include "app/session.h"
#include "cli/command.h"
#include "store/vault.h"

namespace cuibono::cli {
namespace {

using base::ErrorKind;
using base::fail;

base::Result<model::CaseSnapshot> load(const store::CaseFile& file, const Reading& reading) {
  if (reading.as_of.empty()) return file.load();
  const auto revision = revision_of(file, reading.as_of);
  if (!revision) return tl::unexpected(revision.error());
  return file.load_at(*revision);
}

// Why is written down before anything is shown.
base::Result<OpenedCase> reveal(const Reading& reading) {
  auto session = open_session(reading);
  if (!session) return tl::unexpected(session.error());
  const auto own = case_passphrase(reading.path, reading.passphrases);
  if (!own) return tl::unexpected(own.error());
  const auto vault = vault_passphrase(reading.passphrases, *own);
  if (!vault) return tl::unexpected(vault.error());
  const auto key = session->file().open_vault(*vault);
  if (!key) return tl::unexpected(key.error());
  if (const auto written = session->note("Protected names shown", reading.reveal); !written) return tl::unexpected(written.error());
  const auto snapshot = load(session->file(), reading);
  if (!snapshot) return tl::unexpected(snapshot.error());
  auto shown = store::with_identities(*snapshot, *key);
  if (!shown) return tl::unexpected(shown.error());
  const auto shared = std::make_shared<const model::CaseSnapshot>(std::move(*shown));
  return OpenedCase{shared, model::Names(shared, model::Reveal::Revealed)};
}

} // namespace

base::Result<store::CaseFile> open_file(const Reading& reading, bool read_only) {
  auto passphrase = case_passphrase(reading.path, reading.passphrases);
  if (!passphrase) return tl::unexpected(passphrase.error());
  return store::CaseFile::open(reading.path, {.read_only = read_only, .passphrase = std::move(*passphrase)});
}

base::Result<app::Session> open_session(const Reading& reading) {
  const auto passphrase = case_passphrase(reading.path, reading.passphrases);
  if (!passphrase) return tl::unexpected(passphrase.error());
  return app::Session::open(reading.path, author(), app::utc_now, *passphrase);
}

void add_reading(CLI::App& command, Reading& reading) {
  command.add_option("CASE", reading.path, "The case file")->required();
  add_passphrases(command, reading.passphrases);
  command.add_flag("--json", reading.json, "Print one JSON document");
  command.add_option("--as-of", reading.as_of, "The case as it was: a revision, or a date")->type_name("WHEN");
  command.add_option("--reveal", reading.reveal, "Show protected names, and why: the reason goes to the journal")->type_name("REASON");
}

void add_passphrases(CLI::App& command, PassphraseFiles& files) {
  command.add_option("--password-file", files.of_case, "File whose first line is the passphrase of an encrypted case");
  command.add_option("--vault-password-file", files.of_vault, "The same for the vault of protected names; else the case's passphrase");
}

void add_csv(CLI::App& command, Reading& reading) { command.add_flag("--csv", reading.csv, "Print CSV"); }

base::Result<OpenedCase> open_case(const Reading& reading) {
  if (!reading.reveal.empty()) return reveal(reading);
  const auto file = open_file(reading);
  if (!file) return tl::unexpected(file.error());
  auto snapshot = load(*file, reading);
  if (!snapshot) return tl::unexpected(snapshot.error());
  auto shared = std::make_shared<const model::CaseSnapshot>(std::move(*snapshot));
  return OpenedCase{shared, model::Names(shared)};
}

base::Result<model::EntityId> find_entity(const OpenedCase& opened, const std::string& key) {
  if (const auto* entity = model::find_entity(*opened.snapshot, key)) return entity->id;
  for (const auto& entity : opened.snapshot->entities())
    if (entity.pseudonym > 0 && model::pseudonym_text(entity.pseudonym) == key) return entity.id;
  return fail(ErrorKind::Usage, "no entity has the id " + key, "", "cuibono list CASE entities shows the ids");
}

std::string author() {
  if (const auto* user = ::getpwuid(::getuid()); user && user->pw_name && *user->pw_name) return user->pw_name;
  return "unknown";
}

} // namespace cuibono::cli
