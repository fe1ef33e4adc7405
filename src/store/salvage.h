#pragma once
// A damaged case read as far as it can be read, into a new case that takes its place; the damaged file is set aside,
// byte for byte as it was. The journal comes along up to the first record that does not hold; one more record then says
// what the rows that could be read add to it, so that the new case verifies.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/error.h"

namespace cuibono::store {

struct TableSalvage {
  std::string table;
  std::uint64_t read = 0;         ///< rows that could be read
  std::uint64_t from_journal = 0; ///< rows that could not, and stand as the journal has them
  std::uint64_t lost = 0;         ///< at most so many are gone: numbers that were given and of which nothing was found
};

struct Salvaged {
  std::filesystem::path set_aside;    ///< the damaged case
  std::vector<TableSalvage> tables;   ///< those of which anything was found or lost
  std::uint64_t journal_holds_to = 0; ///< the last record that came along
  std::uint64_t journal_last = 0;     ///< the last of which anything was found
  std::uint64_t stood_in = 0;         ///< entities and exhibits that rows name and of which nothing else was found
  std::uint64_t files_kept = 0, files_lost = 0; ///< of exhibits
  bool vault_lost = false;                      ///< the vault's keys are gone, and with them what was sealed
};

/// Refused where nothing can be read; the case then stays as it is. Where an encrypted case's key slots are damaged,
/// those of its newest backup stand in. The case must not be open.
base::Result<Salvaged> salvage(const std::filesystem::path& case_path, const std::string& passphrase,
                               const std::string& author, const std::string& time);

} // namespace cuibono::store
