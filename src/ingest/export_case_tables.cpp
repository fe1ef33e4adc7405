#include "ingest/export_case_tables.h"

#include <algorithm>
#include <array>
#include <system_error>
#include <unordered_set>
#include <vector>

#include "base/file.h"
#include "ingest/cell.h"
#include "ingest/csv.h"
#include "ingest/draft.h"
#include "ingest/row_reader.h"
#include "model/fields.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;

// Columns that the published tables do not have: left out where every row has the usual value.
constexpr std::array<std::string_view, 11> kOptional{
    "entities.pseudonym",       "exhibits.declared",      "roles.label",       "roles.polarity",
    "exhibits.collected_place", "exhibits.collected_how", "exhibits.derived_from", "exhibits.sha256",
    "ties.assessment",          "payments.assessment",    "payments.polarity"};
// Tables whose rows name a place in the exhibit.
constexpr std::array<std::string_view, 4> kWithLocator{"ties", "payments", "elements", "indicators"};

bool contains(const auto& list, std::string_view word) { return std::ranges::find(list, word) != list.end(); }

// The value that a row has where the file has no such column.
bool is_usual(std::string_view column, bool value) { return value == (column == "exhibits.declared"); }
bool is_usual(std::string_view, model::Polarity value) { return value == model::Polarity::Supports; }
template <class T> bool is_usual(std::string_view, const T& value) { return write_cell(value).empty(); }

template <class Row>
std::string full_name(std::string_view column) { return std::string(Row::kTable) + "." + std::string(column); }

class TableText {
 public:
  TableText(const model::CaseSnapshot& snapshot, const model::Names& names, const Masking& mask)
      : snapshot_(snapshot), names_(names), mask_(mask) {}

  template <class Row>
  std::string of(const model::Table<Row>& table) {
    find_columns(table);
    std::string text;
    append_csv_row(text, header<Row>());
    for (const Row& row : table) append_csv_row(text, cells(row));
    return text;
  }

 private:
  template <class Row> void find_columns(const model::Table<Row>& table);
  template <class Row> std::vector<std::string> header() const;
  template <class Row> std::vector<std::string> cells(const Row& row) const;
  template <class Row>
  bool is_written(std::string_view column) const {
    const auto name = full_name<Row>(column);
    return !model::is_internal_column(column) && (!contains(kOptional, name) || contains(used_, name));
  }

  template <class Row> bool hides(const Row&, std::string_view) const { return false; }
  bool hides(const model::Entity& entity, std::string_view column) const {
    constexpr std::array<std::string_view, 4> kHidden{"aliases", "birth_date", "notes", "attributes"};
    return contains(kHidden, column) && names_.is_hidden(entity.id);
  }
  template <class Row> const Row& shown(const Row& row) const { return row; }
  model::Entity shown(model::Entity entity) const {
    if (names_.is_hidden(entity.id)) entity.name = names_.shown(entity.id);
    return entity;
  }

  template <class T> std::string text(std::string_view, const T& value) const { return write_cell(value); }
  std::string text(std::string_view column, const std::string& value) const {
    return mask_ && column != "id" && column != "key" ? mask_(value) : value;
  }
  std::string text(std::string_view, model::EntityId id) const {
    const auto* entity = snapshot_.entities().find(id);
    return entity ? entity->key : std::string();
  }
  std::string text(std::string_view, const model::Citations& citations) const {
    std::vector<std::string> keys;
    for (const auto& citation : citations)
      if (const auto* exhibit = snapshot_.exhibits().find(citation.exhibit)) keys.push_back(exhibit->key);
    return join_parts(keys);
  }
  std::string locators(const model::Citations& citations) const;

  const model::CaseSnapshot& snapshot_;
  const model::Names& names_;
  const Masking& mask_;
  std::vector<std::string_view> attributes_; ///< names, in order of their first row
  std::vector<std::string> used_;            ///< of kOptional
  std::vector<std::string_view> fields_;
  bool with_locator_ = false;
};

template <class Row>
void TableText::find_columns(const model::Table<Row>& table) {
  attributes_.clear(), used_.clear(), fields_.clear();
  with_locator_ = contains(kWithLocator, Row::kTable);
  std::unordered_set<std::string_view> seen;
  for (const Row& row : table)
    model::fields(row, [&](std::string_view name, const auto& member) {
      using Member = std::remove_cvref_t<decltype(member)>;
      if constexpr (std::is_same_v<Member, model::Citations>) {
        with_locator_ = with_locator_ || std::ranges::any_of(member, [](const auto& cited) { return !cited.locator.empty(); });
      } else if constexpr (std::is_same_v<Member, model::Attributes>) {
        for (const auto& [attribute, value] : member)
          if (!hides(row, name) && seen.insert(attribute).second) attributes_.push_back(attribute);
      } else if constexpr (!std::is_same_v<Member, model::EntityId>) {
        const auto full = full_name<Row>(name);
        if (contains(kOptional, full) && !contains(used_, full) && !is_usual(full, member)) used_.push_back(full);
      }
    });
}

template <class Row>
std::vector<std::string> TableText::header() const {
  std::vector<std::string> columns;
  std::vector<std::string> taken{"locator", "role", "label"}; // what a reader takes for more than an attribute
  const Row row{};
  model::fields(row, [&](std::string_view name, const auto& member) {
    using Member = std::remove_cvref_t<decltype(member)>;
    if (std::is_same_v<Member, model::Attributes>) return;
    taken.emplace_back(name);
    if (is_written<Row>(name)) columns.emplace_back(name);
    if (std::is_same_v<Member, model::Citations> && with_locator_) columns.emplace_back("locator");
  });
  for (const auto name : attributes_) {
    const auto lower = base::to_lower(base::trim(name));
    const bool clashes = lower.empty() || contains(taken, lower) || name.starts_with(kAttributePrefix);
    taken.push_back(lower);
    columns.push_back((clashes ? std::string(kAttributePrefix) : std::string()) + (mask_ ? mask_(name) : std::string(name)));
  }
  return columns;
}

template <class Row>
std::vector<std::string> TableText::cells(const Row& whole) const {
  const Row& row = shown(whole);
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
      if (is_written<Row>(name)) cells.push_back(hidden ? std::string() : text(name, member));
      if constexpr (std::is_same_v<Member, model::Citations>)
        if (with_locator_) cells.push_back(locators(member));
    }
  });
  return cells;
}

std::string TableText::locators(const model::Citations& citations) const {
  std::vector<std::string> parts;
  for (const auto& citation : citations) parts.push_back(text("locator", citation.locator));
  const bool any = std::ranges::any_of(parts, [](const std::string& part) { return !part.empty(); });
  if (!any) return {};
  return parts.size() == 1 ? parts[0] : join_parts(parts);
}

base::Result<void> write_tables(const model::CaseSnapshot& snapshot, const std::filesystem::path& folder,
                                const model::Names& names, const Masking& mask) {
  TableText text(snapshot, names, mask);
  base::Result<void> result;
  model::for_each_table(snapshot, [&](const auto& table) {
    using Row = std::remove_cvref_t<decltype(table.rows().front())>;
    if (result && !table.empty()) result = base::write_file(folder / (std::string(Row::kTable) + ".csv"), text.of(table));
  });
  return result;
}

} // namespace

base::Result<void> export_case_tables(const model::CaseSnapshot& snapshot, const std::filesystem::path& named,
                                      const model::Names& names, const Masking& mask) {
  const auto folder = named.has_filename() ? named : named.parent_path(); // `out/` is `out`
  std::error_code error;
  if (std::filesystem::exists(folder, error) && !std::filesystem::is_empty(folder, error))
    return fail(ErrorKind::Usage, "the folder is there already and not empty", folder.string(), "name a new folder");
  const auto aside = base::aside(folder);
  std::filesystem::remove_all(aside, error);
  std::filesystem::create_directories(aside, error);
  if (error) return fail(ErrorKind::Input, "cannot write here: " + error.message(), folder.string(), "choose another folder");
  auto written = write_tables(snapshot, aside, names, mask);
  if (written) std::filesystem::rename(aside, folder, error);
  if (written && error) written = fail(ErrorKind::Input, "cannot write here: " + error.message(), folder.string(), "choose another folder");
  std::error_code ignored;
  if (!written) std::filesystem::remove_all(aside, ignored);
  return written;
}

} // namespace cuibono::ingest
