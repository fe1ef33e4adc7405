// Pulled plugs, killed programs, failing disks and changed bytes. The long form: CB_LONG=1; see docs/reliability.md.

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <functional>

#include "commands.h"
#include "disk.h"
#include "store/backup.h"

namespace cuibono::reliability {
namespace {

class Reliability : public ::testing::Test {
 protected:
  app::Session open() {
    auto session = app::Session::open(path_, "tester", test::fixed_clock);
    EXPECT_TRUE(session) << base::sentence(session.error());
    return std::move(*session);
  }
  void make() {
    for (const char* part : {"", "-wal", "-shm"}) fs::remove(path_.string() + part);
    fs::remove_all(store::backup_folder(path_));
    test::new_session(path_);
  }
  static base::Result<void> add_somebody(app::Session& session) {
    auto row = test::entity(0, "X" + std::to_string(session.snapshot()->revision), model::EntityKind::Person, "Somebody");
    return session.commit(*app::add_entity(*session.snapshot(), row));
  }

  // The revision found after whatever happened; 0 and a failure of the test where the case does not hold.
  std::uint64_t found() {
    const auto file = CaseFile::open(path_);
    if (!file) {
      ADD_FAILURE() << base::sentence(file.error());
      return 0;
    }
    const auto holds = file->verify();
    EXPECT_TRUE(holds) << base::sentence(holds.error());
    return file->load()->revision;
  }

  // Power cuts while somebody works; returns how many lost an acknowledged edit or left a case that does not hold.
  int cuts_that_lose(Disk& disk, int cuts) {
    std::mt19937_64 random(20311);
    int lost = 0;
    for (int cut = 0; cut < cuts; ++cut) {
      if (cut % 20 == 0) make();
      std::uint64_t acknowledged = 0;
      {
        auto session = app::Session::open(path_, "tester", test::fixed_clock);
        if (!session) {
          ++lost;
          make();
          continue;
        }
        acknowledged = session->snapshot()->revision;
        disk.cut_after(static_cast<int>(random() % 40));
        while (!disk.is_off()) {
          const auto done = random() % 4 == 0 && !session->undo_label().empty() ? session->undo().map([](auto&&) {}) : add_somebody(*session);
          if (done) acknowledged = session->snapshot()->revision;
        }
      }
      disk.come_back(random);
      const auto file = CaseFile::open(path_);
      if (!file || !file->verify() || file->load()->revision < acknowledged) {
        ++lost;
        make();
      }
    }
    return lost;
  }

  test::TemporaryFolder folder_;
  fs::path path_ = folder_.path() / "case.cuibono";
};

TEST_F(Reliability, No_acknowledged_edit_is_lost_when_the_power_is_cut) {
  Disk disk;
  EXPECT_EQ(cuts_that_lose(disk, rounds(40, 1000)), 0);
}

// Every connection that is opened while this lives has synchronous=OFF, whatever the program asks for.
class WithoutSync {
 public:
  WithoutSync() { sqlite3_auto_extension(reinterpret_cast<void (*)()>(switch_off)); }
  ~WithoutSync() { sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(switch_off)); }
  WithoutSync(const WithoutSync&) = delete;
  WithoutSync& operator=(const WithoutSync&) = delete;

 private:
  static int switch_off(sqlite3* handle, char**, const void*) {
    sqlite3_exec(handle, "PRAGMA synchronous=OFF", nullptr, nullptr, nullptr);
    return sqlite3_set_authorizer(handle, pass_over, nullptr);
  }
  static int pass_over(void*, int action, const char* name, const char*, const char*, const char*) {
    return action == SQLITE_PRAGMA && std::string_view(name) == "synchronous" ? SQLITE_IGNORE : SQLITE_OK;
  }
};

TEST_F(Reliability, A_case_that_is_not_synced_is_caught_losing) {
  Disk disk;
  const WithoutSync without;
  const int lost = cuts_that_lose(disk, rounds(40, 1000));
  EXPECT_GT(lost, 0);
  RecordProperty("lost", std::to_string(lost));
}

TEST_F(Reliability, A_disk_that_does_not_keep_its_word_is_caught_losing) {
  Disk disk;
  disk.honours_sync = false;
  const int lost = cuts_that_lose(disk, rounds(40, 1000));
  EXPECT_GT(lost, 0);
  RecordProperty("lost", std::to_string(lost));
}

TEST_F(Reliability, No_acknowledged_edit_is_lost_when_the_program_is_killed) {
  std::mt19937_64 random(20312);
  for (int round = 0; round < rounds(12, 500); ++round) {
    if (round % 25 == 0) make();
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      auto session = app::Session::open(path_, "tester", test::fixed_clock);
      for (int i = 0; session; ++i) {
        const bool undoes = i % 5 == 4;
        if (i % 6 == 3 && !session->file().back_up("2031-05-01T12:00:0" + std::to_string(i % 10) + "Z")) break;
        const auto done = undoes ? session->undo().map([](auto&&) {}) : add_somebody(*session);
        const auto revision = session->snapshot()->revision;
        if (!done || ::write(ends[1], &revision, sizeof revision) != sizeof revision) break;
      }
      ::_exit(1);
    }
    ::close(ends[1]);
    std::uint64_t acknowledged = 0;
    const auto wanted = random() % 12;
    for (std::uint64_t i = 0; i <= wanted && ::read(ends[0], &acknowledged, sizeof acknowledged) > 0; ++i) {}
    ::usleep(static_cast<useconds_t>(random() % 4000)); // a moment inside the next edit
    ::kill(child, SIGKILL);
    for (std::uint64_t more = 0; ::read(ends[0], &more, sizeof more) > 0;) acknowledged = more;
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status)) << "the writer ended by itself";
    EXPECT_GE(found(), acknowledged) << "round " << round;
    for (const auto& backup : store::list_backups(path_)) {
      const auto copy = CaseFile::open(backup, {.read_only = true});
      EXPECT_TRUE(copy && copy->verify()) << backup << " was given its name before it was whole";
    }
  }
}

// Fails the k-th operation of each kind for every k (in the short form, for fewer and fewer) until the command succeeds.
TEST_F(Reliability, A_failing_disk_stops_a_command_with_a_sentence_and_leaves_the_case_before_or_after_it) {
  make();
  const auto original = bytes_of(path_);
  put(path_.string() + ".txt", "an exhibit");
  int failures = 0;
  for (const auto& command : commands()) {
    for (const auto operation : {Operation::Read, Operation::Write, Operation::Sync}) {
      for (int k = 0;; k += is_long() ? 1 : 1 + k / 2) {
        SCOPED_TRACE(std::string(command.name) + ", operation " + std::to_string(static_cast<int>(operation)) + ", k " + std::to_string(k));
        put_back(path_, original);
        Disk disk;
        disk.fail(operation, k);
        const auto done = command.run(path_);
        const bool failed = disk.has_failed();
        disk.heal();
        if (!done) {
          ++failures;
          EXPECT_FALSE(done.error().what.empty() || done.error().remedy.empty());
        }
        const auto revision = found();
        EXPECT_TRUE(revision >= 2 && revision <= 4) << revision;
        for (const auto& entry : fs::directory_iterator(folder_.path()))
          EXPECT_EQ(entry.path().string().find(".part"), std::string::npos) << entry.path();
        if (!failed) break;
      }
    }
  }
  EXPECT_GT(failures, 50) << "the disk never failed: this test proves nothing";
}

// A cut, a byte of the header, two blocks that change places, or a few bits.
std::string mutated(std::string bytes, std::mt19937_64& random) {
  switch (random() % 4) {
    case 0: bytes.resize(random() % bytes.size()); break;
    case 1: bytes[random() % 100] = static_cast<char>(random()); break;
    case 2: {
      const auto block = random() % (bytes.size() / 512) * 512, other = random() % (bytes.size() / 512) * 512;
      std::swap_ranges(bytes.begin() + static_cast<std::ptrdiff_t>(block), bytes.begin() + static_cast<std::ptrdiff_t>(block + 512), bytes.begin() + static_cast<std::ptrdiff_t>(other));
      break;
    }
    default:
      for (auto flips = random() % 8 + 1; flips > 0; --flips) bytes[random() % bytes.size()] ^= static_cast<char>(1 << random() % 8);
  }
  return bytes;
}

TEST_F(Reliability, A_case_whose_bytes_were_changed_opens_as_it_was_or_is_refused_with_a_reason) {
  make();
  std::string code;
  const auto locked = folder_.path() / "locked.cuibono";
  const std::string passphrase = "correct horse";
  {
    auto file = CaseFile::create_encrypted(locked, {}, {}, {"Ann", passphrase, "", protect::kLeastCost}, code);
    auto session = app::Session::open(locked, "tester", test::fixed_clock, passphrase);
    ASSERT_TRUE(session && session->commit(test::small_case()));
  }
  std::mt19937_64 random(20313);
  for (const auto& path : {path_, locked}) {
    SCOPED_TRACE(path);
    const auto original = bytes_of(path);
    const auto written = CaseFile::open(path, {.read_only = true, .passphrase = passphrase})->load().value();
    int refused = 0;
    const int all = rounds(150, 10'000);
    for (int round = 0; round < all; ++round) {
      put(path, mutated(original, random));
      const auto file = CaseFile::open(path, {.read_only = true, .passphrase = passphrase});
      const auto holds = file ? file->verify() : tl::unexpected(file.error());
      if (holds) EXPECT_EQ(file->load()->tables, written.tables) << "round " << round;
      else EXPECT_FALSE(holds.error().what.empty() || holds.error().remedy.empty());
      refused += !holds;
    }
    EXPECT_GT(refused, all / 4);
    RecordProperty("refused_" + path.stem().string(), std::to_string(refused));
  }
}

} // namespace
} // namespace cuibono::reliability
