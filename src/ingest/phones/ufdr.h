#pragma once
// Phone reports of Cellebrite's tools (UFDR: a zip with report.xml) as phones, calls and messages. Nothing is unpacked to a disk.

#include <filesystem>
#include <string>

#include "base/error.h"
#include "base/progress.h"
#include "ingest/formats.h"

namespace cuibono::ingest {

Fit is_ufdr(const Sniffed& file);

/// Calls are ties `calls` with their time and duration, messages ties `messages`, those of one chat counted by sender and
/// recipient. A name from the address book is what the phone's owner wrote, so that it is kept as the attribute `saved_as` of the
/// number and never as its name. Rows are numbered by the record's place in the report, from 1, and cite its model id. What
/// is no call, message, contact or account is counted in a remark. Fails for what zip_file.h and ufdr_xml.h say.
base::Result<void> read_ufdr(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                             base::Progress& progress);

} // namespace cuibono::ingest
