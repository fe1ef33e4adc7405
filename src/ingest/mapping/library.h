#pragma once
// Saved mappings: which of them reads a sheet, and the sheets of a draft read by them.

#include <filesystem>
#include <string>
#include <vector>

#include "base/error.h"
#include "ingest/draft.h"
#include "ingest/formats.h"
#include "ingest/mapping/mapping.h"

namespace cuibono::ingest {

struct SavedMappings {
  std::vector<Mapping> mappings;
  std::vector<std::string> remarks; ///< files that are no mapping: whole sentences
};

/// Every *.json of the folders, those of earlier folders first; a folder that is not there holds none.
SavedMappings load_mappings(const std::vector<std::filesystem::path>& folders);

base::Result<Mapping> load_mapping(const std::filesystem::path& path);

/// The mapping whose columns the sheet has, all that are not optional; of several the one that knows most columns, the first
/// among equals. Null: none. One without columns, or for files without a header, is never chosen.
const Mapping* best_mapping(const std::vector<Mapping>& mappings, const DraftTable& sheet);

/// Turns every sheet of the draft into tables: by the mapping of the options, else by the saved one that matches best, which
/// is said. Fails where none does, unless the file gave other tables. A mapping of the options whose `sheet` is a table that the
/// format gave by itself is laid over it; see apply_overlay.
base::Result<void> read_sheets(Draft& draft, const ReadOptions& options);

/// Turns the sheets of the draft into tables, the first by the first mapping and so on. A sheet whose mapping is null is left
/// out, which is said.
base::Result<void> read_sheets_by(Draft& draft, const std::vector<const Mapping*>& one_each);

} // namespace cuibono::ingest
