// The Meridian Star case made from the evidence files, by the very commands of its import.sh, says what the case tables
// say.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "run.h"

namespace cuibono::cli {
namespace {

const std::filesystem::path kEvidence = kCases / "meridian-star/evidence";

// The words of a line of the script; a word may stand in ' or ".
std::vector<std::string> words_of(const std::string& line, const std::string& case_file) {
  std::vector<std::string> words(1);
  char quote = 0;
  for (const char c : line) {
    if (quote == 0 && (c == '\'' || c == '"'))
      quote = c;
    else if (c == quote)
      quote = 0;
    else if (c == ' ' && quote == 0)
      words.emplace_back();
    else
      words.back() += c;
  }
  for (auto& word : words) {
    if (word == "$CASE")
      word = case_file;
    else if (std::filesystem::exists(kEvidence / word))
      word = (kEvidence / word).string();
  }
  words.erase(words.begin()); // cuibono
  return words;
}

// Runs every command of the script; what each import reported, by exhibit.
std::map<std::string, nlohmann::json> run_script(const std::string& case_file) {
  std::map<std::string, nlohmann::json> reports;
  std::ifstream script(kEvidence / "import.sh");
  for (std::string line; std::getline(script, line);) {
    if (!line.starts_with("cuibono ")) continue;
    auto words = words_of(line, case_file);
    const bool imports = words[0] == "import";
    if (imports) words.push_back("--json");
    const auto ran = run_command(words);
    EXPECT_EQ(ran.code, 0) << line << "\n" << ran.err;
    const auto exhibit = std::find(words.begin(), words.end(), "--exhibit");
    if (imports && ran.code == 0) reports[exhibit == words.end() ? "tables" : exhibit[1]] = ran.json();
  }
  return reports;
}

class RawEvidence : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<Folder>();
    raw_ = *folder_ / "raw.cuibono";
    reports_ = run_script(raw_);
    tables_ = make_case(*folder_, kCases / "meridian-star", "tables.cuibono");
  }
  static void TearDownTestSuite() { folder_.reset(); }

  static nlohmann::json benefit(const std::string& path, const std::string& basis = "gross") {
    return run_command({"who-benefits", path, "--basis", basis, "--draws", "10", "--json"}).json();
  }

  static inline std::unique_ptr<Folder> folder_;
  static inline std::string raw_, tables_;
  static inline std::map<std::string, nlohmann::json> reports_;
};

TEST_F(RawEvidence, Every_row_of_every_file_is_accepted) {
  ASSERT_EQ(reports_.size(), 10u);
  // Rows counted in the case tables: payments citing the exhibit, calls, crossings; the ledger has 12 sheets of 14
  // months, the phone two chats.
  const std::map<std::string, int> rows{{"E02", 392}, {"E03", 11}, {"E04", 20}, {"E05", 17},
                                        {"E06", 5},   {"E08", 2},   {"E09", 69}, {"E10", 12}, {"E11", 168}};
  for (const auto& [exhibit, report] : reports_)
    for (const auto& file : report["files"]) {
      EXPECT_EQ(file["rejected"], 0) << exhibit << file["rejects"].dump();
      if (exhibit != "tables") {
        EXPECT_EQ(file["rows"], rows.at(exhibit)) << exhibit;
      }
    }
}

TEST_F(RawEvidence, Who_benefits_is_the_same_to_the_cent) {
  const auto raw = benefit(raw_), tables = benefit(tables_);
  for (const auto* figure : {"currency", "source_value", "attributed", "unattributed", "movement", "lawful", "leader"})
    EXPECT_EQ(raw[figure], tables[figure]) << figure;
  const auto of_people = [](const nlohmann::json& figures) {
    std::map<std::string, std::vector<nlohmann::json>> people;
    for (const auto& person : figures["people"])
      people[person["id"]] = {person["benefit"], person["share"], person["control"], person["index"],
                              person["quadrant"]};
    return people;
  };
  EXPECT_EQ(of_people(raw), of_people(tables));
  EXPECT_EQ(raw["source_value"], 3360000); // 4.2m x 0.8, scenarios
}

TEST_F(RawEvidence, A_transfer_that_both_statements_show_cites_both) {
  std::map<std::string, int> cited;
  const auto listed = run_command({"list", raw_, "payments", "--json"}).json();
  for (const auto& payment : listed.is_array() ? listed : listed["payments"]) {
    std::string exhibits;
    for (const auto& citation : payment["exhibits"])
      exhibits += (exhibits.empty() ? "" : ";") + citation.get<std::string>();
    ++cited[exhibits];
  }
  const std::map<std::string, int> expected{{"", 32},       {"E02", 219},   {"E02;E03", 5}, {"E02;E11", 168},
                                            {"E03;E04", 4}, {"E03;E05", 2}, {"E04", 1},     {"E04;E05", 15}};
  EXPECT_EQ(cited, expected);
}

TEST_F(RawEvidence, What_is_owed_to_victims_is_the_same) {
  EXPECT_EQ(run_command({"ledger", raw_, "--json"}).json(), run_command({"ledger", tables_, "--json"}).json());
}

} // namespace
} // namespace cuibono::cli
