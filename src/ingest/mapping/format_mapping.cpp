// A mapping as the JSON that people edit; see mapping.h.
#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "ingest/mapping/mapping.h"
#include "ingest/mapping/zone.h"

namespace cuibono::ingest {
namespace {

using Json = nlohmann::ordered_json;

Json texts_json(const std::vector<std::string>& texts) { return texts.size() == 1 ? Json(texts[0]) : Json(texts); }

Json condition_json(const Condition& condition) {
  Json json{{"value", condition.value}};
  if (!condition.is.empty()) json["is"] = texts_json(condition.is);
  if (!condition.contains.empty()) json["contains"] = texts_json(condition.contains);
  if (condition.filled) json["filled"] = *condition.filled;
  if (condition.negated) json["not"] = true;
  return json;
}

Json conditions_json(const std::vector<Condition>& conditions) {
  Json json = Json::array();
  for (const auto& condition : conditions) json.push_back(condition_json(condition));
  return json;
}

Json field_json(const FieldValue& field) {
  if (field.rules.empty()) return texts_json(field.templates);
  Json rules = Json::array();
  for (const auto& rule : field.rules) rules.push_back(Json::array({texts_json(rule.words), rule.then}));
  Json json{{"of", field.of}, {"rules", std::move(rules)}};
  if (!field.otherwise.empty()) json["else"] = field.otherwise;
  return json;
}

Json record_json(const Record& record) {
  Json json{{"table", record.table}};
  if (!record.when.empty()) json["when"] = conditions_json(record.when);
  for (const auto& [name, field] : record.fields) json["fields"][name] = field_json(field);
  return json;
}

Json values_json(const ValueRules& values) {
  Json json = Json::object();
  if (values.date_order != DateOrder::Unknown) json["date_order"] = base::name_of(values.date_order);
  if (values.era != Era::Unknown) json["era"] = base::name_of(values.era);
  if (values.decimal) json["decimal"] = std::string(1, values.decimal);
  if (values.zone) json["time_zone"] = format_zone(*values.zone);
  return json;
}

} // namespace

std::string format_mapping(const Mapping& mapping) {
  Json json{{"cuibono_mapping", 1}, {"name", mapping.name}};
  if (!mapping.about.empty()) json["about"] = mapping.about;
  if (!mapping.sheet.empty()) json["sheet"] = mapping.sheet;
  for (const auto& column : mapping.columns) json["columns"][column.name + (column.optional ? "?" : "")] = texts_json(column.headers);
  if (mapping.headerless) json["headerless"] = true;
  if (auto values = values_json(mapping.values); !values.empty()) json["values"] = std::move(values);
  if (mapping.plus_is != PlusIs::Credit) json["plus_is"] = base::name_of(mapping.plus_is);
  if (mapping.on_break != OnBreak::Reject) json["balance_breaks"] = base::name_of(mapping.on_break);
  for (const auto& [name, value] : mapping.constants) json["constants"][name] = value;
  for (const auto& [name, labels] : mapping.preamble) json["preamble"][name] = texts_json(labels);
  if (!mapping.only.empty()) json["rows"]["only"] = conditions_json(mapping.only);
  if (!mapping.skip.empty()) json["rows"]["skip"] = conditions_json(mapping.skip);
  for (const auto& record : mapping.records) json["records"].push_back(record_json(record));
  return json.dump(2) + '\n';
}

} // namespace cuibono::ingest
