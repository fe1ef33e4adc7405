#include "ingest/records/bods.h"

#include <algorithm>
#include <fmt/core.h>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/text.h"
#include "ingest/csv.h"
#include "ingest/records/bods_rows.h"
#include "ingest/records/bods_rules.h"
#include "ingest/records/json_fields.h"
#include "ingest/records/json_records.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;
using nlohmann::json;

int number_at(std::string_view text, std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); }

// Seconds since 1970 of a date, with or without a time, that keeps the rules; without one its first second, without a zone UTC.
std::int64_t moment(std::string_view text) {
  const auto day = base::parse_date(text.substr(0, 10));
  std::int64_t seconds = day ? std::int64_t{base::day_number(*day)} * 86'400 : 0;
  if (text.size() < 19) return seconds;
  seconds += number_at(text, 11) * 3600 + number_at(text, 14) * 60 + number_at(text, 17);
  const auto zone = text.find_first_of("+-", 19);
  if (zone == text.npos) return seconds;
  const auto shift = number_at(text, zone + 1) * 3600 + number_at(text, zone + 4) * 60;
  return text[zone] == '+' ? seconds - shift : seconds + shift;
}

// Compared as far as `as_of` is known: a statement of May 2031 is not after 2031.
bool is_after(base::Date date, base::Date as_of) {
  if (!as_of.known()) return false;
  if (as_of.month == 0) date.month = 0;
  if (as_of.day == 0) date.day = 0;
  return date > as_of;
}

class Reader {
 public:
  Reader(Draft& draft, std::string file_name, base::Date as_of) : draft_(draft), file_name_(std::move(file_name)), as_of_(as_of) {}

  void take(const json& statement, std::uint64_t number);
  void reject(std::uint64_t number, std::string reason) {
    draft_.issues.push_back({draft_.files.size() - 1, number, std::move(reason)});
  }
  base::Result<void> finish();

 private:
  struct Latest {
    BodsStatement statement;
    std::int64_t when = 0;
  };

  void reject_faults(const std::vector<BodsFault>& faults, std::uint64_t number);

  Draft& draft_;
  std::string file_name_;
  base::Date as_of_;
  std::vector<Latest> records_; ///< in the order of their first statement
  std::map<std::string, std::size_t> place_of_;
  std::uint64_t kept_ = 0; ///< statements that keep the rules
  std::size_t superseded_ = 0, later_ = 0;
  bool any_statement_ = false, any_of_before_ = false;
};

void Reader::reject_faults(const std::vector<BodsFault>& faults, std::uint64_t number) {
  constexpr std::size_t kShown = 3;
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < std::min(faults.size(), kShown); ++i) texts.push_back(fault_text(faults[i]));
  auto reason = base::join(texts, "; ");
  if (faults.size() > kShown) reason += fmt::format("; and {} more", faults.size() - kShown);
  reject(number, std::move(reason));
}

void Reader::take(const json& statement, std::uint64_t number) {
  any_statement_ = any_statement_ || member(statement, "statementId") || member(statement, "recordType");
  any_of_before_ = any_of_before_ || (member(statement, "statementType") && !member(statement, "recordType"));
  if (const auto faults = bods_faults(statement, static_cast<std::size_t>(number - 1)); !faults.empty())
    return reject_faults(faults, number);
  ++kept_;
  const auto date = text_at(statement, "statementDate");
  if (is_after(base::parse_date(date.substr(0, 10)).value_or(base::Date{}), as_of_)) {
    ++later_;
    return;
  }
  const auto when = moment(date);
  const auto [place, is_new] = place_of_.try_emplace(text_at(statement, "recordId"), records_.size());
  if (is_new) {
    records_.push_back({{statement, number}, when});
    return;
  }
  ++superseded_;
  if (auto& record = records_[place->second]; when >= record.when) record = {{statement, number}, when};
}

base::Result<void> Reader::finish() {
  if (any_of_before_)
    return fail(ErrorKind::Input, "the statements are of a version of the standard before 0.4", file_name_,
                "convert them to BODS 0.4");
  if (!any_statement_)
    return fail(ErrorKind::Input, "this JSON holds no BODS statement", file_name_, "see `cuibono formats` for what is read");
  draft_.read_sheets.push_back({draft_.files.size() - 1, kept_});
  BodsRows rows(draft_, draft_.read_sheets.size() - 1);
  for (auto& [statement, when] : records_) {
    const auto type = text_at(statement.content, "recordType");
    if (type == "entity") rows.add_entity(statement);
    else if (type == "person") rows.add_person(statement);
    else rows.add_relationship(std::move(statement));
  }
  if (superseded_ > 0)
    draft_.remarks.push_back(fmt::format("{}: {} of the statements {} superseded by another about the same record.", file_name_,
                                         superseded_, superseded_ == 1 ? "is" : "are"));
  if (later_ > 0)
    draft_.remarks.push_back(fmt::format("{}: {} of the statements {} made after {} and left out.", file_name_, later_,
                                         later_ == 1 ? "was" : "were", base::format_date(as_of_)));
  return rows.finish(draft_, file_name_);
}

} // namespace

Fit is_bods(const Sniffed& file) {
  if (!looks_like_json(file.text)) return Fit::None;
  const auto has = [&](std::string_view word) { return file.text.find(word) != file.text.npos; };
  return has("\"statementId\"") && (has("\"recordType\"") || has("\"recordDetails\"")) ? Fit::Content : Fit::None;
}

base::Result<void> read_bods(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions& options,
                             base::Progress& progress) {
  const auto size = bytes.size();
  const auto decoded = decode_text(std::move(bytes));
  if (!decoded.remark.empty()) draft.remarks.push_back(fmt::format("{} {}.", path.filename().string(), decoded.remark));
  Reader reader(draft, path.filename().string(), options.as_of);
  const RecordSink sink{[&](const json& record, std::uint64_t number) { reader.take(record, number); },
                        [&](std::uint64_t number, std::string reason) { reader.reject(number, std::move(reason)); }};
  if (const auto read = for_each_record(decoded.utf8, path.string(), sink, progress); !read) return read;
  progress.done += size;
  return reader.finish();
}

} // namespace cuibono::ingest
