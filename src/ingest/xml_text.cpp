#include "ingest/xml_text.h"

#include <algorithm>
#include <fmt/core.h>

#include "base/text.h"
#include "ingest/csv.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;

struct DepthWalker : pugi::xml_tree_walker {
  bool for_each(pugi::xml_node&) override { return depth() < kDeepestXml; }
};

base::Result<void> check(pugi::xml_document& document, const std::string& path) {
  for (const auto child : document.children())
    if (child.type() == pugi::node_doctype && std::string_view(child.value()).find_first_of("[%") != std::string_view::npos)
      return fail(ErrorKind::Input, "the file's document type declares entities, which can hide or multiply text", path,
                  "save it again without <!DOCTYPE ...>");
  DepthWalker walker;
  if (document.traverse(walker)) return {};
  return fail(ErrorKind::Input, fmt::format("elements are nested more than {} deep", kDeepestXml), path, "flatten the document");
}

} // namespace

base::Result<XmlText> XmlText::parse(const std::filesystem::path& path, std::string bytes) {
  if (bytes.size() > kLargestXml) return fail(ErrorKind::Input, "the file is larger than 512 MiB", path.string(), "split it");
  auto decoded = decode_text(std::move(bytes));
  XmlText xml;
  xml.remark_ = std::move(decoded.remark);
  xml.text_.assign(decoded.utf8.begin(), decoded.utf8.end());
  decoded.utf8 = {};
  const std::string_view view(xml.text_.data(), xml.text_.size());
  for (auto at = view.find('\n'); at != view.npos; at = view.find('\n', at + 1)) // before parsing, which rewrites the text
    xml.line_ends_.push_back(static_cast<std::ptrdiff_t>(at));
  const auto parsed = xml.document_.load_buffer_inplace(xml.text_.data(), xml.text_.size(),
                                                        pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
  if (!parsed)
    return fail(ErrorKind::Input, fmt::format("the XML is broken: {}", base::to_lower(parsed.description())),
                fmt::format("{} line {}", path.string(), std::ranges::lower_bound(xml.line_ends_, parsed.offset) - xml.line_ends_.begin() + 1),
                "save it again from the program that wrote it");
  if (const auto fit = check(xml.document_, path.string()); !fit) return tl::unexpected(fit.error());
  return xml;
}

std::uint64_t XmlText::line(pugi::xml_node node) const {
  return static_cast<std::uint64_t>(std::ranges::lower_bound(line_ends_, node.offset_debug()) - line_ends_.begin()) + 1;
}

std::string_view local_name(pugi::xml_node element) {
  const std::string_view name = element.name();
  const auto colon = name.find(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

pugi::xml_node child_named(pugi::xml_node parent, std::string_view name) {
  return parent.find_child([name](pugi::xml_node child) { return local_name(child) == name; });
}

std::string_view text_of(pugi::xml_node parent, std::string_view name) {
  return base::trim(child_named(parent, name).child_value());
}

} // namespace cuibono::ingest
