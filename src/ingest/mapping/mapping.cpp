#include "ingest/mapping/mapping.h"

#include <algorithm>
#include <fmt/core.h>
#include <nlohmann/json.hpp>
#include <span>

#include "base/text.h"
#include "ingest/case_tables.h"
#include "ingest/cell.h"
#include "ingest/json_text.h"
#include "ingest/mapping/zone.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using Json = nlohmann::ordered_json;
using ReadJson = nlohmann::json;

// Thrown inside this file only; parse_mapping makes it an error.
struct Wrong {
  std::string what;
};

constexpr std::string_view kVersionKey = "cuibono_mapping";
constexpr int kVersion = 1;

void check_keys(const ReadJson& object, std::string_view of, std::initializer_list<std::string_view> known) {
  if (!object.is_object()) throw Wrong{fmt::format("{} is not an object", of)};
  for (const auto& [key, value] : object.items())
    if (std::ranges::find(known, key) == known.end()) throw Wrong{fmt::format("{} has the key {}, which means nothing here", of, in_quotes(key))};
}

std::string text_at(const ReadJson& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) return {};
  if (!found->is_string()) throw Wrong{fmt::format("{} is not a text", in_quotes(key))};
  return found->get<std::string>();
}

std::vector<std::string> texts(const ReadJson& value, std::string_view of) {
  if (value.is_string()) return {value.get<std::string>()};
  std::vector<std::string> list;
  if (!value.is_array()) throw Wrong{fmt::format("{} is neither a text nor a list of texts", of)};
  for (const auto& one : value) {
    if (!one.is_string()) throw Wrong{fmt::format("{} is neither a text nor a list of texts", of)};
    list.push_back(one.get<std::string>());
  }
  return list;
}

std::vector<std::string> texts_at(const ReadJson& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() ? std::vector<std::string>() : texts(*found, in_quotes(key));
}

template <class Enum>
Enum word_at(const ReadJson& object, const char* key, Enum usual) {
  const auto word = text_at(object, key);
  if (word.empty()) return usual;
  const auto known = base::from_name<Enum>(word);
  if (!known) throw Wrong{not_one_of(key, word, base::Names<Enum>::kNames.data(), base::kCount<Enum>)};
  return *known;
}

ValueRules read_values(const ReadJson& object) {
  check_keys(object, "`values`", {"date_order", "era", "decimal", "time_zone"});
  ValueRules rules;
  rules.date_order = word_at(object, "date_order", DateOrder::Unknown);
  rules.era = word_at(object, "era", Era::Unknown);
  const auto decimal = text_at(object, "decimal");
  if (!decimal.empty() && decimal != "." && decimal != ",") throw Wrong{"`decimal` is neither `.` nor `,`"};
  if (!decimal.empty()) rules.decimal = decimal[0];
  if (const auto zone = text_at(object, "time_zone"); !zone.empty()) {
    rules.zone = parse_zone(zone);
    if (!rules.zone) throw Wrong{fmt::format("`time_zone` {} is not of the form +07:00", in_quotes(zone))};
  }
  return rules;
}

Condition read_condition(const ReadJson& object) {
  check_keys(object, "a condition", {"value", "is", "contains", "filled", "not"});
  Condition condition{text_at(object, "value"), texts_at(object, "is"), texts_at(object, "contains"), std::nullopt, false};
  if (condition.value.empty()) throw Wrong{"a condition has no `value`"};
  for (const char* key : {"filled", "not"})
    if (object.contains(key) && !object[key].is_boolean()) throw Wrong{fmt::format("`{}` is neither true nor false", key)};
  if (object.contains("filled")) condition.filled = object["filled"].get<bool>();
  condition.negated = object.value("not", false);
  if (condition.is.empty() && condition.contains.empty() && !condition.filled) throw Wrong{"a condition has none of `is`, `contains`, `filled`"};
  return condition;
}

std::vector<Condition> conditions_at(const ReadJson& object, const char* key) {
  std::vector<Condition> conditions;
  const auto found = object.find(key);
  if (found == object.end()) return conditions;
  if (found->is_object()) return {read_condition(*found)};
  if (!found->is_array()) throw Wrong{fmt::format("`{}` is not a list of conditions", key)};
  for (const auto& one : *found) conditions.push_back(read_condition(one));
  return conditions;
}

FieldValue read_field(const ReadJson& value, const std::string& name) {
  FieldValue field;
  if (!value.is_object()) {
    field.templates = texts(value, in_quotes(name));
    return field;
  }
  check_keys(value, in_quotes(name), {"of", "rules", "else"});
  field.of = text_at(value, "of");
  field.otherwise = text_at(value, "else");
  if (!value.contains("rules") || !value["rules"].is_array()) throw Wrong{fmt::format("{} has no list of `rules`", in_quotes(name))};
  for (const auto& rule : value["rules"]) {
    if (!rule.is_array() || rule.size() != 2 || !rule[1].is_string())
      throw Wrong{fmt::format("a rule of {} is not of the form [words, value]", in_quotes(name))};
    field.rules.push_back({texts(rule[0], "the words of a rule"), rule[1].get<std::string>()});
  }
  return field;
}

Record read_record(const ReadJson& object, const Json& in_order) {
  check_keys(object, "a record", {"table", "when", "fields"});
  Record record;
  record.table = text_at(object, "table");
  if (!is_case_table(record.table)) throw Wrong{fmt::format("`table` {} is not a case table", in_quotes(record.table))};
  record.when = conditions_at(object, "when");
  if (!object.contains("fields") || !object["fields"].is_object() || object["fields"].empty()) throw Wrong{"a record has no `fields`"};
  for (const auto& [name, value] : in_order["fields"].items()) record.fields.emplace_back(name, read_field(object["fields"][name], name));
  return record;
}

std::vector<NamedColumn> read_columns(const ReadJson& value, const Json& in_order) {
  std::vector<NamedColumn> columns;
  if (value.is_array()) {
    for (const auto& name : texts(value, "`columns`")) columns.push_back({name, {name}, false});
    return columns;
  }
  if (!value.is_object()) throw Wrong{"`columns` is neither a list of names nor an object"};
  for (const auto& [key, headers] : in_order.items()) {
    const bool optional = key.ends_with('?');
    columns.push_back({optional ? key.substr(0, key.size() - 1) : key, texts(value[key], in_quotes(key)), optional});
  }
  return columns;
}

// The value of nlohmann::json sorts its keys; the order of columns, constants and fields is read from `in_order`.
Mapping read_mapping(const ReadJson& object, const Json& in_order) {
  check_keys(object, "the mapping", {kVersionKey, "name", "about", "sheet", "columns", "headerless", "values", "plus_is", "balance_breaks", "constants",
                                     "preamble", "rows", "records"});
  if (object.value(std::string(kVersionKey), ReadJson()) != kVersion) throw Wrong{fmt::format("`{}` is not {}", kVersionKey, kVersion)};
  Mapping mapping;
  mapping.name = text_at(object, "name");
  mapping.about = text_at(object, "about");
  mapping.sheet = text_at(object, "sheet");
  if (mapping.name.empty()) throw Wrong{"the mapping has no `name`"};
  if (object.contains("columns")) mapping.columns = read_columns(object["columns"], in_order["columns"]);
  if (object.contains("headerless") && !object["headerless"].is_boolean()) throw Wrong{"`headerless` is neither true nor false"};
  mapping.headerless = object.value("headerless", false);
  if (object.contains("values")) mapping.values = read_values(object["values"]);
  mapping.plus_is = word_at(object, "plus_is", PlusIs::Credit);
  mapping.on_break = word_at(object, "balance_breaks", OnBreak::Reject);
  for (const char* key : {"constants", "preamble"})
    if (object.contains(key) && !object[key].is_object()) throw Wrong{fmt::format("`{}` is not an object", key)};
  if (object.contains("constants"))
    for (const auto& [name, value] : in_order["constants"].items()) mapping.constants.emplace_back(name, text_at(object["constants"], name.c_str()));
  if (object.contains("preamble"))
    for (const auto& [name, labels] : in_order["preamble"].items()) mapping.preamble.emplace_back(name, texts(object["preamble"][name], in_quotes(name)));
  if (object.contains("rows")) {
    check_keys(object["rows"], "`rows`", {"only", "skip"});
    mapping.only = conditions_at(object["rows"], "only");
    mapping.skip = conditions_at(object["rows"], "skip");
  }
  if (!object.contains("records") || !object["records"].is_array() || object["records"].empty()) throw Wrong{"the mapping has no `records`"};
  for (std::size_t i = 0; i < object["records"].size(); ++i) mapping.records.push_back(read_record(object["records"][i], in_order["records"][i]));
  return mapping;
}

} // namespace

const FieldValue* Record::field(std::string_view name) const {
  const auto found = std::ranges::find_if(fields, [&](const auto& field) { return field.first == name; });
  return found == fields.end() ? nullptr : &found->second;
}

base::Result<Mapping> parse_mapping(std::string_view json, std::string_view where) {
  const auto parsed = parse_json(json, where);
  if (!parsed) return tl::unexpected(parsed.error());
  constexpr const char* kRemedy = "see docs/mapping.md, or start from what `cuibono mapping FILE` proposes";
  try {
    return read_mapping(*parsed, Json::parse(json));
  } catch (const Wrong& wrong) {
    return base::fail(ErrorKind::Input, wrong.what, std::string(where), kRemedy);
  } catch (const nlohmann::json::exception&) {
    return base::fail(ErrorKind::Input, "the file is not a mapping", std::string(where), kRemedy);
  }
}

} // namespace cuibono::ingest
