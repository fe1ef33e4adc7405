#pragma once
// One case on disk, `NAME.cuibono`: the rows as they are, and the journal of every edit batch that made them so. The
// journal only grows and is chained by SHA-256. Owned by the session; used by one thread at a time. Several programs
// may read one case; of two that write, the one whose revision is no longer the last is refused.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "model/edit.h"
#include "model/snapshot.h"
#include "protect/key_ring.h"
#include "store/content.h"
#include "store/heads.h"
#include "store/sqlite.h"
#include "store/vault.h"

namespace cuibono::store {

/// One step of the journal. `hash` (64 hexadecimal digits) covers the record and the hash before it.
struct JournalRecord {
  std::uint64_t revision = 0;
  model::EditBatch batch;
  std::string hash;
};

struct OpenOptions {
  bool read_only = false;      ///< changes nothing, and can read a case that lies where nothing may be written
  std::string passphrase = {}; ///< of somebody who can open the case, or its recovery code; for an encrypted case
};

/// How a new case is encrypted. The vault has key slots of its own: whoever may open the case need not open the vault.
struct Protection {
  std::string holder;           ///< whose passphrase it is
  std::string passphrase;       ///< 8 characters and more
  std::string vault_passphrase; ///< empty: the same
  protect::Cost cost = {};
};

/// Who made the case and when (UTC, ISO 8601 with seconds); no time: now.
struct Creation {
  std::string author;
  std::string time;
};

/// Somebody leaves.
struct Removal {
  std::string holder;
  std::string passphrase;       ///< of somebody who stays, or the recovery code
  std::string vault_passphrase; ///< the same for the vault; asked for only where the leaver can open it
  model::EditBatch record;      ///< what the journal is to say of it; no edits
};

class CaseFile {
 public:
  using Settings = std::vector<std::pair<std::string, std::string>>;

  /// A new case at revision 1, whose journal record "Create case" adds the settings. Refuses to overwrite; written
  /// aside and renamed, so that no failure leaves a half-written case. Readable by its owner only.
  static base::Result<CaseFile> create(const std::filesystem::path& path, const Settings& settings,
                                       const Creation& by = {});

  /// The same, encrypted. `recovery_code` becomes a code that also opens case and vault, which is kept nowhere.
  static base::Result<CaseFile> create_encrypted(const std::filesystem::path& path, const Settings& settings,
                                                 const Creation& by, const Protection& protection,
                                                 std::string& recovery_code);

  /// Refuses what is not a case, what a newer version wrote, and what is damaged.
  static base::Result<CaseFile> open(const std::filesystem::path& path, OpenOptions options = {});

  /// The whole case at its last revision, with the numbers that new rows take.
  base::Result<model::CaseSnapshot> load() const;

  /// Rows and journal record in one transaction, on disk when this returns; any failure leaves the last revision.
  /// `next` is what `batch` made of the last revision; refused when another program has written in between.
  base::Result<void> commit(const model::EditBatch& batch, const model::CaseSnapshot& next);

  /// A record without edits, by whoever holds no snapshot of the case.
  base::Result<void> note(const model::EditBatch& record);

  /// Every record with its edits, oldest first.
  base::Result<std::vector<JournalRecord>> journal() const;

  /// The same without the edits, which for a large import are many.
  base::Result<std::vector<JournalRecord>> journal_headings() const;

  /// One record with its edits.
  base::Result<JournalRecord> journal_record(std::uint64_t revision) const;

  /// The case as the journal made it up to that revision; for reading only.
  base::Result<model::CaseSnapshot> load_at(std::uint64_t revision) const;
  /// The last revision written on or before that time: ISO 8601 in UTC, to the year, month, day or second. Refuses a
  /// time before the case was made.
  base::Result<std::uint64_t> revision_at(std::string_view time) const;

  /// A verified copy among the case's backups (store/backup.h), named after the time; older ones that are no longer
  /// wanted go. Returns its path.
  base::Result<std::filesystem::path> back_up(const std::string& time) const;

  /// Keeps a file as it is, once; see store/content.h. An exhibit then names it by its SHA-256.
  base::Result<TakenIn> take_in(const std::filesystem::path& file, std::uint64_t most_inside = kMostInside);
  base::Result<void> read_content(const std::string& sha256,
                                  const std::function<base::Result<void>(std::string_view)>& take) const;

  /// Vouches for the journal as it stands; see store/heads.h.
  base::Result<Head> sign_head(const protect::Signer& signer, const std::string& author, const std::string& time);
  base::Result<std::vector<Head>> heads() const;
  /// Whether the journal is the one of which that head was printed.
  base::Result<void> check_head(const Head& head) const;

  /// DER bytes for a time-stamping authority (RFC 3161) about the last record; its answer is kept. Returns its time.
  base::Result<std::string> timestamp_request() const;
  base::Result<std::string> keep_timestamp(const std::string& answer);
  base::Result<std::vector<Timestamp>> timestamps() const;

  /// To what victims' identities are sealed (store/vault.h); anybody who may edit the case may use it.
  const std::string& vault_seal_with() const { return vault_seal_with_; }
  bool is_encrypted() const { return !key_.empty(); }
  /// A key for what is kept of the case outside of it, another for each purpose; empty for a case that is not
  /// encrypted.
  std::string key_for(std::string_view purpose) const;

  /// Who can open the case, the recovery code among them; empty for a case that is not encrypted.
  base::Result<std::vector<std::string>> people() const;
  /// Who can open its vault.
  base::Result<std::vector<std::string>> vault_people() const;
  /// Gives another person a passphrase of their own; `passphrase` is of somebody who can open the case.
  base::Result<void> add_person(std::string_view passphrase, const std::string& holder, std::string_view new_passphrase,
                                protect::Cost cost = {});
  /// The same for the vault, to which the case's passphrases are nothing.
  base::Result<void> add_vault_person(std::string_view vault_passphrase, const std::string& holder,
                                      std::string_view new_passphrase, protect::Cost cost = {});
  /// Another passphrase for one's own slot.
  base::Result<void> change_passphrase(const std::string& holder, std::string_view passphrase,
                                       std::string_view new_passphrase, protect::Cost cost = {});
  base::Result<void> change_vault_passphrase(const std::string& holder, std::string_view passphrase,
                                             std::string_view new_passphrase, protect::Cost cost = {});
  /// The case under a new data key that the leaver is not given, and the vault under a new key where the leaver could
  /// open it; written aside, verified, and put in place in one step. Refused while anybody else has the case open.
  /// Backups made before still open for the leaver.
  base::Result<void> remove_person(const Removal& removal);

  /// Whether the vault's key lies open in the case: so it is in a case that is not encrypted.
  base::Result<bool> is_vault_open() const;
  /// The vault's secret keys. In a case that is not encrypted they lie open, and any passphrase does.
  base::Result<VaultKeys> open_vault(std::string_view passphrase) const;
  /// For another thread to unlock.
  base::Result<VaultLock> vault_lock() const;

  /// The database's own check, the chain of hashes, and that the journal, replayed from an empty case, gives the stored
  /// rows; that every signed head and time stamp agrees with it; that
  /// the exhibits' files are what was taken in. The error names the first that does not hold.
  base::Result<void> verify() const;

  const std::filesystem::path& path() const { return path_; }
  bool is_read_only() const { return read_only_; }

 private:
  base::Result<void> write_without(const Removal& removal, const std::filesystem::path& copy);
  static base::Result<CaseFile> open_after_migrating(const std::filesystem::path& path, OpenOptions options);

  CaseFile(Database database, std::filesystem::path path, bool read_only, std::string key, std::string vault_seal_with)
      : database_(std::move(database)),
        path_(std::move(path)),
        read_only_(read_only),
        key_(std::move(key)),
        vault_seal_with_(std::move(vault_seal_with)) {}

  Database database_;
  std::filesystem::path path_;
  bool read_only_ = false;
  std::string key_; ///< hexadecimal; empty: not encrypted
  std::string vault_seal_with_;
};

} // namespace cuibono::store
