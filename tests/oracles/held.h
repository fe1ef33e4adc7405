#pragma once
// A file of expected values that knows which of them a test has asked for, so that none is forgotten.

#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "source_dir.h"

namespace cuibono::oracles {

using Json = nlohmann::ordered_json;

class Held {
 public:
  explicit Held(const char* file) : all_(Json::parse(std::ifstream(std::filesystem::path(cuibono::testing::source_dir()) / "tests/oracles" / file))) {
    const auto flat = all_.flatten();
    for (auto leaf = flat.begin(); leaf != flat.end(); ++leaf) leaves_.push_back(leaf.key());
  }

  /// What stands at a JSON pointer; it and everything below it counts as held.
  const Json& at(const std::string& pointer) {
    held_.insert(pointer);
    return all_.at(Json::json_pointer(pointer));
  }
  double number(const std::string& pointer) { return at(pointer).get<double>(); }

  /// Values that nothing has asked for.
  std::vector<std::string> left() const {
    std::vector<std::string> found;
    for (const auto& leaf : leaves_)
      if (!is_held(leaf)) found.push_back(leaf);
    return found;
  }

 private:
  bool is_held(const std::string& leaf) const {
    for (auto end = leaf.size(); end != std::string::npos && end > 0; end = leaf.rfind('/', end - 1))
      if (held_.contains(leaf.substr(0, end))) return true;
    return false;
  }

  Json all_;
  std::vector<std::string> leaves_;
  std::set<std::string> held_;
};

} // namespace cuibono::oracles
