#include "app/layout_cache.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/file.h"
#include "protect/seal.h"
#include "support.h"

namespace cuibono::app {
namespace {

class Layout_cache : public ::testing::Test {
 protected:
  // A ring, one node more than what is worth keeping.
  Layout_cache() {
    for (std::uint32_t i = 0; i <= kNodesWorthKeeping; ++i) network_.nodes.push_back({i + 1});
    for (std::uint32_t i = 0; i < kNodesWorthKeeping; ++i) network_.links.push_back({i, i + 1});
  }
  std::vector<layout::Point> laid_out(const LayoutCache& cache) {
    base::Progress progress;
    return cached_layout(cache, network_, options_, progress).value();
  }
  std::string fingerprint() const { return layout_fingerprint(network_, options_); }

  test::TemporaryFolder folder_;
  LayoutCache cache_{folder_.path() / "layouts" / "one", {}};
  graph::Network network_;
  layout::ForceOptions options_{.iterations = 8};
};

TEST_F(Layout_cache, What_is_kept_equals_what_is_made_anew) {
  const auto first = laid_out(cache_);
  EXPECT_EQ(recall_layout(cache_, fingerprint()), first);
  std::filesystem::remove_all(folder_.path() / "layouts");
  EXPECT_EQ(laid_out(cache_), first);
}

TEST_F(Layout_cache, Another_network_or_another_wish_does_not_get_it) {
  laid_out(cache_);
  options_.seed = 2;
  EXPECT_FALSE(recall_layout(cache_, fingerprint()));
  options_.seed = 1;
  options_.pinned.resize(network_.nodes.size());
  EXPECT_TRUE(recall_layout(cache_, fingerprint())) << "room for pins without a pin is no other wish";
  options_.pinned[7] = layout::Point{1, 2};
  EXPECT_FALSE(recall_layout(cache_, fingerprint()));
  options_.pinned.clear();
  network_.links.pop_back();
  EXPECT_FALSE(recall_layout(cache_, fingerprint()));
}

TEST_F(Layout_cache, A_changed_byte_makes_it_forgotten) {
  laid_out(cache_);
  auto bytes = base::read_file(cache_.file).value();
  bytes[bytes.size() / 2] ^= 1;
  ASSERT_TRUE(base::write_file(cache_.file, bytes));
  EXPECT_FALSE(recall_layout(cache_, fingerprint()));
}

TEST_F(Layout_cache, Of_an_encrypted_case_it_is_sealed) {
  cache_.key = protect::new_seal_keys().open_with;
  const auto points = laid_out(cache_);
  const auto bytes = base::read_file(cache_.file).value();
  EXPECT_EQ(bytes.find(fingerprint()), std::string::npos);
  EXPECT_EQ(bytes.find(std::string(reinterpret_cast<const char*>(points.data()), 16)), std::string::npos);
  EXPECT_EQ(recall_layout(cache_, fingerprint()), points);
  cache_.key = protect::new_seal_keys().open_with;
  EXPECT_FALSE(recall_layout(cache_, fingerprint()));
}

TEST_F(Layout_cache, Where_nothing_can_be_kept_the_layout_is_made_all_the_same) {
  std::ofstream(folder_.path() / "layouts") << "a file where the folder should be";
  EXPECT_EQ(laid_out(cache_).size(), network_.nodes.size());
}

} // namespace
} // namespace cuibono::app
