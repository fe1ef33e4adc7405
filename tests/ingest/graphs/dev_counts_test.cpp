// Every graph that other libraries were asked to count is read here, and counted the same, or it is said why not.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "base/file.h"
#include "ingest/csv.h"
#include "ingest/import_helpers.h"
#include "samples.h"

namespace cuibono::ingest {
namespace {

using namespace testing;

constexpr const char* kCounts = "_dev_graph_counts.csv";

// What one library says of a file: `28 nodes, 65 edges`, or nothing where it refuses the file.
using Counts = std::pair<std::size_t, std::size_t>;
struct Counted {
  std::vector<Counts> counts;
  std::size_t refusals = 0;
};

std::map<std::string, Counted> counted_files() {
  auto text = base::read_file(cuibono::testing::sample(kCounts)).value();
  CsvReader reader(text, ',');
  std::map<std::string, Counted> files;
  std::vector<std::string_view> cells;
  for (reader.next(cells), cells.clear(); reader.next(cells) == CsvReader::Outcome::Row; cells.clear()) {
    auto& file = files[std::string(cells.at(0))];
    if (cells.at(2) == "ERR") ++file.refusals;
    else file.counts.emplace_back(std::stoul(std::string(cells[2])), std::stoul(std::string(cells.at(3))));
  }
  return files;
}

// Files that we count otherwise than every library that reads them, and why.
const std::map<std::string, std::string> kDiffers{
    {"graph-igraph/tests/unit/pajek_arcslist.net", "a line of *Arcslist has one arc to each vertex after the first, 55 in all; networkx takes the "
                                                   "first of each, igraph refuses the line of text above *Vertices"}};

// Files that every library refuses and that we read, with our counts and why.
const std::map<std::string, std::pair<Counts, std::string>> kReadHereAlone{
    {"graph-gephi/ImportPlugin/emojis.gml", {{1, 0}, "an id may be a word without quotes, as Gephi reads it"}},
    {"graph-igraph/tests/unit/utf8_with_bom.net", {{10, 6}, "a byte order mark is no part of the text"}}};

// Formats that are still to come. Must be empty in the end.
const std::set<std::string> kNotYetRead{};

std::string extension(const std::string& path) { return std::filesystem::path(path).extension().string(); }

Counts counts_of(const model::CaseSnapshot& snapshot) { return {snapshot.entities().size(), snapshot.ties().size() + snapshot.payments().size()}; }

void expect_as_counted(const std::string& path, const Counted& says) {
  const auto imported = import(cuibono::testing::sample(path));
  EXPECT_EQ(imported.rejected(), 0u) << path << ": " << imported.reason();
  EXPECT_THAT(says.counts, ::testing::Contains(counts_of(imported.after))) << path;
}

void expect_refused_with_its_line(const std::string& path) {
  const auto draft = read(cuibono::testing::sample(path));
  ASSERT_FALSE(draft) << path;
  EXPECT_THAT(draft.error().where, ::testing::ContainsRegex("line [0-9]+")) << path << ": " << base::sentence(draft.error());
}

TEST(DevCounts, Every_file_has_the_nodes_and_edges_that_a_library_counts_or_is_refused_where_all_refuse_it) {
  CB_NEEDS_SAMPLE(kCounts);
  std::size_t read_files = 0;
  for (const auto& [path, says] : counted_files()) {
    if (kNotYetRead.contains(extension(path)) || kDiffers.contains(path)) continue;
    ++read_files;
    if (const auto alone = kReadHereAlone.find(path); alone != kReadHereAlone.end()) expect_as_counted(path, Counted{{alone->second.first}, 0});
    else if (says.counts.empty()) expect_refused_with_its_line(path);
    else expect_as_counted(path, says);
  }
  EXPECT_GE(read_files + kDiffers.size(), 130u);
}

TEST(DevCounts, A_reason_stands_for_nothing_that_would_pass_without_it) {
  CB_NEEDS_SAMPLE(kCounts);
  EXPECT_THAT(kNotYetRead, ::testing::IsEmpty());
  const auto files = counted_files();
  for (const auto& [path, why] : kDiffers) {
    ASSERT_TRUE(files.contains(path)) << path;
    const auto draft = read(cuibono::testing::sample(path));
    if (!draft) continue;
    const auto imported = import(cuibono::testing::sample(path));
    EXPECT_TRUE(imported.rejected() > 0 || std::ranges::count(files.at(path).counts, counts_of(imported.after)) == 0) << path;
  }
  for (const auto& [path, alone] : kReadHereAlone) EXPECT_THAT(files.at(path).counts, ::testing::IsEmpty()) << path;
}

} // namespace
} // namespace cuibono::ingest
