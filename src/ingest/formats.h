#pragma once
// The formats the product reads and writes: one row each in formats.cpp, which is the only place that knows them all.
// A reader turns bytes into rows of text, a writer turns a case into bytes; neither knows where they come from or go to.

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/progress.h"
#include "ingest/draft.h"
#include "model/people.h"

namespace cuibono::ingest {

struct Mapping;

/// What is looked at to tell a file's format.
struct Sniffed {
  std::string_view bytes; ///< the first 64 KiB as they lie on the disk
  std::string_view text;  ///< the same as UTF-8, without a byte order mark
  std::string extension;  ///< in lower case, without the dot
};

/// How sure a format is that a file is its own. The surest wins, the first in the table among equals.
enum class Fit { None, Name, Content };

/// What the user says about how files are to be read.
struct ReadOptions {
  base::Date as_of; ///< statements of registers are read as they stood then; empty: the latest
  const Mapping* mapping = nullptr;              ///< by which every delimited text and spreadsheet is read, whatever its header
  const std::vector<Mapping>* saved = nullptr;   ///< mappings by which a sheet is read whose header they match
  bool keep_sheets = false; ///< sheets stay sheets in the draft, for a plan of what a mapping would make of them
};

/// Adds to the draft what the bytes say. draft.files.back() is this file, with path, format and hash. Fails for what is not
/// the format it claims to be, with the place; bad rows become issues.
using ReadBytes = base::Result<void> (*)(Draft& draft, const std::filesystem::path& path, std::string bytes,
                                         const ReadOptions& options, base::Progress& progress);

/// How free text may be shown; nothing: as it is.
using Masking = std::function<std::string(std::string_view)>;

/// A case as it may be shown to whoever gets the file: names through `names`, other free text through `mask`.
struct CaseToWrite {
  const model::CaseSnapshot& snapshot;
  const model::Names& names;
  Masking mask;
};

struct Written {
  std::string bytes;
  std::vector<std::string> losses; ///< what the format cannot hold: whole sentences with counts; empty: nothing was lost
};

using WriteCase = base::Result<Written> (*)(const CaseToWrite& what);

struct Format {
  std::string_view name; ///< what --as takes
  std::string_view title;
  std::string_view files; ///< how such files are named
  Fit (*fit)(const Sniffed&);
  ReadBytes read;   ///< null: only written
  WriteCase write;  ///< null: only read
  std::string_view extension = {}; ///< of a written file, by which -o FILE is known; empty: by --as alone
};

std::span<const Format> formats();

/// Null where there is none of that name.
const Format* format_named(std::string_view name);

/// The format that the file's bytes and name fit best; null where none does.
const Format* find_format(const std::filesystem::path& path, std::string_view bytes);

} // namespace cuibono::ingest
