// What the user waits for, in a release build: opening a case, one edit, one import. Each line is one JSON object with
// the median of several rounds. tools/bench runs it on cases of a stated size, beside sqlite3.
//   bench_case edit CASE      adds and undoes an entity, a tie and a note in CASE, 20 times each
//   bench_case import FOLDER|FILE CASE [confined]   makes CASE and imports into it; confined: each file read by a process of its own
//   bench_case view CASE      what the window makes anew after each edit, on its own thread

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "app/edits.h"
#include "app/masking.h"
#include "app/search.h"
#include "app/session.h"
#include "app/tables.h"
#include "ingest/confined/reader.h"
#include "ingest/import.h"
#include "ingest/resolve.h"
#include "scene/chart.h"

namespace cuibono {
namespace {

using base::Result;

constexpr int kRounds = 20;

double seconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

int fail_with(const base::Error& error) {
  std::fprintf(stderr, "bench_case: %s\n", base::sentence(error).c_str());
  return base::exit_code(error.kind);
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

// Median and worst, in milliseconds.
Result<void> time_edit(const char* name, app::Session& session, const std::function<Result<void>()>& edit) {
  std::vector<double> times;
  Result<void> done;
  for (int i = 0; i < kRounds && done; ++i) {
    times.push_back(seconds([&] { done = edit(); }));
    if (done && std::string(name) != "note") done = session.undo().map([](auto&&) {});
  }
  if (done)
    std::printf("{\"edit\":\"%s\",\"median_ms\":%.1f,\"worst_ms\":%.1f}\n", name, 1e3 * median(times),
                1e3 * *std::ranges::max_element(times));
  return done;
}

int edit(const std::filesystem::path& path) {
  Result<app::Session> session = base::fail(base::ErrorKind::Internal, "not opened");
  std::printf("{\"open_s\":%.2f}\n", seconds([&] { session = app::Session::open(path, "bench"); }));
  if (!session) return fail_with(session.error());
  const auto commit = [&](Result<model::EditBatch> batch) -> Result<void> {
    return batch ? session->commit(std::move(*batch)) : tl::unexpected(batch.error());
  };
  auto done = time_edit("entity", *session, [&] {
    model::Entity row;
    row.key = "BENCH";
    row.name = "Somebody new";
    return commit(app::add_entity(*session->snapshot(), row));
  });
  if (done)
    done = time_edit("tie", *session, [&] {
      model::Tie row;
      row.type = model::TieType::Calls;
      row.source = {1};
      row.target = {2};
      return commit(app::add_tie(*session->snapshot(), row));
    });
  if (done) done = time_edit("note", *session, [&] { return session->note("Measured", "to know how long it takes"); });
  return done ? 0 : fail_with(done.error());
}

int import(const std::filesystem::path& from, const std::filesystem::path& path, const std::filesystem::path& reader) {
  auto session = app::Session::create(path, {}, "bench");
  if (!session) return fail_with(session.error());
  base::Progress progress;
  Result<void> done;
  const double time = seconds([&] {
    const auto draft = ingest::read_paths({from}, "", progress, {}, reader);
    done = draft ? session->commit(std::move(ingest::resolve(*session->snapshot(), *draft, {}).batch))
                 : tl::unexpected(draft.error());
  });
  if (!done) return fail_with(done.error());
  const auto rows = session->snapshot()->entities().size() + session->snapshot()->ties().size() +
                    session->snapshot()->payments().size();
  std::printf("{\"import_s\":%.2f,\"rows\":%zu,\"rows_per_s\":%.0f}\n", time, rows, static_cast<double>(rows) / time);
  return 0;
}

int view(const std::filesystem::path& path) {
  const auto session = app::Session::open(path, "bench");
  if (!session) return fail_with(session.error());
  const auto& snapshot = *session->snapshot();
  const auto& names = session->names();
  const auto line = [](const char* what, const std::function<void()>& work) {
    std::vector<double> times;
    for (int i = 0; i < kRounds; ++i) times.push_back(seconds(work));
    std::printf("{\"view\":\"%s\",\"median_ms\":%.1f}\n", what, 1e3 * median(times));
  };
  app::Tables tables;
  line("masks", [&] { app::Masking made(snapshot, names); });
  line("search index", [&] { app::SearchIndex made(snapshot, names); });
  line("tables", [&] { tables = app::build_tables(snapshot, names, {}); });
  line("counts", [&] { app::count_rows(snapshot, names, tables); });
  line("chart", [&] { scene::build_chart(session->snapshot(), names); });
  return 0;
}

} // namespace
} // namespace cuibono

int main(int argc, char** argv) {
  if (argc == 2 && argv[1] == cuibono::ingest::confined::kReaderArgument) cuibono::ingest::confined::run_reader();
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() == 2 && arguments[0] == "edit") return cuibono::edit(arguments[1]);
  if (arguments.size() == 3 && arguments[0] == "import") return cuibono::import(arguments[1], arguments[2], {});
  if (arguments.size() == 4 && arguments[0] == "import" && arguments[3] == "confined")
    return cuibono::import(arguments[1], arguments[2], std::filesystem::read_symlink("/proc/self/exe"));
  if (arguments.size() == 2 && arguments[0] == "view") return cuibono::view(arguments[1]);
  std::fputs("usage: bench_case edit CASE | view CASE | bench_case import FILE CASE [confined]\n", stderr);
  return 2;
}
