#pragma once
// Signed heads of the journal: who vouched, when, for the journal up to which record. They stand beside the journal, so
// that a journal whose end was cut off contradicts them; and they are printed, so that both being cut off contradicts
// the paper.

#include <cstdint>
#include <string>
#include <vector>

#include "protect/signing.h"
#include "store/sqlite.h"

namespace cuibono::store {

struct Head {
  std::uint64_t revision = 0;
  std::string hash;       ///< of that journal record
  std::string time;       ///< UTC, ISO 8601
  std::string signer;     ///< author
  std::string public_key; ///< Ed25519, 64 hexadecimal digits
  std::string signature;  ///< of head_text, 128 hexadecimal digits

  bool operator==(const Head&) const = default;
};

/// What is signed: "Cui Bono head", the case's id, revision, hash, time and signer, a line each.
std::string head_text(const Head& head, const std::string& case_id);

/// Signs the last record, inside a transaction of the caller; the head that is there already where this key has signed
/// it before.
base::Result<Head> append_head(const Database& database, const protect::Signer& signer, const std::string& author,
                               const std::string& time);

/// A head that was signed before, as it stands.
base::Result<void> write_head(const Database& database, const Head& head);

/// Oldest first.
base::Result<std::vector<Head>> read_heads(const Database& database);

/// Whether the journal is what the head says. The error names the first record that is missing or another.
base::Result<void> check_head(const Database& database, const Head& head);

/// One line a member, "name value", for print and for `verify --head`; and back.
std::string head_to_text(const Head& head);
base::Result<Head> head_from_text(const std::string& text);

/// Keeps an authority's answer (RFC 3161) about the last record, after checking that it is about that record.
base::Result<std::string> append_timestamp(const Database& database, const std::string& answer);

struct Timestamp {
  std::uint64_t revision = 0;
  std::string time, authority;
};
/// Every answer that is kept, each read and checked again.
base::Result<std::vector<Timestamp>> read_timestamps(const Database& database);

} // namespace cuibono::store
