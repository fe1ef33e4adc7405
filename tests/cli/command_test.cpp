#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "run.h"
#include "store/case_file.h"

namespace cuibono::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kCanary = "Canaria Goldfinch";

// A recruiter, a victim with a name to look for, one payment.
std::string small_case(const Folder& folder) {
  const auto tables = folder.path() / "small";
  std::filesystem::create_directories(tables);
  const auto write = [&](const char* name, const std::string& text) { std::ofstream(tables / name) << text; };
  write("case.csv", std::string("key,value\ntitle,Statement of ") + kCanary + "\ncurrency,XTS\n");
  write("entities.csv", std::string("id,kind,name,aliases,protected,notes\nE,company,Mill,,no,\nO,person,Owner,,no,\nV1,person,") + kCanary + ",Birdie,yes,likes birds\n");
  write("exhibits.csv", std::string("id,title,lineage,scheme,reliability,credibility\nX1,Interview of ") + kCanary + ",L,admiralty,A,1\n");
  write("ties.csv", "type,source,target,share,exhibits\nowns,O,E,1,X1\ncontrols,O,V1,,X1\n");
  write("payments.csv", std::string("id,date,payer,payee,amount,class,purpose,exhibits\nP1,2031-01-01,E,V1,10,victim_payment,pay of ") + kCanary + ",X1\n");
  write("proceeds.csv", "establishment,turnover,exploited_share,exhibits\nE,100,1,X1\n");
  return make_case(folder, tables);
}

const std::vector<std::vector<std::string>> kReading{
    {"list", "CASE", "entities"}, {"list", "CASE", "ties"}, {"list", "CASE", "payments"}, {"list", "CASE", "exhibits"},
    {"who-benefits", "CASE"}, {"explain", "CASE", "O"}, {"structure", "CASE"}};

std::vector<std::string> on(std::vector<std::string> arguments, const std::string& path) {
  for (auto& argument : arguments)
    if (argument == "CASE") argument = path;
  return arguments;
}

TEST(Commands, Every_reading_command_prints_one_json_document) {
  const Folder folder;
  const auto path = small_case(folder);
  for (auto arguments : kReading) {
    arguments.push_back("--json");
    const auto ran = run_command(on(arguments, path));
    EXPECT_EQ(ran.code, 0) << arguments[0] << ran.err;
    EXPECT_NO_THROW(ran.json()) << arguments[0];
  }
  for (const auto& arguments : {std::vector<std::string>{"version", "--json"}, {"formats", "--json"}, {"verify", path, "--json"}})
    EXPECT_NO_THROW(run_command(arguments).json()) << arguments[0];
}

TEST(Commands, No_output_names_a_victim) {
  const Folder folder;
  const auto path = small_case(folder);
  std::vector<scene::DrawList> drawn;
  std::string all;
  for (auto arguments : kReading)
    for (const char* how : {"", "--json"}) {
      auto with = on(arguments, path);
      if (*how) with.push_back(how);
      const auto ran = run_command(with);
      all += ran.out + ran.err;
    }
  for (const char* view : {"chart", "plane"}) EXPECT_EQ(run_command({"render", path, "-o", folder / "x.png", "--view", view}, &drawn).code, 0);
  ASSERT_EQ(drawn.size(), 2u);
  for (const auto& list : drawn)
    for (const auto& label : list.labels) all += label.text + "\n";
  ASSERT_EQ(run_command({"export", path, "-o", folder / "out"}).code, 0);
  for (const auto& entry : std::filesystem::directory_iterator(folder / "out")) {
    std::ifstream file(entry.path());
    all.append(std::istreambuf_iterator<char>(file), {});
  }
  EXPECT_THAT(all, HasSubstr("V-01"));
  for (const char* secret : {"Canaria", "Goldfinch", "Birdie", "likes birds"}) EXPECT_THAT(all, Not(HasSubstr(secret)));
}

TEST(Commands, A_name_is_shown_for_a_reason_that_the_journal_keeps) {
  const Folder folder;
  const auto path = small_case(folder);
  EXPECT_THAT(run_command({"list", path, "entities", "--reveal", "to match the shelter's list"}).out, HasSubstr(kCanary));
  const auto file = store::CaseFile::open(path, {.read_only = true});
  ASSERT_TRUE(file.has_value());
  const auto journal = file->journal();
  ASSERT_TRUE(journal.has_value());
  EXPECT_EQ(journal->back().batch.reason, "to match the shelter's list");
  EXPECT_TRUE(journal->back().batch.edits.empty());
  EXPECT_EQ(run_command({"verify", path}).code, 0);
}

TEST(Commands, Victims_are_not_explained) {
  const Folder folder;
  const auto ran = run_command({"explain", small_case(folder), "V1"});
  EXPECT_EQ(ran.code, 4);
  EXPECT_EQ(ran.out, "");
}

TEST(Commands, Wrong_usage_is_one_line_and_exit_2) {
  const Folder folder;
  const auto path = small_case(folder);
  for (const auto& arguments : {std::vector<std::string>{"who-benefits"}, {"who-benefits", path, "--basis", "both"}, {"list", path, "birds"},
                                {"render", path, "-o", folder / "x.bmp"}, {"render", path, "-o", folder / "x.png", "--size", "big"},
                                {"explain", path, "NOBODY"}, {"new", folder / "n.cuibono"}, {"new", path, "--unencrypted"}, {"import", path, "x", "--grade", "Z9"}, {"help", "me"}}) {
    const auto ran = run_command(arguments);
    EXPECT_EQ(ran.code, 2) << arguments[0] << ": " << ran.err;
    EXPECT_EQ(std::ranges::count(ran.err, '\n'), 1) << ran.err;
    EXPECT_EQ(ran.out, "");
  }
  EXPECT_FALSE(std::filesystem::exists(folder / "n.cuibono"));
}

TEST(Commands, Unreadable_input_is_exit_3_and_leaves_nothing) {
  const Folder folder;
  const auto path = small_case(folder);
  std::ofstream(folder / "garbage.graphml") << "<graphml><node";
  std::ofstream(folder / "garbage.cuibono") << "not a case";
  const auto before = std::distance(std::filesystem::directory_iterator(folder.path()), {});
  for (const auto& arguments : {std::vector<std::string>{"who-benefits", folder / "nowhere.cuibono"}, {"who-benefits", folder / "garbage.cuibono"},
                                {"import", path, folder / "garbage.graphml"}, {"import", path, folder / "nowhere.csv"},
                                {"layout", path, "-o", folder / "no/such/folder.csv"}}) {
    const auto ran = run_command(arguments);
    EXPECT_EQ(ran.code, 3) << arguments[0] << ": " << ran.err;
    EXPECT_EQ(std::ranges::count(ran.err, '\n'), 1) << ran.err;
  }
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), before);
  EXPECT_EQ(run_command({"verify", path}).code, 0);
}

TEST(Commands, An_import_accounts_for_every_row) {
  const Folder folder;
  const auto path = small_case(folder);
  std::ofstream(folder / "ties.csv") << "type,source,target\ncalls,O,E\nsings,O,E\ncalls,,E\n";
  const auto dry = run_command({"import", path, folder / "ties.csv", "--dry-run", "--json"});
  const auto report = run_command({"import", path, folder / "ties.csv", "--json"}).json();
  EXPECT_EQ(dry.json(), report);
  const auto& file = report["files"][0];
  EXPECT_EQ(file["rows"], 3);
  EXPECT_EQ(file["accepted"], 1);
  EXPECT_EQ(file["rejected"], 2);
  EXPECT_EQ(file["rejects"].size(), 2u);
  EXPECT_EQ(file["rejects"][0]["row"], 3);
  EXPECT_EQ(file["sha256"].get<std::string>().size(), 64u);
}

TEST(Commands, A_layout_has_a_line_for_each_node_and_is_repeatable) {
  const Folder folder;
  const auto path = small_case(folder);
  const auto read = [&](const char* name) {
    EXPECT_EQ(run_command({"layout", path, "-o", folder / name, "--seed", "5"}).code, 0);
    std::ifstream file(folder / name);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  const auto first = read("a.csv");
  EXPECT_EQ(std::ranges::count(first, '\n'), 3);
  EXPECT_EQ(first, read("b.csv"));
}

TEST(Commands, Help_and_the_window_are_told_apart) {
  EXPECT_TRUE(is_subcommand({"who-benefits"}));
  EXPECT_TRUE(is_subcommand({"--help"}));
  EXPECT_FALSE(is_subcommand({"some.cuibono"}));
  EXPECT_FALSE(is_subcommand({}));
  EXPECT_EQ(run_command({"help"}).code, 0);
  EXPECT_THAT(run_command({"help", "import"}).out, HasSubstr("--dry-run"));
}

TEST(Command, Words_about_an_exhibit_need_its_id_and_a_register_a_date_that_is_one) {
  const Folder folder;
  const auto path = folder / "a.cuibono";
  ASSERT_EQ(run_command({"new", path, "--unencrypted"}).code, 0);
  const auto tables = (kCases / "larkfield").string();
  EXPECT_EQ(run_command({"import", path, tables, "--grade", "B2"}).code, 2);
  EXPECT_EQ(run_command({"import", path, tables, "--exhibit", "E99", "--grade", "Z9"}).code, 2);
  EXPECT_EQ(run_command({"import", path, tables, "--as-of", "soon"}).code, 2);
  EXPECT_EQ(run_command({"import", path, tables, "--as-of", "2031-05-31"}).code, 0);
}

} // namespace
} // namespace cuibono::cli
