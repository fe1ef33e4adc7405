#include "cli/progress_line.h"

#include <gtest/gtest.h>

#include <sstream>

namespace cuibono::cli {
namespace {

TEST(ProgressLine, Says_the_rate_and_the_time_that_is_left) {
  EXPECT_EQ(progress_text(40'000'000, 100'000'000, 2), "40 of 100 MB, 20.0 MB/s, 3 s left");
  EXPECT_EQ(progress_text(100'000'000, 100'000'000, 4), "100 of 100 MB, 25.0 MB/s");
  EXPECT_EQ(progress_text(5'000'000, 0, 1), "5 MB, 5.0 MB/s");
  EXPECT_EQ(progress_text(0, 7'000'000, 0), "0 of 7 MB");
}

TEST(ProgressLine, Nothing_is_written_to_what_is_no_terminal) {
  std::ostringstream out;
  base::Progress progress;
  { const ProgressLine line(out, "Reading", progress); }
  EXPECT_EQ(out.str(), "");
}

} // namespace
} // namespace cuibono::cli
