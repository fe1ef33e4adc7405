// The demonstration's statements as raw evidence, against its case tables.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bank_helpers.h"
#include "ingest/mapping/library.h"

namespace cuibono::ingest {
namespace {

using namespace testing;

const std::filesystem::path kEvidence =
    std::filesystem::path(cuibono::testing::source_dir()) / "data/cases/meridian-star/evidence";

Imported import_mapped(const std::string& name, const std::string& mapping_name) {
  const auto mapping = load_mapping(kEvidence / "mappings" / mapping_name);
  EXPECT_TRUE(mapping) << (mapping ? "" : base::sentence(mapping.error()));
  if (!mapping) return {};
  ReadOptions options;
  options.mapping = &*mapping;
  base::Progress progress;
  const auto draft = read_paths({kEvidence / name}, "", progress, options);
  EXPECT_TRUE(draft) << (draft ? "" : base::sentence(draft.error()));
  if (!draft) return {};
  Imported result{{}, {}, resolve({}, *draft)};
  expect_accounted(result.resolution);
  if (const auto after = model::apply({}, result.resolution.batch)) result.after = *after;
  return result;
}

std::map<std::string, int> classes_of(const Imported& imported) {
  std::map<std::string, int> classes;
  for (const auto& payment : imported.after.payments()) ++classes[std::string(base::name_of(payment.payment_class))];
  return classes;
}

// Counted in payments.csv of the demonstration.
TEST(DemoStatements, Have_every_payment_with_its_class) {
  const auto e02 = import_mapped("E02-statements-A1.csv", "E02-bank-csv.json");
  EXPECT_EQ(e02.only().accepted, 392u);
  EXPECT_EQ(e02.rejected(), 0u) << e02.reason();
  EXPECT_EQ(classes_of(e02), (std::map<std::string, int>{{"lawful_cost", 120},
                                                         {"movement_fee", 29},
                                                         {"protection", 14},
                                                         {"revenue", 28},
                                                         {"salary", 28},
                                                         {"transfer", 5},
                                                         {"victim_payment", 168}}));
  const auto e03 = import_mapped("E03-statements-A2.sta", "E03-E04-classes.json");
  EXPECT_EQ(e03.rejected(), 0u) << e03.reason();
  EXPECT_EQ(classes_of(e03), (std::map<std::string, int>{{"drawing", 6}, {"transfer", 5}}));
  const auto e04 = import_mapped("E04-statements-A3.xml", "E03-E04-classes.json");
  EXPECT_EQ(e04.rejected(), 0u) << e04.reason();
  EXPECT_EQ(classes_of(e04), (std::map<std::string, int>{{"asset_purchase", 1}, {"drawing", 4}, {"transfer", 15}}));
  EXPECT_TRUE(e03.resolution.remarks.empty() && e04.resolution.remarks.empty());
}

TEST(DemoStatements, Calls_and_crossings_are_ties_between_those_they_are_attributed_to) {
  const auto calls = import_mapped("E09-calls.csv", "E09-calls.json");
  EXPECT_EQ(calls.only().accepted, 69u) << calls.reason();
  std::map<std::string, int> found;
  for (const auto& tie : calls.after.ties())
    ++found[calls.after.entities().find(tie.source)->key + " " + calls.after.entities().find(tie.target)->key];
  EXPECT_EQ(found, (std::map<std::string, int>{{"B1 C1", 3}, {"B1 H1", 3}, {"C1 O1", 56}, {"P1 O1", 7}}));
  const auto crossings = import_mapped("E10-crossings.csv", "E10-crossings.json");
  EXPECT_EQ(crossings.after.ties().size(), 12u) << crossings.reason();
}

} // namespace
} // namespace cuibono::ingest
