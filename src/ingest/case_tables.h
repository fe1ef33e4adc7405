#pragma once
// CSV files as case tables: a folder of them, or one file known by its name or its columns. Only text to rows.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "ingest/formats.h"

namespace cuibono::ingest {

/// Most bytes of one file that are read at once.
inline constexpr std::uint64_t kLargestTable = std::uint64_t{2} << 30;

/// The table that a file of that name is in a folder of case tables, or empty.
std::string_view table_of_file_name(const std::filesystem::path& path);

/// Whether a case table has that name.
bool is_case_table(std::string_view name);

/// Says which table of a case or a graph the columns are, and gives them the names of the case tables; `name` as a file's name,
/// which goes before the columns. False for a sheet, which stays as it was.
bool recognise(DraftTable& table, const std::string& name);

/// The same, unless the options have a mapping for the columns: then the sheet stays one.
bool recognise_unless_mapped(DraftTable& table, const std::string& name, const ReadOptions& options);

/// Adds one CSV to the draft, whose last file it is: as a table of a case or a graph where its name or its header is one's,
/// else as a sheet. Fails where it is empty or its header cannot be read.
base::Result<void> read_csv(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                            base::Progress& progress);

/// The case tables of the folder, in order of name; other files are named in a remark of the draft. Fails where there is none.
base::Result<std::vector<std::filesystem::path>> tables_of_folder(Draft& draft, const std::filesystem::path& folder);

/// Makes repeated column names distinct ("name 2") and gives nameless ones a name ("column 3"); whether any was changed.
bool make_distinct(std::vector<std::string>& columns);

} // namespace cuibono::ingest
