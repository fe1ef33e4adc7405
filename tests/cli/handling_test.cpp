// Handling codes where data leaves: lists, JSON, exports, schedules, copies.

#include <gmock/gmock.h>

#include "base/file.h"
#include "run.h"

namespace cuibono::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class HandlingCodes : public ::testing::Test {
 protected:
  HandlingCodes() {
    std::filesystem::create_directories(folder_ / "tables");
    put("tables/entities.csv", "id,kind,name\nA,person,Ada Author\nB,company,Bright Boats\n");
    put("tables/exhibits.csv",
        "id,title,kind,lineage,scheme,reliability,credibility,handling,collected_by,file,notes\n"
        "E1,Zopen ledger,ledger,L1,5x5x5,B,2,1,Desk,ledger.csv,\n"
        "E2,Zclosed report,report,L2,5x5x5,B,2,4,Zhandler,Zreport.pdf,Znotes\n"
        "E3,Zodd note,note,L3,5x5x5,B,2,green,Zhandler,Znote.txt,\n");
    put("tables/ties.csv", "id,type,source,target,exhibits,locator\nT1,owns,A,B,E2,Zpage 4\n");
    case_ = make_case(folder_, folder_ / "tables");
  }
  void put(const std::string& name, const std::string& text) { EXPECT_TRUE(base::write_file(folder_ / name, text)); }
  std::string exported(const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments{"export", case_, "-o", folder_ / "out"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const auto ran = run_command(arguments);
    EXPECT_EQ(ran.code, 0) << ran.err;
    said_ = ran.err;
    std::string all;
    for (const auto& entry : std::filesystem::directory_iterator(folder_ / "out"))
      all += base::read_file(entry.path()).value();
    std::filesystem::remove_all(folder_ / "out");
    return all;
  }
  Folder folder_;
  std::string case_, said_;
};

TEST_F(HandlingCodes, An_export_keeps_the_number_and_withholds_the_text) {
  const auto all = exported();
  for (const auto* kept : {"E1", "E2", "E3", "Zopen ledger"}) EXPECT_THAT(all, HasSubstr(kept));
  for (const auto* gone : {"Zclosed", "Zreport", "Znotes", "Zhandler", "Zodd", "Zpage"})
    EXPECT_THAT(all, Not(HasSubstr(gone)));
  EXPECT_THAT(said_, HasSubstr("withhold the text of 2 exhibits"));
}

TEST_F(HandlingCodes, An_override_lets_it_out_and_stands_in_the_journal) {
  const auto all = exported({"--handling-override", "order of the court"});
  for (const auto* word : {"Zclosed", "Zreport", "Znotes", "Zodd", "Zpage"}) EXPECT_THAT(all, HasSubstr(word));
  EXPECT_THAT(said_, Not(HasSubstr("withhold")));
  const auto journal = run_command({"journal", case_}).out;
  EXPECT_THAT(journal, HasSubstr("Handling codes overridden"));
  EXPECT_THAT(journal, HasSubstr("order of the court"));
}

TEST_F(HandlingCodes, Hold_for_lists_JSON_and_the_disclosure_schedule_and_change_no_figure) {
  for (const auto& command : std::vector<std::vector<std::string>>{{"list", case_, "exhibits"},
                                                                   {"list", case_, "exhibits", "--json"},
                                                                   {"disclosure", case_, "--json"},
                                                                   {"disclosure", case_},
                                                                   {"explain", case_, "A"}}) {
    const auto ran = run_command(command);
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_THAT(ran.out, Not(HasSubstr("Zclosed"))) << command[0];
    EXPECT_THAT(ran.out, Not(HasSubstr("Zpage"))) << command[0];
    EXPECT_THAT(ran.err, HasSubstr("withhold")) << command[0];
  }
  EXPECT_EQ(run_command({"who-benefits", case_, "--json"}).out,
            run_command({"who-benefits", case_, "--json", "--handling-override", "comparison"}).out);
}

TEST_F(HandlingCodes, Depend_on_the_audience) {
  EXPECT_THAT(exported(), HasSubstr("Zopen"));
  EXPECT_THAT(exported({"--for", "outside"}), Not(HasSubstr("Zopen")));
  EXPECT_EQ(run_command({"list", case_, "exhibits", "--for", "everybody"}).code, 2);
}

TEST_F(HandlingCodes, A_copy_of_the_file_is_refused_as_a_whole) {
  put("report.pdf", "the report");
  ASSERT_EQ(run_command({"exhibit", case_, folder_ / "report.pdf", "--id", "E4", "--handling", "4"}).code, 0);
  const auto refused = run_command({"exhibit", case_, "-o", folder_ / "copy.pdf", "--id", "E4", "--reason", "hearing"});
  EXPECT_EQ(refused.code, 4);
  EXPECT_THAT(refused.err, HasSubstr("within the originating agency only"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "copy.pdf"));
  EXPECT_EQ(run_command({"exhibit", case_, "-o", folder_ / "copy.pdf", "--id", "E4", "--reason", "hearing",
                         "--handling-override", "the originator agrees"})
                .code,
            0);
  EXPECT_TRUE(std::filesystem::exists(folder_ / "copy.pdf"));
}

TEST_F(HandlingCodes, Polarity_and_custody_are_given_on_the_command_line_and_written_to_the_case_tables) {
  put("tape.wav", "a tape");
  ASSERT_EQ(
      run_command({"exhibit", case_, folder_ / "tape.wav", "--id", "E5", "--polarity", "exculpates", "--collected-on",
                   "2031-05-02", "--place", "Pier 4", "--how", "seized", "--collected-by", "Desk"})
          .code,
      0);
  ASSERT_EQ(run_command({"exhibit", case_, "--id", "E5", "--custody", "examined", "--from", "Desk", "--to",
                         "Laboratory", "--reason", "voices"})
                .code,
            0);
  EXPECT_EQ(run_command({"exhibit", case_, "--id", "E9", "--custody", "examined"}).code, 2);
  EXPECT_EQ(run_command({"exhibit", case_, folder_ / "tape.wav", "--id", "E6", "--polarity", "maybe"}).code, 2);
  const auto all = exported();
  for (const auto* word : {"exculpates", "2031-05-02", "Pier 4", "seized", "examined", "Laboratory", "voices"})
    EXPECT_THAT(all, HasSubstr(word));
}

// A damaged case through the command line: what its error names works.
TEST(Salvaging, Is_named_by_the_error_and_gives_a_case_that_verifies) {
  const Folder folder;
  const std::string path = make_case(folder, kCases / "meridian-star");
  const auto before = run_command({"who-benefits", path, "--json"}).out;
  auto bytes = base::read_file(path).value();
  // Behind the pages that say where everything is, without which only a backup helps.
  const auto first = bytes.size() / 4096 * 2 / 3;
  for (std::size_t page = first; page < first + 4; ++page)
    std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(page * 4096), 4096, '\xee');
  ASSERT_TRUE(base::write_file(path, bytes));
  const auto damaged = run_command({"verify", path});
  EXPECT_NE(damaged.code, 0);
  EXPECT_THAT(damaged.err, HasSubstr("cuibono restore CASE --salvage"));
  const auto salvaged = run_command({"restore", path, "--salvage", "--json"});
  ASSERT_EQ(salvaged.code, 0) << salvaged.err;
  EXPECT_GT(salvaged.json()["tables"].size(), 3u);
  EXPECT_EQ(base::read_file(salvaged.json()["set_aside"].get<std::string>()).value(), bytes);
  EXPECT_EQ(run_command({"verify", path}).code, 0);
  EXPECT_EQ(run_command({"restore", path, "--salvage", "--from", "x"}).code, 2);
}

} // namespace
} // namespace cuibono::cli
