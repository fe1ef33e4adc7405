#pragma once
// Short ways to look at the graph that an import made, and to hurt a file.

#include <algorithm>
#include <string>
#include <vector>

#include "base/random.h"
#include "ingest/import_helpers.h"
#include "samples.h"

namespace cuibono::ingest::testing {

inline base::Error failure_of(const std::string& name, std::string_view text, std::string_view format = "") {
  const Folder folder;
  const auto draft = read(folder.file(name, text), format);
  EXPECT_FALSE(draft);
  return draft ? base::Error{} : draft.error();
}

inline std::string attribute(const model::Attributes& attributes, std::string_view name) {
  for (const auto& [own, value] : attributes)
    if (own == name) return value;
  return {};
}

/// "id name" of every entity, in order.
inline std::vector<std::string> people_of(const model::CaseSnapshot& snapshot) {
  std::vector<std::string> people;
  for (const auto& entity : snapshot.entities()) people.push_back(entity.key + (entity.name.empty() ? "" : " " + entity.name));
  return people;
}

/// "a>b" of every tie, "a-b" where it is undirected, with ":weight" where it has one, in order.
inline std::vector<std::string> ties_of(const model::CaseSnapshot& snapshot) {
  std::vector<std::string> ties;
  for (const auto& tie : snapshot.ties()) {
    const bool is_undirected = attribute(tie.attributes, "directed") == "false";
    const auto weight = attribute(tie.attributes, "weight");
    ties.push_back(snapshot.entities().find(tie.source)->key + (is_undirected ? "-" : ">") + snapshot.entities().find(tie.target)->key +
                   (weight.empty() ? "" : ":" + weight));
  }
  return ties;
}

/// The sample file imported, with as many nodes and ties as another library counts and no row rejected.
inline Imported expect_counts(const std::string& path, std::size_t nodes, std::size_t ties) {
  auto imported = import(cuibono::testing::sample(path));
  EXPECT_EQ(imported.after.entities().size(), nodes) << path;
  EXPECT_EQ(imported.after.ties().size(), ties) << path;
  EXPECT_EQ(imported.rejected(), 0u) << path << ": " << imported.reason();
  return imported;
}

struct Counted {
  const char* path;
  std::size_t nodes, ties;
};

/// A few bytes changed, taken out, put in or doubled.
inline std::string mutated(std::string bytes, base::Random& random, std::string_view telling) {
  const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random.next() % limit); };
  for (std::size_t i = 0; i <= below(8) && !bytes.empty(); ++i) {
    const auto at = below(bytes.size());
    switch (random.next() % 4) {
      case 0: bytes[at] = static_cast<char>(random.next()); break;
      case 1: bytes[at] = telling[below(telling.size())]; break;
      case 2: bytes.erase(at, 1 + below(20)); break;
      default: bytes.insert(at, bytes.substr(at, 1 + below(40)));
    }
  }
  return bytes;
}

/// Reads the mutated text again and again; each time it is refused with words, or every row is accounted for and the batch
/// applies.
inline void expect_survives(const std::string& name, std::string_view text, std::uint64_t seed, std::string_view telling, std::string_view format = "") {
  base::Random random(seed);
  for (int round = 0; round < 400; ++round) {
    const Folder folder;
    const auto draft = read(folder.file(name, mutated(std::string(text), random, telling)), format);
    if (!draft) {
      EXPECT_FALSE(draft.error().what.empty());
      continue;
    }
    const auto resolution = resolve({}, *draft);
    expect_accounted(resolution);
    std::uint64_t rows = draft->issues.size();
    for (const auto& table : draft->tables) rows += table.rows();
    EXPECT_EQ(rows, resolution.files.at(0).rows);
    const auto after = model::apply({}, resolution.batch);
    EXPECT_TRUE(after) << (after ? "" : base::sentence(after.error()));
  }
}

} // namespace cuibono::ingest::testing
