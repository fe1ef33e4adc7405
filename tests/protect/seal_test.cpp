// What is sealed opens with the right key, in the right place, unchanged; and nowhere else.

#include "protect/seal.h"

#include <gtest/gtest.h>

namespace cuibono::protect {
namespace {

const std::string kPlace = "case/entities/4/identity";

TEST(Seal, Opens_with_its_key_in_its_place) {
  const auto keys = new_seal_keys();
  const auto sealed = seal("Zebulon Canarius", keys.seal_with, kPlace);
  ASSERT_TRUE(sealed);
  EXPECT_EQ(sealed->find("Zebulon"), std::string::npos);
  EXPECT_EQ(unseal(*sealed, keys.open_with, kPlace), "Zebulon Canarius");
  EXPECT_EQ(public_half(keys.open_with), keys.seal_with);
}

TEST(Seal, The_same_text_sealed_twice_shows_no_likeness) {
  const auto keys = new_seal_keys();
  EXPECT_NE(seal("a name", keys.seal_with, kPlace), seal("a name", keys.seal_with, kPlace));
}

TEST(Seal, Does_not_open_elsewhere_with_another_key_or_after_a_change) {
  const auto keys = new_seal_keys();
  const auto sealed = *seal("a name", keys.seal_with, kPlace);
  EXPECT_EQ(unseal(sealed, keys.open_with, "case/entities/5/identity").error().kind, base::ErrorKind::Refused);
  EXPECT_EQ(unseal(sealed, new_seal_keys().open_with, kPlace).error().kind, base::ErrorKind::Refused);
  for (std::size_t i = 0; i < sealed.size(); i += 7) {
    auto changed = sealed;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(unseal(changed, keys.open_with, kPlace)) << "character " << i;
  }
  for (const auto* damaged : {"", "!", "AAAA"}) EXPECT_FALSE(unseal(damaged, keys.open_with, kPlace));
  EXPECT_FALSE(unseal(sealed, "no key", kPlace));
  EXPECT_FALSE(seal("a name", "no key", kPlace));
}

} // namespace
} // namespace cuibono::protect
