#include "ingest/records/ftm.h"

#include <deque>
#include <fmt/core.h>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "ingest/csv.h"
#include "ingest/records/ftm_model.h"
#include "ingest/records/ftm_rows.h"
#include "ingest/records/json_fields.h"
#include "ingest/records/json_records.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;
using nlohmann::json;

class Reader {
 public:
  Reader(Draft& draft, std::string file_name) : draft_(draft), file_name_(std::move(file_name)) {}

  void take(const json& fragment, std::uint64_t number) {
    if (const auto problem = merge(fragment, number); !problem.empty()) return reject(number, problem);
    ++kept_;
  }
  void reject(std::uint64_t number, std::string reason) {
    draft_.issues.push_back({draft_.files.size() - 1, number, std::move(reason)});
  }
  base::Result<void> finish();

 private:
  std::string merge(const json& fragment, std::uint64_t number);
  std::string add_values(FtmRecord& record, const std::string& property, const json& value);

  Draft& draft_;
  std::string file_name_;
  std::deque<FtmRecord> records_; ///< in the order of their first fragments; references stay good
  std::unordered_map<std::string, std::size_t> place_of_;
  std::uint64_t kept_ = 0, merged_ = 0;
};

// Depth is bounded by parse_json. What is wrong with the fragment, or empty.
std::string Reader::merge(const json& fragment, std::uint64_t number) {
  const auto id = text_at(fragment, "id"), schema = text_at(fragment, "schema");
  if (id.empty()) return "id is missing";
  if (schema.empty()) return "schema is missing";
  const auto [place, is_new] = place_of_.try_emplace(id, records_.size());
  if (is_new) records_.push_back({id, schema, number, {}});
  auto& record = records_[place->second];
  if (!is_new) {
    ++merged_;
    const auto common = ftm_common_schema(record.schema, schema);
    if (common.empty()) return fmt::format("the schema {} contradicts another fragment's {}", schema, record.schema);
    record.schema = common;
  }
  const auto* properties = member(fragment, "properties");
  if (!properties) return {};
  if (!properties->is_object()) return "properties are not an object";
  for (const auto& [name, value] : properties->items())
    if (auto problem = add_values(record, name, value); !problem.empty()) return problem;
  return {};
}

// Other publishers nest an entity where its id would stand, also behind properties that only mirror another record's.
std::string Reader::add_values(FtmRecord& record, const std::string& property, const json& value) {
  const auto number = record.number;
  for (const auto& each : value.is_array() ? value : json::array({value})) {
    if (!each.is_object()) {
      if (auto text = as_text(each); !text.empty()) record.add(property, std::move(text));
      continue;
    }
    if (auto problem = merge(each, number); !problem.empty()) return fmt::format("in {}: {}", property, problem);
    if (ftm_has_property(record.schema, property)) record.add(property, text_at(each, "id"));
  }
  return {};
}

base::Result<void> Reader::finish() {
  if (records_.empty())
    return fail(ErrorKind::Input, "no record has an id and a schema, as FollowTheMoney's have", file_name_,
                "see `cuibono formats` for what is read");
  draft_.read_sheets.push_back({draft_.files.size() - 1, kept_});
  FtmRows rows(draft_, draft_.read_sheets.size() - 1, [this](std::string_view id) -> const FtmRecord* {
    const auto found = place_of_.find(std::string(id));
    return found == place_of_.end() ? nullptr : &records_[found->second];
  });
  for (const auto& record : records_) rows.add(draft_, record);
  if (merged_ > 0)
    draft_.remarks.push_back(fmt::format("{}: {} {} merged into the records of the same id.", file_name_, merged_,
                                         merged_ == 1 ? "fragment was" : "fragments were"));
  return rows.finish(draft_, file_name_);
}

} // namespace

Fit is_ftm(const Sniffed& file) {
  if (!looks_like_json(file.text)) return Fit::None;
  const auto has = [&](std::string_view word) { return file.text.find(word) != file.text.npos; };
  return has("\"schema\"") && has("\"properties\"") && has("\"id\"") ? Fit::Content : Fit::None;
}

base::Result<void> read_ftm(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                            base::Progress& progress) {
  const auto size = bytes.size();
  const auto decoded = decode_text(std::move(bytes));
  if (!decoded.remark.empty()) draft.remarks.push_back(fmt::format("{} {}.", path.filename().string(), decoded.remark));
  Reader reader(draft, path.filename().string());
  const RecordSink sink{[&](const json& record, std::uint64_t number) { reader.take(record, number); },
                        [&](std::uint64_t number, std::string reason) { reader.reject(number, std::move(reason)); }};
  if (const auto read = for_each_record(decoded.utf8, path.string(), sink, progress); !read) return read;
  progress.done += size;
  return reader.finish();
}

} // namespace cuibono::ingest
