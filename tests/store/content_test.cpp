// Exhibits' files: stored once, unaltered, and checked.

#include "store/content.h"

#include <gmock/gmock.h>

#include "base/sha256.h"
#include "sample.h"

namespace cuibono::store {
namespace {

using ::testing::HasSubstr;

class Content : public CaseFileTest {
 protected:
  std::filesystem::path file(const std::string& bytes) {
    const auto name = folder_ / "Zebulon Canarius.pdf";
    put_bytes(name, bytes);
    return name;
  }
  static std::string content(const CaseFile& from, const std::string& sha256) {
    std::string bytes;
    const auto read = from.read_content(sha256, [&](std::string_view piece) {
      bytes += piece;
      return base::Result<void>();
    });
    return read ? bytes : said(read.error());
  }
  static constexpr std::uint64_t kNothingInside = 0;
};

const std::string kLarge = [] {
  std::string bytes;
  for (int i = 0; i < 400'000; ++i) bytes += "row " + std::to_string(i) + '\n';
  return bytes;
}();

TEST_F(Content, Comes_back_as_it_went_in_whether_inside_or_beside) {
  auto cases = create();
  const std::string small("PDF \0 bytes", 11);
  for (const auto& bytes : {small, kLarge, std::string(std::size_t{1} << 20, 'x'), std::string()}) {
    for (const auto most_inside : {kMostInside, kNothingInside}) {
      const auto taken = cases.take_in(file(bytes), most_inside);
      ASSERT_TRUE(taken) << said(taken.error());
      EXPECT_EQ(taken->sha256, base::sha256_hex(bytes));
      EXPECT_EQ(taken->size, bytes.size());
      EXPECT_EQ(content(cases, taken->sha256), bytes);
    }
  }
  EXPECT_TRUE(cases.verify());
}

TEST_F(Content, The_same_file_is_kept_once) {
  auto cases = create();
  EXPECT_FALSE(cases.take_in(file(kLarge), kNothingInside)->was_there);
  EXPECT_TRUE(cases.take_in(file(kLarge), kNothingInside)->was_there);
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(content_folder(path_))) ++files;
  EXPECT_EQ(files, 1u);
}

TEST_F(Content, Beside_the_case_neither_name_nor_bytes_are_in_clear) {
  auto cases = create();
  ASSERT_TRUE(cases.take_in(file("Zebulon Canarius lives at the harbour"), kNothingInside));
  for (const auto& entry : std::filesystem::directory_iterator(content_folder(path_))) {
    EXPECT_EQ(entry.path().string().find("Canarius"), std::string::npos);
    EXPECT_EQ(bytes_of(entry.path()).find("harbour"), std::string::npos);
  }
}

TEST_F(Content, A_changed_cut_or_missing_copy_is_noticed) {
  auto cases = create();
  const auto taken = cases.take_in(file(kLarge), kNothingInside).value();
  const auto copy = content_folder(path_) / taken.sha256;
  const auto whole = bytes_of(copy);
  auto changed = whole;
  changed[whole.size() / 2] ^= 1;
  for (const auto& bytes : {changed, whole.substr(0, whole.size() / 2), whole + "more"}) {
    put_bytes(copy, bytes);
    EXPECT_THAT(content(cases, taken.sha256), HasSubstr("damaged or was changed"));
    EXPECT_FALSE(cases.verify());
  }
  std::filesystem::remove(copy);
  EXPECT_THAT(said(cases.verify().error()), HasSubstr("missing"));
}

TEST_F(Content, A_changed_file_inside_the_case_is_noticed) {
  std::string sha256;
  {
    auto cases = create();
    sha256 = cases.take_in(file("the original"))->sha256;
  }
  tamper(path_, "DROP TRIGGER content_keeps; UPDATE content SET bytes=X'00'; CREATE TRIGGER content_keeps BEFORE UPDATE ON "
                "content BEGIN SELECT RAISE(ABORT,'exhibits stay as they came'); END");
  EXPECT_THAT(said(reopen().verify().error()), HasSubstr("not what was taken in"));
}

} // namespace
} // namespace cuibono::store
