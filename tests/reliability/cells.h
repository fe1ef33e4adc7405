#pragma once
// Where a SQLite file has its rows: for tests that change one byte of one row behind the program's back. Reads leaf pages
// of tables only, of a database that is not encrypted and has no log; see "Database File Format" on sqlite.org.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cuibono::reliability {

/// A run of bytes in the file.
struct Extent {
  std::size_t at = 0, size = 0;
};

/// One row that lies on its page as a whole.
struct Cell {
  std::int64_t rowid = 0;
  Extent framing;               ///< how long the row is: not of the row, but of the page
  std::vector<Extent> extents;  ///< the row's number, its header, then each column that takes any room
};

class Pages {
 public:
  explicit Pages(std::string_view file) : file_(file), page_(integer(16, 2) == 1 ? 65536 : integer(16, 2)), usable_(page_ - byte(20)) {}

  /// Every row of every table's leaves.
  std::vector<Cell> cells() const {
    std::vector<Cell> found;
    for (std::size_t page = 0; page + page_ <= file_.size(); page += page_) {
      const auto header = page + (page == 0 ? 100 : 0);
      if (byte(header) != kTableLeaf) continue;
      const auto count = integer(header + 3, 2);
      for (std::size_t i = 0; i < count; ++i) add_cell(found, page + integer(header + 8 + 2 * i, 2));
    }
    return found;
  }

 private:
  static constexpr std::uint64_t kTableLeaf = 13;

  std::uint64_t byte(std::size_t at) const { return static_cast<unsigned char>(file_[at]); }
  std::uint64_t integer(std::size_t at, std::size_t size) const {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i) value = value << 8 | byte(at + i);
    return value;
  }
  // Moves `at` behind it.
  std::uint64_t varint(std::size_t& at) const {
    std::uint64_t value = 0;
    for (int i = 0; i < 8; ++i) {
      value = value << 7 | (byte(at) & 0x7f);
      if (byte(at++) < 0x80) return value;
    }
    return value << 8 | byte(at++);
  }
  static std::size_t room_of(std::uint64_t type) {
    constexpr std::size_t kNumbers[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0};
    return type < 12 ? kNumbers[type] : (type - 12) / 2;
  }

  void add_cell(std::vector<Cell>& found, std::size_t at) const {
    Cell cell;
    cell.framing.at = at;
    const auto size = varint(at);
    cell.framing.size = at - cell.framing.at;
    if (size > usable_ - 35) return; // goes on elsewhere
    const auto number = at;
    cell.rowid = static_cast<std::int64_t>(varint(at));
    cell.extents.push_back({number, at - number});
    const auto start = at, end_of_header = start + varint(at);
    cell.extents.push_back({start, end_of_header - start});
    for (auto body = end_of_header; at < end_of_header;) {
      const auto room = room_of(varint(at));
      if (room > 0) cell.extents.push_back({body, room});
      body += room;
    }
    found.push_back(std::move(cell));
  }

  std::string_view file_;
  std::size_t page_, usable_;
};

} // namespace cuibono::reliability
