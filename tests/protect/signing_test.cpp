#include "protect/signing.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "base/file.h"
#include "protect/bytes.h"

namespace cuibono::protect {
namespace {

class Signing : public ::testing::Test {
 protected:
  Signing() {
    std::string name = (std::filesystem::temp_directory_path() / "cuibono_sign_XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~Signing() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path folder_;
};

// RFC 8032, section 7.1, test 2.
TEST_F(Signing, Agrees_with_the_standards_own_example) {
  const auto file = folder_ / "signing.key";
  ASSERT_TRUE(base::write_file(file, "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb\n"));
  const auto signer = Signer::open_or_create(file);
  ASSERT_TRUE(signer);
  EXPECT_EQ(signer->public_key(), "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  EXPECT_EQ(signer->sign("\x72"),
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
}

TEST_F(Signing, A_new_key_is_kept_and_nobody_else_may_read_it) {
  const auto file = folder_ / "new" / "signing.key";
  const auto first = Signer::open_or_create(file), again = Signer::open_or_create(file);
  ASSERT_TRUE(first && again);
  EXPECT_EQ(first->public_key(), again->public_key());
  struct stat info {};
  ASSERT_EQ(::stat(file.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
}

TEST_F(Signing, Another_text_key_or_signature_does_not_hold) {
  const auto signer = Signer::open_or_create(folder_ / "a"), other = Signer::open_or_create(folder_ / "b");
  const auto signature = signer->sign("head");
  EXPECT_TRUE(is_signed_by("head", signature, signer->public_key()));
  EXPECT_FALSE(is_signed_by("Head", signature, signer->public_key()));
  EXPECT_FALSE(is_signed_by("head", signature, other->public_key()));
  EXPECT_FALSE(is_signed_by("head", "00", signer->public_key()));
  EXPECT_FALSE(is_signed_by("head", signature, ""));
}

TEST_F(Signing, A_spoilt_key_file_is_refused) {
  ASSERT_TRUE(base::write_file(folder_ / "bad", "not a key\n"));
  EXPECT_FALSE(Signer::open_or_create(folder_ / "bad"));
}

} // namespace
} // namespace cuibono::protect
