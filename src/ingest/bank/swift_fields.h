#pragma once
// The fields `:NN:` of SWIFT's text messages, with or without the blocks {1:...}{4: ... -} around them.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cuibono::ingest {

struct SwiftField {
  std::string_view tag;                ///< "61", "60F"
  std::vector<std::string_view> lines; ///< its text and the lines that continue it, without line ends
  std::uint64_t line = 0;              ///< where it begins, from 1

  std::string_view first() const { return lines.front(); }
  std::size_t size() const; ///< characters of all its lines
};

struct SwiftFields {
  std::vector<SwiftField> fields;
  std::uint64_t stray = 0; ///< lines outside any field
};

/// The views point into `text`.
SwiftFields swift_fields(std::string_view text);

} // namespace cuibono::ingest
