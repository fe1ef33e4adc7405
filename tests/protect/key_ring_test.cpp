#include "protect/key_ring.h"

#include <gmock/gmock.h>

namespace cuibono::protect {
namespace {

using ::testing::HasSubstr;

struct Ring : ::testing::Test {
  Ring() {
    EXPECT_TRUE(ring.add(key, "Ann", "correct horse", kLeastCost));
    EXPECT_TRUE(ring.add(key, "Ben", "battery staple", kLeastCost));
    code = new_recovery_code();
    EXPECT_TRUE(ring.add_recovery(key, code));
  }
  Key key = Key::random();
  KeyRing ring{key};
  std::string code;
};

TEST_F(Ring, Each_persons_own_passphrase_and_the_recovery_code_give_the_one_key) {
  const auto read = KeyRing::decode(ring.encode());
  ASSERT_TRUE(read);
  for (const auto& passphrase : {std::string("correct horse"), std::string("battery staple"), code})
    EXPECT_EQ(read->open(passphrase), key) << passphrase;
  std::string typed;
  for (const char c : code)
    if (c != '-') typed += static_cast<char>(std::tolower(c));
  EXPECT_EQ(read->open(typed), key) << "typed small and without hyphens";
}

TEST_F(Ring, A_wrong_passphrase_opens_nothing) {
  for (const auto* wrong : {"", "correct horse ", "Correct horse", "recovery code"}) {
    const auto opened = ring.open(wrong);
    ASSERT_FALSE(opened) << wrong;
    EXPECT_EQ(opened.error().kind, base::ErrorKind::Refused);
  }
}

TEST_F(Ring, A_new_key_is_given_to_all_but_whoever_leaves_without_their_passphrases) {
  const auto next = Key::random();
  const auto rekeyed = ring.rekeyed(next, "Ben");
  ASSERT_TRUE(rekeyed);
  EXPECT_EQ(rekeyed->open("correct horse"), next);
  EXPECT_EQ(rekeyed->open(code), next);
  EXPECT_FALSE(rekeyed->open("battery staple"));
  EXPECT_FALSE(ring.rekeyed(next, "Nobody"));
  EXPECT_FALSE(rekeyed->rekeyed(next, "Ann")) << "nobody would be left";
}

TEST_F(Ring, A_slot_smuggled_in_is_found_out) {
  KeyRing foreign{Key::random()};
  ASSERT_TRUE(foreign.add(Key::random(), "Mallory", "let me in please", kLeastCost));
  auto mine = ring.encode(), theirs = foreign.encode();
  const auto slot = theirs.substr(theirs.find("[{") + 1, theirs.rfind("}]") - theirs.find("[{"));
  mine.insert(mine.find("[{") + 1, slot + ",");
  const auto read = KeyRing::decode(mine);
  ASSERT_TRUE(read);
  const auto opened = read->open("correct horse");
  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.error().what, HasSubstr("changed who can open"));
}

TEST_F(Ring, The_same_person_is_not_added_twice_and_everybody_is_counted) {
  EXPECT_FALSE(ring.add(key, "Ann", "another one", kLeastCost));
  EXPECT_FALSE(ring.add(key, "", "another one", kLeastCost));
  for (int i = 0; i < 29; ++i) ASSERT_TRUE(ring.add(key, std::to_string(i), "another one", kLeastCost));
  EXPECT_FALSE(ring.add(key, "one too many", "another one", kLeastCost));
}

TEST_F(Ring, Hostile_text_is_refused_before_it_costs_anything) {
  auto costly = ring.encode();
  costly.replace(costly.find("\"memory\":8192"), 13, "\"memory\":99999999999");
  for (const auto& text : {std::string(), std::string("{}"), std::string("[1]"), std::string(100'000, '['), costly,
                           ring.encode().substr(0, 300)})
    EXPECT_FALSE(KeyRing::decode(text));
}

} // namespace
} // namespace cuibono::protect
