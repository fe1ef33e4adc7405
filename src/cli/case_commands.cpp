#include <fmt/core.h>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>

#include "app/import_report.h"
#include "app/mappings.h"
#include "app/masking.h"
#include "app/match_remark.h"
#include "app/session.h"
#include "app/tables.h"
#include "app/settings.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/plan_output.h"
#include "cli/progress_line.h"
#include "ingest/exports/export_case.h"
#include "ingest/import.h"
#include "ingest/resolve.h"

namespace cuibono::cli {
namespace {

using base::ErrorKind;
using base::fail;

struct NewOptions {
  std::filesystem::path path;
  std::string title, jurisdiction;
  std::string currency = "XTS";
  bool unencrypted = false;
  PassphraseFiles passphrases;
};

Outcome new_encrypted_case(const NewOptions& options, const store::CaseFile::Settings& settings, const Environment& environment) {
  const auto passphrase = new_passphrase(options.path, options.passphrases);
  if (!passphrase) return tl::unexpected(passphrase.error());
  const auto vault = vault_passphrase(options.passphrases, *passphrase);
  if (!vault) return tl::unexpected(vault.error());
  std::string code;
  const auto created = store::CaseFile::create_encrypted(options.path, settings, {author(), app::utc_now()},
                                                         {author(), *passphrase, *vault}, code);
  if (!created) return tl::unexpected(created.error());
  environment.err << "created " << options.path.string() << ", encrypted\nrecovery code: " << code
                  << "\nWrite it on paper and lock it away: it opens case and vault, and is shown this once.\n";
  return 0;
}

Outcome new_case(const NewOptions& options, const Environment& environment) {
  store::CaseFile::Settings settings{{"currency", options.currency}};
  if (!options.title.empty()) settings.emplace_back("title", options.title);
  if (!options.jurisdiction.empty()) settings.emplace_back("jurisdiction", options.jurisdiction);
  if (!options.unencrypted) return new_encrypted_case(options, settings, environment);
  const auto created = app::Session::create(options.path, settings, author());
  if (!created) return tl::unexpected(created.error());
  environment.err << "created " << options.path.string() << " (not encrypted)\n";
  return 0;
}

struct ImportOptions {
  Reading reading;
  std::vector<std::filesystem::path> paths;
  std::string format, exhibit, lineage, grade, handling, as_of;
  std::filesystem::path mapping;
  bool dry_run = false;
  bool json = false;
};

Json report_json(const ingest::Resolution& resolution) {
  Json files = Json::array();
  for (const auto& file : resolution.files) {
    Json rejects = Json::array();
    for (const auto& reject : file.rejects) rejects.push_back({{"row", reject.row}, {"reason", reject.reason}});
    files.push_back({{"path", file.path}, {"format", file.format}, {"sha256", file.sha256}, {"rows", file.rows},
                     {"accepted", file.accepted}, {"rejected", file.rejected}, {"rejects", std::move(rejects)}});
  }
  return {{"files", std::move(files)}, {"remarks", resolution.remarks}};
}

void print_report(const Environment& environment, const ingest::Resolution& resolution) {
  TextTable table{{{"file"}, {"format"}, {"rows read", Side::Right}, {"accepted", Side::Right}, {"rejected", Side::Right}}, {}};
  std::uint64_t rows = 0, accepted = 0, rejected = 0;
  for (const auto& file : resolution.files) {
    table.rows.push_back({file.path, file.format, std::to_string(file.rows), std::to_string(file.accepted), std::to_string(file.rejected)});
    rows += file.rows, accepted += file.accepted, rejected += file.rejected;
  }
  print_table(environment.out, table);
  environment.out << fmt::format("rows read {} = accepted {} + rejected {}\n", rows, accepted, rejected);
  for (const auto& file : resolution.files)
    for (const auto& reject : file.rejects) environment.out << fmt::format("rejected: {} row {}: {}\n", file.path, reject.row, reject.reason);
  for (const auto& remark : resolution.remarks) environment.err << "note: " << remark << '\n';
}

// The case as the import leaves it, or would leave it.
base::Result<model::SnapshotPtr> after_import(const app::Session& session, const ingest::Resolution& resolution, bool dry_run) {
  if (!dry_run) return session.snapshot();
  return model::apply(*session.snapshot(), resolution.batch).map([](model::CaseSnapshot&& snapshot) -> model::SnapshotPtr {
    return std::make_shared<const model::CaseSnapshot>(std::move(snapshot));
  });
}

struct Prepared {
  ingest::Resolution resolution;
  ingest::Plan plan; ///< of a dry run
};

// What the files say is let go when it is resolved: of a large import it is as large as the case.
base::Result<Prepared> resolve_files(const ImportOptions& options, const model::CaseSnapshot& snapshot, const Environment& environment) {
  const auto about = app::import_options({options.exhibit, options.lineage, options.grade, options.handling});
  if (!about) return tl::unexpected(about.error());
  std::optional<ingest::Mapping> named;
  if (!options.mapping.empty()) {
    auto loaded = ingest::load_mapping(options.mapping);
    if (!loaded) return tl::unexpected(loaded.error());
    named = std::move(*loaded);
  }
  const auto saved = app::saved_mappings();
  ingest::ReadOptions reading;
  reading.mapping = named ? &*named : nullptr;
  reading.saved = &saved.mappings;
  reading.keep_sheets = options.dry_run;
  if (!options.as_of.empty()) {
    const auto date = base::parse_date(options.as_of);
    if (!date) return fail(ErrorKind::Usage, "the date " + options.as_of + " is not one", "--as-of", "write it like 2031-05-31");
    reading.as_of = *date;
  }
  base::Progress progress;
  const ProgressLine line(environment.err, "Reading", progress);
  auto draft = ingest::read_paths(options.paths, options.format, progress, reading, environment.reader);
  if (!draft) return tl::unexpected(draft.error());
  draft->remarks.insert(draft->remarks.end(), saved.remarks.begin(), saved.remarks.end());
  Prepared prepared;
  if (options.dry_run) {
    prepared.plan = ingest::plan_of(*draft, reading.mapping, saved.mappings);
    if (const auto read = ingest::read_sheets(*draft, reading); !read) return tl::unexpected(read.error());
  }
  prepared.resolution = ingest::resolve(snapshot, std::move(*draft), *about);
  return prepared;
}

Outcome import(const ImportOptions& options, const Environment& environment) {
  auto session = open_session(options.reading);
  if (!session) return tl::unexpected(session.error());
  auto prepared = resolve_files(options, *session->snapshot(), environment);
  if (!prepared) return tl::unexpected(prepared.error());
  auto* resolution = &prepared->resolution;
  const auto first_new = session->snapshot()->entities().next_id();
  if (!options.dry_run) {
    if (const auto done = session->commit(std::move(resolution->batch)); !done) return tl::unexpected(done.error());
    if (const auto head = session->sign(app::signing_key_path()); !head)
      environment.err << "note: the journal is not signed: " << base::sentence(head.error()) << '\n';
  }
  const auto after = after_import(*session, *resolution, options.dry_run);
  if (!after) return tl::unexpected(after.error());
  if (auto remark = app::match_remark(**after, first_new); !remark.empty()) resolution->remarks.push_back(std::move(remark));
  app::hide_names(*resolution, *after);
  auto report = report_json(*resolution);
  if (!prepared->plan.empty()) report["plan"] = plan_json(prepared->plan);
  if (options.json) print_json(environment.out, report);
  else print_plan(environment.out, prepared->plan), print_report(environment, *resolution);
  if (options.dry_run) environment.err << "nothing was changed: this was a dry run\n";
  return 0;
}

struct ExportOptions {
  Reading reading;
  std::filesystem::path target;
  std::string format;
};

Outcome export_case(const ExportOptions& options, const Environment& environment) {
  const auto opened = open_case(options.reading);
  if (!opened) return tl::unexpected(opened.error());
  const auto exported = ingest::export_case({*opened->snapshot, opened->names, app::Masking(*opened->snapshot, opened->names)},
                                            options.target, options.format);
  if (!exported) return tl::unexpected(exported.error());
  if (options.reading.json)
    print_json(environment.out, {{"path", options.target.string()}, {"format", exported->format}, {"bytes", exported->bytes},
                                 {"losses", exported->losses}});
  for (const auto& loss : exported->losses) environment.err << "note: " << loss << '\n';
  if (exported->format == "case-tables") environment.err << "wrote the case tables to " << options.target.string() << '\n';
  else environment.err << "wrote " << options.target.string() << " (" << exported->format << ")\n";
  return 0;
}

struct ListOptions {
  Reading reading;
  std::string what;
};

std::string shown_key(const OpenedCase& opened, model::EntityId id) { return key_of(*opened.snapshot, id); }

std::string roles_of(const OpenedCase& opened, model::EntityId id) {
  std::vector<std::string> roles;
  for (const auto& role : opened.snapshot->roles())
    if (role.entity == id) roles.push_back(role.role == model::Role::Other ? role.label : std::string(base::name_of(role.role)));
  return base::join(roles, ";");
}

TextTable entities_table(const OpenedCase& opened, const app::Tables& tables) {
  TextTable table{{{"id"}, {"kind"}, {"name"}, {"roles"}, {"ties", Side::Right}, {"received", Side::Right}}, {}};
  for (const auto& row : tables.entities)
    table.rows.push_back({shown_key(opened, row.id), std::string(base::name_of(row.kind)), row.name, roles_of(opened, row.id), std::to_string(row.ties),
                          base::format_money(row.received)});
  return table;
}

TextTable ties_table(const OpenedCase& opened, const app::Tables& tables) {
  TextTable table{{{"source"}, {"type"}, {"target"}, {"when"}, {"exhibits"}, {"probability", Side::Right}, {"supported"}}, {}};
  for (const auto& row : tables.ties) {
    std::vector<model::ExhibitId> cited;
    for (const auto& citation : opened.snapshot->ties().find(row.id)->citations) cited.push_back(citation.exhibit);
    std::vector<std::string> keys = exhibit_keys(*opened.snapshot, cited);
    table.rows.push_back({shown_key(opened, row.source_id), std::string(base::name_of(row.type)), shown_key(opened, row.target_id), row.when,
                          base::join(keys, ";"), fmt::format("{:.2f}", row.probability), row.supported ? "yes" : "no"});
  }
  return table;
}

TextTable payments_table(const OpenedCase& opened, const app::Tables& tables) {
  TextTable table{{{"id"}, {"date"}, {"payer"}, {"payee"}, {"amount", Side::Right}, {"currency"}, {"class"}, {"exhibits"}, {"supported"}}, {}};
  for (const auto& row : tables.payments) {
    const auto& payment = *opened.snapshot->payments().find(row.id);
    std::vector<model::ExhibitId> cited;
    for (const auto& citation : payment.citations) cited.push_back(citation.exhibit);
    std::vector<std::string> keys = exhibit_keys(*opened.snapshot, cited);
    table.rows.push_back({payment.key, base::format_date(row.date), shown_key(opened, payment.payer), shown_key(opened, payment.payee),
                          base::format_money(row.amount), row.currency, std::string(base::name_of(row.payment_class)), base::join(keys, ";"),
                          row.supported ? "yes" : "no"});
  }
  return table;
}

TextTable exhibits_table(const OpenedCase& opened) {
  const app::Masking masked(*opened.snapshot, opened.names);
  TextTable table{{{"id"}, {"grade"}, {"lineage"}, {"polarity"}, {"handling"}, {"kind"}, {"title"}}, {}};
  for (const auto& exhibit : opened.snapshot->exhibits()) {
    std::string grade;
    for (const char axis : {exhibit.grade.reliability, exhibit.grade.credibility})
      if (axis != 0) grade += axis;
    table.rows.push_back({exhibit.key, grade, masked(exhibit.lineage), std::string(base::name_of(exhibit.polarity)), masked(exhibit.handling), masked(exhibit.kind),
                          exhibit.declared ? masked(exhibit.title) : "cited, but nothing describes it"});
  }
  return table;
}

Outcome list(const ListOptions& options, const Environment& environment) {
  const auto opened = open_case(options.reading);
  if (!opened) return tl::unexpected(opened.error());
  const auto tables = app::build_tables(*opened->snapshot, opened->names, {});
  const auto table = options.what == "entities"   ? entities_table(*opened, tables)
                     : options.what == "ties"     ? ties_table(*opened, tables)
                     : options.what == "payments" ? payments_table(*opened, tables)
                                                  : exhibits_table(*opened);
  print(environment.out, table, options.reading);
  return 0;
}

struct VerifyOptions {
  Reading reading;
  std::filesystem::path head;
};

base::Result<void> check_against_paper(const store::CaseFile& file, const std::filesystem::path& path) {
  const auto text = base::read_file(path, 1 << 20);
  if (!text) return tl::unexpected(text.error());
  const auto head = store::head_from_text(*text);
  if (!head) return tl::unexpected(head.error());
  return file.check_head(*head);
}

Outcome verify(const VerifyOptions& verify_options, const Environment& environment) {
  const Reading& options = verify_options.reading;
  const auto file = open_file(options);
  if (!file) return tl::unexpected(file.error());
  auto holds = file->verify();
  if (holds && !verify_options.head.empty()) holds = check_against_paper(*file, verify_options.head);
  if (options.json)
    print_json(environment.out, {{"holds", holds.has_value()}, {"failure", holds ? Json(nullptr) : Json(base::sentence(holds.error()))}});
  else if (holds)
    environment.out << "everything holds: the database, the journal's chain, and the rows that the journal makes\n";
  if (!holds && !options.json) environment.err << "cuibono: " << base::sentence(holds.error()) << '\n';
  return holds ? 0 : 1;
}

} // namespace

void add_case_commands(Program& program) {
  auto create = add_subcommand<NewOptions>(program, "new", "Make an empty case; never overwrites", new_case);
  create.app.add_option("CASE", create.options->path, "The case file to make").required();
  create.app.add_option("--title", create.options->title, "Title of the case; else what the first import says");
  create.app.add_option("--currency", create.options->currency, "ISO 4217 code").shows_default();
  create.app.add_option("--jurisdiction", create.options->jurisdiction, "Whose law applies");
  create.app.add_flag("--unencrypted", create.options->unencrypted, "Do not encrypt: for demonstration and training data only");
  add_passphrases(create.app, create.options->passphrases);

  auto take = add_subcommand<ImportOptions>(program, "import", "Read files, or a folder of case tables, into a case", import);
  take.app.add_option("CASE", take.options->reading.path, "The case file").required();
  add_passphrases(take.app, take.options->reading.passphrases);
  take.app.add_option("PATH", take.options->paths, "Files or folders").required();
  take.app.add_option("--as", take.options->format, "Format; else found from the content. See cuibono formats");
  take.app.add_option("--exhibit", take.options->exhibit, "Exhibit that rows without one rest on");
  take.app.add_option("--lineage", take.options->lineage, "Original source of that exhibit");
  take.app.add_option("--grade", take.options->grade, "Grade of that exhibit, such as B2");
  take.app.add_option("--handling", take.options->handling, "Handling code of that exhibit");
  take.app.add_option("--mapping", take.options->mapping, "What the columns mean: a file made by cuibono mapping");
  take.app.add_option("--as-of", take.options->as_of, "Statements of a register as they stood on that day; else the latest").type_name("DATE");
  take.app.add_flag("--dry-run", take.options->dry_run, "Say what would be done, and do nothing");
  take.app.add_flag("--json", take.options->json, "Print one JSON document");

  auto give = add_subcommand<ExportOptions>(program, "export", "Write the case for other programs; victims under pseudonyms", export_case);
  add_reading(give.app, give.options->reading);
  give.app.add_option("-o,--output", give.options->target, "File to write, or folder of case tables").required();
  give.app.add_option("--as", give.options->format, "Format; else by the file's extension, and case tables without one. See cuibono formats");

  auto show = add_subcommand<ListOptions>(program, "list", "Tables of what the case holds", list);
  add_reading(show.app, show.options->reading);
  add_csv(show.app, show.options->reading);
  show.app.add_option("WHAT", show.options->what, "entities, ties, payments or exhibits")
      .required()
      .one_of({"entities", "ties", "payments", "exhibits"});

  auto check = add_subcommand<VerifyOptions>(program, "verify", "Check the database, the journal's chain and the rows; exit 0 only if all hold", verify);
  check.app.add_option("CASE", check.options->reading.path, "The case file").required();
  add_passphrases(check.app, check.options->reading.passphrases);
  check.app.add_flag("--json", check.options->reading.json, "Print one JSON document");
  check.app.add_option("--head", check.options->head, "Also hold the journal against a signed head that was kept elsewhere");
}

} // namespace cuibono::cli
