#include "ingest/records/json_sheets.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "ingest/case_tables.h"
#include "ingest/cell.h"
#include "ingest/csv.h"
#include "ingest/mapping/library.h"
#include "ingest/records/json_fields.h"
#include "ingest/records/json_records.h"
#include "ingest/records/row_table.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;
using nlohmann::json;

std::string cell_of(const json& value) {
  const bool is_list = value.is_array() && std::ranges::all_of(value, [](const json& each) { return each.is_primitive(); });
  if (!is_list) return as_text(value);
  std::vector<std::string> parts;
  for (const auto& each : value) parts.push_back(as_text(each));
  return join_parts(parts);
}

// Depth is bounded by parse_json.
void set_fields(RowTable& row, const json& object, const std::string& path) {
  for (const auto& [name, value] : object.items()) {
    const auto whole = path.empty() ? name : path + "." + name;
    if (value.is_object()) set_fields(row, value, whole);
    else row.set(whole, cell_of(value));
  }
}

class Reader {
 public:
  Reader(Draft& draft, const std::filesystem::path& path, const ReadOptions& options)
      : draft_(draft), path_(path), options_(options) {}

  base::Result<void> add(std::string_view text, const std::string& name, base::Progress& progress);
  std::size_t rows() const { return rows_; }

 private:
  void recognise_table(DraftTable& table) const;
  void reject(std::uint64_t number, std::string reason) {
    draft_.issues.push_back({draft_.files.size() - 1, number, std::move(reason)});
  }

  Draft& draft_;
  const std::filesystem::path& path_;
  const ReadOptions& options_;
  std::size_t rows_ = 0;
};

// As a delimited text is read: a case table goes before mappings, a table that other tools write after them.
void Reader::recognise_table(DraftTable& table) const {
  table.words = Words::CaseTables;
  if (options_.mapping) return;
  DraftTable known;
  known.columns = table.columns;
  if (!recognise(known, table.sheet + ".csv")) return;
  const bool is_foreign = known.words == Words::Foreign;
  if (is_foreign && options_.saved && best_mapping(*options_.saved, table)) return;
  table.table = known.table;
  table.words = known.words;
  table.columns = known.columns;
}

base::Result<void> Reader::add(std::string_view text, const std::string& name, base::Progress& progress) {
  RowTable rows(draft_, "");
  const RecordSink sink{[&](const json& record, std::uint64_t number) {
                          if (!record.is_object()) return reject(number, "the element is not an object with fields");
                          rows.start_row(number);
                          set_fields(rows, record, "");
                        },
                        [&](std::uint64_t number, std::string reason) { reject(number, std::move(reason)); }};
  if (const auto read = for_each_record(text, path_.string(), sink, progress); !read) return read;
  if (rows.rows() == 0) return {};
  rows_ += rows.rows();
  auto table = rows.table(path_.string());
  if (!table) return tl::unexpected(table.error());
  table->sheet = name;
  make_distinct(table->columns);
  recognise_table(*table);
  draft_.tables.push_back(std::move(*table));
  return {};
}

bool is_array(std::string_view text) { return text.starts_with('['); }
bool holds_objects(std::string_view text) { return is_array(text) && base::trim(text.substr(1)).starts_with('{'); }

} // namespace

Fit is_json(const Sniffed& file) {
  constexpr std::array<std::string_view, 5> kNames{"json", "jsonl", "ndjson", "ijson", "geojson"};
  const bool is_named = std::ranges::find(kNames, file.extension) != kNames.end();
  return is_named || looks_like_json(file.text) ? Fit::Name : Fit::None;
}

base::Result<void> read_json(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions& options,
                             base::Progress& progress) {
  const auto size = bytes.size();
  const auto decoded = decode_text(std::move(bytes));
  const auto file_name = path.filename().string();
  if (!decoded.remark.empty()) draft.remarks.push_back(fmt::format("{} {}.", file_name, decoded.remark));
  Reader reader(draft, path, options);
  const auto members = members_of(decoded.utf8);
  std::vector<std::string> left_out;
  const bool has_tables = std::ranges::any_of(members, [](const auto& each) { return holds_objects(each.second); });
  // Lines, too, begin with an object: only one object may hold the tables.
  if (has_tables && json::accept(decoded.utf8)) {
    for (const auto& [name, text] : members) {
      if (!holds_objects(text)) left_out.emplace_back(name);
      else if (const auto added = reader.add(text, std::string(name), progress); !added) return added;
    }
  } else if (const auto added = reader.add(decoded.utf8, path.stem().string(), progress); !added) {
    return added;
  }
  if (reader.rows() == 0)
    return fail(ErrorKind::Input, "this JSON holds no array of objects", path.string(), "see `cuibono formats` for what is read");
  if (!left_out.empty())
    draft.remarks.push_back(fmt::format("{}: {} beside the tables left out: {}.", file_name,
                                        left_out.size() == 1 ? "one value" : "values", base::join(left_out, ", ")));
  progress.done += size;
  return {};
}

} // namespace cuibono::ingest
