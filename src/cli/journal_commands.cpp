#include <fmt/core.h>
#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <ostream>

#include "app/masking.h"
#include "app/session.h"
#include "app/settings.h"
#include "base/file.h"
#include "cli/command.h"
#include "cli/output.h"
#include "base/text.h"
#include "model/compare.h"
#include "model/fields.h"

namespace cuibono::cli {
namespace {

using base::fail;
using base::Result;

struct JournalOptions {
  Reading reading;
};

// Labels and reasons are free text: names in them give way to pseudonyms like any other.
Outcome journal(const JournalOptions& options, const Environment& environment) {
  const auto opened = open_case(options.reading);
  if (!opened) return tl::unexpected(opened.error());
  const auto file = open_file(options.reading);
  if (!file) return tl::unexpected(file.error());
  const auto records = file->journal_headings();
  if (!records) return tl::unexpected(records.error());
  const app::Masking masked(*opened->snapshot, opened->names);
  TextTable table{{{"revision", Side::Right}, {"time"}, {"clock"}, {"author"}, {"kind"}, {"label"}, {"reason"}, {"hash"}}, {}};
  constexpr std::string_view kKinds[]{"edit", "undo", "redo", "note"};
  for (const auto& record : *records) {
    const auto hash = options.reading.json || options.reading.csv ? record.hash : record.hash.substr(0, 12);
    table.rows.push_back({std::to_string(record.revision), record.batch.time, record.batch.clock, record.batch.author,
                          std::string(kKinds[static_cast<std::size_t>(record.batch.kind)]), masked(record.batch.label),
                          masked(record.batch.reason), hash});
  }
  print(environment.out, table, options.reading);
  return 0;
}

struct CompareOptions {
  Reading reading;
  std::string from, to;
};

template <class Row>
std::string name_of_row(const Row& row, const model::CaseSnapshot& snapshot) {
  if constexpr (requires { row.key; }) {
    if (!row.key.empty()) return row.key;
  }
  std::string name;
  model::fields(row, [&](const char*, const auto& member) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, model::EntityId>)
      if (const auto* entity = snapshot.entities().find(member)) name += (name.empty() ? "" : " ") + entity->key;
  });
  return name.empty() ? "row " + std::to_string(row.id.value) : name;
}

// The columns of a changed row that are no longer what they were; never their values, which may be protected.
template <class Row>
std::string changed_columns(const model::Change<Row>& change) {
  std::vector<std::string> before, columns;
  std::vector<bool> differs;
  model::fields(*change.before, [&]<class T>(std::string_view name, const T& value) {
    model::fields(*change.after, [&]<class U>(std::string_view other, const U& later) {
      if constexpr (std::is_same_v<T, U>)
        if (name == other && !(value == later)) columns.emplace_back(name);
    });
  });
  return base::join(columns, ";");
}

TextTable changes_table(const std::vector<model::Edit>& changes, const model::CaseSnapshot& earlier,
                        const model::CaseSnapshot& later) {
  TextTable table{{{"table"}, {"change"}, {"row"}, {"columns"}}, {}};
  for (const auto& edit : changes)
    std::visit(
        [&]<class Row>(const model::Change<Row>& change) {
          const char* what = !change.before ? "added" : !change.after ? "deleted" : "changed";
          const auto name = change.after ? name_of_row(*change.after, later) : name_of_row(*change.before, earlier);
          table.rows.push_back({Row::kTable, what, name, change.before && change.after ? changed_columns(change) : ""});
        },
        edit);
  return table;
}

Outcome compare(const CompareOptions& options, const Environment& environment) {
  const auto file = open_file(options.reading);
  if (!file) return tl::unexpected(file.error());
  const auto from = revision_of(*file, options.from);
  if (!from) return tl::unexpected(from.error());
  const auto earlier = file->load_at(*from);
  if (!earlier) return tl::unexpected(earlier.error());
  const auto to = options.to.empty() ? Result<std::uint64_t>(0) : revision_of(*file, options.to);
  if (!to) return tl::unexpected(to.error());
  const auto later = options.to.empty() ? file->load() : file->load_at(*to);
  if (!later) return tl::unexpected(later.error());
  const auto changes = model::difference(*earlier, *later);
  print(environment.out, changes_table(changes, *earlier, *later), options.reading);
  environment.err << fmt::format("{} rows differ between revisions {} and {}\n", changes.size(), earlier->revision,
                                 later->revision);
  return 0;
}

struct HeadOptions {
  Reading reading;
  std::filesystem::path target;
};

Json head_json(const store::Head& head) {
  return {{"revision", head.revision}, {"hash", head.hash},           {"time", head.time},
          {"signer", head.signer},     {"public_key", head.public_key}, {"signature", head.signature}};
}

Outcome head(const HeadOptions& options, const Environment& environment) {
  auto session = open_session(options.reading);
  if (!session) return tl::unexpected(session.error());
  const auto signed_head = session->sign(app::signing_key_path());
  if (!signed_head) return tl::unexpected(signed_head.error());
  if (!options.target.empty())
    if (const auto written = base::write_file(options.target, store::head_to_text(*signed_head)); !written)
      return tl::unexpected(written.error());
  if (options.reading.json) print_json(environment.out, head_json(*signed_head));
  else environment.out << store::head_to_text(*signed_head);
  return 0;
}

struct TimestampOptions {
  Reading reading;
  std::filesystem::path request, answer;
};

Outcome list_timestamps(const store::CaseFile& file, const TimestampOptions& options, const Environment& environment) {
  const auto stamps = file.timestamps();
  if (!stamps) return tl::unexpected(stamps.error());
  TextTable table{{{"revision", Side::Right}, {"time"}, {"authority"}}, {}};
  for (const auto& stamp : *stamps) table.rows.push_back({std::to_string(stamp.revision), stamp.time, stamp.authority});
  print(environment.out, table, options.reading);
  return 0;
}

Outcome timestamp(const TimestampOptions& options, const Environment& environment) {
  auto file = open_file(options.reading, options.answer.empty());
  if (!file) return tl::unexpected(file.error());
  if (!options.request.empty()) {
    const auto request = file->timestamp_request();
    if (!request) return tl::unexpected(request.error());
    const auto written = base::write_file(options.request, *request);
    if (!written) return tl::unexpected(written.error());
    environment.err << "wrote " << options.request.string()
                    << "; give it to a time-stamping authority, and keep its answer with --answer\n";
    return 0;
  }
  if (options.answer.empty()) return list_timestamps(*file, options, environment);
  const auto answer = base::read_file(options.answer, 1 << 20);
  if (!answer) return tl::unexpected(answer.error());
  const auto time = file->keep_timestamp(*answer);
  if (!time) return tl::unexpected(time.error());
  environment.err << "kept the answer: the journal was there on " << *time << '\n';
  return 0;
}

} // namespace

Result<std::uint64_t> revision_of(const store::CaseFile& file, const std::string& when) {
  std::uint64_t number = 0;
  const auto [end, wrong] = std::from_chars(when.data(), when.data() + when.size(), number);
  const bool is_year = when.size() == 4; // "2031" is a year: no journal is read by its 2,031st record
  if (wrong == std::errc{} && end == when.data() + when.size() && !is_year) return number;
  if (!base::parse_date(std::string_view(when).substr(0, 10)))
    return fail(base::ErrorKind::Usage, "`" + when + "` is neither a revision nor a date", "", "write it like 17 or 2031-05-02");
  return file.revision_at(when);
}

void add_journal_commands(Program& program) {
  auto list = add_subcommand<JournalOptions>(program, "journal", "Every change: who, when, what and why", journal);
  add_reading(list.app, list.options->reading);
  add_csv(list.app, list.options->reading);

  auto differ = add_subcommand<CompareOptions>(program, "compare", "Which rows differ between two revisions", compare);
  add_reading(differ.app, differ.options->reading);
  add_csv(differ.app, differ.options->reading);
  differ.app.add_option("--from", differ.options->from, "Revision or date").required();
  differ.app.add_option("--to", differ.options->to, "Revision or date; else now");

  auto vouch = add_subcommand<HeadOptions>(program, "head", "Sign the journal as it stands and print the signed head", head);
  add_reading(vouch.app, vouch.options->reading);
  vouch.app.add_option("-o,--output", vouch.options->target, "File to write, for verify --head");

  auto stamp = add_subcommand<TimestampOptions>(
      program, "timestamp", "Ask a time-stamping authority (RFC 3161) about the journal, and keep its answer", timestamp);
  add_reading(stamp.app, stamp.options->reading);
  add_csv(stamp.app, stamp.options->reading);
  const auto request = stamp.app.add_option("--request", stamp.options->request, "Write the request to this file");
  stamp.app.add_option("--answer", stamp.options->answer, "Keep the authority's answer in this file").excludes(request);
}

} // namespace cuibono::cli
