#include <cstdlib>
#include <fmt/core.h>
#include <ostream>
#include <pwd.h>
#include <unistd.h>

#include "app/session.h"
#include "cli/command.h"
#include "model/handling.h"
#include "store/network.h"
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

// On paper the head of the journal says which state of the case the report is of, even if the file's end is cut off later.
base::Result<void> note_head(const store::CaseFile& file, const Reading& reading, std::uint64_t revision) {
  if (!reading.head) return {};
  const auto heads = file.heads();
  if (!heads) return tl::unexpected(heads.error());
  const store::Head* last = nullptr;
  for (const auto& head : *heads)
    if (head.revision <= revision) last = &head;
  *reading.head = fmt::format("The case at revision {} of its journal. ", revision);
  if (!last) *reading.head += "Nobody has signed it: cuibono head does.\n";
  else *reading.head += fmt::format("The last signed head, for cuibono verify --head:\n{}", store::head_to_text(*last));
  return {};
}

base::Result<model::CaseSnapshot> with_head(base::Result<model::CaseSnapshot> snapshot, const store::CaseFile& file, const Reading& reading) {
  if (!snapshot) return snapshot;
  if (const auto noted = note_head(file, reading, snapshot->revision); !noted) return tl::unexpected(noted.error());
  return snapshot;
}

void say_where(const Reading& reading, bool read_only) {
  if (!read_only && reading.remarks && store::is_on_network(reading.path)) *reading.remarks << "note: " << store::kOnNetwork << '\n';
}

base::Result<store::VaultKeys> open_vault(const store::CaseFile& file, const Reading& reading) {
  const auto own = case_passphrase(reading.path, reading.passphrases);
  if (!own) return tl::unexpected(own.error());
  const auto vault = vault_passphrase(reading.passphrases, *own);
  if (!vault) return tl::unexpected(vault.error());
  return file.open_vault(*vault);
}

// Why is written down before anything is shown.
base::Result<model::CaseSnapshot> load_with_reasons(const Reading& reading) {
  auto session = open_session(reading);
  if (!session) return tl::unexpected(session.error());
  base::Result<store::VaultKeys> keys;
  if (!reading.reveal.empty()) keys = open_vault(session->file(), reading);
  base::Result<void> written = keys ? base::Result<void>() : tl::unexpected(keys.error());
  if (written && !reading.reveal.empty()) written = session->note("Protected names shown", reading.reveal);
  if (written && !reading.handling_override.empty()) written = session->note("Handling codes overridden", reading.handling_override);
  if (!written) return tl::unexpected(written.error());
  auto snapshot = with_head(load(session->file(), reading), session->file(), reading);
  return snapshot && !reading.reveal.empty() ? store::with_identities(*snapshot, *keys) : snapshot;
}

base::Result<model::CaseSnapshot> load_read_only(const Reading& reading) {
  const auto file = open_file(reading);
  if (!file) return tl::unexpected(file.error());
  return with_head(load(*file, reading), *file, reading);
}

model::Audience audience_of(const Reading& reading) {
  return base::from_name<model::Audience>(reading.audience).value_or(model::Audience::Outside);
}

// The one place through which everything goes that is printed, drawn or written.
model::CaseSnapshot let_out(model::CaseSnapshot snapshot, const Reading& reading) {
  if (!reading.handling_override.empty()) return snapshot;
  auto released = model::released(snapshot, audience_of(reading));
  if (!released.withheld.empty() && reading.remarks)
    *reading.remarks << fmt::format("note: handling codes withhold the text of {} exhibit{}, from {} ({}) on; --handling-override REASON lets it out\n",
                                    released.withheld.size(), released.withheld.size() == 1 ? "" : "s", released.withheld.front().key,
                                    released.withheld.front().why);
  return std::move(released.snapshot);
}

} // namespace

void print_head(std::ostream& out, const Reading& reading) {
  if (reading.head && !reading.head->empty() && !reading.json && !reading.csv) out << '\n' << *reading.head;
}

base::Result<store::CaseFile> open_file(const Reading& reading, bool read_only) {
  auto passphrase = case_passphrase(reading.path, reading.passphrases);
  if (!passphrase) return tl::unexpected(passphrase.error());
  say_where(reading, read_only);
  return store::CaseFile::open(reading.path, {.read_only = read_only, .passphrase = std::move(*passphrase)});
}

base::Result<app::Session> open_session(const Reading& reading) {
  const auto passphrase = case_passphrase(reading.path, reading.passphrases);
  if (!passphrase) return tl::unexpected(passphrase.error());
  say_where(reading, false);
  return app::Session::open(reading.path, author(), app::utc_now, *passphrase);
}

void add_reading(Arguments command, Reading& reading) {
  command.add_option("CASE", reading.path, "The case file").required();
  add_passphrases(command, reading.passphrases);
  command.add_flag("--json", reading.json, "Print one JSON document");
  command.add_option("--as-of", reading.as_of, "The case as it was: a revision, or a date").type_name("WHEN");
  command.add_option("--for", reading.audience, "For whom the output is, by which handling codes withhold exhibits' text")
      .one_of({"law-enforcement", "foreign-agency", "outside"})
      .shows_default();
  command.add_option("--handling-override", reading.handling_override, "Let out what handling codes withhold, and why: the reason goes to the journal")
      .type_name("REASON");
  command.add_option("--reveal", reading.reveal, "Show protected names, and why: the reason goes to the journal").type_name("REASON");
}

void add_passphrases(Arguments command, PassphraseFiles& files) {
  command.add_option("--password-file", files.of_case, "File whose first line is the passphrase of an encrypted case");
  command.add_option("--vault-password-file", files.of_vault, "The same for the vault of protected names; else the case's passphrase");
}

void add_csv(Arguments command, Reading& reading) { command.add_flag("--csv", reading.csv, "Print CSV"); }

base::Result<OpenedCase> open_case(const Reading& reading) {
  const bool needs_reason = !reading.reveal.empty() || !reading.handling_override.empty();
  auto snapshot = needs_reason ? load_with_reasons(reading) : load_read_only(reading);
  if (!snapshot) return tl::unexpected(snapshot.error());
  const auto whole = std::make_shared<const model::CaseSnapshot>(std::move(*snapshot));
  const auto shared = std::make_shared<const model::CaseSnapshot>(let_out(*whole, reading));
  return OpenedCase{shared, model::Names(shared, reading.reveal.empty() ? model::Reveal::Pseudonyms : model::Reveal::Revealed), whole};
}

base::Result<void> check_handling(const model::Exhibit& exhibit, const Reading& reading) {
  const auto why = model::why_withheld(exhibit, audience_of(reading));
  if (why.empty() || !reading.handling_override.empty()) return {};
  return fail(ErrorKind::Refused, "the exhibit may not leave: " + why, exhibit.key,
              "ask its originator; --handling-override REASON goes to the journal");
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
