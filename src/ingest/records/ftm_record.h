#pragma once
// One FollowTheMoney record: what all its fragments say together.

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cuibono::ingest {

struct FtmRecord {
  std::string id, schema;
  std::uint64_t number = 0; ///< place of the first fragment in the file, from 1
  std::vector<std::pair<std::string, std::vector<std::string>>> properties; ///< each once, without repeated values

  const std::vector<std::string>& values(std::string_view property) const {
    static const std::vector<std::string> kNone;
    const auto found = std::ranges::find(properties, property, &std::pair<std::string, std::vector<std::string>>::first);
    return found == properties.end() ? kNone : found->second;
  }
  std::string first(std::string_view property) const {
    const auto& all = values(property);
    return all.empty() ? std::string() : all.front();
  }
  void add(std::string_view property, std::string value) {
    auto found = std::ranges::find(properties, property, &std::pair<std::string, std::vector<std::string>>::first);
    if (found == properties.end()) found = properties.insert(found, {std::string(property), {}});
    if (std::ranges::find(found->second, value) == found->second.end()) found->second.push_back(std::move(value));
  }
};

} // namespace cuibono::ingest
