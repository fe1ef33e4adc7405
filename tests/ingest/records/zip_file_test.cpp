#include "ingest/zip_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/random.h"
#include "ingest/zip_maker.h"

namespace cuibono::ingest {
namespace {

using testing::make_zip;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

ZipFile opened(std::string bytes) {
  auto file = ZipFile::open(std::move(bytes), "a.zip");
  EXPECT_TRUE(file) << (file ? "" : base::sentence(file.error()));
  return std::move(*file);
}

std::string noise(std::size_t size) {
  base::Random random(7);
  std::string bytes(size, '\0');
  for (auto& byte : bytes) byte = static_cast<char>(random.next());
  return bytes;
}

// The bytes with every `was` made `is`, of the same length: an archive whose headers lie.
std::string with(std::string bytes, std::string_view was, std::string_view is) {
  for (auto at = bytes.find(was); at != bytes.npos; at = bytes.find(was, at + 1)) bytes.replace(at, was.size(), is);
  return bytes;
}

TEST(ZipFile, Entries_are_read_whole_and_in_pieces) {
  const auto long_one = noise(200'000);
  const auto file = opened(make_zip({{"report.xml", "<a/>"}, {"folder/b", long_one}}));
  EXPECT_THAT(file.names(), ElementsAre("report.xml", "folder/b"));
  EXPECT_TRUE(file.has("folder/b"));
  EXPECT_FALSE(file.has("b"));
  EXPECT_EQ(file.read("report.xml"), "<a/>");
  std::string joined;
  int pieces = 0;
  EXPECT_TRUE(file.stream("folder/b", [&](std::string_view piece) -> base::Result<void> {
    joined += piece, ++pieces;
    return {};
  }));
  EXPECT_EQ(joined, long_one);
  EXPECT_EQ(pieces, 4); // of 64 KiB
}

TEST(ZipFile, A_sink_that_fails_ends_the_reading) {
  const auto file = opened(make_zip({{"a", noise(200'000)}}));
  const auto read = file.stream(
      "a", [](std::string_view) -> base::Result<void> { return base::fail(base::ErrorKind::Input, "enough"); });
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().what, "enough");
}

TEST(ZipFile, What_is_no_archive_and_an_entry_that_is_not_there_are_named) {
  const auto none = ZipFile::open("PK\x03\x04 but no more", "a.zip");
  ASSERT_FALSE(none);
  EXPECT_EQ(base::sentence(none.error()),
            "this is not a zip archive, or it is cut off (a.zip); export it again from the program that made it.");
  EXPECT_FALSE(ZipFile::open("", "a.zip"));
  EXPECT_THAT(opened(make_zip({{"a", "x"}})).read("b").error().what, HasSubstr("no entry `b`"));
}

TEST(ZipFile, An_encrypted_entry_is_refused) {
  EXPECT_THAT(opened(make_zip({{"a", "x"}}, "secret")).read("a").error().what, HasSubstr("`a` is encrypted"));
}

TEST(ZipFile, A_name_that_is_there_twice_is_refused) {
  const auto file = opened(with(make_zip({{"first", "x"}, {"other", "y"}}), "other", "first"));
  EXPECT_THAT(file.names(), ElementsAre("first"));
  EXPECT_THAT(file.read("first").error().what, HasSubstr("there twice"));
}

TEST(ZipFile, A_bomb_is_refused_and_a_short_text_of_blanks_is_not) {
  EXPECT_TRUE(opened(make_zip({{"a", std::string(kZipRatioFrom, ' ')}})).read("a"));
  EXPECT_THAT(opened(make_zip({{"a", std::string(kZipRatioFrom * 8, ' ')}})).read("a").error().what,
              HasSubstr("more than 200 times its size"));
}

TEST(ZipFile, An_entry_that_claims_to_be_too_large_is_refused_before_it_is_unpacked) {
  using namespace std::string_literals;
  // 0x00012345 bytes, of which the header says 0x20000001.
  const auto lying = with(make_zip({{"a", noise(0x12345)}}), "\x45\x23\x01\x00"s, "\x01\x00\x00\x20"s);
  EXPECT_THAT(opened(lying).read("a").error().what, HasSubstr("`a` is larger than 512 MiB"));
}

TEST(ZipFile, A_damaged_entry_is_an_error) {
  auto bytes = make_zip({{"a", noise(4000)}});
  bytes[2000] = static_cast<char>(bytes[2000] ^ 1);
  EXPECT_THAT(opened(bytes).read("a").error().what, HasSubstr("damaged"));
}

} // namespace
} // namespace cuibono::ingest
