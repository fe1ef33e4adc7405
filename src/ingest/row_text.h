#pragma once
// A row's fields as text, to compare rows and to say in which column they differ. References are written as numbers.

#include <string>
#include <vector>

#include "ingest/cell.h"
#include "model/fields.h"

namespace cuibono::ingest {

inline std::string field_text(model::EntityId id) { return std::to_string(id.value); }
inline std::string field_text(const model::Attributes& attributes) {
  std::string text;
  for (const auto& [name, value] : attributes) text += name + '\x1e' + value + '\x1f';
  return text;
}
inline std::string field_text(const model::Citations& citations) {
  std::string text;
  for (const auto& citation : citations) text += std::to_string(citation.exhibit.value) + '\x1e' + citation.locator + '\x1f';
  return text;
}
template <class T>
std::string field_text(const T& value) { return write_cell(value); }

struct FieldText {
  std::string column, text;
};

template <class Row>
std::vector<FieldText> field_texts(const Row& row) {
  std::vector<FieldText> texts;
  model::fields(row, [&](const char* name, const auto& member) { texts.push_back({name, field_text(member)}); });
  return texts;
}

template <class Row>
std::string whole_text(const Row& row) {
  std::string text;
  model::fields(row, [&](const char*, const auto& member) { text += field_text(member) + '\x1d'; });
  return text;
}

} // namespace cuibono::ingest
