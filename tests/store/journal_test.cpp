#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "base/sha256.h"
#include "sample.h"
#include "store/journal_codec.h"
#include "store/json_field.h"

namespace cuibono::store {
namespace {

using model::Change;
using Journal = CaseFileTest;

void expect_same(const model::EditBatch& a, const model::EditBatch& b) {
  EXPECT_EQ(a.label, b.label);
  EXPECT_EQ(a.author, b.author);
  EXPECT_EQ(a.reason, b.reason);
  EXPECT_EQ(a.time, b.time);
  EXPECT_EQ(a.kind, b.kind);
  EXPECT_TRUE(a.edits == b.edits);
}

TEST_F(Journal, Gives_back_every_edit_batch_exactly_after_reopening) {
  const auto all = every_row();
  auto renamed = filled<model::Exhibit>(1);
  renamed.grade = {};
  auto change = batch_of("Change", Change<model::Exhibit>{filled<model::Exhibit>(1), renamed},
                         Change<model::Asset>{filled<model::Asset>(3), {}});
  change.kind = model::BatchKind::Redo;
  {
    auto file = create();
    ASSERT_TRUE(apply_and_commit(file, all));
    ASSERT_TRUE(apply_and_commit(file, change));
  }
  const auto journal = reopen().journal().value();
  ASSERT_EQ(journal.size(), 3u);
  EXPECT_EQ(journal[1].revision, 2u);
  expect_same(journal[1].batch, all);
  expect_same(journal[2].batch, change);
  expect_same(reopen().journal_record(3).value().batch, change);
  EXPECT_FALSE(reopen().journal_record(4));
}

TEST_F(Journal, Can_be_undone_from_what_was_read_back) {
  {
    auto file = create();
    ASSERT_TRUE(apply_and_commit(file, every_row()));
  }
  auto file = reopen();
  auto back = model::inverse(file.journal_record(2).value().batch);
  back.kind = model::BatchKind::Undo;
  ASSERT_TRUE(apply_and_commit(file, back));
  const auto loaded = file.load().value();
  EXPECT_EQ(loaded.revision, 3u);
  EXPECT_TRUE(loaded.entities().empty());
  EXPECT_EQ(loaded.of<model::Setting>().size(), 2u);
  EXPECT_TRUE(file.verify());
}

TEST_F(Journal, Headings_tell_everything_but_the_edits) {
  auto file = create();
  ASSERT_TRUE(apply_and_commit(file, every_row()));
  const auto headings = file.journal_headings().value();
  ASSERT_EQ(headings.size(), 2u);
  EXPECT_EQ(headings[1].batch.label, "Import \"everything\"");
  EXPECT_EQ(headings[1].hash, file.journal().value()[1].hash);
  EXPECT_TRUE(headings[1].batch.edits.empty());
}

TEST_F(Journal, An_import_of_many_rows_is_stored_in_parts_and_read_back_whole) {
  auto file = create();
  auto batch = batch_of("Import payments");
  for (std::uint32_t id = 1; id <= 10'000; ++id) {
    auto payment = plain<model::Payment>(id);
    payment.key = "P" + std::to_string(id);
    batch.edits.emplace_back(Change<model::Payment>{{}, payment});
  }
  ASSERT_TRUE(apply_and_commit(file, batch));
  expect_same(file.journal_record(2).value().batch, batch);
  EXPECT_TRUE(file.verify());
}

TEST_F(Journal, The_hash_chain_can_be_recomputed_by_another_program) {
  const auto file = CaseFile::create(path_, {{"title", "A"}}, {"Analyst", "2031-05-01T08:00:00Z"}).value();
  const auto part = base::sha256_hex(R"([["case",1,null,["title","A"]]])");
  const auto record =
      "\n[1,\"2031-05-01T08:00:00Z\",\"Analyst\",\"Create case\",\"\",\"edit\","
      "\"[[\\\"case\\\",[\\\"key\\\",\\\"value\\\"]]]\",[\"" +
      part + "\"]]";
  EXPECT_EQ(file.journal().value()[0].hash, base::sha256_hex(record));
}

TEST_F(Journal, Cannot_be_changed_or_shortened_with_its_triggers_in_place) {
  { auto file = create(); }
  for (const std::string sql :
       {"UPDATE journal SET reason='x'", "DELETE FROM journal", "UPDATE journal_edits SET edits='[]'",
        "DELETE FROM journal_edits", "INSERT INTO journal_edits VALUES(1,9,'[]')",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal"}) {
    const auto database = Database::open(path_, Database::Mode::ReadWrite).value();
    EXPECT_FALSE(database.run(sql)) << sql;
  }
  EXPECT_TRUE(reopen().verify());
}

TEST(JournalCodec, A_column_added_by_a_later_version_is_left_at_its_default) {
  const auto decoder = EditDecoder::from(R"([["pins",["y","entity"]]])");
  ASSERT_TRUE(decoder);
  std::vector<model::Edit> edits;
  ASSERT_TRUE(decoder->decode(R"([["pins",3,null,[2.5,7]]])", edits));
  model::Pin pin;
  pin.id = {3};
  pin.entity = {7};
  pin.y = 2.5;
  EXPECT_TRUE(edits[0] == model::Edit(Change<model::Pin>{{}, pin}));
}

TEST(JournalCodec, Refuses_what_it_did_not_write) {
  for (const char* columns :
       {"", "{}", "[[]]", R"([["pins",["z"]]])", R"([["pin",["x"]]])", R"([["pins",[]]])", R"([["pins",["x","x"]]])"})
    EXPECT_FALSE(EditDecoder::from(columns)) << columns;
  const auto decoder = EditDecoder::from(R"([["pins",["entity","x","y"]]])").value();
  std::vector<model::Edit> edits;
  for (const char* part : {"", "3", "[3]", "[[]]", R"([["pins",0,null,[1,2,3]]])", R"([["pins",1,null,null]])",
                           R"([["pins",1,null,[1,2]]])", R"([["pins",1,null,[1,2,"3"]]])",
                           R"([["pins",1,null,[-1,2,3]]])", R"([["pins",1,null,[4294967296,2,3]]])",
                           R"([["ties",1,null,[1,2,3]]])", R"([["pins",18446744073709551615,null,[1,2,3]]])"})
    EXPECT_FALSE(decoder.decode(part, edits)) << part;
  EXPECT_FALSE(decoder.decode(std::string(100'000, '['), edits));
}

TEST(JournalCodec, Reads_no_document_nested_deeper_than_its_own) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_TRUE(parse_json(nested(6)));
  EXPECT_FALSE(parse_json(nested(64)));
  EXPECT_FALSE(parse_json(nested(100'000)));
}

} // namespace
} // namespace cuibono::store
