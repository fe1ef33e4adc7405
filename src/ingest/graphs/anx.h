#pragma once
// ANX, the XML chart of i2 Analyst's Notebook (version 9 and later opens and saves it), read and written.

#include <filesystem>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/progress.h"
#include "ingest/formats.h"

namespace cuibono::ingest {

Fit is_anx(const Sniffed& file);

/// Adds the chart to the draft: a chart item with an entity is an entity, one with a link a tie; rows are numbered by their
/// running number among both. Identity is the id (see graph_tables.h), Label the name, Description the notes, attributes are
/// kept under the name of their class. The entity type is the kind by the word list of kind_of_entity_type, or a role where it is
/// a word of roles; a link type of the vocabulary is the type of the tie. Other types stay as attributes. An arrow against
/// the link swaps its ends, none or both make it undirected. A date is from and to of a tie. Labels, pictures and cards without
/// an entity or link are left out and counted.
/// Fails for broken XML, see xml_text.h, and where the root is not Chart.
base::Result<void> read_anx(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                            base::Progress& progress);

/// The case as a chart, see exports/graph_of_case.h: every column is an attribute class, so that read_anx reads back every
/// entity, role, tie and payment as it was shown. Items stand in a grid.
base::Result<Written> write_anx(const CaseToWrite& what);

/// The entity kind that a type of Analyst's Notebook stands for, such as `person` for `Man`; empty where it stands for none.
std::string_view kind_of_entity_type(std::string_view type);

} // namespace cuibono::ingest
