#include "store/journal_codec.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/sha256.h"
#include "model/fields.h"
#include "store/json_field.h"

namespace cuibono::store {
namespace {

using model::Change;
using model::Edit;
using Layout = EditDecoder::Layout;

constexpr std::size_t kTables = std::variant_size_v<Edit>;
// In the order of BatchKind; stored, so never renamed.
constexpr std::array<std::string_view, 4> kKinds{"edit", "undo", "redo", "note"};
static_assert(kKinds.size() == static_cast<std::size_t>(model::BatchKind::Note) + 1);

template <class C>
struct ChangeOf;
template <class Row>
struct ChangeOf<Change<Row>> {
  using RowType = Row;
};
template <std::size_t I>
using RowAt = typename ChangeOf<std::variant_alternative_t<I, Edit>>::RowType;

template <std::size_t... I>
constexpr std::array<std::string_view, kTables> table_names(std::index_sequence<I...>) {
  return {RowAt<I>::kTable...};
}
constexpr auto kTableNames = table_names(std::make_index_sequence<kTables>());

std::size_t table_index(std::string_view name) {
  return static_cast<std::size_t>(std::ranges::find(kTableNames, name) - kTableNames.begin());
}

template <class Row>
void append_columns(std::string& out) {
  (out += out.size() > 1 ? "," : "") += '[';
  write_json(out, Row::kTable);
  char separator = '[';
  out += ',';
  const Row row;
  model::fields(row, [&](const char* name, const auto&) {
    out += std::exchange(separator, ',');
    write_json(out, name);
  });
  out += "]]";
}

template <class Row>
void append_values(std::string& out, const model::Held<Row>& row) {
  if (!row) {
    out += "null";
    return;
  }
  char separator = '[';
  model::fields(*row, [&](const char*, const auto& member) {
    out += std::exchange(separator, ',');
    write_json(out, member);
  });
  out += ']';
}

// Nothing where a name is unknown.
template <class Row>
std::optional<Layout> layout_of(const std::vector<std::string>& names) {
  Layout layout{{}, names.size()};
  std::size_t known = 0;
  const Row row;
  model::fields(row, [&](const char* name, const auto&) {
    const auto at = std::ranges::find(names, name);
    known += at != names.end();
    layout.value_of_field.push_back(at == names.end() ? -1 : static_cast<int>(at - names.begin()));
  });
  if (known != names.size() || names.empty()) return std::nullopt;
  return layout;
}

template <class Row>
bool read_values(const Json& values, const Layout& layout, typename Row::Id id, model::Held<Row>& out) {
  if (values.is_null()) return true;
  if (!values.is_array() || values.size() != layout.width) return false;
  Row& row = out.emplace();
  row.id = id;
  std::size_t field = 0;
  bool whole = true;
  model::fields(row, [&](const char*, auto& member) {
    const int at = layout.value_of_field[field++];
    if (at >= 0) whole = whole && read_json(values[static_cast<std::size_t>(at)], member);
  });
  return whole;
}

template <class Row>
bool read_change(const Json& edit, const Layout& layout, std::vector<Edit>& edits) {
  typename Row::Id id;
  auto& change = std::get<Change<Row>>(edits.emplace_back(std::in_place_type<Change<Row>>));
  return read_json(edit[1], id) && id && read_values(edit[2], layout, id, change.before) &&
         read_values(edit[3], layout, id, change.after) && (change.before || change.after);
}

using ReadLayout = std::optional<Layout> (*)(const std::vector<std::string>&);
using ReadChange = bool (*)(const Json&, const Layout&, std::vector<Edit>&);

template <std::size_t... I>
constexpr std::array<ReadLayout, kTables> layout_readers(std::index_sequence<I...>) {
  return {&layout_of<RowAt<I>>...};
}
template <std::size_t... I>
constexpr std::array<ReadChange, kTables> change_readers(std::index_sequence<I...>) {
  return {&read_change<RowAt<I>>...};
}

constexpr auto kReadLayout = layout_readers(std::make_index_sequence<kTables>());
constexpr auto kReadChange = change_readers(std::make_index_sequence<kTables>());

} // namespace

std::string encode_columns(const std::vector<Edit>& edits) {
  std::array<bool, kTables> touched{};
  for (const Edit& edit : edits) touched[edit.index()] = true;
  std::string out = "[";
  [&]<std::size_t... I>(std::index_sequence<I...>) { ((touched[I] ? append_columns<RowAt<I>>(out) : void()), ...); }
  (std::make_index_sequence<kTables>());
  return out + "]";
}

void encode_edit(std::string& out, const Edit& edit) {
  std::visit(
      [&]<class Row>(const Change<Row>& change) {
        out += '[';
        write_json(out, Row::kTable);
        out += ',';
        write_json(out, change.before ? change.before->id : change.after->id);
        out += ',';
        append_values(out, change.before);
        out += ',';
        append_values(out, change.after);
        out += ']';
      },
      edit);
}

std::optional<EditDecoder> EditDecoder::from(std::string_view columns) {
  const auto json = parse_json(columns);
  if (!json || !json->is_array()) return std::nullopt;
  EditDecoder decoder;
  for (const Json& entry : *json) {
    std::string table;
    std::vector<std::string> names;
    if (!entry.is_array() || entry.size() != 2 || !read_json(entry[0], table) || !read_json(entry[1], names))
      return std::nullopt;
    const auto index = table_index(table);
    const auto layout = index < kTables ? kReadLayout[index](names) : std::nullopt;
    if (!layout) return std::nullopt;
    decoder.layouts_[index] = *layout;
  }
  return decoder;
}

bool EditDecoder::decode(std::string_view part, std::vector<Edit>& edits) const {
  const auto json = parse_json(part);
  if (!json || !json->is_array()) return false;
  return std::ranges::all_of(*json, [&](const Json& edit) {
    if (!edit.is_array() || edit.size() != 4 || !edit[0].is_string()) return false;
    const auto index = table_index(edit[0].get_ref<const std::string&>());
    return index < kTables && layouts_[index].width > 0 && kReadChange[index](edit, layouts_[index], edits);
  });
}

std::string_view kind_name(model::BatchKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

std::optional<model::BatchKind> kind_from(std::string_view name) {
  const auto at = std::ranges::find(kKinds, name);
  if (at == kKinds.end()) return std::nullopt;
  return static_cast<model::BatchKind>(at - kKinds.begin());
}

std::string chain_hash(std::string_view previous, std::uint64_t revision, const model::EditBatch& batch,
                       const std::string& columns, const std::vector<std::string>& part_hashes) {
  std::string text(previous);
  text += "\n[";
  write_json(text, revision);
  for (const std::string_view member :
       {std::string_view(batch.time), std::string_view(batch.author), std::string_view(batch.label),
        std::string_view(batch.reason), kind_name(batch.kind), std::string_view(columns)}) {
    text += ',';
    write_json(text, member);
  }
  text += ',';
  write_json(text, part_hashes);
  if (!batch.clock.empty()) { // records of the first format have none
    text += ',';
    write_json(text, batch.clock);
  }
  text += ']';
  return base::sha256_hex(text);
}

} // namespace cuibono::store
