// Who may be one and the same, and why; nobody's name is in the reasons.

#include "match/propose.h"

#include <gmock/gmock.h>

#include <cmath>

#include "case_builder.h"
#include "model/masks.h"
#include "match/blocks.h"

namespace cuibono::match {
namespace {

using model::Entity;
using model::EntityKind;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

struct Case : cuibono::testing::CaseBuilder {
  Entity& add(const std::string& key, const std::string& name, const std::string& birth = "", model::Attributes attributes = {},
              EntityKind kind = EntityKind::Person) {
    Entity row{.key = key, .kind = kind, .name = name, .attributes = std::move(attributes)};
    if (!birth.empty()) row.birth_date = *base::parse_date(birth);
    return const_cast<Entity&>(*snapshot.entities().find(put(std::move(row))));
  }
  // Forty others, none like another.
  Case& crowd() {
    const char* kFirst[] = {"Abel", "Bruno", "Cosima", "Delphine", "Emeric", "Fabiola", "Gaspard", "Hortense"};
    const char* kLast[] = {"Quistrel", "Vandermoot", "Pellingham", "Zorbach", "Ekwueme"};
    int number = 0;
    for (const auto* first : kFirst)
      for (const auto* last : kLast) add("C" + std::to_string(++number), std::string(first) + " " + last);
    return *this;
  }
  Proposals propose(double least = 0) const {
    base::Progress progress;
    const auto found = match::propose(snapshot, {.least = least}, progress);
    EXPECT_TRUE(found);
    return found ? *found : Proposals{};
  }
  std::string keys(const Proposal& of) const { return snapshot.entities().find(of.a)->key + "-" + snapshot.entities().find(of.b)->key; }
};

TEST(Propose, The_same_person_in_two_scripts_with_one_date_of_birth_is_proposed) {
  Case built;
  built.crowd();
  built.add("P1", "สมชาย ใจดี", "1984-03-05");
  built.add("P2", "Jaidee, Somchai", "1984-03-05");
  const auto found = built.propose();
  ASSERT_EQ(found.list.size(), 1u);
  EXPECT_EQ(built.keys(found.list[0]), "P1-P2");
  EXPECT_EQ(verdict(found.list[0].weight), "very probably the same");
  EXPECT_THAT(found.list[0].why, Contains(HasSubstr("dates of birth are the same")));
  EXPECT_TRUE(found.list[0].why_not.empty());
}

TEST(Propose, A_date_of_birth_far_apart_and_another_passport_speak_against_it) {
  Case built;
  built.crowd();
  built.add("P1", "Wanderer Quill", "1984-03-05", {{"passport", "AB123456"}});
  built.add("P2", "Wanderer Quill", "1961-11-30", {{"passport", "ZZ998877"}});
  EXPECT_TRUE(built.propose().list.empty());
  const auto found = built.propose(-20);
  ASSERT_FALSE(found.list.empty());
  EXPECT_EQ(built.keys(found.list[0]), "P1-P2");
  EXPECT_THAT(found.list[0].why_not, Contains(HasSubstr("far apart")));
  EXPECT_THAT(found.list[0].why_not, Contains(HasSubstr("document number of one kind")));
}

TEST(Propose, A_common_name_weighs_less_than_a_rare_one) {
  Case built;
  built.crowd();
  for (int i = 0; i < 30; ++i) built.add("N" + std::to_string(i), "Nguyen Lan" + std::string(1, static_cast<char>('b' + i % 20)) + "ok");
  built.add("P1", "Nguyen Huong");
  built.add("P2", "Nguyen Hung");
  built.add("R1", "Wanderer Quill");
  built.add("R2", "Wanderer Quill");
  const auto found = built.propose(-30);
  double common = HUGE_VAL, rare = 0;
  for (const auto& one : found.list) {
    if (built.keys(one) == "P1-P2") common = one.weight;
    if (built.keys(one) == "R1-R2") rare = one.weight;
  }
  EXPECT_LT(common, rare - 5);
}

// 3 of 42 records have the word, the two among them: (3 - 2) / (42 - 2).
TEST(Propose, Chance_is_the_part_of_the_others_and_at_least_the_background) {
  EXPECT_DOUBLE_EQ(chance(3, 42, .001), 1.0 / 40);
  EXPECT_DOUBLE_EQ(chance(2, 42, .001), .001);
  EXPECT_DOUBLE_EQ(chance(2, 1'000'002, .001), 1e-6);
}

TEST(Propose, A_sealed_victim_is_matched_by_fingerprint_and_nobodys_name_is_in_the_reasons) {
  Case built;
  built.crowd();
  built.snapshot.case_id = "case";
  auto& sealed = built.add("V1", "");
  sealed.is_protected = true;
  sealed.pseudonym = 1;
  sealed.masks = {model::mask_of("Zebulon Canarius", "case")};
  built.add("P9", "Zebulon Canarius", "", {{"phone", "0812345678"}});
  const auto found = built.propose();
  ASSERT_EQ(found.list.size(), 1u);
  EXPECT_EQ(built.keys(found.list[0]), "V1-P9");
  for (const auto& why : found.list[0].why) EXPECT_THAT(why, Not(HasSubstr("anarius")));
  EXPECT_THAT(found.list[0].why, Contains(HasSubstr("fingerprint")));
}

TEST(Propose, Companies_are_matched_by_register_and_told_apart_by_it) {
  Case built;
  built.crowd();
  built.add("A", "Larkfield Sdn Bhd", "", {{"registration number", "2001-0123 X"}}, EntityKind::Company);
  built.add("B", "PT Larkfield", "", {{"Reg No", "20010123X"}}, EntityKind::Company);
  built.add("C", "Larkfield Co Ltd", "", {{"registration number", "99887766"}}, EntityKind::Company);
  const auto found = built.propose();
  ASSERT_EQ(found.list.size(), 1u);
  EXPECT_EQ(built.keys(found.list[0]), "A-B");
}

TEST(Propose, Accounts_and_phones_are_one_by_their_number) {
  Case built;
  built.crowd();
  built.add("X1", "DE89 3704 0044 0532 0130 00", "", {}, EntityKind::Account);
  built.add("X2", "IBAN DE89370400440532013000", "", {}, EntityKind::Account);
  built.add("T1", "+66 81 234 5678", "", {}, EntityKind::Phone);
  built.add("T2", "081-234-5678", "", {}, EntityKind::Phone);
  const auto found = built.propose();
  ASSERT_EQ(found.list.size(), 2u);
  EXPECT_THAT((std::vector{built.keys(found.list[0]), built.keys(found.list[1])}), ::testing::UnorderedElementsAre("X1-X2", "T1-T2"));
}

TEST(Propose, One_phone_of_two_people_with_other_names_and_dates_of_birth_makes_them_not_one) {
  Case built;
  built.crowd();
  built.add("P1", "Wanderer Quill", "1984-03-05", {{"phone", "0812345678"}});
  built.add("P2", "Zebulon Canarius", "1961-11-30", {{"phone", "0812345678"}});
  EXPECT_TRUE(built.propose().list.empty());
}

TEST(Propose, Kinds_that_cannot_be_one_are_not_compared) {
  Case built;
  built.crowd();
  built.add("P1", "Wanderer Quill");
  built.add("C1", "Wanderer Quill", "", {}, EntityKind::Company);
  EXPECT_TRUE(built.propose(-100).list.empty() || built.keys(built.propose(-100).list[0]) != "P1-C1");
}

TEST(Propose, What_an_oversized_block_leaves_out_is_counted) {
  Case built;
  for (int i = 0; i < 200; ++i) built.add("S" + std::to_string(i), "Somebody");
  base::Progress progress;
  const auto records = Records::read(built.snapshot);
  const auto found = candidates(*records, progress);
  // Each is compared with its next 20: 180 * 20 pairs, and 19 + 18 + ... of the last 20; of 200 * 199 / 2.
  EXPECT_EQ(found.pairs.size(), 3790u);
  EXPECT_EQ(found.oversized, found.blocks);
  EXPECT_EQ(found.skipped, found.blocks * (19900u - 3790u));
}

TEST(Propose, Nothing_of_nothing_and_bad_bytes_do_no_harm) {
  EXPECT_TRUE(Case().propose().list.empty());
  Case built;
  built.add("A", std::string(1 << 20, 'x'), "", {{"phone", std::string(1 << 20, '1')}, {"address", std::string(1 << 20, ',')}});
  built.add("B", "\xED\xA0\x80", "", {{"phone", "+"}, {"account", ""}, {"address", "\xFF"}});
  built.add("C", "....");
  built.propose(-100);
}

TEST(Values, Phones_are_one_with_and_without_their_countrys_code) {
  EXPECT_TRUE(is_same_phone(phone_number("+66 81 234 5678", ""), phone_number("081-234-5678", "TH")));
  EXPECT_TRUE(is_same_phone(phone_number("0066812345678", ""), phone_number("081 234 5678", "")));
  EXPECT_FALSE(is_same_phone(phone_number("+66812345678", ""), phone_number("+855812345678", "")));
  EXPECT_FALSE(is_same_phone(phone_number("191", ""), phone_number("191", "")));
  EXPECT_EQ(phone_number("012 345 678", "KH").digits, "85512345678");
}

TEST(Values, Dates_of_birth_agree_as_far_as_they_are_known) {
  const auto day = [](const char* text) { return *base::parse_date(text); };
  EXPECT_EQ(compare_birth_dates(day("1990-05-04"), day("1990-05-04")), BirthDates::Same);
  EXPECT_EQ(compare_birth_dates(day("1990-05-04"), day("1990")), BirthDates::SameAsFarAsKnown);
  EXPECT_EQ(compare_birth_dates(day("1990-05-04"), day("1990-04-05")), BirthDates::Swapped);
  EXPECT_EQ(compare_birth_dates(day("2533-05-04"), day("1990-05-04")), BirthDates::Same);
  EXPECT_EQ(compare_birth_dates(day("1990-05-04"), day("1991-05-04")), BirthDates::Near);
  EXPECT_EQ(compare_birth_dates(day("1990-05-04"), day("1972-11-30")), BirthDates::Different);
  EXPECT_EQ(compare_birth_dates({}, day("1990")), BirthDates::Unknown);
}

TEST(Values, Addresses_are_one_in_any_order_and_a_town_alone_is_none) {
  EXPECT_EQ(address_key("12/3 moo 4, harbour rd., larktown"), address_key("larktown, harbour road 12/3 m 4"));
  EXPECT_EQ(address_key("larktown"), "");
  EXPECT_NE(address_key("12 harbour road"), address_key("13 harbour road"));
}

} // namespace
} // namespace cuibono::match
