// Gephi's own spreadsheets of edges, against the tables that Gephi makes of them.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "base/file.h"
#include "base/text.h"
#include "ingest/csv.h"
#include "ingest/import_helpers.h"
#include "samples.h"

namespace cuibono::ingest {
namespace {

using namespace testing;

const std::string kFolder = "graph-gephi/ImportPlugin/spreadsheet/";

// Weight by direction and ends; the ends of what is undirected in order.
using Weights = std::map<std::string, double>;

void add(Weights& weights, std::string source, std::string target, bool is_directed, double weight) {
  if (!is_directed && target < source) std::swap(source, target);
  weights[(is_directed ? "directed " : "undirected ") + source + " " + target] += weight;
}

enum class Weight { Own, One }; ///< `One`: every row counts one, as where the file's weights are no numbers

struct Expected {
  Weights weights;
  std::size_t edges = 0;
};

Expected expected(const std::string& name, Weight weight) {
  auto text = base::read_file(cuibono::testing::sample(kFolder + "expected/" + name)).value();
  CsvReader reader(text, ',');
  std::vector<std::string_view> header, cells;
  reader.next(header);
  const auto at = [&](std::string_view column) { return std::string(cells.at(static_cast<std::size_t>(std::ranges::find(header, column) - header.begin()))); };
  Expected result;
  for (; reader.next(cells) == CsvReader::Outcome::Row; cells.clear(), ++result.edges)
    add(result.weights, at("Source"), at("Target"), at("Type") == "Directed", weight == Weight::One ? 1 : base::parse_number(at("Weight")).value());
  return result;
}

std::string attribute(const model::Attributes& attributes, std::string_view name) {
  for (const auto& [own, value] : attributes)
    if (base::to_lower(own) == name) return value;
  return {};
}

Weights imported_weights(const model::CaseSnapshot& snapshot, bool all_undirected, Weight weight) {
  Weights weights;
  for (const auto& tie : snapshot.ties()) {
    const auto own = base::parse_number(attribute(tie.attributes, "weight"));
    add(weights, snapshot.entities().find(tie.source)->key, snapshot.entities().find(tie.target)->key,
        !all_undirected && attribute(tie.attributes, "directed") != "false", own && weight == Weight::Own ? *own : 1);
  }
  if (weight == Weight::One)
    for (auto& [ends, sum] : weights) sum = 1;
  return weights;
}

struct Table {
  const char* file;
  const char* expected;
  std::size_t ties;     ///< we keep parallel edges, each with its row, where Gephi may be told to merge them
  std::size_t rejected = 0;
  bool all_undirected = false; ///< Gephi was told so in its import dialogue
  Weight weight = Weight::Own;
};

class GephiTable : public ::testing::TestWithParam<Table> {};

TEST_P(GephiTable, Has_the_ends_and_weights_that_gephi_finds) {
  const auto& table = GetParam();
  CB_NEEDS_SAMPLE(kFolder + table.file);
  const auto imported = import(cuibono::testing::sample(kFolder + table.file));
  EXPECT_EQ(imported.rejected(), table.rejected);
  EXPECT_EQ(imported.after.ties().size(), table.ties);
  EXPECT_EQ(imported_weights(imported.after, table.all_undirected, table.weight), expected(table.expected, table.weight).weights);
}

// Counts of rows by `wc -l` without the header. An id that stands twice is Gephi's first row here as there.
INSTANTIATE_TEST_SUITE_P(
    Spreadsheets, GephiTable,
    ::testing::Values(Table{"edges_table_dynamic_weights.csv", "testEdgesTableDynamicWeightsMerged_edges.csv", 4, 0, false, Weight::One},
                      Table{"edges_table_opposite_force_undirected_merged.csv", "testEdgesTableOppositeForceUndirected_Merged_edges.csv", 2, 0, true},
                      Table{"edges_table_opposite_force_undirected_issue_1848.csv", "testEdgesTableOppositeForceUndirected_Issue1848_edges.csv", 7346, 0, true},
                      Table{"edges_table_repeated_with_ids.csv", "testEdgesTableRepeatedWithIds_edges.csv", 3, 1},
                      Table{"edges_table_repeated_without_ids.csv", "testEdgesTableRepeatedWithoutIds_Merge_Disabled_edges.csv", 5},
                      Table{"edges_table_repeated_without_ids.csv", "testEdgesTableRepeatedWithoutIds_Merged_edges.csv", 5},
                      Table{"edges_table_types_test.csv", "testEdgesTableTypesTest_edges.csv", 2},
                      Table{"edges_table_with_timeset_intervals.csv", "testEdgesTableWithTimeset_Interval_edges.csv", 5},
                      Table{"edges_table_with_timeset_timestamps.csv", "testEdgesTableWithTimeset_Timestamp_edges.csv", 5}));

} // namespace
} // namespace cuibono::ingest
