// Memory runs out at the k-th allocation, ours or SQLite's: no crash, no half change, and the case can be used again.

#include <gmock/gmock.h>
#include <sqlite3.h>

#include <atomic>
#include <new>

#include "commands.h"

namespace {

// Counts down while it is not negative; the allocation that finds 0 fails, once.
std::atomic<long> left{-1};
std::atomic<long> counted{0};
thread_local bool is_watched = false;

bool fails_now() {
  if (!is_watched) return false;
  ++counted;
  return left.load() >= 0 && left-- == 0;
}

sqlite3_mem_methods real{};

void* sqlite_malloc(int size) { return fails_now() ? nullptr : real.xMalloc(size); }
void* sqlite_realloc(void* memory, int size) { return fails_now() ? nullptr : real.xRealloc(memory, size); }

// Before anything of SQLite is used.
const bool is_installed = [] {
  if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real) != SQLITE_OK) return false;
  auto watched = real;
  watched.xMalloc = sqlite_malloc;
  watched.xRealloc = sqlite_realloc;
  return sqlite3_config(SQLITE_CONFIG_MALLOC, &watched) == SQLITE_OK;
}();

} // namespace

void* operator new(std::size_t size) {
  void* memory = fails_now() ? nullptr : std::malloc(size > 0 ? size : 1);
  if (!memory) throw std::bad_alloc();
  return memory;
}
// std::stable_sort asks for its buffer this way; where it gets none it does without.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  try {
    return operator new(size);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace cuibono::reliability {
namespace {

enum class Outcome { Done, Said, Thrown };

// Thrown: std::bad_alloc reached the caller, where the program and every job say it in a sentence.
Outcome run_short_of_memory(const Command& command, const fs::path& path, long k) {
  counted = 0;
  left = k;
  is_watched = true;
  Outcome outcome = Outcome::Done;
  try {
    const auto done = command.run(path);
    is_watched = false;
    outcome = done ? Outcome::Done : Outcome::Said;
    EXPECT_TRUE(done || !(done.error().what.empty() || done.error().remedy.empty()));
  } catch (const std::bad_alloc&) {
    outcome = Outcome::Thrown;
  }
  is_watched = false;
  left = -1;
  return outcome;
}

void expect_whole(const fs::path& path, const std::string& original) {
  for (const auto& entry : fs::directory_iterator(path.parent_path()))
    EXPECT_EQ(entry.path().string().find(".part"), std::string::npos) << entry.path();
  if (bytes_of(path) == original && !fs::exists(path.string() + "-wal")) return; // untouched
  const auto file = CaseFile::open(path);
  ASSERT_TRUE(file) << base::sentence(file.error());
  const auto holds = file->verify();
  EXPECT_TRUE(holds) << base::sentence(holds.error());
  const auto revision = file->load()->revision;
  EXPECT_TRUE(revision >= 2 && revision <= 4) << revision;
}

TEST(Memory, That_runs_out_at_any_allocation_stops_a_command_and_leaves_the_case_before_or_after_it) {
  ASSERT_TRUE(is_installed);
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "case.cuibono";
  test::new_session(path);
  const auto original = bytes_of(path);
  put(path.string() + ".txt", "an exhibit");
  long failures = 0;
  for (const auto& command : commands()) {
    put_back(path, original);
    ASSERT_EQ(run_short_of_memory(command, path, -1), Outcome::Done) << command.name;
    const long all = counted;
    const long step = is_long() ? 1 : std::max(1l, all / 24);
    for (long k = 0; k < all; k += step) {
      SCOPED_TRACE(std::string(command.name) + ", allocation " + std::to_string(k) + " of " + std::to_string(all));
      put_back(path, original);
      failures += run_short_of_memory(command, path, k) != Outcome::Done;
      expect_whole(path, original);
      if (::testing::Test::HasFailure()) return;
    }
  }
  EXPECT_GT(failures, 100) << "memory never ran out: this test proves nothing";
  ::testing::Test::RecordProperty("failures", std::to_string(failures));
}

} // namespace
} // namespace cuibono::reliability
