#include "money/red_flags_rules.h"

#include <fmt/core.h>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/text.h"

namespace cuibono::money {
namespace {

using Json = nlohmann::json;

constexpr int kDeepest = 6;
constexpr std::size_t kMostItems = 1000, kLongestText = 4000, kMostRules = 64, kMostWordBytes = 200'000;

// Thrown and caught inside this file only.
struct Wrong {
  std::string what;
};

std::string text(const Json& value, const std::string& member) {
  if (!value.is_string()) throw Wrong{fmt::format("\"{}\" is not text", member)};
  auto found = value.get<std::string>();
  if (found.empty() || found.size() > kLongestText)
    throw Wrong{fmt::format("\"{}\" is empty or longer than {} bytes", member, kLongestText)};
  return found;
}

std::vector<std::string> texts(const Json& value, const std::string& member) {
  if (!value.is_array() || value.empty() || value.size() > kMostItems)
    throw Wrong{fmt::format("\"{}\" is not a list of 1 to {} texts", member, kMostItems)};
  std::vector<std::string> list;
  for (const auto& item : value) list.push_back(text(item, member));
  return list;
}

template <class Enum>
std::vector<Enum> words_of(const Json& value, const std::string& member) {
  std::vector<Enum> list;
  for (const auto& word : texts(value, member)) {
    const auto known = base::from_name<Enum>(word);
    if (!known) throw Wrong{fmt::format("\"{}\" cannot be \"{}\"", member, word)};
    list.push_back(*known);
  }
  return list;
}

// One list a language, for whoever edits them; what matters is all of them together.
std::vector<std::string> purpose_words(const Json& value) {
  if (!value.is_object() || value.empty()) throw Wrong{"\"words\" is not an object of one list a language"};
  std::vector<std::string> all;
  for (const auto& [language, list] : value.items())
    for (auto& word : texts(list, "words." + language)) all.push_back(std::move(word));
  return all;
}

double number(const Json& value, const std::string& member, double least, double most) {
  if (!value.is_number()) throw Wrong{fmt::format("\"{}\" is not a number", member)};
  const double found = value.get<double>();
  if (!(found >= least && found <= most))
    throw Wrong{fmt::format("\"{}\" is not between {} and {}", member, least, most)};
  return found;
}

void check_whole(double value, Unit unit, const std::string& member) {
  const bool whole = unit == Unit::Days || unit == Unit::Count || unit == Unit::Hour;
  if (whole && value != static_cast<double>(static_cast<long>(value)))
    throw Wrong{fmt::format("\"{}\" is not a whole number", member)};
}

const ParameterFace& face_of_parameter(Detector detector, const std::string& name) {
  const auto& faces = face_of(detector).parameters;
  const auto found = std::ranges::find(faces, name, &ParameterFace::name);
  if (found == faces.end())
    throw Wrong{fmt::format("the detector {} takes no parameter \"{}\"", base::name_of(detector), name)};
  return *found;
}

Parameter parameter(const Json& value, const ParameterFace& face) {
  const std::string name = "parameters." + std::string(face.name);
  if (!value.is_object()) throw Wrong{fmt::format("\"{}\" is not an object with a value and a unit", name)};
  Parameter made{.unit = face.unit};
  bool has_value = false, has_unit = false;
  for (const auto& [member, part] : value.items()) {
    if (member == "value" || (member == "reporting_threshold_share" && face.unit == Unit::Money)) {
      if (has_value) throw Wrong{fmt::format("\"{}\" has two values", name)};
      made.of_reporting_threshold = member != "value";
      made.value = number(part, name, face.least, made.of_reporting_threshold ? 10 : face.most);
      has_value = true;
    } else if (member == "unit") {
      if (text(part, name) != base::name_of(face.unit))
        throw Wrong{fmt::format("the unit of \"{}\" must be \"{}\"", name, base::name_of(face.unit))};
      has_unit = true;
    } else if (member == "currency" && face.unit == Unit::Money)
      made.currency = text(part, name);
    else
      throw Wrong{fmt::format("\"{}\" cannot have a member \"{}\"", name, member)};
  }
  if (!has_value || !has_unit) throw Wrong{fmt::format("\"{}\" needs a value and a unit", name)};
  if (made.of_reporting_threshold != made.currency.empty() && face.unit == Unit::Money)
    throw Wrong{
        fmt::format("\"{}\" needs a currency with its value, and none with a part of the reporting threshold", name)};
  check_whole(made.value, face.unit, name);
  if (made.currency == "case") made.currency.clear();
  return made;
}

void read_parameters(RedFlagRule& rule, const Json& value) {
  if (!value.is_object()) throw Wrong{"\"parameters\" is not an object"};
  for (const auto& [name, part] : value.items())
    rule.parameters[name] = parameter(part, face_of_parameter(rule.detector, name));
  for (const auto& face : face_of(rule.detector).parameters)
    if (face.required && !rule.parameters.contains(std::string(face.name)))
      throw Wrong{
          fmt::format("the parameter \"{}\" of the detector {} is missing", face.name, base::name_of(rule.detector))};
}

// Members that every rule has.
bool read_common(RedFlagRule& rule, const std::string& member, const Json& value) {
  if (member == "id") {
    rule.id = static_cast<int>(number(value, member, 1, 9999));
    check_whole(value.get<double>(), Unit::Count, member);
  } else if (member == "title")
    rule.title = text(value, member);
  else if (member == "why")
    rule.why = text(value, member);
  else if (member == "source")
    rule.source = text(value, member);
  else if (member == "benign")
    rule.benign = texts(value, member);
  else if (member == "needs")
    rule.needs = texts(value, member);
  else
    return member == "detector" || member == "parameters";
  return true;
}

void read_own(RedFlagRule& rule, const std::string& member, const Json& value) {
  const auto& face = face_of(rule.detector);
  if (std::ranges::find(face.required, member) == face.required.end() &&
      std::ranges::find(face.allowed, member) == face.allowed.end())
    throw Wrong{fmt::format("a rule of the detector {} has no member \"{}\"", base::name_of(rule.detector), member)};
  if (member == "classes")
    rule.classes = words_of<model::PaymentClass>(value, member);
  else if (member == "words")
    rule.words = purpose_words(value);
  else if (member == "methods")
    rule.methods = texts(value, member);
  else if (member == "ties")
    rule.ties = words_of<model::TieType>(value, member);
  else if (member == "links")
    rule.links = words_of<model::TieType>(value, member);
  else if (member == "kinds")
    rule.kinds = words_of<model::EntityKind>(value, member);
  else if (member == "columns")
    rule.columns = texts(value, member);
  else if (member == "distinct")
    rule.distinct = text(value, member);
  else
    rule.direction = text(value, member);
}

void check_whole_rule(const RedFlagRule& rule, const Json& document) {
  for (const char* member : {"id", "title", "why", "detector", "parameters", "source", "benign", "needs"})
    if (!document.contains(member)) throw Wrong{fmt::format("the member \"{}\" is missing", member)};
  for (const auto member : face_of(rule.detector).required)
    if (!document.contains(member)) throw Wrong{fmt::format("the member \"{}\" is missing", member)};
  if (rule.detector != Detector::Window) return;
  if (rule.direction != "in" && rule.direction != "out") throw Wrong{"\"direction\" is neither in nor out"};
  if (!rule.find("least_count") && !rule.find("sum_above"))
    throw Wrong{"a window needs \"least_count\" or \"sum_above\""};
}

// The library keeps the last of two members of one name; a rule with two thresholds is refused instead.
Json parsed(std::string_view json) {
  std::vector<std::set<std::string>> seen;
  const auto watched = [&](int depth, Json::parse_event_t event, Json& part) {
    if (depth > kDeepest) throw Wrong{"it is nested too deeply"};
    if (event == Json::parse_event_t::object_start) seen.emplace_back();
    if (event == Json::parse_event_t::object_end) seen.pop_back();
    if (event == Json::parse_event_t::key && !seen.back().insert(part.get<std::string>()).second)
      throw Wrong{fmt::format("it names \"{}\" twice", part.get<std::string>())};
    return true;
  };
  return Json::parse(json, watched);
}

RedFlagRule rule_of(const Json& document) {
  if (!document.is_object()) throw Wrong{"it is not a JSON object"};
  RedFlagRule rule;
  if (!document.contains("detector")) throw Wrong{"the member \"detector\" is missing"};
  const auto detector = base::from_name<Detector>(text(document["detector"], "detector"));
  if (!detector) throw Wrong{fmt::format("there is no detector \"{}\"", document["detector"].get<std::string>())};
  rule.detector = *detector;
  for (const auto& [member, value] : document.items())
    if (!read_common(rule, member, value)) read_own(rule, member, value);
  if (document.contains("parameters")) read_parameters(rule, document["parameters"]);
  check_whole_rule(rule, document);
  return rule;
}

base::Result<void> override_one(std::vector<RedFlagRule>& rules, const std::string& key, double value,
                                const model::Jurisdiction& jurisdiction) {
  const auto wrong = [&](const std::string& what) {
    return base::fail(base::ErrorKind::Input,
                      fmt::format("the jurisdiction {} sets \"{}\", {}", jurisdiction.id, key, what), "red_flags",
                      "correct the jurisdiction's file; docs/red-flags.md lists each rule's parameters");
  };
  const auto dot = key.find('.');
  const std::string name = dot == std::string::npos ? "" : key.substr(dot + 1);
  const auto rule =
      std::ranges::find_if(rules, [&](const RedFlagRule& one) { return std::to_string(one.id) == key.substr(0, dot); });
  if (rule == rules.end()) return wrong("and there is no such rule");
  const auto& faces = face_of(rule->detector).parameters;
  const auto face = std::ranges::find(faces, name, &ParameterFace::name);
  if (face == faces.end()) return wrong("and the rule has no such parameter");
  if (!(value >= face->least && value <= face->most))
    return wrong(fmt::format("which is not between {} and {}", face->least, face->most));
  rule->parameters[name] = {.value = value, .unit = face->unit, .from = "jurisdiction " + jurisdiction.id};
  return {};
}

} // namespace

base::Result<RedFlagRule> parse_red_flag_rule(std::string_view json, const std::string& where) {
  const char* const remedy = "correct the file; docs/red-flags.md shows every member";
  try {
    return rule_of(parsed(json));
  } catch (const Wrong& wrong) {
    return base::fail(base::ErrorKind::Input, "the red-flag rule cannot be read: " + wrong.what, where, remedy);
  } catch (const Json::exception& error) {
    return base::fail(base::ErrorKind::Input, std::string("the red-flag rule is not JSON: ") + error.what(), where,
                      remedy);
  }
}

base::Result<std::vector<RedFlagRule>> rules_for(std::vector<RedFlagRule> rules,
                                                 const model::Jurisdiction& jurisdiction) {
  std::ranges::stable_sort(rules, {}, &RedFlagRule::id);
  if (rules.size() > kMostRules)
    return base::fail(base::ErrorKind::Input, fmt::format("there are more than {} red-flag rules", kMostRules));
  for (std::size_t i = 1; i < rules.size(); ++i)
    if (rules[i].id == rules[i - 1].id)
      return base::fail(base::ErrorKind::Input, fmt::format("two red-flag rules have the id {}", rules[i].id),
                        "data/rules", "give one of them another");
  std::size_t bytes = 0;
  for (const auto& rule : rules)
    for (const auto& word : rule.words) bytes += word.size();
  if (bytes > kMostWordBytes)
    return base::fail(base::ErrorKind::Input,
                      fmt::format("the words of the red-flag rules are longer than {} bytes together", kMostWordBytes));
  for (auto& rule : rules)
    for (auto& [name, parameter] : rule.parameters) {
      if (!parameter.of_reporting_threshold) continue;
      parameter.value *= jurisdiction.reporting_threshold;
      parameter.of_reporting_threshold = false;
      parameter.from = fmt::format("the reporting threshold of jurisdiction {}", jurisdiction.id);
    }
  for (const auto& [key, value] : jurisdiction.red_flags)
    if (const auto done = override_one(rules, key, value, jurisdiction); !done) return tl::unexpected(done.error());
  return rules;
}

} // namespace cuibono::money
