// Whatever the bytes are, an import ends in an error or in a full account of every row, and its batch applies.

#include <gtest/gtest.h>

#include "base/file.h"
#include "base/random.h"
#include "import_helpers.h"
#include "source_dir.h"

namespace cuibono::ingest {
namespace {

using testing::Folder;

std::size_t below(base::Random& random, std::size_t limit) { return static_cast<std::size_t>(random.next() % limit); }

// A few bytes changed, taken out, put in or doubled.
std::string mutated(std::string bytes, base::Random& random) {
  constexpr std::string_view kTelling{"\",;\n\r\0\t|<>&'\xFF\xC2 -1", 18};
  for (std::size_t i = 0; i <= below(random, 8) && !bytes.empty(); ++i) {
    const auto at = below(random, bytes.size());
    switch (random.next() % 4) {
      case 0: bytes[at] = static_cast<char>(random.next()); break;
      case 1: bytes[at] = kTelling[below(random, kTelling.size())]; break;
      case 2: bytes.erase(at, 1 + below(random, 20)); break;
      default: bytes.insert(at, bytes.substr(at, 1 + below(random, 40)));
    }
  }
  return bytes;
}

void import_and_account(const std::filesystem::path& path) {
  const auto draft = testing::read(path);
  if (!draft) {
    EXPECT_FALSE(draft.error().what.empty());
    return;
  }
  const auto resolution = resolve({}, *draft);
  testing::expect_accounted(resolution);
  std::uint64_t rows = draft->issues.size(), reported = 0;
  for (const auto& table : draft->tables) rows += table.rows();
  for (const auto& file : resolution.files) reported += file.rows;
  EXPECT_EQ(rows, reported);
  const auto after = model::apply({}, resolution.batch);
  EXPECT_TRUE(after) << (after ? "" : base::sentence(after.error()));
}

TEST(HostileInput, Mutated_case_tables_never_crash_and_always_account) {
  base::Random random(20310214);
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(cuibono::testing::source_dir()) / "data/cases/meridian-star")) {
    if (!entry.is_regular_file()) continue; // the evidence that the tables were made of
    const auto bytes = base::read_file(entry.path()).value().substr(0, 4000);
    for (int round = 0; round < 40; ++round) {
      const Folder folder;
      folder.file(entry.path().filename().string(), mutated(bytes, random));
      import_and_account(folder.path());
    }
  }
}

TEST(HostileInput, Mutated_graphml_never_crashes_and_always_accounts) {
  const std::string graph =
      "<?xml version='1.0' encoding='UTF-8'?><graphml><key id='r' for='node' attr.name='role'/>"
      "<key id='l' for='all' attr.name='label' attr.type='double'><default>1.0</default></key><graph edgedefault='undirected'>"
      "<node id='a'><data key='r'>victim, minor</data><graph id='g'><node id='b'/></graph></node><node id='c'><port name='p'/></node>"
      "<edge id='e' source='a' target='b'><data key='l'>2</data></edge><edge source='c' target='c' directed='true'/>"
      "<hyperedge><endpoint node='a'/></hyperedge></graph></graphml>";
  base::Random random(20310215);
  for (int round = 0; round < 600; ++round) {
    const Folder folder;
    import_and_account(folder.file("g.graphml", mutated(graph, random)));
  }
}

TEST(HostileInput, Bytes_at_random_never_crash) {
  base::Random random(20310216);
  for (int round = 0; round < 100; ++round) {
    std::string bytes(below(random, 2000), '\0');
    for (auto& byte : bytes) byte = static_cast<char>(random.next());
    const Folder folder;
    import_and_account(folder.file(round % 2 ? "ties.csv" : "x", bytes));
  }
}

} // namespace
} // namespace cuibono::ingest
