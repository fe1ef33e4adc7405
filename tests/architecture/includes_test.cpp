// Holds every #include of src and plugins against the table of folders in docs/architecture.md.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include "source_dir.h"

namespace {

namespace fs = std::filesystem;

struct Folder {
  int level = 0;
  std::set<std::string> uses;
};

std::string between_ticks(const std::string& cell) {
  const auto first = cell.find('`');
  const auto last = cell.find('`', first + 1);
  return first == std::string::npos ? "" : cell.substr(first + 1, last - first - 1);
}

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> parts;
  std::size_t at = 1;
  for (auto end = line.find('|', at); end != std::string::npos; at = end + 1, end = line.find('|', at))
    parts.push_back(line.substr(at, end - at));
  return parts;
}

// Rows of the form | level | `folder` | what it is | uses |
std::map<std::string, Folder> read_table() {
  std::ifstream file(fs::path(cuibono::testing::source_dir()) / "docs/architecture.md");
  std::map<std::string, Folder> table;
  for (std::string line; std::getline(file, line);) {
    const auto row = line.starts_with("| ") ? cells(line) : std::vector<std::string>();
    const auto digit = row.size() == 4 ? row[0].find_first_of("0123456789") : std::string::npos;
    if (digit == std::string::npos || between_ticks(row[1]).empty()) continue;
    Folder folder{std::stoi(row[0].substr(digit)), {"base"}};
    std::string word;
    for (const char c : row[3] + " ") {
      if (std::isalnum(static_cast<unsigned char>(c)) || c == '_') word += c;
      else if (!word.empty()) folder.uses.insert(std::exchange(word, ""));
    }
    table[between_ticks(row[1])] = folder;
  }
  return table;
}

// The folder of src that an include names, empty for a system or library header.
std::string included_folder(const std::string& line, const std::map<std::string, Folder>& table) {
  if (!line.starts_with("#include \"")) return "";
  const auto path = line.substr(10, line.find('"', 10) - 10);
  const auto folder = path.substr(0, path.find('/'));
  return path.find('/') != std::string::npos && table.contains(folder) ? folder : "";
}

// What is wrong with the includes of one file.
std::string wrong_includes(const fs::path& path, const std::string& folder, const std::map<std::string, Folder>& table) {
  std::ifstream file(path);
  std::string wrong;
  for (std::string line; std::getline(file, line);) {
    const auto other = included_folder(line, table);
    if (other.empty() || other == folder) continue;
    const auto& own = table.at(folder);
    if (table.at(other).level >= own.level || !(own.uses.contains(other) || own.uses.contains("all")))
      wrong += path.string() + ": " + line + "\n";
  }
  return wrong;
}

TEST(Architecture, Every_include_keeps_to_the_table_of_folders) {
  const auto table = read_table();
  ASSERT_GE(table.size(), 13u) << "the table of docs/architecture.md could not be read";
  std::string wrong;
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(cuibono::testing::source_dir()) / "src")) {
    if (entry.path().extension() != ".h" && entry.path().extension() != ".cpp") continue;
    const auto relative = fs::relative(entry.path(), fs::path(cuibono::testing::source_dir()) / "src");
    const auto folder = relative.begin()->string();
    if (relative.filename() == "main.cpp" && std::distance(relative.begin(), relative.end()) == 1) continue; // wires everything
    ++files;
    if (!table.contains(folder)) wrong += "src/" + folder + " has no row in the table\n";
    else wrong += wrong_includes(entry.path(), folder, table);
  }
  EXPECT_EQ(wrong, "");
  EXPECT_GT(files, 50u);
}

TEST(Architecture, Only_render_and_the_window_speak_to_the_graphics_driver) {
  std::string wrong;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(cuibono::testing::source_dir()) / "src")) {
    if (!entry.is_regular_file()) continue;
    const auto relative = fs::relative(entry.path(), fs::path(cuibono::testing::source_dir()) / "src").string();
    if (relative.starts_with("render/") || relative.starts_with("window/") || relative == "main.cpp") continue;
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);)
      if (line.starts_with("#include <epoxy/") || line.starts_with("#include <GL")) wrong += relative + ": " + line + "\n";
  }
  EXPECT_EQ(wrong, "");
}

TEST(Architecture, No_header_outside_its_folder_shows_sqlite_boost_or_imgui) {
  const std::map<std::string, std::string> home{{"sqlite3.h", "store/"}, {"boost/", "graph/"}, {"imgui", "ui/"}};
  std::string wrong;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(cuibono::testing::source_dir()) / "src")) {
    const auto relative = fs::relative(entry.path(), fs::path(cuibono::testing::source_dir()) / "src").string();
    if (!relative.ends_with(".h") || relative.starts_with("window/")) continue;
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);)
      for (const auto& [header, folder] : home)
        if (line.starts_with("#include <" + header) && !relative.starts_with(folder)) wrong += relative + ": " + line + "\n";
  }
  EXPECT_EQ(wrong, "");
}

} // namespace
