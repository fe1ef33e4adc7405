#include "ingest/tables/workbook.h"

#include <map>

#include "ingest/xml_text.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;

std::string_view attribute(pugi::xml_node element, std::string_view name) {
  for (const auto one : element.attributes()) {
    const std::string_view full = one.name();
    const auto colon = full.rfind(':');
    if ((colon == full.npos ? full : full.substr(colon + 1)) == name) return one.value();
  }
  return {};
}

base::Result<XmlText> xml_of(const ZipFile& archive, const std::filesystem::path& path, const std::string& entry) {
  auto bytes = archive.read(entry);
  if (!bytes) return tl::unexpected(bytes.error());
  return XmlText::parse(place_in(path, entry), std::move(*bytes));
}

// Targets are relative to the folder of the part that names them, or begin at the root.
std::string entry_of(std::string_view folder, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  return (std::filesystem::path(folder) / target).lexically_normal().generic_string();
}

base::Result<std::map<std::string, std::string, std::less<>>> relations(const ZipFile& archive, const std::filesystem::path& path, const std::string& entry,
                                                                        std::string_view folder) {
  std::map<std::string, std::string, std::less<>> targets;
  if (!archive.has(entry)) return targets;
  const auto xml = xml_of(archive, path, entry);
  if (!xml) return tl::unexpected(xml.error());
  for (const auto relation : xml->root().children())
    if (attribute(relation, "TargetMode") != "External") targets.emplace(attribute(relation, "Id"), entry_of(folder, attribute(relation, "Target")));
  return targets;
}

base::Result<void> read_sheets(const ZipFile& archive, const std::filesystem::path& path, Workbook& book) {
  const auto xml = xml_of(archive, path, "xl/workbook.xml");
  if (!xml) return tl::unexpected(xml.error());
  const auto targets = relations(archive, path, "xl/_rels/workbook.xml.rels", "xl");
  if (!targets) return tl::unexpected(targets.error());
  const auto era = attribute(child_named(xml->root(), "workbookPr"), "date1904");
  book.is_1904 = era == "1" || era == "true";
  for (const auto sheet : child_named(xml->root(), "sheets").children()) {
    const auto target = targets->find(attribute(sheet, "id"));
    const bool is_table = target != targets->end() && target->second.find("chartsheet") == std::string::npos && archive.has(target->second);
    if (is_table) book.sheets.push_back({std::string(attribute(sheet, "name")), target->second, !attribute(sheet, "state").empty() && attribute(sheet, "state") != "visible"});
  }
  return {};
}

base::Result<void> read_strings(const ZipFile& archive, const std::filesystem::path& path, Workbook& book) {
  auto strings = std::make_shared<std::vector<std::string>>();
  if (archive.has("xl/sharedStrings.xml")) {
    const auto xml = xml_of(archive, path, "xl/sharedStrings.xml");
    if (!xml) return tl::unexpected(xml.error());
    for (const auto item : xml->root().children())
      if (local_name(item) == "si") strings->push_back(string_of(item));
  }
  book.strings = std::move(strings);
  return {};
}

base::Result<void> read_formats(const ZipFile& archive, const std::filesystem::path& path, Workbook& book) {
  if (!archive.has("xl/styles.xml")) return {};
  const auto xml = xml_of(archive, path, "xl/styles.xml");
  if (!xml) return tl::unexpected(xml.error());
  std::map<int, Shown> custom;
  for (const auto format : child_named(xml->root(), "numFmts").children())
    custom[format.attribute("numFmtId").as_int()] = shown_by_code(attribute(format, "formatCode"));
  for (const auto style : child_named(xml->root(), "cellXfs").children()) {
    const int id = style.attribute("numFmtId").as_int();
    const auto own = custom.find(id);
    book.formats.push_back(own != custom.end() ? own->second : shown_by_builtin(id));
  }
  return {};
}

} // namespace

std::string string_of(pugi::xml_node item) {
  std::string text;
  for (const auto part : item.children()) {
    if (local_name(part) == "t") text += part.text().get();
    else if (local_name(part) == "r") text += child_named(part, "t").text().get();
  }
  return text;
}

std::filesystem::path place_in(const std::filesystem::path& path, const std::string& entry) { return path.string() + ": " + entry; }

base::Result<Workbook> read_workbook(const ZipFile& archive, const std::filesystem::path& path) {
  if (!archive.has("xl/workbook.xml"))
    return fail(ErrorKind::Input, "this archive is not a workbook (.xlsx)", path.string(), "save it again as an Excel workbook, or as CSV");
  Workbook book;
  for (const auto& read : {read_sheets, read_strings, read_formats})
    if (const auto done = read(archive, path, book); !done) return tl::unexpected(done.error());
  return book;
}

} // namespace cuibono::ingest
