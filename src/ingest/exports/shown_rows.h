#pragma once
// Rows of a case as text that may be shown to whoever gets the file: the one place where an export learns what of a row
// leaves the case. Columns are those of the case tables, attributes after them. Belongs to one export; refers to the case.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/text.h"
#include "ingest/cell.h"
#include "ingest/draft.h"
#include "ingest/formats.h"
#include "model/fields.h"
#include "model/snapshot.h"

namespace cuibono::ingest {

/// Whether aliases, birth date, notes and attributes of that entity stay in the case.
bool holds_back(const CaseToWrite& what, const model::Entity& entity, std::string_view column);

/// Whether the published tables have the column, or every table is written with it.
bool is_optional(std::string_view table, std::string_view column);
/// Whether rows of that table name a place in the exhibit.
bool has_locator(std::string_view table);

/// How columns of attributes are named: as the attribute, with `attribute:` before it where the name is taken or empty.
/// `taken` holds names in lower case and gets the new one.
std::string attribute_column(std::string name, std::unordered_set<std::string>& taken);

template <class Row>
class ShownRows {
 public:
  ShownRows(const CaseToWrite& what, const model::Table<Row>& table);

  /// Without repeats. Columns that the published tables do not have are left out where every row has the usual value.
  const std::vector<std::string>& columns() const { return columns_; }
  /// Of the columns, those from here on are attributes.
  std::size_t first_attribute() const { return columns_.size() - attributes_.size(); }
  /// Names of the attributes, as they may be shown, in the order of their columns.
  std::vector<std::string> attribute_names() const;
  /// The row's text in the order of columns(); empty where the row says nothing, or nothing that may be shown.
  std::vector<std::string> cells(const Row& row) const;

 private:
  void name_columns();
  void note_use(const Row& row, std::unordered_set<std::string_view>& seen);
  bool is_written(std::string_view column) const {
    return !model::is_internal_column(column) &&
           (!is_optional(Row::kTable, column) || std::ranges::find(used_, column) != used_.end());
  }
  bool hides([[maybe_unused]] const Row& row, [[maybe_unused]] std::string_view column) const {
    if constexpr (std::is_same_v<Row, model::Entity>) return holds_back(what_, row, column);
    return false;
  }

  // The value that a row has where the file has no such column.
  static bool is_usual(std::string_view column, bool value) { return value == (column == "declared"); }
  static bool is_usual(std::string_view, model::Polarity value) { return value == model::Polarity::Supports; }
  template <class T> static bool is_usual(std::string_view, const T& value) { return write_cell(value).empty(); }

  template <class T> std::string text(std::string_view, const T& value) const { return write_cell(value); }
  std::string text(std::string_view column, const std::string& value) const {
    return what_.mask && column != "id" && column != "key" ? what_.mask(value) : value;
  }
  std::string text(std::string_view, model::EntityId id) const {
    const auto* entity = what_.snapshot.entities().find(id);
    return entity ? entity->key : std::string();
  }
  std::string text(std::string_view, const model::Citations& citations) const {
    std::vector<std::string> keys;
    for (const auto& citation : citations)
      if (const auto* exhibit = what_.snapshot.exhibits().find(citation.exhibit)) keys.push_back(exhibit->key);
    return join_parts(keys);
  }
  std::string locators(const model::Citations& citations) const;

  const CaseToWrite& what_;
  std::vector<std::string> columns_;
  std::vector<std::string_view> attributes_; ///< names, in order of their first row
  std::vector<std::string_view> used_;       ///< of the optional columns
  bool with_locator_ = has_locator(Row::kTable);
};

template <class Row>
ShownRows<Row>::ShownRows(const CaseToWrite& what, const model::Table<Row>& table) : what_(what) {
  std::unordered_set<std::string_view> seen;
  for (const Row& row : table) note_use(row, seen);
  name_columns();
}

template <class Row>
void ShownRows<Row>::note_use(const Row& row, std::unordered_set<std::string_view>& seen) {
  model::fields(row, [&](std::string_view name, const auto& member) {
    using Member = std::remove_cvref_t<decltype(member)>;
    if constexpr (std::is_same_v<Member, model::Citations>) {
      with_locator_ = with_locator_ || std::ranges::any_of(member, [](const auto& cited) { return !cited.locator.empty(); });
    } else if constexpr (std::is_same_v<Member, model::Attributes>) {
      for (const auto& [attribute, value] : member)
        if (!hides(row, name) && seen.insert(attribute).second) attributes_.push_back(attribute);
    } else if constexpr (!std::is_same_v<Member, model::EntityId>) {
      if (is_optional(Row::kTable, name) && !is_written(name) && !is_usual(name, member)) used_.push_back(name);
    }
  });
}

template <class Row>
void ShownRows<Row>::name_columns() {
  std::unordered_set<std::string> taken{"locator", "role", "label"}; // what a reader takes for more than an attribute
  const Row row{};
  model::fields(row, [&](std::string_view name, const auto& member) {
    using Member = std::remove_cvref_t<decltype(member)>;
    if (std::is_same_v<Member, model::Attributes>) return;
    taken.emplace(name);
    if (is_written(name)) columns_.emplace_back(name);
    if (std::is_same_v<Member, model::Citations> && with_locator_) columns_.emplace_back("locator");
  });
  for (auto& name : attribute_names()) columns_.push_back(attribute_column(std::move(name), taken));
}

template <class Row>
std::vector<std::string> ShownRows<Row>::attribute_names() const {
  std::vector<std::string> names;
  for (const auto name : attributes_) names.push_back(what_.mask ? what_.mask(name) : std::string(name));
  return names;
}

template <class Row>
std::vector<std::string> ShownRows<Row>::cells(const Row& row) const {
  std::vector<std::string> cells;
  model::fields(row, [&](std::string_view name, const auto& member) {
    using Member = std::remove_cvref_t<decltype(member)>;
    const bool hidden = hides(row, name);
    if constexpr (std::is_same_v<Member, model::Attributes>) {
      for (const auto wanted : attributes_) {
        const auto own = std::ranges::find(member, wanted, &std::pair<std::string, std::string>::first);
        cells.push_back(hidden || own == member.end() ? std::string() : text("attributes", own->second));
      }
    } else {
      if (is_written(name)) cells.push_back(hidden ? std::string() : text(name, member));
      if constexpr (std::is_same_v<Row, model::Entity>)
        if (name == "name" && what_.names.is_hidden(row.id)) cells.back() = what_.names.shown(row.id);
      if constexpr (std::is_same_v<Member, model::Citations>)
        if (with_locator_) cells.push_back(locators(member));
    }
  });
  return cells;
}

template <class Row>
std::string ShownRows<Row>::locators(const model::Citations& citations) const {
  std::vector<std::string> parts;
  for (const auto& citation : citations) parts.push_back(text("locator", citation.locator));
  const bool any = std::ranges::any_of(parts, [](const std::string& part) { return !part.empty(); });
  if (!any) return {};
  return parts.size() == 1 ? parts[0] : join_parts(parts);
}

} // namespace cuibono::ingest
