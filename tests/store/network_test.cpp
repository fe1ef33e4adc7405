// A case in a network folder, as far as that can be had without one.

#include "store/network.h"

#include <gmock/gmock.h>

#include "sample.h"

namespace cuibono::store {
namespace {

namespace fs = std::filesystem;

using NetworkFolder = CaseFileTest;

TEST_F(NetworkFolder, Is_told_by_the_numbers_that_Linux_gives_file_systems) {
  for (const std::uint64_t far : {0x6969u, 0x517Bu, 0xFF534D42u, 0xFE534D42u, 0x65735546u})
    EXPECT_TRUE(is_network_type(far)) << far;
  EXPECT_TRUE(is_network_type(0xFFFFFFFFFF534D42u)) << "f_type is signed: the upper half may be ones";
  for (const std::uint64_t near :
       {0xEF53u /* ext */, 0x58465342u /* xfs */, 0x9123683Eu /* btrfs */, 0x01021994u /* tmpfs */})
    EXPECT_FALSE(is_network_type(near)) << near;
  EXPECT_FALSE(is_on_network(folder_));
}

TEST_F(NetworkFolder, A_case_there_is_written_without_a_shared_log_and_by_one_program_alone) {
  {
    auto file = create();
    ASSERT_TRUE(apply_and_commit(file, every_row()));
  }
  {
    const auto alone = open_alone(path_, {});
    ASSERT_TRUE(alone) << said(alone.error());
    EXPECT_EQ(alone->text("PRAGMA journal_mode").value(), "delete");
    EXPECT_FALSE(fs::exists(path_.string() + "-wal") || fs::exists(path_.string() + "-shm"));
    const auto other = CaseFile::open(path_);
    ASSERT_FALSE(other);
    EXPECT_THAT(said(other.error()), ::testing::HasSubstr("another program"));
  }
  EXPECT_TRUE(reopen().verify()) << "and in a local folder it goes on as before";
}

TEST_F(NetworkFolder, A_case_that_is_open_elsewhere_is_refused) {
  const auto other = create();
  ASSERT_TRUE(other.load());
  EXPECT_FALSE(open_alone(path_, {}));
}

} // namespace
} // namespace cuibono::store
