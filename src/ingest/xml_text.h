#pragma once
// XML of evidence files, parsed so that it can do no harm: no entity but the five of XML itself, no depth beyond 256.

#include <filesystem>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace cuibono::ingest {

inline constexpr std::uint64_t kLargestXml = std::uint64_t{512} << 20;
inline constexpr int kDeepestXml = 256;

/// A parsed document and the text it was parsed from, into which its strings point.
class XmlText {
 public:
  /// Fails for broken XML, with the line; for a document type that declares anything; and beyond the limits above.
  static base::Result<XmlText> parse(const std::filesystem::path& path, std::string bytes);

  pugi::xml_node root() const { return document_.document_element(); }
  /// Line of the element in the file, from 1.
  std::uint64_t line(pugi::xml_node node) const;
  const std::string& remark() const { return remark_; } ///< how the bytes were read, where that was a guess

 private:
  std::vector<char> text_; ///< moves without changing place
  std::vector<std::ptrdiff_t> line_ends_;
  pugi::xml_document document_;
  std::string remark_;
};

/// The name of an element without its namespace prefix.
std::string_view local_name(pugi::xml_node element);
/// The first child element of that local name; null where there is none.
pugi::xml_node child_named(pugi::xml_node parent, std::string_view name);
/// The trimmed text inside the first child of that local name, or empty.
std::string_view text_of(pugi::xml_node parent, std::string_view name);

} // namespace cuibono::ingest
