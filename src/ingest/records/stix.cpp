#include "ingest/records/stix.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "base/text.h"
#include "ingest/cell.h"
#include "ingest/day_text.h"
#include "ingest/csv.h"
#include "ingest/records/json_fields.h"
#include "ingest/records/json_records.h"
#include "ingest/records/row_table.h"
#include "model/vocabulary.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;
using nlohmann::json;

struct Pair {
  std::string_view key, value;
};

// What each type of object is in a case; an identity and a threat actor are looked at closer.
constexpr std::array<Pair, 37> kKinds{{{"attack-pattern", "document"},
                                       {"campaign", "event"},
                                       {"course-of-action", "document"},
                                       {"grouping", "document"},
                                       {"identity", "unknown"},
                                       {"incident", "event"},
                                       {"indicator", "document"},
                                       {"infrastructure", "asset"},
                                       {"intrusion-set", "unknown"},
                                       {"location", "place"},
                                       {"malware", "asset"},
                                       {"malware-analysis", "document"},
                                       {"note", "document"},
                                       {"observed-data", "document"},
                                       {"opinion", "document"},
                                       {"report", "document"},
                                       {"threat-actor", "unknown"},
                                       {"tool", "asset"},
                                       {"vulnerability", "document"},
                                       {"artifact", "document"},
                                       {"autonomous-system", "asset"},
                                       {"directory", "document"},
                                       {"domain-name", "asset"},
                                       {"email-addr", "account"},
                                       {"email-message", "document"},
                                       {"file", "document"},
                                       {"ipv4-addr", "asset"},
                                       {"ipv6-addr", "asset"},
                                       {"mac-addr", "asset"},
                                       {"mutex", "asset"},
                                       {"network-traffic", "event"},
                                       {"process", "asset"},
                                       {"software", "asset"},
                                       {"url", "asset"},
                                       {"user-account", "account"},
                                       {"windows-registry-key", "asset"},
                                       {"x509-certificate", "document"}}};
// Of an identity_class; any other stays unknown.
constexpr std::array<Pair, 3> kIdentities{{{"individual", "person"}, {"organization", "company"}, {"system", "asset"}}};
// Markings of the traffic light protocol, 1.0 and 2.0, which bundles name without giving them.
constexpr std::array<Pair, 9> kTlp{{{"marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9", "TLP:WHITE"},
                                    {"marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da", "TLP:GREEN"},
                                    {"marking-definition--f88d31f6-486f-44da-b317-01333bde0b82", "TLP:AMBER"},
                                    {"marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed", "TLP:RED"},
                                    {"marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487", "TLP:CLEAR"},
                                    {"marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb", "TLP:GREEN"},
                                    {"marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421", "TLP:AMBER"},
                                    {"marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003", "TLP:AMBER+STRICT"},
                                    {"marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1", "TLP:RED"}}};

template <class Pairs>
std::string_view value_of(const Pairs& pairs, std::string_view key, std::string_view otherwise = {}) {
  const auto found = std::ranges::find(pairs, key, &Pair::key);
  return found == pairs.end() ? otherwise : found->value;
}

bool is_type(const json& object, std::string_view type) { return text_at(object, "type") == type; }

std::string_view kind_of(const json& object) {
  const auto type = text_at(object, "type");
  if (type == "identity") return value_of(kIdentities, text_at(object, "identity_class"), "unknown");
  if (type == "threat-actor" && text_at(object, "resource_level") == "individual") return "person";
  return value_of(kKinds, type, "unknown");
}

// The first of these that the object has is its name.
std::string_view name_property(const json& object) {
  for (const std::string_view name : {"name", "value", "display_name", "account_login", "user_id", "path", "key", "subject", "number"})
    if (!text_at(object, name).empty()) return name;
  return {};
}

std::string list_text(const json& value) {
  const bool plain = value.is_array() && std::ranges::all_of(value, [](const json& each) { return each.is_primitive(); });
  if (!plain) return as_text(value);
  std::vector<std::string> parts;
  for (const auto& each : value) parts.push_back(as_text(each));
  return join_parts(parts);
}

std::string day(const json& object, std::string_view property) { return std::string(day_text(text_at(object, property))); }

struct Object {
  json content;
  std::uint64_t number = 0; ///< place in the bundle, from 1
};

using Taken = std::set<std::string_view>;

class Reader {
 public:
  Reader(Draft& draft, std::string file_name) : draft_(draft), file_name_(std::move(file_name)) {}

  void take(const json& object, std::uint64_t number);
  void reject(std::uint64_t number, std::string reason) {
    draft_.issues.push_back({draft_.files.size() - 1, number, std::move(reason)});
  }
  base::Result<void> finish();

 private:
  void add(const Object& object, RowTable& entities, RowTable& ties);
  void add_entity(const Object& object, RowTable& row);
  void start_tie(const Object& object, RowTable& row, const std::string& id, const std::string& source, const std::string& target);
  void add_relationship(const Object& object, RowTable& row);
  void add_sighting(const Object& object, RowTable& row);
  void add_messages(const Object& object, RowTable& row);
  void add_rest(const json& object, RowTable& row, const Taken& taken);
  std::string marking(const std::string& id) const;
  void note_references(const json& object);
  void add_remarks();

  Draft& draft_;
  std::string file_name_;
  std::vector<Object> objects_; ///< the latest of each id, in the order of their first versions
  std::map<std::string, std::size_t> place_of_;
  std::uint64_t kept_ = 0;
  std::size_t superseded_ = 0, left_out_ = 0, revoked_ = 0;
  std::set<std::string> unknown_types_, missing_;
};

void Reader::take(const json& object, std::uint64_t number) {
  const auto id = text_at(object, "id"), type = text_at(object, "type");
  if (type.empty() || id.find("--") == id.npos)
    return reject(number, type.empty() ? "type is missing" : "id is not of the form TYPE--UUID");
  if ((type == "relationship" || type == "sighting") && text_at(object, "revoked") == "true")
    return reject(number, "its author revoked this " + type);
  ++kept_;
  const auto [place, is_new] = place_of_.try_emplace(id, objects_.size());
  if (is_new) {
    objects_.push_back({object, number});
    return;
  }
  ++superseded_;
  auto& has = objects_[place->second];
  if (text_at(object, "modified") >= text_at(has.content, "modified")) has = {object, number};
}

std::string Reader::marking(const std::string& id) const {
  if (const auto tlp = value_of(kTlp, id); !tlp.empty()) return std::string(tlp);
  const auto found = place_of_.find(id);
  if (found == place_of_.end()) return id;
  const auto& content = objects_[found->second].content;
  const auto* definition = member(content, "definition");
  auto text = definition ? text_at(*definition, "tlp") : std::string();
  if (!text.empty()) return "TLP:" + text;
  if (definition) text = text_at(*definition, "statement");
  if (text.empty()) text = text_at(content, "name");
  return text.empty() ? id : text;
}

// References inside objects stay attributes; those that lead nowhere are named.
void Reader::note_references(const json& object) {
  const auto note = [&](const json& value) {
    if (value.is_string() && !place_of_.contains(value.get<std::string>()) && value_of(kTlp, value.get<std::string>()).empty())
      missing_.insert(value.get<std::string>());
  };
  for (const auto& [name, value] : object.items()) {
    if (name.ends_with("_ref")) note(value);
    if (name.ends_with("_refs") && value.is_array()) std::ranges::for_each(value, note);
  }
}

void Reader::add_rest(const json& object, RowTable& row, const Taken& taken) {
  for (const auto& [name, value] : object.items()) {
    if (taken.contains(name) || name == "id") continue;
    if (name != "object_marking_refs") {
      row.set_attribute(name, list_text(value));
      continue;
    }
    std::vector<std::string> markings;
    for (const auto& id : list_at(object, name)) markings.push_back(marking(as_text(id)));
    row.set_attribute("marking", join_parts(markings));
  }
}

void Reader::add_entity(const Object& object, RowTable& row) {
  const auto& content = object.content;
  const auto name = name_property(content);
  Taken taken{name};
  row.start_row(object.number);
  row.set("id", as_id(text_at(content, "id")));
  row.set("kind", std::string(kind_of(content)));
  if (!name.empty()) row.set("name", text_at(content, name));
  row.set("aliases", list_text(list_at(content, "aliases")));
  taken.insert("aliases");
  for (const auto* column : {"country", "latitude", "longitude"})
    if (is_type(content, "location")) row.set(column, text_at(content, column)), taken.insert(column);
  if (const auto& sectors = list_at(content, "sectors"); sectors.size() == 1)
    row.set("sector", as_text(sectors[0])), taken.insert("sectors");
  add_rest(content, row, taken);
  const auto type = text_at(content, "type");
  if (value_of(kKinds, type).empty()) unknown_types_.insert(type);
  revoked_ += text_at(content, "revoked") == "true";
}

void Reader::start_tie(const Object& object, RowTable& row, const std::string& id, const std::string& source,
                       const std::string& target) {
  row.start_row(object.number);
  row.set("id", as_id(id));
  row.set("source", as_id(source));
  row.set("target", as_id(target));
  row.set("locator", "object " + text_at(object.content, "id"));
  row.set("notes", text_at(object.content, "description"));
}

void Reader::add_relationship(const Object& object, RowTable& row) {
  const auto& content = object.content;
  const auto type = text_at(content, "relationship_type");
  start_tie(object, row, text_at(content, "id"), text_at(content, "source_ref"), text_at(content, "target_ref"));
  row.set("type", word_value<model::TieType>(type) ? as_word(type) : "associate");
  row.set("from", day(content, "start_time"));
  row.set("to", day(content, "stop_time"));
  add_rest(content, row, {"source_ref", "target_ref", "description"});
}

// From whoever saw it to what was seen.
void Reader::add_sighting(const Object& object, RowTable& row) {
  const auto& content = object.content;
  auto seen_by = list_at(content, "where_sighted_refs");
  if (seen_by.empty() && member(content, "created_by_ref")) seen_by = json::array({content.at("created_by_ref")});
  const bool one = seen_by.size() <= 1;
  for (std::size_t i = 0; i < std::max<std::size_t>(seen_by.size(), 1); ++i) {
    const auto id = text_at(content, "id");
    start_tie(object, row, one ? id : fmt::format("{}-{}", id, i + 1), seen_by.empty() ? "" : as_text(seen_by[i]),
              text_at(content, "sighting_of_ref"));
    row.set("type", "associate");
    row.set("from", day(content, "first_seen"));
    row.set("to", day(content, "last_seen"));
    row.set("count", text_at(content, "count"));
    add_rest(content, row, {"where_sighted_refs", "sighting_of_ref", "count", "description"});
  }
}

void Reader::add_messages(const Object& object, RowTable& row) {
  const auto& content = object.content;
  const auto from = text_at(content, "from_ref");
  if (from.empty()) return;
  std::size_t count = 0;
  for (const auto* list : {"to_refs", "cc_refs", "bcc_refs"})
    for (const auto& to : list_at(content, list)) {
      start_tie(object, row, fmt::format("{}-{}", text_at(content, "id"), ++count), from, as_text(to));
      row.set("type", "messages");
      row.set("from", day(content, "date"));
      row.set("to", day(content, "date"));
      row.set("count", "1");
    }
}

void Reader::add(const Object& object, RowTable& entities, RowTable& ties) {
  const auto type = text_at(object.content, "type");
  note_references(object.content);
  if (type == "marking-definition" || type == "language-content" || type == "extension-definition") {
    left_out_ += type != "marking-definition";
  } else if (type == "relationship") {
    add_relationship(object, ties);
  } else if (type == "sighting") {
    add_sighting(object, ties);
  } else {
    add_entity(object, entities);
    if (type == "email-message") add_messages(object, ties);
  }
}

void Reader::add_remarks() {
  const auto remark = [&](std::size_t count, const std::string& sentence) {
    if (count > 0) draft_.remarks.push_back(fmt::format("{}: {} {}.", file_name_, count, sentence));
  };
  constexpr std::size_t kShown = 20;
  const std::vector<std::string> missing(
      missing_.begin(), std::next(missing_.begin(), static_cast<std::ptrdiff_t>(std::min(missing_.size(), kShown))));
  remark(superseded_, "older versions of objects were left out");
  remark(left_out_, "translations and definitions of extensions were left out");
  remark(revoked_, "revoked objects are kept, as others refer to them, with the attribute revoked");
  remark(unknown_types_.size(), fmt::format("types of object are not of STIX 2.1 and were kept as unknown ({})",
                                            base::join({unknown_types_.begin(), unknown_types_.end()}, ", ")));
  remark(missing_.size(), fmt::format("objects are named and not in the bundle: {}{}", base::join(missing, ", "),
                                      missing_.size() > kShown ? " and more" : ""));
}

base::Result<void> Reader::finish() {
  if (objects_.empty())
    return fail(ErrorKind::Input, "no object has a type and an id as STIX gives them", file_name_,
                "see `cuibono formats` for what is read");
  draft_.read_sheets.push_back({draft_.files.size() - 1, kept_});
  const auto sheet = draft_.read_sheets.size() - 1;
  RowTable ties(draft_, "ties", sheet);
  std::map<std::string, RowTable> entities; // by type, as each has its own columns
  for (const auto& object : objects_)
    add(object, entities.try_emplace(text_at(object.content, "type"), draft_, "entities", sheet).first->second, ties);
  for (auto& [type, table] : entities)
    if (const auto added = table.finish(draft_, file_name_); !added) return added;
  add_remarks();
  return ties.finish(draft_, file_name_);
}

} // namespace

Fit is_stix(const Sniffed& file) {
  if (!looks_like_json(file.text)) return Fit::None;
  const auto has = [&](std::string_view word) { return file.text.find(word) != file.text.npos; };
  return has("\"bundle--") || (has("\"spec_version\"") && has("--")) ? Fit::Content : Fit::None;
}

base::Result<void> read_stix(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                             base::Progress& progress) {
  const auto size = bytes.size();
  const auto decoded = decode_text(std::move(bytes));
  if (!decoded.remark.empty()) draft.remarks.push_back(fmt::format("{} {}.", path.filename().string(), decoded.remark));
  Reader reader(draft, path.filename().string());
  const RecordSink sink{[&](const json& object, std::uint64_t number) { reader.take(object, number); },
                        [&](std::uint64_t number, std::string reason) { reader.reject(number, std::move(reason)); }};
  const auto objects = member_text(decoded.utf8, "objects");
  if (const auto read = for_each_record(objects.empty() ? decoded.utf8 : objects, path.string(), sink, progress); !read) return read;
  progress.done += size;
  return reader.finish();
}

} // namespace cuibono::ingest
