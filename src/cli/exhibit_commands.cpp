#include <fmt/core.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <ostream>

#include "app/exhibits.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/output.h"
#include "ingest/resolve.h"

namespace cuibono::cli {
namespace {

using base::ErrorKind;
using base::fail;

struct ExhibitOptions {
  Reading reading;
  std::filesystem::path file, output;
  std::string id, title, kind, lineage, grade, handling, collected_on, collected_by, place, how, derived_from, reason, polarity;
  std::string custody, from, to, time; ///< one event of its custody
};

base::Result<model::Exhibit> described(const ExhibitOptions& options) {
  model::Exhibit row;
  row.key = options.id;
  row.title = options.title;
  row.kind = options.kind;
  row.lineage = options.lineage;
  row.handling = options.handling;
  row.collected_by = options.collected_by;
  row.collected_place = options.place;
  row.collected_how = options.how;
  row.derived_from = options.derived_from;
  row.file = options.file.filename().string();
  if (!options.polarity.empty()) row.polarity = *base::from_name<model::Polarity>(options.polarity);
  if (!options.grade.empty()) {
    const auto grade = ingest::parse_grade(options.grade);
    if (!grade) return fail(ErrorKind::Usage, "the grade " + options.grade + " is not one", "--grade", "write it like B2, or 5x5x5:B2");
    row.grade = *grade;
  }
  if (options.collected_on.empty()) return row;
  const auto date = base::parse_date(options.collected_on);
  if (!date) return fail(ErrorKind::Usage, options.collected_on + " is not a date", "--collected-on", "write it like 2031-05-02");
  row.collected_on = *date;
  return row;
}

Outcome take_in(const ExhibitOptions& options, const Environment& environment) {
  auto row = described(options);
  if (!row) return tl::unexpected(row.error());
  auto session = open_session(options.reading);
  if (!session) return tl::unexpected(session.error());
  // Refused before the file is copied, where it would be refused after.
  if (const auto fits = app::register_exhibit(*session->snapshot(), *row, author(), app::utc_now()); !fits) return tl::unexpected(fits.error());
  const auto taken = session->take_in(options.file);
  if (!taken) return tl::unexpected(taken.error());
  row->sha256 = taken->sha256;
  if (const auto done = session->commit(*app::register_exhibit(*session->snapshot(), *row, author(), app::utc_now())); !done)
    return tl::unexpected(done.error());
  if (options.reading.json)
    print_json(environment.out, Json{{"id", row->key}, {"sha256", taken->sha256}, {"bytes", taken->size}, {"was_there", taken->was_there}});
  else
    environment.out << fmt::format("{} is taken in: {} bytes, SHA-256 {}{}\n", row->key, taken->size, taken->sha256,
                                   taken->was_there ? "; the same file was there already and is kept once" : "");
  return 0;
}

// A copy leaves the case: written down before the file appears.
Outcome hand_out(const ExhibitOptions& options, const Environment& environment) {
  auto session = open_session(options.reading);
  if (!session) return tl::unexpected(session.error());
  const auto* exhibit = model::find_exhibit(*session->snapshot(), options.id);
  if (!exhibit || exhibit->sha256.empty())
    return fail(ErrorKind::Usage, "no file was taken in for exhibit " + options.id, "--id", "cuibono list CASE exhibits shows them");
  if (const auto may = check_handling(*exhibit, options.reading); !may) return tl::unexpected(may.error());
  if (options.reason.empty()) return fail(ErrorKind::Usage, "a copy is made for a reason", "--reason", "say why; it goes to the custody record");
  const auto beside = base::aside(options.output);
  std::ofstream copy(beside, std::ios::binary | std::ios::trunc);
  auto done = session->file().read_content(exhibit->sha256, [&](std::string_view piece) -> base::Result<void> {
    copy.write(piece.data(), static_cast<std::streamsize>(piece.size()));
    if (copy) return {};
    return fail(ErrorKind::Input, "the copy could not be written", options.output.string(), "check free space and permissions");
  });
  copy.close();
  if (done && !options.reading.handling_override.empty()) done = session->note("Handling codes overridden", options.reading.handling_override);
  if (done) {
    model::Custody event;
    event.time = app::utc_now();
    event.action = "copied";
    event.to_whom = author();
    event.purpose = options.reason;
    done = session->commit(app::record_custody(*session->snapshot(), exhibit->id, std::move(event)));
  }
  if (done) done = base::put_in_place(beside, options.output);
  std::error_code ignored;
  if (!done) std::filesystem::remove(beside, ignored);
  if (!done) return tl::unexpected(done.error());
  environment.err << "wrote " << options.output.string() << ", as it was taken in; the custody record says so\n";
  return 0;
}

// What happened to an exhibit that is in the case: handed over, opened, examined, returned.
Outcome record_custody(const ExhibitOptions& options, const Environment& environment) {
  auto session = open_session(options.reading);
  if (!session) return tl::unexpected(session.error());
  const auto* exhibit = model::find_exhibit(*session->snapshot(), options.id);
  if (!exhibit) return fail(ErrorKind::Usage, "there is no exhibit of the number " + options.id, "--id", "cuibono list CASE exhibits shows them");
  model::Custody event;
  event.time = options.time.empty() ? app::utc_now() : options.time;
  event.action = options.custody;
  event.from_whom = options.from;
  event.to_whom = options.to;
  event.place = options.place;
  event.purpose = options.reason;
  if (const auto done = session->commit(app::record_custody(*session->snapshot(), exhibit->id, std::move(event))); !done) return tl::unexpected(done.error());
  environment.err << "the custody record of " << options.id << " says so\n";
  return 0;
}

Outcome exhibit(const ExhibitOptions& options, const Environment& environment) {
  if (!options.custody.empty() && options.file.empty() && options.output.empty()) return record_custody(options, environment);
  if (options.file.empty() == options.output.empty())
    return fail(ErrorKind::Usage, "either a file is taken in, or a copy is made", "", "name the file to take in, or -o FILE for a copy");
  return options.output.empty() ? take_in(options, environment) : hand_out(options, environment);
}

Outcome disclosure(const Reading& options, const Environment& environment) {
  const auto opened = open_case(options);
  if (!opened) return tl::unexpected(opened.error());
  TextTable table{{{"id"}, {"because"}, {"cited", Side::Right}, {"relevant"}, {"effect"}, {"sensitive"}, {"reviewer"}, {"reviewed_on"}, {"title"}}, {}};
  std::size_t undecided = 0;
  for (const auto& line : app::disclosure_schedule(*opened->snapshot, app::Masking(*opened->snapshot, opened->names))) {
    undecided += !line.because.empty() && line.reviewer.empty();
    table.rows.push_back({line.key, base::join(line.because, ";"), std::to_string(line.cited), line.relevant, line.effect,
                          line.sensitive ? "yes" : "no", line.reviewer, line.reviewed_on, line.title});
  }
  print(environment.out, table, options);
  if (undecided > 0) environment.err << fmt::format("note: {} of these undermine the case or are unused, and nobody has reviewed them\n", undecided);
  return 0;
}

} // namespace

void add_exhibit_commands(Program& program) {
  auto take = add_subcommand<ExhibitOptions>(program, "exhibit", "Take an exhibit's file in unaltered, or make a copy of it", exhibit);
  auto& options = *take.options;
  add_reading(take.app, options.reading);
  take.app.add_option("FILE", options.file, "The file to take in");
  take.app.add_option("-o,--output", options.output, "Write a copy of the exhibit's file here instead");
  take.app.add_option("--reason", options.reason, "Why a copy is made");
  take.app.add_option("--id", options.id, "Exhibit number").required();
  take.app.add_option("--title", options.title, "What it is");
  take.app.add_option("--kind", options.kind, "Kind, such as bank statement");
  take.app.add_option("--lineage", options.lineage, "Original source: a repeat of one source does not corroborate");
  take.app.add_option("--grade", options.grade, "Grade in its own scheme: B2, 2C, 5x5x5:B2");
  take.app.add_option("--handling", options.handling, "Handling code");
  take.app.add_option("--polarity", options.polarity, "Whether it supports the case")
      .one_of({"supports", "contradicts", "exculpates"});
  take.app.add_option("--custody", options.custody, "Record what happened to it: handed over, opened, examined, returned; with --from, --to, --place, --reason");
  take.app.add_option("--from", options.from, "Who had it before");
  take.app.add_option("--to", options.to, "Who has it then");
  take.app.add_option("--time", options.time, "When, ISO 8601; else now");
  take.app.add_option("--collected-on", options.collected_on, "Date");
  take.app.add_option("--collected-by", options.collected_by, "Who collected it");
  take.app.add_option("--place", options.place, "Where");
  take.app.add_option("--how", options.how, "How: seized, copied, handed over, ...");
  take.app.add_option("--derived-from", options.derived_from, "Number of the exhibit that this was made from");

  auto schedule = add_report<Reading>(program, "disclosure", "What undermines the case or was not used, and who reviewed it", disclosure);
  add_reading(schedule.app, *schedule.options);
  add_csv(schedule.app, *schedule.options);
}

} // namespace cuibono::cli
