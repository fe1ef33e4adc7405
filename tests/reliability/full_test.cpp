// A disk without room: every command says so in one sentence, the case is as before, and goes on once there is room.

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include "commands.h"

namespace cuibono::reliability {
namespace {

// A file system of 4 MiB in memory.
class SmallDisk {
 public:
  SmallDisk() : mounted_(::mount("none", folder_.path().c_str(), "tmpfs", 0, "size=4m") == 0) {}
  ~SmallDisk() {
    if (mounted_) ::umount(folder_.path().c_str());
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  bool is_mounted() const { return mounted_; }
  const fs::path& path() const { return folder_.path(); }
  /// Leaves room for so many pages of memory.
  void fill_but(int pages) const {
    {
      std::ofstream file(path() / "ballast", std::ios::binary);
      for (const std::string block(kPage, 'x'); file.write(block.data(), kPage).flush();) {
      }
    }
    const auto size = fs::file_size(path() / "ballast"), room = static_cast<std::uintmax_t>(pages) * kPage;
    fs::resize_file(path() / "ballast", size > room ? size - room : 0);
  }
  void make_room() const { fs::remove(path() / "ballast"); }

 private:
  static constexpr std::streamsize kPage = 4096;
  test::TemporaryFolder folder_;
  bool mounted_;
};

// No file may grow beyond so many bytes, as on a disk that is full.
class Limit {
 public:
  explicit Limit(rlim_t bytes) {
    ::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit now{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &now);
  }
  ~Limit() { ::setrlimit(RLIMIT_FSIZE, &before_); }
  Limit(const Limit&) = delete;
  Limit& operator=(const Limit&) = delete;

 private:
  rlimit before_{};
};

void expect_holds(const fs::path& path, std::uint64_t least, std::uint64_t most) {
  const auto file = CaseFile::open(path, {.read_only = true});
  ASSERT_TRUE(file) << base::sentence(file.error());
  const auto holds = file->verify();
  EXPECT_TRUE(holds) << base::sentence(holds.error());
  const auto revision = file->load()->revision;
  EXPECT_TRUE(revision >= least && revision <= most) << revision;
}

void expect_writable(const fs::path& path) {
  const auto done = in_session(path, [](app::Session& session) { return session.note("There is room", "again"); });
  EXPECT_TRUE(done) << base::sentence(done.error());
}

TEST(Full, A_disk_without_room_stops_each_command_with_a_sentence_and_the_case_goes_on_once_there_is) {
  const SmallDisk disk;
  if (!disk.is_mounted()) GTEST_SKIP() << "a small file system cannot be mounted here: run as root";
  const auto path = disk.path() / "case.cuibono";
  test::new_session(path);
  const auto original = bytes_of(path);
  put(path.string() + ".txt", std::string(64 << 10, 'x'));
  int refused = 0;
  for (const auto& command : commands())
    // More and more room, in the short form by leaps, until the command has enough.
    for (int pages = 0; pages < 512; pages += is_long() ? 1 : 1 + pages) {
      SCOPED_TRACE(std::string(command.name) + ", " + std::to_string(pages) + " pages left");
      put_back(path, original);
      disk.fill_but(pages);
      const auto done = command.run(path);
      refused += !done;
      EXPECT_TRUE(done || !(done.error().what.empty() || done.error().remedy.empty()));
      disk.make_room();
      expect_holds(path, 2, 4);
      expect_writable(path);
      for (const auto& entry : fs::directory_iterator(disk.path()))
        EXPECT_EQ(entry.path().string().find(".part"), std::string::npos) << entry.path();
      if (done || HasFailure()) break;
    }
  EXPECT_GE(refused, 20) << "the disk was hardly ever full: this test proves nothing";
  RecordProperty("refused", std::to_string(refused));
}

TEST(Full, A_file_that_may_not_grow_stops_an_import_with_a_sentence_and_leaves_the_case_as_it_was) {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "case.cuibono";
  test::new_session(path);
  auto session = app::Session::open(path, "tester", test::fixed_clock);
  ASSERT_TRUE(session);
  model::EditBatch batch;
  batch.label = "Import";
  for (std::uint32_t i = 0; i < 3000; ++i)
    test::add(batch, test::entity(100 + i, "N" + std::to_string(i), model::EntityKind::Person, "Somebody"));
  {
    const Limit limit(fs::file_size(path) + 20'000);
    const auto done = session->commit(batch);
    ASSERT_FALSE(done);
    EXPECT_FALSE(done.error().what.empty() || done.error().remedy.empty());
    EXPECT_EQ(session->snapshot()->revision, 2u);
  }
  expect_holds(path, 2, 2);
  const auto done = session->commit(batch);
  EXPECT_TRUE(done) << base::sentence(done.error());
  expect_holds(path, 3, 3);
}

} // namespace
} // namespace cuibono::reliability
