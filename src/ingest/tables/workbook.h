#pragma once
// The parts of a workbook (Office Open XML, ECMA-376) that all its sheets share: their names, strings and number formats.

#include <filesystem>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "base/error.h"
#include "ingest/tables/xlsx_values.h"
#include "ingest/zip_file.h"

namespace cuibono::ingest {

/// A sheet whose XML is larger is refused: it would take eight times as much memory.
inline constexpr std::uint64_t kLargestSheet = std::uint64_t{128} << 20;

struct SheetPart {
  std::string name;
  std::string entry; ///< of the archive
  bool is_hidden = false;
};

struct Workbook {
  std::vector<SheetPart> sheets; ///< in the order of the tabs; charts are not among them
  std::shared_ptr<const std::vector<std::string>> strings;
  std::vector<Shown> formats; ///< of each cell style
  bool is_1904 = false;
};

/// Fails for an archive that is no workbook, and for broken XML, with the line.
base::Result<Workbook> read_workbook(const ZipFile& archive, const std::filesystem::path& path);

/// The text of a string item: its runs one after the other, without the reading aids of East Asian scripts.
std::string string_of(pugi::xml_node item);

/// The path of `entry` inside the workbook file, for errors.
std::filesystem::path place_in(const std::filesystem::path& path, const std::string& entry);

} // namespace cuibono::ingest
