#pragma once
// The cells of one draft table as typed rows: which column is which field, worked out once a table.

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "ingest/batch_builder.h"
#include "ingest/cell.h"
#include "ingest/draft.h"
#include "ingest/row_rules.h"
#include "model/fields.h"

namespace cuibono::ingest {

/// Place of the column of that name (lower case) in the table, or kNone.
std::size_t column_named(const DraftTable& table, std::string_view name);

/// Sets the attribute, whether the row has it or not.
void set_attribute(model::Attributes& attributes, std::string_view name, std::string_view value);

/// Takes the next part before a `;` that is not empty off `rest`; empty at the end.
std::string_view next_part(std::string_view& rest);

/// Gives locators (parted by `;`) to citations: one each where the counts agree, else the whole text to all.
void give_locators(model::Citations& citations, std::string_view locator);

template <class Row>
class RowReader {
 public:
  RowReader(const DraftTable& table, const BatchBuilder& known, model::ExhibitId usual_exhibit);

  /// Overwrites in `row` what the cells of row i say; empty cells say nothing. Returns what is wrong with them, or empty.
  std::string read(std::size_t i, Row& row);

  /// Whether the row last read names an entity or exhibit that is not known yet.
  bool names_unknown() const { return names_unknown_; }
  /// The first entity that the row last read names and of whose id `is_so` holds, or empty.
  template <class Is>
  std::string_view named(Is&& is_so) const;
  /// Adds those that the row last read names, and refers to them.
  void add_references(BatchBuilder& builder, Row& row) const;

  /// The trimmed cell of the row last read; empty for kNone.
  std::string_view cell(std::size_t column) const {
    return column == kNone ? std::string_view() : base::trim(cells_[column]);
  }
  /// The id of row i, or empty.
  std::string_view key(std::size_t i) const { return key_ == kNone ? std::string_view() : base::trim(table_.row(i)[key_]); }

 private:
  std::string missing_cell() const;
  std::string read_attributes(Row& row) const;
  std::string finish(std::size_t i, Row& row) const;

  std::string read_member(std::string_view, std::string_view cell, model::EntityId& id);
  std::string read_member(std::string_view, std::string_view cell, model::Citations& citations);
  std::string read_member(std::string_view, std::string_view, model::Attributes&) { return {}; }
  std::string read_member(std::string_view column, std::string_view cell, std::string& text) const {
    if (auto problem = column == "id" ? id_problem(column, cell) : std::string(); !problem.empty()) return problem;
    return read_cell(column, cell, text);
  }
  template <class Enum>
  requires std::is_enum_v<Enum>
  std::string read_member(std::string_view column, std::string_view cell, Enum& value) const {
    if (table_.words == Words::Foreign && !word_value<Enum>(cell)) return {}; // read_attributes keeps the word
    return read_cell(column, cell, value);
  }
  template <class T>
  requires(!std::is_enum_v<T>)
  std::string read_member(std::string_view column, std::string_view cell, T& value) const {
    return read_cell(column, cell, value);
  }

  struct Attribute { std::size_t column; std::string_view name; };
  struct WordColumn { std::size_t column; std::string_view name; bool (*is_known)(std::string_view); };
  struct Required { std::size_t column; std::string_view name; };

  const DraftTable& table_;
  const BatchBuilder& known_;
  model::ExhibitId usual_exhibit_;
  std::vector<std::size_t> columns_; ///< of each field
  std::vector<Attribute> attributes_;
  std::vector<WordColumn> words_; ///< whose unknown words become attributes
  std::vector<Required> required_;
  std::size_t key_ = kNone, locator_ = kNone;
  std::span<const std::string_view> cells_;
  bool names_unknown_ = false;
};

template <class Row>
RowReader<Row>::RowReader(const DraftTable& table, const BatchBuilder& known, model::ExhibitId usual_exhibit)
    : table_(table), known_(known), usual_exhibit_(usual_exhibit), locator_(column_named(table, "locator")) {
  std::vector<bool> taken(table.columns.size());
  const auto take = [&](std::size_t column) { if (column != kNone) taken[column] = true; };
  Row sample;
  bool cites = false;
  model::fields(sample, [&](const char* name, auto& member) {
    using Member = std::remove_cvref_t<decltype(member)>;
    cites = cites || std::is_same_v<Member, model::Citations>;
    const bool from_cell = !std::is_same_v<Member, model::Attributes> && !model::is_internal_column(name);
    columns_.push_back(from_cell ? column_named(table, name) : kNone);
    take(columns_.back());
    if constexpr (std::is_enum_v<Member>)
      if (table.words == Words::Foreign && columns_.back() != kNone)
        words_.push_back({columns_.back(), name, [](std::string_view cell) { return word_value<Member>(cell).has_value(); }});
  });
  if (!cites) locator_ = kNone;
  take(locator_);
  if (std::is_same_v<Row, model::Entity>) take(column_named(table, "role"));
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    std::string_view name = table.columns[i];
    if (name.starts_with(kAttributePrefix)) name.remove_prefix(kAttributePrefix.size());
    if (!taken[i]) attributes_.push_back({i, name});
  }
  const auto& rule = rule_of(Row::kTable);
  if (!rule.key.empty()) key_ = column_named(table, rule.key);
  for (const auto name : rule.required)
    if (!name.empty()) required_.push_back({column_named(table, name), name});
}

template <class Row>
std::string RowReader<Row>::read(std::size_t i, Row& row) {
  cells_ = table_.row(i);
  names_unknown_ = false;
  std::string problem = missing_cell();
  std::size_t field = 0;
  model::fields(row, [&](std::string_view name, auto& member) {
    const auto column = columns_[field++];
    if (column == kNone || !problem.empty()) return;
    const auto trimmed = base::trim(cells_[column]);
    if (trimmed.empty()) return;
    problem = read_member(name, name == "notes" ? cells_[column] : trimmed, member);
  });
  if (problem.empty()) problem = finish(i, row);
  return problem.empty() ? row_problem(row) : problem;
}

template <class Row>
std::string RowReader<Row>::missing_cell() const {
  if (std::ranges::all_of(cells_, [](std::string_view text) { return base::trim(text).empty(); })) return "the row is empty";
  for (const auto& required : required_)
    if (cell(required.column).empty()) return std::string(required.name) + " is missing";
  return {};
}

template <class Row>
std::string RowReader<Row>::finish(std::size_t i, Row& row) const {
  if constexpr (requires { row.citations; }) {
    if (row.citations.empty() && usual_exhibit_)
      row.citations.push_back({usual_exhibit_, locator_ != kNone && !cell(locator_).empty()
                                                   ? std::string(cell(locator_))
                                                   : "row " + std::to_string(table_.row_numbers[i])});
    if (row.citations.empty() && !cell(locator_).empty()) set_attribute(row.attributes, "locator", cell(locator_));
  }
  if constexpr (std::is_same_v<Row, model::Exhibit>) infer_scheme(row.grade);
  return read_attributes(row);
}

template <class Row>
std::string RowReader<Row>::read_attributes(Row& row) const {
  if constexpr (requires { row.attributes; }) {
    for (const auto& attribute : attributes_)
      if (!cells_[attribute.column].empty()) set_attribute(row.attributes, attribute.name, cells_[attribute.column]);
    for (const auto& word : words_) {
      const auto text = cell(word.column);
      if (text.empty() || word.is_known(text)) continue;
      const auto lower = as_word(text);
      if (lower == "undirected") set_attribute(row.attributes, "directed", "false");
      else if (lower != "directed") set_attribute(row.attributes, word.name, text);
    }
  }
  return {};
}

template <class Row>
std::string RowReader<Row>::read_member(std::string_view column, std::string_view cell, model::EntityId& id) {
  const auto* found = known_.entities().find(cell);
  id = {found ? found->id : 0};
  names_unknown_ = names_unknown_ || !id;
  return id ? std::string() : id_problem(column, cell);
}

template <class Row>
std::string RowReader<Row>::read_member(std::string_view column, std::string_view cell, model::Citations& citations) {
  citations.clear();
  for (auto key = next_part(cell); !key.empty(); key = next_part(cell)) {
    const auto* found = known_.exhibits().find(key);
    if (!found)
      if (auto problem = id_problem(column, key); !problem.empty()) return problem;
    citations.push_back({{found ? found->id : 0}, {}});
    names_unknown_ = names_unknown_ || !found;
  }
  give_locators(citations, this->cell(locator_));
  return {};
}

template <class Row>
void RowReader<Row>::add_references(BatchBuilder& builder, Row& row) const {
  if (!names_unknown_) return;
  std::size_t field = 0;
  model::fields(row, [&](std::string_view name, auto& member) {
    using Member = std::remove_cvref_t<decltype(member)>;
    const auto text = cell(columns_[field++]);
    if constexpr (std::is_same_v<Member, model::EntityId>) {
      if (!member && !text.empty()) member = builder.entity(text, name == "victim");
    } else if constexpr (std::is_same_v<Member, model::Citations>) {
      auto rest = text;
      for (auto& citation : member) {
        const auto key = next_part(rest);
        if (!citation.exhibit) citation.exhibit = builder.exhibit(key);
      }
    }
  });
}

template <class Row>
template <class Is>
std::string_view RowReader<Row>::named(Is&& is_so) const {
  std::string_view found;
  std::size_t field = 0;
  const Row any{};
  model::fields(any, [&](std::string_view, const auto& member) {
    const auto text = cell(columns_[field++]);
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, model::EntityId>)
      if (found.empty() && !text.empty() && is_so(text)) found = text;
  });
  return found;
}

} // namespace cuibono::ingest
