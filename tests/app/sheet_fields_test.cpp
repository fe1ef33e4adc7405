// What a hand does with the columns of a sheet and the fields of what becomes of it.

#include "app/sheet_fields.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cuibono::app {
namespace {

using ingest::Meaning;
using ingest::SheetKind;

SheetReading statement(ingest::Meanings meanings) {
  SheetReading reading;
  reading.kind = SheetKind::Statement;
  reading.meanings = std::move(meanings);
  return reading;
}

TEST(SheetFields, A_column_fills_one_field_and_a_field_has_one_column) {
  auto reading = statement({Meaning::Date, Meaning::Amount, std::nullopt});
  fill_field(reading, Meaning::Amount, 2);
  EXPECT_EQ(reading.meanings, (ingest::Meanings{Meaning::Date, std::nullopt, Meaning::Amount}));
  fill_field(reading, Meaning::Balance, 2); // its column is given to another field
  EXPECT_FALSE(column_of(reading, Meaning::Amount));
  EXPECT_EQ(column_of(reading, Meaning::Balance), 2u);
  fill_field(reading, Meaning::Date, 9); // no such column
  EXPECT_EQ(column_of(reading, Meaning::Date), 0u);
}

TEST(SheetFields, Clearing_a_field_takes_its_column_and_its_text_away) {
  auto reading = statement({Meaning::Date, Meaning::Currency});
  set_constant(reading, Meaning::Currency, " XTS ");
  EXPECT_EQ(reading.constants.at(Meaning::Currency), "XTS");
  clear_field(reading, Meaning::Currency);
  EXPECT_FALSE(column_of(reading, Meaning::Currency));
  EXPECT_TRUE(reading.constants.empty());
  set_constant(reading, Meaning::Currency, "  ");
  EXPECT_TRUE(reading.constants.empty());
}

TEST(SheetFields, What_a_statement_cannot_do_without_is_marked_until_something_fills_it) {
  auto reading = statement({Meaning::Date, Meaning::Debit, std::nullopt});
  const SheetField amount{Meaning::Amount, "Amount", true};
  EXPECT_TRUE(is_missing(reading, amount));
  fill_field(reading, Meaning::Credit, 2); // money out and in do for it
  EXPECT_FALSE(is_missing(reading, amount));
}

TEST(SheetFields, A_meaning_has_one_place_at_most_in_each_kind_of_sheet) {
  for (std::size_t kind = 0; kind < base::kCount<SheetKind>; ++kind) {
    std::vector<Meaning> seen;
    for (const auto& group : fields_of(static_cast<SheetKind>(kind)))
      for (const auto& field : group.fields) {
        EXPECT_EQ(std::ranges::count(seen, field.meaning), 0) << group.title << ": " << field.label;
        seen.push_back(field.meaning);
      }
  }
  EXPECT_EQ(label_of(SheetKind::Statement, Meaning::Debit), "Money out");
  EXPECT_EQ(label_of(SheetKind::List, Meaning::Debit), "");
}

TEST(SheetFields, Fields_of_a_vocabulary_offer_its_words) {
  EXPECT_THAT(words_for(Meaning::Kind), ::testing::Contains("vessel"));
  EXPECT_THAT(words_for(Meaning::TieType), ::testing::Contains("nominee_for"));
  EXPECT_TRUE(words_for(Meaning::Name).empty());
}

TEST(SheetFields, Zones_are_offered_with_the_places_that_have_them) {
  EXPECT_THAT(zone_choices(), ::testing::Contains(::testing::Field(&ZoneChoice::name, "UTC+06:30 (Yangon)")));
  EXPECT_THAT(zone_choices(), ::testing::Contains(::testing::Field(&ZoneChoice::name, "UTC-03:30 (St. John's in winter)")));
}

TEST(RowFilters, Become_conditions_of_the_mapping) {
  EXPECT_FALSE(condition_of({}));
  EXPECT_FALSE(condition_of({"Details", RowTest::Contains, ""}));
  const auto contains = condition_of({"Details", RowTest::DoesNotContain, "fee"});
  ASSERT_TRUE(contains);
  EXPECT_EQ(contains->value, "{Details}");
  EXPECT_EQ(contains->contains, std::vector<std::string>{"fee"});
  EXPECT_TRUE(contains->negated);
  EXPECT_EQ(condition_of({"Details", RowTest::Is, "fee"})->is, std::vector<std::string>{"fee"});
  EXPECT_EQ(condition_of({"Details", RowTest::IsEmpty, ""})->filled, false);
}

} // namespace
} // namespace cuibono::app
