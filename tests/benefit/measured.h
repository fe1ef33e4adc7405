#pragma once
// Running the measure on a small case and finding people in the report.

#include <gtest/gtest.h>

#include "benefit/measure.h"
#include "case_builder.h"

namespace cuibono::testing {

inline benefit::Report measure(const CaseBuilder& built, benefit::Options options = {.draws = 0}) {
  base::Progress progress;
  auto report = benefit::who_benefits(built.snapshot, options, progress);
  EXPECT_TRUE(report.has_value());
  return *report;
}

inline const benefit::Person* find(const CaseBuilder& built, const benefit::Report& report, const std::string& key) {
  for (const auto& person : report.people)
    if (built.snapshot.entities().find(person.id)->key == key) return &person;
  return nullptr;
}

/// Gives a row attributes, such as the ends of a range.
template <class Row> void with_attributes(CaseBuilder& built, typename Row::Id id, model::Attributes attributes) {
  auto row = *built.snapshot.of<Row>().find(id);
  row.attributes = std::move(attributes);
  built.put(row);
}

} // namespace cuibono::testing
