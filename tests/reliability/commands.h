#pragma once
// What users do to a case, each as a function of its path; and how long the tests go on (CB_LONG=1: the long form).

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "../app/support.h"
#include "app/edits.h"
#include "app/session.h"

namespace cuibono::reliability {

namespace fs = std::filesystem;
using store::CaseFile;

inline bool is_long() { return std::getenv("CB_LONG") != nullptr; }
inline int rounds(int brief, int in_full) { return is_long() ? in_full : brief; }

inline std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}
inline void put(const fs::path& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

/// The case as it was, and nothing beside it but the exhibit's file.
inline void put_back(const fs::path& path, const std::string& original) {
  for (const auto& entry : fs::directory_iterator(path.parent_path()))
    if (entry.path().filename() != path.filename().string() + ".txt") fs::remove_all(entry.path());
  put(path, original);
}

struct Command {
  const char* name;
  std::function<base::Result<void>(const fs::path&)> run;
};

inline base::Result<void> in_session(const fs::path& path, const std::function<base::Result<void>(app::Session&)>& work) {
  auto session = app::Session::open(path, "tester", test::fixed_clock);
  if (!session) return tl::unexpected(session.error());
  return work(*session);
}

inline base::Result<void> committing(const fs::path& path, const std::function<base::Result<model::EditBatch>(const model::CaseSnapshot&)>& edit) {
  return in_session(path, [&](app::Session& session) -> base::Result<void> {
    auto batch = edit(*session.snapshot());
    if (!batch) return tl::unexpected(batch.error());
    return session.commit(std::move(*batch));
  });
}

inline base::Result<void> reading(const fs::path& path, const std::function<base::Result<void>(const CaseFile&)>& work) {
  const auto file = CaseFile::open(path, {.read_only = true});
  if (!file) return tl::unexpected(file.error());
  return work(*file);
}

inline constexpr auto kForget = [](auto&&) {};

inline std::vector<Command> commands() {
  using app::Session;
  const auto tie = [](const model::CaseSnapshot&) { return test::tie(0, model::TieType::Associate, 2, 3, {}); };
  return {
      {"create", [](const fs::path& path) { return CaseFile::create(path.string() + ".new", {}).map(kForget); }},
      {"open", [](const fs::path& path) { return CaseFile::open(path).map(kForget); }},
      {"load", [](const fs::path& path) { return reading(path, [](const CaseFile& file) { return file.load().map(kForget); }); }},
      {"verify", [](const fs::path& path) { return reading(path, [](const CaseFile& file) { return file.verify(); }); }},
      {"journal", [](const fs::path& path) { return reading(path, [](const CaseFile& file) { return file.journal().map(kForget); }); }},
      {"headings", [](const fs::path& path) { return reading(path, [](const CaseFile& file) { return file.journal_headings().map(kForget); }); }},
      {"record", [](const fs::path& path) { return reading(path, [](const CaseFile& file) { return file.journal_record(2).map(kForget); }); }},
      {"as of", [](const fs::path& path) { return reading(path, [](const CaseFile& file) { return file.load_at(2).map(kForget); }); }},
      {"heads", [](const fs::path& path) { return reading(path, [](const CaseFile& file) { return file.heads().map(kForget); }); }},
      {"add entity", [](const fs::path& path) { return committing(path, [](const auto& now) { return app::add_entity(now, test::entity(0, "NEW", model::EntityKind::Person, "New")); }); }},
      {"add tie", [tie](const fs::path& path) { return committing(path, [tie](const auto& now) { return app::add_tie(now, tie(now)); }); }},
      {"change entity", [](const fs::path& path) { return committing(path, [](const auto& now) { auto row = *now.entities().find({2}); row.notes = "changed"; return app::change_entity(now, row); }); }},
      {"delete tie", [](const fs::path& path) { return committing(path, [](const auto& now) { return app::delete_tie(now, {1}); }); }},
      {"delete entity", [](const fs::path& path) { return committing(path, [](const auto& now) { return app::delete_entities(now, {{2}}); }); }},
      {"merge", [](const fs::path& path) { return committing(path, [](const auto& now) { return app::merge(now, {2}, {3}); }); }},
      {"pin", [](const fs::path& path) { return committing(path, [](const auto& now) -> base::Result<model::EditBatch> { return app::pin(now, {{{2}, 1, 2}}); }); }},
      {"note", [](const fs::path& path) { return in_session(path, [](Session& session) { return session.note("Shown", "why"); }); }},
      {"undo", [](const fs::path& path) { return in_session(path, [](Session& session) { return session.undo().map(kForget); }); }},
      {"undo and redo", [](const fs::path& path) { return in_session(path, [](Session& session) { return session.undo().and_then([&](auto&&) { return session.redo(); }).map(kForget); }); }},
      {"take in a file", [](const fs::path& path) { return in_session(path, [&](Session&) { return CaseFile::open(path).and_then([&](auto&& file) { return file.take_in(path.string() + ".txt"); }).map(kForget); }); }},
      {"back up", [](const fs::path& path) { return CaseFile::open(path).and_then([](const CaseFile& file) { return file.back_up("2031-05-01T12:00:00Z"); }).map(kForget); }},
  };
}

} // namespace cuibono::reliability
