#include "store/row_store.h"

#include <fmt/core.h>
#include <limits>
#include <optional>
#include <tuple>
#include <variant>

#include "store/row_codec.h"

namespace cuibono::store {
namespace {

using base::ErrorKind;
using base::fail;
using base::Result;
using model::Change;

template <class Row>
std::string place(typename Row::Id id) {
  return fmt::format("{} row {}", Row::kTable, id.value);
}

template <class Row>
Result<void> check_change(const Change<Row>& change) {
  const auto id = change.after ? change.after->id : change.before ? change.before->id : typename Row::Id{};
  if (!id || (change.before && change.before->id != id))
    return fail(ErrorKind::Internal, "a change names no row, or two", place<Row>(id), "report this");
  for (const auto* row : {&change.before, &change.after}) {
    const char* column = *row ? unstorable_column(**row) : nullptr;
    if (column)
      return fail(ErrorKind::Input, fmt::format("the value of \"{}\" is not valid text, a number or a date", column),
                  place<Row>(id), "correct it, then try again");
  }
  return {};
}

// The statements that change one table, each prepared when it is first needed.
template <class Row>
class Writer {
 public:
  Result<void> write(const Database& database, const Change<Row>& change) {
    if (!change.after) return erase(database, change.before->id);
    const auto columns = [] { return columns_of<Row>(); };
    if (change.before)
      return put(
          database, update_, [&] { return update_sql(Row::kTable, columns()); }, *change.after);
    return put(
        database, insert_, [&] { return insert_sql(Row::kTable, columns()); }, *change.after);
  }

 private:
  template <class Sql>
  static Result<void> prepare(const Database& database, std::optional<Statement>& statement, Sql&& sql) {
    if (statement) return {};
    auto prepared = database.prepare(sql());
    if (!prepared) return tl::unexpected(prepared.error());
    statement.emplace(std::move(*prepared));
    return {};
  }

  template <class Sql>
  static Result<void> put(const Database& database, std::optional<Statement>& statement, Sql&& sql, const Row& row) {
    if (const auto ready = prepare(database, statement, sql); !ready) return ready;
    bind_row(*statement, row);
    return run_on_one(database, *statement, row.id);
  }

  Result<void> erase(const Database& database, typename Row::Id id) {
    if (const auto ready = prepare(database, erase_, [] { return erase_sql(Row::kTable); }); !ready) return ready;
    erase_->bind(1, std::int64_t{id.value});
    return run_on_one(database, *erase_, id);
  }

  static Result<void> run_on_one(const Database& database, Statement& statement, typename Row::Id id) {
    if (const auto done = statement.run(); !done) return done;
    if (database.changes() == 1) return {};
    return fail(ErrorKind::Input, "the case has no such row", database.file() + ", " + place<Row>(id),
                "open the case again");
  }

  std::optional<Statement> insert_, update_, erase_;
};

template <class Variant>
struct WritersOf;
template <class... Rows>
struct WritersOf<std::variant<Change<Rows>...>> {
  using Type = std::tuple<Writer<Rows>...>;
};

template <class Row>
Result<void> load_table(const Database& database, model::Table<Row>& table) {
  auto statement = database.prepare(select_sql(Row::kTable, columns_of<Row>()));
  if (!statement) return tl::unexpected(statement.error());
  for (;;) {
    const auto found = statement->step();
    if (!found) return tl::unexpected(found.error());
    if (!*found) return {};
    Row row;
    if (!read_row(*statement, row))
      return fail(ErrorKind::Input, "the case is damaged: a row holds a value that cannot be",
                  database.file() + ", " + place<Row>(row.id), kIfDamaged);
    table.put(std::move(row));
  }
}

template <class Row>
Result<void> load_sequence(Statement& statement, model::Table<Row>& table) {
  statement.bind(1, std::string_view(Row::kTable));
  const auto found = statement.step();
  if (!found) return tl::unexpected(found.error());
  const auto next = *found ? statement.integer(0) : 0;
  statement.reset();
  if (!std::in_range<std::uint32_t>(next))
    return fail(ErrorKind::Input, "the case is damaged: a row number is out of range", Row::kTable, "open a backup");
  table.reserve_ids_below(static_cast<std::uint32_t>(next));
  return {};
}

} // namespace

Result<void> check_storable(const model::EditBatch& batch) {
  if (!is_storable(std::vector{batch.label, batch.author, batch.reason, batch.time}))
    return fail(ErrorKind::Input, "the edit's label, author, reason or time is not valid text", "",
                "correct it, then try again");
  for (const auto& edit : batch.edits)
    if (const auto fits = std::visit([](const auto& change) { return check_change(change); }, edit); !fits) return fits;
  return {};
}

Result<void> write_rows(const Database& database, std::span<const model::Edit> edits) {
  WritersOf<model::Edit>::Type writers;
  for (const auto& edit : edits) {
    const auto written = std::visit(
        [&]<class Row>(const Change<Row>& change) { return std::get<Writer<Row>>(writers).write(database, change); },
        edit);
    if (!written) return written;
  }
  return {};
}

Result<void> write_sequences(const Database& database, const model::CaseSnapshot& snapshot) {
  auto statement = database.prepare(
      "INSERT INTO sequence(name,next) VALUES(?1,?2) "
      "ON CONFLICT(name) DO UPDATE SET next=excluded.next WHERE excluded.next>next");
  if (!statement) return tl::unexpected(statement.error());
  Result<void> result;
  model::for_each_table(snapshot, [&]<class Row>(const model::Table<Row>& table) {
    if (!result) return;
    statement->bind(1, std::string_view(Row::kTable));
    statement->bind(2, std::int64_t{table.next_id().value});
    result = statement->run();
  });
  return result;
}

Result<void> load_rows(const Database& database, model::CaseSnapshot& snapshot) {
  auto sequence = database.prepare("SELECT next FROM sequence WHERE name=?");
  if (!sequence) return tl::unexpected(sequence.error());
  Result<void> result;
  model::for_each_table(snapshot, [&](auto& table) {
    if (result) result = load_table(database, table);
    if (result) result = load_sequence(*sequence, table);
  });
  return result;
}

} // namespace cuibono::store
