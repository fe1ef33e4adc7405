// Mappings made of meanings that a person gave to columns, and of texts that stand for all rows.

#include "ingest/mapping/propose.h"

#include <gmock/gmock.h>

#include "mapping_helpers.h"
#include "ingest/party_id.h"

namespace cuibono::ingest {
namespace {

using testing::Folder;
using ::testing::ElementsAre;

class Meant : public ::testing::Test {
 protected:
  // The sheet as these meanings read it, in a case.
  testing::Imported import(const std::string& text, SheetKind kind, const Meanings& meanings, const Constants& constants = {}) {
    const auto path = folder_.file("sheet.csv", text);
    ReadOptions options;
    options.keep_sheets = true;
    base::Progress progress;
    const auto draft = read_paths({path}, {}, progress, options);
    EXPECT_TRUE(draft);
    const auto mapping = mapping_of(draft->tables.at(0), kind, meanings, constants);
    EXPECT_EQ(testing::mapping_of(format_mapping(mapping)), mapping);
    return testing::resolved(testing::read_by(path, mapping));
  }
  const Folder folder_;
};

TEST_F(Meant, A_sheet_of_ties_joins_ids_as_they_are_and_names_under_ids_that_do_not_tell_them) {
  const auto imported = import("Who;Whom;How;Since;Part;Proof\nP7;Green Farm Ltd;owns;2031-02-01;25%;E3\nP8;Green Farm Ltd;directs;;;\n", SheetKind::Ties,
                               {Meaning::Source, Meaning::Target, Meaning::TieType, Meaning::Date, Meaning::Share, Meaning::Exhibit});
  const auto& snapshot = imported.after;
  ASSERT_EQ(snapshot.ties().size(), 2u);
  const auto& owns = *std::ranges::find(snapshot.ties().rows(), model::TieType::Owns, &model::Tie::type);
  EXPECT_EQ(snapshot.entities().find(owns.source)->key, "P7");
  EXPECT_EQ(snapshot.entities().find(owns.target)->key, party_id("Green Farm Ltd"));
  EXPECT_EQ(snapshot.entities().find(owns.target)->name, "Green Farm Ltd");
  EXPECT_EQ(owns.from, (base::Date{2031, 2, 1}));
  EXPECT_EQ(owns.share, .25);
  ASSERT_EQ(owns.citations.size(), 1u);
  EXPECT_EQ(snapshot.exhibits().find(owns.citations[0].exhibit)->key, "E3");
  EXPECT_EQ(snapshot.entities().size(), 3u);
}

TEST_F(Meant, A_constant_stands_where_the_column_is_empty_and_where_there_is_none) {
  const auto imported = import("Giver;Taker;Sum;Ccy\nA1;B1;10.00;USD\nA1;B2;20.00;\n", SheetKind::Payments, {Meaning::Payer, Meaning::Payee, Meaning::Amount, Meaning::Currency},
                               {{Meaning::Currency, "XTS"}, {Meaning::Class, "payroll"}, {Meaning::Date, "2031-05-06"}});
  const auto& rows = imported.after.payments().rows();
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].currency, "USD");
  EXPECT_EQ(rows[1].currency, "XTS");
  for (const auto& row : rows) {
    EXPECT_EQ(row.payment_class, model::PaymentClass::Payroll);
    EXPECT_EQ(row.date, (base::Date{2031, 5, 6}));
  }
  EXPECT_EQ(imported.after.entities().find(rows[0].payer)->key, "A1");
}

TEST_F(Meant, A_list_takes_kind_birth_and_country_and_keeps_other_columns_as_attributes) {
  const auto imported = import("No;Full name;Born;Land;Shoe\n1a;Wanderer Quill;31/12/1979;KH;41\n", SheetKind::List, {Meaning::Id, Meaning::Name, Meaning::BirthDate, Meaning::Country, std::nullopt},
                               {{Meaning::Kind, "person"}});
  const auto& row = imported.after.entities().rows()[0];
  EXPECT_EQ(row.key, "1a");
  EXPECT_EQ(row.kind, model::EntityKind::Person);
  EXPECT_EQ(row.birth_date, (base::Date{1979, 12, 31}));
  EXPECT_EQ(row.country, "KH");
  EXPECT_THAT(row.attributes, ElementsAre(std::pair("Shoe", "41")));
}

TEST(MissingMeaning, Is_said_unless_a_column_or_a_constant_says_it) {
  EXPECT_EQ(missing_meaning(SheetKind::Ties, {Meaning::Source}), "to whom the tie goes");
  EXPECT_EQ(missing_meaning(SheetKind::Ties, {Meaning::Source}, {{Meaning::Target, "P1"}}), "");
  EXPECT_EQ(missing_meaning(SheetKind::Statement, {Meaning::Amount}, {{Meaning::Date, "2031"}}), "");
}

TEST(MeaningOfColumn, A_date_of_birth_is_no_date_of_a_payment) {
  EXPECT_EQ(meaning_of("Date of birth"), Meaning::BirthDate);
  EXPECT_EQ(meaning_of("Booking date"), Meaning::Date);
  EXPECT_EQ(meaning_of("Nationality"), Meaning::Country);
}

} // namespace
} // namespace cuibono::ingest
