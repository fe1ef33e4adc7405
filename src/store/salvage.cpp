#include "store/salvage.h"

#include <fmt/core.h>
#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "base/file.h"
#include "base/sha256.h"
#include "model/references.h"
#include "protect/file_seal.h"
#include "protect/key_ring.h"
#include "store/backup.h"
#include "store/container.h"
#include "store/content.h"
#include "store/damaged.h"
#include "store/journal.h"
#include "store/meta.h"
#include "store/row_codec.h"
#include "store/row_store.h"
#include "store/salvage_journal.h"
#include "store/schema.h"
#include "store/scrap.h"
#include "store/verify.h"

namespace cuibono::store {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;
using base::fail;
using base::Result;

fs::path beside(const fs::path& case_path, const char* what) {
  auto path = case_path;
  path += what;
  return path;
}

// The key slots: the case's own, or those of the newest backup that has any. Empty for a case that is not encrypted.
Result<std::string> slots_of(const fs::path& case_path) {
  auto own = read_container(case_path);
  if (own && *own) return **own;
  auto backups = list_backups(case_path);
  for (auto backup = backups.rbegin(); backup != backups.rend(); ++backup)
    if (const auto theirs = read_container(*backup); theirs && *theirs) return **theirs;
  return own ? Result<std::string>(std::string()) : tl::unexpected(own.error());
}

Result<std::string> key_of(const std::string& slots, const std::string& passphrase, const fs::path& case_path) {
  if (slots.empty()) return std::string();
  const auto ring = protect::KeyRing::decode(slots);
  auto key = ring ? ring->open(passphrase) : Result<protect::Key>(tl::unexpected(ring.error()));
  if (key) return key->hex();
  key.error().where = case_path.string();
  return tl::unexpected(key.error());
}

// The damaged file itself is never opened: reading it would play its log into it.
Result<void> copy_for_reading(const fs::path& case_path, const std::string& slots, const fs::path& copy) {
  std::error_code failed;
  if (slots.empty()) {
    fs::copy_file(case_path, copy, failed);
  } else {
    if (const auto made = create_container(copy, slots); !made) return made;
    std::ifstream from(case_path, std::ios::binary);
    from.seekg(kContainerHeader);
    std::ofstream to(copy, std::ios::binary | std::ios::app);
    if (from.peek() != std::ifstream::traits_type::eof()) to << from.rdbuf();
    to.close();
    if (!to) failed = std::make_error_code(std::errc::io_error);
  }
  if (!failed && fs::exists(beside(case_path, "-wal")))
    fs::copy_file(beside(case_path, "-wal"), beside(copy, "-wal"), failed);
  if (!failed) return {};
  return fail(ErrorKind::Input, "the damaged case cannot be copied: " + failed.message(), case_path.string(),
              "check free space and permissions");
}

class Salvage {
 public:
  Salvage(const Database& damaged, const Database& fresh, const fs::path& case_path)
      : damaged_(damaged), fresh_(fresh), case_path_(case_path) {
    std::error_code ignored;
    constexpr std::int64_t kSmallestRow = 16;
    most_rows_ = static_cast<std::int64_t>(fs::file_size(case_path, ignored)) / kSmallestRow;
  }

  Result<Salvaged> run(const std::string& author, const std::string& time) {
    auto writing = Transaction::begin(fresh_, Transaction::Kind::Write);
    if (!writing) return tl::unexpected(writing.error());
    auto done = create_schema(fresh_);
    if (done) done = bring_meta();
    if (!done) return tl::unexpected(done.error());
    auto journal = salvage_journal(damaged_, fresh_, most_rows_);
    if (!journal) return tl::unexpected(journal.error());
    result_.journal_holds_to = journal->holds_to;
    result_.journal_last = journal->last;
    read_sequences();
    model::CaseSnapshot found;
    model::for_each_table(found, [&](auto& table) { read_table(table, journal->replayed); });
    if (result_.tables.empty() && journal->holds_to == 0)
      return fail(ErrorKind::Input, "nothing in the case can be read", case_path_.string(),
                  "bring a backup back: cuibono restore CASE");
    stand_in(found);
    if (done) done = write(journal->replayed, found, author, time);
    if (done) done = bring_content();
    if (done) done = writing->commit();
    return done ? Result<Salvaged>(result_) : tl::unexpected(done.error());
  }

 private:
  Result<void> bring_meta() {
    std::map<std::string, std::string> meta;
    scan(damaged_, "meta", "name,value", most_rows_,
         [&](const Statement& row) { meta[std::string(row.text(1))] = row.text(2); });
    const auto has = [&](std::string_view name) { return meta.contains(std::string(name)); };
    result_.vault_lost = !has(kCaseId) || !has(kVaultSealWith) || !(has(kVaultSlots) || has(kVaultOpenWith));
    if (result_.vault_lost) return create_meta(fresh_);
    for (const auto& [name, value] : meta)
      if (const auto written = write_meta(fresh_, name, value); !written) return written;
    return {};
  }

  void read_sequences() {
    scan(damaged_, "sequence", "name,next", most_rows_,
         [&](const Statement& row) { sequences_[std::string(row.text(1))] = row.integer(2); });
  }

  // What could be read; in the gaps what the journal says.
  template <class Row>
  void read_table(model::Table<Row>& table, const model::CaseSnapshot& replayed) {
    TableSalvage salvage{Row::kTable};
    const auto& before = replayed.of<Row>();
    std::string columns;
    for (const auto& column : columns_of<Row>())
      columns += fmt::format("{}\"{}\"", columns.empty() ? "" : ",", column.name);
    const auto next = sequences_.contains(Row::kTable) ? std::min(sequences_[Row::kTable], most_rows_ + 1) : 0;
    const auto largest = next > 0 ? next - 1 : most_rows_;
    std::vector<Gap> unreadable;
    auto scanned = scan(damaged_, Row::kTable, columns, largest, [&](const Statement& from) {
      Row row;
      if (read_row(from, row))
        table.put(std::move(row));
      else
        unreadable.push_back({from.integer(0), from.integer(0) + 1});
    });
    salvage.read = table.size();
    auto& gaps = scanned.gaps;
    gaps.insert(gaps.end(), unreadable.begin(), unreadable.end());
    for (const Row& row : before)
      if (is_in(gaps, row.id.value)) table.put(row), ++salvage.from_journal;
    // Behind the last number that anything names there was nothing.
    const auto end = next > 0 ? next : std::int64_t{std::max(table.next_id().value, before.next_id().value)};
    const bool journal_is_whole = result_.journal_holds_to > 0 && result_.journal_holds_to == result_.journal_last;
    for (const auto& gap : gaps)
      for (auto number = gap.from; number < std::min(gap.to, end) && !journal_is_whole; ++number)
        salvage.lost += !table.find({static_cast<std::uint32_t>(number)});
    table.reserve_ids_below(static_cast<std::uint32_t>(end));
    if (salvage.read + salvage.from_journal + salvage.lost > 0) result_.tables.push_back(std::move(salvage));
  }

  // An entity or exhibit that is gone, under a name that says so.
  template <class Row>
  void stand_in_for(model::Table<Row>& table, const std::set<typename Row::Id>& named) {
    for (const auto id : named) {
      if (!id || table.find(id)) continue;
      Row row;
      row.id = id;
      row.key = fmt::format("lost-{}-{}", std::string_view(Row::kTable) == "entities" ? "entity" : "exhibit", id.value);
      if constexpr (std::is_same_v<Row, model::Exhibit>) row.declared = false;
      table.put(std::move(row));
      ++result_.stood_in;
    }
  }

  void stand_in(model::CaseSnapshot& found) {
    std::set<model::EntityId> entities;
    std::set<model::ExhibitId> exhibits;
    model::for_each_table(found, [&]<class Row>(const model::Table<Row>& table) {
      for (const Row& row : table) {
        model::for_each_entity(row, [&](model::EntityId id) { entities.insert(id); });
        model::for_each_citation(row, [&](const model::Citation& cited) { exhibits.insert(cited.exhibit); });
      }
    });
    stand_in_for(found.of<model::Entity>(), entities);
    stand_in_for(found.of<model::Exhibit>(), exhibits);
  }

  // The rows, and the record of what they add to the journal.
  Result<void> write(const model::CaseSnapshot& replayed, const model::CaseSnapshot& found, const std::string& author,
                     const std::string& time) {
    std::vector<model::Edit> rows;
    model::EditBatch record;
    record.label = "Salvage a damaged case";
    record.author = author;
    record.time = time;
    record.reason = fmt::format("the journal holds to record {} of {}", result_.journal_holds_to, result_.journal_last);
    model::for_each_table(found, [&]<class Row>(const model::Table<Row>& table) {
      const auto& before = replayed.of<Row>();
      for (const Row& row : table) {
        rows.emplace_back(model::Change<Row>{std::nullopt, row});
        const Row* was = before.find(row.id);
        if (!was || *was != row)
          record.edits.emplace_back(model::Change<Row>{was ? model::Held<Row>(*was) : std::nullopt, row});
      }
      for (const Row& row : before)
        if (!table.find(row.id)) record.edits.emplace_back(model::Change<Row>{row, std::nullopt});
    });
    if (record.edits.empty()) record.kind = model::BatchKind::Note;
    auto done = write_rows(fresh_, rows);
    if (done) done = write_sequences(fresh_, found);
    return done ? append_record(fresh_, replayed.revision + 1, record) : done;
  }

  bool is_whole(const Statement& row) const {
    const std::string sha256(row.text(1)), key(row.text(3));
    base::Sha256 hash;
    const auto add = [&](std::string_view piece) -> Result<void> {
      hash.add(piece);
      return {};
    };
    if (key.empty())
      (void)add(row.blob(4));
    else if (!protect::unseal_file(content_folder(case_path_) / sha256, key, add))
      return false;
    return hash.hex() == sha256;
  }

  Result<void> bring_content() {
    Result<void> done;
    const auto scanned =
        scan(damaged_, "content", "sha256,size,beside_key,bytes", most_rows_, [&](const Statement& row) {
          if (!done) return;
          if (!is_whole(row)) return void(++result_.files_lost);
          auto insert = fresh_.prepare("INSERT INTO content(sha256,size,beside_key,bytes) VALUES(?,?,?,?)");
          if (!insert) return void(done = tl::unexpected(insert.error()));
          insert->bind(1, row.text(1));
          insert->bind(2, row.integer(2));
          insert->bind(3, row.text(3));
          if (row.is_null(4))
            insert->bind_null(4);
          else
            insert->bind_blob(4, row.blob(4));
          done = insert->run();
          ++result_.files_kept;
        });
    result_.files_lost += scanned.gaps.size(); // at least so many
    return done;
  }

  const Database& damaged_;
  const Database& fresh_;
  fs::path case_path_;
  std::int64_t most_rows_ = 0;
  std::map<std::string, std::int64_t> sequences_;
  Salvaged result_;
};

Result<Salvaged> salvage_into(const fs::path& copy, const fs::path& fresh_path, const fs::path& case_path,
                              const std::string& slots, const std::string& key, const std::string& author,
                              const std::string& time) {
  const auto damaged = Database::open(copy, Database::Mode::ReadWrite, key);
  const auto version = damaged ? schema_version(*damaged) : tl::unexpected(damaged.error());
  if (!version || *version != kSchemaVersion)
    return fail(
        ErrorKind::Input,
        version ? fmt::format("the damaged case is of format {}, and only {} can be salvaged", *version, kSchemaVersion)
                : "the pages are gone that say where everything is",
        case_path.string(), "bring a backup back: cuibono restore CASE");
  if (!slots.empty())
    if (const auto made = create_container(fresh_path, slots); !made) return tl::unexpected(made.error());
  const auto fresh = Database::open(fresh_path, Database::Mode::Create, key);
  if (!fresh) return tl::unexpected(fresh.error());
  std::error_code ignored; // a disk without permissions
  fs::permissions(fresh_path, fs::perms::owner_read | fs::perms::owner_write, ignored);
  auto salvaged = Salvage(*damaged, *fresh, case_path).run(author, time);
  if (!salvaged) return salvaged;
  const auto holds = verify(*fresh, case_path);
  return holds ? salvaged : tl::unexpected(holds.error());
}

} // namespace

Result<Salvaged> salvage(const fs::path& case_path, const std::string& passphrase, const std::string& author,
                         const std::string& time) {
  std::error_code failed;
  if (!fs::is_regular_file(case_path, failed))
    return fail(ErrorKind::Input, "there is no such case", case_path.string(), "check the path");
  const auto slots = slots_of(case_path);
  if (!slots) return tl::unexpected(slots.error());
  const auto key = key_of(*slots, passphrase, case_path);
  if (!key) return tl::unexpected(key.error());
  const auto copy = beside(case_path, ".damaged-copy"), fresh = beside(case_path, ".salvaged");
  const Scrap copy_goes(copy), fresh_goes(fresh);
  if (const auto copied = copy_for_reading(case_path, *slots, copy); !copied) return tl::unexpected(copied.error());
  auto salvaged = salvage_into(copy, fresh, case_path, *slots, *key, author, time);
  if (!salvaged) {
    if (salvaged.error().where.empty() || salvaged.error().where.starts_with(fresh.string()) ||
        salvaged.error().where.starts_with(copy.string()))
      salvaged.error().where = case_path.string();
    return salvaged;
  }
  salvaged->set_aside = set_aside_name(case_path, time);
  if (const auto moved = set_aside(case_path, salvaged->set_aside); !moved) return tl::unexpected(moved.error());
  if (const auto done = base::put_in_place(fresh, case_path); !done) return tl::unexpected(done.error());
  return salvaged;
}

} // namespace cuibono::store
