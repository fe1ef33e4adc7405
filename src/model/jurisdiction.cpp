#include "model/jurisdiction.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace cuibono::model {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kDeepest = 8;
constexpr std::array<std::string_view, 7> kRules{"fifo", "lifo", "pro-rata", "last-out", "first-out", "poison", "pari-passu"};
constexpr std::array<std::string_view, 3> kOrders{"as-listed", "inflows-first", "outflows-first"};

// Thrown and caught inside this file only.
struct Wrong {
  std::string what;
};

double number(const Json& value, const std::string& member, double least, double most) {
  if (!value.is_number()) throw Wrong{fmt::format("\"{}\" is not a number", member)};
  const double number = value.get<double>();
  if (!(number >= least && number <= most)) throw Wrong{fmt::format("\"{}\" is not between {} and {}", member, least, most)};
  return number;
}

std::string text(const Json& value, const std::string& member) {
  if (!value.is_string()) throw Wrong{fmt::format("\"{}\" is not text", member)};
  return value.get<std::string>();
}

template <std::size_t N>
std::string one_of(const Json& value, const std::string& member, const std::array<std::string_view, N>& allowed) {
  const auto found = text(value, member);
  if (std::ranges::find(allowed, found) == allowed.end()) throw Wrong{fmt::format("\"{}\" cannot be \"{}\"", member, found)};
  return found;
}

std::vector<std::string> rules(const Json& value, const std::string& member) {
  if (!value.is_array() || value.empty()) throw Wrong{fmt::format("\"{}\" is not a list of rules", member)};
  std::vector<std::string> list;
  for (const auto& rule : value) list.push_back(one_of(rule, member, kRules));
  return list;
}

void read_member(Jurisdiction& into, const std::string& member, const Json& value) {
  if (member == "name") into.name = text(value, member);
  else if (member == "source") into.source = text(value, member);
  else if (member == "ownership_threshold") into.ownership_threshold = number(value, member, 0, 1);
  else if (member == "tracing_rules") into.tracing_rules = rules(value, member);
  else if (member == "same_day_order") into.same_day_order = one_of(value, member, kOrders);
  else if (member == "interest_rate") into.interest_rate = number(value, member, 0, 1);
  else if (member == "overtime_factor") into.overtime_factor = number(value, member, 1, 10);
  else if (member == "adult_age") into.adult_age = static_cast<int>(number(value, member, 0, 30));
  else if (member == "reporting_threshold") into.reporting_threshold = number(value, member, 0, 1e15);
  else if (member == "red_flags" && value.is_object())
    for (const auto& [key, threshold] : value.items()) into.red_flags[key] = number(threshold, "red_flags." + key, 0, 1e15);
  else if (member == "words" && value.is_object())
    for (const auto& [key, word] : value.items()) into.words[key] = text(word, "words." + key);
  else throw Wrong{fmt::format("\"{}\" is not a setting of a jurisdiction, or of the wrong kind", member)};
}

Json parsed(std::string_view text) {
  const auto bounded = [](int depth, Json::parse_event_t, Json&) {
    if (static_cast<std::size_t>(depth) > kDeepest) throw Wrong{"it is nested too deeply"};
    return true;
  };
  return Json::parse(text, bounded);
}

} // namespace

base::Result<Jurisdiction> parse_jurisdiction(std::string_view json, const std::string& where) {
  const char* const remedy = "correct the file; data/jurisdictions/default.json shows every setting";
  try {
    const Json document = parsed(json);
    if (!document.is_object()) throw Wrong{"it is not a JSON object"};
    Jurisdiction jurisdiction;
    for (const auto& [member, value] : document.items()) read_member(jurisdiction, member, value);
    return jurisdiction;
  } catch (const Wrong& wrong) {
    return base::fail(base::ErrorKind::Input, "the jurisdiction's settings cannot be read: " + wrong.what, where, remedy);
  } catch (const Json::exception& error) {
    return base::fail(base::ErrorKind::Input, std::string("the jurisdiction's settings are not JSON: ") + error.what(), where, remedy);
  }
}

std::string word(const Jurisdiction& jurisdiction, const std::string& key, std::string_view usual) {
  const auto found = jurisdiction.words.find(key);
  return found == jurisdiction.words.end() ? std::string(usual) : found->second;
}

} // namespace cuibono::model
