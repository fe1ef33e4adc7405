#include "law/operational.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace cuibono::law {
namespace {

using Json = nlohmann::json;

constexpr int kDeepest = 8;

// Thrown and caught inside this file only.
struct Wrong {
  std::string what;
};

std::string text(const Json& object, const char* member, bool required = true) {
  const auto found = object.find(member);
  if (found == object.end() && !required) return {};
  if (found == object.end() || !found->is_string()) throw Wrong{std::string("\"") + member + "\" is not text"};
  const auto value = found->get<std::string>();
  if (required && value.empty()) throw Wrong{std::string("\"") + member + "\" is empty"};
  return value;
}

const Json& list(const Json& object, const char* member) {
  const auto found = object.find(member);
  if (found == object.end() || !found->is_array()) throw Wrong{std::string("\"") + member + "\" is not a list"};
  return *found;
}

void allow_only(const Json& object, std::initializer_list<std::string_view> members) {
  if (!object.is_object()) throw Wrong{"something that should be an object is not"};
  for (const auto& [member, value] : object.items())
    if (std::find(members.begin(), members.end(), member) == members.end()) throw Wrong{"\"" + member + "\" is not a member of the list"};
}

OperationalIndicator read_indicator(const Json& object) {
  allow_only(object, {"title", "strength", "eleven"});
  const auto strength = base::from_name<Strength>(text(object, "strength"));
  if (!strength) throw Wrong{"a strength is not strong, medium or weak"};
  return {text(object, "title"), *strength, text(object, "eleven", false)};
}

Dimension read_dimension(const Json& object) {
  allow_only(object, {"id", "title", "indicators"});
  Dimension dimension{text(object, "id"), text(object, "title"), {}};
  for (const auto& indicator : list(object, "indicators")) dimension.indicators.push_back(read_indicator(indicator));
  return dimension;
}

Json parsed(std::string_view text) {
  const auto bounded = [](int depth, Json::parse_event_t, Json&) {
    if (depth > kDeepest) throw Wrong{"it is nested too deeply"};
    return true;
  };
  return Json::parse(text, bounded);
}

} // namespace

base::Result<OperationalList> parse_operational_list(std::string_view json, const std::string& where) {
  const char* const remedy = "correct the file, or bring back the one that came with the program";
  try {
    const Json document = parsed(json);
    allow_only(document, {"name", "source", "dimensions"});
    OperationalList result{text(document, "name"), text(document, "source"), {}};
    for (const auto& dimension : list(document, "dimensions")) result.dimensions.push_back(read_dimension(dimension));
    return result;
  } catch (const Wrong& wrong) {
    return base::fail(base::ErrorKind::Input, "the list of indicators cannot be read: " + wrong.what, where, remedy);
  } catch (const Json::exception& error) {
    return base::fail(base::ErrorKind::Input, std::string("the list of indicators is not JSON: ") + error.what(), where, remedy);
  }
}

bool is_positive(const Tally& tally) {
  if (tally.strong >= 2 || tally.medium >= 3) return true;
  if (tally.strong == 1) return tally.medium + tally.weak >= 1;
  return tally.medium == 2 && tally.weak >= 1;
}

} // namespace cuibono::law
