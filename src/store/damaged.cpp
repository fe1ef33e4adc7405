#include "store/damaged.h"

#include <fmt/core.h>
#include <algorithm>

namespace cuibono::store {
namespace {

constexpr std::int64_t kWidestStep = 64; // about the rows of one page

class Reader {
 public:
  Reader(const Database& database, const std::string& table, const std::string& columns)
      : database_(database),
        sql_(fmt::format("SELECT rowid,{} FROM \"{}\" NOT INDEXED WHERE rowid>=? ORDER BY rowid", columns, table)) {}

  enum class Ended { Whole, Damaged };

  /// Reads on from `at`, which is left behind the last row read.
  Ended read(std::int64_t& at, const std::function<void(const Statement&)>& visit) const {
    auto statement = database_.prepare(sql_);
    if (!statement) return Ended::Damaged;
    statement->bind(1, at);
    for (;;) {
      const auto row = statement->step();
      if (!row) return Ended::Damaged;
      if (!*row) return Ended::Whole;
      visit(*statement);
      at = statement->integer(0) + 1;
    }
  }

  /// Whether there is a row at or behind `at` that can be reached, or the end.
  bool can_read(std::int64_t at) const {
    auto statement = database_.prepare(sql_ + " LIMIT 1");
    if (!statement) return false;
    statement->bind(1, at);
    return statement->step().has_value();
  }

 private:
  const Database& database_;
  std::string sql_;
};

// The first number behind `at` from which reading goes on; `largest + 1` where there is none.
std::int64_t behind_gap(const Reader& reader, std::int64_t at, std::int64_t largest) {
  std::int64_t bad = at;
  for (std::int64_t step = 1; bad <= largest; step = std::min(2 * step, kWidestStep)) {
    const auto good = std::min(bad + step, largest + 1);
    if (good <= largest && !reader.can_read(good)) {
      bad = good;
      continue;
    }
    if (good > largest) return good;
    auto low = bad, high = good; // low cannot be read, high can
    while (high - low > 1) {
      const auto middle = low + (high - low) / 2;
      (reader.can_read(middle) ? high : low) = middle;
    }
    return high;
  }
  return largest + 1;
}

} // namespace

Scanned scan(const Database& database, const std::string& table, const std::string& columns, std::int64_t largest,
             const std::function<void(const Statement&)>& visit) {
  const Reader reader(database, table, columns);
  Scanned scanned;
  for (std::int64_t at = 1;;) {
    if (reader.read(at, visit) == Reader::Ended::Whole) return scanned;
    const auto behind = behind_gap(reader, at, largest);
    scanned.gaps.push_back({at, behind});
    at = behind;
    if (at > largest) {
      scanned.reached_end = false;
      return scanned;
    }
  }
}

bool is_in(const std::vector<Gap>& gaps, std::int64_t number) {
  return std::ranges::any_of(gaps, [&](const Gap& gap) { return gap.from <= number && number < gap.to; });
}

} // namespace cuibono::store
