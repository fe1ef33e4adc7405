#pragma once
// Backups of a case, in the folder `NAME.cuibono.backups` beside it: whole case files, each verified when it was
// written, encrypted like the case. And what to do when the case itself is damaged: bring a backup back. Nothing is
// ever replaced: what was there is set aside under another name.

#include <filesystem>
#include <string>
#include <vector>

#include "store/sqlite.h"

namespace cuibono::store {

std::filesystem::path backup_folder(const std::filesystem::path& case_path);

/// The oldest first.
std::vector<std::filesystem::path> list_backups(const std::filesystem::path& case_path);

/// Where a case goes that something else takes the place of, and its log with it. Never over something that is there.
std::filesystem::path set_aside_name(const std::filesystem::path& case_path, const std::string& time);
base::Result<void> set_aside(const std::filesystem::path& case_path, const std::filesystem::path& aside);

/// Cases that were set aside for a backup, beside the case; the oldest first.
std::vector<std::filesystem::path> list_set_aside(const std::filesystem::path& case_path);

/// Every backup goes but `kept`: those from before somebody was removed still open for them. Returns how many went, or
/// the first that could not be deleted.
base::Result<std::size_t> delete_backups_but(const std::filesystem::path& case_path, const std::filesystem::path& kept);

/// Which of these names, oldest first, are no longer wanted: the newest five stay, and the newest of each of the last
/// seven days and twelve months that have one. Names of another form are nobody's to delete.
std::vector<std::string> outdated_backups(const std::vector<std::string>& names);

/// Writes a backup named after `time` (ISO 8601, UTC), verifies it, and deletes those that are outdated.
base::Result<std::filesystem::path> back_up(const Database& database, const std::filesystem::path& case_path,
                                            const std::string& key, const std::string& time);

struct Restored {
  std::filesystem::path from;      ///< the backup
  std::filesystem::path set_aside; ///< where the case that was there lies now; empty: there was none
};

/// Brings a backup back (empty: the newest that verifies). The case must not be open. `passphrase` as for opening.
base::Result<Restored> restore(const std::filesystem::path& case_path, std::filesystem::path backup,
                               const std::string& passphrase, const std::string& time);

} // namespace cuibono::store
