// Names in any script, their spellings, and what must not be taken for one another. All names are invented.

#include "match/name_similarity.h"

#include <gmock/gmock.h>

#include "match/abugida.h"
#include "match/skeleton.h"

namespace cuibono::match {
namespace {

const NameReader& reader() {
  static const auto made = NameReader::create();
  return *made;
}

double score(const std::string& a, const std::string& b, NameKind kind = NameKind::Person) {
  const auto one = reader().read(a, kind), two = reader().read(b, kind);
  const double score = compare_names(one, two, kind).score;
  EXPECT_DOUBLE_EQ(score, compare_names(two, one, kind).score) << a << " | " << b;
  return score;
}

struct Two {
  const char* a;
  const char* b;
};
void PrintTo(const Two& two, std::ostream* out) { *out << two.a << " | " << two.b; }

class SamePerson : public ::testing::TestWithParam<Two> {};
TEST_P(SamePerson, Is_seen_through_script_order_title_and_spelling) {
  EXPECT_GE(score(GetParam().a, GetParam().b), kSameName);
}
INSTANTIATE_TEST_SUITE_P(Thai, SamePerson,
                         ::testing::Values(Two{"สมชาย ใจดี", "Somchai Jaidee"}, Two{"นายสมชาย ใจดี", "Mr. Somchay Chaidee"},
                                           Two{"นางสาวสมหญิง แก้วมณี", "Somying Kaewmanee"}, Two{"ธนพล วงศ์สวัสดิ์", "Thanaphon Wongsawat"},
                                           Two{"ประยุทธ์ ศรีสุข", "Prayut Srisuk"}, Two{"นาง มาลี บุญมี", "Nang Malee Boonmee"}));
INSTANTIATE_TEST_SUITE_P(Lao, SamePerson,
                         ::testing::Values(Two{"ສົມສັກ ວົງສາ", "Somsack Vongsa"}, Two{"ບຸນມີ ພົມມະຈັນ", "Bounmy Phommachanh"},
                                           Two{"ທ້າວ ຄຳພັນ ສີສຸກ", "Thao Khamphanh Sisouk"}));
INSTANTIATE_TEST_SUITE_P(Khmer, SamePerson,
                         ::testing::Values(Two{"សុខ សំណាង", "Sok Samnang"}, Two{"ពិសិដ្ឋ សុខា", "Piseth Sokha"},
                                           Two{"លោក ចាន់ ធារ៉ា", "Chan Theara"}, Two{"គឹម សុភា", "Kim Sophea"}));
INSTANTIATE_TEST_SUITE_P(Burmese, SamePerson,
                         ::testing::Values(Two{"အောင်မင်းထွန်း", "Aung Min Htun"}, Two{"ဒေါ်ခင်မိုးလွင်", "Daw Khin Moe Lwin"},
                                           Two{"ဇော်မိုးလွင်", "Zaw Moe Lwin"}, Two{"ကျော်ဇင်လတ်", "Kyaw Zin Latt"}));
INSTANTIATE_TEST_SUITE_P(Chinese, SamePerson,
                         ::testing::Values(Two{"陈志明", "Chen Zhiming"}, Two{"陳志明", "陈志明"}, Two{"林美玲", "Meiling Lin"},
                                           Two{"王小华", "Wang Xiaohua"}, Two{"Tan Wei Ming", "Chen Weiming"}));
INSTANTIATE_TEST_SUITE_P(Arabic, SamePerson,
                         ::testing::Values(Two{"محمد حسن", "Mohamed Hassan"}, Two{"Muhammad bin Hassan", "Mohd Hasan"},
                                           Two{"أحمد الخطيب", "Ahmad al-Khatib"}));
INSTANTIATE_TEST_SUITE_P(Cyrillic, SamePerson,
                         ::testing::Values(Two{"Юрий Щербаков", "Yuri Shcherbakov"}, Two{"Александра Иванова", "Ivanova, Alexandra"},
                                           Two{"Дмитрий Чернов", "Dmitri Chernov"}));
INSTANTIATE_TEST_SUITE_P(Latin, SamePerson,
                         ::testing::Values(Two{"Nguyễn Thị Hồng", "Hong Nguyen"}, Two{"Łukasz Müller", "LUKASZ MULLER"},
                                           Two{"Ravi a/l Kumar", "Kumar Ravi"}, Two{"Siti binti Osman", "Siti Osman"},
                                           Two{"J. Wanderer", "Josephine Wanderer"}, Two{"O'Hara Quill", "Ohara Quill"},
                                           Two{"Dr. Dato' Wanderer Quill", "wanderer quill"}, Two{"김민준", "Kim Minjun"}));

class OtherPerson : public ::testing::TestWithParam<Two> {};
TEST_P(OtherPerson, Is_not_taken_for_the_first) { EXPECT_LT(score(GetParam().a, GetParam().b), kSameName); }
INSTANTIATE_TEST_SUITE_P(Each, OtherPerson,
                         ::testing::Values(Two{"สมชาย ใจดี", "สมชาย แก้วมณี"}, Two{"Nguyen Van Hung", "Nguyen Thi Lan"},
                                           Two{"Mohamed Hassan", "Mohamed Karim"}, Two{"陈志明", "陈美玲"}, Two{"Sok Samnang", "Sok Dara"},
                                           Two{"Wanderer Quill", "Zebulon Canarius"}, Two{"Somchai", "Somchai Jaidee Kaewmanee"},
                                           Two{"", "Somchai"}, Two{"!!!", "???"}, Two{"Daw Khin", "Daw Hla"}));

class SameCompany : public ::testing::TestWithParam<Two> {};
TEST_P(SameCompany, Is_seen_through_its_form_and_script) {
  EXPECT_GE(score(GetParam().a, GetParam().b, NameKind::Organisation), kSameName);
}
INSTANTIATE_TEST_SUITE_P(Each, SameCompany,
                         ::testing::Values(Two{"Larkfield Sdn. Bhd.", "LARKFIELD SDN BHD"}, Two{"PT Larkfield Tbk", "Larkfield"},
                                           Two{"บริษัท โสภาทรัพย์ จำกัด", "Sophasap Co., Ltd."}, Two{"ក្រុមហ៊ុន សុខា ឯ.ក", "Sokha Co Ltd"},
                                           Two{"Công ty TNHH Hoa Sen", "Hoa Sen Company Limited"}, Two{"ООО Ромашка", "Romashka LLC"},
                                           Two{"Meridian Star Pte Ltd", "Meridian-Star Private Limited"}, Two{"Larkfield GmbH & Co. KG", "Larkfield"}));
TEST(Companies, Of_one_trade_are_not_one) {
  EXPECT_LT(score("Larkfield Seafood Co Ltd", "Meridian Seafood Co Ltd", NameKind::Organisation), kSameName);
  EXPECT_LT(score("บริษัท ลาร์คฟิลด์ จำกัด", "บริษัท เมอริเดียน จำกัด", NameKind::Organisation), kSameName);
}

TEST(Abugida, Writes_names_as_they_are_usually_spelled) {
  EXPECT_EQ(abugida_latin(U"สมชาย"), "somchai");
  EXPECT_EQ(abugida_latin(U"ประยุทธ์"), "prayut");
  EXPECT_EQ(abugida_latin(U"แก้วมณี"), "kaeomani");
  EXPECT_EQ(abugida_latin(U"សំណាង"), "samnang");
  EXPECT_EQ(abugida_latin(U"សុខ"), "suk");
  EXPECT_EQ(abugida_latin(U"ວົງສາ"), "vongsa");
  EXPECT_EQ(abugida_latin(U"မန္တလေး"), "man ta le");
}

TEST(Skeleton, Is_shared_by_spellings_of_one_sound) {
  EXPECT_EQ(skeleton("jaidee"), skeleton("chaidi"));
  EXPECT_EQ(skeleton("mohamed"), skeleton("muhammad"));
  EXPECT_EQ(skeleton("starbucks"), "STLPKS");
  EXPECT_EQ(skeleton(""), "");
  EXPECT_EQ(skeleton("aeiou"), "");
}

TEST(Names, Say_why_without_quoting_either) {
  const auto parts = compare_names(reader().read("Zebulon Canarius", NameKind::Person), reader().read("Canarius, Zebulon", NameKind::Person), NameKind::Person).parts;
  ASSERT_EQ(parts.size(), 1u);
  EXPECT_THAT(parts[0], ::testing::HasSubstr("2 of 2 and 2 words of the names are equal"));
  EXPECT_THAT(parts[0], ::testing::Not(::testing::HasSubstr("anarius")));
}

TEST(Names, Of_any_bytes_and_any_length_are_read_in_bounded_time) {
  const std::string kBad[] = {std::string(1 << 20, 'a'), std::string(1 << 20, ' '), "\xED\xA0\x80\xED\xB0\x80", std::string("\0\x01\xFF\xFE", 4),
                              "....,,,;;;", std::string(4000, '\xF0'), std::string(300, '&'), "a/l", "s.a.", "ก", "์์์์", "្្្", "ៈ"};
  for (const auto& text : kBad)
    for (const auto kind : {NameKind::Person, NameKind::Organisation, NameKind::Other}) {
      const auto name = reader().read(text, kind);
      EXPECT_LE(name.words.size(), kMostWords);
      EXPECT_LE(name.whole.size(), 8 * kLongestText);
      EXPECT_LE(compare_names(name, name, kind).score, 1);
    }
}

} // namespace
} // namespace cuibono::match
