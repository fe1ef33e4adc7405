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

TEST_F(Ring, Takes_ten_and_says_so_to_the_eleventh) {
  for (char name = 'C'; ring.slots().size() < 10; ++name) ASSERT_TRUE(ring.add(key, std::string(1, name), "another horse", kLeastCost));
  const auto refused = ring.add(key, "Zoe", "one too many", kLeastCost);
  ASSERT_FALSE(refused);
  EXPECT_EQ(base::sentence(refused.error()), "10 can open it at most, the recovery code among them; remove somebody first.");
  EXPECT_EQ(ring.open("correct horse"), key);
}

TEST_F(Ring, Refuses_a_name_that_is_none_or_takes_too_much_room) {
  for (const auto& name : {std::string(), std::string(65, 'x'), std::string(11, '\x01'), std::string("\xff")})
    EXPECT_FALSE(ring.add(key, name, "another horse", kLeastCost)) << name;
  EXPECT_TRUE(ring.add(key, std::string(64, 'x'), "another horse", kLeastCost));
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

TEST_F(Ring, The_same_person_is_not_added_twice) {
  EXPECT_FALSE(ring.add(key, "Ann", "another one", kLeastCost));
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
