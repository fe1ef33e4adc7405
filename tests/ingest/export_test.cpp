#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "import_helpers.h"
#include "ingest/export_case_tables.h"
#include "model/people.h"
#include "source_dir.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using ::testing::HasSubstr;
using ::testing::Not;

model::Names names_of(const model::CaseSnapshot& snapshot, model::Reveal reveal) {
  return model::Names(std::make_shared<const model::CaseSnapshot>(snapshot), reveal);
}

Imported exported_and_read(const model::CaseSnapshot& snapshot, const std::filesystem::path& folder) {
  const auto written = export_case_tables(snapshot, folder, names_of(snapshot, model::Reveal::Revealed));
  EXPECT_TRUE(written) << (written ? "" : base::sentence(written.error()));
  return import(folder);
}

template <class Row>
void expect_equal_rows(const model::CaseSnapshot& a, const model::CaseSnapshot& b) {
  EXPECT_TRUE(a.of<Row>() == b.of<Row>()) << Row::kTable;
}

void expect_equal(const model::CaseSnapshot& a, const model::CaseSnapshot& b) {
  std::apply([&]<class... Row>(const model::Table<Row>&...) { (expect_equal_rows<Row>(a, b), ...); }, a.tables);
}

TEST(Export, Both_demonstration_cases_come_back_as_they_were) {
  for (const auto* name : {"meridian-star", "larkfield"}) {
    const Folder folder;
    const auto original = import(std::filesystem::path(cuibono::testing::source_dir()) / "data/cases" / name);
    const auto back = exported_and_read(original.after, folder.path() / "out");
    EXPECT_EQ(back.rejected(), 0u) << back.reason();
    expect_equal(original.after, back.after);
  }
}

TEST(Export, What_a_spreadsheet_would_bend_comes_back_as_it_was) {
  const Folder folder;
  const auto original = import_tables(
      {{"entities.csv", "id,kind,name,aliases,notes,phone,attribute:kind,protected\n"
                        "A,person,\"=cmd|' /C calc'!A0\",\"+66 81;a\\;b;c:\\dir\\\",\"two\nlines \",+6681,odd,yes\nB,,,,,,,\n"},
       {"ties.csv", "source,target,exhibits,locator\nA,GHOST,E1;E2,\"p 1\\;2;\"\nA,A,,\nA,B,E1,a;b\n"},
       {"roles.csv", "entity,role,label\nA,other,bottom\n"},
       {"payments.csv", "payer,payee,amount,purpose\nA,B,0.07,\"say \"\"hi\"\"\"\n"}});
  EXPECT_EQ(original.rejected(), 0u) << original.reason();
  EXPECT_EQ(original.after.entities().rows()[0].aliases, (std::vector<std::string>{"+66 81", "a;b", "c:\\dir\\"}));
  EXPECT_EQ(original.after.ties().rows()[0].citations[0].locator, "p 1;2");
  expect_equal(original.after, exported_and_read(original.after, folder.path() / "out").after);
}

TEST(Export, A_graph_of_another_tool_comes_back_as_it_was) {
  const Folder folder;
  const auto original = import_text("edges.csv", "Id,Source,Target,Type,Label,directed\n1,a,b,Undirected,x,\n2,b,a,odd word,,maybe\n");
  expect_equal(original.after, exported_and_read(original.after, folder.path() / "out").after);
}

TEST(Export, A_victim_leaves_only_under_a_pseudonym) {
  const Folder folder;
  const auto original = import_text("entities.csv", "id,kind,name,aliases,birth_date,notes,height,protected\n"
                                                    "V12,person,Silas Vetch,Sil,2013-12-12,Aged 17,170,yes\nO1,person,Aldo Renquist,Al,1980,Owner,180,no\n");
  ASSERT_TRUE(export_case_tables(original.after, folder.path() / "out", names_of(original.after, model::Reveal::Pseudonyms)));
  const auto text = base::read_file(folder.path() / "out/entities.csv").value();
  for (const auto* word : {"Silas", "Sil,", "2013", "Aged", "170"}) EXPECT_THAT(text, Not(HasSubstr(word)));
  for (const auto* word : {"V-12", "Aldo Renquist", "1980", "180"}) EXPECT_THAT(text, HasSubstr(word));
}

TEST(Export, Free_text_passes_through_the_mask) {
  const Folder folder;
  const auto original = import_text("ties.csv", "source,target,notes\nA,B,about Silas\n");
  const auto mask = [](std::string_view text) { return text == "about Silas" ? std::string("about V-12") : std::string(text); };
  ASSERT_TRUE(export_case_tables(original.after, folder.path() / "out", names_of(original.after, model::Reveal::Pseudonyms), mask));
  EXPECT_THAT(base::read_file(folder.path() / "out/ties.csv").value(), HasSubstr("about V-12"));
}

TEST(Export, Refuses_a_folder_with_something_in_it_and_leaves_nothing_half_written) {
  const Folder folder;
  folder.file("mine.txt", "x");
  const auto original = import_text("entities.csv", "id\nA\n");
  EXPECT_FALSE(export_case_tables(original.after, folder.path(), names_of(original.after, model::Reveal::Revealed)));
  EXPECT_FALSE(export_case_tables(original.after, folder.path() / "mine.txt", names_of(original.after, model::Reveal::Revealed)));
  const std::filesystem::directory_iterator all(folder.path()), end;
  EXPECT_EQ(std::distance(all, end), 1);
}

} // namespace
} // namespace cuibono::ingest
