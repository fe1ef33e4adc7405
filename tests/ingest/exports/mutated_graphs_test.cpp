// Whatever the bytes of a graph are, reading it ends in an error or in a full account of every row, and its batch applies.

#include <gtest/gtest.h>

#include "base/random.h"
#include "ingest/exports/round_trip.h"

namespace cuibono::ingest {
namespace {

using namespace testing;

std::string mutated(std::string bytes, base::Random& random) {
  constexpr std::string_view kTelling = "<>&\"'[]#;/=";
  const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random.next() % limit); };
  for (std::size_t i = 0; i <= below(8) && !bytes.empty(); ++i) {
    const auto at = below(bytes.size());
    switch (random.next() % 4) {
      case 0: bytes[at] = static_cast<char>(random.next()); break;
      case 1: bytes[at] = kTelling[below(kTelling.size())]; break;
      case 2: bytes.erase(at, 1 + below(20)); break;
      default: bytes.insert(at, bytes.substr(at, 1 + below(40)));
    }
  }
  return bytes;
}

class MutatedGraph : public ::testing::TestWithParam<const char*> {};

TEST_P(MutatedGraph, Never_crashes_and_always_accounts) {
  const auto snapshot = import_tables({{"entities.csv", "id,kind,name,height\nA,person,Ada & <Bo>,180\nB,company,,\n"}, {"roles.csv", "entity,role,exhibits\nA,guard,E1\n"},
                                       {"ties.csv", "id,source,target,type,directed\nt,A,B,calls,false\n"}, {"payments.csv", "payer,payee,amount\nA,B,2\n"}}).after;
  const auto bytes = written(GetParam(), snapshot).bytes;
  base::Random random(20310214);
  for (int round = 0; round < 300; ++round) {
    const Folder folder;
    const auto draft = read(folder.file("g." + std::string(format_named(GetParam())->extension), mutated(bytes, random)), GetParam());
    if (!draft) {
      EXPECT_FALSE(draft.error().what.empty());
      continue;
    }
    const auto resolution = resolve({}, *draft);
    expect_accounted(resolution);
    EXPECT_TRUE(model::apply({}, resolution.batch));
  }
}

INSTANTIATE_TEST_SUITE_P(Written, MutatedGraph, ::testing::Values("anx", "gexf", "gml", "graphml"), [](const auto& which) { return std::string(which.param); });

} // namespace
} // namespace cuibono::ingest
