#pragma once
// What a JSON value says, as text; for records whose shape was checked or does not matter.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace cuibono::ingest {

/// The member of that name; null where there is none or `object` is no object.
inline const nlohmann::json* member(const nlohmann::json& object, std::string_view name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

/// A string as it is, a number or a truth value as JSON writes it, an object or an array as compact JSON, null as nothing.
inline std::string as_text(const nlohmann::json& value) {
  if (value.is_string()) return value.get<std::string>();
  return value.is_null() ? std::string() : value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// The member's text; empty where there is none.
inline std::string text_at(const nlohmann::json& object, std::string_view name) {
  const auto* found = member(object, name);
  return found ? as_text(*found) : std::string();
}

/// The elements of that array, or nothing to go through.
inline const nlohmann::json& list_at(const nlohmann::json& object, std::string_view name) {
  static const nlohmann::json kNone = nlohmann::json::array();
  const auto* found = member(object, name);
  return found && found->is_array() ? *found : kNone;
}

} // namespace cuibono::ingest
