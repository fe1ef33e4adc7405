#include "store/salvage_journal.h"

#include <map>
#include <optional>
#include <utility>

#include "base/sha256.h"
#include "store/damaged.h"
#include "store/heads.h"
#include "store/journal.h"
#include "store/journal_codec.h"
#include "store/replay.h"

namespace cuibono::store {
namespace {

using base::Result;

struct Found {
  std::map<std::int64_t, Heading> headings;
  std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> parts; ///< revision and part to rowid
};

Found find(const Database& damaged, std::int64_t most_rows) {
  Found found;
  scan(damaged, "journal", "time,author,label,reason,kind,columns,parts,hash,clock", most_rows,
       [&](const Statement& row) {
         Heading heading;
         heading.revision = static_cast<std::uint64_t>(row.integer(0));
         heading.batch.time = row.text(1);
         heading.batch.author = row.text(2);
         heading.batch.label = row.text(3);
         heading.batch.reason = row.text(4);
         heading.columns = row.text(6);
         heading.parts = row.integer(7);
         heading.hash = row.text(8);
         heading.batch.clock = row.text(9);
         const auto kind = kind_from(row.text(5));
         if (!kind) return;
         heading.batch.kind = *kind;
         found.headings.emplace(row.integer(0), std::move(heading));
       });
  scan(damaged, "journal_edits", "revision,part", most_rows, [&](const Statement& row) {
    found.parts[{row.integer(1), row.integer(2)}] = row.integer(0);
  });
  return found;
}

std::optional<std::string> part_text(const Database& damaged, std::int64_t rowid) {
  auto statement = damaged.prepare("SELECT edits FROM journal_edits WHERE rowid=?");
  if (!statement) return std::nullopt;
  statement->bind(1, rowid);
  const auto row = statement->step();
  return row && *row ? std::optional<std::string>(statement->text(0)) : std::nullopt;
}

// The record's parts, or nothing where one cannot be read.
std::optional<std::vector<std::string>> parts_of(const Database& damaged, const Found& found, std::int64_t revision,
                                                 std::int64_t count) {
  std::vector<std::string> texts;
  for (std::int64_t part = 0; part < count; ++part) {
    const auto at = found.parts.find({revision, part});
    auto text = at == found.parts.end() ? std::nullopt : part_text(damaged, at->second);
    if (!text) return std::nullopt;
    texts.push_back(std::move(*text));
  }
  return texts;
}

bool holds(const Heading& heading, const std::string& previous, const std::vector<std::string>& parts) {
  std::vector<std::string> hashes;
  for (const auto& part : parts) hashes.push_back(base::sha256_hex(part));
  return chain_hash(previous, heading.revision, heading.batch, heading.columns, hashes) == heading.hash;
}

bool replay_parts(model::CaseSnapshot& snapshot, const Heading& heading, const std::vector<std::string>& parts) {
  const auto decoder = EditDecoder::from(heading.columns);
  if (!decoder) return false;
  std::vector<model::Edit> edits;
  for (const auto& part : parts)
    if (!decoder->decode(part, edits)) return false;
  model::EditBatch done;
  for (const auto& edit : edits) {
    if (replay(snapshot, edit)) {
      done.edits.push_back(edit);
      continue;
    }
    for (const auto& back : model::inverse(done).edits) replay(snapshot, back); // as it was before this record
    return false;
  }
  snapshot.revision = heading.revision;
  return true;
}

Result<void> write_record(const Database& fresh, const Heading& heading, const std::vector<std::string>& parts) {
  auto edits = fresh.prepare("INSERT INTO journal_edits(revision,part,edits) VALUES(?,?,?)");
  if (!edits) return tl::unexpected(edits.error());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    edits->bind(1, static_cast<std::int64_t>(heading.revision));
    edits->bind(2, static_cast<std::int64_t>(i));
    edits->bind(3, std::string_view(parts[i]));
    if (const auto written = edits->run(); !written) return written;
  }
  return write_heading(fresh, heading);
}

// Those that vouch for a record that came along.
Result<void> bring_vouchers(const Database& damaged, const Database& fresh, std::int64_t most_rows) {
  Result<void> done;
  scan(damaged, "heads", "revision,hash,time,signer,public_key,signature", most_rows, [&](const Statement& row) {
    const Head head{static_cast<std::uint64_t>(row.integer(1)),
                    std::string(row.text(2)),
                    std::string(row.text(3)),
                    std::string(row.text(4)),
                    std::string(row.text(5)),
                    std::string(row.text(6))};
    if (done && check_head(fresh, head)) done = write_head(fresh, head);
  });
  scan(damaged, "timestamps", "revision,hash,answer", most_rows, [&](const Statement& row) {
    auto insert = fresh.prepare(
        "INSERT INTO timestamps(revision,hash,answer) SELECT ?1,?2,?3 FROM journal WHERE revision=?1 AND hash=?2");
    if (!insert) return void(done = tl::unexpected(insert.error()));
    insert->bind(1, row.integer(1));
    insert->bind(2, row.text(2));
    insert->bind(3, row.text(3));
    if (done) done = insert->run();
  });
  return done;
}

} // namespace

Result<JournalSalvage> salvage_journal(const Database& damaged, const Database& fresh, std::int64_t most_rows) {
  const auto found = find(damaged, most_rows);
  JournalSalvage result;
  if (!found.headings.empty()) result.last = found.headings.rbegin()->second.revision;
  if (!found.parts.empty())
    result.last = std::max(result.last, static_cast<std::uint64_t>(found.parts.rbegin()->first.first));
  std::string previous;
  for (std::int64_t revision = 1;; ++revision) {
    const auto at = found.headings.find(revision);
    if (at == found.headings.end()) break;
    const Heading& heading = at->second;
    const auto parts = parts_of(damaged, found, revision, heading.parts);
    if (!parts || !holds(heading, previous, *parts)) break;
    if (!replay_parts(result.replayed, heading, *parts)) break;
    if (const auto written = write_record(fresh, heading, *parts); !written) return tl::unexpected(written.error());
    result.holds_to = heading.revision;
    previous = heading.hash;
  }
  if (const auto brought = bring_vouchers(damaged, fresh, most_rows); !brought) return tl::unexpected(brought.error());
  return result;
}

} // namespace cuibono::store
