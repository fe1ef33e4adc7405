// Whatever the bytes of a record file are, an import ends in an error or in a full account, and its batch applies.

#include <gtest/gtest.h>

#include "base/random.h"
#include "ingest/records/record_helpers.h"
#include "ingest/zip_maker.h"

namespace cuibono::ingest {
namespace {

using namespace testing;

std::size_t below(base::Random& random, std::size_t limit) { return static_cast<std::size_t>(random.next() % limit); }

std::string mutated(std::string bytes, base::Random& random) {
  constexpr std::string_view kTelling{"\"{}[],:\\\n\0<>&-19eE\xFF\xC2", 21};
  for (std::size_t i = 0; i <= below(random, 6) && !bytes.empty(); ++i) {
    const auto at = below(random, bytes.size());
    switch (random.next() % 4) {
      case 0: bytes[at] = static_cast<char>(random.next()); break;
      case 1: bytes[at] = kTelling[below(random, kTelling.size())]; break;
      case 2: bytes.erase(at, 1 + below(random, 20)); break;
      default: bytes.insert(at, bytes.substr(at, 1 + below(random, 60)));
    }
  }
  return bytes;
}

void import_and_account(const std::string& name, const std::string& bytes) {
  const Folder folder;
  const auto draft = read(folder.file(name, bytes));
  if (!draft) {
    EXPECT_FALSE(draft.error().what.empty());
    return;
  }
  const auto resolution = resolve({}, *draft);
  expect_accounted(resolution);
  const auto after = model::apply({}, resolution.batch);
  EXPECT_TRUE(after) << (after ? "" : base::sentence(after.error()));
}

void mutate(const std::string& name, const std::string& text, std::uint64_t seed, int rounds = 300) {
  base::Random random(seed);
  import_and_account(name, text);
  for (int round = 0; round < rounds; ++round) import_and_account(name, mutated(text, random));
}

TEST(HostileRecords, Mutated_statements_never_crash_and_always_account) {
  mutate(
      "b.json",
      R"([{"statementId":"00000000000000000000000000000001","statementDate":"2031-01-01T00:00:00+01:00","declarationSubject":"c",
    "recordId":"r","recordType":"relationship","recordStatus":"closed","recordDetails":{"isComponent":false,"subject":"c","interestedParty":{"reason":"unknown"},
    "interests":[{"type":"shareholding","share":{"minimum":25,"exclusiveMaximum":50},"directOrIndirect":"indirect"},{"type":"nominee"}]}}])",
      1);
}

TEST(HostileRecords, Mutated_entities_never_crash_and_always_account) {
  mutate("f.ijson", R"({"id":"p","schema":"Person","properties":{"name":["Ada"],"topics":["role.pep"],"addressEntity":["a"]}}
{"id":"o","schema":"Ownership","properties":{"owner":["p"],"asset":["c"],"percentage":["33.3"],"startDate":["2031"]}}
{"id":"y","schema":"Payment","properties":{"payer":["p"],"payerAccount":["k"],"beneficiary":["c"],"amount":["1.234"]}}
{"id":"t","schema":"Trip","properties":{"organizer":["p"],"involved":["v"],"vehicle":["w"]}})", 2);
}

TEST(HostileRecords, Mutated_bundles_and_tables_never_crash_and_always_account) {
  mutate(
      "s.json",
      R"({"type":"bundle","id":"bundle--1","objects":[{"type":"identity","id":"identity--1","spec_version":"2.1","identity_class":"individual"},
    {"type":"relationship","id":"relationship--1","relationship_type":"controls","source_ref":"identity--1","target_ref":"identity--2","confidence":1e2},
    {"type":"sighting","id":"sighting--1","sighting_of_ref":"identity--1","where_sighted_refs":["identity--1"],"count":2}]})",
      3);
  mutate("j.json", R"({"ties":[{"source":"A","target":"B","x":{"y":[1,2]}}],"entities":[{"id":"A","kind":"person"}]})", 4);
}

TEST(HostileRecords, Mutated_phone_reports_never_crash_and_always_account) {
  const std::string xml =
      "<project><metadata><item name='MSISDN'>+66811</item></metadata><decodedData><modelType><model type='Call' "
      "id='c'><field name='Direction'>"
      "<value>Incoming</value></field><multiModelField name='Parties'><model type='Party'><field "
      "name='Identifier'><value>0812</value></field></model>"
      "</multiModelField></model><model type='Chat' id='h'><multiModelField name='Messages'><model "
      "type='InstantMessage'><modelField name='From'>"
      "<model type='Party'><field "
      "name='Identifier'><value>a@b</value></field></model></modelField></model></multiModelField></model></"
      "modelType></decodedData></project>";
  base::Random random(5);
  for (int round = 0; round < 200; ++round) import_and_account("p.ufdr", make_zip({{"report.xml", mutated(xml, random)}}));
  mutate("p.ufdr", make_zip({{"report.xml", xml}}), 6, 200);
}

} // namespace
} // namespace cuibono::ingest
