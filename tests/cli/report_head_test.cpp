// A printed report ends with the head of the journal that it rests on, so that the paper tells of a journal cut off later.

#include <gmock/gmock.h>

#include "base/file.h"
#include "run.h"

namespace cuibono::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kHead = "verify --head:\n";

class ReportHead : public ::testing::Test {
 protected:
  ReportHead() {
    std::filesystem::create_directories(folder_ / "first");
    std::filesystem::create_directories(folder_ / "second");
    EXPECT_TRUE(base::write_file(folder_ / "first/entities.csv", "id,kind,name\nO1,person,Olga Owner\n"));
    EXPECT_TRUE(base::write_file(folder_ / "second/entities.csv", "id,kind,name\nO2,person,Otto Owner\n"));
    EXPECT_EQ(run_command({"new", case_, "--unencrypted"}).code, 0);
    EXPECT_EQ(run_command({"import", case_, folder_ / "first"}).code, 0);
  }

  /// The head as somebody copies it from the paper into a file.
  std::string copied_from(const std::string& report) {
    const auto at = report.find(kHead);
    EXPECT_NE(at, std::string::npos) << report;
    const std::string file = folder_ / "head.txt";
    EXPECT_TRUE(base::write_file(file, report.substr(at + std::string(kHead).size())));
    return file;
  }

  Folder folder_;
  std::string case_ = folder_ / "case.cuibono";
};

TEST_F(ReportHead, Tells_of_a_journal_whose_end_is_missing) {
  const std::string older = folder_ / "older.cuibono";
  std::filesystem::copy_file(case_, older);
  ASSERT_EQ(run_command({"import", case_, folder_ / "second"}).code, 0);
  const auto head = copied_from(run_command({"who-benefits", case_}).out);
  EXPECT_EQ(run_command({"verify", case_, "--head", head}).code, 0);
  EXPECT_NE(run_command({"verify", older, "--head", head}).code, 0);
}

TEST_F(ReportHead, Of_an_earlier_state_is_no_later_one) {
  const std::string older = folder_ / "older.cuibono";
  std::filesystem::copy_file(case_, older);
  ASSERT_EQ(run_command({"import", case_, folder_ / "second"}).code, 0);
  const auto head = copied_from(run_command({"who-benefits", case_, "--as-of", "2"}).out);
  EXPECT_EQ(run_command({"verify", older, "--head", head}).code, 0);
}

TEST_F(ReportHead, Stands_under_every_report_and_in_no_table_for_programs) {
  for (const auto* report : {"who-benefits", "elements", "evidence-next", "disclosure", "impunity", "ledger", "structure", "groups", "ownership",
                             "proceeds", "recovery", "red-flags", "trace"}) {
    const auto printed = run_command({report, case_});
    ASSERT_EQ(printed.code, 0) << report << printed.err;
    EXPECT_THAT(printed.out, HasSubstr(kHead)) << report;
    EXPECT_THAT(run_command({report, case_, "--json"}).out, Not(HasSubstr(kHead))) << report;
  }
  EXPECT_THAT(run_command({"explain", case_, "O1"}).out, HasSubstr(kHead));
  EXPECT_THAT(run_command({"disclosure", case_, "--csv"}).out, Not(HasSubstr(kHead)));
}

TEST_F(ReportHead, Says_that_nobody_has_signed) {
  const std::string unsigned_case = folder_ / "unsigned.cuibono";
  ASSERT_EQ(run_command({"new", unsigned_case, "--unencrypted"}).code, 0);
  EXPECT_THAT(run_command({"who-benefits", unsigned_case}).out, HasSubstr("Nobody has signed it"));
}

} // namespace
} // namespace cuibono::cli
