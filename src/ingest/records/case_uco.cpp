#include "ingest/records/case_uco.h"

#include <array>
#include <fmt/core.h>
#include <map>
#include <nlohmann/json.hpp>

#include "base/sha256.h"
#include "ingest/exports/shown_rows.h"

namespace cuibono::ingest {
namespace {

using json = nlohmann::ordered_json;

json context() {
  return {{"kb", "http://example.org/kb/"},
          {"case-investigation", "https://ontology.caseontology.org/case/investigation/"},
          {"uco-action", "https://ontology.unifiedcyberontology.org/uco/action/"},
          {"uco-core", "https://ontology.unifiedcyberontology.org/uco/core/"},
          {"uco-identity", "https://ontology.unifiedcyberontology.org/uco/identity/"},
          {"uco-location", "https://ontology.unifiedcyberontology.org/uco/location/"},
          {"uco-observable", "https://ontology.unifiedcyberontology.org/uco/observable/"},
          {"uco-types", "https://ontology.unifiedcyberontology.org/uco/types/"},
          {"uco-vocabulary", "https://ontology.unifiedcyberontology.org/uco/vocabulary/"},
          {"xsd", "http://www.w3.org/2001/XMLSchema#"}};
}

json reference(const std::string& id) { return {{"@id", id}}; }
json typed(std::string_view type, const std::string& value) { return {{"@type", type}, {"@value", value}}; }

// A moment or a day as XML Schema has them; anything less stays text.
json time_value(const std::string& text) {
  if (text.size() >= 19 && (text[10] == 'T' || text[10] == ' ')) {
    auto moment = text;
    moment[10] = 'T';
    return typed("xsd:dateTime", moment);
  }
  return text.size() == 10 ? typed("xsd:date", text) : json(text);
}

// The columns of one row by name.
template <class Row>
class Text {
 public:
  Text(const ShownRows<Row>& rows, const Row& row) : columns_(rows.columns()), cells_(rows.cells(row)) {}
  std::string operator[](std::string_view column) const {
    const auto found = std::ranges::find(columns_, column);
    return found == columns_.end() ? std::string() : cells_[static_cast<std::size_t>(found - columns_.begin())];
  }

 private:
  const std::vector<std::string>& columns_;
  std::vector<std::string> cells_;
};

class Writer {
 public:
  explicit Writer(const CaseToWrite& what)
      : what_(what), exhibits_(what, what.snapshot.exhibits()), custody_(what, what.snapshot.of<model::Custody>()) {}

  Written write();

 private:
  void add_exhibit(const model::Exhibit& exhibit);
  void add_file(const model::Exhibit& exhibit, const Text<model::Exhibit>& text);
  void add_collection(const model::Exhibit& exhibit, const Text<model::Exhibit>& text);
  void add_custody(const model::Custody& row);
  std::string named(std::string_view type, const std::string& name);
  void put(json node);
  std::string id(std::string_view type, std::string_view what) const;
  std::string record_id(const model::Exhibit& exhibit) const { return id("ProvenanceRecord", exhibit.key); }
  std::string title() const;
  std::vector<std::string> losses() const;

  const CaseToWrite& what_;
  ShownRows<model::Exhibit> exhibits_;
  ShownRows<model::Custody> custody_;
  json graph_ = json::array();
  json objects_ = json::array();
  std::map<std::string, std::string> named_; ///< identities and places by type and name
};

// A name-based UUID (version 8, RFC 9562: made by a hash of our own choice).
std::string Writer::id(std::string_view type, std::string_view what) const {
  auto hash = base::sha256_hex(fmt::format("{}\n{}\n{}", what_.snapshot.case_id, type, what)).substr(0, 32);
  hash[12] = '8';
  hash[16] = 'a';
  return fmt::format("kb:{}-{}-{}-{}-{}-{}", type, hash.substr(0, 8), hash.substr(8, 4), hash.substr(12, 4),
                     hash.substr(16, 4), hash.substr(20));
}

void Writer::put(json node) {
  objects_.push_back(reference(node.at("@id").get<std::string>()));
  graph_.push_back(std::move(node));
}

// The one node for that identity or place.
std::string Writer::named(std::string_view type, const std::string& name) {
  const auto local = type.substr(type.find(':') + 1);
  const auto [place, is_new] = named_.try_emplace(std::string(type) + "\n" + name, id(local, name));
  if (is_new) put({{"@id", place->second}, {"@type", type}, {"uco-core:name", name}});
  return place->second;
}

void Writer::add_file(const model::Exhibit& exhibit, const Text<model::Exhibit>& text) {
  json file{{"@id", id("File", exhibit.key)}, {"@type", "uco-observable:File"}};
  json facets = json::array();
  if (const auto name = text["file"]; !name.empty())
    facets.push_back({{"@id", id("FileFacet", exhibit.key)},
                      {"@type", "uco-observable:FileFacet"},
                      {"uco-observable:fileName", name}});
  if (!exhibit.sha256.empty()) {
    const json hash{{"@id", id("Hash", exhibit.key)}, {"@type", "uco-types:Hash"},
                    {"uco-types:hashMethod", typed("uco-vocabulary:HashNameVocab", "SHA256")},
                    {"uco-types:hashValue", typed("xsd:hexBinary", exhibit.sha256)}};
    facets.push_back({{"@id", id("ContentDataFacet", exhibit.key)},
                      {"@type", "uco-observable:ContentDataFacet"},
                      {"uco-observable:hash", json::array({hash})}});
  }
  if (!facets.empty()) file["uco-core:hasFacet"] = facets;
  put(std::move(file));
}

void Writer::add_collection(const model::Exhibit& exhibit, const Text<model::Exhibit>& text) {
  const auto by = text["collected_by"], place = text["collected_place"], how = text["collected_how"];
  if (!exhibit.collected_on.known() && by.empty() && place.empty() && how.empty()) return;
  json action{{"@id", id("InvestigativeAction", "collected " + exhibit.key)},
              {"@type", "case-investigation:InvestigativeAction"},
              {"uco-core:name", "collected"}};
  if (!how.empty()) action["uco-core:description"] = how;
  if (exhibit.collected_on.known()) action["uco-action:startTime"] = time_value(text["collected_on"]);
  if (!by.empty()) action["uco-action:performer"] = reference(named("uco-identity:Identity", by));
  if (!place.empty()) action["uco-action:location"] = json::array({reference(named("uco-location:Location", place))});
  action["uco-action:result"] = json::array({reference(record_id(exhibit))});
  put(std::move(action));
}

void Writer::add_exhibit(const model::Exhibit& exhibit) {
  const Text<model::Exhibit> text(exhibits_, exhibit);
  json record{{"@id", record_id(exhibit)},
              {"@type", "case-investigation:ProvenanceRecord"},
              {"case-investigation:exhibitNumber", exhibit.key}};
  if (const auto name = text["title"]; !name.empty()) record["uco-core:name"] = name;
  if (const auto notes = text["notes"]; !notes.empty()) record["uco-core:description"] = notes;
  json tags = json::array();
  for (const auto* column : {"kind", "lineage", "handling", "scheme", "reliability", "credibility", "polarity"})
    if (const auto value = text[column]; !value.empty()) tags.push_back(fmt::format("{}: {}", column, value));
  if (!exhibit.declared) tags.push_back("undeclared: cited, not described");
  if (!tags.empty()) record["uco-core:tag"] = tags;
  const auto all = what_.snapshot.exhibits().rows();
  const auto root = std::ranges::find(all, exhibit.derived_from, &model::Exhibit::key);
  if (!exhibit.derived_from.empty() && root != all.end()) {
    record["case-investigation:rootExhibitNumber"] = root->key;
    record["case-investigation:wasDerivedFrom"] = json::array({reference(record_id(*root))});
  }
  record["uco-core:object"] = json::array({reference(id("File", exhibit.key))});
  put(std::move(record));
  add_file(exhibit, text);
  add_collection(exhibit, text);
}

void Writer::add_custody(const model::Custody& row) {
  const Text<model::Custody> text(custody_, row);
  json action{{"@id", id("InvestigativeAction", fmt::format("custody {}", row.id.value))},
              {"@type", "case-investigation:InvestigativeAction"},
              {"uco-core:name", text["action"]}};
  if (const auto purpose = text["purpose"]; !purpose.empty()) action["uco-core:description"] = purpose;
  if (const auto time = text["time"]; !time.empty()) action["uco-action:startTime"] = time_value(time);
  const auto from = text["from_whom"], to = text["to_whom"], place = text["place"];
  if (!to.empty()) action["uco-action:performer"] = reference(named("uco-identity:Identity", to));
  if (!from.empty()) action["uco-action:participant"] = json::array({reference(named("uco-identity:Identity", from))});
  if (!place.empty()) action["uco-action:location"] = json::array({reference(named("uco-location:Location", place))});
  json objects = json::array();
  for (const auto& citation : row.citations)
    if (const auto* exhibit = what_.snapshot.exhibits().find(citation.exhibit)) objects.push_back(reference(record_id(*exhibit)));
  if (!objects.empty()) action["uco-action:object"] = objects;
  put(std::move(action));
}

std::string Writer::title() const {
  for (const auto& setting : what_.snapshot.of<model::Setting>())
    if (setting.key == "title") return what_.mask ? what_.mask(setting.value) : setting.value;
  return "Investigation";
}

std::vector<std::string> Writer::losses() const {
  std::vector<std::string> sentences;
  model::for_each_table(what_.snapshot, [&](const auto& table) {
    using Row = std::remove_cvref_t<decltype(table.rows().front())>;
    const bool is_written = std::is_same_v<Row, model::Exhibit> || std::is_same_v<Row, model::Custody>;
    if (!table.empty() && !is_written)
      sentences.push_back(fmt::format("{} rows of {} are no part of the exhibits' provenance and were left out.",
                                      table.size(), Row::kTable));
  });
  std::size_t attributes = 0;
  for (const auto& exhibit : what_.snapshot.exhibits()) attributes += exhibit.attributes.size();
  if (attributes > 0)
    sentences.push_back(
        fmt::format("{} attributes of exhibits have no place in the ontology and were left out.", attributes));
  return sentences;
}

Written Writer::write() {
  for (const auto& exhibit : what_.snapshot.exhibits()) add_exhibit(exhibit);
  for (const auto& row : what_.snapshot.of<model::Custody>()) add_custody(row);
  graph_.insert(graph_.begin(), json{{"@id", id("Investigation", "case")}, {"@type", "case-investigation:Investigation"},
                                     {"uco-core:name", title()}, {"uco-core:object", objects_}});
  const json document{{"@context", context()}, {"@graph", graph_}};
  return {document.dump(2, ' ', false, json::error_handler_t::replace) + "\n", losses()};
}

} // namespace

base::Result<Written> write_case_uco(const CaseToWrite& what) { return Writer(what).write(); }

} // namespace cuibono::ingest
