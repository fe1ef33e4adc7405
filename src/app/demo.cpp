#include "app/demo.h"

#include <algorithm>

#include "app/settings.h"
#include "ingest/import.h"
#include "ingest/resolve.h"

namespace cuibono::app {
namespace {

namespace fs = std::filesystem;
using base::Result;

fs::path program_folder() {
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed);
  return failed ? fs::path() : program.parent_path();
}

// The nearest folder from `start` upwards that has data/cases; empty when none has.
fs::path nearest_data(fs::path start) {
  std::error_code failed;
  for (; !start.empty(); start = start.parent_path()) {
    if (fs::is_directory(start / "data" / "cases", failed)) return start / "data";
    if (start == start.parent_path()) break;
  }
  return {};
}

Result<void> import_tables(Session& session, const fs::path& folder, base::Progress& progress) {
  auto draft = ingest::read_paths({folder}, {}, progress);
  if (!draft) return tl::unexpected(draft.error());
  return session.commit(ingest::resolve(*session.snapshot(), std::move(*draft)).batch);
}

// Made aside and renamed, so that a failure leaves no half-made demonstration behind.
Result<void> make_demo_case(const Demo& demo, const fs::path& data, const fs::path& path, base::Progress& progress) {
  std::error_code failed;
  fs::create_directories(path.parent_path(), failed);
  auto unfinished = path;
  unfinished += ".making";
  fs::remove(unfinished, failed);
  {
    auto session = Session::create(unfinished, {{"title", demo.title}}, "demonstration");
    if (!session) return tl::unexpected(session.error());
    if (auto imported = import_tables(*session, data / "cases" / demo.name, progress); !imported) {
      fs::remove(unfinished, failed);
      return imported;
    }
  }
  fs::rename(unfinished, path, failed);
  if (!failed) return {};
  return base::fail(base::ErrorKind::Input, "cannot keep the demonstration case", path.string(), "check that the folder can be written to");
}

} // namespace

const std::vector<Demo>& demos() {
  static const std::vector<Demo> all{
      {"meridian-star", "F/V Meridian Star",
       "Twelve men unpaid on a fishing vessel: the drivers were convicted, and the owner stands in no registry."},
      {"larkfield", "Larkfield Garments",
       "Forty workers behind a factory and its labour agency: wages look paid, and the money leaves through a trust."}};
  return all;
}

const Demo* find_demo(const std::string& name) {
  const auto found = std::ranges::find(demos(), name, &Demo::name);
  return found == demos().end() ? nullptr : &*found;
}

fs::path data_folder() {
  if (const auto named = environment("CUIBONO_DATA"); !named.empty()) return named;
  std::error_code failed;
  const fs::path installed = program_folder().parent_path() / "share" / "cuibono";
  if (fs::is_directory(installed / "cases", failed)) return installed;
  if (const auto near = nearest_data(program_folder()); !near.empty()) return near;
  return nearest_data(fs::current_path(failed));
}

fs::path shader_folder() {
  if (const auto named = environment("CUIBONO_SHADERS"); !named.empty()) return named;
  std::error_code failed;
  const fs::path data = data_folder();
  if (fs::is_directory(data / "shaders", failed)) return data / "shaders";
  return data.parent_path() / "shaders";
}

fs::path demo_path(const Demo& demo) {
  const fs::path home = environment("XDG_DATA_HOME", environment("HOME", "/tmp") + "/.local/share");
  return home / "cuibono" / "demos" / (std::string(demo.name) + ".cuibono");
}

Result<Session> open_demo_case(const Demo& demo, const fs::path& data, const fs::path& path, const std::string& author,
                               base::Progress& progress) {
  std::error_code failed;
  if (!fs::exists(path, failed))
    if (const auto made = make_demo_case(demo, data, path, progress); !made) return tl::unexpected(made.error());
  return Session::open(path, author);
}

} // namespace cuibono::app
